"""Which engine heard a round: named, and nothing claimed that is not so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mockint.content.types import Question
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.types import ProbeChoice
from mockint.transcribe.engines.registry import find
from mockint.transcribe.engines.server import RemoteRecognizer
from mockint.transcribe.types import Stretch, Transcript
from mockint.views.wording import heard_with

RECORD = RoundRecord(
    id="1",
    began=datetime(2026, 11, 21, tzinfo=UTC),
    level="sde2",
    engine="an engine",
    voice="none",
)


def told(request: str, engine: str) -> str:
    info = find(request).info(request)
    return " ".join(heard_with(replace(RECORD, engine=engine, engine_info=info)))


def test_a_server_elsewhere_is_said_to_have_had_the_sound() -> None:
    url = "http://big.example:8000"
    said = told(url, RemoteRecognizer(url, "small").name)
    assert "big.example" in said
    assert "Your recordings were sent there." in said
    assert "Nothing left" not in said


def test_estimated_word_times_are_said_to_be_estimated() -> None:
    def told_of(estimated: tuple[Stretch, ...]) -> str:
        heard = Transcript((), 60.0, "remote http://a:1 b", estimated=estimated)
        exchange = Exchange(probe=ProbeChoice("scope", "?", "b", ""), transcript=heard)
        question = Question(slug="a", ask="Tell me.", principle="ownership")
        answer = Answer(question=question, principle=None, recording=None, exchanges=(exchange,))
        return " ".join(heard_with(replace(RECORD, answers=(answer,))))

    assert "The word times of 20 seconds are estimated" in told_of((Stretch(10.0, 30.0),))
    assert "estimated" not in told_of(())


@pytest.mark.parametrize("request_", ["whisper", "pocketsphinx", "http://localhost:1"])
def test_what_hears_here_keeps_it_here(request_: str) -> None:
    assert "Nothing left this machine." in told(request_, "an engine")


def test_where_nothing_was_heard_no_engine_is_said_to_have_heard() -> None:
    question = Question(slug="a", ask="Tell me.", principle="ownership")
    answer = Answer(question=question, principle=None, recording=None)
    said = " ".join(heard_with(replace(RECORD, answers=(answer,))))
    assert said == "Nothing was transcribed. The engine was an engine. Nothing left this machine."


def test_words_of_a_transcript_file_were_not_heard() -> None:
    heard = Transcript((), 60.0, "transcript file take.json")
    question = Question(slug="a", ask="Tell me.", principle="ownership")
    answer = Answer(question=question, principle=None, transcript=heard)
    value = replace(RECORD, answers=(answer,))
    [line, *_] = heard_with(value)
    assert line.startswith("The words come from your transcript file take.json. Nothing left")
