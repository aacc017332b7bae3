"""The few things that a screen says unasked while the candidate talks, each once. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from mockint.events import Heard, Listening, Practised, SoFar
from mockint.questions.base import SEGMENTS, Segment
from mockint.screen.plan import is_over, target_s
from mockint.screen.wording import clock, over_budget, over_target

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
