"""The remote engine with a server that really hears: true tiny.en weights, on loopback.

The forms are those of servers that were asked by hand; see ``tests/support/openai_server.py``.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from mockint import locations
from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import SpokenSentence, load_candidate
from mockint.errors import TranscribeError
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.engine import with_aligner
from mockint.transcribe.engines.server import KEY_VARIABLE, RemoteRecognizer
from mockint.transcribe.weights import ctranslate2, packaged
from mockint.wiring.engines import choose_transcriber
from tests.support.openai_server import MODEL, STYLES, Server, Style, serving

pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
TINY = packaged.known(MODEL)
assert TINY is not None
pytestmark = pytest.mark.skipif(
    not packaged.is_installed(TINY), reason="an extra: mockint[weights]"
)

SAID = {"company", "system", "hotel", "rooms"}
"""In the first sentence of the flawed candidate's answer."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from faster_whisper import WhisperModel

    folder = ctranslate2.ready(MODEL, tmp_path_factory.mktemp("weights"))
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)


@pytest.fixture(scope="module")
def sentence() -> SpokenSentence:
    """The first one of the flawed candidate's answer."""
    return load_candidate(locations.content_dir() / "candidates", "flawed").spoken[0]


@pytest.fixture(scope="module")
def spoken(sentence: SpokenSentence) -> Samples:
    """From the beginning of the recording to the end of that sentence."""
    path = locations.content_dir() / "candidates" / "flawed" / "answer.ogg"
    return read(path)[: round((sentence.end + 0.4) * RATE_HZ)]


@pytest.fixture
def server(model: Any, request: pytest.FixtureRequest) -> Iterator[Server]:
    style: Style = getattr(request, "param", "openai")
    with serving(Server(style, model)) as made:
        yield made


def plain(texts: list[str]) -> set[str]:
    return {"".join(filter(str.isalnum, text)).casefold() for text in texts}


@pytest.mark.parametrize("server", STYLES, indirect=True)
def test_words_and_their_times(server: Server, spoken: Samples, sentence: SpokenSentence) -> None:
    recognizer = RemoteRecognizer(server.url, MODEL)

    heard = recognizer.recognize(spoken)

    assert plain([word.text for word in heard.words]) >= SAID
    assert all(0.0 <= word.start <= word.end <= sentence.end + 0.5 for word in heard.words)
    assert heard.estimated is (server.style == "faster-whisper-server")
    assert any("," in word.text for word in heard.words), "punctuation is kept"

    aligned = with_aligner(recognizer, Aligner()).refined(spoken, heard)
    assert not aligned.estimated
    assert abs(aligned.words[0].start - sentence.start) < 0.15


def test_a_key_that_is_missing_and_one_that_is_right(
    server: Server, spoken: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.key = "right"
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    recognizer = RemoteRecognizer(server.url, MODEL)

    with pytest.raises(TranscribeError, match="needs a key, or a different one"):
        recognizer.recognize(spoken)
    monkeypatch.setenv(KEY_VARIABLE, "right")
    assert recognizer.recognize(spoken[: 3 * RATE_HZ])


def test_a_model_that_it_does_not_have_is_named_with_those_that_it_has(server: Server) -> None:
    with pytest.raises(TranscribeError, match=r"or no model base\.en \(it has tiny\.en\)"):
        RemoteRecognizer(server.url, "base.en").warm()


def test_a_recording_is_heard_as_the_program_hears_it(server: Server, spoken: Samples) -> None:
    """``mockint review`` with a server: cut by voice, aligned, and named."""
    transcriber = choose_transcriber(server.url, MODEL, tell=print)

    heard = transcriber.transcribe(spoken)

    assert heard.engine == f"remote {server.url} {MODEL} (on this machine)"
    assert not heard.engine_info.sound_left
    assert plain([word.text for word in heard.words]) >= SAID
    assert heard.not_understood == heard.estimated == ()
