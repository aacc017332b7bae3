"""Which engine hears; with none of them installed as far as this test is concerned."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mockint.transcribe
from mockint.errors import EngineMissing, MockintError, UsageError, WeightsMissing
from mockint.transcribe.choose import Here, choose

ALL = Here(whisper=True, pocketsphinx=True, weights=True)
NO_WEIGHTS = Here(whisper=True, pocketsphinx=True, weights=False)
ONLY_SPHINX = Here(whisper=False, pocketsphinx=True, weights=False)
ONLY_WHISPER = Here(whisper=True, pocketsphinx=False, weights=False)
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
        ("take.json", NOTHING, not_asked, "file", False, ""),
        (f"takes{os.sep}one", NOTHING, not_asked, "file", False, ""),
    ],
)
def test_chosen(
    request_: str, here: Here, network: object, engine: str, fetch: bool, notice: str
) -> None:
    choice = choose(request_, "small.en", here, network)  # type: ignore[arg-type]

    assert (choice.engine, choice.fetch) == (engine, fetch)
    assert notice in choice.notice
    assert bool(notice) == bool(choice.notice)


@pytest.mark.parametrize(
    ("request_", "here", "error", "expected"),
    [
        ("auto", NOTHING, EngineMissing, "pip install pocketsphinx"),
        ("auto", ONLY_WHISPER, EngineMissing, "mockint setup --model small.en"),
        ("whisper", ONLY_SPHINX, EngineMissing, "pip install openai-whisper"),
        ("whisper", NO_WEIGHTS, WeightsMissing, "--engine pocketsphinx"),
        ("pocketsphinx", ONLY_WHISPER, EngineMissing, "pip install pocketsphinx"),
        ("wisper", ALL, UsageError, "auto, whisper, pocketsphinx"),
    ],
)
def test_refused(request_: str, here: Here, error: type[MockintError], expected: str) -> None:
    with pytest.raises(error) as told:
        choose(request_, "small.en", here, offline)

    assert expected in str(told.value)


def test_importing_the_room_loads_no_recogniser() -> None:
    folder = Path(mockint.transcribe.__file__).parent
    modules = [f"mockint.transcribe.{path.stem}" for path in folder.glob("[a-z]*.py")]
    assert len(modules) >= 10
    program = (
        f"import importlib, sys\n[importlib.import_module(m) for m in {modules}]\n"
        "print({m.split('.')[0] for m in sys.modules} "
        "& {'torch', 'whisper', 'numba', 'pocketsphinx', '_pocketsphinx', 'tiktoken'})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
