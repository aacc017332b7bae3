"""Which way an interviewer would lean, as a note that they could write down.

The rule is short on purpose: faults that disqualify at this company cap the leaning, then what a
level must show decides. What disqualifies, what a level must show, and every wording of a reason
but the rules' own stand in the bar of the pack. Length and fluency never count.

How much was said that could be evidence: not how long it took to say it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.pack import Area, Bar, LevelNeeds
from mockint.domain import Level, SignalName
from mockint.star.asked import asked_words, is_read_back
from mockint.star.signals.model import signal_model
from mockint.star.types import LabelledUnit, Leaning, Reason, Signal, Verdict
from mockint.star.words import read_words
from mockint.text.format import clock, sentence
from mockint.text.numbers import ONES
from mockint.transcribe.types import Stretch

ENOUGH_SECONDS = 15.0
ENOUGH_WORDS = 40

_WE_FAULTS: tuple[SignalName, ...] = ("we_in_action", "collective_decision")
_STEPS_THAT_OUTWEIGH = 3
"""As many steps of their own for each "we" leave no doubt about their part."""
_STEPS_NEEDED = 2
_TOO_MANY = 3
"""Disqualifying faults that make a no a strong one where no own step stands against them."""

_COUNT = ("none", *ONES[1:11])
_NOTHING = "No steps of their own and no evidence in any area: this is a strong no hire."
_TOO_MANY_FAULTS = (
    "Three or more disqualifying faults and no steps of their own: this is a strong no hire."
)
_CAPPED = "One disqualifying fault means no hire, even if the rest of the answer is good."
_FEW_STEPS = "With fewer than two steps of their own, there is not enough to score."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the leaning rests on."""

    signals: Sequence[Signal]
    words: int
    """That could be evidence: see ``substance``."""
    seconds: float
    """From the first word to the last."""
    lost: Sequence[Stretch] = ()
    """Where somebody spoke and was not understood."""
    not_lacking: Collection[SignalName] = ()
    """Strengths that may have been said, or whose absence is told elsewhere: not on the sheet."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The signals, laid out as they are weighed."""

    first: Mapping[SignalName, Signal]
    """The earliest of each name."""
    shown: Mapping[str, Sequence[SignalName]]
    """Strengths heard in each area, the weightiest area first."""
    steps: int
    """Different steps of their own."""
    held_against: Sequence[SignalName]
    """Faults that cap the leaning."""
    level: Level
    bar: Bar

    @property
    def areas(self) -> int:
        """How many have evidence."""
        return sum(1 for names in self.shown.values() if names)

    @property
    def needs(self) -> LevelNeeds:
        """What the level asks for."""
        return self.bar.levels[self.level.name]

    @property
    def without_evidence(self) -> Sequence[Area]:
        """The weightiest first."""
        return [area for area in self.bar.areas if not self.shown[area.name]]


def lean(evidence: Evidence, level: Level, bar: Bar) -> Verdict:
    """The leaning at ``level``; the first reason is the rule behind it, then the weightiest.

    Where something was not understood, the second reason says that, and the verdict is provisional.
    """
    verdict = _lean(evidence, level, bar)
    if not evidence.lost:
        return verdict
    rule, *others = verdict.reasons
    return replace(verdict, reasons=(rule, _unheard(evidence.lost), *others), provisional=True)


def _unheard(lost: Sequence[Stretch]) -> Reason:
    """Why the verdict is provisional."""
    where = f"from {clock(lost[0].start)} to {clock(lost[0].end)}"
    if len(lost) > 1:
        seconds = sum(one.end - one.start for one in lost)
        where = f"in {_count(len(lost))} places, {seconds:.0f} seconds in all,"
    text = f"This is provisional: the words {where} were not understood."
    return Reason(text, "", lost[0].start)


def _lean(evidence: Evidence, level: Level, bar: Bar) -> Verdict:
    if evidence.words < ENOUGH_WORDS or evidence.seconds < ENOUGH_SECONDS:
        done = "understood" if evidence.lost else "said"
        text = f"Too little was {done} to write down anything for or against a hire."
        return Verdict("not enough evidence", (Reason(text, "", None),))
    sheet = _laid_out(evidence.signals, level, bar)
    leaning, rule = _leaning(sheet)
    strengths = [_reason(sheet.first[names[0]], bar) for names in sheet.shown.values() if names]
    faults = [sheet.first[name] for name in bar.faults if name in sheet.first]
    capping = [_reason(signal, bar) for signal in faults if signal.name in sheet.held_against]
    others = [_reason(signal, bar) for signal in faults if signal.name not in sheet.held_against]
    gaps = list(_gaps(sheet, frozenset(evidence.not_lacking)))
    against = [*capping, *gaps, *others, *strengths]
    if leaning in ("hire", "strong hire"):
        against = [*strengths, *gaps, *others]
    return Verdict(leaning, (Reason(rule, "", None), *against))


