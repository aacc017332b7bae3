"""What is reported of answers as they were heard, without speaking or listening."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.segmenter import crf
from mockint.transcribe.types import Word
from training.answers import DEVELOPMENT, Answer, read
from training.hear import in_turn
from training.heard import Hearing
from training.heard_report import STEP_S, as_written, heard_parts, on_a_grid, word_errors
from training.scoring import Tally

ANSWERS = read(DEVELOPMENT)
A_WORD_S = 0.3


def told(*sentences: tuple[str, str]) -> Answer:
    texts, segments = zip(*sentences, strict=True)
    return Answer("one", "", "", "sde2", "clean", texts, segments)


def heard(answer: Answer, words: list[str] | None = None, pause_s: float = 0.5) -> Hearing:
    """Each sentence said at an even pace; heard as ``words`` or as it is."""
    times: list[tuple[float, float]] = []
    found: list[Word] = []
    now = 1.0
    for sentence in answer.sentences:
        start = now
        for word in sentence.split():
            found.append(Word(word, now, now + A_WORD_S))
            now += A_WORD_S
        times.append((start, now))
        now += pause_s
    if words is not None:
        found = [Word(word, float(i), i + 0.5) for i, word in enumerate(words)]
    sentence_of = (0,) * len(found)
    return Hearing(answer.name, "rms", "", now, tuple(times), tuple(found), sentence_of)


def test_a_sample_is_even_over_styles_and_levels_and_always_the_same() -> None:
    drawn = in_turn(ANSWERS)[:27]
    assert set(Counter((a.style, a.level) for a in drawn).values()) == {3}
    assert sorted(a.name for a in in_turn(ANSWERS)) == sorted(a.name for a in ANSWERS)


def test_a_sentence_lasts_until_the_next_one_begins() -> None:
    answer = told(("we lost parcels", "situation"), ("i fixed the cache", "action"))
    grid = on_a_grid(answer, heard(answer, pause_s=1.1))
    lasting = Counter(grid.labels)
    assert abs(lasting["situation"] * STEP_S - (3 * A_WORD_S + 1.1)) < 0.06
    assert abs(lasting["action"] * STEP_S - 4 * A_WORD_S) < 0.06


def test_what_is_heard_as_it_was_said_is_nearly_all_right() -> None:
    """With the weights that were trained on it: what is tested is the clock, not the ear."""
    answer = ANSWERS[0]
    hearing = heard(answer)
    grid = on_a_grid(answer, hearing)
    tally = Tally()
    tally.add(grid, heard_parts(grid, hearing.transcript(), crf.packaged()))
    assert tally.figures()["share"] > 0.97
    nothing = heard(answer, []).transcript()
    assert set(heard_parts(grid, nothing, crf.packaged())) == {"situation"}


WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=7)


@given(WORDS.filter(bool), WORDS)
def test_word_errors_are_the_least_changes(said: list[str], got: list[str]) -> None:
    answer = told((" ".join(said), "action"))
    assert word_errors(answer, heard(answer, got)) == (least_changes(said, got), len(said))


def least_changes(a: list[str], b: list[str]) -> int:
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return least_changes(a[1:], b[1:])
    return 1 + min(least_changes(a[1:], b), least_changes(a, b[1:]), least_changes(a[1:], b[1:]))


def test_figures_are_compared_as_they_are_spoken() -> None:
    answer = told(("It fell from 0.3% to zero.", "result"))
    words = ["it", "fell", "from", "zero", "point", "three", "percent", "to", "zero"]
    assert word_errors(answer, heard(answer, words)) == (0, 9)


def test_word_for_word_it_stands_on_the_clock_of_the_recording() -> None:
    answer = told(("We lost parcels.", "situation"), ("I fixed it.", "action"))
    written = as_written(answer, heard(answer, ["wheel"]))
    assert written.text == "We lost parcels. I fixed it."
    edges = (written.words[0].start, written.words[2].end, written.words[3].start)
    assert edges == pytest.approx((1.0, 1.9, 2.4))
