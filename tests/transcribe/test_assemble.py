"""Words put together, put on the clock, and told from hallucinations. Pure."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.transcribe.assemble import Assembly, inside, on_the_clock, wordless
from mockint.transcribe.engines.whisper import HINTS_CHARACTERS, PROMPT, prompt_with
from mockint.transcribe.hallucinations import KNOWN, repeats, without_hallucinations
from mockint.transcribe.loops import plain, without_loops
from mockint.transcribe.types import Recognition, Stretch, Word
from mockint.transcribe.word_pieces import RawWord, join_pieces


def spoken(text: str, start: float = 0.0, step: float = 0.3) -> list[Word]:
    return [
        Word(one, start + step * i, start + step * (i + 1)) for i, one in enumerate(text.split())
    ]


# ---------------------------------------------------------------- joined


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([" well", "-known", " bug"], ["well-known", "bug"]),
        ([" $8", ",000", " saved"], ["$8,000", "saved"]),
        ([" 3", ".5", "%"], ["3.5%"]),
        ([" Um", "..."], ["Um..."]),
        ([" -", " so"], ["so"]),
        (["so", " then"], ["so", "then"]),
        (["all", "bare"], ["all", "bare"]),
        ([" ", ""], []),
        ([" ha", *["ha"] * 200], ["ha" * 100, "ha" * 100, "ha"]),
        ([" well", "a" * 16_000], ["well", "a" * 200]),
    ],
)
def test_pieces_become_words(pieces: list[str], expected: list[str]) -> None:
    raw = [RawWord(text, i, i + 1, 0.9) for i, text in enumerate(pieces)]

    assert [one.text for one in join_pieces(raw)] == expected


def test_a_joined_word_takes_the_time_of_both_and_the_lesser_probability() -> None:
    raw = [RawWord(" $8", 1.0, 1.4, 0.9), RawWord(",000", 1.4, 2.0, 0.4), RawWord("!", 2, 3, 0.1)]

    assert join_pieces(raw) == [RawWord("$8,000!", 1.0, 2.0, 0.4)]


# ---------------------------------------------------------------- clock


def test_words_are_put_back_and_clipped_to_their_piece() -> None:
    raw = [
        RawWord("before", -1.0, 0.1, 0.5),
        RawWord("in", 0.5, 0.9, math.nan),
        RawWord("over", 0.8, 1.4, 1.2),
        RawWord("after", 3.0, 4.0, -1.0),
    ]

    assert on_the_clock(raw, (10.0, 12.0), after=10.05) == [
        Word("before", 10.05, 10.1, 0.5),
        Word("in", 10.5, 10.9, None),
        Word("over", 10.9, 11.4, 1.0),
        Word("after", 12.0, 12.0, 0.0),
    ]


_TIME = st.floats(-5, 60)


@given(
    st.lists(st.tuples(_TIME, _TIME), max_size=8),
    st.tuples(st.floats(0, 50), st.floats(0, 50)).map(sorted),
    st.floats(0, 50),
)
def test_words_on_the_clock_stay_in_order_inside_the_piece(
    times: list[tuple[float, float]], piece: list[float], after: float
) -> None:
    raw = [RawWord("w", a, b, None) for a, b in times]

    words = on_the_clock(raw, (piece[0], piece[1]), after)

    edges = [edge for one in words for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(piece[0] - 0.001 <= edge <= piece[1] + 0.001 for edge in edges)


def test_pieces_without_sound_are_left_out() -> None:
    assert inside([(-1, 2), (3, 3), (4, 9), (7, 8)], 5.0) == [(0.0, 2), (4, 5.0)]


def test_a_voiced_stretch_without_a_word_is_a_hesitation() -> None:
    words = [Word("I", 0.0, 1.0), Word("left", 5.0, 5.5)]
    voiced = [
        (0.0, 1.0),  # a word
        (2.0, 2.1),  # a click
        (3.0, 3.6),  # "um"
        (4.5, 5.05),  # "um", grazed by the next word
        (5.1, 5.5),  # a word
        (7.0, 9.0),  # missed speech
    ]

    assert wordless(voiced, words) == [Stretch(3.0, 3.6), Stretch(4.5, 5.05)]


# ---------------------------------------------------------------- hallucinations


@pytest.mark.parametrize(
    "text",
    ["Thank you.", "Thank you. Thank you.", "Thanks for watching!", "you you you", "THE END"],
)
def test_a_known_invention_without_a_voice_goes(text: str) -> None:
    words = spoken(text, start=5.0)

    assert without_hallucinations(words, [(0.0, 3.0), (9.0, 9.9)]) == []


@pytest.mark.parametrize("text", ["Thank you.", "Thanks for watching!", "you"])
def test_the_same_words_with_a_voice_behind_them_stay(text: str) -> None:
    words = spoken(text, start=5.0)

    assert without_hallucinations(words, [(5.0, 5.6)]) == words
    assert without_hallucinations(words, None) == words  # not measured


def test_words_that_nobody_invents_stay_without_a_voice() -> None:
    words = spoken("Thank you for asking, I fixed the bug")

    assert without_hallucinations(words, []) == words


def test_the_prompt_said_back_goes() -> None:
    prompt = prompt_with(["webhook", "idempotent"])

    assert repeats(spoken("Um, uh, hmm, er. Webhook, idempotent."), prompt)
    assert not repeats(spoken("Um, uh, I think"), prompt)
    assert not repeats([], prompt)


def test_known_inventions_are_written_as_they_are_compared() -> None:
    assert all(plain(spoken(one)) == one for one in KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I went " + "and I fixed it " * 20, "I went and I fixed it"),
        ("we tested " + "it " * 60, "we tested it"),
        ("so " + "thank you very much " * 15 + "thank you", "so thank you very much"),
        ("a " + "I know. I know! " * 30 + "and that was it", "a I know. and that was it"),
    ],
)
def test_loops_are_cut_to_one_turn(text: str, expected: str) -> None:
    assert " ".join(one.text for one in without_loops(spoken(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no no no no we never did that",
        "very very very very fast",
        "I I I I think we we we should go",
        "it was bad it was bad it was bad and I said so",
        "",
    ],
)
def test_stammering_is_no_loop(text: str) -> None:
    assert without_loops(spoken(text)) == spoken(text)


def test_a_loop_inside_one_word_is_cut() -> None:
    assert plain(without_loops(spoken("so church" + "church" * 200))) == "so church"


@given(st.lists(st.sampled_from(["a", "bb", "cc.", "I"]), max_size=80))
def test_cutting_loops_only_leaves_out(texts: list[str]) -> None:
    words = spoken(" ".join(texts))

    kept = without_loops(words)

    assert all(one in words for one in kept)
    assert set(map(str.lower, texts)) == {one.text.lower() for one in kept}


# ---------------------------------------------------------------- prompt


def test_hints_follow_the_hesitations_and_are_bounded() -> None:
    assert prompt_with([]) == PROMPT
    assert prompt_with(["webhook", "race condition"]) == f"{PROMPT} webhook, race condition."
    long = prompt_with([f"term{i}" for i in range(500)])
    assert 40 < len(long) - len(PROMPT) <= HINTS_CHARACTERS + 2
    assert prompt_with(["x" * 500]) == PROMPT


def test_estimated_times_are_marked_where_they_are() -> None:
    assembly = Assembly()

    assembly.add(Recognition((Word("sure", 0.0, 1.0),)), (0.0, 2.0), None)
    assembly.add(Recognition((Word("spread", 0.5, 1.0),), estimated=True), (2.0, 4.0), None)
    assembly.add(Recognition((), estimated=True), (4.0, 6.0), None)

    assert assembly.transcript("test", 6.0, None).estimated == (Stretch(2.5, 3.0),)
