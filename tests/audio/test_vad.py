"""Voice activity, with the real detector and with one that answers from a list."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio import files
from mockint.audio.types import Voiced
from mockint.audio.vad import FRAME, FRAME_S, LAG_FRAMES, PREFILL_FRAMES, VoiceActivity, speech
from tests.support.sound_card import RATE_HZ, Sound, noise, speak


def judged(frames: Sequence[bool], rest: int = 0) -> tuple[Voiced, ...]:
    """The stretches where the detector says ``frames`` about one frame after the other."""
    answers = iter([*frames, False])
    sound = np.zeros(len(frames) * FRAME + rest, np.float32)
    return speech(sound, lambda _frame: float(next(answers)))


def frames(pattern: str) -> list[bool]:
    return [mark == "#" for mark in pattern]


def stretch(first: int, end: int) -> Voiced:
    return Voiced(max(0, first - PREFILL_FRAMES) * FRAME_S, (end - LAG_FRAMES) * FRAME_S)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", []),
        ("." * 40, []),
        ("....................", []),
        ("......#.............", []),
        ("......##............", [(6, 8)]),
        ("######", [(0, 6)]),
        ("....................##", [(20, 22)]),
        ("....................#", []),
        (".....####........####.....", [(5, 21)]),
        (".....####.........####.....", [(5, 9), (18, 22)]),
        (".....####....#....####.....", [(5, 22)]),
        (".....####............#.....", [(5, 9)]),
    ],
)
def test_onset_prefill_gaps_and_lag(pattern: str, expected: list[tuple[int, int]]) -> None:
    assert judged(frames(pattern)) == tuple(stretch(*each) for each in expected)


@given(marks=st.lists(st.booleans(), max_size=200), rest=st.integers(0, FRAME - 1))
def test_stretches_are_ordered_apart_and_inside(marks: list[bool], rest: int) -> None:
    found = judged(marks, rest)
    duration_s = (len(marks) * FRAME + rest) / RATE_HZ
    for each in found:
        assert 0.0 <= each.start_s < each.end_s <= duration_s + 1e-9
    for one, other in pairwise(found):
        assert one.end_s < other.start_s
    for number in range(len(marks) - 1):  # what was called speech twice running is in a stretch
        if marks[number] and marks[number + 1]:
            moment = (number + 1) * FRAME_S
            assert any(each.start_s <= moment <= each.end_s for each in found)


@given(
    marks=st.lists(st.booleans(), max_size=100),
    sizes=st.lists(st.integers(1, 3_000), min_size=1, max_size=50),
)
def test_it_does_not_matter_in_what_pieces_the_sound_comes(
    marks: list[bool], sizes: list[int]
) -> None:
    answers = iter([*marks, False])
    activity = VoiceActivity(lambda _frame: float(next(answers)))
    sound, at, found = np.zeros(len(marks) * FRAME, np.float32), 0, []
    for size in [*sizes, sound.size]:
        found += activity.push(sound[at : at + size])
        at += size
    assert (*found, *activity.end()) == judged(marks)
    assert activity.since_s is None


def test_a_stretch_that_goes_on_is_told() -> None:
    answers = iter(frames("....######"))
    activity = VoiceActivity(lambda _frame: float(next(answers)))
    assert activity.push(np.zeros(10 * FRAME, np.float32)) == ()
    assert activity.since_s == pytest.approx((4 - PREFILL_FRAMES) * FRAME_S)
    assert activity.until_s == pytest.approx((10 - LAG_FRAMES) * FRAME_S)
    assert activity.earliest_s <= activity.until_s


# ---------------------------------------------------------------- the real detector


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Two sentences with 1.5 s between them, 1 s of silence around."""
    folder: Path = tmp_path_factory.mktemp("talk")
    silence = np.zeros(RATE_HZ, np.float32)
    one = files.read(speak(folder / "1.wav", "I noticed that our retry queue was losing messages."))
    two = files.read(speak(folder / "2.wav", "So I wrote a fix and tested it for two weeks."))
    return np.concatenate([silence, one, silence, silence[: RATE_HZ // 2], two, silence])


def share(found: Sequence[Voiced], truth: Sound) -> tuple[float, float]:
    """Precision and recall over frames that are certainly loud or certainly silent."""
    voiced = np.zeros(truth.size, bool)
    for each in found:
        voiced[round(each.start_s * RATE_HZ) : round(each.end_s * RATE_HZ)] = True
    return float(truth[voiced].mean()), float(voiced[truth].mean())


@pytest.mark.parametrize("noise_db", [None, -45.0])
def test_speech_is_found_in_silence_and_in_noise(talk: Sound, noise_db: float | None) -> None:
    hiss = noise(talk.size / RATE_HZ, seed=3)[: talk.size]
    level = 0.0 if noise_db is None else 10 ** (noise_db / 20) / np.sqrt(np.mean(hiss**2))
    found = speech((talk + hiss * level).astype(np.float32))
    loud = np.convolve(np.abs(talk) > 0.01, np.ones(4_000), "same") > 0
    precision, recall = share(found, loud)
    assert precision >= 0.9
    assert recall >= 0.9
    assert len(found) >= 2, "the long pause is no speech"


@pytest.mark.parametrize("kind", ["silence", "hum", "noise"])
def test_what_nobody_said_is_not_speech(kind: str) -> None:
    seconds = np.arange(5 * RATE_HZ) / RATE_HZ
    sounds = {
        "silence": np.zeros(5 * RATE_HZ),
        "hum": 0.1 * np.sin(2 * np.pi * 50 * seconds),
        "noise": np.random.default_rng(4).normal(0, 0.02, 5 * RATE_HZ),
    }
    assert speech(sounds[kind].astype(np.float32)) == ()


def test_no_sound_no_speech() -> None:
    assert speech(np.zeros(0, np.float32)) == ()
