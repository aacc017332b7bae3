"""Phrases of a recording while it is being made: the same as those of the whole."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.audio.files import read
from mockint.audio.phrases import LONG_PAUSE_S, MAX_S, Phrase, PhraseCutter, phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import FRAME, FRAME_S, Judge, VoiceActivity, speech
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir


def loud() -> Judge:
    """Judges by loudness: no model, so that any pattern of speech can be tried."""
    return lambda frame: float(np.abs(frame).mean() > 0.05)


@st.composite
def talks(draw: st.DrawFn) -> Samples:
    """Speech and silence by turns, each of a length that matters, with some texture inside."""
    turns = draw(st.lists(st.tuples(st.integers(1, 450), st.integers(1, 40)), max_size=8))
    frames = [f for on, off in turns for f in (*[0.5] * on, *[0.0] * off)]
    sound = np.repeat(np.array(frames, np.float32), FRAME)
    texture = np.random.default_rng(draw(st.integers(0, 9))).uniform(0.5, 1, sound.size // 160 + 1)
    return np.asarray(sound * np.repeat(texture, 160)[: sound.size], np.float32)


def blocks(sound: Samples, size: int) -> Iterator[Samples]:
    return (sound[at : at + size] for at in range(0, sound.size, size))


def live(cutter: PhraseCutter, sound: Samples, size: int) -> tuple[Phrase, ...]:
    found = [phrase for block in blocks(sound, size) for phrase in cutter.push(block)]
    return (*found, *cutter.end())


@settings(max_examples=60, deadline=None)
@given(sound=talks(), size=st.sampled_from([512, 700, 1600, 16_000, 400_000]))
def test_the_same_phrases_as_in_the_whole(sound: Samples, size: int) -> None:
    cutter = PhraseCutter(VoiceActivity(loud()))
    found = live(cutter, sound, size)
    voiced = speech(sound, loud())
    assert tuple(cutter.voiced) == voiced
    assert found == tuple(pytest.approx(one) for one in phrases(voiced, sound))


def test_the_same_phrases_of_a_real_answer() -> None:
    sound = read(load_candidate(content_dir() / "candidates", "flawed").answer)[: 40 * RATE_HZ]
    found = live(PhraseCutter(), sound, 512)
    assert len(found) >= 4
    assert found == tuple(pytest.approx(one) for one in phrases(speech(sound), sound))


def test_a_phrase_is_told_soon_after_it_ends() -> None:
    cutter = PhraseCutter(VoiceActivity(loud()))
    sound = np.concatenate([np.full(5 * RATE_HZ, 0.5, np.float32), np.zeros(RATE_HZ, np.float32)])
    told_s = None
    for number, block in enumerate(blocks(sound, FRAME), 1):
        if cutter.push(block):
            told_s = number * FRAME_S
    assert told_s is not None
    assert told_s - 5.0 < LONG_PAUSE_S


def test_the_tail_is_what_has_not_been_told() -> None:
    cutter = PhraseCutter(VoiceActivity(loud()))
    assert cutter.tail() is None
    cutter.push(np.full(2 * RATE_HZ, 0.5, np.float32))
    assert cutter.speaking_since_s == 0.0
    cutter.push(np.zeros(RATE_HZ // 2, np.float32))
    assert cutter.speaking_since_s is None
    assert cutter.tail() == pytest.approx((0.0, 2.3), abs=0.1)
    assert cutter.push(np.zeros(RATE_HZ, np.float32)) == (pytest.approx((0.0, 2.45), abs=0.1),)
    assert cutter.tail() is None


def test_nobody_pauses() -> None:
    """Speech without an end is cut by force while it goes on, and no phrase grows too long."""
    cutter = PhraseCutter(VoiceActivity(loud()))
    found = [p for _ in range(40) for p in cutter.push(np.full(RATE_HZ, 0.5, np.float32))]
    assert len(found) >= 3
    assert all(end - start <= MAX_S for start, end in found)
    assert cutter.heard_s - found[-1][1] <= MAX_S


def test_sound_of_a_phrase() -> None:
    cutter = PhraseCutter(VoiceActivity(loud()))
    sound = np.linspace(-1, 1, 70 * RATE_HZ, dtype=np.float32)  # longer than it makes room for
    for block in blocks(sound, 5000):
        cutter.push(block)
    assert np.array_equal(cutter.sound((61.0, 62.5)), sound[61 * RATE_HZ : 62 * RATE_HZ + 8000])
    assert cutter.heard_s == 70.0
