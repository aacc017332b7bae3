"""The gate: what is a story, how many there are, and whether it is one that was asked for."""

import re
from dataclasses import replace

import pytest

from mockint.content.candidates import load_candidate
from mockint.content.load import load
from mockint.content.types import Question
from mockint.domain import SEGMENTS
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.segmenter.label import spans
from mockint.star.story.asked import own_words, read_question, themes_of, without_story
from mockint.star.story.gate import (
    ANOTHER_QUESTION,
    AS_A_RULE,
    NOTHING_TOLD,
    SUPPOSED,
    judge_story,
)
from mockint.star.story.model import fit
from mockint.star.types import (
    NO_STORY,
    Analysis,
    LabelledUnit,
    Span,
    Story,
    StoryKind,
    Unit,
)
from mockint.transcribe.types import Stretch, Transcript, Word
from tests.support.amazon import SENIOR
from tests.support.star_telling import LIBRARY, STRONG, say, told
from training.answers import read_all
from training.story import NO_STORY as NONE_OF_OURS

AMAZON = load(content_dir())
PAST = Question(slug="q", ask="Tell me about a time you fixed something.", principle="ownership")
SUPPOSING = Question(slug="q", ask="Suppose a server is down; what do you do?", principle="x")
HABIT = Question(slug="q", ask="How do you keep learning in your field?", principle="x")


def labelled(*sentences: str) -> list[LabelledUnit]:
    """On a clock of one second a word."""
    units, now = [], 0.0
    for text in sentences:
        words = tuple(Word(word, now + i, now + i + 0.9) for i, word in enumerate(text.split()))
        units.append(LabelledUnit(Unit(words), "action"))
        now = words[-1].end + 0.1
    return units


def judged(*sentences: str, question: Question | None = PAST) -> Story:
    principle = question.principle if question else None
    return judge_story(labelled(*sentences), question, principle, AMAZON.principles)


STORY = [
    "Last spring our bakery lost power every Friday night and the dough went bad.",
    "I slept on the flour sacks to see what happened.",
    "At four in the morning the cleaner came and pulled the plug for her machine.",
    "I put in a second socket the next day, and I told her about the dough.",
    "We have not lost a batch since then.",
]
ANOTHER = [
    "Then the other one, a year later, was at the ferry office.",
    "The tickets were printed twice and people paid twice.",
    "I followed one sheet of paper from the printer to the gate.",
    "I asked the guards to tear it once, and the double tickets stopped that week.",
]


@pytest.mark.parametrize(
    ("said", "kind", "first"),
    [
        (["Um."], "none", NOTHING_TOLD),
        (["I can't think of one right now, sorry.", "Can we come back to it?"], "none", None),
        (
            [
                "I always listen first and I never interrupt.",
                "If somebody is upset, I usually offer them a chair.",
                "I treat everyone the way I want to be treated.",
            ],
            "general",
            AS_A_RULE,
        ),
        (
            [
                "I would look at the logs first.",
                "Then I'd call the vendor, and I would tell my manager.",
                "I'd add an alert so that it would not happen again.",
            ],
            "hypothetical",
            SUPPOSED,
        ),
        (STORY, "story", None),
        ([*STORY, *ANOTHER], "two_stories", None),
    ],
)
def test_kinds(said: list[str], kind: StoryKind, first: str | None) -> None:
    found = judged(*said)
    assert found.kind == kind
    if first:
        assert found.evidence[0].text == first
    bare = [re.sub(r"[^\w' ]", "", text.lower()) for text in said]
    assert judged(*bare).kind == kind


def test_evidence_is_what_was_said_and_when() -> None:
    found = judged("We have a shop.", "I always sweep it, and I usually sweep it twice a day.")
    assert found.kind == "general"
    assert found.evidence[0].quote == "I always sweep it, and I usually sweep it twice a day."
    assert found.evidence[0].start == pytest.approx(4.0)


def test_each_of_two_stories_is_timed() -> None:
    units = labelled(*STORY, *ANOTHER)
    found = judge_story(units, None, None, {})
    second = units[len(STORY)].unit
    assert found.told == (
        Stretch(0.0, second.start),
        Stretch(second.start, units[-1].unit.end),
    )
    assert found.evidence[0].quote == second.text
    assert "Tell one" in found.evidence[0].text
    assert found.answers_question is None


@pytest.mark.parametrize(
    ("kind", "question", "answers"),
    [
        ("none", PAST, "no"),
        ("none", SUPPOSING, "no"),
        ("hypothetical", PAST, "no"),
        ("hypothetical", SUPPOSING, "yes"),
        ("general", PAST, "partly"),
        ("general", HABIT, "yes"),
    ],
)
def test_what_an_answer_without_a_story_answers(
    kind: StoryKind, question: Question, answers: str
) -> None:
    assert without_story(kind, read_question(question.ask)) == answers


def test_words_shared_with_the_question_are_no_evidence() -> None:
    question = read_question("Tell me about a time you learned something hard.")
    echo = read_question("A time I learned something hard, about something hard.")
    assert own_words([echo, "i took the engine apart"], question) == ["i took the engine apart"]


