"""Nothing is heard where nobody speaks: a room's noises, the real voice activity, the real engines.

Of itself every engine here makes words of them (PocketSphinx "her or her" of breathing, "we were
for the" of music; a random Whisper makes words of anything), so this holds the whole way from the
sound to the text, as ``app.engines`` puts it together.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.phrases import merged, phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir
from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Piece, Recognizer
from tests.support.ct2_checkpoint import write_ct2
from tests.support.noises import NOISES, breathing, hush, music
from tests.support.whisper_checkpoint import Sentence, tone, write_random, write_scripted

NEAR_S = 0.3


def voice(samples: Samples) -> Sequence[Piece]:
    return [(one.start_s, one.end_s) for one in speech(samples)]


def cut(samples: Samples) -> Sequence[Piece]:
    return merged(phrases(speech(samples), samples), max_s=28.0)


def all_of_it(samples: Samples) -> Sequence[Piece]:
    return [(0.0, samples.size / RATE_HZ)]


def whisper(folder: Path) -> Recognizer:
    write_random(folder / "random.pt")
    return WhisperRecognizer(str(folder / "random.pt"), weights_dir=folder, threads=1)


def faster_whisper(folder: Path) -> Recognizer:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    write_random(folder / "random.pt")
    write_ct2(folder / "random.pt", folder / "random")
    return FasterWhisperRecognizer(str(folder / "random"), weights_dir=folder, threads=1)


def pocketsphinx(_: Path) -> Recognizer:
    return PocketSphinxRecognizer()


@pytest.fixture(
    scope="module", params=[whisper, faster_whisper, pocketsphinx], ids=lambda make: make.__name__
)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Recognizer:
    made: Recognizer = request.param(tmp_path_factory.mktemp("engine"))
    return made


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_a_rooms_noises_are_no_words(engine: Recognizer, noise: Callable[[float], Samples]) -> None:
    heard = RecordingTranscriber(engine, cut=cut, find_voice=voice).transcribe(noise(5.0))

    assert (heard.words, heard.hesitations) == ((), ())


def test_without_voice_activity_there_would_be_words() -> None:
    """What the tests above would miss if the noises were too faint to matter."""
    hear = RecordingTranscriber(PocketSphinxRecognizer(), cut=all_of_it)

    assert len(hear.transcribe(breathing(4.0)).words) >= 2
    assert len(hear.transcribe(music(3.0)).words) >= 2


def test_noises_around_an_answer_add_no_word() -> None:
    whole = read(load_candidate(content_dir() / "candidates", "strong").fallback)
    end_s = next(one.end_s for one in speech(whole[: RATE_HZ * 12]) if one.end_s > 3.0)
    said = whole[: round(end_s * RATE_HZ)]
    noisy = np.concatenate([breathing(3.0), hush(0.5), said, hush(0.6), music(2.0)])

    heard = RecordingTranscriber(PocketSphinxRecognizer(), cut=cut, find_voice=voice).transcribe(
        noisy
    )

    assert len(heard.words) >= 5
    begin_s = 3.5 - NEAR_S
    assert heard.words[0].start >= begin_s
    assert heard.words[-1].end <= 3.5 + end_s + NEAR_S
    assert all(begin_s <= one.start < 3.5 + end_s for one in heard.hesitations)


@pytest.mark.parametrize(
    "words", [("Thank", "you."), ("Thanks", "for", "watching!"), ("you",), ("Bye.",)]
)
def test_what_subtitles_say_in_silence_is_not_in_the_text(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A model that hears it in a tone, and a cut that lets the tone through."""
    write_scripted(tmp_path / "subtitles.pt", [Sentence(250, 450, words)])
    hear = WhisperRecognizer(str(tmp_path / "subtitles.pt"), weights_dir=tmp_path, threads=1)
    hum = tone(350, 4.0)

    # Once or, where the window is decoded in two halves, twice.
    assert [word.text for word in hear.recognize(hum).words][: len(words)] == list(words)
    assert RecordingTranscriber(hear, cut=all_of_it, find_voice=voice).transcribe(hum).text == ""
