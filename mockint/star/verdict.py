"""Which way an interviewer would lean, as a note that they could write down.

The leaning is a sum (``leaning``); here its inputs are taken from what was heard, and its reasons
written. What a level must show, what disqualifies, and the wording of every finding stand in the
bar of the pack. Too little can never be strong, and fluency does not count.

How much was said that could be evidence: not how long it took to say it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from mockint.content.pack import Bar
from mockint.domain import FAULTS, Level, Segment, SignalName
from mockint.star.asked import asked_words, is_read_back
from mockint.star.leaning import LEANINGS, LeaningModel, leaning_model
from mockint.star.principle import shown
from mockint.star.proportional_odds import Inputs
from mockint.star.signals.detect import Hearing
from mockint.star.signals.model import signal_model
from mockint.star.types import (
    NO_STORY,
    LabelledUnit,
    Leaning,
    PrincipleEvidence,
    Reason,
    Signal,
    Story,
    Verdict,
)
from mockint.star.words import read_words
from mockint.text.format import clock, sentence
from mockint.text.numbers import ONES
from mockint.transcribe.types import Stretch, Word

ENOUGH_SECONDS = 15.0
ENOUGH_WORDS = 40
THIN_SECONDS = 45.0
"""A shorter answer, or one under half of what the level's budget begins at, is no strong hire."""
_WHOLE = 2 / 3
"""Of what the budget begins at: a shorter answer needs all of its parts to be a strong hire. A
longer one only needs its Result: readers called 91 of 116 strong that lacked any part."""

_STEPS, _SIGNS, _FAULTS, _AGAINST, _CONDUCT = 5, 2.5, 2.0, 2.0, 2.0
"""So many make the input 1; more do not count."""
_ACTION_S = 60.0
"""The same for the seconds of the Action."""
_PARTLY = 0.5

_COUNT = ("no", *ONES[1:11])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the leaning rests on."""

    heard: Hearing
    words: int
    """That could be evidence: see ``substance``."""
    seconds: float
    """From the first word to the last."""
    by_part: Mapping[Segment, float]
    """Seconds of each part."""
    principle: Sequence[PrincipleEvidence] | None = ()
    """What may speak for the principle and against it, shown or not; None where the bar says
    nothing about it."""
    level: Sequence[PrincipleEvidence] = ()
    """What shows the level."""
    story: Story | None = None
    """Whether it is one, and whether it answers the question; None where that was not asked."""
    lost: Sequence[Stretch] = ()
    """Where somebody spoke and was not understood."""
    doubted: bool = False
    """The engine was not sure of most of the words: only the others are counted in ``words``."""
    missing: Collection[Segment] = ()
    """Parts that stand neither in the words nor in the candidate's own marks."""
    conduct: float = 0.0
    """About how many sentences tell harm or deceit as the speaker's own deed: see ``conduct``."""


def lean(evidence: Evidence, level: Level, bar: Bar) -> Verdict:
    """The leaning at ``level``; the first reason is what it rests on, then the weightiest.

    Where something was not understood, or most of it is doubted, the second reason says that, and
    the verdict is provisional.
    """
    verdict = _lean(evidence, level, bar)
    if not (evidence.lost or evidence.doubted):
        return verdict
    rule, *others = verdict.reasons
    why = _unheard(evidence.lost) if evidence.lost else _DOUBTED
    return replace(verdict, reasons=(rule, why, *others), provisional=True)


_DOUBTED = Reason("This is provisional: most of your words may have been misheard.", "", None)


def _unheard(lost: Sequence[Stretch]) -> Reason:
    """Why the verdict is provisional."""
    where = f"from {clock(lost[0].start)} to {clock(lost[0].end)}"
    if len(lost) > 1:
        seconds = sum(one.end - one.start for one in lost)
        where = f"in {_count(len(lost))} places, {seconds:.0f} seconds in all,"
    text = f"This is provisional: the words {where} were not understood."
    return Reason(text, "", lost[0].start)


def _lean(evidence: Evidence, level: Level, bar: Bar) -> Verdict:
    if evidence.story and evidence.story.kind in NO_STORY:
        return Verdict("not enough evidence", evidence.story.evidence[:1])
    if evidence.words < ENOUGH_WORDS or evidence.seconds < ENOUGH_SECONDS:
        unclear = evidence.lost or evidence.doubted
        little = "I understood too little" if unclear else "You said too little"
        text = f"{little} to write down anything for or against a hire."
        return Verdict("not enough evidence", (Reason(text, "", None),))
    model = leaning_model()
    found = inputs(evidence, level, bar, model)
    leaning, cap = _capped(model.leaning(found), evidence, level)
    is_hire = LEANINGS.index(leaning) >= LEANINGS.index("hire")
    rule = cap or _rule(found, model, evidence, bar, is_hire=is_hire)
    strengths, faults = _notes(evidence, bar)
    others = [*strengths, *faults] if is_hire else [*faults, *strengths]
    return Verdict(leaning, (Reason(rule, "", None), *others))


