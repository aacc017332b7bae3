"""Cutting into phrases: the policy as a table, and what must hold for any talk."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.phrases import MAX_S, merged, phrases, quietest
from mockint.audio.types import Voiced
from tests.support.sound_card import RATE_HZ, Sound

LONG = np.ones(RATE_HZ * 60, np.float32)


def cut(*voiced: tuple[float, float], sound: Sound = LONG, **options: float) -> list[object]:
    found = phrases([Voiced(*each) for each in voiced], sound, **options)
    return [pytest.approx(each, abs=0.001) for each in found]


@pytest.mark.parametrize(
    ("voiced", "expected"),
    [
        ([], []),
        ([(1.0, 3.0)], [(0.8, 3.5)]),
        ([(0.1, 3.0)], [(0.0, 3.5)]),
        ([(1.0, 60.0 - 51.0), (59.8, 59.9)], [(0.8, 9.5), (59.6, 60.0)]),
        # a pause of 0.5 s: no cut before 4 s, one after
        ([(1.0, 3.0), (3.5, 4.5)], [(0.8, 5.0)]),
        ([(1.0, 5.0), (5.7, 6.5)], [(0.8, 5.5), (5.5, 7.0)]),
        # a short pause is shared 5 to 2
        ([(1.0, 5.1), (5.59, 6.5)], [(0.8, 5.45), (5.45, 7.0)]),
        ([(1.0, 5.1), (5.5, 6.5)], [(0.8, 7.0)]),
        # 0.9 s: always
        ([(1.0, 1.5), (2.5, 3.0)], [(0.8, 2.0), (2.3, 3.5)]),
        ([(1.0, 1.5), (2.35, 3.0)], [(0.8, 3.5)]),
    ],
)
def test_the_policy(voiced: list[tuple[float, float]], expected: list[tuple[float, float]]) -> None:
    assert expected == cut(*voiced)


def test_without_a_pause_it_is_cut_where_it_is_quietest() -> None:
    sound = LONG.copy()
    sound[round(10.0 * RATE_HZ) : round(10.05 * RATE_HZ)] = 0.01
    first, second = phrases([Voiced(1.0, 15.0)], sound)
    assert first[1] == second[0] == pytest.approx(10.025, abs=0.02)


def test_an_engine_may_ask_for_longer_phrases() -> None:
    assert cut((1.0, 21.0), max_s=28.0) == [(0.8, 21.5)]
    with pytest.raises(ValueError, match="too short"):
        phrases([], LONG, max_s=0.5)


def test_neighbours_are_merged_up_to_a_length() -> None:
    some = [(0.0, 5.0), (5.5, 10.0), (10.0, 20.0), (20.0, 31.0)]
    assert merged(some, max_s=20.0) == ((0.0, 20.0), (20.0, 31.0))
    assert merged(some, max_s=3.0) == tuple(some)
    assert merged([], max_s=3.0) == ()


def test_the_quietest_place() -> None:
    sound = LONG.copy()
    sound[16_000:17_000] = 0.0
    assert quietest(sound, 0.5, 2.0) == pytest.approx(1.02, abs=0.02)
    assert quietest(sound, 0.5, 0.51) == pytest.approx(0.505)


@st.composite
def talks(draw: st.DrawFn) -> tuple[list[Voiced], Sound]:
    """Stretches as the detector gives them, and a sound of that length."""
    steps = draw(st.lists(st.tuples(st.floats(0.05, 3.0), st.floats(0.05, 30.0)), max_size=12))
    voiced, at = [], 0.0
    for pause_s, talk_s in steps:
        voiced.append(Voiced(at + pause_s, at + pause_s + talk_s))
        at += pause_s + talk_s
    seed, tail_s = draw(st.integers(0, 9)), draw(st.floats(0.0, 2.0))
    size = int(np.ceil((at + tail_s) * RATE_HZ))
    return voiced, np.random.default_rng(seed).random(size, np.float32)


@given(talk=talks(), max_s=st.sampled_from([2.0, 5.0, MAX_S, 28.0]))
def test_phrases_of_any_talk(talk: tuple[list[Voiced], Sound], max_s: float) -> None:
    voiced, sound = talk
    found = phrases(voiced, sound, max_s=max_s)
    at = 0.0
    for start_s, end_s in found:
        assert at <= start_s < end_s <= sound.size / RATE_HZ + 1e-9
        assert end_s - start_s <= max_s + 1e-9
        at = end_s
    for each in voiced:
        covered = sum(
            max(0.0, min(end_s, each.end_s) - max(start_s, each.start_s))
            for start_s, end_s in found
        )
        assert covered == pytest.approx(each.end_s - each.start_s, abs=1e-6)


@given(talk=talks(), count=st.integers(0, 12))
def test_more_talk_changes_only_the_last_phrase(
    talk: tuple[list[Voiced], Sound], count: int
) -> None:
    voiced, sound = talk
    before = phrases(voiced[:count], sound)[:-1]
    assert phrases(voiced, sound)[: len(before)] == before
