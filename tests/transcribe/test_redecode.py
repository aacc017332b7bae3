"""Which try at a window is believed: a scripted decoder, and sounds of known loudness."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import RATE_HZ, Samples
from mockint.transcribe.engines.redecode import Try, hear, loud_stretches, quiet_place
from mockint.transcribe.loops import without_loops
from mockint.transcribe.types import Word

GOOD = "I looked at the logs and then I fixed the job"
LOOP = "until the " + "er, " * 60
LENGTH_S = 4.0


def spoken(text: str, length_s: float = LENGTH_S) -> tuple[Word, ...]:
    texts = text.split()
    step = length_s / max(1, len(texts))
    return tuple(Word(one, i * step, (i + 1) * step) for i, one in enumerate(texts))


def voice(*pieces: tuple[float, float], length_s: float = LENGTH_S) -> Samples:
    """Loud in ``pieces``, with a room's hiss around them."""
    draw = np.random.default_rng(0)
    sound = draw.standard_normal(round(length_s * RATE_HZ)) * 0.0005
    for start, end in pieces:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] += draw.standard_normal(last - first) * 0.1
    return sound.astype(np.float32)


TALK = voice((0.0, 4.0))


class Decoder:
    """Answers as scripted, in order; remembers what it was asked."""

    def __init__(self, *tries: Try) -> None:
        self.tries = list(tries)
        self.asked: list[tuple[float, bool]] = []

    def __call__(self, sound: Samples, hinted: bool) -> Try:
        self.asked.append((sound.size / RATE_HZ, hinted))
        return self.tries.pop(0)


def text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def test_a_good_window_is_decoded_once() -> None:
    decoder = Decoder(Try(spoken(GOOD), -0.2))

    assert text(hear(TALK, decoder)) == GOOD
    assert decoder.asked == [(LENGTH_S, True)]


@pytest.mark.parametrize(
    "first",
    [
        Try(spoken(LOOP), -0.2),
        Try(spoken("so the"), -0.2),
        Try((), -0.2),
        Try(spoken(GOOD), -1.4),
        Try(spoken("it " + "church" * 40), -0.2),
    ],
    ids=["loops", "too few words", "no words", "unsure", "loops inside a word"],
)
def test_a_doubtful_window_is_decoded_without_the_prompt(first: Try) -> None:
    if first.words and len(first.words) == 2 and first.words[0].text == "so":
        first = Try(spoken("so the", 0.6), first.sure)
    decoder = Decoder(first, Try(spoken(GOOD), -0.3))

    assert text(hear(TALK, decoder)) == GOOD
    assert decoder.asked == [(LENGTH_S, True), (LENGTH_S, False)]


def test_what_loops_without_the_prompt_too_is_cut_in_two_where_it_is_quiet() -> None:
    loop = Try(spoken(LOOP), -0.1)
    decoder = Decoder(loop, loop, Try(spoken("I fixed", 1.5)), Try(spoken("the job", 2.0)))

    words = hear(voice((0.0, 1.6), (2.0, 4.0)), decoder)

    (first_s, hinted), (second_s, hinted_too) = decoder.asked[2:]
    assert not hinted
    assert not hinted_too
    assert 1.6 <= first_s <= 2.0
    assert first_s + second_s == LENGTH_S
    assert text(words) == "I fixed the job"
    assert words[2].start == pytest.approx(first_s)


def test_a_short_window_is_not_cut() -> None:
    loop = Try(spoken(LOOP, 2.0), -0.1)
    decoder = Decoder(loop, loop)

    assert hear(voice((0.0, 2.0), length_s=2.0), decoder) == loop.words


def test_the_least_repetitive_try_is_kept_even_where_all_loop() -> None:
    bad, less = Try(spoken(LOOP)), Try(spoken("the " + "er, " * 30 + "job"))
    decoder = Decoder(bad, less, bad, bad)

    assert hear(TALK, decoder) == less.words


def test_a_first_try_that_is_as_good_as_any_is_kept_with_its_fillers() -> None:
    few = Try(spoken("um so", 0.8), -0.2)
    decoder = Decoder(few, Try(spoken("so", 0.8), -0.5), Try(()), Try(()))

    assert text(hear(TALK, decoder)) == "um so"


@pytest.mark.parametrize(
    ("said", "loud_s", "sure", "no_speech", "stays"),
    [
        ("I'm sorry.", 0.18, -0.5, 0.1, False),  # too much for its time
        ("Yes.", 0.3, -0.5, 0.1, True),
        ("Thank you.", 0.5, -0.4, 0.05, True),
        ("Oh, no.", 0.6, -0.95, 0.5, False),  # nobody spoke, most likely
        ("Oh, no.", 0.6, -0.95, 0.1, True),
        ("Oh, no, I am fine.", 1.5, -0.95, 0.5, True),  # too long for a laugh
    ],
)
def test_a_laugh_is_no_word(
    said: str, loud_s: float, sure: float, no_speech: float, stays: bool
) -> None:
    decoder = Decoder(Try(spoken(said, loud_s), sure, no_speech))

    assert bool(hear(voice((0.5, 0.5 + loud_s), length_s=2.5), decoder)) is stays


def test_words_of_a_laugh_that_are_gone_without_the_prompt_are_none() -> None:
    """As base heard five synthetic laughs and breaths of 0.2 to 0.8 s."""
    decoder = Decoder(Try(spoken("I'm sorry.", 0.5), -1.44, 0.39), Try(()))

    assert hear(voice((0.5, 0.8), length_s=1.5), decoder) == ()


_TEXTS = st.lists(st.sampled_from(["er,", "a", "the", "logs"]), max_size=60).map(" ".join)


@given(st.lists(st.tuples(_TEXTS, st.floats(-2, 0)), min_size=4, max_size=4))
def test_nothing_more_repetitive_than_the_first_try_is_ever_kept(
    script: list[tuple[str, float]],
) -> None:
    decoder = Decoder(*(Try(spoken(one, 2.0), sure) for one, sure in script))

    words = hear(TALK, decoder)

    def repeated(some: Sequence[Word]) -> int:
        return len(some) - len(without_loops(some))

    first = spoken(script[0][0], 2.0)
    assert repeated(words) <= repeated(first)
    assert len(decoder.asked) <= 4
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_loud_stretches_are_where_the_voice_is() -> None:
    found = loud_stretches(voice((0.5, 1.0), (2.0, 3.5)))

    assert [(round(a, 1), round(b, 1)) for a, b in found] == [(0.5, 1.0), (2.0, 3.5)]
    assert loud_stretches(np.zeros(RATE_HZ, np.float32)) == []
    assert loud_stretches(np.zeros(3, np.float32)) == []


@given(st.integers(RATE_HZ, 4 * RATE_HZ))
def test_a_cut_lies_in_the_middle_third(size: int) -> None:
    sound = np.random.default_rng(size).standard_normal(size).astype(np.float32)

    assert 0.3 * size <= quiet_place(sound) <= 0.7 * size
