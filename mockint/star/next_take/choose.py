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
from mockint.star.next_take.keep import kept
from mockint.star.next_take.mine import as_i
from mockint.star.next_take.rewrite import (
    BLANK,
    MOST_WORDS,
    NO_WORDS,
    Words,
    as_sentence,
    carrier,
    followed,
    is_deed,
    lesson,
    told,
)
from mockint.star.next_take.said_again import said_again
from mockint.star.probes.found import Found
from mockint.star.probes.slots import unexplained
from mockint.star.proportional_odds import Inputs
from mockint.star.types import Analysis, NextTake, Signal, Unit
from mockint.star.verdict import PLAIN_CONDUCT, Evidence, inputs
from mockint.text.format import clock, target
from mockint.text.normalize import plain_word

_OWN_STEPS = 2.0
"""Steps that are told once the Action is told with "I"."""
_SHORT_ACTION = 0.5
"""Of its target: a shorter Action is what to work on."""
_NOT_MINE: frozenset[SignalName] = frozenset(("we_in_action", "handed_off", "vague_action"))
"""Faults that say more exactly what a short Action lacks."""
_ENOUGH_STEPS = 4.0
"""Steps of one's own, by their chances: who told so many was brief, and left nothing out."""
_SOME_STEPS = 2.5
"""Who told so many left out what was in them: how, and why."""
_OWN: frozenset[SignalName] = frozenset(("first_person_action", "decided_to_act"))
_IN_ITS_PLACE: frozenset[SignalName] = frozenset(
    ("we_in_action", "collective_decision", "vague_action", "blames_others", "architecture_detour")
)
"""Faults that are their words: what is better stands in place of them. Of the others the words are
true, and more is said behind them."""
_MAY_GO: tuple[Segment, ...] = ("situation", "task")
"""Parts of which a sentence can be named that may be left out."""
_HARM = 0.5
"""A sentence that is likelier than this tells the harm that is asked about."""
_DOUBTED = 0.25
"""One that is likelier than this is not what to say again."""
_TO_OTHERS = "Say what this meant for the other people, and what you would do today."
_TODAY = f"For {BLANK}, that meant {BLANK}. Today I would {BLANK}, because {BLANK}."
_REASON = f"because {BLANK}, and the hard part was {BLANK}."
_MORE = "Say more of what you did yourself."
_Asked = Mapping[tuple[bool, bool], tuple[str, str]]
"""By whether there is a step that can be said again, and whether its reason is missing: what to
change, and what to say behind the step."""
_OF_MANY: _Asked = {
    (True, True): (
        "Say why you took this step, and what was hard about it.",
        f"I did that {_REASON}",
    ),
    (True, False): (
        "Say what was hard about this step.",
        f"The hard part was {BLANK}, so I {BLANK}.",
    ),
    (False, True): (
        "Say why you took the main step, and what was hard about it.",
        f"I {BLANK} {_REASON}",
    ),
}
"""Where steps were told, but quickly."""
_OF_FEW: _Asked = {
    (True, True): (_MORE, f"I did that because {BLANK}. Then I {BLANK}."),
    (True, False): (_MORE, f"Then I {BLANK}, and after that I {BLANK}."),
    (False, True): (_MORE, f"First I {BLANK}, because {BLANK}. Then I {BLANK}."),
}
"""Where hardly any were."""
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
    keep, start = answer.kept(take.sentence)
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

    def kept(self, changed: str) -> Words:
        """What the next take must hold again beside ``changed``, which it tells in another way;
        nothing of a story of harm: the rest of it is its fruit."""
        if self.is_harm:
            return NO_WORDS
        return kept(self.evidence, self.found, self.bar, self._doubted(), changed)

    def changes(self) -> Iterator[_Change]:
        """All of them."""
        yield from self._conduct()
        yield from self._faults()
        yield from self._absences()
        yield from self._short_action()
        yield from self._too_long()

    def _conduct(self) -> Iterator[_Change]:
        """Harm to somebody, where it is plain: what an interviewer asks first."""
        if not self.is_harm:
            return
        every = zip(self.found.conduct, self.found.labelled, strict=True)
        found = [(chance, *told(one)) for chance, one in every if chance >= _HARM]
        harm = sorted(found, key=lambda one: ("i" not in map(plain_word, one[1].split()), -one[0]))
        said, start = next(((said, start) for _, said, start in harm if said), NO_WORDS)
        better = followed(said, _TODAY)
        take = NextTake(_TO_OTHERS, "reflection", said, start, better, gap="conduct")
        yield _Change(self._gain(replace(self.evidence, conduct=0.0)), take)

    def _faults(self) -> Iterator[_Change]:
        """Faults that were clearly heard: not told, and what they hide told instead."""
        for signal in self.evidence.heard.plain:
            if signal.name not in FAULTS:
                continue
            about = self.bar.signals[signal.name]
            take = NextTake(
                about.instead,
                about.redo or signal.segment,
                signal.quote,
                signal.start,
                self._better(signal, about.blank or BLANK),
                gap=signal.name,
            )
            instead = dict.fromkeys(told_elsewhere([signal]), 1.0)
            yield _Change(self._gain(self._with({signal.name: 0.0, **instead})), take)

    def _better(self, fault: Signal, blank: str) -> str:
        """What to say in place of a fault: the same with "I", a lesson from the story, or more.

        Words that are themselves the fault are never in it.
        """
        if fault.name == "generic_reflection":
            return lesson(self._deeds(), blank)[1]
        mine = as_i(said_again(fault.quote)) if fault.name == "we_in_action" else ""
        if mine:
            return as_sentence(mine)
        return blank if fault.name in _IN_ITS_PLACE else followed(fault.quote, blank)

    def _deeds(self) -> list[Words]:
        """The speaker's own steps that may be said again: those that were clearly heard, the surest
        first, then others of the Action."""
        doubted = self._doubted()
        heard = sorted(self.evidence.heard.plain, key=lambda one: -one.sure)
        steps = [
            *((one.quote, one.start) for one in heard if one.name in _OWN),
            *(told(one) for one in self.found.labelled if one.segment == "action"),
        ]
        return [
            (said, start)
            for said, start in steps
            if start is not None
            and is_deed(said_again(said))
            and not any(unit.start <= start <= unit.end for unit in doubted)
        ]

    def _absences(self) -> Iterator[_Change]:
        """Strengths that were surely not said, told."""
        for name in self.value.missing:
            about = self.bar.signals[name]
            blank = about.blank or BLANK
            take = self._after(about.instead, about.redo or "action", blank)
            if name == "specific_lesson":
                (said, start), better = lesson(self._deeds(), blank)
                take = NextTake(about.instead, about.redo, said, start, better)
            yield _Change(self._gain(self._with({name: 1.0})), replace(take, gap=name))

    def _short_action(self) -> Iterator[_Change]:
        """An Action under half of its target, told in full."""
        (action,) = (one for one in self.value.timings if one.segment == "action")
        short = action.seconds < _SHORT_ACTION * action.scaled_target
        heard = {signal.name for signal in self.evidence.heard.plain}
        if not short or self.evidence.heard.steps >= _ENOUGH_STEPS or heard & _NOT_MINE:
            return
        some = self.evidence.heard.steps >= _SOME_STEPS
        allowed = target(action.scaled_target, action.target)
        took = f"Your Action took {action.seconds:.0f} of {allowed}."
        full = self._with({} if some else {"first_person_action": 1.0})
        full = replace(full, by_part={**full.by_part, "action": action.target})
        step = self._step(took, some=some)
        yield _Change(self._gain(full), replace(step, gap="short_action"))

    def _step(self, took: str, *, some: bool) -> NextTake:
        """A step of the speaker's own with what was not said of it, or what came after it."""
        deeds = (one for one in self._deeds() if len(one[0].split()) <= MOST_WORDS)
        said, start = next(deeds, NO_WORDS)
        why = not said or unexplained([said], self.found.labelled)
        change, more = (_OF_MANY if some else _OF_FEW)[bool(said), bool(why)]
        return NextTake(f"{took} {change}", "action", said, start, followed(said, more))

    def _too_long(self) -> Iterator[_Change]:
        """An answer over the budget, cut where it is longest beyond its target."""
        budget = self.value.budget
        if budget.status != "over":
            return
        worst = max(self.value.timings, key=lambda one: one.seconds - one.scaled_target)
        change = (
            f"Finish within {clock(budget.max)}. Your {worst.segment.capitalize()} took"
            f" {worst.seconds:.0f} of {target(worst.scaled_target, worst.target)}."
        )
        take = NextTake(change, worst.segment)
        said = self._says_least(worst.segment) if worst.segment in _MAY_GO else None
        if said:
            take = NextTake(f"{change} You can leave this out:", worst.segment, *said)
        over = self.bar.over_costs * (budget.seconds / budget.max - 1.0)
        yield _Change(over, replace(take, gap="too_long"))

    def _says_least(self, part: Segment) -> Words | None:
        """The longest sentence of a part that shows nothing."""
        shows = [signal.start for signal in self.evidence.heard.signals]
        idle = [
            told(one)
            for one in self.found.labelled
            if one.segment == part and not any(one.unit.start <= at <= one.unit.end for at in shows)
        ]
        return max((one for one in idle if one[0]), key=lambda one: len(one[0]), default=None)

    def _after(self, change: str, part: Segment, blank: str) -> NextTake:
        """A sentence of ``part`` with ``blank`` after it; the blank alone where none fits."""
        doubted = self._doubted()
        one = carrier([one for one in self.found.labelled if one.unit not in doubted], part)
        said, start = told(one) if one else NO_WORDS
        return NextTake(change, part, said, start, followed(said, blank))

    def _doubted(self) -> list[Unit]:
        """The sentences that nobody is told to say again: they may tell harm."""
        every = zip(self.found.labelled, self.found.conduct, strict=True)
        return [one.unit for one, chance in every if chance >= _DOUBTED]

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
