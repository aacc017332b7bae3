"""What phones, browsers, cameras and damaged disks leave: all of its sound, and what is missing.

The sound is a voice-like noise whose loudness tells where one is in it, so that its length, its
level and its order can be held.
"""

import io
import random
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from mockint.audio import files
from mockint.audio.loudness import loud_enough, too_quiet
from mockint.audio.meter import rms_dbfs
from mockint.errors import UnreadableAudio
from tests.support.sound_card import RATE_HZ, likeness, noise

SECONDS = 4.0
SOUND = (0.3 * noise(SECONDS) * np.linspace(0.5, 1.0, round(SECONDS * RATE_HZ))).astype(np.float32)


@cache
def encoded(form: str, codec: str, *, rate_hz: int = RATE_HZ, film: bool = False) -> bytes:
    """SOUND as FFmpeg writes it; ``film`` has a picture and a second, silent track of sound."""
    packed = io.BytesIO()
    with av.open(packed, "w", format=form) as out:
        picture = out.add_stream("mpeg4", rate=5) if film else None
        if picture is not None:
            picture.width = picture.height = 32
            picture.pix_fmt = "yuv420p"
        track = out.add_stream(codec, rate=rate_hz, layout="mono")
        track.bit_rate = 12_200 if "amrnb" in codec else 48_000
        second = out.add_stream(codec, rate=rate_hz, layout="mono") if film else None
        if picture is not None:
            for _ in range(round(SECONDS * 5)):
                shown = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))
                out.mux(picture.encode(shown))
            out.mux(picture.encode())
        for stream, sound in ((track, SOUND), (second, np.zeros_like(SOUND))):
            if stream is None:
                continue
            whole = np.rint(sound * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(whole[None, :], format="s16", layout="mono")
            frame.sample_rate = RATE_HZ
            to = stream.codec_context
            resampler = av.AudioResampler(
                format=to.format, layout="mono", rate=rate_hz, frame_size=to.frame_size or 1024
            )
            for made in (*resampler.resample(frame), *resampler.resample(None)):
                out.mux(stream.encode(made))
            out.mux(stream.encode())
    return packed.getvalue()


def by_soundfile(form: str, sound: np.ndarray = SOUND, **more: str) -> bytes:
    packed = io.BytesIO()
    soundfile.write(packed, sound, RATE_HZ, format=form, **more)
    return packed.getvalue()


def heard(path: Path, data: bytes) -> files.Sound:
    path.write_bytes(data)
    sound = files.recording(path)
    assert path.read_bytes() == data
    return sound


CONTAINERS: dict[str, Callable[[], bytes]] = {
    "memo.m4a": lambda: encoded("ipod", "aac", rate_hz=48_000),
    "memo.qta": lambda: encoded("mov", "alac"),
    "named.wav": lambda: encoded("mp4", "aac"),
    "film.mov": lambda: encoded("mov", "aac", film=True),
    "film.mkv": lambda: encoded("matroska", "aac", film=True),
    "browser.webm": lambda: encoded("webm", "libopus", rate_hz=48_000),
    "old.wma": lambda: encoded("asf", "wmav2"),
    "call.amr": lambda: encoded("amr", "libopencore_amrnb", rate_hz=8_000),
    "call.3gp": lambda: encoded("3gp", "libopencore_amrnb", rate_hz=8_000),
    "raw.aac": lambda: encoded("adts", "aac"),
    "mac.aiff": lambda: by_soundfile("AIFF"),
    "mac.caf": lambda: by_soundfile("CAF"),
    "large.rf64": lambda: by_soundfile("RF64"),
    "phone.mp3": lambda: encoded("mp3", "libmp3lame"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_what_people_have_is_read_whole(tmp_path: Path, name: str) -> None:
    sound = heard(tmp_path / name, CONTAINERS[name]())
    assert sound.notices == ()
    assert sound.samples.size / RATE_HZ == pytest.approx(SECONDS, abs=0.2)
    if "amr" not in name and "3gp" not in name:  # a codec of speech makes its own of a noise
        assert likeness(sound.samples, SOUND[4_000:-8_000]) >= 0.9
    assert rms_dbfs(sound.samples) == pytest.approx(rms_dbfs(SOUND), abs=3.0)


@pytest.mark.parametrize("layout", ["stereo", "5.1", "7.1"])
def test_of_many_channels_each_has_its_own_memory(tmp_path: Path, layout: str) -> None:
    count = av.AudioLayout(layout).nb_channels
    packed = io.BytesIO()
    with av.open(packed, "w", format="ipod") as out:
        track = out.add_stream("aac", rate=48_000, layout=layout)
        track.bit_rate = 64_000 * count
        tone = (0.3 * np.sin(np.arange(48_000) * 0.05)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
        frame.sample_rate = 48_000
        spread = av.AudioResampler("fltp", layout, 48_000, frame_size=1_024)
        for made in (*spread.resample(frame), *spread.resample(None)):
            out.mux(track.encode(made))
        out.mux(track.encode())
    sound = heard(tmp_path / "a.m4a", packed.getvalue())
    assert rms_dbfs(sound.samples) == pytest.approx(20 * np.log10(0.3) - 3, abs=1.0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", "no sound or film"),
        (lambda: encoded("ipod", "aac")[:9_000], "copy it from the phone again"),
        (lambda: b"not a film" * 500, "no sound or film"),
    ],
)
def test_what_is_no_recording_is_refused(
    tmp_path: Path, data: Callable[[], bytes], why: str
) -> None:
    path = tmp_path / "a (1).m4a"
    path.write_bytes(data())
    with pytest.raises(UnreadableAudio, match=why) as error:
        files.read(path)
    assert "\n" not in str(error.value)


def test_a_film_without_sound_is_told(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with av.open(packed, "w", format="mp4") as out:
        picture = out.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 32
        picture.pix_fmt = "yuv420p"
        out.mux(picture.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))))
        out.mux(picture.encode())
    (tmp_path / "a.mp4").write_bytes(packed.getvalue())
    with pytest.raises(UnreadableAudio, match="without a sound track"):
        files.read(tmp_path / "a.mp4")


# ---------------------------------------------------------------- headers that are wrong


def sized(data_bytes: int, form: str = "WAV") -> bytes:
    """A WAV of SOUND whose header has ``data_bytes`` of sound."""
    data = bytearray(by_soundfile(form, subtype="PCM_16"))
    at = data.index(b"data") + 4
    if form == "RF64":
        at = data.index(b"ds64") + 16
        data[at : at + 8] = struct.pack("<Q", data_bytes)
    else:
        data[at : at + 4] = struct.pack("<I", data_bytes)
    return bytes(data)


def without_xing() -> bytes:
    """The frames of an MP3 with changing bit rates, without the header that counts them."""
    data = by_soundfile("MP3", subtype="MPEG_LAYER_III")
    return data[data.index(b"\xff\xf3", data.index(b"Xing") + 120) :]


def without_total(data: bytes) -> bytes:
    """A FLAC as it is streamed: its header says no length."""
    return data[:21] + bytes([data[21] & 0xF0]) + bytes(4) + data[26:]


BYTES = 2 * SOUND.size
WHOLE: dict[str, tuple[Callable[[], bytes], float]] = {
    "a size of 0": (lambda: sized(0), 1),
    "a size of nobody knows": (lambda: sized(0xFFFFFFFF), 1),
    "another size of nobody knows": (lambda: sized(0x7FFFFFFF), 1),
    "a size that is too small": (lambda: sized(BYTES // 5), 1),
    "an RF64 size that is too small": (lambda: sized(BYTES // 5, "RF64"), 1),
    "an MP3 that nobody counted": (without_xing, 1),
    "joined MP3s": (lambda: by_soundfile("MP3") * 2, 2),
    "MP3s joined without headers": (lambda: without_xing() * 2, 2),
    "an MP3 after zeros": (lambda: bytes(4_096) + without_xing(), 1),
    "chained Ogg": (lambda: by_soundfile("OGG") + by_soundfile("OGG", SOUND[::-1]), 2),
    "a streamed FLAC": (lambda: without_total(by_soundfile("FLAC")), 1),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_no_header_is_believed_over_the_sound(tmp_path: Path, kind: str) -> None:
    make, times = WHOLE[kind]
    sound = heard(tmp_path / "a", make())
    assert sound.samples.size / RATE_HZ == pytest.approx(times * SECONDS, abs=0.15 * times)
    assert sound.notices == ()


CUT: dict[str, Callable[[], bytes]] = {
    "WAV": lambda: by_soundfile("WAV"),
    "RF64": lambda: by_soundfile("RF64"),
    "FLAC": lambda: by_soundfile("FLAC"),
    "Ogg": lambda: by_soundfile("OGG", np.tile(SOUND, 8)),
    "Opus": lambda: by_soundfile("OGG", subtype="OPUS"),
    "AIFF": lambda: by_soundfile("AIFF"),
    "CAF": lambda: by_soundfile("CAF"),
    "MP3 with a count": lambda: by_soundfile("MP3"),
    "MP3": without_xing,
    "Matroska": lambda: encoded("matroska", "aac"),
    "WMA": lambda: encoded("asf", "wmav2"),
}


@pytest.mark.parametrize("kind", CUT)
def test_of_half_a_file_half_is_read_and_the_rest_is_named(tmp_path: Path, kind: str) -> None:
    data = CUT[kind]()
    sound = heard(tmp_path / "a", data[: len(data) // 2 - 37])
    whole_s = SECONDS * (8 if kind == "Ogg" else 1)  # its pages are several seconds long
    assert whole_s * 0.2 <= sound.samples.size / RATE_HZ <= whole_s * 0.7
    (notice,) = sound.notices
    assert notice.startswith("The file ends in the middle: ")
    assert "could be read" in notice


def test_of_a_flac_with_a_hole_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(by_soundfile("FLAC"))
    data[len(data) // 2 : len(data) // 2 + 400] = bytes(400)
    sound = heard(tmp_path / "a.flac", bytes(data))
    assert SECONDS - 1.0 <= sound.samples.size / RATE_HZ < SECONDS
    (notice,) = sound.notices
    assert notice.startswith("The file is damaged in places: ")


@pytest.mark.parametrize(
    "make", [*CUT.values(), lambda: encoded("ipod", "aac"), lambda: encoded("webm", "libopus")]
)
def test_any_damage_is_read_in_part_or_refused_in_a_line(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    data, chance = make(), random.Random(7)
    refused: list[str] = []
    for turn in range(12):
        if turn % 2:
            harmed = data[: chance.randrange(1, len(data))]
        else:
            made = bytearray(data)
            places = [chance.randrange(len(data) if turn % 4 else 200) for _ in range(4)]
            for at in places:
                made[at] ^= 1 << chance.randrange(8)
            harmed = bytes(made)
        (tmp_path / "a").write_bytes(harmed)
        try:
            sound = files.recording(tmp_path / "a")
        except UnreadableAudio as error:
            refused.append(str(error))
            continue
        assert np.isfinite(sound.samples).all()
        assert np.abs(sound.samples).max() <= 1.0
        if turn % 2 and sound.samples.size / RATE_HZ < SECONDS - 0.5:
            assert sound.notices
    assert not [line for line in refused if "\n" in line]


# ---------------------------------------------------------------- channels


def stereo(left: np.ndarray, right: np.ndarray) -> bytes:
    return by_soundfile("WAV", np.stack([left, right], axis=1), subtype="FLOAT")


NOTHING = np.zeros_like(SOUND)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SOUND, SOUND),
        (SOUND, -SOUND),
        (SOUND, -0.97 * SOUND),
        (SOUND, NOTHING),
        (NOTHING, SOUND),
        (SOUND, NOTHING + 0.2),
        (SOUND, 0.02 * np.roll(SOUND, 3_000)),
    ],
)
def test_two_channels_are_heard_as_well_as_one(
    tmp_path: Path, left: np.ndarray, right: np.ndarray
) -> None:
    sound = heard(tmp_path / "a.wav", stereo(left, right))
    assert rms_dbfs(sound.samples) == pytest.approx(rms_dbfs(SOUND), abs=0.3)
    assert abs(likeness(sound.samples, SOUND[4_000:-4_000])) >= 0.99
    assert sound.notices == ()


def test_two_people_on_two_channels_are_told(tmp_path: Path) -> None:
    turns = np.repeat([1, 0, 1, 0, 1, 0], RATE_HZ) > 0
    one, other = noise(6.0) * 0.3 * turns, np.roll(noise(6.0), 999) * 0.3 * ~turns
    (notice,) = heard(tmp_path / "a.wav", stereo(one, other)).notices
    assert "channels 1 and 2" in notice
    room = 0.02 * noise(6.0)
    assert (
        heard(tmp_path / "b.wav", stereo(one + room, 0.7 * np.roll(one, 16) + room)).notices == ()
    )


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_056, 192_000])
def test_odd_rates(tmp_path: Path, rate_hz: int) -> None:
    soundfile.write(tmp_path / "a.wav", np.tile(SOUND, 12)[:rate_hz], rate_hz, subtype="PCM_24")
    assert abs(files.read(tmp_path / "a.wav").size - RATE_HZ) <= 1


# ---------------------------------------------------------------- very quiet


def test_what_is_very_quiet_is_said_and_made_louder_to_be_heard(tmp_path: Path) -> None:
    quiet = (SOUND / np.abs(SOUND).max() * 10 ** (-50 / 20)).astype(np.float32)
    sound = heard(tmp_path / "a.wav", by_soundfile("WAV", quiet, subtype="PCM_24"))
    assert np.abs(sound.samples).max() < 0.004
    (notice,) = sound.notices
    assert "very quiet" in notice
    with_knock = quiet.copy()
    with_knock[:800] = 0.5
    for heard_so in (quiet, with_knock):
        assert too_quiet(heard_so)
        assert np.abs(loud_enough(heard_so))[800:].max() == pytest.approx(0.2, abs=0.05)
    assert loud_enough(SOUND) is SOUND
    assert not loud_enough(np.zeros(RATE_HZ, np.float32)).any()
