"""What there is to see at a moment of the round, as one value that events change. Pure.

The few things that a screen says unasked while the candidate talks, each once. Pure.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mockint.audio.types import Trouble, TroubleKind
from mockint.domain import SEGMENTS, Level, Segment
from mockint.events import (
    AnswerSoFar,
    Asking,
    Choosing,
    Exercise,
    Help,
    InTrouble,
    KeyHint,
    KeysNow,
    Listening,
    Notice,
    OnBreak,
    Outward,
    QuestionAgain,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Typing,
    Working,
)
from mockint.screen.types import Legend, no_legend
from mockint.screen.wording import (
    break_line,
    help_line,
    is_over,
    over_budget,
    over_target,
    seconds_of,
    trouble_line,
)

OVER_BY = 1.5
"""A part is spoken of when it has taken so many times its target. Ours."""


@dataclass(frozen=True, slots=True)
class TimeWarning:
    """One line, and what it is about: said once an answer for each ``about``."""

    about: Segment | None
    """None for the whole answer."""
    text: str


def runs_over(segment: Segment, seconds: float, listening: Listening) -> bool:
    """True where the part has taken its target and half of it more."""
    return seconds > OVER_BY * listening.level.targets_s[segment]


def due_warnings(
    listening: Listening | None,
    heard: TakeProgress | None,
    so_far: AnswerSoFar | None,
    warned: Collection[Segment | None],
) -> tuple[TimeWarning, ...]:
    """What is to be said now and has not been. Nothing during a reply: it has no targets."""
    if listening is not None and listening.exercise is not None:
        return _exercise_warnings(listening.exercise, heard, warned)
    if listening is None or listening.probe is not None or heard is None:
        return ()
    found = []
    now = current_part(heard, so_far)
    if so_far is not None and now is not None and now not in warned:
        seconds = dict(so_far.parts).get(now, 0.0)
        if runs_over(now, seconds, listening):
            found.append(TimeWarning(now, _part(now, seconds, listening)))
    if None not in warned and is_over(listening.level, heard.clock_s or 0.0):
        found.append(TimeWarning(None, over_budget(listening.level)))
    return tuple(found)


def _exercise_warnings(
    exercise: Exercise, heard: TakeProgress | None, warned: Collection[Segment | None]
) -> tuple[TimeWarning, ...]:
    target_s = exercise.target_s
    if heard is None or target_s is None or None in warned:
        return ()
    return (TimeWarning(None, over_target(exercise)),) if (heard.clock_s or 0.0) > target_s else ()


def current_part(heard: TakeProgress | None, so_far: AnswerSoFar | None) -> Segment | None:
    """Where in the story one is: by one's own mark, else as it was heard."""
    if heard is not None and heard.part is not None:
        return heard.part
    return None if so_far is None else so_far.now


def _part(segment: Segment, seconds: float, listening: Listening) -> str:
    following = SEGMENTS[SEGMENTS.index(segment) + 1 :]
    onward = f"Move on to the {following[0].title()}" if following else "Finish your answer"
    took = seconds_of(segment, seconds, listening.level)
    return f"{segment.title()} has taken {took}. {onward}."


Phase = Literal["before", "asking", "listening", "working", "waiting", "ended"]
NoteKind = Literal["notice", "trouble", "warning", "keys", "question"]

