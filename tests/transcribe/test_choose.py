"""Which engine hears; with none of them installed as far as this test is concerned."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import mockint.transcribe
from mockint.errors import EngineMissing, MockintError, UsageError, WeightsMissing
from mockint.transcribe.engines.choose import Here, choose, look
from mockint.transcribe.weights.ctranslate2 import NEEDED

ALL = Here(whisper=True, pocketsphinx=True, weights=True)
NO_WEIGHTS = Here(whisper=True, pocketsphinx=True, weights=False)
ONLY_SPHINX = Here(whisper=False, pocketsphinx=True, weights=False)
ONLY_WHISPER = Here(whisper=True, pocketsphinx=False, weights=False)
FASTER = replace(ALL, faster=True, faster_weights=True)
FASTER_LATER = replace(ALL, faster=True)
NO_WEIGHTS_AT_ALL = replace(NO_WEIGHTS, faster=True)
ONLY_FASTER = Here(
    whisper=False, pocketsphinx=False, weights=False, faster=True, faster_weights=True
)
NOTHING = Here(whisper=False, pocketsphinx=False, weights=False)


def online() -> bool:
    return True


def offline() -> bool:
    return False


def not_asked() -> bool:
    raise AssertionError("the network was asked without need")


@pytest.mark.parametrize(
    ("request_", "here", "network", "engine", "fetch", "notice"),
    [
        ("auto", ALL, not_asked, "whisper", False, ""),
        ("auto", NO_WEIGHTS, online, "whisper", True, "Fetching Whisper's weights for small.en"),
        ("auto", NO_WEIGHTS, offline, "pocketsphinx", False, "mockint setup --model small.en"),
        ("auto", ONLY_SPHINX, not_asked, "pocketsphinx", False, "pip install openai-whisper"),
        ("auto", ONLY_WHISPER, online, "whisper", True, "Fetching"),
        ("whisper", ALL, not_asked, "whisper", False, ""),
        ("whisper", NO_WEIGHTS, online, "whisper", True, "Fetching"),
        ("pocketsphinx", ALL, not_asked, "pocketsphinx", False, ""),
        ("pocketsphinx", ONLY_SPHINX, not_asked, "pocketsphinx", False, ""),
        ("auto", FASTER, not_asked, "faster-whisper", False, ""),
        ("auto", ONLY_FASTER, not_asked, "faster-whisper", False, ""),
        ("auto", FASTER_LATER, online, "faster-whisper", True, "Fetching faster-whisper's weights"),
        ("auto", FASTER_LATER, offline, "whisper", False, "setup --engine faster-whisper --model"),
        ("auto", NO_WEIGHTS_AT_ALL, online, "faster-whisper", True, "for small.en, once"),
        ("auto", NO_WEIGHTS_AT_ALL, offline, "pocketsphinx", False, "setup --model small.en"),
        ("faster-whisper", FASTER, not_asked, "faster-whisper", False, ""),
        ("faster-whisper", FASTER_LATER, online, "faster-whisper", True, "Fetching"),
        ("whisper", FASTER, not_asked, "whisper", False, ""),
        ("http://localhost:8000", NOTHING, not_asked, "remote", False, ""),
        ("https://big:8000/v1", NOTHING, not_asked, "remote", False, "Sound leaves this machine"),
        ("HTTP://big", NOTHING, not_asked, "remote", False, "whoever is on the way can listen in"),
        ("take.json", NOTHING, not_asked, "file", False, ""),
        (f"takes{os.sep}one", NOTHING, not_asked, "file", False, ""),
    ],
)
def test_chosen(
    request_: str, here: Here, network: Callable[[], bool], engine: str, fetch: bool, notice: str
) -> None:
    choice = choose(request_, "small.en", here, network, network)

    assert (choice.engine, choice.fetch) == (engine, fetch)
    assert notice in choice.notice
    assert bool(notice) == bool(choice.notice)


def test_no_server_hears_unless_it_is_asked_for() -> None:
    everything = [
        Here(*flags) for flags in product((True, False), repeat=5) if flags[0] or flags[1]
    ]
    for here in everything:
        for network in (online, offline):
            with suppress(MockintError):
                assert choose("auto", "small.en", here, network, network).engine != "remote"


def test_over_https_nothing_is_said_of_the_way() -> None:
    assert "on the way" not in choose("https://big", "m", NOTHING, not_asked).notice


@pytest.mark.parametrize(
    ("request_", "here", "error", "expected"),
    [
        ("auto", NOTHING, EngineMissing, "pip install pocketsphinx"),
        ("auto", ONLY_WHISPER, EngineMissing, "mockint setup --model small.en"),
        ("whisper", ONLY_SPHINX, EngineMissing, "pip install openai-whisper"),
        ("whisper", NO_WEIGHTS, WeightsMissing, "--engine pocketsphinx"),
        ("pocketsphinx", ONLY_WHISPER, EngineMissing, "pip install pocketsphinx"),
        ("faster-whisper", ALL, EngineMissing, 'pip install "mockint[fast]"'),
        ("faster-whisper", FASTER_LATER, WeightsMissing, "mockint setup --engine faster-whisper"),
        ("wisper", ALL, UsageError, "auto, faster-whisper, whisper, pocketsphinx"),
        ("http://", ALL, UsageError, "no server's address"),
    ],
)
def test_refused(request_: str, here: Here, error: type[MockintError], expected: str) -> None:
    with pytest.raises(error) as told:
        choose(request_, "small.en", here, offline)

    assert expected in str(told.value)


def test_a_folder_is_faster_whispers(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    folder = tmp_path / "mine"
    folder.mkdir()
    with pytest.raises(WeightsMissing, match="holds no Whisper model in CTranslate2's form"):
        look(str(folder), tmp_path)

    for name in NEEDED:
        (folder / name).touch()
    here = look(str(folder), tmp_path)

    assert (here.weights, here.faster_weights) == (False, True)
    assert choose("auto", str(folder), here, not_asked, not_asked).engine == "faster-whisper"


def test_a_checkpoint_is_openai_whispers(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    path.touch()

    here = look(str(path), tmp_path)

    assert (here.weights, here.faster_weights) == (True, False)


def test_names_of_either_are_known(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    assert not look("distil-small.en", tmp_path).faster_weights
    with pytest.raises(WeightsMissing, match=r"no model called 'base\.em'"):
        look("base.em", tmp_path)

    folder = tmp_path / "faster-whisper-distil-small.en"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).touch()
    assert look("distil-small.en", tmp_path).faster_weights


def test_importing_the_room_loads_no_recognizer() -> None:
    folder = Path(mockint.transcribe.__file__).parent
    modules = [
        ".".join(("mockint.transcribe", *path.relative_to(folder).with_suffix("").parts))
        for path in folder.rglob("[a-z]*.py")
    ]
    assert len(modules) >= 10
    program = (
        f"import importlib, sys\n[importlib.import_module(m) for m in {modules}]\n"
        "print({m.split('.')[0] for m in sys.modules} "
        "& {'torch', 'whisper', 'numba', 'pocketsphinx', '_pocketsphinx', 'tiktoken', "
        "'ctranslate2', 'tokenizers', 'av'})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
