"""Takes as they are written, torn and mended."""

import os
import stat
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio import wav
from mockint.errors import UnreadableAudio
from tests.support.sound_card import RATE_HZ, noise


def written(path: Path, *, samples: int) -> np.ndarray:
    """A closed WAV of ours; returns its samples as 16-bit numbers."""
    writer = wav.Writer(path)
    writer.write(noise(1.0)[:samples])
    writer.close()
    return soundfile.read(path, dtype="int16")[0]


def by_stdlib(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def test_everybody_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sound = written(path, samples=5_000)
    assert sound.size == 5_000
    assert np.array_equal(by_stdlib(path), sound)
    assert np.abs(sound / 32768 - noise(1.0)[:5_000]).max() <= 0.5 / 32768 + 1e-7


def test_it_is_readable_at_any_moment_before_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.part.wav"
    writer = wav.Writer(path)
    for count in range(1, 4):
        writer.write(noise(0.1))
        assert by_stdlib(path).size == writer.samples == count * RATE_HZ // 10
    writer.close()


def test_what_is_too_loud_is_clipped(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = wav.Writer(path)
    writer.write(np.array([2.0, -2.0, 1.0, -1.0, 0.0], np.float32))
    writer.close()
    writer.close()
    assert by_stdlib(path).tolist() == [32767, -32768, 32767, -32768, 0]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        wav.Writer(tmp_path / "a.wav").close()
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o600


def test_a_take_is_never_written_over(tmp_path: Path) -> None:
    written(tmp_path / "a.wav", samples=10)
    with pytest.raises(FileExistsError):
        wav.Writer(tmp_path / "a.wav")


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from mockint.audio import wav
resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, 10_001))
writer = wav.Writer(Path(sys.argv[1]))
for count in range(100):
    try:
        writer.write(np.full(1_000, 0.25, np.float32))
    except OSError as error:
        writer.close()
        sys.exit(writer.samples // 1_000)
"""


def test_what_fitted_on_a_full_disk_stays_readable(tmp_path: Path) -> None:
    """A limit on the size of files, which fails in the middle of a write, as a full disk does."""
    path = tmp_path / "a.wav"
    done = subprocess.run([sys.executable, "-c", FULL_DISK, path], check=False)
    assert done.returncode == 4
    sound = by_stdlib(path)
    assert sound.size == 4_000, "whole blocks: one that is not taken may be written again later"
    assert (sound == 8192).all()


@given(samples=st.integers(0, 60), cut=st.integers(0, 200))
def test_a_file_cut_anywhere_is_mended_to_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, samples: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("torn") / "a.part.wav"
    sound = written(path, samples=samples)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - min(cut, len(whole))])
    left = max(0, path.stat().st_size - 44) // 2
    assert wav.mend(path) == left / RATE_HZ
    assert np.array_equal(by_stdlib(path), sound[:left])
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], sound[:left])
    assert wav.mend(path) == left / RATE_HZ, "mending twice changes nothing"


@pytest.mark.parametrize("sizes", [0, 7, 0xFFFFFFFF])
def test_whatever_the_header_says_all_sound_is_kept(tmp_path: Path, sizes: int) -> None:
    path = tmp_path / "a.part.wav"
    sound = written(path, samples=500)
    data = bytearray(path.read_bytes())
    data[4:8] = data[40:44] = sizes.to_bytes(4, "little")
    path.write_bytes(data)
    wav.mend(path)
    assert np.array_equal(by_stdlib(path), sound)


@pytest.mark.parametrize("data", [b"hello, this is text", b"x", b"RIFF1234AVI LIST", b"RIFX"])
def test_what_is_no_wav_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.part.wav"
    path.write_bytes(data)
    with pytest.raises(UnreadableAudio):
        wav.mend(path)
    assert path.read_bytes() == data


def test_a_missing_file_cannot_be_mended(tmp_path: Path) -> None:
    with pytest.raises(UnreadableAudio, match="cannot repair"):
        wav.mend(tmp_path / "a.part.wav")


def test_torn_takes_are_found_but_not_one_that_is_being_made(tmp_path: Path) -> None:
    (tmp_path / "round").mkdir()
    torn = tmp_path / "round" / "01.part.wav"
    written(torn, samples=10)
    written(tmp_path / "round" / "00.wav", samples=10)
    living = wav.Writer(tmp_path / "02.part.wav")
    assert wav.find_torn(tmp_path) == (torn,)
    living.close()
    assert set(wav.find_torn(tmp_path)) == {torn, tmp_path / "02.part.wav"}
    assert wav.find_torn(tmp_path / "nowhere") == ()


def test_a_finished_take_gets_its_name_and_never_somebody_elses(tmp_path: Path) -> None:
    path = tmp_path / "01.wav"
    for expected in ("01.wav", "01-2.wav", "01-3.wav"):
        part = wav.part_of(path)
        assert part.name == "01.part.wav"
        written(part, samples=10)
        assert wav.finish(part).name == expected
        assert not part.exists()
