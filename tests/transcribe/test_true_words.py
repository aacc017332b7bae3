"""Whisper with its true weights (tiny.en) while somebody talks, and after the fact."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.phrases import PhraseCutter, phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir
from mockint.text.normalize import plain_words
from mockint.transcribe.alignment.engine import with_alignment
from mockint.transcribe.engines.registry import find
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.live.follower import Follower
from mockint.transcribe.live.retry import RetryingRecognizer
from mockint.transcribe.process.parent import IsolatedDrafting, isolated
from mockint.transcribe.types import Transcript, Word
from mockint.transcribe.weights import packaged, whisper
from training.hear import heard
from training.scoring import words_wrong

MODEL = "tiny.en"
BLOCK = 512
SECONDS = 25.0

pytestmark = pytest.mark.skipif(
    packaged.installed(MODEL) is None, reason="an extra: mockint[weights]"
)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the checkpoint that openai-whisper loads."""
    folder = tmp_path_factory.mktemp("weights")
    assert whisper.ready(MODEL, folder) is not None
    return folder


@pytest.fixture(scope="module")
def piece() -> tuple[Samples, list[str]]:
    """The beginning of the strong candidate's answer, and the words that are said in it."""
    candidate = load_candidate(content_dir() / "candidates", "strong")
    spoken = [one for one in candidate.spoken if one.end < SECONDS]
    sound = read(candidate.answer)[: round((spoken[-1].end + 0.3) * RATE_HZ)]
    return sound, plain_words(" ".join(one.text for one in spoken))


# ---------------------------------------------------------------- live, through the child process


@pytest.fixture(params=["whisper", "faster-whisper"])
def hears(request: pytest.FixtureRequest, weights: Path) -> Iterator[IsolatedDrafting]:
    if request.param == "faster-whisper":
        pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    make = find(request.param).make
    assert make is not None
    made = isolated(partial(with_alignment, partial(make, request.param, MODEL, weights)))
    assert isinstance(made, IsolatedDrafting)
    yield made
    made.close()


def live(hears: IsolatedDrafting, sound: Samples) -> Transcript:
    """What is heard while the sound comes: a block whenever the recognizer has nothing to do, or
    asks whether to go on."""
    blocks = iter(np.split(sound, range(BLOCK, sound.size, BLOCK)))
    ended = False

    def told(_words: tuple[Word, ...], _sure_s: float) -> None: ...

    follower = Follower(RetryingRecognizer(hears), PhraseCutter(), told)

    def take_in() -> None:
        nonlocal ended
        block = next(blocks, None)
        if block is not None:
            follower.push(block)
        elif not ended:
            ended = True
            follower.end()

    while not ended or follower.waiting:
        if not follower.waiting:
            take_in()
        follower.step(take_in)
    return follower.transcript(hears.name)


def test_what_is_heard_live_is_what_was_said_and_what_is_heard_afterwards(
    hears: IsolatedDrafting, piece: tuple[Samples, list[str]]
) -> None:
    sound, said = piece

    told = live(hears, sound)
    later = heard(hears, sound)

    words, words_later = plain_words(told.text), plain_words(later.text)
    assert len(said) > 50
    assert words_wrong(said, words) <= 0.08 * len(said)
    assert words_wrong(words_later, words) <= 0.08 * len(said)
    assert told.duration == pytest.approx(sound.size / RATE_HZ)
    assert not told.not_understood
    pairs = zip(told.words, told.words[1:], strict=False)
    assert all(one.start <= one.end <= two.start for one, two in pairs)
    starts = {word.text: word.start for word in later.words}  # of words said twice, the last
    ours = {word.text: word.start for word in told.words}
    near = [abs(starts[text] - ours[text]) < 0.1 for text in starts if text in ours]
    assert sum(near) >= 0.9 * len(near)


# ---------------------------------------------------------------- drafts


@pytest.fixture(scope="module")
def openai(weights: Path) -> WhisperRecognizer:
    return WhisperRecognizer(MODEL, weights_dir=weights, threads=1)


def stops_at(asked: int) -> Callable[[], bool]:
    """Says so the time after ``asked``."""
    answers = chain([False] * asked, [True] * 9)
    return lambda: next(answers)


def test_a_draft_changes_the_price_and_not_a_word(
    openai: WhisperRecognizer, piece: tuple[Samples, list[str]]
) -> None:
    sound, _ = piece
    start, end = max(phrases(speech(sound), sound), key=lambda one: one[1] - one[0])
    phrase = sound[round(start * RATE_HZ) : round(end * RATE_HZ)]
    other = sound[: 3 * RATE_HZ] if start > 3 else sound[-3 * RATE_HZ :]
    openai.warm()
    forwards: list[int] = []
    openai._loaded.decoder.register_forward_hook(lambda *_: forwards.append(1))

    def price_after(*drafts: tuple[Samples, int]) -> int:
        assert openai.draft(other, stops_at(999))  # no draft of this phrase is left
        for so_far, asked in drafts:
            openai.draft(so_far, stops_at(asked))
        forwards.clear()
        assert openai.recognize(phrase) == alone
        return len(forwards)

    alone = openai.recognize(phrase)
    none = price_after()
    shorter = phrase[: -RATE_HZ // 2]
    assert price_after((shorter, 999)) < 0.6 * none
    assert price_after((phrase, 999)) == 1  # the word times
    layers = len(openai._loaded.encoder.module.blocks)
    assert price_after((shorter, layers + 8)) < none - 4  # given up after some tokens
    assert price_after((shorter, 999), (phrase, 2)) < 0.6 * none  # given up in the encoder
    assert price_after((np.concatenate([phrase, other]), 999)) <= none
