"""The leaning: what a bar raiser could write down."""

import pytest
from star_telling import LIBRARY, STRONG, WEAK, say, told

from mockint.questions.base import LEVELS, Level, SignalName
from mockint.star.analyse import analyse
from mockint.star.base import Leaning, Signal
from mockint.star.verdict import Heard, lean
from mockint.transcribe.base import Transcript

FULL: tuple[SignalName, ...] = (
    "self_noticed", "nobody_asked", "first_person_action", "first_person_action", "root_cause",
    "reproduced_or_tested", "trade_off", "metric_delta", "specific_lesson", "systemic_insight",
)  # fmt: skip
FAULTY = ("assigned_by_manager", "handed_off", "we_in_action", "collective_decision")


def heard(*names: SignalName, words: int = 300, seconds: float = 150.0) -> Heard:
    faults = (*FAULTY, "waited", "generic_reflection", "unquantified_result", "vague_action")
    return Heard(
        [
            Signal(n, "fault" if n in faults else "strength", f"says {n}", at, at + 1.0, "action")
            for at, n in enumerate(names)
        ],
        words,
        seconds,
    )


def without(*names: SignalName) -> tuple[SignalName, ...]:
    return tuple(name for name in FULL if name not in names)


@pytest.mark.parametrize("level", LEVELS)
def test_all_of_it_is_a_strong_hire_at_every_level(level: Level) -> None:
    assert lean(heard(*FULL), level).leaning == "strong hire"


@pytest.mark.parametrize(
    ("names", "level", "leaning"),
    [
        (without("systemic_insight"), "senior", "hire"),
        (without("systemic_insight"), "sde1", "strong hire"),
        (without("specific_lesson", "systemic_insight"), "sde2", "hire"),
        (without("metric_delta"), "sde1", "no hire"),
        (without("first_person_action"), "sde2", "no hire"),
        ((*FULL, "handed_off"), "senior", "no hire"),
        ((*FULL, "assigned_by_manager"), "sde1", "no hire"),
        ((*FULL, "we_in_action"), "sde2", "no hire"),
        ((*FULL, "generic_reflection"), "sde2", "hire"),
        (("handed_off", "unquantified_result"), "sde2", "strong no hire"),
        (("self_noticed", "handed_off"), "sde2", "no hire"),
        ((), "sde1", "strong no hire"),
    ],
)
def test_leaning(names: tuple[SignalName, ...], level: Level, leaning: Leaning) -> None:
    assert lean(heard(*names), level).leaning == leaning


@pytest.mark.parametrize(("words", "seconds"), [(39, 60.0), (300, 14.0), (0, 0.0)])
def test_too_little_is_not_judged(words: int, seconds: float) -> None:
    verdict = lean(heard(*FULL, words=words, seconds=seconds), "sde1")
    assert verdict.leaning == "not enough evidence"
    assert [(reason.quote, reason.start) for reason in verdict.reasons] == [("", None)]


@pytest.mark.parametrize("seconds", [60.0, 150.0, 400.0])
def test_length_never_counts(seconds: float) -> None:
    assert lean(heard(*FULL, seconds=seconds), "senior").leaning == "strong hire"


def test_reasons_carry_their_evidence_and_gaps_carry_none() -> None:
    verdict = lean(heard("self_noticed", "waited", "handed_off"), "senior")
    quoted = [reason for reason in verdict.reasons if reason.quote]
    assert [reason.quote for reason in quoted] == [
        "says self_noticed", "says handed_off", "says waited",
    ]  # fmt: skip
    assert [reason.start for reason in quoted] == [0.0, 2.0, 1.0]
    gaps = [reason for reason in verdict.reasons if not reason.quote]
    assert all((reason.start is None and "not heard" in reason.text) or "was heard" in reason.text
               for reason in gaps)  # fmt: skip
    assert any("For a senior" in reason.text for reason in gaps)


def leaning(transcript: Transcript) -> Leaning:
    return analyse(
        transcript, question=None, principle="ownership", level="sde2", library=LIBRARY
    ).verdict.leaning


QUESTION = "Tell me about a time you took on something that was not part of your job."


@pytest.mark.parametrize(
    ("transcript", "leanings"),
    [
        (told(STRONG), {"hire", "strong hire"}),
        (told(STRONG, bare=True), {"hire", "strong hire"}),
        (told(WEAK), {"no hire", "strong no hire"}),
        (told(WEAK, bare=True), {"no hire", "strong no hire"}),
        (say([QUESTION] * 6), {"no hire", "strong no hire"}),
        (say(["It was very good and I was good at it."] * 20), {"no hire", "strong no hire"}),
        (say(["Blorp fnord zib quux wug."] * 20), {"no hire", "strong no hire"}),
        (say(["I fixed it."]), {"not enough evidence"}),
        (Transcript((), 30.0, "test"), {"not enough evidence"}),
    ],
)
def test_answers_get_the_leaning_they_deserve(
    transcript: Transcript, leanings: set[Leaning]
) -> None:
    assert leaning(transcript) in leanings
