"""What every engine promises, asked of each of them."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir
from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.interchange import from_json, to_json
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.transcript_file import TranscriptFile
from mockint.transcribe.types import Piece, Transcriber
from tests.support.ct2_checkpoint import write_ct2
from tests.support.whisper_checkpoint import LOW, silence, tone, write_scripted

Case = tuple[Transcriber, Samples]


def loud(samples: Samples) -> Sequence[Piece]:
    """One piece from the first sound to the last: enough for sounds that we made ourselves."""
    where = np.flatnonzero(np.abs(samples) > 0.01)
    if where.size == 0:
        return ()
    return [(where[0] / RATE_HZ, where[-1] / RATE_HZ + 0.3)]


def whisper(folder: Path) -> Case:
    write_scripted(folder / "scripted.pt", [LOW])
    sound = np.concatenate([silence(1.5), tone(LOW.tone_hz, 5), silence(1)])
    hears = WhisperRecognizer(str(folder / "scripted.pt"), weights_dir=folder, threads=1)
    return RecordingTranscriber(hears, cut=loud), sound


def faster_whisper(folder: Path) -> Case:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    write_scripted(folder / "scripted.pt", [LOW])
    write_ct2(folder / "scripted.pt", folder / "scripted")
    sound = np.concatenate([silence(1.5), tone(LOW.tone_hz, 5), silence(1)])
    hears = FasterWhisperRecognizer(str(folder / "scripted"), weights_dir=folder, threads=1)
    return RecordingTranscriber(hears, cut=loud), sound


def pocketsphinx(_: Path) -> Case:
    spoken = read(load_candidate(content_dir() / "candidates", "strong").fallback)
    return RecordingTranscriber(PocketSphinxRecognizer(), cut=loud), spoken[: RATE_HZ * 5]


def file(folder: Path) -> Case:
    words = [{"word": f" word{i}", "start": i * 0.4, "end": i * 0.4 + 0.3} for i in range(9)]
    path = folder / "take.json"
    path.write_text(json.dumps({"segments": [{"words": words}]}))
    return TranscriptFile(path), silence(5)


@pytest.fixture(
    scope="module",
    params=[whisper, faster_whisper, pocketsphinx, file],
    ids=lambda make: make.__name__,
)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    made: Case = request.param(tmp_path_factory.mktemp("engine"))
    return made


def test_words_on_the_recordings_clock(case: Case) -> None:
    engine, sound = case
    told: list[float] = []

    heard = engine.transcribe(sound, hints=["webhook"], progress=told.append)

    assert len(heard.words) >= 5
    assert heard.duration == pytest.approx(sound.size / RATE_HZ)
    assert heard.engine == engine.name
    edges = [edge for word in heard.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= heard.duration
    for word in heard.words:
        assert word.text
        assert word.text == word.text.strip()
        assert word.probability is None or 0 <= word.probability <= 1
    assert told
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_the_sound_is_left_as_it_was(case: Case) -> None:
    engine, sound = case
    before = sound.copy()

    engine.transcribe(sound)

    assert np.array_equal(sound, before)


def test_the_same_sound_twice_gives_as_many_words(case: Case) -> None:
    engine, sound = case

    first, second = engine.transcribe(sound), engine.transcribe(sound)

    assert abs(len(first.words) - len(second.words)) <= 1  # PocketSphinx learns the voice


def test_warm_can_come_first_and_again(case: Case) -> None:
    engine, _ = case
    engine.warm()
    engine.warm()


def test_silence_and_nothing_at_all(case: Case) -> None:
    engine, _ = case
    if isinstance(engine, TranscriptFile):  # it gives its words whatever is played
        assert len(engine.transcribe(silence(0)).words) == 9
        return
    for quiet in (silence(2), silence(0)):
        heard = engine.transcribe(quiet)
        assert (heard.words, heard.hesitations) == ((), ())
        assert heard.duration == quiet.size / RATE_HZ


def test_it_survives_the_interchange(case: Case) -> None:
    engine, sound = case
    heard = engine.transcribe(sound)

    back = from_json(json.loads(json.dumps(to_json(heard))), "take.json")

    assert back.text == heard.text
    assert (back.engine, back.duration) == (heard.engine, pytest.approx(heard.duration, abs=0.001))
