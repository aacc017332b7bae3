"""Cutting a text into pieces that the voice can be trusted with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.voice.pieces import cut
from mockint.voice.pyttsx3 import PIECE_BYTES


@pytest.mark.parametrize(
    ("text", "limit_bytes", "pieces"),
    [
        ("", 100, ()),
        (" \n\t ", 100, ()),
        ("… — !?", 100, ()),
        ("What then?", 100, ("What then?",)),
        ("One.  Two.\nThree.", 100, ("One. Two. Three.",)),
        ("One is one. Two is two. Three.", 24, ("One is one. Two is two.", "Three.")),
        ("a long sentence without any end", 12, ("a long", "sentence", "without any", "end")),
        ("indivisible", 4, ("indi", "visi", "ble")),
        ("ééé", 4, ("éé", "é")),
        ("nul\x00byte and \ud800 half", 100, ("nul byte and half",)),
    ],
)
def test_pieces(text: str, limit_bytes: int, pieces: tuple[str, ...]) -> None:
    assert cut(text, limit_bytes) == pieces


@given(st.text(), st.integers(min_value=4, max_value=60))
def test_no_piece_is_too_long_and_nothing_is_lost(text: str, limit_bytes: int) -> None:
    pieces = cut(text, limit_bytes)
    assert all(0 < len(piece.encode()) <= limit_bytes for piece in pieces)
    if pieces:
        kept = [c for c in text if not c.isspace() and c >= " " and c != "\x7f"]
        kept = [c for c in kept if not "\ud800" <= c <= "\udfff"]
        assert [c for c in "".join(pieces) if not c.isspace()] == kept
    else:
        assert not any(character.isalnum() for character in text)


def test_a_long_speech_comes_in_pieces_that_never_crashed_the_library() -> None:
    pieces = cut("A sentence of eight words is said here. " * 400, PIECE_BYTES)
    assert len(pieces) > 1
    assert PIECE_BYTES < 2_000
    assert all(piece.endswith("here.") for piece in pieces)
