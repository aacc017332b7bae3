"""Sounds of a room in which nobody speaks, made from scratch: mono float32 at 16 kHz."""

from typing import Any

import numpy as np

RATE_HZ = 16_000


def hush(seconds: float) -> Any:
    """A quiet room: noise at -66 dBFS."""
    return (_noise(seconds, 0) * 5e-4).astype(np.float32)


def breathing(seconds: float) -> Any:
    """In and out every three seconds: noise from 300 Hz to 2 kHz that swells and dies away."""
    t = _time(seconds)
    swell = np.maximum(0.0, np.sin(2 * np.pi * t / 1.5)) ** 2
    sound = hush(seconds) + 0.05 * swell * _band(_noise(seconds, 1), 300, 2000)
    return sound.astype(np.float32)


def keyboard(seconds: float) -> Any:
    """Six keys a second, unevenly: bursts of 4 ms, and a softer one as each comes up again."""
    draw = np.random.default_rng(2)
    sound = hush(seconds)
    at = 0.2
    while at < seconds - 0.3:
        for later, loud in ((0.0, 0.5), (0.09, 0.2)):
            click = draw.standard_normal(64) * np.exp(-np.arange(64) / 16)
            first = round((at + later) * RATE_HZ)
            sound[first : first + 64] += loud * click
        at += draw.uniform(0.08, 0.3)
    return np.clip(sound, -1.0, 1.0).astype(np.float32)


def music(seconds: float) -> Any:
    """Chords of a plucked kind, two a second, four notes with their overtones."""
    t = np.arange(RATE_HZ // 2) / RATE_HZ
    chords = (
        (262, 330, 392, 523),
        (220, 262, 330, 440),
        (175, 220, 262, 349),
        (196, 247, 294, 392),
    )
    sound = hush(seconds)
    for number in range(int(seconds * 2)):
        chord = sum(
            np.sin(2 * np.pi * note * over * t) / over**2
            for note in chords[number // 2 % 4]
            for over in (1, 2, 3, 4)
        )
        first = number * RATE_HZ // 2
        sound[first : first + t.size] += 0.08 * chord * np.exp(-3 * t)
    return sound.astype(np.float32)


def cough(seconds: float) -> Any:
    """Two bursts of 80 and 150 ms, breath through a half-closed throat, a second apart."""
    sound = hush(seconds)
    for start_s, length_s in ((1.0, 0.08), (1.3, 0.15), (3.0, 0.08), (3.3, 0.15)):
        if start_s + 0.3 > seconds:
            break
        burst = _band(_noise(length_s, 3), 200, 4000)
        burst *= np.exp(-np.arange(burst.size) / (0.04 * RATE_HZ))
        first = round(start_s * RATE_HZ)
        sound[first : first + burst.size] += 0.6 * burst
    return np.clip(sound, -1.0, 1.0).astype(np.float32)


def door(seconds: float) -> Any:
    """One slam: a thud under 120 Hz, a crack above it, half a second of the room after."""
    sound = hush(seconds)
    t = np.arange(RATE_HZ) / RATE_HZ
    slam = np.sin(2 * np.pi * 70 * t) * np.exp(-12 * t)
    slam += 0.7 * _noise(1.0, 4) * np.exp(-60 * t) + 0.1 * _noise(1.0, 5) * np.exp(-6 * t)
    first = round(min(1.0, seconds / 3) * RATE_HZ)
    rest = sound[first : first + t.size]
    rest += 0.6 * slam[: rest.size]
    return np.clip(sound, -1.0, 1.0).astype(np.float32)


def fan(seconds: float) -> Any:
    """A steady fan at -40 dBFS, with its hum."""
    hum = np.sin(2 * np.pi * 100 * _time(seconds))
    return (_band(_noise(seconds, 6), 50, 1500) * 0.012 + 0.004 * hum).astype(np.float32)


NOISES = (hush, breathing, keyboard, music, cough, door, fan)


def _time(seconds: float) -> Any:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _noise(seconds: float, seed: int) -> Any:
    draw = np.random.default_rng(seed)
    return draw.standard_normal(round(seconds * RATE_HZ)).astype(np.float32)


def _band(sound: Any, low_hz: float, high_hz: float) -> Any:
    """Only what lies between two pitches, as loud as before on the whole."""
    parts = np.fft.rfft(sound)
    pitch = np.fft.rfftfreq(sound.size, 1 / RATE_HZ)
    parts[(pitch < low_hz) | (pitch > high_hz)] = 0.0
    kept = np.fft.irfft(parts, sound.size)
    return (kept * np.std(sound) / max(np.std(kept), 1e-9)).astype(np.float32)
