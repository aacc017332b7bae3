"""The one thing to do in the next take, and the one to keep.

Each thing that could be changed is tried out on the leaning: the inputs are taken as they would be
if it were done, at this level and for this question, and what moves the sum most is chosen. So the
rule is data: the weights of ``leaning.json``, and the pack's bar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mockint.content.pack import Bar
from mockint.content.types import Library
from mockint.domain import FAULTS, Level, Segment, SignalName
from mockint.star.expected import told_elsewhere
from mockint.star.leaning import leaning_model
from mockint.star.next_take.rewrite import BLANK, as_i, as_sentence, carrier, told
from mockint.star.principle import shown
from mockint.star.probes.found import Found
from mockint.star.probes.slots import unexplained
from mockint.star.proportional_odds import Inputs
from mockint.star.types import Analysis, LabelledUnit, NextTake
from mockint.star.verdict import PLAIN_CONDUCT, Evidence, inputs
from mockint.text.format import clock

_OWN_STEPS = 2.0
"""Steps that are told once the Action is told with "I"."""
_SHORT_ACTION = 0.5
"""Of its target: a shorter Action is what to work on."""
_NOT_MINE: frozenset[SignalName] = frozenset(("we_in_action", "handed_off", "vague_action"))
"""Faults that say more exactly what a short Action lacks."""
_ENOUGH_STEPS = 4.0
"""Steps of one's own, by their chances: who told so many was brief, and left nothing out."""
_MAY_GO: tuple[Segment, ...] = ("situation", "task")
"""Parts of which a sentence can be named that may be left out."""
_LONGEST_QUOTE = 180
"""Letters of a quote on the first screen: two lines and a half."""
_HARM = 0.5
"""A sentence that is likelier than this to tell harm is not what to keep."""
_DOUBTED = 0.25
"""One that is likelier than this is not what to say again."""
_TO_OTHERS = "Say what this meant for the other people, and what you would do today."
_TODAY = f"For {BLANK}, that meant {BLANK}. Today I would {BLANK}, because {BLANK}."
_USUAL_PROBES = 2
_AGAIN = "I found nothing big to change. Tell it once more, from memory, in the same order."


@dataclass(frozen=True, slots=True)
class _Change:
    """Something that could be done otherwise."""

    gain: float
    """What the sum of the leaning would win."""
    take: NextTake


def next_take(
    value: Analysis, evidence: Evidence, found: Found, level: Level, library: Library
) -> NextTake:
    """What to change in the next take, with the candidate's sentence and how to say it.

    ``value``: all else that was found in the answer. Where there is nothing to change, the next
    take tells what the first follow-up looks for.
    """
    bar = library.pack.bar
    was = inputs(evidence, level, bar, leaning_model())
    answer = _Answer(value, evidence, found, level, bar, was)
    story = value.story
    if value.verdict.leaning == "not enough evidence":
        take = NextTake(value.verdict.reasons[0].text, gap="no_story")
    elif story and story.answers_question == "no" and story.evidence:
        take = NextTake(story.evidence[0].text, gap="other_question")
    else:
        best = max(answer.changes(), key=lambda one: one.gain, default=None)
        take = best.take if best else _more(value)
    keep, start = answer.kept()
    return replace(take, keep=keep, keep_start=start)


