"""The whole faster-whisper path, on the tests' own checkpoint in CTranslate2's form."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mockint.audio.types import RATE_HZ
from mockint.errors import EngineMissing, MockintError, TranscribeError, WeightsMissing
from mockint.transcribe.engines.faster_whisper import SETTINGS, FasterWhisperRecognizer
from mockint.transcribe.engines.whisper import MOST_TOKENS, SPARE_TOKENS, TOKENS_PER_S
from tests.support.ct2_checkpoint import write_ct2
from tests.support.whisper_checkpoint import (
    HIGH,
    LOW,
    SENTENCES,
    Sentence,
    silence,
    tone,
    write_random,
    write_scripted,
)

pytest.importorskip("faster_whisper", reason="faster-whisper is an extra: mockint[fast]")

NEAR_S = 0.25
"""As for openai-whisper: a frame of 20 ms, smoothed over seven."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("checkpoints")
    # Without time stamps, as a real model writes when it is told to leave them out.
    write_scripted(place / "scripted.pt", stamped=False)
    write_random(place / "random.pt")
    write_ct2(place / "scripted.pt", place / "scripted")
    write_ct2(place / "random.pt", place / "random")
    return place


def engine(path: Path, **more: Any) -> FasterWhisperRecognizer:
    return FasterWhisperRecognizer(str(path), weights_dir=path.parent, threads=1, **more)


@pytest.fixture(scope="module")
def scripted(folder: Path) -> FasterWhisperRecognizer:
    return engine(folder / "scripted")


@pytest.fixture
def passes(scripted: FasterWhisperRecognizer) -> Iterator[list[int]]:
    """How often the encoder ran."""
    scripted.warm()
    encode = scripted._loaded.encode
    runs: list[int] = []

    def counted(features: Any) -> Any:
        runs.append(1)
        return encode(features)

    scripted._loaded.encode = counted
    yield runs
    scripted._loaded.encode = encode


@pytest.mark.parametrize("compute_type", ["int8", "float32"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.words[0])
def test_words_come_out_with_their_times(
    folder: Path, compute_type: str, sentence: Sentence
) -> None:
    hear = engine(folder / "scripted", compute_type=compute_type)
    said_s = sentence.time_s(len(sentence.words) - 1)

    heard = hear.recognize(tone(sentence.tone_hz, said_s + 1.0), hints=["webhook"])

    assert [word.text for word in heard.words] == list(sentence.words)
    for number, word in enumerate(heard.words):
        assert word.start - NEAR_S <= sentence.time_s(number) <= word.end + NEAR_S, word
        assert word.probability is not None
        # 8 bits round the made weights, on each kind of processor in another way
        assert word.probability > (0.9 if compute_type == "float32" else 0.0)
    assert hear.name == f"faster-whisper scripted {compute_type}"


def test_silence_gives_no_words(scripted: FasterWhisperRecognizer) -> None:
    assert scripted.recognize(silence(5)).words == ()


def test_the_encoder_runs_once_a_piece(
    scripted: FasterWhisperRecognizer, passes: list[int]
) -> None:
    heard = scripted.recognize(np.concatenate([tone(LOW.tone_hz, 5), silence(0.5)]))

    assert len(heard.words) == len(LOW.words)
    assert len(passes) == 1


def test_speech_that_was_passed_over_is_heard_in_another_pass(
    scripted: FasterWhisperRecognizer, passes: list[int]
) -> None:
    both = np.concatenate([tone(LOW.tone_hz, 4.3), tone(HIGH.tone_hz, 4)])

    heard = scripted.recognize(both)

    assert [word.text for word in heard.words] == [*LOW.words, *HIGH.words]
    assert len(passes) == 2


@pytest.mark.parametrize("seconds", [1, 6, 28])
@pytest.mark.parametrize("hints", [(), ("webhook", "race condition", "dead letter queue")])
def test_a_loop_ends_where_nobody_could_have_said_more(
    folder: Path, seconds: int, hints: tuple[str, ...]
) -> None:
    never_ending = {"suppress_tokens": [50256], "temperature": 0.0, "no_speech_threshold": None}
    hear = engine(folder / "random", settings={**SETTINGS, **never_ending})
    hear.warm()
    generate, said = hear._loaded.generate_with_fallback, []

    def counted(*arguments: Any) -> Any:
        result = generate(*arguments)
        said.append(len(result[0].sequences_ids[0]))
        return result

    hear._loaded.generate_with_fallback = counted
    noise = np.random.default_rng(0).standard_normal(RATE_HZ * seconds).astype(np.float32) * 0.1
    hear.recognize(noise, hints=hints)

    # A long prompt leaves fewer than CTranslate2's half; none of it may be lost to the halving.
    assert said[0] == min(MOST_TOKENS, SPARE_TOKENS + TOKENS_PER_S * seconds)


def test_the_prompt_said_back_is_no_speech(
    scripted: FasterWhisperRecognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = " ".join(LOW.words)
    monkeypatch.setattr(
        "mockint.transcribe.engines.faster_whisper.prompt_with", lambda _hints: said
    )

    assert scripted.recognize(tone(LOW.tone_hz, 5)).words == ()


# ---------------------------------------------------------------- what can be wrong


def test_weights_that_are_not_here(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing) as told:
        FasterWhisperRecognizer("small.en", weights_dir=tmp_path).warm()

    assert "mockint setup --engine faster-whisper --model small.en when you are online" in str(
        told.value
    )
    assert "--engine pocketsphinx now" in str(told.value)
    assert str(tmp_path / "faster-whisper-small.en") in str(told.value)


@pytest.mark.parametrize("broken", ["model.bin", "config.json", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{", bytes(range(256)) * 9])
def test_a_folder_that_is_damaged(
    folder: Path, tmp_path: Path, broken: str, content: bytes
) -> None:
    for path in (folder / "scripted").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / broken).write_bytes(content)

    with pytest.raises(WeightsMissing) as told:
        engine(tmp_path).warm()

    assert "no Whisper model that CTranslate2 can load" in str(told.value)
    assert "\n" not in str(told.value)
    assert "mockint setup" in told.value.next_step


def test_a_compute_type_that_is_not_to_be_had(folder: Path) -> None:
    with pytest.raises(TranscribeError, match="cannot compute in int3 on this machine"):
        engine(folder / "scripted", compute_type="int3").warm()


def test_a_library_that_cannot_be_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)

    with pytest.raises(EngineMissing, match=r"mockint\[fast\]"):
        engine(folder / "scripted").warm()


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("mkl: no\nlong story"), "mkl: no"),
        (ValueError(), "ValueError"),
    ],
)
def test_what_breaks_while_it_computes_is_one_line(
    folder: Path, raised: Exception, expected: str
) -> None:
    hear = engine(folder / "scripted")
    hear.warm()

    def break_down(_: object) -> None:
        raise raised

    hear._loaded.encode = break_down
    with pytest.raises(MockintError) as told:
        hear.recognize(tone(LOW.tone_hz, 2))

    assert expected in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.next_step


def test_a_fresh_process_says_nothing_and_loads_no_torch(folder: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        "from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer\n"
        f"hear = FasterWhisperRecognizer({str(folder / 'scripted')!r}, weights_dir=Path('.'))\n"
        "assert 'ctranslate2' not in sys.modules\n"
        "hear.warm()\n"
        "print(hear.recognize(np.zeros(32000, np.float32)).words, 'torch' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "() False\n"
    assert done.stderr == ""
