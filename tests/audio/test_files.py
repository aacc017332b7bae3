"""Recordings of any kind, read; and those that cannot be."""

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.audio import files, wav
from mockint.errors import FileError, UnreadableAudio
from tests.support.sound_card import RATE_HZ, likeness, noise, write

SOUND = noise(1.0)


def at_rate(rate_hz: int) -> np.ndarray:
    places = np.arange(rate_hz) / rate_hz
    return np.interp(places, np.arange(RATE_HZ) / RATE_HZ, SOUND).astype(np.float32)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3", "no-ending"])
def test_every_format_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    form = {"no-ending": "WAV"}.get(name, path.suffix[1:].upper())
    soundfile.write(path, SOUND, RATE_HZ, format=form)
    heard = files.read(path)
    assert heard.dtype == np.float32
    assert heard.ndim == 1
    assert np.abs(heard).max() <= 1.0
    assert likeness(heard, SOUND[1_000:-1_000]) >= (0.95 if name in {"a.ogg", "a.mp3"} else 0.999)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_rate_and_number_of_channels(tmp_path: Path, rate_hz: int, channels: int) -> None:
    sound = np.repeat(at_rate(rate_hz)[:, None], channels, axis=1)
    soundfile.write(tmp_path / "a.wav", sound, rate_hz, subtype="FLOAT")
    heard = files.read(tmp_path / "a.wav")
    assert abs(heard.size - RATE_HZ) <= 1
    assert likeness(heard, SOUND[1_000:-1_000]) >= 0.99


def test_what_is_no_number_or_too_loud_is_made_harmless(tmp_path: Path) -> None:
    sound = np.array([np.nan, np.inf, -np.inf, 4.0, -4.0, 0.5], np.float32)
    soundfile.write(tmp_path / "a.wav", sound, RATE_HZ, subtype="FLOAT")
    assert files.read(tmp_path / "a.wav").tolist() == [0.0, 0.25, -0.25, 1.0, -1.0, 0.125]


def test_silence_is_sound(tmp_path: Path) -> None:
    assert not files.read(write(tmp_path / "a.wav", np.zeros(100, np.float32))).any()


def test_half_an_hour_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    minute = (noise(60.0) * 32767).astype(np.int16)
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, "PCM_16") as file:
        for _ in range(30):
            file.write(minute)
    largest = max(piece.size for piece in files.read_blocks(path))
    assert largest <= 2 * RATE_HZ
    assert files.read(path).size == 30 * minute.size


@pytest.mark.parametrize("missing", ["data size", "half a sample", "everything after"])
def test_a_wav_with_a_torn_header_is_read_and_not_changed(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "a.wav"
    data = bytearray(write(path, SOUND).read_bytes())
    whole = soundfile.read(path, dtype="float32")[0]
    if missing == "data size":
        data[4:8] = data[40:44] = bytes(4)
    elif missing == "half a sample":
        del data[-1]
    else:
        del data[10_001:]
    path.write_bytes(data)
    heard = files.read(path)
    assert heard.size == (len(data) - 44) // 2
    assert np.array_equal(heard, whole[: heard.size])
    assert path.read_bytes() == bytes(data)


def test_chunks_after_the_sound_are_not_sound(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", SOUND)
    with path.open("ab") as file:
        file.write(b"LIST\x04\x00\x00\x00INFO")
    assert files.read(path).size == SOUND.size


def folder(path: Path) -> None:
    path.mkdir()


def text(path: Path) -> None:
    path.write_text("this is not sound at all, whatever its name says\n" * 50)


def header_only(path: Path) -> None:
    wav.Writer(path).close()


def torn_header(path: Path) -> None:
    path.write_bytes(wav.header(0)[:20])


def torn_after_header(path: Path) -> None:
    path.write_bytes(wav.header(0xFFFFFFFF - 100))


def empty_flac(path: Path) -> None:
    soundfile.write(path, np.zeros(0), RATE_HZ, format="FLAC")


def strange_rate(path: Path) -> None:
    soundfile.write(path, SOUND[:100], 7, format="WAV")


def pipe(path: Path) -> None:
    subprocess.run(["mkfifo", path], check=True)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _path: None, "does not exist"),
    "a folder": (folder, "is a folder"),
    "zero bytes": (lambda path: path.touch(), "is empty"),
    "text": (text, "as a recording"),
    "one byte": (lambda path: path.write_bytes(b"R"), "contains no sound"),
    "only a header": (header_only, "contains no sound"),
    "a torn header": (torn_header, "contains no sound"),
    "torn right after the header": (torn_after_header, "contains no sound"),
    "a FLAC without a sample": (empty_flac, "is empty"),
    "a rate of 7 Hz": (strange_rate, "its sample rate is 7 Hz"),
    "a pipe": (pipe, "is not a file"),
}


@pytest.mark.parametrize("name", ["a.wav", "a.raw", "a"])
@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_says_why_in_one_line(tmp_path: Path, kind: str, name: str) -> None:
    make, why = BAD[kind]
    path = tmp_path / name
    make(path)
    for read in (files.read, files.sound_of, lambda path: list(files.read_blocks(path))):
        with pytest.raises(UnreadableAudio, match=why) as error:
            read(path)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("from_file", [True, False])
def test_flac_holds_every_sample(tmp_path: Path, from_file: bool) -> None:
    path = write(tmp_path / "a.wav", SOUND)
    flac = tmp_path / "a.flac"
    files.write_flac(path if from_file else files.read(path), flac)
    assert np.array_equal(files.read(flac), files.read(path))
    assert soundfile.info(flac).format == "FLAC"
    assert stat.S_IMODE(flac.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.glob("*a*")) == ["a.flac", "a.wav"]


def test_a_flac_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    header_only(bad)
    (tmp_path / "old.flac").write_bytes(b"kept")
    with pytest.raises(UnreadableAudio):
        files.write_flac(bad, tmp_path / "old.flac")
    assert (tmp_path / "old.flac").read_bytes() == b"kept"
    with pytest.raises(FileError, match="could not be written"):
        files.write_flac(SOUND, tmp_path / "nowhere" / "a.flac")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"bad.wav", "old.flac"}