GOOD_NEWS_S = 8.0
"""So long it is said that something works again."""
_OVER_WITH: Mapping[TroubleKind, tuple[TroubleKind, ...]] = {
    "back": ("muted", "stalled", "lost"),
    "room": ("disk",),
}
"""What goes with good news."""
QUESTION_S = 10.0
"""So long what was asked is shown again: half a minute of words can be read in it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the log."""

    text: str
    kind: NoteKind
    same: str
    """Two notes that are alike in this are one; the later takes its place."""
    until_s: float | None = None
    """On the recording's clock; None: it stays."""
    about: Segment | TroubleKind | None = None
    """What it is about: with that it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenState:
    """All that a screen shows."""

    legend_of: Legend = no_legend
    """How keys are read."""
    keys: tuple[KeyHint, ...] = ()
    """Those that count now."""
    phase: Phase = "before"
    began: RoundBegan | None = None
    asking: Asking | None = None
    listening: Listening | None = None
    """The take under way, or the last one until something else is asked."""
    heard: TakeProgress | None = None
    so_far: AnswerSoFar | None = None
    work: Working | None = None
    stopped: Stopped | None = None
    waiting_for: Choosing | Typing | None = None
    """What the candidate is to press or type."""
    warned: frozenset[Segment | None] = frozenset()
    """What the candidate was warned about in this take."""
    notes: tuple[Note, ...] = ()
    """Oldest first."""
    ended: RoundEnded | None = None

    @property
    def legend(self) -> str:
        """Which keys there are; empty where none are read."""
        return self.legend_of(self.keys)

    @property
    def level(self) -> Level | None:
        """The bar of this round."""
        return self.began.level if self.began else self.listening.level if self.listening else None

    @property
    def is_reply(self) -> bool:
        """What is asked or answered is a follow-up or an exercise: it has no five parts."""
        if self.listening is not None:
            return self.listening.probe is not None or self.listening.exercise is not None
        if self.began is not None and self.began.title:
            return True
        return self.asking is not None and self.asking.probe is not None


def updated(state: ScreenState, event: Outward) -> ScreenState:
    """What there is to see once ``event`` has happened."""
    match event:
        case RoundBegan():
            state = replace(state, began=event)
        case Asking():
            state = replace(_between(state), phase="asking", asking=event)
        case Listening():
            state = replace(_between(state), phase="listening", listening=event)
        case TakeProgress():
            state = _warned(_without_old_notes(replace(state, heard=event)))
        case AnswerSoFar():
            state = _warned(_without_old_notes(replace(state, so_far=event)))
        case Stopped():
            state = replace(state, stopped=event)
        case Working():
            state = replace(state, phase="working", work=event)
        case Choosing() | Typing() | OnBreak():
            waiting_for = Choosing(break_line(event)) if isinstance(event, OnBreak) else event
            state = replace(state, phase="waiting", waiting_for=waiting_for)
        case RoundEnded():
            state = replace(state, phase="ended", ended=event)
        case _:
            state = _told(state, event)
    return state


def _told(state: ScreenState, event: Outward) -> ScreenState:
    """What is for the candidate to read."""
    match event:
        case InTrouble(trouble=trouble):
            return _in_trouble(state, trouble)
        case Notice(text=text):
            return _noted(state, text, "notice")
        case KeysNow(keys=keys):
            return replace(_without(state, "keys"), keys=keys)
        case Help():
            return _noted(state, help_line(event, state.legend), "keys", "keys")
        case QuestionAgain(text=text):
            until_s = QUESTION_S + (state.heard.loudness.elapsed_s if state.heard else 0.0)
            return _noted(state, text, "question", "question", until_s)
    return state


def _between(state: ScreenState) -> ScreenState:
    """Nothing of the take before is left, but for the log."""
    return replace(
        _without(state, "warning", "question"),
        listening=None,
        heard=None,
        so_far=None,
        work=None,
        stopped=None,
        waiting_for=None,
        warned=frozenset(),
    )


def _without(state: ScreenState, *kinds: NoteKind) -> ScreenState:
    kept = tuple(note for note in state.notes if note.kind not in kinds)
    return replace(state, notes=kept) if len(kept) < len(state.notes) else state


def _warned(state: ScreenState) -> ScreenState:
    for warning in due_warnings(state.listening, state.heard, state.so_far, state.warned):
        state = replace(state, warned=state.warned | {warning.about})
        state = _noted(state, warning.text, "warning", about=warning.about)
    return state


def _in_trouble(state: ScreenState, trouble: Trouble) -> ScreenState:
    """What is wrong; what is right again takes that away, and is itself said for some seconds."""
    over = _OVER_WITH.get(trouble.kind, ())
    state = replace(state, notes=tuple(one for one in state.notes if one.about not in over))
    began_s = state.heard.began_s if state.heard is not None else None
    line = trouble_line(trouble, began_s)
    until_s = trouble.elapsed_s + GOOD_NEWS_S if over else None
    return _noted(state, line, "trouble", trouble.message, until_s, trouble.kind)


def _without_old_notes(state: ScreenState) -> ScreenState:
    """Without those whose time is over, and what they are about: one speaks, one is in another
    part of the answer."""
    heard = state.heard
    now_s = heard.loudness.elapsed_s if heard is not None else 0.0
    spoken = heard is not None and heard.began_s is not None
    part = current_part(heard, state.so_far)

    def is_old(note: Note) -> bool:
        if note.until_s is not None and now_s >= note.until_s:
            return True
        if note.about == "quiet":
            return spoken
        return note.kind == "warning" and note.about not in (None, part)

    kept = tuple(note for note in state.notes if not is_old(note))
    return replace(state, notes=kept) if len(kept) < len(state.notes) else state


def _noted(
    state: ScreenState,
    text: str,
    kind: NoteKind,
    same: str = "",
    until_s: float | None = None,
    about: Segment | TroubleKind | None = None,
) -> ScreenState:
    note = Note(text, kind, same or text, until_s, about)
    others = tuple(each for each in state.notes if each.same != note.same)
    return replace(state, notes=(*others, note))
