"""The one thing to do in the next take, and the one to keep.

Each thing that could be changed is tried out on the leaning: the inputs are taken as they would be
if it were done, at this level and for this question, and what moves the sum most is chosen. So the
rule is data: the weights of ``leaning.json`` and the lists of the pack's bar.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.pack import Bar
from mockint.domain import FAULTS, Level, Segment, SignalName
from mockint.star.expected import told_elsewhere
from mockint.star.leaning import leaning_model
from mockint.star.principle import shown
from mockint.star.rewrite import BLANK, as_i, as_sentence, carrier, told
from mockint.star.types import (
    BudgetUse,
    LabelledUnit,
    NextTake,
    ProbeChoice,
    Timing,
    Verdict,
)
from mockint.star.verdict import Evidence, inputs
from mockint.text.format import clock

_OWN_STEPS = 2.0
"""Steps that are told once the Action is told with "I"."""
_SHORT_ACTION = 0.5
"""Of its target: a shorter Action is what to work on."""
_AGAIN = "Tell it once more, from memory, in the same order."
_LONGEST_QUOTE = 180
"""Letters of a quote on the first screen: two lines."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Something that could be done otherwise."""

    gain: float
    """What the sum of the leaning would win."""
    take: NextTake


def next_take(  # noqa: PLR0913  (all that was found in one answer)
    evidence: Evidence,
    labelled: Sequence[LabelledUnit],
    missing: Sequence[SignalName],
    probes: Sequence[ProbeChoice],
    timings: Sequence[Timing],
    budget: BudgetUse,
    verdict: Verdict,
    level: Level,
    bar: Bar,
) -> NextTake:
    """What to change in the next take, with the candidate's sentence and how to say it.

    ``missing``: strengths that were surely not said. ``probes``: the best first; where there is
    nothing to change, the next take answers the first before it is asked.
    """
    keep, keep_start = _kept(evidence, bar)
    story = evidence.story
    if verdict.leaning == "not enough evidence":
        take = NextTake(verdict.reasons[0].text)
    elif story and story.answers_question == "no" and story.evidence:
        take = NextTake(story.evidence[0].text)
    else:
        changes = [
            *_faults(evidence, level, bar),
            *_absences(evidence, labelled, missing, level, bar),
            *_short_action(evidence, labelled, timings, level, bar),
            *_too_long(evidence, labelled, timings, budget, bar),
        ]
        first = f"Answer this before you are asked: {probes[0].ask}" if probes else _AGAIN
        most = max(changes, key=lambda one: one.gain, default=_Change(0.0, NextTake(first)))
        take = most.take
    return replace(take, keep=keep, keep_start=keep_start)


def _gain(evidence: Evidence, changed: Evidence, level: Level, bar: Bar) -> float:
    model = leaning_model()
    was, would_be = (inputs(one, level, bar, model) for one in (evidence, changed))
    return model.sum.total(would_be) - model.sum.total(was)


def _with(evidence: Evidence, chances: Mapping[SignalName, float]) -> Evidence:
    """The evidence with other chances; steps of one's own come with them."""
    heard = evidence.heard
    steps = heard.steps + _OWN_STEPS * chances.get("first_person_action", 0.0)
    surest = {**heard.surest, **chances}
    return replace(evidence, heard=replace(heard, surest=surest, steps=steps))


def _faults(evidence: Evidence, level: Level, bar: Bar) -> Iterator[_Change]:
    """Faults that were clearly heard: not told, and what they hide told instead."""
    for signal in evidence.heard.plain:
        if signal.name not in FAULTS:
            continue
        instead = dict.fromkeys(told_elsewhere([signal]), 1.0)
        better = _with(evidence, {signal.name: 0.0, **instead})
        about = bar.signals[signal.name]
        said = as_sentence(signal.quote)
        mine = as_i(said) if signal.name == "we_in_action" else ""
        take = NextTake(
            about.instead,
            part=about.redo or signal.segment,
            sentence=signal.quote,
            sentence_start=signal.start,
            rewritten=mine or f"{said} {about.blank or BLANK}",
        )
        yield _Change(_gain(evidence, better, level, bar), take)


