"""Takes judged late: into the round, the history and the due dates as if they had been at once."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockint import locations
from mockint.cli import commands
from mockint.cli.front import TerminalFront
from mockint.commands.recovery.recover import RecoverOptions, judge, offer_waiting
from mockint.commands.values.recovery import NotJudged
from mockint.errors import MockintError, UsageError
from mockint.history import folders, locks
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.folders import RoundFolder
from mockint.history.recovery.waiting import find_waiting
from mockint.history.retention import Keep
from mockint.history.schedule import practiced
from mockint.record import RoundRecord
from mockint.transcribe.interchange import to_json
from mockint.wiring.interview import EquipmentOptions
from tests.history.test_keeper import recorded
from tests.support import round_child
from tests.support.on_terminal import OnTerminal
from tests.support.past_rounds import BEGAN, SLUG, STRONG, keep, library, transcript

SOON = BEGAN + timedelta(days=3)


@pytest.fixture
def engine(tmp_path: Path) -> str:
    """A recognizer that hears STRONG in everything."""
    path = tmp_path / "spoken.json"
    path.write_text(json.dumps(to_json(transcript(STRONG))), encoding="utf-8")
    return str(path)


def typed(*arguments: str) -> Result:
    done = CliRunner().invoke(commands, arguments)
    if isinstance(done.exception, UsageError):
        raise done.exception
    return done


def lost(*names: str) -> RoundFolder:
    """A round whose words of these takes are lost, and what was made of them."""
    folder = RoundFolder(locations.rounds_dir() / keep(STRONG))
    record = load_round(folder, library())
    [answer] = record.answers
    if "answer-1" in names:
        answer = replace(answer, transcript=None, analysis=None)
    if "answer-1-probe-1" in names:
        [reply] = answer.exchanges
        answer = replace(answer, exchanges=(replace(reply, transcript=None, finding=None),))
    notice = f"Recorded, but not transcribed: it broke; try: mockint recover {folder.id}/answer-1"
    record = replace(record, answers=(answer,), notices=(notice, "The voice failed."))
    for name in names:
        (folder.path / f"{name}.transcript.json").unlink()
    from mockint.history.record_json import round_record

    folder.write_round(round_record(record))
    history().add(record)
    return folder


def read(folder: RoundFolder) -> RoundRecord:
    return load_round(folder, library())


# ---------------------------------------------------------------- into the round


def test_an_answer_that_is_judged_late_enters_the_history_as_any_other(engine: str) -> None:
    folder = lost("answer-1")
    assert [one.leaning for one in history().answers()] == [None]
    assert practiced(history(), SOON) == ()
    listed = typed("recover").output
    assert f"{folder.id}/answer-1" in listed
    assert SLUG in listed
    done = typed("recover", folder.id, "--engine", engine)
    assert done.exit_code == 0, done.output
    assert "Bar raiser's sheet" in done.output
    [answer] = read(folder).answers
    assert answer.analysis is not None
    assert answer.transcript is not None
    assert answer.transcript.text == transcript(STRONG).text
    assert answer.exchanges[0].finding is not None or answer.exchanges[0].transcript is not None
    [past] = history().answers()
    assert (past.leaning, past.round_id) == (answer.analysis.verdict.leaning, folder.id)
    assert [one.last.question for one in practiced(history(), SOON)] == [SLUG]
    assert "Bar raiser's sheet" in (folder.path / "debrief.txt").read_text(encoding="utf-8")
    assert folder.page.exists()
    assert find_waiting().takes == ()
    assert "Every recording of yours is judged" in typed("recover").output


def test_it_is_judged_as_it_would_have_been(engine: str) -> None:
    whole = RoundFolder(locations.rounds_dir() / keep(STRONG, days=1))
    folder = lost("answer-1")
    typed("recover", "--all", "--engine", engine)
    [now], [at_once] = read(folder).answers, read(whole).answers
    assert now.analysis is not None
    assert at_once.analysis is not None
    assert now.analysis.signals == at_once.analysis.signals
    assert now.analysis.spans == at_once.analysis.spans
    assert read(folder).notices == ("The voice failed.",), "what is heard now was heard"


def test_a_late_reply_is_weighed(engine: str) -> None:
    folder = lost("answer-1-probe-1")
    [before] = read(folder).answers
    assert before.exchanges[0].finding is None
    typed("recover", f"{folder.id}/answer-1-probe-1", "--engine", engine)
    [after] = read(folder).answers
    assert after.exchanges[0].finding is not None
    assert after.transcript == before.transcript
    assert after.wait == before.wait


def test_a_round_that_was_never_saved_is_made_of_its_plan(engine: str) -> None:
    folder = lost("answer-1")
    (folder.path / folders.ROUND).unlink()
    history().forget(folder.id)
    done = typed("recover", "--all", "--engine", engine)
    assert done.exit_code == 0, done.output
    [answer] = read(folder).answers
    assert answer.question == library().questions[SLUG]
    assert answer.analysis is not None
    assert [one.question for one in history().answers()] == [SLUG]


def test_what_fails_goes_on_waiting_and_keeps_no_other_back(tmp_path: Path) -> None:
    folder = lost("answer-1")
    (folder.path / folders.LOCK).touch()
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    done = typed("recover", "--all", "--engine", str(broken))
    assert done.exit_code == 2
    assert "was not judged" in done.output
    assert [take.folder.id for take in find_waiting().takes] == [folder.id]
    assert folder.is_locked, "as dead as before"


def test_json_has_each_on_a_line(engine: str) -> None:
    folder = lost("answer-1")
    [one] = [json.loads(line) for line in typed("recover", "--json").output.splitlines()]
    assert (one["take"], one["round"]) == (f"{folder.id}/answer-1", folder.id)
    assert (one["question"], one["practice"], one["follow_up"]) == (SLUG, None, False)
    assert one["began"].startswith("2026-11-01T19:30:05")
    judged = json.loads(typed("recover", "--all", "--json", "--engine", engine).output)
    assert judged["answers"][0]["analysis"]["verdict"]
    assert typed("recover", "--json").output == ""


# ---------------------------------------------------------------- words, and no judgment


DEAF = ("--engine", "/nowhere/no-recognizer.json")
"""It hears nothing: whoever asks it fails."""


def unjudged(*, answer: bool, reply: bool, recorded: str | None = None) -> RoundFolder:
    """A round as a second Ctrl-C leaves it: the words are kept, the judging was stopped."""
    folder = RoundFolder(locations.rounds_dir() / keep(STRONG, recorded=recorded))
    value = folder.round()
    assert value is not None
    [one] = value["answers"]
    if answer:
        one["analysis"] = None
    if reply:
        one["probes"][0]["finding"] = None
    folder.write_round(value)
    history().add(read(folder))
    return folder


@pytest.mark.parametrize(("answer", "reply"), [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("sound", [True, False], ids=["recorded", "words only"])
def test_what_was_heard_and_not_judged_is_judged_from_its_words(
    answer: bool, reply: bool, sound: bool
) -> None:
    folder = unjudged(answer=answer, reply=reply)
    if not sound:
        for path in folder.recordings():
            path.unlink()
    before = folder.transcripts()
    names = ["answer-1"] * answer + ["answer-1-probe-1"] * reply
    assert [take.id for take in find_waiting().takes] == [f"{folder.id}/{one}" for one in names]
    assert all(one in typed("recover").output for one in names)
    done = typed("recover", folder.id, *DEAF)
    assert done.exit_code == 0, done.output
    assert "Bar raiser's sheet" in done.output
    [now] = read(folder).answers
    assert now.analysis is not None
    assert now.exchanges[0].finding is not None
    assert folder.transcripts() == before
    assert history().answers()[0].leaning is not None
    assert find_waiting().takes == ()


def test_words_that_were_not_judged_can_be_deleted() -> None:
    folder = unjudged(answer=True, reply=False)
    typed("recover", f"{folder.id}/answer-1", "--delete", "--yes")
    assert find_waiting().takes == ()
    assert [name for name in folder.transcripts() if name == "answer-1"] == []


# ---------------------------------------------------------------- a round that is lost


def lose(folder: RoundFolder, how: str) -> None:
    path = folder.path / folders.ROUND
    if how == "missing":
        path.unlink()
    else:
        path.write_text({"empty": "", "cut": path.read_text("utf-8")[:900]}[how], "utf-8")


@pytest.mark.parametrize("how", ["missing", "empty", "cut"])
@pytest.mark.parametrize("known", [True, False], ids=["in the history", "not in it"])
def test_a_finished_round_that_was_lost_is_made_anew_from_its_words(
    how: str, known: bool, tmp_path: Path
) -> None:
    folder = RoundFolder(locations.rounds_dir() / keep(STRONG))
    [before] = read(folder).answers
    lose(folder, how)
    if not known:
        history().forget(folder.id)
    by_id = f"mockint recover {folder.id}"
    step = "mockint recover last" if known else by_id
    for command in (("report",), ("report", folder.id), ("correct", folder.id)):
        failed = CliRunner().invoke(commands, command).exception
        assert isinstance(failed, MockintError)
        assert failed.next_step == step, command
    if known:
        assert by_id in " ".join(typed("history", folder.id).output.split())
    else:
        said = " ".join(typed("history").output.split())
        assert step in said
        assert "No rounds yet" not in said
    if how == "missing":
        failed = CliRunner().invoke(commands, ("export", "--all", str(tmp_path / "all.zip")))
        said = str(failed.exception)
    else:
        said = typed("export", "--all", str(tmp_path / "all.zip")).output
    assert (step if how == "missing" else by_id) in " ".join(said.split())
    done = typed("recover", folder.id, *DEAF)
    assert done.exit_code == 0, done.output
    [now] = read(folder).answers
    assert (now.question, now.transcript) == (before.question, before.transcript)
    assert now.analysis is not None
    assert before.analysis is not None
    assert now.analysis.spans == before.analysis.spans
    assert read(folder).level == "senior"
    assert history().count() == 1
    assert find_waiting().takes == ()
    assert typed("report").exit_code == 0


# ---------------------------------------------------------------- not the person's own


@pytest.mark.parametrize("is_lost", [False, True])
def test_nothing_sends_the_watcher_of_a_demo_here(is_lost: bool) -> None:
    folder = unjudged(answer=True, reply=True, recorded="flawed")
    folder.write_plan({**folder.plan(), folders.RECORDED: "flawed"})
    if is_lost:
        lose(folder, "cut")
    assert "Every recording of yours is judged" in typed("recover").output
    with pytest.raises(UsageError, match="it is a demo") as refused:
        typed("recover", folder.id)
    assert refused.value.next_step == "mockint demo --candidate flawed"
    shown = CliRunner().invoke(commands, ("report",))
    said = str(shown.exception) if is_lost else folder.page.read_text("utf-8")
    assert "mockint demo --candidate flawed" in said
    assert "mockint recover" not in said


# ---------------------------------------------------------------- two at once


def test_who_comes_second_is_told_that_another_works_on_it(engine: str) -> None:
    folder = lost("answer-1")
    takes = find_waiting().takes
    front, options = TerminalFront(), RecoverOptions(engine=engine)
    with locks.in_use(folder):
        with pytest.raises(UsageError, match=f"another mockint is working on round {folder.id}"):
            typed("recover", folder.id)
        assert f"Another mockint is working on round {folder.id}" in typed("recover").output
        [refused] = judge(takes, options, front)
        assert isinstance(refused, NotJudged)
        assert "another mockint is working" in str(refused.error)
        assert locks.is_in_use(folder), "the other one still has it"
    assert len(list(judge(takes, options, front))) == 1
    assert list(judge(takes, options, front)) == [], "it was judged meanwhile"


# ---------------------------------------------------------------- deleting


def test_one_is_deleted_for_good_and_asked_about_first() -> None:
    folder = lost("answer-1")
    with pytest.raises(UsageError, match="no terminal to confirm"):
        typed("recover", "--all", "--delete")
    assert find_waiting().takes
    done = typed("recover", folder.id, "--delete", "--yes")
    assert "Deleted 1 recording" in done.output
    assert find_waiting().takes == ()
    assert not list(folder.path.glob("answer-1.*"))
    [answer] = read(folder).answers
    assert answer.recording is None
    assert answer.exchanges[0].transcript is not None, "what was judged stays"


def test_the_last_one_takes_its_round_along(engine: str) -> None:
    folder = lost("answer-1", "answer-1-probe-1")
    typed("recover", "--all", "--delete", "--yes")
    assert not folder.path.exists()
    assert history().count() == 0
    with pytest.raises(UsageError, match="waits to be judged"):
        typed("recover", folder.id, "--engine", engine)


# ---------------------------------------------------------------- the offer


def test_where_nobody_can_answer_one_line_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    lost("answer-1", "answer-1-probe-1")
    offer_waiting(EquipmentOptions(), TerminalFront())
    said = capsys.readouterr()
    assert said.out == ""
    assert " ".join(said.err.split()) == (
        "2 recordings (0:00) still wait to be judged. To see and judge: mockint recover"
    )
    assert len(find_waiting().takes) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("round", SLUG),
        ("loop", "--principles", "ownership"),
        ("drill", SLUG, "--part", "result"),
        ("lens", SLUG, "--principle", "ownership"),
        ("learn", SLUG, "--voice", "none"),
        ("quiz", SLUG),
        ("story", "add", "mine"),
    ],
    ids=lambda typed: typed[0],
)
def test_every_command_that_records_offers_it_first(
    arguments: tuple[str, ...], home: Path, engine: str
) -> None:
    """On a terminal: the question, n, and it still waits. There is no sound card, or q ends it."""
    lost("answer-1")
    program = OnTerminal(
        ["-m", "mockint", *arguments],
        {"MOCKINT_HOME": str(home), "PULSE_SERVER": "unix:/nowhere", "COLUMNS": "80"},
        60.0,
    )
    try:
        program.until("Judge now, before you start")
        program.type("n\r")
        program.until("To do it later: mockint recover")
        program.child.send_signal(signal.SIGKILL)
    finally:
        program.close()
    assert len(find_waiting().takes) == 1


def test_where_somebody_says_yes_it_is_judged_before_anything_is_recorded(
    home: Path, engine: str
) -> None:
    lost("answer-1")
    program = OnTerminal(
        ["-m", "mockint", "round", SLUG, "--engine", engine],
        {"MOCKINT_HOME": str(home), "PULSE_SERVER": "unix:/nowhere", "COLUMNS": "80"},
        60.0,
    )
    try:
        program.until("Judge now, before you start")
        program.type("\r")
        program.until("Bar raiser's sheet")
        program.child.send_signal(signal.SIGKILL)
    finally:
        program.close()
    assert find_waiting().takes == ()
    assert history().answers()[0].leaning is not None


# ---------------------------------------------------------------- a real SIGKILL


@pytest.mark.parametrize("practice", ["round", "drill"])
def test_killed_while_somebody_speaks_the_take_is_judged_by_the_next_start(
    practice: str, home: Path, engine: str
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", round_child.__name__, practice],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MOCKINT_HOME": str(home)},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert child.stdout is not None
    with child:
        for line in child.stdout:
            if line.startswith(round_child.SPEAKING):
                child.send_signal(signal.SIGKILL)
                break
    [take] = find_waiting().takes
    assert take.question == SLUG
    assert take.seconds >= round_child.LEAST_S
    done = typed("recover", "--all", "--engine", engine)
    assert done.exit_code == 0, done.output
    assert find_waiting().takes == ()
    if practice == "round":
        assert [one.question for one in history().answers(limit=1)] == [SLUG]
        assert read(find_folder(None)).answers[0].analysis is not None
    else:
        assert "of 20 seconds" in done.output
        kept = json.loads((take.folder.path / folders.PRACTICE).read_text(encoding="utf-8"))
        assert [one["take"] for one in kept["late"]] == ["answer-1"]


# ---------------------------------------------------------------- not to be kept


def left_dead(keep: Keep) -> RoundFolder:
    """As SIGKILL leaves a round that was not to be kept whole."""
    folder = folders.create(locations.rounds_dir(), "20261102-193005")
    folder.write_plan({"questions": [SLUG], "level": "senior", "pack": "amazon", "keep": keep})
    (folder.path / folders.LOCK).touch()
    recorded(folder.take_path(1, None, 1))
    return folder


def test_a_dead_private_round_is_gone_and_was_never_offered() -> None:
    folder = left_dead("nothing")
    assert find_waiting().takes == ()
    assert "Every recording of yours is judged" in typed("recover").output
    assert not folder.path.exists()


def test_of_a_dead_round_without_audio_the_figures_stay(engine: str) -> None:
    folder = left_dead("figures")
    done = typed("recover", "--all", "--engine", engine)
    assert "The recordings were not kept" in done.output
    assert folder.recordings() == ()
    assert not folder.is_locked
    assert history().answers()[0].leaning is not None
    assert read(folder).answers[0].transcript is not None
