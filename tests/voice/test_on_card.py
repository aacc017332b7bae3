"""Piper's voice through a loudspeaker, captured at the other end."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.speaker import Speaker
from mockint.voice.piper import PiperRenderer
from mockint.voice.spoken import SpokenVoice
from tests.support.sound_card import RATE_HZ, Card, Sound, likeness, wait_for
from tests.support.voice_children import in_thread

pytestmark = pytest.mark.sound

TEXT = "Tell me about a time you changed your mind. What made you do it?"


def audible(sound: Sound) -> Sound:
    """From the first to the last sample that can be heard."""
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[loud[0] : loud[-1] + 1]


def rms_db(sound: Sound) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(sound**2))))


def test_what_is_heard_is_what_was_rendered(
    virtual_card: Card, joe: PiperRenderer, tmp_path: Path
) -> None:
    voice = SpokenVoice(Speaker(), joe, cache=tmp_path / "cache", kept={TEXT})
    voice.prepare(TEXT)
    (kept,) = tmp_path.rglob("*.wav")
    rendered = read(kept)
    heard = tmp_path / "heard.wav"
    capture = virtual_card.begin("capture", str(heard), str(rendered.size / RATE_HZ + 1.5))
    wait_for(lambda: heard.exists() and heard.stat().st_size > 1_000)
    voice.say(TEXT, threading.Event())
    assert capture.wait(30) == 0
    played = read(heard)
    assert likeness(played, rendered) > 0.95
    assert audible(played).size == pytest.approx(audible(rendered).size, abs=0.1 * RATE_HZ)
    assert rms_db(audible(played)) == pytest.approx(rms_db(audible(rendered)), abs=1.0)


def test_stop_is_heard_at_once(virtual_card: Card, joe: PiperRenderer, tmp_path: Path) -> None:
    voice = SpokenVoice(Speaker(), joe, cache=tmp_path / "cache")
    voice.prepare(TEXT)
    stop, sounding = threading.Event(), threading.Event()
    speaking = in_thread(lambda: voice.say(TEXT, stop, sounding.set))
    assert sounding.wait(30)
    stop.set()
    at = time.monotonic()
    speaking.join(30)
    assert time.monotonic() - at < 0.5  # 0.03 s on a machine that is free