def _absences(
    evidence: Evidence,
    labelled: Sequence[LabelledUnit],
    missing: Sequence[SignalName],
    level: Level,
    bar: Bar,
) -> Iterator[_Change]:
    """Strengths that were surely not said, told."""
    for name in missing:
        about = bar.signals[name]
        part = about.redo or "action"
        take = replace(_after(labelled, part, about.blank or BLANK), change=about.instead)
        yield _Change(_gain(evidence, _with(evidence, {name: 1.0}), level, bar), take)


def _after(labelled: Sequence[LabelledUnit], part: Segment, blank: str) -> NextTake:
    """A sentence of ``part`` with blanks to fill in after it; the blanks alone where none fits."""
    one = carrier(labelled, part)
    if one is None:
        return NextTake("", part=part, rewritten=blank)
    said, start = told(one)
    return NextTake("", part, said, start, f"{as_sentence(said)} {blank}")


def _short_action(
    evidence: Evidence,
    labelled: Sequence[LabelledUnit],
    timings: Sequence[Timing],
    level: Level,
    bar: Bar,
) -> Iterator[_Change]:
    """An Action under half of its target, told in full."""
    action = next(one for one in timings if one.segment == "action")
    if action.seconds >= _SHORT_ACTION * action.scaled_target:
        return
    full = {**evidence.by_part, "action": action.target}
    better = _with(replace(evidence, by_part=full), {"first_person_action": 1.0})
    blank = bar.signals["first_person_action"].blank or BLANK
    change = (
        f"Say more of what you did yourself: the Action took {action.seconds:.0f} s, and you"
        f" have {action.scaled_target:.0f}."
    )
    take = replace(_after(labelled, "action", blank), change=change)
    yield _Change(_gain(evidence, better, level, bar), take)


def _too_long(
    evidence: Evidence,
    labelled: Sequence[LabelledUnit],
    timings: Sequence[Timing],
    budget: BudgetUse,
    bar: Bar,
) -> Iterator[_Change]:
    """An answer over the budget, cut where it is longest beyond its target."""
    if budget.status != "over":
        return
    worst = max(timings, key=lambda one: one.seconds - one.scaled_target)
    shows = {signal.start for signal in evidence.heard.plain}
    idle = [
        one
        for one in labelled
        if one.segment == worst.segment
        and not any(one.unit.start <= at <= one.unit.end for at in shows)
        and told(one)[0]
    ]
    change = (
        f"Finish within {clock(budget.max)}. Your {worst.segment.capitalize()} took"
        f" {worst.seconds:.0f} s, and you have {worst.scaled_target:.0f}."
    )
    take = NextTake(change, part=worst.segment)
    longest = max(idle, key=lambda one: one.unit.end - one.unit.start, default=None)
    if longest is not None:
        take = NextTake(f"{change} You can leave this out:", worst.segment, *told(longest))
    yield _Change(bar.over_costs * (budget.seconds / budget.max - 1.0), take)


def _kept(evidence: Evidence, bar: Bar) -> tuple[str, float | None]:
    """What the next take must hold again: for the principle, else of the weightiest area."""
    found = [
        (one.quote, one.start) for one in shown(evidence.principle or ()) if one.speaks == "for"
    ]
    areas = [name for area in bar.areas for name in bar.evidence_of(area.name)]
    strengths = [one for one in evidence.heard.plain if one.kind == "strength"]
    strengths.sort(
        key=lambda one: (areas.index(one.name) if one.name in areas else len(areas), -one.sure)
    )
    found += [(one.quote, one.start) for one in strengths]
    return next((one for one in found if len(one[0]) <= _LONGEST_QUOTE), ("", None))


def redo_seconds(take: NextTake, timings: Sequence[Timing]) -> float | None:
    """What the part to redo may take; None where it is the whole answer."""
    return next((one.scaled_target for one in timings if one.segment == take.part), None)
