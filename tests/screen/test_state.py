"""What there is to see, and how it is set on terminals of any size: pure values."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import Trouble, TroubleKind
from mockint.domain import SEGMENTS, Level
from mockint.events import (
    AnswerSoFar,
    Asking,
    Choosing,
    Help,
    InTrouble,
    KeyHint,
    KeysNow,
    Listening,
    Notice,
    QuestionAgain,
    RoundEnded,
)
from mockint.screen.layout import SECTIONS, Arranged, arrange, arrange_quiet
from mockint.screen.live_text import heading
from mockint.screen.parts_bar import SIDE_BY_SIDE, parts_bar, signs_for
from mockint.screen.runs import cells, length, paragraph, plain, wrapped
from mockint.screen.state import GOOD_NEWS_S, QUESTION_S, ScreenState, due_warnings, updated
from mockint.screen.wording import ASCII, BLOCKS, NO_KEYS
from mockint.text.printable import printable
from mockint.transcribe.types import Word
from tests.support.amazon import LEVELS, SDE1, SDE2, SENIOR
from tests.support.screen_story import (
    ASK,
    BEGAN,
    LOST,
    QUESTION,
    SPEAKING_KEYS,
    TALKING_KEYS,
    answering,
    heard,
    seen,
    so_far,
    whole_round,
)

SIGNS = signs_for(BLOCKS)


def text(arranged: Arranged) -> str:
    return "\n".join(plain(line) for section in SECTIONS for line in arranged[section])


def notes(of: ScreenState) -> list[str]:
    return [note.text for note in of.notes]


# ---------------------------------------------------------------- what events change


def test_each_notice_and_trouble_stands_once_the_last_one_last() -> None:
    later = replace(LOST, trouble=replace(LOST.trouble, elapsed_s=61.0))
    after_all = seen(BEGAN, heard(0.1), LOST, Notice("A."), Notice("A."), later)
    assert notes(after_all) == [
        "A.",
        "! 1:01 the microphone went away; plug it in; this goes on",
    ]


def test_help_says_which_keys_there_are() -> None:
    legend = "Keys: s=skip the voice, w=say it again, q=end, ?=show the keys."
    assert notes(seen(SPEAKING_KEYS, Help(), Help())) == [legend]
    assert notes(seen(SPEAKING_KEYS, Help("p"), Help("x"))) == [f"x does nothing here. {legend}"]
    assert "English letters" in notes(seen(SPEAKING_KEYS, Help("з")))[0]
    assert notes(seen(SPEAKING_KEYS, Help("x"), TALKING_KEYS)) == [], "those are over"
    assert notes(updated(ScreenState(), Help())) == [NO_KEYS]
    assert notes(updated(ScreenState(), Help("x"))) == [NO_KEYS]


def test_the_legend_is_that_of_the_keys_that_count() -> None:
    now = text(arrange(seen(*answering()), 100, 30, SIGNS))
    assert "w=show the question" in now
    assert "skip the voice" not in now
    waiting = seen(*answering(), Choosing("Now what?"), KeysNow((KeyHint("bn", "next"),)))
    assert "Now what? Keys: b or n=next." in text(arrange(waiting, 100, 30, SIGNS))
    assert text(arrange(waiting, 100, 30, SIGNS)).count("Keys:") == 1


@pytest.mark.parametrize("way", [arrange, arrange_quiet])
def test_the_question_is_shown_again_for_some_seconds(way: Callable[..., Arranged]) -> None:
    talking = seen(*answering(), heard(30.0))
    begun = len(text(way(talking, 100, 30, SIGNS)).split("outside your job"))
    asked = seen(*answering(), heard(30.0), QuestionAgain(ASK), heard(35.0))
    assert len(text(way(asked, 100, 30, SIGNS)).split("outside your job")) == begun + 1
    assert updated(asked, heard(30.0 + QUESTION_S)).notes == ()


def test_a_new_take_begins_with_nothing_of_the_one_before() -> None:
    before = seen(*answering(), so_far(49.0, (50.0, 60.0, 70.0, 80.0, 90.0)), Notice("Stays."))
    assert before.warned == {"situation"}
    again = seen(*answering(), so_far(49.0), Listening(QUESTION, SENIOR, None, 2))
    assert (again.so_far, again.heard, again.warned) == (None, None, frozenset())
    assert not [note for note in again.notes if note.kind == "warning"]
    assert notes(seen(Notice("Stays."), Asking(ASK, 2))) == ["Stays."]


def test_a_part_is_nudged_about_when_it_runs_over_by_half_and_once() -> None:
    ends = (50.0, 60.0, 70.0, 80.0, 90.0)
    assert notes(seen(*answering(), so_far(45.0, ends))) == []
    over = seen(*answering(), so_far(45.5, ends), so_far(46.0, ends), heard(47.0))
    assert notes(over) == ["Situation has taken 45 of 30 s. Move on to the Task."]
    # Back in it later, after another part: nothing more is said.
    elsewhere = replace(so_far(46.0, ends), now="task")
    there_again = replace(elsewhere, now="situation")
    more = seen(*answering(), so_far(45.5, ends), elsewhere, there_again)
    assert notes(more) == []


def test_a_part_that_is_over_is_not_spoken_of() -> None:
    assert notes(seen(*answering(), so_far(60.0))) == []


def test_the_last_part_comes_to_the_end() -> None:
    so = AnswerSoFar((), 0.0, (("reflection", 30.0),), "reflection", 0.0)
    assert notes(seen(*answering(), so)) == ["Reflection has taken 30 of 15 s. Finish your answer."]


@pytest.mark.parametrize("level", LEVELS)
def test_the_budgets_end_is_said_once_and_nudges_follow_the_scaled_target(level: Level) -> None:
    told = notes(seen(*answering(level), heard(level.budget.max_s + 1), heard(400.0)))
    assert len(told) == 1
    assert "You have used" in told[0]
    edge = 1.5 * level.targets_s["task"]
    for seconds, said in ((edge - 0.1, 0), (edge + 0.1, 1)):
        so = AnswerSoFar((), 0.0, (("task", seconds),), "task", 0.0)
        assert len(notes(seen(*answering(level), so))) == said


def test_ones_own_mark_says_which_part_is_on() -> None:
    so = replace(so_far(45.5, (50.0, 60.0, 70.0, 80.0, 90.0)), now="situation")
    assert notes(seen(*answering(), heard(45.0, part="task"), so)) == []


def trouble(kind: TroubleKind, at_s: float) -> InTrouble:
    return InTrouble(Trouble(kind, at_s, f"it is {kind}", "do something"))


def test_a_warning_goes_with_its_part() -> None:
    ends = (50.0, 90.0, 100.0, 110.0, 120.0)
    told = seen(*answering(), so_far(46.0, ends))
    assert notes(told) == ["Situation has taken 46 of 30 s. Move on to the Task."]
    assert notes(updated(told, so_far(51.0, ends))) == []
    assert notes(updated(told, heard(48.0, part="task"))) == []


@pytest.mark.parametrize("kind", ["muted", "stalled", "lost"])
def test_what_is_right_again_takes_the_warning_away(kind: TroubleKind) -> None:
    wrong = seen(*answering(), trouble(kind, 12.0), trouble("disk", 13.0))
    right = updated(wrong, trouble("back", 20.0))
    assert [note.about for note in right.notes] == ["disk", "back"]
    later = updated(right, heard(20.0 + GOOD_NEWS_S))
    assert [note.about for note in later.notes] == ["disk"]
    assert updated(later, trouble("room", 30.0)).notes[0].about == "room"


def test_a_quiet_microphone_is_no_trouble_once_one_speaks() -> None:
    waiting = seen(*answering(), replace(heard(5.0), began_s=None), trouble("quiet", 4.5))
    assert notes(waiting) == ["! it is quiet; do something"]
    assert notes(updated(waiting, heard(6.0))) == []


def test_a_reply_is_never_nudged() -> None:
    so = AnswerSoFar((), 0.0, (("task", 500.0),), "task", 0.0)
    assert due_warnings(Listening(QUESTION, SDE1, 1), heard(500.0), so, ()) == ()


# ---------------------------------------------------------------- on a terminal of any size

STATES = [seen(*whole_round()[:n]) for n in range(len(whole_round()) + 1)]


@pytest.mark.parametrize("how", [arrange, arrange_quiet])
@given(
    st.sampled_from(STATES),
    st.integers(1, 140),
    st.integers(1, 60),
    st.sampled_from([SIGNS, signs_for(ASCII)]),
)
def test_all_lines_are_used_and_none_is_too_long(how, state, width, height, signs) -> None:  # type: ignore[no-untyped-def]
    arranged = how(state, width, height, signs)
    lines = [line for section in SECTIONS for line in arranged[section]]
    assert len(lines) == height
    if width >= 40:
        assert max(length(line) for line in lines) <= width
    if signs.glyphs is ASCII:
        text(arranged).encode("ascii")


@pytest.mark.parametrize("size", [(78, 24), (38, 20), (118, 40)])
@pytest.mark.parametrize("state", STATES[4:78])
def test_the_usual_sizes_have_room_for_all_that_matters(
    state: ScreenState, size: tuple[int, int]
) -> None:
    arranged = arrange(state, *size, SIGNS)
    shown = " ".join(text(arranged).split())
    assert ASK in shown
    assert "q=end" in shown
    assert state.heard is None or "Recording" in shown or "Thinking, still recording" in shown
    assert not state.notes or state.notes[-1].text in shown
    assert state.so_far is None or state.so_far.words[-1].text in shown


def test_the_quiet_screen_shows_only_the_clock_while_one_talks() -> None:
    state = seen(*answering(), so_far(60.0), heard(60.0))
    assert text(arrange_quiet(state, 78, 24, SIGNS)).strip() == "● Recording 1:00"
    asked = seen(*answering()[:2])
    assert ASK in " ".join(text(arrange_quiet(asked, 78, 24, SIGNS)).split())


def test_the_quiet_screen_still_says_what_is_wrong() -> None:
    state = seen(*answering(), heard(300.0), LOST)
    shown = text(arrange_quiet(state, 78, 24, SIGNS))
    assert "the microphone went away" in shown
    assert "You have used" not in shown


def test_words_that_may_change_are_faint_and_the_newest_are_shown() -> None:
    state = seen(*answering(), so_far(60.0))
    (*_, last) = [line for line in arrange(state, 78, 24, SIGNS)["words"] if line]
    assert last[-1][1] == "faint"
    assert last[-1][0].endswith(" ...")
    sure = seen(*answering(), replace(so_far(60.0), sure_s=60.0))
    assert {run[1] for line in arrange(sure, 78, 24, SIGNS)["words"] for run in line} == {""}


@pytest.mark.parametrize(("behind_s", "said"), [(0.0, False), (4.9, False), (12.0, True)])
def test_a_recognizer_that_falls_behind_is_told(behind_s: float, said: bool) -> None:
    state = seen(*answering(), so_far(60.0, behind_s=behind_s))
    assert ("transcript is 12 s behind" in text(arrange(state, 78, 24, SIGNS))) is said


# ---------------------------------------------------------------- the bar


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("width", [SIDE_BY_SIDE, 78, 118])
def test_beside_each_other_the_parts_share_the_budgets_scale(level: Level, width: int) -> None:
    names, bar, figures = parts_bar(seen(*answering(level), so_far(50.0)), width, SIGNS)
    ends = {SDE1: "│2:00", SDE2: "│2:30", SENIOR: "│3:00"}
    assert plain(bar).endswith(ends[level])
    assert length(bar) == width
    for name, whole in zip(plain(names).split(), SEGMENTS, strict=True):
        assert whole.title().startswith(name.strip("▸."))
        assert ("▸" in name) is (whole == "task")
    slots = [len(slot) for slot in plain(bar).split(" ")[:5]]
    room = width - 5
    for slot, segment in zip(slots, SEGMENTS, strict=True):
        assert slot + 1 == pytest.approx(
            room * level.targets_s[segment] / max(level.budget.max_s, 0.0), abs=1
        )
    assert len(plain(figures).split()) == 6  # five, and one "!"


def test_narrow_the_parts_stand_below_each_other() -> None:
    lines = [plain(line) for line in parts_bar(seen(*answering(), so_far(50.0)), 38, SIGNS)]
    assert lines == [
        " Situation  █████»            46/30 !",
        "▸Task       █░░░              4/20",
        " Action     ░░░░░░░░░░░░░░░░░ 0/90",
        " Result     ░░░░              0/20",
        " Reflection ░░░               0/15",
    ]


def test_before_anything_was_heard_the_bar_shows_targets() -> None:
    _, bar, figures = parts_bar(seen(*answering()), 78, SIGNS)
    assert "█" not in plain(bar)
    assert plain(figures).split() == ["30", "s", "20", "s", "90", "s", "20", "s", "15", "s"]


def test_a_reply_has_no_bar() -> None:
    reply = seen(BEGAN, Asking("Why?", 1, 1), Listening(QUESTION, SENIOR, 1), heard(3.0))
    assert parts_bar(reply, 78, SIGNS) == ()
    assert parts_bar(seen(BEGAN, Asking("Why?", 1, 1)), 78, SIGNS) == ()


def test_what_a_local_model_asks_is_marked() -> None:
    state = seen(BEGAN, Asking("Why?", 1, 2, by="coach"))
    assert "follow-up 2 · asked by your local model" in plain(heading(state, 78, SIGNS)[0])


def test_what_was_heard_is_never_nothing_and_over_has_a_sign_of_its_own() -> None:
    little = AnswerSoFar((), 0.0, (("action", 0.2),), "action", 0.0)
    assert plain(parts_bar(seen(*answering(), little), 78, SIGNS)[1]).count("█") == 1
    exact = AnswerSoFar((), 0.0, (("task", 20.0),), "task", 0.0)
    assert "»" not in plain(parts_bar(seen(*answering(), exact), 78, SIGNS)[1])
    over = AnswerSoFar((), 0.0, (("task", 21.0),), "task", 0.0)
    assert plain(parts_bar(seen(*answering(), over), 78, SIGNS)[1]).count("»") == 1


# ---------------------------------------------------------------- setting text


@given(st.text(max_size=200), st.integers(2, 50))
def test_text_is_set_whole_and_within_its_width(said: str, width: int) -> None:
    lines = paragraph(said, width)
    assert all(length(line) <= width for line in lines)
    kept = "".join(plain(line) for line in lines).replace(" ", "")
    assert kept == "".join(printable("".join(said.split())).split())


def test_a_terminal_is_never_commanded_by_what_was_said() -> None:
    words = (Word("a\x1b[2Jb", 0.0, 0.1),)
    state = seen(*answering(), AnswerSoFar(words, 1.0, (), None, 0.0), Notice("x\x07\ny"))
    assert not set("\x1b\x07") & set(text(arrange(state, 78, 24, SIGNS)))


def test_neighbours_of_one_style_are_one_run() -> None:
    lines = wrapped([("a", ""), ("b", ""), ("c", "faint"), ("d", "faint"), ("e", "")], 9)
    assert lines == ((("a b", ""), (" ", ""), ("c d", "faint"), (" ", ""), ("e", "")),)


def test_wide_letters_take_two_columns() -> None:
    assert [plain(line) for line in paragraph("面接 練習", 5)] == ["面接", "練習"]
    assert cells("面e\u0301") == 3


def test_the_end_says_where_the_round_is() -> None:
    state = seen(*answering(), RoundEnded("/rounds/1"))
    assert "The round is over" in text(arrange(state, 78, 24, SIGNS))
