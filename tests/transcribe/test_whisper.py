"""The whole openai-whisper path, on checkpoints that this test makes."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import MockintError, TranscribeError, WeightsMissing
from mockint.transcribe.engines.whisper import SHORT_S, WhisperRecognizer
from mockint.transcribe.engines.whisper_decode import never
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Stretch
from tests.support.whisper_checkpoint import (
    HIGH,
    LOW,
    MIDDLE,
    SENTENCES,
    silence,
    tone,
    write_random,
    write_scripted,
)

# Three sentences and silence between; where each begins on the recording's clock.
STARTS_S = (1.0, 8.0, 14.5)
PIECES = ((1.0, 6.5), (8.0, 12.0), (14.5, 18.0))
NEAR_S = 0.25
"""Whisper's word times are that exact on this checkpoint: a frame of 20 ms, smoothed over seven."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("checkpoints")
    write_scripted(place / "scripted.pt")
    write_random(place / "random.pt")
    return place


@pytest.fixture(scope="module")
def answer() -> Samples:
    sound = silence(20)
    for (start, end), sentence in zip(PIECES, SENTENCES, strict=True):
        first = round(start * RATE_HZ)
        piece = tone(sentence.tone_hz, end - start)
        sound[first : first + piece.size] = piece
    return sound


def recognizer(path: Path, **more: Any) -> WhisperRecognizer:
    return WhisperRecognizer(str(path), weights_dir=path.parent, threads=1, **more)


def over(
    hears: WhisperRecognizer, pieces: Sequence[tuple[float, float]] = PIECES, **more: Any
) -> RecordingTranscriber:
    return RecordingTranscriber(hears, cut=lambda _: pieces, **more)


def engine(
    path: Path, pieces: Sequence[tuple[float, float]] = PIECES, **more: Any
) -> RecordingTranscriber:
    return over(recognizer(path), pieces, **more)


@pytest.fixture(scope="module")
def scripted(folder: Path) -> RecordingTranscriber:
    return engine(folder / "scripted.pt")


def test_words_come_out_on_the_recordings_clock(
    scripted: RecordingTranscriber, answer: Samples
) -> None:
    told: list[float] = []

    heard = scripted.transcribe(answer, hints=["webhook"], progress=told.append)

    assert heard.text.split() == [*LOW.words, *MIDDLE.words, *HIGH.words]
    words = iter(heard.words)
    for start, piece, sentence in zip(STARTS_S, PIECES, SENTENCES, strict=True):
        for number in range(len(sentence.words)):
            word = next(words)
            said_at = start + sentence.time_s(number)
            assert word.start - NEAR_S <= said_at <= word.end + NEAR_S, word
            assert piece[0] <= word.start <= word.end <= piece[1]
            assert word.probability is not None
            assert word.probability > 0.9
    assert (heard.engine, heard.language) == ("openai-whisper scripted.pt", "en")
    assert heard.duration == 20.0
    assert told == [pytest.approx(end / 18.0) for _, end in PIECES]


def test_voice_without_words_is_a_hesitation(folder: Path, answer: Samples) -> None:
    voice = [(1.0, 6.0), (7.0, 7.5), (8.0, 12.0)]

    heard = engine(folder / "scripted.pt", PIECES[:1], find_voice=lambda _: voice).transcribe(
        answer
    )

    assert heard.hesitations == (Stretch(7.0, 7.5),)
    assert heard.speech == tuple(Stretch(*one) for one in voice)


def test_silence_that_slips_through_the_cut_gives_no_words(
    scripted: RecordingTranscriber,
) -> None:
    assert scripted.transcribe(silence(19)).words == ()


def test_without_a_voice_the_model_is_not_even_loaded(tmp_path: Path) -> None:
    heard = engine(tmp_path / "none.pt", ()).transcribe(silence(3))

    assert (heard.words, heard.duration, heard.hesitations) == ((), 3.0, ())


def test_the_encoder_runs_once_a_piece(folder: Path, answer: Samples) -> None:
    hears = recognizer(folder / "scripted.pt")
    hears.warm()
    runs: list[int] = []
    hears._loaded.encoder.module.register_forward_hook(lambda *_: runs.append(1))

    over(hears, PIECES[:2]).transcribe(answer)

    assert len(runs) == 2


def test_keeping_the_encoders_output_changes_no_word_and_no_time(
    folder: Path, answer: Samples
) -> None:
    kept, plain = recognizer(folder / "scripted.pt"), recognizer(folder / "scripted.pt")
    plain.warm()
    encoder = plain._loaded.encoder
    encoder.register_forward_pre_hook(lambda *_: setattr(encoder, "asked", None))

    assert over(plain).transcribe(answer).words == over(kept).transcribe(answer).words


