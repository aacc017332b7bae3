"""What there is to see at a moment of the round, as one value that events change. Pure.

The few things that a screen says unasked while the candidate talks, each once. Pure.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from mockint.domain import SEGMENTS, Level, Segment
from mockint.events import (
    Asking,
    Choosing,
    Heard,
    Help,
    InTrouble,
    Listening,
    Notice,
    Outward,
    Practised,
    RoundBegan,
    RoundEnded,
    SoFar,
    Stopped,
    Typing,
    Working,
)
from mockint.screen.wording import is_over, over_budget, over_target, target_s, trouble_line
from mockint.text.format import clock

OVER_BY = 1.5
"""A part is spoken of when it has taken so many times its target. Ours."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """One line, and what it is about: said once an answer for each ``about``."""

    about: Segment | None
    """None for the whole answer."""
    text: str


def runs_over(segment: Segment, seconds: float, listening: Listening) -> bool:
    """True where the part has taken its target and half of it more."""
    return seconds > OVER_BY * target_s(segment, listening.level)


def due(
    listening: Listening | None,
    heard: Heard | None,
    so_far: SoFar | None,
    told: Collection[Segment | None],
) -> tuple[Nudge, ...]:
    """What is to be said now and has not been. Nothing during a reply: it has no targets."""
    if listening is not None and listening.only is not None:
        return _alone(listening.only, heard, told)
    if listening is None or listening.probe is not None or heard is None:
        return ()
    found = []
    now = now_in(heard, so_far)
    if so_far is not None and now is not None and now not in told:
        seconds = dict(so_far.parts).get(now, 0.0)
        if runs_over(now, seconds, listening):
            found.append(Nudge(now, _part(now, seconds, listening)))
    if None not in told and is_over(listening.level, heard.level.elapsed_s):
        found.append(Nudge(None, over_budget(listening.level)))
    return tuple(found)


def _alone(
    only: Practised, heard: Heard | None, told: Collection[Segment | None]
) -> tuple[Nudge, ...]:
    target_s = only.target_s
    if heard is None or target_s is None or None in told:
        return ()
    return (Nudge(None, over_target(only)),) if heard.level.elapsed_s > target_s else ()


def now_in(heard: Heard | None, so_far: SoFar | None) -> Segment | None:
    """Where in the story one is: by one's own mark, else as it was heard."""
    if heard is not None and heard.part is not None:
        return heard.part
    return None if so_far is None else so_far.now


def _part(segment: Segment, seconds: float, listening: Listening) -> str:
    following = SEGMENTS[SEGMENTS.index(segment) + 1 :]
    onward = f"go on to the {following[0].title()}" if following else "come to the end"
    target = target_s(segment, listening.level)
    return f"{segment.title()} has taken {clock(seconds)} of {clock(target)}: {onward}."


Phase = Literal["before", "asking", "listening", "working", "waiting", "ended"]
NoteKind = Literal["notice", "trouble", "nudge", "keys"]

NO_KEYS = "No keys are read in this round."


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the log."""

    text: str
    kind: NoteKind
    same: str
    """Two notes that are alike in this are one; the later takes its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that a screen shows."""

    legend: str = ""
    """Which keys there are; empty where none are read."""
    phase: Phase = "before"
    began: RoundBegan | None = None
    asking: Asking | None = None
    listening: Listening | None = None
    """The take under way, or the last one until something else is asked."""
    heard: Heard | None = None
    so_far: SoFar | None = None
    work: Working | None = None
    stopped: Stopped | None = None
    waits: Choosing | Typing | None = None
    """What the candidate is to press or type."""
    told: frozenset[Segment | None] = frozenset()
    """What this take has been nudged about."""
    notes: tuple[Note, ...] = ()
    """Oldest first."""
    ended: RoundEnded | None = None

    @property
    def level(self) -> Level | None:
        """The bar of this round."""
        return self.began.level if self.began else self.listening.level if self.listening else None

    @property
    def is_reply(self) -> bool:
        """What is asked or answered is a follow-up, or practised alone: it has no five parts."""
        if self.listening is not None:
            return self.listening.probe is not None or self.listening.only is not None
        if self.began is not None and self.began.title:
            return True
        return self.asking is not None and self.asking.probe is not None


def after(seen: Seen, event: Outward) -> Seen:
    """What there is to see once ``event`` has happened."""
    match event:
        case RoundBegan():
            seen = replace(seen, began=event)
        case Asking():
            seen = replace(_between(seen), phase="asking", asking=event)
        case Listening():
            seen = replace(_between(seen), phase="listening", listening=event)
        case Heard():
            seen = _nudged(replace(seen, heard=event))
        case SoFar():
            seen = _nudged(replace(seen, so_far=event))
        case InTrouble(trouble=trouble):
            seen = _noted(seen, trouble_line(trouble), "trouble", trouble.message)
        case Notice(text=text):
            seen = _noted(seen, text, "notice")
        case Help():
            seen = _noted(seen, seen.legend or NO_KEYS, "keys")
        case Stopped():
            seen = replace(seen, stopped=event)
        case Working():
            seen = replace(seen, phase="working", work=event)
        case Choosing() | Typing():
            seen = replace(seen, phase="waiting", waits=event)
        case RoundEnded():
            seen = replace(seen, phase="ended", ended=event)
    return seen


def _between(seen: Seen) -> Seen:
    """Nothing of the take before is left, but for the log."""
    return replace(
        seen,
        listening=None,
        heard=None,
        so_far=None,
        work=None,
        stopped=None,
        waits=None,
        told=frozenset(),
        notes=tuple(note for note in seen.notes if note.kind != "nudge"),
    )


def _nudged(seen: Seen) -> Seen:
    for nudge in due(seen.listening, seen.heard, seen.so_far, seen.told):
        seen = replace(seen, told=seen.told | {nudge.about})
        seen = _noted(seen, nudge.text, "nudge")
    return seen


def _noted(seen: Seen, text: str, kind: NoteKind, same: str = "") -> Seen:
    note = Note(text, kind, same or text)
    others = tuple(each for each in seen.notes if each.same != note.same)
    return replace(seen, notes=(*others, note))