# ---------------------------------------------------------------- what goes into the sum


def inputs(evidence: Evidence, level: Level, bar: Bar, model: LeaningModel) -> Inputs:
    """Every name of ``leaning.HELPS`` and ``leaning.HURTS``, 0..1."""
    surest = evidence.heard.surest
    needs = bar.levels[level.name]
    areas = sum(_any(surest, bar.evidence_of(area.name)) for area in bar.areas)
    needed = sum(surest.get(name, 0.0) for name in needs.strong_needs)
    answered = evidence.story.answers_question if evidence.story else None
    rank = list(bar.levels).index(level.name)
    found: dict[str, float] = {
        "steps": _share(evidence.heard.steps, _STEPS),
        "areas": _share(areas, len(bar.areas)),
        "needs": _share(needed, len(needs.strong_needs)),
        "level": _share(_sure(evidence.level, "for"), _SIGNS),
        "action": _share(evidence.by_part.get("action", 0.0), _ACTION_S),
        "faults": _share(_faults(surest, bar), _FAULTS),
        "conduct": _share(evidence.conduct, _CONDUCT),
        "question": {"no": 1.0, "partly": _PARTLY}.get(answered or "yes", 0.0),
        "rank": _share(rank, len(bar.levels) - 1),
    }
    if evidence.principle is None:
        return {**found, **{name: model.usual[name] for name in ("principle", "against")}}
    found["principle"] = _share(_sure(evidence.principle, "for"), _SIGNS)
    found["against"] = _share(_sure(evidence.principle, "against"), _AGAINST)
    return found


def _share(count: float, of: float) -> float:
    return min(1.0, count / of) if of else 1.0


def _sure(found: Sequence[PrincipleEvidence], speaks: str) -> float:
    """Sentences, each by how sure the ear is; one that serves several items counts once."""
    surest: dict[float, float] = {}
    for one in found:
        if one.speaks == speaks:
            surest[one.start] = max(one.sure, surest.get(one.start, 0.0))
    return sum(surest.values())


def _any(chances: Mapping[SignalName, float], names: Collection[SignalName]) -> float:
    """The chance that at least one of ``names`` was said."""
    return 1.0 - prod(1.0 - chances.get(name, 0.0) for name in names)


def _faults(chances: Mapping[SignalName, float], bar: Bar) -> float:
    """How many faults there are, each by how grave it is."""
    return sum(
        chances.get(name, 0.0) * (1.0 if of.disqualifies else 0.25 if of.minor else 0.5)
        for name, of in bar.signals.items()
        if name in FAULTS
    )


# ---------------------------------------------------------------- what bounds it


def _capped(leaning: Leaning, evidence: Evidence, level: Level) -> tuple[Leaning, str]:
    """The leaning within what can be said at all, and the reason where that lowered it."""
    answered = evidence.story.answers_question if evidence.story else None
    if answered == "no" and _above(leaning, "no hire"):
        return "no hire", "Your story answers another question, so it cannot count for this one."
    if not _above(leaning, "hire"):
        return leaning, ""
    least = least_for_strong_s(level)
    if evidence.seconds < least:
        longer = f"A strong answer is more than {least:.0f} s long."
        return "hire", f"Your answer is good, but too short for more than a hire. {longer}"
    if lacks := _lacks(evidence, level):
        return "hire", f"A strong answer has all five parts. {lacks}"
    told = evidence.principle
    if told is not None and not _sure(told, "for"):
        needs = "A strong hire needs clearer evidence for the principle."
        return "hire", f"You gave a good answer. {needs}"
    return leaning, ""


def _lacks(evidence: Evidence, level: Level) -> str:
    """Which parts keep it from a strong hire; empty where none does, or where one may have been
    told that was not understood."""
    is_short = evidence.seconds < level.budget.min_s * _WHOLE
    if evidence.lost or not ("result" in evidence.missing or (is_short and evidence.missing)):
        return ""
    named = _joined([f"no {one.capitalize()}" for one in evidence.missing])
    short = f" and is only {evidence.seconds:.0f} s long" if is_short else ""
    return f"Yours has {named}{short}."


def least_for_strong_s(level: Level) -> float:
    """Seconds that a strong hire takes at least."""
    return max(THIN_SECONDS, level.budget.min_s / 2)


def _above(one: Leaning, other: Leaning) -> bool:
    return LEANINGS.index(one) > LEANINGS.index(other)


# ---------------------------------------------------------------- why, in words

