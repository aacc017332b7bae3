"""True Whisper weights after the fact: what the recorded candidates said, heard as it was said.

``base`` is measured by hand only (``benchmarks/word_errors.py``).
"""

from pathlib import Path

import pytest

from benchmarks.word_errors import errors
from mockint import locations
from mockint.audio.files import read
from mockint.content.candidates import load_candidate, sentences_of
from mockint.transcribe.types import Transcript
from mockint.transcribe.weights import packaged
from mockint.wiring.engines import choose_transcriber

TINY = packaged.known("tiny.en")
assert TINY is not None
pytestmark = pytest.mark.skipif(
    not packaged.is_installed(TINY), reason="an extra: mockint[weights]"
)
REPLIES = (("strong", "impact"), ("flawed", "own_part"))
MOST_WRONG = 0.08
"""Of the words; measured are 2 in a hundred over all replies."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``XDG_CACHE_HOME`` for the module, so that tiny.en is converted once."""
    return tmp_path_factory.mktemp("cache")


def said(name: str, stem: str) -> str:
    folder = locations.content_dir() / "candidates"
    sentences = sentences_of(load_candidate(folder, name).script)[stem]
    return " ".join(sentence for sentence, _ in sentences)


@pytest.fixture(scope="module", params=["openai-whisper", "faster-whisper"])
def heard(request: pytest.FixtureRequest, cache: Path) -> list[tuple[str, Transcript]]:
    """What was said and what was heard, as ``mockint review`` hears it."""
    if request.param == "faster-whisper":
        pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        transcriber = choose_transcriber(request.param, "tiny.en", tell=print, may_fetch=False)
        assert transcriber.name.startswith(f"{request.param} tiny.en")
        folder = locations.content_dir() / "candidates"
        return [
            (said(*one), transcriber.transcribe(read(folder / one[0] / f"{one[1]}.ogg")))
            for one in REPLIES
        ]


def test_few_words_are_wrong(heard: list[tuple[str, Transcript]]) -> None:
    counts = [errors(text, transcript.text) for text, transcript in heard]

    wrong, words = (sum(column) for column in zip(*counts, strict=True))
    assert words > 60
    assert wrong <= MOST_WRONG * words, counts


def test_nothing_is_called_not_understood(heard: list[tuple[str, Transcript]]) -> None:
    assert [one.not_understood for _, one in heard] == [(), ()]
    assert [one.estimated for _, one in heard] == [(), ()]
