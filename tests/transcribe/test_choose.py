"""Which engine hears; with none of them installed as far as this test is concerned."""

import os
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest

import mockint.transcribe
from mockint.errors import EngineMissing, MockintError, UsageError, WeightsMissing
from mockint.transcribe.engines.choose import CanFetch, Here, choose, choose_instead, look
from mockint.transcribe.engines.registry import Engine
from mockint.transcribe.weights.ctranslate2 import NEEDED

WHISPER, SPHINX, FASTER_W = "whisper", "pocketsphinx", "faster-whisper"


def here(*installed: str, weights: Collection[str] = ()) -> Here:
    return Here(frozenset(installed), frozenset(weights))


ALL = here(WHISPER, SPHINX, weights=[WHISPER])
NO_WEIGHTS = here(WHISPER, SPHINX)
ONLY_SPHINX = here(SPHINX)
ONLY_WHISPER = here(WHISPER)
FASTER = here(WHISPER, SPHINX, FASTER_W, weights=[WHISPER, FASTER_W])
FASTER_LATER = here(WHISPER, SPHINX, FASTER_W, weights=[WHISPER])
NO_WEIGHTS_AT_ALL = here(WHISPER, SPHINX, FASTER_W)
ONLY_FASTER = here(FASTER_W, weights=[FASTER_W])
NOTHING = here()


def online(_engine: Engine) -> bool:
    return True


def offline(_engine: Engine) -> bool:
    return False


def not_asked(_engine: Engine) -> bool:
    raise AssertionError("the network was asked without need")


@pytest.mark.parametrize(
    ("request_", "here", "network", "engine", "fetch", "notice"),
    [
        ("auto", ALL, not_asked, "whisper", False, ""),
        (
            "auto",
            NO_WEIGHTS,
            online,
            "whisper",
            True,
            "Downloading the openai-whisper model small.en",
        ),
        ("auto", NO_WEIGHTS, offline, "pocketsphinx", False, "mockint setup --model small.en"),
        ("auto", ONLY_SPHINX, not_asked, "pocketsphinx", False, "pip install openai-whisper"),
        ("auto", ONLY_WHISPER, online, "whisper", True, "Downloading"),
        ("whisper", ALL, not_asked, "whisper", False, ""),
        ("openai-whisper", ALL, not_asked, "whisper", False, ""),
        ("PocketSphinx", ALL, not_asked, "pocketsphinx", False, ""),
        ("PocketSphinx en-us", ALL, not_asked, "pocketsphinx", False, ""),
        ("whisper", NO_WEIGHTS, online, "whisper", True, "Downloading"),
        ("pocketsphinx", ALL, not_asked, "pocketsphinx", False, ""),
        ("pocketsphinx", ONLY_SPHINX, not_asked, "pocketsphinx", False, ""),
        ("auto", FASTER, not_asked, "faster-whisper", False, ""),
        ("auto", ONLY_FASTER, not_asked, "faster-whisper", False, ""),
        (
            "auto",
            FASTER_LATER,
            online,
            "faster-whisper",
            True,
            "Downloading the faster-whisper model",
        ),
        ("auto", FASTER_LATER, offline, "whisper", False, "setup --engine faster-whisper --model"),
        (
            "auto",
            NO_WEIGHTS_AT_ALL,
            online,
            "faster-whisper",
            True,
            "small.en. This is needed only once",
        ),
        ("auto", NO_WEIGHTS_AT_ALL, offline, "pocketsphinx", False, "setup --model small.en"),
        ("faster-whisper", FASTER, not_asked, "faster-whisper", False, ""),
        ("faster-whisper", FASTER_LATER, online, "faster-whisper", True, "Downloading"),
        ("whisper", FASTER, not_asked, "whisper", False, ""),
        ("http://localhost:8000", NOTHING, not_asked, "server", False, ""),
        ("https://big:8000/v1", NOTHING, not_asked, "server", False, "Sound leaves this machine"),
        ("HTTP://big", NOTHING, not_asked, "server", False, "others on the network can listen"),
        ("take.json", NOTHING, not_asked, "transcript file", False, ""),
        (f"takes{os.sep}one", NOTHING, not_asked, "transcript file", False, ""),
    ],
)
def test_chosen(
    request_: str, here: Here, network: CanFetch, engine: str, fetch: bool, notice: str
) -> None:
    choice = choose(request_, "small.en", here, network)

    assert (choice.engine.name, choice.fetch) == (engine, fetch)
    assert notice in choice.notice
    assert bool(notice) == bool(choice.notice)


def test_no_server_hears_unless_it_is_asked_for() -> None:
    known = (WHISPER, SPHINX, FASTER_W)
    for n, m in product(range(4), repeat=2):
        for one, other in product(combinations(known, n), combinations(known, m)):
            for network in (online, offline, None):
                with suppress(MockintError):
                    engine = choose("auto", "small.en", here(*one, weights=other), network).engine
                    assert not engine.sound_leaves("auto")


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
        ("openai-whisper base.en", ALL, UsageError, "--engine whisper --model base.en"),
        ("http://", ALL, UsageError, "is not the address of a server"),
        ("ftp://x", ALL, UsageError, "begins with ftp://, not with http:// or https://"),
        ("ftp://x/take.json", ALL, UsageError, "not with http:// or https://"),
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
    with pytest.raises(WeightsMissing, match="contains no Whisper model in the CTranslate2 format"):
        look(str(folder), tmp_path)

    for name in NEEDED:
        (folder / name).touch()
    found = look(str(folder), tmp_path)

    assert found.weights == {FASTER_W}
    assert choose("auto", str(folder), found, not_asked).engine.name == FASTER_W


def test_a_checkpoint_is_openai_whispers(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    path.touch()

    assert look(str(path), tmp_path).weights == {WHISPER}


def test_names_of_either_are_known(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    assert not look("distil-small.en", tmp_path).weights
    with pytest.raises(WeightsMissing, match=r"no model 'base\.em'"):
        look("base.em", tmp_path)

    folder = tmp_path / "faster-whisper-distil-small.en"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).touch()
    assert look("distil-small.en", tmp_path).weights == {FASTER_W}


def test_where_the_network_is_not_asked_nothing_is_said_of_it() -> None:
    notice = choose("auto", "small.en", NO_WEIGHTS, None).notice
    assert "cannot be fetched" not in notice
    assert "mockint uses PocketSphinx, which is less accurate" in notice
    assert "mockint setup --model small.en" in notice


def test_weights_that_do_not_come() -> None:
    error = WeightsMissing("the line broke")
    assert choose_instead(error, "small.en", FASTER_LATER).engine.name == WHISPER
    assert "which is less accurate" in choose_instead(error, "small.en", NO_WEIGHTS).notice
    with pytest.raises(WeightsMissing, match="the line broke"):
        choose_instead(error, "small.en", ONLY_WHISPER)


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


def test_of_a_path_nothing_is_said_of_an_engine_that_cannot_read_it() -> None:
    checkpoint = replace(FASTER_LATER, form="checkpoint")
    choice = choose("auto", "./mine.pt", checkpoint, not_asked)
    assert (choice.engine.name, choice.notice) == ("whisper", "")
