"""A loop through real speech: its interviewers, its breaks, its time, its debrief."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import Microphone
from mockint.cli import terminal
from mockint.commands.loop import PanelOptions, panel_debrief, run_panel
from mockint.commands.practice.session import PracticeOptions
from mockint.content.candidates import load_candidate
from mockint.errors import UsageError
from mockint.events import OnBreak, RoundBegan
from mockint.interview import Prompt
from mockint.interview.panel_clock import FOLLOW_UP_S, QUESTION_S, PanelClock
from mockint.locations import content_dir, own_content_dir
from mockint.screen.scripted import Press, shown
from mockint.screen.wording import break_line
from mockint.stories.files import write
from mockint.stories.types import Story
from mockint.views.as_json.values import plain
from tests.support.rehearsal import FRONT, Rehearsal, said

RECORDING_S = 130.0
"""By the test's clock, which goes on by that much whenever a recording begins."""


def test_a_loop_of_two_interviewers(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = load_candidate(content_dir() / "candidates", "strong").spoken
    whole = Story(name="groceries", parts={"action": " ".join(one.text for one in script)})
    write(own_content_dir(), whole)
    answer = said(tmp_path, "situation", "task", "action", "result", most_s=24.0)
    reply = said(tmp_path, "reflection", most_s=6.0)
    rehearsal = Rehearsal(tmp_path, [answer, reply, answer, reply], Press("done", shown(OnBreak)))
    options = PanelOptions(principles=["ownership", "Dive Deep"], minutes=10, probes=2, seed=7)
    FRONT.show(
        run_panel(
            options,
            PracticeOptions(level="sde2"),
            FRONT,
            equipment=rehearsal.equipment,
            clock=lambda: RECORDING_S * len(rehearsal.prompts),
        )
    )

    shown_text = " ".join(capsys.readouterr().out.split())
    assert "Interviewer 1 of 2, Ownership is next: 5:00 of the 10:00 left." in shown_text
    assert "Interviewer 2 of 2, Dive Deep is next: 5:40 of the 5:40 left." in shown_text
    began = [event.round_name for event in rehearsal.screen.events if isinstance(event, RoundBegan)]
    assert began == ["Interviewer 1 of 2, Ownership", "Interviewer 2 of 2, Dive Deep"]
    assert "Debrief of the loop" in shown_text
    assert "story: groceries" in shown_text, "known by its words"
    assert "groceries: you told it to more than one interviewer" in shown_text
    assert "Bar raiser's sheet" not in shown_text, "no debrief between two interviewers"
    breaks = [event for event in rehearsal.screen.events if isinstance(event, OnBreak)]
    assert [break_line(event).split(". Next")[0] for event in breaks] == [
        "Break. 5:40 left, 1 interviewer to come"
    ]

    terminal.print_json(plain(panel_debrief(None)))
    loop = json.loads(capsys.readouterr().out)
    assert [one["principle"] for one in loop["interviewers"]] == ["ownership", "dive-deep"]
    asked = [one["question"] for sat in loop["interviewers"] for one in sat["answers"]]
    assert len(set(asked)) == len(asked) == 2
    # Five minutes are enough for an answer and one follow-up of 2:10 each; 5:40 for another one.
    follow_ups = [len(one["follow_ups"]) for sat in loop["interviewers"] for one in sat["answers"]]
    assert follow_ups == [1, 2]
    (story,) = loop["stories"]
    assert (story["name"], story["told_to"]) == ("groceries", ["ownership", "dive-deep"])
    rounds = sorted(path.name for path in (home / "data" / "rounds").iterdir())
    assert rounds == [one["round"] for one in loop["interviewers"]]
    for name in rounds:
        kept = json.loads((home / "data" / "rounds" / name / "round.json").read_text())
        assert kept["loop"] == loop["loop"]
        assert (home / "data" / "rounds" / name / "debrief.txt").stat().st_size > 500


def test_the_loop_can_be_ended_in_the_break(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = said(tmp_path, "situation", most_s=8.0)
    rehearsal = Rehearsal(tmp_path, [answer], Press("quit", shown(OnBreak)))
    options = PanelOptions(principles=["ownership", "dive-deep"], minutes=10, probes=0)
    rehearsal.run(run_panel, options, PracticeOptions())
    text = " ".join(capsys.readouterr().out.split())
    assert "Interviewer 1: Ownership" in text
    assert "1 of 2 interviews did not take place." in text
    assert rehearsal.keys.left == ()


def test_what_was_held_is_debriefed_after_a_ctrl_c(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = Rehearsal(
        tmp_path, [said(tmp_path, "situation", most_s=8.0)], Press("done", shown(OnBreak))
    )
    hear = rehearsal.equipment.open_microphone

    def interrupted(prompt: Prompt) -> Microphone:
        if rehearsal.prompts:
            raise KeyboardInterrupt
        return hear(prompt)

    options = PanelOptions(principles=["ownership", "dive-deep"], minutes=10, probes=0)
    with pytest.raises(KeyboardInterrupt):
        FRONT.show(
            run_panel(
                options,
                PracticeOptions(),
                FRONT,
                equipment=replace(rehearsal.equipment, open_microphone=interrupted),
            )
        )
    assert not rehearsal.keys.reading
    capsys.readouterr()
    terminal.print_json(plain(panel_debrief(None)))
    loop = json.loads(capsys.readouterr().out)
    assert [one["principle"] for one in loop["interviewers"]] == ["ownership"]
    assert loop["of"] == 2
    with pytest.raises(UsageError, match=f"the last ones are {loop['loop']}"):
        panel_debrief("20261121-193005")


@pytest.mark.parametrize(
    ("principles", "minutes", "named"),
    [
        ([], 45, "you gave no principle"),
        (["ownership", "Ownership"], 45, "you gave a principle twice"),
        (["ownerchip"], 45, "there is no principle 'ownerchip'"),
        (["ownership", "dive-deep", "earn-trust"], 14, "--minutes 15"),
    ],
)
def test_what_cannot_be_held_is_said(principles: list[str], minutes: float, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        FRONT.show(
            run_panel(
                PanelOptions(principles=principles, minutes=minutes), PracticeOptions(), FRONT
            )
        )


def test_a_loop_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="you have not done a loop yet"):
        panel_debrief(None)
    with pytest.raises(UsageError, match="there is no loop 20261121-193005"):
        panel_debrief("20261121-193005")


# ---------------------------------------------------------------- the clock


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at_s = 50.0

    def __call__(self) -> float:
        return self.at_s


@given(
    total_s=st.floats(300.0, 7200.0),
    used_s=st.lists(st.floats(0.0, 4000.0), min_size=1, max_size=6),
    break_s=st.floats(0.0, 1e4),
)
def test_shares_use_the_time_up_and_breaks_are_free(
    total_s: float, used_s: list[float], break_s: float
) -> None:
    hands = Hands()
    clock = PanelClock(total_s, len(used_s), hands)
    spent_s = 0.0
    for number, seconds in enumerate(used_s):
        left_s = max(0.0, total_s - spent_s)
        assert clock.left_s == pytest.approx(left_s, abs=1e-6)
        assert clock.share_s == pytest.approx(left_s / (len(used_s) - number), abs=1e-6)
        assert clock.questions >= 1
        share_s = clock.share_s
        clock.begin()
        hands.at_s += seconds
        assert clock.share_s == share_s
        if abs(share_s - seconds - FOLLOW_UP_S) > 1e-6:
            assert clock.time_for("follow-up") == (share_s - seconds > FOLLOW_UP_S)
        if abs(share_s - seconds - QUESTION_S) > 1e-6:
            assert clock.time_for("question") == (share_s - seconds > QUESTION_S)
        clock.end()
        spent_s += seconds
        hands.at_s += break_s
