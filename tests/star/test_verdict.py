"""The leaning: what a bar raiser could write down, and the rule that led to it."""

import re
from dataclasses import replace

import pytest

from mockint.content.load import load
from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, Level, SignalName
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.types import Leaning, Signal
from mockint.star.verdict import Evidence, lean
from mockint.transcribe.types import Transcript
from tests.support.amazon import BAR, LEVELS, SDE1, SDE2, SENIOR
from tests.support.star_telling import LIBRARY, STRONG, WEAK, say, told

FULL: tuple[SignalName, ...] = (
    "self_noticed", "nobody_asked", "first_person_action", "first_person_action", "root_cause",
    "reproduced_or_tested", "trade_off", "metric_delta", "specific_lesson", "systemic_insight",
)  # fmt: skip
FAULTY = ("assigned_by_manager", "handed_off", "we_in_action", "collective_decision")


def heard(*names: SignalName, words: int = 300, seconds: float = 150.0) -> Evidence:
    faults = (
        *FAULTY,
        "waited",
        "blames_others",
        "generic_reflection",
        "unquantified_result",
        "vague_action",
    )
    return Evidence(
        [
            Signal(n, "fault" if n in faults else "strength", f"{n} {at}", at, at + 1.0, "action")
            for at, n in enumerate(names)
        ],
        words,
        seconds,
    )


def without(*names: SignalName) -> tuple[SignalName, ...]:
    return tuple(name for name in FULL if name not in names)


@pytest.mark.parametrize("level", LEVELS)
def test_all_of_it_is_a_strong_hire_at_every_level(level: Level) -> None:
    assert lean(heard(*FULL), level, BAR).leaning == "strong hire"


@pytest.mark.parametrize(
    ("names", "level", "leaning"),
    [
        (without("systemic_insight"), SENIOR, "hire"),
        (without("systemic_insight"), SDE1, "strong hire"),
        (without("specific_lesson", "systemic_insight"), SDE2, "hire"),
        (without("metric_delta"), SDE1, "no hire"),
        (without("first_person_action"), SDE2, "no hire"),
        ((*FULL, "handed_off"), SENIOR, "no hire"),
        ((*FULL, "assigned_by_manager"), SDE1, "no hire"),
        ((*FULL, "we_in_action"), SDE2, "no hire"),
        ((*FULL, "generic_reflection"), SDE2, "hire"),
        ((*FULL, "waited"), SENIOR, "hire"),
        ((*FULL, "blames_others"), SDE1, "hire"),
        (without("trade_off"), SENIOR, "hire"),
        (without("trade_off"), SDE2, "strong hire"),
        (without("self_noticed", "nobody_asked"), SDE1, "strong hire"),
        (without("self_noticed", "nobody_asked"), SDE2, "hire"),
        (
            without("specific_lesson", "systemic_insight", "self_noticed", "nobody_asked"),
            SDE1,
            "hire",
        ),
        (
            without("specific_lesson", "systemic_insight", "self_noticed", "nobody_asked"),
            SENIOR,
            "no hire",
        ),
        (("handed_off", "unquantified_result"), SDE2, "strong no hire"),
        (
            ("self_noticed", "handed_off", "waited", "assigned_by_manager", "we_in_action"),
            SDE1,
            "strong no hire",
        ),
        (("self_noticed", "handed_off"), SDE2, "no hire"),
        ((), SDE1, "strong no hire"),
    ],
)
def test_leaning(names: tuple[SignalName, ...], level: Level, leaning: Leaning) -> None:
    assert lean(heard(*names), level, BAR).leaning == leaning


@pytest.mark.parametrize(("words", "seconds"), [(39, 60.0), (300, 14.0), (0, 0.0)])
def test_too_little_is_not_judged(words: int, seconds: float) -> None:
    verdict = lean(heard(*FULL, words=words, seconds=seconds), SDE1, BAR)
    assert verdict.leaning == "not enough evidence"
    assert [(reason.quote, reason.start) for reason in verdict.reasons] == [("", None)]


@pytest.mark.parametrize("seconds", [60.0, 150.0, 400.0])
def test_length_never_counts(seconds: float) -> None:
    assert lean(heard(*FULL, seconds=seconds), SENIOR, BAR).leaning == "strong hire"


def test_one_we_among_many_own_steps_is_no_disqualifier_but_keeps_from_the_best() -> None:
    steps: tuple[SignalName, ...] = ("first_person_action",) * 4
    assert lean(heard(*FULL, *steps, "we_in_action"), SDE2, BAR).leaning == "hire"
    assert lean(heard(*FULL, *steps, *("we_in_action",) * 3), SDE2, BAR).leaning == "no hire"


def test_a_step_said_twice_is_one_step() -> None:
    signals = list(heard("metric_delta", "self_noticed", "root_cause", "specific_lesson").signals)
    step = Signal("first_person_action", "strength", "I pulled the logs", 9.0, 10.0, "action")
    assert lean(Evidence([*signals, step, step], 300, 100.0), SDE1, BAR).leaning == "no hire"


def test_the_first_reason_is_the_rule_and_carries_no_quote() -> None:
    for names in (FULL, (*FULL, "handed_off"), without("metric_delta"), ()):
        for level in LEVELS:
            rule, *others = lean(heard(*names), level, BAR).reasons
            assert rule.text[0].isupper()
            assert rule.text.endswith(".")
            assert (rule.quote, rule.start) == ("", None)
            assert rule not in others