def _gaps(sheet: _Sheet, not_lacking: frozenset[SignalName]) -> Iterator[Reason]:
    """What was not heard, where the ear would have heard it and no other line says so."""

    def lacks(names: Collection[SignalName]) -> bool:
        reliable = any(sheet.bar.signals[name].heard_reliably for name in names)
        return reliable and not not_lacking.intersection(names)

    for area in sheet.without_evidence:
        if lacks(sheet.bar.evidence_of(area.name)):
            yield Reason(area.lacking, "", None)
    for one in sheet.needs.lacking:
        if one.signal not in sheet.first and lacks((one.signal,)):
            yield Reason(one.text, "", None)


def areas_needed(level: Level, bar: Bar) -> str:
    """What a leaning to hire needs at ``level``, as a clause: "an SDE2 needs evidence in ..."."""
    needed, of = bar.levels[level.name].areas, len(bar.areas)
    return f"{level.role} needs evidence in {_count(needed)} of {_count(of)} areas"


def _laid_out(signals: Sequence[Signal], level: Level, bar: Bar) -> _Sheet:
    first = {signal.name: signal for signal in reversed(signals)}
    steps = len({s.quote.lower() for s in signals if s.name == "first_person_action"})
    told_as_we = sum(1 for signal in signals if signal.name in _WE_FAULTS)
    held = [name for name in bar.faults if name in first and bar.signals[name].disqualifies]
    if steps >= _STEPS_THAT_OUTWEIGH * told_as_we:
        held = [name for name in held if name not in _WE_FAULTS]
    shown = {
        area.name: [name for name in bar.evidence_of(area.name) if name in first]
        for area in bar.areas
    }
    return _Sheet(first, shown, steps, held, level, bar)


def _leaning(sheet: _Sheet) -> tuple[Leaning, str]:
    """The leaning and the rule that led to it."""
    against = _rule_against(sheet)
    if against:
        strong = against in (_NOTHING, _TOO_MANY_FAULTS)
        return "strong no hire" if strong else "no hire", against
    kept_from = _kept_from_strong(sheet)
    if kept_from:
        needed = sentence(areas_needed(sheet.level, sheet.bar))
        return "hire", f"{needed}, and this answer has it. Not a strong hire: {kept_from}."
    return (
        "strong hire",
        f"{sentence(sheet.level.role)} is a strong hire with {sheet.needs.above}.",
    )


def _rule_against(sheet: _Sheet) -> str:
    """The rule that speaks against a hire; empty where none does."""
    weightiest = sheet.bar.areas[0].name
    needed = sentence(areas_needed(sheet.level, sheet.bar))
    rules = (
        (sheet.steps == 0 and sheet.areas == 0, _NOTHING),
        (sheet.steps == 0 and len(sheet.held_against) >= _TOO_MANY, _TOO_MANY_FAULTS),
        (bool(sheet.held_against), _CAPPED),
        (sheet.steps < _STEPS_NEEDED, _FEW_STEPS),
        (
            not sheet.shown[weightiest],
            f"No evidence of {weightiest} was heard, and without it there is no hire.",
        ),
        (
            sheet.areas < sheet.needs.areas,
            f"{needed}; this answer has evidence in {_count(sheet.areas)}.",
        ),
    )
    return next((rule for applies, rule in rules if applies), "")


def _kept_from_strong(sheet: _Sheet) -> str:
    """What one thing keeps a hire from being a strong one; empty where nothing does."""
    for area in sheet.without_evidence:
        if area.name not in sheet.needs.may_lack:
            return area.missing_from_strong
    signals = sheet.bar.signals
    for name in sheet.needs.strong_needs:
        if name not in sheet.first:
            return f"{_clause(signals[name].title)} was not heard"
    for fault in sheet.bar.faults:
        if fault in sheet.first and not signals[fault].minor:
            return _clause(signals[fault].note)
    return ""


def _count(number: int) -> str:
    return _COUNT[number] if number < len(_COUNT) else str(number)


def _clause(sentence: str) -> str:
    """ "A trade-off." as "a trade-off"; "I" stays as it is."""
    plain = sentence.rstrip(".")
    return plain if plain[:2] in ("I ", "I'") else f"{plain[:1].lower()}{plain[1:]}"


def _reason(signal: Signal, bar: Bar) -> Reason:
    return Reason(bar.signals[signal.name].note, signal.quote, signal.start)


KNOWN_SHARE = 0.5
"""A unit with a smaller share of words that the ear has met before is noise or another language."""


def substance(labelled: Sequence[LabelledUnit], question: str) -> int:
    """Words in sentences that count: each said once, in words that are words, not the question.

    ``question``: as it was asked; empty where it is not known.
    """
    asked = asked_words(question)
    said: set[tuple[str, ...]] = set()
    for one in labelled:
        words = tuple(token.text for token in read_words(one.unit.words))
        if words and _is_known(words) and not is_read_back(words, asked):
            said.add(words)
    return sum(map(len, said))


def _is_known(words: Sequence[str]) -> bool:
    index = signal_model().index
    return sum(word in index for word in words) >= KNOWN_SHARE * len(words)
