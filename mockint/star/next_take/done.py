"""Whether the one change was made: the gap that a take's ``next`` named, sought in the next one.

It says "done" or "not yet" only where the words or the figures show it. A gap that can be heard
neither way, in an answer that was not understood whole, or one that leans on too little, is
"not clear": nobody is told that they failed by a guess, nor that they did well.
"""

from collections.abc import Collection, Sequence

from mockint.domain import FAULTS, Segment, SignalName
from mockint.star.expected import told_elsewhere
from mockint.star.types import Analysis, ChangeMade, NextTake, Outcome, Shortfall, Signal, Timing
from mockint.text.format import clock

MUCH_CLOSER = 0.2
"""Of the part's target: an Action that is longer by so much is closer, if not there."""


def change_made(before: Analysis, after: Analysis) -> ChangeMade | None:
    """What the second take made of the first one's change; None where there was no gap to close.

    Also None where another question was answered, or nothing asks for a change.
    """
    take = before.next
    if take is None or take.gap is None:
        return None
    if take.gap == "no_story":
        return ChangeMade(take.change, _story_told(after))
    # What an answer does not say of harm to others may have been left out: that is never judged.
    unclear = not after.has_story or after.verdict.leaning == "not enough evidence"
    if unclear or take.gap == "conduct":
        return ChangeMade(take.change, "not clear")
    if take.gap == "other_question":
        return ChangeMade(take.change, _question_answered(after))
    judge = {"short_action": _action, "too_long": _length}.get(
        take.gap, _fault if take.gap in FAULTS else _absence
    )
    return judge(take, before, after)


def _story_told(after: Analysis) -> Outcome:
    if after.story is None:
        return "not clear"
    return "done" if after.has_story else "not yet"


def _question_answered(after: Analysis) -> Outcome:
    answered = after.story.answers_question if after.story else None
    outcomes: dict[str | None, Outcome] = {"yes": "done", "partly": "closer", "no": "not yet"}
    return outcomes.get(answered, "not clear")


def _absence(take: NextTake, _before: Analysis, after: Analysis) -> ChangeMade:
    """A strength that was not said: told now, or surely missing again."""
    told = _first(after.told, [take.gap])
    if told is not None:
        return ChangeMade(take.change, "done", quote=told.quote, start=told.start)
    return ChangeMade(take.change, "not yet" if take.gap in after.missing else "not clear")


def _fault(take: NextTake, before: Analysis, after: Analysis) -> ChangeMade:
    """A fault that was heard: what it hid told now, or the fault heard again."""
    name = take.gap
    again = _first(after.told, [name])
    if again is not None:
        return ChangeMade(take.change, "not yet", quote=again.quote, start=again.start)
    instead = told_elsewhere([one for one in before.signals if one.name == name])
    told = _first(after.told, instead)
    before_too = {one.name for one in before.told}
    if told is not None and told.name not in before_too:
        return ChangeMade(take.change, "done", quote=told.quote, start=told.start)
    left = _first(after.signals, [name]) or after.not_understood or after.verdict.provisional
    if left or (instead and told is None) or not _is_told(take.part, after.timings):
        return ChangeMade(take.change, "not clear")
    return ChangeMade(take.change, "done")


def _is_told(part: Segment | None, timings: Sequence[Timing]) -> bool:
    """Whether the part that held the fault is there: a fault may have gone with all of it."""
    return not any(one.segment == part and one.status == "missing" for one in timings)


def _action(take: NextTake, before: Analysis, after: Analysis) -> ChangeMade:
    was, now = (_seconds(one, "action") for one in (before, after))
    figures = f"{was.seconds:.0f} s, then {now.seconds:.0f} s of {now.scaled_target:.0f} s"
    grown = now.seconds - was.seconds >= MUCH_CLOSER * now.scaled_target
    if now.status in ("on target", "long"):
        outcome: Outcome = "done"
    else:
        outcome = "closer" if grown else "not yet"
    return ChangeMade(take.change, outcome, figures)


def _length(take: NextTake, before: Analysis, after: Analysis) -> ChangeMade:
    was, now = before.budget, after.budget
    figures = f"{clock(was.seconds)}, then {clock(now.seconds)} of {clock(now.max)}"
    if now.status != "over":
        return ChangeMade(take.change, "done", figures)
    shorter = was.seconds - now.seconds >= MUCH_CLOSER * (was.seconds - now.max)
    return ChangeMade(take.change, "closer" if shorter else "not yet", figures)


def _seconds(value: Analysis, part: Segment) -> Timing:
    return next(one for one in value.timings if one.segment == part)


def _first(
    signals: Sequence[Signal], names: Collection[SignalName | Shortfall | None]
) -> Signal | None:
    """The surest of these names."""
    return max(
        (one for one in signals if one.name in names), key=lambda one: one.sure, default=None
    )
