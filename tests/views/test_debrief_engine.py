"""Which engine heard a round: named, and nothing claimed that is not so."""

from datetime import UTC, datetime

from mockint.record import RoundRecord
from mockint.transcribe.engines.server import RemoteRecognizer
from mockint.views.wording import heard_with


def told(engine: str) -> str:
    began = datetime(2026, 11, 21, tzinfo=UTC)
    record = RoundRecord(id="1", began=began, level="sde2", engine=engine, voice="none")
    return " ".join(heard_with(record))


def test_a_server_elsewhere_is_said_to_have_had_the_sound() -> None:
    said = told(RemoteRecognizer("http://big.example:8000", "small").name)
    assert "big.example" in said
    assert "What you said was sent there." in said
    assert "Nothing left" not in said


def test_what_hears_here_keeps_it_here() -> None:
    for engine in ("openai-whisper base.en", RemoteRecognizer("http://localhost:1", "x").name):
        assert "Nothing left this machine." in told(engine)
