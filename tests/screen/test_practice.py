"""Practice on both screens: what it is called, its one target, keys to choose by, a line typed."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.events import (
    Asking,
    Choosing,
    Exercise,
    KeyHint,
    KeysNow,
    Listening,
    Outward,
    RoundEnded,
    Stopped,
    Typing,
    Working,
)
from mockint.interview import keys
from mockint.screen.keys import legend
from mockint.screen.layout import SECTIONS, arrange, arrange_quiet
from mockint.screen.parts_bar import parts_bar, signs_for
from mockint.screen.plain import PlainScreen
from mockint.screen.runs import length, plain
from mockint.screen.state import ScreenState
from mockint.screen.wording import BLOCKS
from tests.support.amazon import SENIOR
from tests.support.screen_story import BEGAN, QUESTION, heard, seen, so_far

DRILL = replace(BEGAN, title="Drill: Result")
TRY = Asking("Only the result.", 1, label="Try 1 of 3")
RESULT = Exercise("Result", 20.0)
RECORDING = Listening(QUESTION, SENIOR, exercise=RESULT)
AGAIN = (KeyHint("\n", "try 2 of 3"), keys.QUIT)
SIGNS = signs_for(BLOCKS)


def live(of: ScreenState, width: int = 100, height: int = 30) -> str:
    arranged = arrange(of, width, height, SIGNS)
    return "\n".join(plain(line) for section in SECTIONS for line in arranged[section])


def lines(*events: Outward, quiet: bool = False) -> str:
    stream = io.StringIO()
    screen = PlainScreen(
        stream, legend=lambda hints: "Keys." if hints else "", quiet=quiet, columns=lambda: 80
    )
    for event in events:
        screen.show(event)
    screen.close()
    return stream.getvalue()


# ---------------------------------------------------------------- live


def test_its_title_and_label_stand_where_a_rounds_number_would() -> None:
    top = live(seen(DRILL, TRY)).splitlines()[0]
    assert top == "Drill: Result · Try 1 of 3"
    assert "question 1" not in live(seen(DRILL, TRY))
    assert "Speaking" in live(seen(DRILL, TRY))


def test_one_target_instead_of_five() -> None:
    of = seen(DRILL, TRY, RECORDING, heard(12.0), so_far(12.0))
    assert "Result 12 of 20 s" in live(of)
    assert parts_bar(of, 100, SIGNS) == ()
    assert "Situation" not in live(of)
    over = seen(DRILL, TRY, RECORDING, heard(12.0), heard(26.0), heard(31.0))
    assert "Result 20 s, over by 0:11" in live(over)
    assert [note.text for note in over.notes] == [
        "Result: your 20 s are over. Finish soon. You will not be cut off."
    ]


def test_without_a_target_only_its_name() -> None:
    free = replace(RECORDING, exercise=Exercise("Your answer"))
    of = seen(DRILL, TRY, free, heard(300.0))
    assert "Your answer" in live(of)
    assert of.notes == ()


def test_a_whole_answer_has_its_five_parts_in_practice_too() -> None:
    of = seen(DRILL, TRY, Listening(QUESTION, SENIOR), heard(12.0), so_far(12.0))
    assert parts_bar(of, 100, SIGNS)


def test_it_waits_for_a_key() -> None:
    done = (RECORDING, heard(12.0), Stopped(12.0, "x"), Working("analysing"))
    of = seen(DRILL, TRY, *done, Choosing(""), KeysNow(AGAIN))
    assert "Keys: Enter=try 2 of 3, q=end." in live(of)
    assert "Analyzing" not in live(of)
    assert "Try 2" in live(seen(DRILL, of.waiting_for, replace(TRY, label="Try 2")))  # type: ignore[arg-type]
    assert "Press a key" in live(seen(DRILL, Choosing("")))


def test_many_keys_wrap() -> None:
    many = tuple(KeyHint(key, "goes somewhere") for key in "bcdefghij")
    shown = live(seen(DRILL, TRY, Choosing("Where?"), KeysNow(many)), width=40)
    assert f"Where?{legend(many)}".replace(" ", "") in "".join(shown.split())


def test_what_is_typed_is_seen() -> None:
    of = seen(DRILL, TRY, Typing("What is wrong with it?", "it says w"))
    assert "What is wrong with it?" in live(of)
    assert "it says w_" in live(of)


def test_the_end_is_not_called_a_round() -> None:
    assert "Finished" in live(seen(DRILL, RoundEnded("x")))
    assert "round" not in live(seen(DRILL, RoundEnded("x")))


EVENTS = st.lists(
    st.sampled_from(
        [
            DRILL, BEGAN, TRY, RECORDING, heard(3.0), heard(33.0), so_far(12.0),
            replace(RECORDING, exercise=Exercise("A very long name for what is practiced here")),
            Stopped(9.0, "x"), Working("analysing"), Choosing("a, b, c or d"), Choosing(""),
            Choosing("b goes back, " * 9),
            Typing("Its name:", "x" * 90), Typing("", ""), RoundEnded(None),
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(EVENTS, st.integers(40, 130), st.integers(3, 40))
def test_it_fits_any_terminal(events: list[Outward], width: int, height: int) -> None:
    of = seen(*events)
    for way in (arrange, arrange_quiet):
        made = way(of, width, height, SIGNS)
        rows = [line for section in SECTIONS for line in made[section]]
        assert len(rows) == height
        assert all(length(row) <= width for row in rows)


# ---------------------------------------------------------------- lines


def test_as_lines() -> None:
    told = lines(
        DRILL,
        TRY,
        RECORDING,
        heard(1.0),
        heard(16.0),
        heard(21.0),
        Stopped(21.0, "x"),
        Choosing("Once more?"),
        KeysNow(AGAIN),
        Typing("Its name:", ""),
        Typing("Its name:", "w"),
        RoundEnded("/there"),
    )
    assert told.splitlines() == [
        "Drill: Result.",
        "Voice: espeak-ng en-us. Microphone: USB Headset.",
        "Recognizer: PocketSphinx en-us.",
        "",
        "Try 1 of 3: Only the result.",
        "Recording: Result 0 of 20 s. Take your time.",
        next(line for line in told.splitlines() if "Result 16 of 20 s" in line),
        "Result: your 20 s are over. Finish soon. You will not be cut off.",
        "Recorded 0:21.",
        "Once more?",
        "Keys.",
        "Its name:",
        "Saved in /there",
    ]


@pytest.mark.parametrize("quiet", [True, False])
def test_a_new_take_of_a_part(quiet: bool) -> None:
    told = lines(DRILL, TRY, replace(RECORDING, take=2), quiet=quiet)
    assert "Recording again: take 2." in told
    assert "Plan" not in told


def test_typing_on_a_terminal_is_one_line_that_grows() -> None:
    stream = io.StringIO()
    screen = PlainScreen(stream, live=True, columns=lambda: 80)
    for text in ("", "a", "ab"):
        screen.show(Typing("Name:", text))
    assert stream.getvalue().split("\r")[-1].strip() == "Name: ab"