_WON = {"steps": "steps of your own", "areas": "evidence of several kinds"}
"""What can be said of an input by itself. Whether the principle, or what a level asks for, is shown
can only be said with words that show it; that nothing was heard of it proves nothing."""
_HURT = {
    "against": "something you said speaks against the principle",
    "conduct": "an interviewer may ask who paid for it",
    "question": "you answered the question only in part",
}
_FOR = "More of what you said speaks for a hire than against one."
_AGAINST_IT = "I heard too little from you that speaks for a hire."
_SHORT_ACTION = f"{_AGAINST_IT} What you did yourself took {{:.0f}} seconds."
_SHOWN = 2
_PRAISED = 0.5
"""Of an input: from here on it is what speaks for an answer."""


PLAIN_CONDUCT = 0.5
"""Of the input for conduct: from here on eight answers in ten have it, by a reader's marks."""


def _told(evidence: Evidence, found: Inputs) -> Collection[str]:
    """The names of HURTS that can be said: those that another line shows, or that are plain."""
    plain = {
        "against": any(one.speaks == "against" for one in shown(evidence.principle or ())),
        "faults": any(signal.kind == "fault" for signal in evidence.heard.plain),
        "conduct": found["conduct"] >= PLAIN_CONDUCT,
        "question": found["question"] > 0.0,
    }
    return [name for name, is_plain in plain.items() if is_plain]


def _rule(
    found: Inputs, model: LeaningModel, evidence: Evidence, bar: Bar, *, is_hire: bool
) -> str:
    """One or two sentences: what the leaning rests on."""
    told = _told(evidence, found)
    named = {**_HURT, "faults": _named_faults(evidence, bar)}
    hurt = [named[name] for name in model.lost(found) if name in told][:_SHOWN]
    won = [_WON[n] for n in model.won(found) if n in _WON and found[n] >= _PRAISED][:_SHOWN]
    if is_hire:
        return f"What speaks for you most: {_joined(won)}." if won else _FOR
    if hurt:
        return f"{sentence(_joined(hurt))}."
    action = evidence.by_part.get("action", 0.0)
    return _SHORT_ACTION.format(action) if action <= _ACTION_S / 2 else _AGAINST_IT


def _named_faults(evidence: Evidence, bar: Bar) -> str:
    """The gravest two that were heard, by their titles."""
    heard = {signal.name for signal in evidence.heard.plain}
    titles = [bar.signals[name].title for name in bar.faults if name in heard][:_SHOWN]
    return (
        f"what weighs against it most: {_joined([f'{one[:1].lower()}{one[1:]}' for one in titles])}"
    )


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(parts)


def _notes(evidence: Evidence, bar: Bar) -> tuple[list[Reason], list[Reason]]:
    """What speaks for it, and what speaks against it; the weightiest first."""
    first = {signal.name: signal for signal in reversed(evidence.heard.plain)}
    about = shown(evidence.principle or ())
    strengths = [_said(one) for one in about if one.speaks == "for"][:_SHOWN]
    faults = [_said(one) for one in about if one.speaks == "against"]
    for area in bar.areas:
        best = next((name for name in bar.evidence_of(area.name) if name in first), None)
        if best:
            strengths.append(_reason(first[best], bar))
    faults += [_reason(first[name], bar) for name in bar.faults if name in first]
    return strengths, faults


def _said(one: PrincipleEvidence) -> Reason:
    return Reason(one.text, one.quote, one.start)


def _reason(signal: Signal, bar: Bar) -> Reason:
    return Reason(bar.signals[signal.name].note, signal.quote, signal.start)


def _count(number: int) -> str:
    return _COUNT[number] if number < len(_COUNT) else str(number)


def is_sure(word: Word) -> bool:
    """Whether its engine stands by it."""
    return word.sure


KNOWN_SHARE = 0.5
"""A unit with a smaller share of words that the ear has met before is noise or another language."""


def substance(
    labelled: Sequence[LabelledUnit], question: str, counts: Callable[[Word], bool] = is_sure
) -> int:
    """Words in sentences that count: each said once, in words that are words, not the question.

    ``question``: as it was asked; empty where it is not known. ``counts``: whether a word was heard
    surely enough.
    """
    asked = asked_words(question)
    said: dict[tuple[str, ...], int] = {}
    for one in labelled:
        tokens = read_words(one.unit.words)
        words = tuple(token.text for token in tokens)
        if words and _is_known(words) and not is_read_back(words, asked):
            heard = sum(all(map(counts, one.unit.words[t.first : t.last + 1])) for t in tokens)
            said[words] = max(heard, said.get(words, 0))
    return sum(said.values())


def _is_known(words: Sequence[str]) -> bool:
    index = signal_model().index
    return sum(word in index for word in words) >= KNOWN_SHARE * len(words)
