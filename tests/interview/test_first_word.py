"""Where the clock of a take begins."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import Loudness
from mockint.interview.first_word import FORGOTTEN_S, FirstWord
from mockint.transcribe.types import Word

TICK_S = 0.1


def loudness(tick: int, voice: Iterable[tuple[float, float]]) -> Loudness:
    now_s = tick * TICK_S
    since_s = next((start for start, end in voice if start < now_s <= end), None)
    return Loudness(now_s, -30.0, -20.0, since_s)


def until(end_s: float, *voice: tuple[float, float], first: FirstWord | None = None) -> FirstWord:
    """A take of that length, with a voice in these places."""
    first = first or FirstWord()
    for tick in range(1, round(end_s / TICK_S) + 1):
        first.hears(loudness(tick, voice))
    return first


def said(at_s: float) -> tuple[Word, ...]:
    return (Word("So", at_s, at_s + 0.3),)


def test_nothing_begins_in_silence() -> None:
    assert until(600.0).began_s is None


def test_the_first_voice_starts_the_clock_within_half_a_second() -> None:
    assert until(7.5, (7.06, 60.0)).began_s == pytest.approx(7.06)


def test_the_first_words_own_time_corrects_it() -> None:
    first = until(10.0, (7.06, 60.0))
    first.reads(said(7.31), 0.0)
    assert first.began_s == 7.31
    first.reads(said(7.26), 9.0)  # heard again, and surer
    assert first.began_s == 7.26


@pytest.mark.parametrize("length_s", [0.1, 0.4, 0.8])
def test_a_cough_does_not_start_it_for_good(length_s: float) -> None:
    cough = (3.0, 3.0 + length_s)
    assert until(3.0 + length_s + FORGOTTEN_S + 0.3, cough).began_s is None
    assert until(30.0, cough, (20.0, 30.0)).began_s == pytest.approx(20.0)


def test_speech_and_a_long_pause_go_on_counting() -> None:
    assert until(60.0, (3.0, 4.5)).began_s == pytest.approx(3.0)


def test_a_long_noise_that_no_words_were_made_of_is_taken_back() -> None:
    noise = (3.0, 9.0)
    first = until(10.0, noise)
    assert first.began_s == pytest.approx(3.0)
    first.reads((), 9.2)
    assert first.began_s is None
    for tick in range(101, 160):
        first.hears(loudness(tick, [noise, (12.0, 20.0)]))
    assert first.began_s == pytest.approx(12.0)


def test_words_without_a_voice_count() -> None:
    """A voice so quiet that the detector does not take it for one."""
    first = until(10.0)
    first.reads(said(4.0), 5.0)
    assert first.began_s == 4.0


stretches = st.lists(st.floats(0.0, 60.0), max_size=8).map(
    lambda at: list(zip(*[iter(sorted(at))] * 2, strict=False))
)


@given(stretches)
def test_it_never_begins_before_a_voice_or_after_now(voice: list[tuple[float, float]]) -> None:
    first = FirstWord()
    for tick in range(1, 620):
        first.hears(loudness(tick, voice))
        if first.began_s is not None:
            assert first.began_s in [start for start, _ in voice]
            assert first.began_s < tick * TICK_S
