"""The leaning: what a bar raiser could write down, and what it rests on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.load import load
from mockint.content.types import Library, Question
from mockint.domain import FAULTS, SEGMENTS, Level, Segment, SignalName
from mockint.locations import content_dir
from mockint.star import verdict
from mockint.star.analyse import analyse
from mockint.star.leaning import HELPS, HURTS, LEANINGS, leaning_model
from mockint.star.probes.replies import with_replies
from mockint.star.signals.detect import Hearing
from mockint.star.types import (
    NO_STORY,
    Leaning,
    PrincipleEvidence,
    Reason,
    ReplyFinding,
    ReplyStrength,
    Signal,
    Story,
    StoryKind,
    Verdict,
)
from mockint.star.verdict import Evidence, lean
from mockint.transcribe.types import Stretch, Transcript
from tests.support.amazon import BAR, LEVELS, SDE1, SDE2, SENIOR
from tests.support.star_telling import LIBRARY, STRONG, WEAK, say, told

FULL: tuple[SignalName, ...] = (
    "self_noticed", "nobody_asked", *("first_person_action",) * 5, "root_cause",
    "reproduced_or_tested", "trade_off", "metric_delta", "specific_lesson", "systemic_insight",
)  # fmt: skip
ABOUT = tuple(
    PrincipleEvidence("Saw it.", f"I saw it {at}", float(at), "for", f"item {at}", 0.8)
    for at in range(4)
)
AGAINST = tuple(replace(one, speaks="against", start=one.start + 60) for one in ABOUT)
ANYTHING = st.fixed_dictionaries({name: st.floats(0, 1) for name in (*HELPS, *HURTS)})


def heard(*names: SignalName, **more: Any) -> Evidence:
    signals = [
        Signal(n, "fault" if n in FAULTS else "strength", f"{n} {at}", at, at + 1.0, "action")
        for at, n in enumerate(names)
    ]
    found = Hearing(
        tuple(signals),
        {},
        surest=dict.fromkeys(names, 1.0),
        steps=float(names.count("first_person_action")),
    )
    whole = Evidence(found, 300, 150.0, {"action": 90.0, "result": 20.0}, ABOUT, ABOUT)
    return replace(whole, **more)


def at_least(one: Leaning, other: Leaning) -> bool:
    return LEANINGS.index(one) >= LEANINGS.index(other)


@pytest.mark.parametrize("level", LEVELS)
def test_all_of_it_is_a_strong_hire_at_every_level(level: Level) -> None:
    assert lean(heard(*FULL), level, BAR).leaning == "strong hire"


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_but_faults_is_a_strong_no_hire(level: Level) -> None:
    told = heard(
        "handed_off", "we_in_action", "assigned_by_manager",
        by_part={"action": 8.0}, principle=AGAINST, level=(),
    )  # fmt: skip
    assert lean(told, level, BAR).leaning == "strong no hire"


@given(ANYTHING, st.sampled_from((*HELPS, *HURTS)), st.floats(0, 1))
def test_more_of_what_helps_never_lowers_it_and_more_of_what_hurts_never_raises_it(
    found: dict[str, float], name: str, more: float
) -> None:
    model = leaning_model()
    raised = model.leaning({**found, name: max(more, found[name])})
    if name in HELPS:
        assert at_least(raised, model.leaning(found))
    else:
        assert at_least(model.leaning(found), raised)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_one_sentence_takes_it_under_a_hire(fault: SignalName, level: Level) -> None:
    assert at_least(lean(heard(*FULL, fault), level, BAR).leaning, "hire")
    against = heard(*FULL, fault, principle=(*ABOUT, AGAINST[0]))
    assert at_least(lean(against, level, BAR).leaning, "hire")


def test_the_principle_decides() -> None:
    told = heard(*FULL)
    assert lean(told, SDE2, BAR).leaning == "strong hire"
    assert not at_least(lean(replace(told, principle=()), SDE2, BAR).leaning, "strong hire")
    usual = heard("self_noticed", *("first_person_action",) * 2, "root_cause")
    assert at_least(lean(usual, SDE2, BAR).leaning, "hire")
    assert not at_least(lean(replace(usual, principle=AGAINST), SDE2, BAR).leaning, "hire")


def test_a_principle_that_the_bar_says_nothing_about_takes_nothing_away() -> None:
    assert at_least(lean(heard(*FULL, principle=None), SDE2, BAR).leaning, "hire")


@pytest.mark.parametrize(("words", "seconds"), [(39, 60.0), (300, 14.0), (0, 0.0)])
def test_too_little_is_not_judged(words: int, seconds: float) -> None:
    verdict = lean(heard(*FULL, words=words, seconds=seconds), SDE1, BAR)
    assert verdict.leaning == "not enough evidence"
    assert [(reason.quote, reason.start) for reason in verdict.reasons] == [("", None)]


@pytest.mark.parametrize(
    ("seconds", "level", "leaning"),
    [
        (44.0, SDE1, "hire"),
        (46.0, SDE1, "strong hire"),
        (59.0, SDE2, "hire"),
        (61.0, SDE2, "strong hire"),
        (74.0, SENIOR, "hire"),
        (76.0, SENIOR, "strong hire"),
        (600.0, SENIOR, "strong hire"),
    ],
)
def test_a_thin_answer_is_no_strong_hire(seconds: float, level: Level, leaning: Leaning) -> None:
    verdict = lean(heard(*FULL, seconds=seconds), level, BAR)
    assert verdict.leaning == leaning
    assert ("too short" in verdict.reasons[0].text) == (leaning == "hire")


@pytest.mark.parametrize(
    ("missing", "seconds", "level", "text"),
    [
        (("reflection",), 70.0, SDE2, "Yours has no Reflection and is only 70 s long."),
        (("task", "reflection"), 99.0, SENIOR, "Yours has no Task and no Reflection and is only"),
        (("result",), 140.0, SDE2, "Yours has no Result."),
        (("result",), 90.0, SDE1, "Yours has no Result."),
        (("reflection",), 81.0, SDE2, ""),
        (("task", "reflection"), 50.0, SDE1, ""),
        ((), 70.0, SDE2, ""),
    ],
)
def test_a_strong_hire_has_its_result_and_a_short_one_every_part(
    missing: tuple[Segment, ...], seconds: float, level: Level, text: str
) -> None:
    told = heard(*FULL, missing=missing, seconds=seconds)
    verdict = lean(told, level, BAR)
    assert verdict.leaning == ("hire" if text else "strong hire")
    assert text in verdict.reasons[0].text
    assert ("all five parts" in verdict.reasons[0].text) is bool(text)
    unheard = replace(told, lost=(Stretch(60.0, 65.0),))
    assert lean(unheard, level, BAR).leaning == "strong hire"


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        (heard(*FULL), "strong hire", "no hire"),
        (heard(*FULL, principle=()), "hire", "no hire"),
        (heard(principle=(), level=()), "no hire", "strong no hire"),
        (heard(by_part={}, principle=AGAINST, level=()), "strong no hire", "strong no hire"),
        (heard(*FULL, words=9), "not enough evidence", "not enough evidence"),
    ],
)
def test_another_question_answered_is_never_above_no_hire_and_says_so_first(
    told: Evidence, before: Leaning, after: Leaning
) -> None:
    verdict = lean(told, SDE1, BAR)
    assert verdict.leaning == before
    another = lean(replace(told, story=Story("story", "no")), SDE1, BAR)
    assert another.leaning == after
    if before in ("strong hire", "hire"):
        assert "another question" in another.reasons[0].text
        assert set(another.reasons[1:]) == set(verdict.reasons[1:])
    for answers in ("yes", None):
        assert lean(replace(told, story=Story("two_stories", answers)), SDE1, BAR) == verdict


@pytest.mark.parametrize("kind", sorted(NO_STORY))
def test_without_a_story_there_is_no_leaning_and_one_reason(kind: StoryKind) -> None:
    why = (Reason("Tell one.", "I always", 1.0), Reason("And more.", "", None))
    verdict = lean(heard(*FULL, story=Story(kind, None, why)), SDE1, BAR)
    assert verdict == Verdict("not enough evidence", why[:1])


def test_the_first_reason_is_the_rule_and_carries_no_quote() -> None:
    for names in (FULL, (*FULL, "handed_off"), ("self_noticed",), ()):
        for about in (ABOUT, AGAINST, (), None):
            for level in LEVELS:
                rule, *others = lean(heard(*names, principle=about), level, BAR).reasons
                assert rule.text[0].isupper()
                assert rule.text.endswith(".")
                assert ".." not in rule.text
                assert (rule.quote, rule.start) == ("", None)
                assert rule not in others


def test_a_no_says_what_spoke_against_it_before_what_was_good() -> None:
    told = heard("self_noticed", "waited", "handed_off", by_part={}, principle=AGAINST, level=())
    verdict = lean(told, SENIOR, BAR)
    quotes = [reason.quote for reason in verdict.reasons]
    assert quotes[0] == ""
    assert (
        quotes.index("I saw it 0") < quotes.index("handed_off 2") < quotes.index("self_noticed 0")
    )


def test_a_hire_says_first_what_speaks_for_it_then_what_lacks() -> None:
    names = [name for name in FULL if name != "systemic_insight"]
    verdict = lean(heard(*names, "generic_reflection"), SENIOR, BAR)
    assert at_least(verdict.leaning, "hire")
    quotes = [reason.quote.rsplit(" ", 1)[0] for reason in verdict.reasons]
    assert quotes[:4] == ["", "I saw it", "I saw it", "metric_delta"]
    assert quotes.index("first_person_action") < quotes.index("generic_reflection")


@pytest.mark.parametrize(
    ("before", "strengths", "after"),
    [
        ("hire", ("strong",), "strong hire"),
        ("hire", ("strong", "strong", "strong"), "strong hire"),
        ("no hire", ("strong", "strong"), "hire"),
        ("hire", ("strong", "weak"), "hire"),
        ("hire", ("partly", "declined", "not enough evidence"), "hire"),
        ("hire", ("weak",), "no hire"),
        ("strong hire", ("weak", "weak", "weak"), "no hire"),
        ("strong no hire", ("weak",), "strong no hire"),
        ("not enough evidence", ("strong",), "not enough evidence"),
    ],
)
def test_replies_move_it_by_one_step_up_at_most_and_two_down(
    before: Leaning, strengths: Sequence[ReplyStrength], after: Leaning
) -> None:
    rule = Reason("Because.", "", None)
    replies = [
        ReplyFinding("impact", one, "", f"reply {at}", float(at))
        for at, one in enumerate(strengths)
    ]
    moved = with_replies(Verdict(before, (rule,)), replies)
    assert moved.leaning == after
    assert moved.reasons[-1] == rule
    assert (len(moved.reasons) == 2) == (before != after)
    if before != after:
        assert before in moved.reasons[0].text
        assert moved.reasons[0].quote
        assert moved.reasons[0].start is None, "it would be a time of the answer"


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


SLUGS = tuple(load(content_dir()).walkthroughs)


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


@given(ANYTHING, st.sampled_from(LEANINGS))
def test_the_rule_praises_what_is_there_and_blames_what_can_be_shown(
    found: dict[str, float], said: Leaning
) -> None:
    is_hire = said in ("hire", "strong hire")
    evidence = replace(heard(), by_part={"action": 61.0 * found["action"]})
    rule = verdict._rule(found, leaning_model(), evidence, BAR, is_hire=is_hire)
    assert rule.endswith(".")
    for name, words in verdict._WON.items():
        assert (words in rule) <= (is_hire and found[name] >= 0.5)
    if not is_hire:
        assert ("who paid for it" in rule) <= (found["conduct"] >= 0.5)
        assert ("seconds of it" in rule) <= (found["action"] < 0.5)


def doubted(transcript: Transcript, chances: Sequence[float]) -> Transcript:
    """The same words, as an engine hears them that gives them these chances in turn."""
    given = cycle(chances)
    words = (replace(word, probability=next(given)) for word in transcript.words)
    return replace(transcript, words=tuple(words))


@pytest.mark.parametrize(
    ("chances", "leaning", "provisional"),
    [
        ((0.98,), None, False),
        ((0.98, 0.98, 0.6), None, False),
        ((0.98, 0.6, 0.6), None, True),
        ((0.98, *(0.6,) * 9), "not enough evidence", True),
        ((0.6,), "not enough evidence", True),
        ((0.1,), "not enough evidence", True),
    ],
)
def test_words_that_the_engine_doubts_bound_the_leaning(
    chances: Sequence[float], leaning: Leaning | None, *, provisional: bool
) -> None:
    question = Question(slug="q", ask="Tell me about a time you fixed it.", principle="ownership")
    sure = told(STRONG)
    made = [
        analyse(one, question=question, principle=None, level=SDE2, library=LIBRARY)
        for one in (sure, doubted(sure, chances))
    ]
    was, now = made[0].verdict, made[1].verdict
    assert was.leaning in ("hire", "strong hire")
    assert now.leaning == (leaning or was.leaning)
    assert now.provisional == provisional
    if provisional:
        assert "may have been misheard" in now.reasons[1].text
    if leaning:
        assert "understood too little" in now.reasons[0].text
        assert made[1].story is None, "what was not understood is not called no story"