def test_a_story_about_something_else_is_said_to_be_so() -> None:
    grew = [
        "Samira was new and she was afraid to ask, so I sat with her after lunch every day.",
        "I let her explain one page to me, and I trained her on the next one.",
        "I taught her to lead the meeting and I gave her the first interview to run.",
        "I put her name in for the course and she was promoted to lead in the spring.",
        "Now she trains the new hires herself and mentors two juniors.",
    ]
    thrift = next(one for one in AMAZON.questions.values() if one.principle == "frugality")
    people = next(
        one for one in AMAZON.questions.values() if one.principle == "hire-and-develop-the-best"
    )
    other = judged(*grew, question=thrift)
    assert other.answers_question == "no"
    assert other.evidence[0].text.startswith(ANOTHER_QUESTION)
    assert AMAZON.principles["hire-and-develop-the-best"].title in other.serves
    assert judged(*grew, question=people).answers_question == "yes"
    assert judged(*grew, question=None).answers_question is None


def test_nothing_is_said_of_a_question_of_which_nothing_is_known() -> None:
    assert fit({"ownership": -9.0}, themes_of("why"), "own-principle") is None
    asked = Question(slug="q", ask="Why?", principle="own-principle")
    assert judged(*STORY, question=asked).answers_question == "yes"


def analysed(transcript: Transcript, corrected: tuple[Span, ...] = ()) -> Analysis:
    return analyse(
        transcript,
        question=None,
        principle="ownership",
        level=SENIOR,
        library=LIBRARY,
        corrected=corrected,
    )


@pytest.mark.parametrize(
    "said",
    [
        ["Um."],
        ["I would check the logs first.", "Then I'd call them and I'd add an alert."],
        ["I always check the logs.", "I usually call them, and I never guess."],
    ],
)
def test_without_a_story_there_is_one_sentence_and_nothing_else(said: list[str]) -> None:
    found = analysed(say(said))
    assert found.story is not None
    assert found.story.kind in NO_STORY
    assert found.verdict.leaning == "not enough evidence"
    assert found.verdict.reasons == found.story.evidence[:1]
    assert (found.spans, found.signals, found.missing, found.probes) == ((), (), (), ())
    assert [timing.status for timing in found.timings] == ["missing"] * len(SEGMENTS)


@pytest.mark.parametrize(
    ("said", "has_parts"),
    [
        (["Last May a guest lost her bag, and I drove to the station and found it."], False),
        (["Last May a guest lost her bag.", "I drove to the station and found it."], False),
        (
            ["Last May a guest lost her bag.", "I drove to the station.", "She had it by noon."],
            True,
        ),
        ([" and ".join(text.rstrip(".") for text in STORY)], True),
    ],
)
def test_one_or_two_short_sentences_have_no_parts(said: list[str], *, has_parts: bool) -> None:
    found = analysed(say(said))
    assert found.story is not None
    assert found.story.kind == "story"
    assert bool(found.spans) == has_parts
    assert ([one.status for one in found.timings] == ["missing"] * len(SEGMENTS)) != has_parts
    if not has_parts:
        assert found.verdict.leaning == "not enough evidence"
        assert not found.delivery.by_part
        assert found.probes, "it can still be asked about"


def test_marks_give_parts_to_a_short_answer() -> None:
    said = say(["Last May a guest lost her bag.", "I drove to the station and found it."])
    found = analyse(
        said, question=PAST, principle=None, level=SENIOR, library=LIBRARY, marks=(4.0, 4.1)
    )
    assert [one.segment for one in found.spans] == ["situation", "action"]


def test_parts_that_somebody_put_right_are_a_story() -> None:
    said = say(["I would check the logs first.", "Then I'd call them and I'd add an alert."])
    put_right = (Span("action", 1.0, said.words[-1].end),)
    found = analysed(said, put_right)
    assert (found.story, found.spans) == (None, put_right)


def test_what_was_not_understood_is_not_said_to_be_no_story() -> None:
    whole = told(STRONG)
    lost = replace(whole, not_understood=(Stretch(0.0, whole.duration - 3.0),))
    assert analysed(lost).story is None
    noise = Transcript(tuple(Word("zxqv", n, n + 0.5) for n in range(40)), 40.0, "test")
    assert analysed(noise).story is None


def test_our_own_answers_stay_stories() -> None:
    ours = [one for one in read_all() if one.name not in NONE_OF_OURS]
    kept = [
        judge_story(labelled(*one.sentences), None, None, {}).kind not in NO_STORY for one in ours
    ]
    assert sum(kept) >= 0.97 * len(ours)


@pytest.mark.parametrize("name", ["strong", "flawed"])
def test_the_recorded_candidates_pass(name: str) -> None:
    candidate = load_candidate(content_dir() / "candidates", name)
    question = AMAZON.questions[candidate.question]
    units = labelled(*(one.text for one in candidate.spoken))
    found = judge_story(units, question, question.principle, AMAZON.principles)
    assert (found.kind, found.answers_question, found.evidence) == ("story", "yes", ())
    assert spans(units)


def test_every_walkthrough_answers_its_question() -> None:
    for study in AMAZON.walkthroughs.values():
        units = labelled(*(part.example for part in study.parts.values()))
        found = judge_story(units, study.question, study.principle, AMAZON.principles)
        assert found.kind == "story", study.slug
        assert found.answers_question != "no", study.slug
