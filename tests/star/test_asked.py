"""What the interviewer asks in the recording is no part of the answer; another language none."""

import json
from pathlib import Path

import pytest

from mockint.star.analyse import analyse
from mockint.star.asked import without_question
from mockint.star.probes.replies import assess
from mockint.star.types import Analysis
from mockint.transcribe.transcript_file import transcript_in
from mockint.transcribe.types import Transcript
from tests.support.amazon import SENIOR
from tests.support.star_telling import LIBRARY, STRONG, say
from tests.support.told_files import SENTENCES, forms, told, whisper

SAID = [text for _, text in STRONG]
ANSWERS = Path(__file__).parents[2] / "training" / "answers"


def analysed(transcript: Transcript) -> Analysis:
    return analyse(transcript, question=None, principle="ownership", level=SENIOR, library=LIBRARY)


@pytest.mark.parametrize(
    "asked",
    [
        ["So tell me about a time when you went beyond your job.", "What did you do?"],
        ["Okay, great.", "Can you describe a situation where you had to decide fast?"],
        ["Have you ever disagreed with your manager?"],
        ["Walk me through a project that you are proud of."],
    ],
)
def test_a_question_to_the_candidate_is_left_out(asked: list[str]) -> None:
    alone = say(SAID)
    both = say([*asked, *SAID])

    found = without_question(both, "")

    assert [one.text for one in found.words] == [one.text for one in alone.words]
    [stretch] = found.others
    assert stretch.start == both.words[0].start
    assert stretch.end <= found.words[0].start


def test_the_question_that_was_asked_is_left_out_in_its_own_words() -> None:
    question = "What is the hardest feedback that your team gave you?"
    both = say(["The hardest feedback your team gave you, what is that.", *SAID])
    assert len(without_question(both, question).words) == len(say(SAID).words)
    assert without_question(both, "") is both


@pytest.mark.parametrize(
    "said",
    [
        "Tell me about a time that I failed, okay, let me think.",
        "Last year I told my team what you need to know first.",
        "My manager asked me: can you fix this?",
    ],
)
def test_what_the_candidate_says_first_stays(said: str) -> None:
    both = say([said, *SAID])
    kept = without_question(both, "Tell me about a time that you failed.")
    assert kept is both
    only = say(["Can you say that again?"])
    assert without_question(only, "") is only


def test_no_labeled_answer_begins_with_a_question() -> None:
    seen = 0
    for file in sorted(ANSWERS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            value = json.loads(line)
            answer = say([one["text"] for one in value["units"]])
            assert without_question(answer, value.get("question", "")) is answer, value["id"]
            seen += 1
    assert seen > 100


def test_the_question_is_no_situation_and_no_thinking() -> None:
    asked = told(["So tell me about a time when you went beyond your job."])
    later = told(begin=asked[-1]["end"] + 2.0)
    alone = analysed(transcript_in(whisper(told()), "a"))

    found = analysed(transcript_in(whisper([*asked, *later]), "a"))

    assert [one.seconds for one in found.timings] == pytest.approx(
        [one.seconds for one in alone.timings], abs=0.01
    )
    assert found.delivery.words == alone.delivery.words
    assert found.thinking == pytest.approx(2.0, abs=0.01)
    assert found.delivery.pauses == ()


def test_another_language_is_said_and_not_judged() -> None:
    german = [
        "Letzten Winter war ich Schichtleiter in einem Lager mit drei\u00dfig Leuten.",
        "Meine Aufgabe war es, die Ursache vor dem Fest zu finden, und ich habe gez\u00e4hlt.",
        "Am Ende fehlten nur noch zwei Pakete in der Woche, und alle waren froh.",
    ]
    for language in ("de", "en"):
        found = analysed(transcript_in(whisper(told(german), language=language), "a"))
        assert (found.language, found.is_english, found.has_story) == ("de", False, False)
        assert found.verdict.reasons[0].text.startswith("This seems to be German.")
        assert (found.spans, found.signals, found.probes, found.next) == ((), (), (), None)


def test_a_reply_in_another_language_is_not_weak() -> None:
    said = say(["Ich habe das damals mit dem Team besprochen und dann war es gut."])
    found = assess(said, "own_part", LIBRARY)
    assert (found.strength, found.quote) == ("not enough evidence", "")
    assert "German" in found.because


@pytest.mark.parametrize("name", ["SRT", "whisper without words", "TSV"])
def test_nothing_is_measured_by_the_word_where_words_have_no_times(name: str) -> None:
    with_times = analysed(transcript_in(forms()["whisper"][0], "a"))
    found = analysed(transcript_in(forms()[name][0], "a"))
    assert [one.seconds for one in found.timings] == pytest.approx(
        [one.seconds for one in with_times.timings], abs=1.5
    )
    assert found.delivery.words == with_times.delivery.words
    assert (found.delivery.words_per_minute, found.delivery.fillers) == (None, ())
    assert found.delivery.by_part == ()


def test_a_loop_and_labels_change_nothing_that_is_judged() -> None:
    right = analysed(transcript_in(whisper(told()), "a"))
    labels = [f"[typing] {SENTENCES[0]}", *SENTENCES[1:], "(coughs)"]
    for sentences in ([*SENTENCES, *[SENTENCES[-1]] * 19], labels):
        found = analysed(transcript_in(whisper(told(sentences)), "a"))
        assert found.verdict.leaning == right.verdict.leaning
        assert {one.name for one in found.signals} == {one.name for one in right.signals}
        assert found.budget.seconds == pytest.approx(right.budget.seconds, abs=0.01)
        assert not any("[" in one.quote or "(" in one.quote for one in found.signals)