def _more(value: Analysis) -> NextTake:
    """Of an answer with nothing to change: what may be asked when the usual two were answered."""
    more = [f"I found nothing big to change. Be ready for this: {p.ask}" for p in value.probes]
    return NextTake(more[_USUAL_PROBES] if len(more) > _USUAL_PROBES else _AGAIN)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer, and what could be done about it."""

    value: Analysis
    evidence: Evidence
    found: Found
    level: Level
    bar: Bar
    was: Inputs
    """What the leaning rests on, as it was told."""

    @property
    def is_harm(self) -> bool:
        """Whether harm to somebody is plain in it."""
        return self.was["conduct"] >= PLAIN_CONDUCT

    def changes(self) -> Iterator[_Change]:
        """All of them."""
        yield from self._conduct()
        yield from self._faults()
        yield from self._absences()
        yield from self._short_action()
        yield from self._too_long()

    def kept(self) -> tuple[str, float | None]:
        """What the next take must hold again: for the principle, else of the weightiest area.

        Nothing of a story of harm: the rest of it is its fruit.
        """
        if self.is_harm:
            return "", None
        about = shown(self.evidence.principle or ())
        found = [(one.quote, one.start) for one in about if one.speaks == "for"]
        areas = [name for area in self.bar.areas for name in self.bar.evidence_of(area.name)]
        strengths = [one for one in self.evidence.heard.plain if one.name in areas]
        strengths.sort(key=lambda one: (areas.index(one.name), -one.sure))
        found += [(one.quote, one.start) for one in strengths]
        harm = [
            one.unit
            for one, chance in zip(self.found.labelled, self.found.conduct, strict=True)
            if chance >= _HARM
        ]
        for quote, start in found:
            if len(quote) <= _LONGEST_QUOTE and not any(u.start <= start <= u.end for u in harm):
                return quote, start
        return "", None

    def _conduct(self) -> Iterator[_Change]:
        """Harm to somebody, where it is plain: what an interviewer asks first."""
        if not self.is_harm:
            return
        surest = max(zip(self.found.conduct, self.found.labelled, strict=True), key=lambda x: x[0])
        said, start = told(surest[1])
        better = f"{as_sentence(said)} {_TODAY}" if said else _TODAY
        take = NextTake(
            _TO_OTHERS, "reflection", said, start if said else None, better, gap="conduct"
        )
        yield _Change(self._gain(replace(self.evidence, conduct=0.0)), take)

    def _faults(self) -> Iterator[_Change]:
        """Faults that were clearly heard: not told, and what they hide told instead."""
        for signal in self.evidence.heard.plain:
            if signal.name not in FAULTS:
                continue
            about = self.bar.signals[signal.name]
            said = as_sentence(signal.quote)
            mine = as_i(said) if signal.name == "we_in_action" else ""
            take = NextTake(
                about.instead,
                about.redo or signal.segment,
                signal.quote,
                signal.start,
                mine or f"{said} {about.blank or BLANK}",
                gap=signal.name,
            )
            instead = dict.fromkeys(told_elsewhere([signal]), 1.0)
            yield _Change(self._gain(self._with({signal.name: 0.0, **instead})), take)

    def _absences(self) -> Iterator[_Change]:
        """Strengths that were surely not said, told."""
        for name in self.value.missing:
            about = self.bar.signals[name]
            take = self._after(about.instead, about.redo or "action", about.blank or BLANK)
            yield _Change(self._gain(self._with({name: 1.0})), replace(take, gap=name))

    def _short_action(self) -> Iterator[_Change]:
        """An Action under half of its target, told in full."""
        (action,) = (one for one in self.value.timings if one.segment == "action")
        short = action.seconds < _SHORT_ACTION * action.scaled_target
        heard = {signal.name for signal in self.evidence.heard.plain}
        if not short or self.evidence.heard.steps >= _ENOUGH_STEPS or heard & _NOT_MINE:
            return
        change = (
            f"Say more of what you did yourself: your Action took {action.seconds:.0f} s of"
            f" {action.scaled_target:.0f} s."
        )
        full = self._with({"first_person_action": 1.0})
        full = replace(full, by_part={**full.by_part, "action": action.target})
        take = self._after(change, "action", f"First I {BLANK}, because {BLANK}. Then I {BLANK}.")
        if unexplained([take.sentence] if take.sentence else [], self.found.labelled):
            said = as_sentence(take.sentence).removesuffix(".")
            take = replace(take, rewritten=f"{said}, because {BLANK}. Then I {BLANK}.")
        elif take.sentence:
            said = as_sentence(take.sentence)
            take = replace(take, rewritten=f"{said} Then I {BLANK}, and after that I {BLANK}.")
        yield _Change(self._gain(full), replace(take, gap="short_action"))

    def _too_long(self) -> Iterator[_Change]:
        """An answer over the budget, cut where it is longest beyond its target."""
        budget = self.value.budget
        if budget.status != "over":
            return
        worst = max(self.value.timings, key=lambda one: one.seconds - one.scaled_target)
        change = (
            f"Finish within {clock(budget.max)}. Your {worst.segment.capitalize()} took"
            f" {worst.seconds:.0f} s of {worst.scaled_target:.0f} s."
        )
        take = NextTake(change, worst.segment)
        said = self._says_least(worst.segment) if worst.segment in _MAY_GO else None
        if said:
            take = NextTake(f"{change} You can leave this out:", worst.segment, *said)
        over = self.bar.over_costs * (budget.seconds / budget.max - 1.0)
        yield _Change(over, replace(take, gap="too_long"))

    def _says_least(self, part: Segment) -> tuple[str, float] | None:
        """The longest sentence of a part that shows nothing."""
        shows = [signal.start for signal in self.evidence.heard.signals]
        idle = [
            told(one)
            for one in self.found.labelled
            if one.segment == part and not any(one.unit.start <= at <= one.unit.end for at in shows)
        ]
        return max((one for one in idle if one[0]), key=lambda one: len(one[0]), default=None)

    def _after(self, change: str, part: Segment, blank: str) -> NextTake:
        """A sentence of ``part`` with ``blank`` after it; the blanks alone where none fits."""
        one = carrier(self._harmless(), part)
        if one is None:
            return NextTake(change, part, rewritten=blank)
        said, start = told(one)
        return NextTake(change, part, said, start, f"{as_sentence(said)} {blank}")

    def _harmless(self) -> list[LabelledUnit]:
        """The sentences that nobody is told to say again are not among them."""
        every = zip(self.found.labelled, self.found.conduct, strict=True)
        return [one for one, chance in every if chance < _DOUBTED]

    def _with(self, chances: Mapping[SignalName, float]) -> Evidence:
        """The evidence with other chances; steps of one's own come with them."""
        heard = self.evidence.heard
        steps = heard.steps + _OWN_STEPS * chances.get("first_person_action", 0.0)
        surest = {**heard.surest, **chances}
        return replace(self.evidence, heard=replace(heard, surest=surest, steps=steps))

    def _gain(self, changed: Evidence) -> float:
        model = leaning_model()
        would_be = inputs(changed, self.level, self.bar, model)
        return model.sum.total(would_be) - model.sum.total(self.was)
