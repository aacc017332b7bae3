"""Which engine heard a round: named, and nothing claimed that is not so."""

from datetime import UTC, datetime

import pytest

from mockint.record import RoundRecord
from mockint.transcribe.engines.registry import find
from mockint.transcribe.engines.server import RemoteRecognizer
from mockint.views.wording import heard_with


def told(request: str, engine: str) -> str:
    record = RoundRecord(
        id="1",
        began=datetime(2026, 11, 21, tzinfo=UTC),
        level="sde2",
        engine=engine,
        engine_info=find(request).info(request),
        voice="none",
    )
    return " ".join(heard_with(record))


def test_a_server_elsewhere_is_said_to_have_had_the_sound() -> None:
    url = "http://big.example:8000"
    said = told(url, RemoteRecognizer(url, "small").name)
    assert "big.example" in said
    assert "Your recordings were sent there." in said
    assert "Nothing left" not in said


@pytest.mark.parametrize("request_", ["whisper", "pocketsphinx", "http://localhost:1"])
def test_what_hears_here_keeps_it_here(request_: str) -> None:
    assert "Nothing left this machine." in told(request_, "an engine")
