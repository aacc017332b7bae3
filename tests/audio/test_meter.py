"""Levels, and what the sound itself shows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mockint.audio.meter import FLOOR_DBFS, SoundMonitor, peak_dbfs, rms_dbfs, silence_remedy
from mockint.audio.types import Loudness, Trouble
from tests.support.sound_card import RATE_HZ, Sound, noise

SECOND = np.arange(RATE_HZ) / RATE_HZ
SINE = np.sin(2 * np.pi * 440 * SECOND).astype(np.float32)


@pytest.mark.parametrize(
    ("sound", "rms", "peak"),
    [
        (np.sign(SINE + 1e-9), 0.0, 0.0),
        (SINE, -3.01, 0.0),
        (SINE * 0.1, -23.01, -20.0),
        (SINE * 0.001, -63.01, -60.0),
        (np.zeros(100), FLOOR_DBFS, FLOOR_DBFS),
        (np.zeros(0), FLOOR_DBFS, FLOOR_DBFS),
        (np.full(10, 1e-30), FLOOR_DBFS, FLOOR_DBFS),
        (np.full(10, -0.5), -6.02, -6.02),
    ],
)
def test_levels_that_are_known(sound: Sound, rms: float, peak: float) -> None:
    sound = sound.astype(np.float32)
    assert rms_dbfs(sound) == pytest.approx(rms, abs=0.01)
    assert peak_dbfs(sound) == pytest.approx(peak, abs=0.01)


SOUNDS = arrays(np.float32, st.integers(1, 200), elements=st.floats(-1, 1, width=32))


@given(sound=SOUNDS)
def test_levels_lie_in_order(sound: Sound) -> None:
    assert FLOOR_DBFS <= rms_dbfs(sound) <= peak_dbfs(sound) + 1e-6
    assert peak_dbfs(sound) <= 0.0


@given(sound=SOUNDS, shift_db=st.floats(-40, 0))
def test_turning_down_lowers_the_level_by_as_much(sound: Sound, shift_db: float) -> None:
    if rms_dbfs(sound) < -70:
        return
    quieter = (sound.astype(np.float64) * 10 ** (shift_db / 20)).astype(np.float32)
    assert rms_dbfs(quieter) == pytest.approx(rms_dbfs(sound) + shift_db, abs=0.01)
    assert peak_dbfs(quieter) == pytest.approx(peak_dbfs(sound) + shift_db, abs=0.01)


# ---------------------------------------------------------------- the watch


def reports(*parts: Sound, block: int = 512) -> tuple[list[Loudness], list[Trouble]]:
    monitor, levels, troubles = SoundMonitor(), [], []
    sound = np.concatenate(parts).astype(np.float32)
    for at in range(0, sound.size, block):
        for report in monitor.push(sound[at : at + block]):
            (levels if isinstance(report, Loudness) else troubles).append(report)
    return levels, troubles


def kinds(*parts: Sound) -> list[tuple[str, float]]:
    return [(trouble.kind, trouble.elapsed_s) for trouble in reports(*parts)[1]]


def zeros(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def room(seconds: float) -> Sound:
    """A silent room: noise at about -66 dBFS."""
    return noise(seconds, peak=0.0005, seed=9)


SPEECH = noise(3.0, peak=0.3)
CLIPPED = np.clip(noise(1.0, peak=3.0), -1, 1)


@given(block=st.integers(1, 5_000))
def test_a_level_for_each_tenth_of_a_second_however_it_comes(block: int) -> None:
    levels, _ = reports(SPEECH[:8_100], block=block)
    assert [level.elapsed_s for level in levels] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
    for number, level in enumerate(levels):
        window = SPEECH[number * 1_600 : (number + 1) * 1_600]
        assert level.rms_dbfs == pytest.approx(rms_dbfs(window), abs=0.001)
        assert level.peak_dbfs == pytest.approx(peak_dbfs(window), abs=0.001)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([SPEECH, SPEECH], []),
        ([zeros(2.9), SPEECH], []),
        ([zeros(4)], [("muted", 3.0)]),
        ([zeros(20)], [("muted", 3.0)]),
        ([SPEECH, zeros(4), SPEECH], [("muted", 6.0), ("back", 7.1)]),
        ([SPEECH, zeros(4), SPEECH, zeros(4)], [("muted", 6.0), ("back", 7.1), ("muted", 13.0)]),
        ([room(10)], [("quiet", 4.5)]),
        ([SPEECH * 0.005, SPEECH * 0.005], [("quiet", 4.5)]),
        ([room(4), SPEECH], []),
        ([SPEECH, room(20)], []),
        ([SPEECH[:2_000], room(10)], [("quiet", 4.5)]),
        ([zeros(3.5), room(5)], [("muted", 3.0), ("back", 3.6), ("quiet", 8.0)]),
        ([SPEECH, CLIPPED], [("clipping", 3.3)]),
        ([CLIPPED, CLIPPED, CLIPPED], [("clipping", 0.3)]),
        ([SPEECH, CLIPPED[:1_600], SPEECH], []),
        ([CLIPPED, room(11), CLIPPED], [("clipping", 0.3), ("clipping", 12.3)]),
        ([SPEECH, np.sign(SPEECH) * (np.arange(SPEECH.size) % 1_600 == 0), SPEECH], []),
    ],
)
def test_trouble_is_said_once_an_occurrence(
    parts: list[Sound], expected: list[tuple[str, float]]
) -> None:
    found = kinds(*parts)
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert [at for _, at in found] == pytest.approx([at for _, at in expected], abs=0.11)


def test_muted_quiet_and_clipping_are_said_within_five_seconds() -> None:
    for sound in (zeros(5), room(5), np.tile(CLIPPED, 5)):
        assert kinds(sound)[0][1] <= 5.0


def test_after_the_device_was_away_it_is_judged_anew() -> None:
    monitor = SoundMonitor()
    monitor.push(SPEECH)
    monitor.device_is_back()
    found = [report for report in monitor.push(room(5)) if isinstance(report, Trouble)]
    assert [trouble.kind for trouble in found] == ["quiet"]
    assert math.isclose(found[0].elapsed_s, 7.5)


def test_every_trouble_says_what_to_do() -> None:
    for trouble in reports(zeros(4), room(6), CLIPPED)[1]:
        assert trouble.message
        assert trouble.next_step


def test_exact_zeros_have_their_likeliest_cause_by_system() -> None:
    assert silence_remedy("darwin").startswith("let your terminal use it (System Settings")
    assert silence_remedy("win32").startswith("let desktop apps use it (Settings, Privacy")
    assert silence_remedy("linux").startswith("unmute it with the switch")