def test_a_no_says_first_what_capped_it_then_what_lacks_then_what_was_good() -> None:
    verdict = lean(heard("self_noticed", "waited", "handed_off"), SENIOR, BAR)
    quotes = [reason.quote for reason in verdict.reasons]
    assert quotes[:2] == ["", "handed_off 2"]
    assert quotes.index("waited 1") < quotes.index("self_noticed 0")
    gaps = [reason for reason in verdict.reasons[1:] if not reason.quote]
    assert all(reason.start is None and "heard" in reason.text for reason in gaps)
    assert verdict.reasons.index(gaps[-1]) < quotes.index("waited 1")


def test_what_is_not_heard_reliably_is_not_said_to_be_lacking() -> None:
    lines = [reason.text for reason in lean(heard("self_noticed"), SENIOR, BAR).reasons]
    assert not any("A senior engineer should" in line or "how deep" in line for line in lines)
    assert any("what changed" in line for line in lines)


def test_what_may_have_been_said_or_is_said_elsewhere_is_not_said_to_be_lacking() -> None:
    evidence = replace(heard("self_noticed"), not_lacking=("metric_delta",))
    lines = [reason.text for reason in lean(evidence, SENIOR, BAR).reasons[1:]]
    assert not any("what changed" in line for line in lines)


def test_a_hire_says_first_what_speaks_for_it_then_what_lacks() -> None:
    verdict = lean(heard(*without("systemic_insight"), "generic_reflection"), SENIOR, BAR)
    assert verdict.leaning == "hire"
    assert "a cause in how teams work was not heard" in verdict.reasons[0].text
    quotes = [reason.quote.split(" ")[0] for reason in verdict.reasons]
    assert quotes == [
        "", "metric_delta", "first_person_action", "root_cause", "self_noticed", "specific_lesson",
        "generic_reflection",
    ]  # fmt: skip


def leaning(transcript: Transcript) -> Leaning:
    return analyse(
        transcript, question=None, principle="ownership", level=SDE2, library=LIBRARY
    ).verdict.leaning


QUESTION = "Tell me about a time you took on something that was not part of your job."


@pytest.mark.parametrize(
    ("transcript", "leanings"),
    [
        (told(STRONG), {"hire", "strong hire"}),
        (told(STRONG, bare=True), {"hire", "strong hire"}),
        (told(WEAK), {"no hire", "strong no hire"}),
        (told(WEAK, bare=True), {"no hire", "strong no hire"}),
        (say([QUESTION] * 6), {"not enough evidence"}),
        (say(["It was very good and I was good at it."] * 20), {"not enough evidence"}),
        (
            say(["I cut it from nine hours to two and I wrote the guide."] * 20),
            {"not enough evidence"},
        ),
        (say(["Blorp fnord zib quux wug."] * 20), {"not enough evidence"}),
        (say([f"Blorp fnord zib quux wug {'z' * n}." for n in range(20)]), {"not enough evidence"}),
        (say(["I fixed it."]), {"not enough evidence"}),
        (Transcript((), 30.0, "test"), {"not enough evidence"}),
    ],
)
def test_answers_get_the_leaning_they_deserve(
    transcript: Transcript, leanings: set[Leaning]
) -> None:
    assert leaning(transcript) in leanings


@pytest.fixture(scope="module")
def library() -> Library:
    return load(content_dir())


SLUGS = (
    "advocated-for-the-customer", "beyond-your-job-description", "delivered-when-morale-was-low",
    "disagreed-but-committed", "protected-users-at-a-business-cost",
)  # fmt: skip


def read_out(text: str, *, bare: bool) -> Transcript:
    return say(re.split(r"(?<=[.!?])\s+", text.strip()), bare=bare)


def verdict_of(transcript: Transcript, question: Question, level: Level, library: Library) -> str:
    return analyse(
        transcript, question=question, principle=None, level=level, library=library
    ).verdict.leaning


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("slug", SLUGS)
def test_weak_answers_of_the_walkthroughs_are_no_hire(
    slug: str, library: Library, *, bare: bool
) -> None:
    walkthrough = library.walkthroughs[slug]
    said = read_out(walkthrough.weak_answer.text, bare=bare)
    for level in LEVELS:
        assert verdict_of(said, walkthrough.question, level, library) in (
            "no hire", "strong no hire",
        )  # fmt: skip


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("slug", SLUGS)
def test_model_answers_of_the_walkthroughs_are_a_hire_at_every_level(
    slug: str, library: Library, *, bare: bool
) -> None:
    walkthrough = library.walkthroughs[slug]
    for level in LEVELS:
        parts = [walkthrough.parts[segment].example for segment in SEGMENTS]
        if level != SDE1:
            parts[-1] = walkthrough.reflections[level.name]
        said = read_out(" ".join(parts), bare=bare)
        assert verdict_of(said, walkthrough.question, level, library) in ("hire", "strong hire")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_question_read_back_is_no_evidence(slug: str, library: Library) -> None:
    walkthrough = library.walkthroughs[slug]
    said = say([f"{walkthrough.ask[:-1]} number {n}." for n in ("one", "six", "ten", "two")])
    assert verdict_of(said, walkthrough.question, SDE2, library) == "not enough evidence"
