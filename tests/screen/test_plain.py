"""The plain screen: what a round looks like in a pipe and on a terminal."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import Loudness, Trouble
from mockint.content.types import Question
from mockint.domain import SEGMENTS, TARGET_S, Segment
from mockint.domain import Level as JobLevel
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
    Outward,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Working,
)
from mockint.interview import keys
from mockint.screen.keys import legend, legend_of_lines
from mockint.screen.plain import PlainScreen
from mockint.screen.wording import (
    ASCII,
    BLOCKS,
    glyphs_for,
    marked_now,
    meter,
    plan_now,
    step_at,
    steps,
)
from mockint.text.format import clock
from tests.support.amazon import LEVELS, SDE1, SDE2, SENIOR

QUESTION = Question(slug="q", ask="Tell me about a time.", principle="ownership")
BEGAN = RoundBegan(SENIOR, "PocketSphinx en-us", "espeak-ng", "a recording", 1, 2)
LOST = Trouble("lost", 12.0, "the microphone went away", "plug it in again; recording goes on")


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def stream(encoding: str = "utf-8", *, terminal: bool = False) -> io.TextIOWrapper:
    kind = Terminal if terminal else io.TextIOWrapper
    return kind(io.BytesIO(), encoding=encoding, newline="")


TALKING_KEYS = KeysNow((keys.DONE, keys.PAUSE, keys.QUIT))


def written(to: io.TextIOWrapper) -> str:
    to.flush()
    assert isinstance(to.buffer, io.BytesIO)
    return to.buffer.getvalue().decode(to.encoding)


def heard(elapsed_s: float, *, thinking: bool = False, part: Segment | None = None) -> TakeProgress:
    return TakeProgress(Loudness(elapsed_s, -24.0, -9.0), thinking, part, began_s=0.0)


def a_round(level: JobLevel = SENIOR) -> list[Outward]:
    """Every kind of event, an answer that runs over its budget, a reply, a second take."""
    return [
        BEGAN,
        Asking(QUESTION.ask * 6, 1),
        Listening(QUESTION, level),
        TALKING_KEYS,
        Help(),
        *(heard(n / 2) for n in range(60)),
        InTrouble(LOST),
        heard(30.5, thinking=True),
        heard(31.0),
        *(heard(float(n)) for n in range(31, 200)),
        Stopped(200.0, "/takes/answer-1.wav"),
        Listening(QUESTION, level, None, 2),
        heard(1.0),
        Stopped(1.0, "/takes/answer-1-take-2.wav"),
        Working("transcribing"),
        *(Working("transcribing", n / 50) for n in range(51)),
        Working("analysing"),
        Notice(
            "The voice failed. From now on you read the questions on the screen: no loudspeaker."
        ),
        Asking("And then?", 1, 1),
        Listening(QUESTION, level, 1),
        heard(2.0),
        heard(16.0),
        Stopped(16.0, "/takes/answer-1-probe-1.wav"),
        Working("saving"),
        RoundEnded("/rounds/20261121-193005"),
    ]


def play(screen: PlainScreen, events: list[Outward]) -> None:
    for event in events:
        screen.show(event)
    screen.close()


def seen(text: str, columns: int) -> list[str]:
    """The lines as a terminal of that width would end up with them, and as they were on the way."""
    lines = []
    for line in text.split("\n"):
        row = ""
        for piece in line.split("\r"):
            lines.append(piece)
            row = piece + row[len(piece) :]
        lines.append(row.rstrip())
    assert all(len(line) <= columns for line in lines), max(lines, key=len)
    return lines


# ---------------------------------------------------------------- in a pipe


def test_a_pipe_gets_lines_and_nothing_else() -> None:
    out = stream()
    play(PlainScreen(out, legend=legend, columns=lambda: 80), a_round())
    text = written(out)
    assert "\r" not in text
    assert "\x1b" not in text
    lines = seen(text, 79)
    assert lines.count("Recording. Take your time.") == 2  # once as a piece, once as the row
    assert "Interviewer: And then?" in lines
    assert "! 0:12 the microphone went away; plug it in again; recording goes on" in lines
    assert "0:30 Thinking, still recording." in lines
    assert "0:31 Continuing." in lines
    assert "Recording again: take 2. The debrief is of this one." in lines
    assert "Saved in /rounds/20261121-193005" in lines


def test_keys_are_told_once_and_always_where_one_is_waited_for() -> None:
    out = stream()
    screen = PlainScreen(out, legend=legend_of_lines, columns=lambda: 80)
    speaking, choosing = KeysNow((keys.SKIP,)), KeysNow((KeyHint("\n", "try again"),))
    events = [Asking("Well?", 1), speaking, Listening(QUESTION, SENIOR), TALKING_KEYS]
    play(screen, [*events, *events, Choosing(""), choosing, Choosing(""), choosing, Help("з")])
    lines = written(out).splitlines()
    assert lines.count("Type a line and press Enter: s=skip the voice.") == 1
    assert sum("empty line=done, p=pause to think" in line for line in lines) == 1
    assert lines.count("Type a line and press Enter: empty line=try again.") == 2
    assert '"з" was not understood' in written(out)


def test_what_a_local_model_asks_is_marked() -> None:
    out = stream()
    play(PlainScreen.on(out, {}), [BEGAN, Asking("And then?", 1, 2, by="coach")])

    assert "Interviewer (asked by your local model): And then?" in written(out)


def test_a_pipe_is_told_the_clock_every_fifteen_seconds() -> None:
    out = stream()
    play(PlainScreen(out, columns=lambda: 80), a_round())
    told = [line for line in written(out).split("\n") if " recording, mic " in line]
    first = told[: told.index(next(line for line in told if "reply" in line))]
    assert [line.split()[0] for line in first] == [
        *("0:15", "0:31"),  # at 0:30 there was something else to say
        *(clock(15.0 * n) for n in range(3, 14)),
    ]
    assert first[1].endswith("plan: Task until 0:50 · budget 2:30-3:00")
    assert [line.split()[0] for line in told[13:]] == ["0:16"]


def test_a_pipe_is_told_progress_in_quarters() -> None:
    out = stream()
    play(PlainScreen(out), a_round())
    told = [
        line for line in written(out).split("\n") if line.startswith(("Trans", "Ana", "Saving"))
    ]
    assert told == [
        "Transcribing ...",
        *(f"Transcribing {n}%" for n in (25, 50, 75, 100)),
        "Analyzing ...",
        "Saving ...",
    ]


@pytest.mark.parametrize("terminal", [False, True])
def test_the_budget_is_told_once_an_answer(terminal: bool) -> None:
    out = stream()
    play(PlainScreen(out, live=terminal, columns=lambda: 80), a_round())
    assert written(out).count("You have used all 3:00 of the Senior budget.") == 1


def test_a_long_reply_has_no_budget() -> None:
    out = stream()
    play(PlainScreen(out), [Listening(QUESTION, SDE1, 1), heard(500.0)])
    assert "sde1" not in written(out).lower()
    assert "reply" in written(out)


# ---------------------------------------------------------------- on a terminal


def statuses(text: str) -> list[str]:
    pieces = [piece.rstrip() for line in text.split("\n") for piece in line.split("\r")[1:]]
    return [piece for piece in pieces if piece.startswith(("REC", "Asking", "Transcribing"))]


@pytest.mark.parametrize("columns", [80, 40, 120])
def test_a_terminal_has_one_live_line_that_never_wraps(columns: int) -> None:
    out = stream()
    play(PlainScreen(out, live=True, columns=lambda: columns), a_round())
    text = written(out)
    seen(text, columns - 1)
    assert any(status.startswith("REC 2:00 [") for status in statuses(text))


def test_the_live_line_shows_clock_level_plan_and_state() -> None:
    out = stream()
    play(
        PlainScreen(out, live=True, legend=legend, columns=lambda: 80),
        [
            Asking("Well?", 1),
            Listening(QUESTION, SENIOR),
            heard(83.0),
            KeysNow((keys.DONE, keys.GO_ON)),
            heard(84.0, thinking=True),
            heard(178.0),
            heard(185.0),
            Working("transcribing", 0.42),
        ],
    )
    assert statuses(written(out)) == [
        "Asking ...",
        "REC 1:23 [███████░░░] plan: Action until 2:20 · budget 2:30-3:00",
        "REC 1:24 [███████░░░] thinking, still recording (p=end the pause)",
        "REC 2:58 [███████░░░] plan: finish now · budget 2:30-3:00",
        "REC 3:05 [███████░░░] over the budget by 0:05",
        "Transcribing 42%",
    ]


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("terminal", [False, True])
def test_nothing_is_charged_before_the_first_word(terminal: bool, quiet: bool) -> None:
    out = stream()
    screen = PlainScreen(out, live=terminal, quiet=quiet, columns=lambda: 80)
    waiting = [replace(heard(n * 10.0), began_s=None) for n in range(30)]
    speaking = [replace(heard(290.0 + n), began_s=289.0) for n in range(18)]
    play(screen, [Listening(QUESTION, SDE1), *waiting, InTrouble(LOST), *speaking])
    text = written(out)
    assert "You have used all" not in text
    assert "over the budget" not in text
    assert "! the microphone went away" in text
    before, after = text.split("! the microphone")
    if terminal:
        assert "Take your time." in statuses(before)[-1]
        assert [status[:8] for status in statuses(after)][:2] == ["REC 0:01", "REC 0:02"]
    else:
        assert [line[:4] for line in after.split("\n")[1:] if " recording" in line] == ["0:15"]


def test_the_live_line_shows_the_part_that_was_marked() -> None:
    out = stream()
    play(
        PlainScreen(out, live=True, columns=lambda: 80),
        [
            Listening(QUESTION, SENIOR),
            heard(30.0, part="task"),
            heard(178.0, part="result"),
            heard(185.0, part="reflection"),
        ],
    )
    assert statuses(written(out)) == [
        "REC 0:30 [███████░░░] Task · plan: Task until 0:50",
        "REC 2:58 [███████░░░] Result · plan: finish now · budget 2:30-3:00",
        "REC 3:05 [███████░░░] Reflection · over the budget by 0:05",
    ]


def so_far(now: Segment, seconds: float) -> AnswerSoFar:
    return AnswerSoFar((), 0.0, ((now, seconds),), now, 0.0)


def test_the_live_line_shows_the_part_heard_and_its_seconds() -> None:
    out = stream()
    play(
        PlainScreen(out, live=True, columns=lambda: 80),
        [
            Listening(QUESTION, SENIOR),
            heard(40.0),
            so_far("situation", 33.9),
            heard(41.0),
            so_far("result", 12.0),
            heard(185.0),
            heard(186.0, part="reflection"),
            Listening(QUESTION, SENIOR, 1),
            heard(3.0),
        ],
    )
    assert statuses(written(out)) == [
        "REC 0:40 [███████░░░] plan: Task until 0:50 · budget 2:30-3:00",
        "REC 0:41 [███████░░░] Situation 33 of 30 s · plan: Task until 0:50",
        "REC 3:05 [███████░░░] Result 12 of 20 s · over the budget by 0:05",
        "REC 3:06 [███████░░░] Reflection 0 of 15 s · over the budget by 0:06",
        "REC 0:03 [███████░░░] reply",
    ]


@pytest.mark.parametrize("terminal", [False, True])
def test_a_part_that_runs_over_by_half_is_told_once(terminal: bool) -> None:
    out = stream()
    play(
        PlainScreen(out, live=terminal, columns=lambda: 80),
        [
            Listening(QUESTION, SENIOR),
            heard(50.0),
            so_far("situation", 45.0),
            so_far("situation", 46.0),
            heard(51.0),
            so_far("situation", 60.0),
        ],
    )
    assert written(out).count("Situation has taken 46 of 30 s. Move on to the Task.") == 1
    assert written(out).count("has taken") == 1


def test_a_pipe_is_told_the_part_only_with_the_clock() -> None:
    out = stream()
    play(
        PlainScreen(out, columns=lambda: 80),
        [Listening(QUESTION, SENIOR), heard(14.0), so_far("situation", 13.0), heard(15.0)],
    )
    told = [line for line in written(out).split("\n") if "13 of 30" in line]
    assert told == [
        "0:15 recording, mic [███████░░░] Situation 13 of 30 s · plan: Situation until",
    ]


@pytest.mark.parametrize("terminal", [False, True])
def test_quiet_only_the_clock_while_one_talks(terminal: bool) -> None:
    out = stream()
    screen = PlainScreen(out, live=terminal, quiet=True, columns=lambda: 80)
    answer = [Listening(QUESTION, SENIOR), heard(15.0), so_far("situation", 60.0), heard(190.0)]
    play(screen, [*answer, heard(191.0, thinking=True), InTrouble(LOST)])
    text = written(out)
    for unwanted in ("[█", "plan", "Plan", "udget", "has taken", "You have used"):
        assert unwanted not in text
    assert ("REC 0:15" if terminal else "0:15 recording\n") in text
    assert "still recording" in text
    assert LOST.message in text


def test_a_pipe_is_told_each_mark_once() -> None:
    out = stream()
    play(
        PlainScreen(out, columns=lambda: 80),
        [
            Listening(QUESTION, SENIOR),
            heard(10.0),
            heard(11.0, part="task"),
            heard(12.0, part="task"),
            heard(13.0, part="action"),
            Listening(QUESTION, SENIOR, None, 2),
            heard(2.0),
            heard(3.0, part="task"),
        ],
    )
    told = [line for line in written(out).split("\n") if "mark" in line]
    assert told == [
        "0:11 You marked that the Task starts here.",
        "0:13 You marked that the Action starts here.",
        "0:03 You marked that the Task starts here.",
    ]


def test_nothing_of_the_live_line_is_left_behind_a_line() -> None:
    out = stream()
    play(
        PlainScreen(out, live=True, columns=lambda: 80),
        [Listening(QUESTION, SENIOR), heard(83.0), Notice("A word."), heard(84.0)],
    )
    rows = seen(written(out), 79)
    assert "A word." in rows
    assert written(out).endswith("\r" + " " * 64 + "\r")


@pytest.mark.parametrize(
    ("environ", "live", "bold"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_the_screen_suits_its_terminal(environ: dict[str, str], live: bool, bold: bool) -> None:
    out = stream(terminal=True)
    play(PlainScreen.on(out, environ), a_round())
    assert ("\r" in written(out)) is live
    assert ("\x1b[1mInterviewer:\x1b[0m" in written(out)) is bold
    assert set(re.findall(r"\x1b\[\d*m", written(out))) <= {"\x1b[1m", "\x1b[0m"}


def test_a_pipe_is_never_bold() -> None:
    out = stream()
    play(PlainScreen.on(out, {"TERM": "xterm"}), a_round())
    assert "\x1b" not in written(out)


# ---------------------------------------------------------------- what a stream can carry


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
@pytest.mark.parametrize("live", [False, True])
def test_no_encoding_is_too_poor(encoding: str, live: bool) -> None:
    out = stream(encoding)
    screen = PlainScreen(out, live=live, columns=lambda: 80)
    play(screen, [Asking("“Why” did you → wait? 待", 1), Notice("\udcff"), *a_round()])
    assert "Interviewer: " in written(out)


@pytest.mark.parametrize(
    ("encoding", "glyphs"),
    [("utf-8", BLOCKS), ("cp437", BLOCKS), ("ascii", ASCII), (None, ASCII), ("no such", ASCII)],
)
def test_the_bar_suits_the_encoding(encoding: str | None, glyphs: object) -> None:
    assert glyphs_for(encoding) is glyphs


def test_a_path_is_not_cut() -> None:
    out = stream()
    path = "/home/someone/.local/share/mockint/rounds/" + "x" * 60
    play(PlainScreen(out, columns=lambda: 80), [RoundEnded(path)])
    assert path in written(out)


# ---------------------------------------------------------------- the plan on the clock


@pytest.mark.parametrize(
    ("level", "until"),
    [
        (SENIOR, [30.0, 50.0, 140.0, 160.0, 175.0]),
        (SDE2, [26.0, 43.0, 120.0, 137.0, 150.0]),
        (SDE1, [21.0, 34.0, 96.0, 110.0, 120.0]),
    ],
)
def test_the_plan_is_scaled_to_a_shorter_budget(level: JobLevel, until: list[float]) -> None:
    assert [step.until_s for step in steps(level)] == pytest.approx(until, abs=0.001)


@given(st.sampled_from(LEVELS), st.floats(0, 4000))
def test_the_plan_at_any_moment(level: JobLevel, elapsed_s: float) -> None:
    step = step_at(level, elapsed_s)
    assert (step is None) == (elapsed_s >= min(sum(TARGET_S.values()), level.budget.max_s))
    assert step is None or step.until_s > elapsed_s
    for now in (
        plan_now(level, elapsed_s, ASCII),
        *(marked_now(part, level, elapsed_s, ASCII) for part in SEGMENTS[1:]),
    ):
        assert len(f"REC {clock(elapsed_s)} [..........] {now}") < 80


@given(st.floats(-200, 10), st.floats(-200, 10))
def test_the_meter_grows_with_the_sound(one: float, other: float) -> None:
    bars = [meter(Loudness(0.0, dbfs, dbfs), ASCII) for dbfs in sorted((one, other))]
    assert all(re.fullmatch(r"\[#*-*\]", bar) and len(bar) == 12 for bar in bars)
    assert bars[0].count("#") <= bars[1].count("#")


def test_the_meters_ends() -> None:
    assert meter(Loudness(0.0, -120.0, -120.0), ASCII) == "[----------]"
    assert meter(Loudness(0.0, -3.0, 0.0), ASCII) == "[##########]"