def test_a_phrase_costs_half_a_window(folder: Path) -> None:
    hears = recognizer(folder / "scripted.pt")
    hears.warm()
    given: list[int] = []
    hears._loaded.encoder.module.register_forward_hook(
        lambda _, asked, made: given.extend([asked[0].shape[-1], made.shape[1]])
    )

    hears.draft(tone(SENTENCES[0].tone_hz, SHORT_S), never)
    hears.draft(tone(SENTENCES[0].tone_hz, SHORT_S + 0.1), never)

    assert given == [1500, 750, 3000, 1500]


@pytest.mark.parametrize("before", [0, 3])
@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_quick_projection_tells_what_the_librarys_tells(
    folder: Path, before: int, size: int
) -> None:
    from whisper.model import TextDecoder

    hears = recognizer(folder / "random.pt")
    hears.warm()
    model = hears._loaded
    dims = model.dims
    tokens = torch.randint(dims.n_vocab, (1, before + size))
    features = torch.randn(1, dims.n_audio_ctx, dims.n_audio_state)

    def logits(forward: Callable[..., Any]) -> Any:
        known, hooks = model.install_kv_cache_hooks()
        if before:
            forward(tokens[:, :before], features, kv_cache=known)
        made = forward(tokens[:, before:] if before else tokens, features, kv_cache=known)
        for hook in hooks:
            hook.remove()
        return made

    theirs = logits(partial(TextDecoder.forward, model.decoder))
    torch.testing.assert_close(logits(model.decoder), theirs, rtol=1e-3, atol=1e-4)


def test_random_weights_never_break_it(folder: Path) -> None:
    noise = np.random.default_rng(0).standard_normal(RATE_HZ * 2).astype(np.float32) * 0.1

    heard = engine(folder / "random.pt", [(0.2, 1.4)]).transcribe(noise)

    assert all(0.2 <= one.start <= one.end <= 1.4 for one in heard.words)
    assert len(heard.words) <= 40  # what was repeated is cut, what is said in 1.2 s is bounded


def test_random_weights_invent_nothing_where_nobody_speaks(folder: Path) -> None:
    assert engine(folder / "random.pt", ()).transcribe(silence(60)).words == ()


# ---------------------------------------------------------------- what can be wrong


@pytest.mark.parametrize("kind", ["cut off", "noise", "empty", "another archive", "other tensors"])
def test_a_file_that_is_no_checkpoint(folder: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "broken.pt"
    whole = (folder / "scripted.pt").read_bytes()
    if kind == "other tensors":
        import torch

        torch.save({"dims": {"n_mels": 80}, "model_state_dict": {}}, path)
    elif kind == "another archive":
        import zipfile

        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("letter.txt", "hello")
    else:
        content = {"cut off": whole[:100_000], "noise": bytes(range(256)) * 99, "empty": b""}
        path.write_bytes(content[kind])

    with pytest.raises(WeightsMissing) as told:
        engine(path).warm()

    assert "as a Whisper model" in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.next_step.startswith("mockint setup --model")


def test_weights_that_are_not_here(tmp_path: Path) -> None:
    hear = over(WhisperRecognizer("small.en", weights_dir=tmp_path), [(0.0, 1.0)])

    with pytest.raises(WeightsMissing, match=r"mockint setup --model small\.en when you"):
        hear.transcribe(silence(2))


def test_a_gpu_that_is_not_here(folder: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    with pytest.raises(TranscribeError, match="no GPU"):
        recognizer(folder / "scripted.pt", device="cuda").warm()


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB\nmore"), "not enough memory"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "not enough memory"),
        (ValueError("probabilities are not finite\nlong story"), "probabilities are not finite"),
    ],
)
def test_what_breaks_while_it_computes_is_one_line(
    folder: Path, answer: Samples, raised: Exception, expected: str
) -> None:
    hears = recognizer(folder / "scripted.pt")
    hears.warm()

    def break_down(*_: object) -> None:
        raise raised

    hears._loaded.encoder.module.register_forward_hook(break_down)
    with pytest.raises(TranscribeError) as told:
        over(hears).transcribe(answer)

    assert expected in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.next_step


def test_an_error_of_ours_passes_through(scripted: RecordingTranscriber, answer: Samples) -> None:
    class Stopped(MockintError):
        pass

    def stop(_: float) -> None:
        raise Stopped("enough")

    with pytest.raises(Stopped):
        scripted.transcribe(answer, progress=stop)


def test_a_fresh_process_warns_of_nothing(folder: Path) -> None:
    program = (
        "import sys, warnings\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        "from mockint.transcribe.engines.whisper import WhisperRecognizer\n"
        f"hears = WhisperRecognizer({str(folder / 'scripted.pt')!r}, weights_dir=Path('.'),\n"
        "    threads=1)\n"
        "assert 'torch' not in sys.modules\n"
        "hears.warm()\n"
        "print(hears.recognize(np.zeros(32000, np.float32)).words)\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "()\n"
    assert done.stderr == ""
