"""Piper's voices as files: what is one, and fetching one from a list of our own."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockint.errors import UsageError, VoiceError
from mockint.voice import piper_voices
from tests.support.hub import Hub, running
from tests.support.piper import TOLD, joe_file, voice_file

NAME = "en_US-lessac-medium"
FOLDER = "en/en_US/lessac/medium"
MODEL = b"\x08\x07" + bytes(range(256)) * 2_000


# ---------------------------------------------------------------- what is a voice


def test_a_voice_and_its_description() -> None:
    assert piper_voices.check(joe_file()) == joe_file().resolve()


@pytest.mark.parametrize(
    ("model", "told", "said"),
    [
        (None, None, "there is no voice file"),
        (b"\x08", None, r"is not complete \(v\.onnx\.json must be in the same folder\)"),
        (b"\x08", "{", "does not describe a voice"),
        (b"\x08", "[]", "does not describe a voice"),
        (b"\x08", '{"audio": {}, "phoneme_id_map": {}}', "does not describe a voice"),
        (b"\x08", '{"audio": {"sample_rate": 1}, "phoneme_id_map": 3}', "does not describe"),
        (b"", json.dumps(TOLD), "is not a voice of Piper's .*not in the ONNX format"),
        (b"<!DOCTYPE html>", json.dumps(TOLD), "not in the ONNX format"),
        (b"version https://git-lfs", json.dumps(TOLD), "not in the ONNX format"),
    ],
)
def test_what_is_no_voice(model: bytes | None, told: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "v.onnx"
    if model is not None:
        path.write_bytes(model)
    if told is not None:
        (tmp_path / "v.onnx.json").write_text(told, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        piper_voices.check(path)


def test_those_that_are_here_are_found_by_name(tmp_path: Path) -> None:
    made = [voice_file(tmp_path / name, name) for name in ("en_GB-alba-low", NAME)]
    voice_file(tmp_path / "en_US-half-low.part", "en_US-half-low")  # still being fetched
    assert list(piper_voices.here(tmp_path)) == made
    for wanted in (NAME, NAME.upper(), "lessac", "Lessac"):
        assert piper_voices.find(wanted, tmp_path) == made[1]
    for wanted in ("less", "medium", "en_US", "half", ""):
        assert piper_voices.find(wanted, tmp_path) is None
    assert list(piper_voices.here(tmp_path / "none")) == []


@pytest.mark.parametrize(
    ("wanted", "is_name"),
    [(NAME, True), ("en_US-l2arctic-x_low", True), ("gmw/en-us", False), ("en-us", False)],
)
def test_the_form_of_a_name(wanted: str, is_name: bool) -> None:
    assert piper_voices.is_name(wanted) is is_name


def test_what_a_name_says() -> None:
    assert piper_voices.told_by_name("en_GB-alba-x_low") == ("en-gb", "alba, x-low quality")


# ---------------------------------------------------------------- fetching one


def made(hub: Hub) -> bytes:
    files = {
        path: {
            "size_bytes": len(content),
            "md5_digest": hub.sums.get(path, hashlib.md5(content).hexdigest()),
        }
        for path, content in hub.files.items()
    }
    return json.dumps({NAME: {"key": NAME, "files": files}, "en_GB-alba-low": {}}).encode()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    files = {
        f"{FOLDER}/{NAME}.onnx": MODEL,
        f"{FOLDER}/{NAME}.onnx.json": json.dumps(TOLD).encode(),
        f"{FOLDER}/MODEL_CARD": b"Public domain",
        f"{FOLDER}/samples/speaker_0.mp3": b"sound",
    }
    place = "/rhasspy/piper-voices/resolve/main/"
    hub = Hub(place, f"{place}voices.json", files, made)
    with running(hub) as address:
        monkeypatch.setenv("HF_ENDPOINT", f"{address}/")
        yield hub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "voices"


def test_the_voice_and_its_card_are_fetched_once(hub: Hub, folder: Path) -> None:
    told: list[float] = []
    path = piper_voices.fetch(NAME, folder, told.append)
    assert path == folder / NAME / f"{NAME}.onnx"
    assert path.read_bytes() == MODEL
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json",
    ]  # fmt: skip
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [one.name for one in folder.iterdir()] == [NAME]
    assert folder.stat().st_mode & 0o077 == 0

    hub.asked.clear()
    assert piper_voices.fetch(NAME, folder, told.append) == path
    assert hub.asked == []


def test_a_line_that_is_cut_is_taken_up_where_it_broke(hub: Hub, folder: Path) -> None:
    hub.cut_after = 200_000
    assert piper_voices.fetch(NAME, folder, lambda _: None).read_bytes() == MODEL


def test_half_a_voice_is_none_and_the_next_try_goes_on(hub: Hub, folder: Path) -> None:
    told = hub.listed()
    description = hub.files.pop(f"{FOLDER}/{NAME}.onnx.json")
    hub.listing = told
    with pytest.raises(VoiceError, match="404"):
        piper_voices.fetch(NAME, folder, lambda _: None)
    assert not list(piper_voices.here(folder))

    hub.files[f"{FOLDER}/{NAME}.onnx.json"] = description
    hub.asked.clear()
    piper_voices.fetch(NAME, folder, lambda _: None)
    assert not any(path.endswith(".onnx") for path in hub.asked)


def test_a_wrong_sum_is_deleted_and_told(hub: Hub, folder: Path) -> None:
    hub.sums[f"{FOLDER}/{NAME}.onnx"] = "0" * 32
    with pytest.raises(VoiceError, match=r"medium\.onnx was damaged and is deleted"):
        piper_voices.fetch(NAME, folder, lambda _: None)
    assert not list(folder.rglob("*.onnx"))


def test_a_name_that_is_not_in_the_list_tells_the_nearest(hub: Hub, folder: Path) -> None:
    with pytest.raises(UsageError, match=r"nearest: en_US-lessac-medium") as caught:
        piper_voices.fetch("en_US-lesac-medium", folder, lambda _: None)
    assert caught.value.next_step == f"mockint setup --voice {NAME}"


@pytest.mark.parametrize(
    "said", [b"", b"[]", json.dumps({NAME: 3}).encode(), json.dumps({NAME: {"files": {}}}).encode()]
)
def test_a_server_that_answers_something_else(hub: Hub, folder: Path, said: bytes) -> None:
    hub.listing = said
    with pytest.raises(VoiceError, match="could not be downloaded"):
        piper_voices.fetch(NAME, folder, lambda _: None)


def test_without_a_network_the_other_way_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    with pytest.raises(VoiceError, match="there is no network") as caught:
        piper_voices.fetch(NAME, folder, lambda _: None)
    assert "--voice PATH.onnx" in caught.value.next_step


def test_no_room_for_it(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VoiceError, match="could not be downloaded"):
        piper_voices.fetch(NAME, tmp_path / "file" / "voices", lambda _: None)
