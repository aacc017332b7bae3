"""Voice without words: where a transcript says that it did not understand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.transcribe.assemble import Assembly
from mockint.transcribe.missed import not_understood, room_for, uncovered
from mockint.transcribe.types import Piece, Recognition, Stretch, Word

Sound = Word | Stretch


@pytest.mark.parametrize(
    ("voiced", "sounds", "expected"),
    [
        ([(0.0, 2.0)], [Word("all", 0.0, 1.0), Word("said", 1.0, 2.0)], ()),
        ([(0.0, 6.0)], [Word("so", 0.0, 0.5)], (Stretch(0.8, 6.0),)),
        # the engine gave a short word all that it did not understand
        ([(0.0, 6.0)], [Word("er", 0.0, 6.0)], (Stretch(1.1, 6.0),)),
        # two stretches with a breath between, and one alone that is too short
        ([(0.0, 1.2), (1.5, 2.7), (6.0, 7.5)], [], (Stretch(0.0, 2.7),)),
        # a long "um" is understood
        ([(0.0, 3.0)], [Stretch(0.0, 2.9)], ()),
        ([(0.0, 1.9)], [], ()),
        ([], [Word("here", 0.0, 1.0)], ()),
    ],
)
def test_where_words_are_missing(
    voiced: list[Piece], sounds: list[Sound], expected: tuple[Stretch, ...]
) -> None:
    found = not_understood(voiced, sounds)

    assert [(round(one.start, 1), round(one.end, 1)) for one in found] == [
        (one.start, one.end) for one in expected
    ]


_PIECES = st.lists(st.floats(0, 60), max_size=12).map(
    lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


@given(_PIECES, _PIECES)
def test_what_is_marked_is_voice_and_long(voiced: list[Piece], said: list[Piece]) -> None:
    words = [Word("w", *one) for one in said]

    found = not_understood(voiced, words)

    assert all(one.end - one.start >= 1.99 for one in found)
    left = uncovered(voiced, words)
    assert sum(b - a for a, b in left) <= sum(b - a for a, b in voiced) + 1e-6
    assert all(a < b for a, b in left)
    for one in found:
        assert any(start - 0.001 <= one.start <= end for start, end in voiced)


def test_a_loop_leaves_a_mark_and_what_is_left_of_it_is_unsure() -> None:
    loop = [Word("er,", 2.0 + i / 20, 2.05 + i / 20, 0.9) for i in range(120)]
    words = (Word("until", 1.0, 1.5, 0.9), Word("the", 1.5, 2.0, 0.9), *loop)
    assembly = Assembly()

    assembly.add(Recognition(words), (0.0, 9.0), [(1.0, 8.0)])
    heard = assembly.transcript("test", 9.0, [(1.0, 8.0)])

    assert heard.text == "until the er,"
    (lost,) = heard.not_understood
    assert lost.start < 3.0
    assert lost.end == 8.0


def test_nothing_is_marked_where_voice_was_not_measured() -> None:
    assert Assembly().transcript("test", 9.0, None).not_understood == ()


@pytest.mark.parametrize(
    ("text", "voice_s", "fits"),
    [("I'm sorry.", 0.2, False), ("I'm sorry.", 0.6, True), ("Yes.", 0.1, True), ("", 0.0, True)],
)
def test_only_so_many_letters_fit(text: str, voice_s: float, fits: bool) -> None:
    assert room_for([Word(text, 0.0, 1.0)], voice_s) is fits
