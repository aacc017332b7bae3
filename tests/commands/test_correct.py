"""``mockint correct``: judged again, the original beside it, and back."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

from mockint import locations
from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.commands.correction.correct import CorrectOptions, editable_text
from mockint.commands.correction.correct import correct as corrected
from mockint.errors import FileError, UsageError
from mockint.history.catalogue import find_folder, history, load_round
from mockint.record import Answer, Exchange
from tests.support.past_rounds import STRONG, WEAK, keep, library
from tests.support.told_round import keep_round


def correct(options: CorrectOptions) -> None:
    """As a person at the terminal does."""
    terminal.show(corrected(options, TerminalFront()))


def files(round_id: str) -> dict[str, bytes]:
    folder = locations.rounds_dir() / round_id
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def answer(round_id: str, number: int = 1) -> Answer:
    return load_round(find_folder(round_id), library()).answers[number - 1]


def signals(round_id: str) -> set[str]:
    analysis = answer(round_id).analysis
    assert analysis is not None
    return {signal.name for signal in analysis.signals}


def test_a_word_put_right_is_judged_again_and_kept_beside_the_original(
    capsys: pytest.CaptureFixture[str],
) -> None:
    misheard = STRONG.replace("The failures fell from three percent", "The failures fell three")
    misheard = misheard.replace("which saved forty thousand dollars a year", "which helped")
    round_id = keep(misheard)
    before = files(round_id)
    old = answer(round_id)
    correct(
        CorrectOptions(
            round_id=round_id,
            word=[
                ("fell three", "fell from three percent"),
                ("which helped", "which saved forty thousand dollars a year"),
            ],
        )
    )
    new = answer(round_id)
    assert "business_value" in signals(round_id)
    assert new.transcript is not None
    assert old.transcript is not None
    assert new.transcript.text == STRONG
    assert new.transcript.duration == old.transcript.duration
    assert [(one.kind, one.before, one.after) for one in new.corrections] == [
        ("words", "", "from"),
        ("words", "", "percent"),
        ("words", "helped.", "saved forty thousand dollars a year."),
    ]
    after = files(round_id)
    assert after["round.as-heard.json"] == before["round.json"]
    assert after["answer-1.as-heard.json"] == before["answer-1.transcript.json"]
    assert after["answer-1.flac"] == before["answer-1.flac"]
    assert b"You corrected" in after["debrief.txt"]
    (kept,) = history().answers()
    assert kept.words == new.analysis.delivery.words  # type: ignore[union-attr]
    assert "Corrected:" in capsys.readouterr().out


def test_undo_gives_back_what_was_heard() -> None:
    round_id = keep(WEAK)
    before, known = files(round_id), history().answers()
    correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    correct(CorrectOptions(round_id=round_id, part=[("result", "we fixed it")]))
    assert files(round_id) != before
    correct(CorrectOptions(round_id=round_id, undo=True))
    after = files(round_id)
    del before["debrief.txt"], after["debrief.txt"]  # the helper's was no real one
    assert after == before
    assert history().answers() == known
    with pytest.raises(UsageError, match="no corrections to undo"):
        correct(CorrectOptions(round_id=round_id, undo=True))


def test_a_boundary_put_right_moves_seconds_and_judgement_and_stays() -> None:
    round_id = keep(STRONG)
    old = answer(round_id).analysis
    assert old is not None
    start = next(span for span in old.spans if span.segment == "action").start
    correct(CorrectOptions(round_id=round_id, part=[("action", "Then I traced")]))
    new = answer(round_id)
    assert new.analysis is not None
    action = next(span for span in new.analysis.spans if span.segment == "action")
    assert action.start > start
    assert sum(span.seconds for span in new.analysis.spans) == pytest.approx(
        sum(span.seconds for span in old.spans), abs=0.01
    )
    parts = [one for one in new.corrections if one.kind == "part"]
    assert [(one.before, one.start, one.end) for one in parts] == [("action", start, action.start)]
    for signal in new.analysis.signals:
        within = [s.segment for s in new.analysis.spans if s.start <= signal.start < s.end]
        assert within == [signal.segment], signal.quote
    # A later change of words does not let the ear decide again.
    correct(CorrectOptions(round_id=round_id, word=[("logs", "traces")]))
    again = answer(round_id)
    assert again.analysis is not None
    assert again.analysis.spans == new.analysis.spans
    assert {one.kind for one in again.corrections} == {"words", "part"}


def edited_by(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, encoding: str = "utf-8"
) -> None:
    """An $EDITOR that is a Python program; ``text`` is the form, ``path`` where it lies."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        f"path.write_bytes({program}.encode({encoding!r}))\n",
        encoding="utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def test_the_editor_gets_the_form_and_gives_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep(WEAK)
    edited_by(monkeypatch, tmp_path, "text.replace('meetings', 'talks')")
    correct(CorrectOptions(round_id=round_id))
    (one,) = answer(round_id).corrections
    assert (one.before, one.after) == ("meetings", "talks")
    assert "correction.txt" not in files(round_id)


def test_an_editor_that_changes_nothing_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    round_id = keep(WEAK)
    before = files(round_id)
    edited_by(monkeypatch, tmp_path, "text")
    correct(CorrectOptions(round_id=round_id))
    assert "Nothing was changed." in capsys.readouterr().out
    assert files(round_id) == before


def test_a_text_that_cannot_be_read_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep(WEAK)
    edited_by(
        monkeypatch, tmp_path, "text.replace('[result]', '[outcome]').replace('happy', 'glad')"
    )
    with pytest.raises(UsageError, match=r"'outcome'.*--text .*correction\.txt"):
        correct(CorrectOptions(round_id=round_id))
    left = locations.rounds_dir() / round_id / "correction.txt"
    assert left.stat().st_mode & 0o777 == 0o600
    left.write_text(left.read_text().replace("[outcome]", "[result]"))
    correct(CorrectOptions(round_id=round_id, text_file=left))
    assert {one.after for one in answer(round_id).corrections} == {"glad"}
    assert not left.exists()


CAFES = "text.replace('meetings', 'caf\\u00e9s').replace('\\n', '\\r\\n')"
"""An edit, with line ends as Windows has them."""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_editor_of_windows_is_understood(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep(WEAK)
    edited_by(monkeypatch, tmp_path, CAFES, encoding)
    correct(CorrectOptions(round_id=round_id))
    assert [one.after for one in answer(round_id).corrections] == ["caf\u00e9s"]


def test_what_an_editor_saved_in_a_code_page_waits_and_can_be_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep(WEAK)
    edited_by(monkeypatch, tmp_path, CAFES, "cp1252")
    with pytest.raises(FileError, match=rf"iconv -f CP1252 .* \| mockint correct {round_id}"):
        correct(CorrectOptions(round_id=round_id))
    left = locations.rounds_dir() / round_id / "correction.txt"
    assert left.stat().st_mode & 0o777 == 0o600
    correct(CorrectOptions(round_id=round_id, text=left.read_bytes().decode("cp1252")))
    assert [one.after for one in answer(round_id).corrections] == ["caf\u00e9s"]


def test_a_typed_word_cannot_steer_a_terminal() -> None:
    round_id = keep(WEAK)
    correct(CorrectOptions(round_id=round_id, word=[("meetings", "\x1b[2J\u202etalks")]))
    assert [one.after for one in answer(round_id).corrections] == ["<U+001B>[2J<U+202E>talks"]


def test_the_printed_form_read_back_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_id = keep(STRONG)
    form = tmp_path / "form.txt"
    form.write_text(editable_text(CorrectOptions(round_id=round_id)).text, encoding="utf-8")
    correct(CorrectOptions(round_id=round_id, text_file=form))
    assert "Nothing was changed." in capsys.readouterr().out


def test_the_second_of_two_at_once_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first one's editor is open a second one is typed elsewhere."""
    round_id = keep(WEAK)
    second = "import subprocess; done = subprocess.run([sys.executable, '-m', 'mockint', 'correct',"
    second += f" '{round_id}', '--word', 'happy', 'glad'], capture_output=True, text=True); "
    second += (
        f"pathlib.Path('{tmp_path / 'second'}').write_text(str(done.returncode) + done.stderr)"
    )
    edited_by(monkeypatch, tmp_path, f"(exec({second!r}), text.replace('meetings', 'talks'))[1]")
    monkeypatch.setenv("COLUMNS", "400")
    correct(CorrectOptions(round_id=round_id))
    told = (tmp_path / "second").read_text()
    assert told.startswith(f"2mockint: round {round_id} is being corrected in another window")
    (one,) = answer(round_id).corrections
    assert one.after == "talks"
    correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    assert {one.after for one in answer(round_id).corrections} == {"talks", "glad"}
    assert not [name for name in files(round_id) if "lock" in name]


def test_a_text_from_before_a_correction_does_not_undo_it() -> None:
    round_id = keep(WEAK)
    printed = editable_text(CorrectOptions(round_id=round_id)).text
    correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    with pytest.raises(UsageError, match="was corrected after this text was made"):
        correct(CorrectOptions(round_id=round_id, text=printed.replace("meetings", "talks")))
    unversioned = "\n".join(line for line in printed.splitlines() if "Version" not in line)
    correct(CorrectOptions(round_id=round_id, text=unversioned.replace("meetings", "talks")))
    assert {one.after for one in answer(round_id).corrections} == {"talks"}


def test_one_answer_of_several(capsys: pytest.CaptureFixture[str]) -> None:
    round_id = keep(WEAK, STRONG)
    with pytest.raises(UsageError, match="has 2 answers"):
        correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    first = answer(round_id)
    correct(CorrectOptions(round_id=round_id, answer=2, word=[("logs", "traces")]))
    assert answer(round_id) == first
    assert len(answer(round_id, 2).corrections) == 1
    correct(CorrectOptions(round_id=round_id, answer=1, word=[("happy", "glad")]))
    assert len(answer(round_id, 2).corrections) == 1
    correct(CorrectOptions(round_id=round_id, answer=2, undo=True))
    assert "round.as-heard.json" in files(round_id)  # the other answer still needs it
    correct(CorrectOptions(round_id=round_id, answer=1, undo=True))
    assert not [name for name in files(round_id) if "as-heard" in name]
    with pytest.raises(UsageError, match="has no answer 3"):
        correct(CorrectOptions(round_id=round_id, answer=3))


def test_without_a_terminal_it_says_what_to_type() -> None:
    round_id = keep(WEAK)
    with pytest.raises(UsageError, match="--print"):
        correct(CorrectOptions(round_id=round_id))


def test_an_editor_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = keep(WEAK)
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    with pytest.raises(click.ClickException):
        correct(CorrectOptions(round_id=round_id))
    assert answer(round_id).corrections == ()


@pytest.mark.skipif(sys.platform == "win32", reason="click opens the Notepad there")
@pytest.mark.parametrize(("wanted", "opened"), [("", "nano"), ("mine", "mine")])
def test_without_an_editor_of_ones_own_it_is_nano(
    wanted: str, opened: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("nano", "vim", "vi", "mine"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nprintf {name} > "$1"\n', encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", wanted)
    edited = TerminalFront().edit("text", suffix=".txt", keep=tmp_path / "kept")
    assert edited == opened


def test_what_a_person_types_where_nothing_was_understood_is_understood_now() -> None:
    round_id = keep(STRONG)
    heard = answer(round_id).transcript
    assert heard is not None
    path = locations.rounds_dir() / round_id / "answer-1.transcript.json"
    kept = json.loads(path.read_text())
    kept["mockint"]["not_understood"] = [[heard.words[3].start, heard.words[6].end]]
    path.write_text(json.dumps(kept))

    def after(old: str) -> Answer:
        correct(CorrectOptions(round_id=round_id, word=[(old, "otherwise")]))
        return answer(round_id)

    still = after("billing")
    assert still.transcript is not None
    assert len(still.transcript.not_understood) == 1
    assert still.analysis is not None
    assert still.analysis.verdict.provisional
    now = after("noticed")
    assert now.transcript is not None
    assert now.transcript.not_understood == ()
    assert now.analysis is not None
    assert not now.analysis.verdict.provisional


def reply(round_id: str, *, drill: bool = False) -> Exchange:
    (asked,) = answer(round_id).exchanges
    return asked.drill if drill and asked.drill else asked


def test_a_reply_put_right_is_judged_again_and_the_answer_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    round_id = keep(STRONG)
    before = files(round_id)
    correct(CorrectOptions(round_id=round_id, answer=1, reply=1, word=[("wrote", "rote")]))
    misheard = reply(round_id)
    assert misheard.transcript is not None
    assert misheard.transcript.text == "That part was mine, I rote the test."
    assert [(one.before, one.after) for one in misheard.corrections] == [("wrote", "rote")]
    assert answer(round_id).corrections == ()
    said = "Nothing, really. My manager decided that, and they made the change without me."
    form = editable_text(CorrectOptions(round_id=round_id, reply=1)).text
    assert "[" not in form, "a reply has no parts"
    typed = form.replace("That part was mine, I rote the test.", said)
    correct(CorrectOptions(round_id=round_id, reply=1, text=typed))
    now = reply(round_id)
    assert now.finding is not None
    assert now.finding.strength == "weak"
    assert now.finding.quote in said
    told = capsys.readouterr().out
    assert "Reply: weak (was" in told
    verdict = answer(round_id).analysis.verdict  # type: ignore[union-attr]
    assert verdict.reasons[0].text.startswith("Your replies moved it from")
    after = files(round_id)
    assert after["answer-1-probe-1.as-heard.json"] == before["answer-1-probe-1.transcript.json"]
    assert "answer-1.as-heard.json" not in after
    assert b"in this reply" in after["debrief.txt"]
    correct(CorrectOptions(round_id=round_id, reply=1, undo=True))
    back = files(round_id)
    del before["debrief.txt"], back["debrief.txt"]
    assert back == before


def test_answer_and_reply_are_undone_apart() -> None:
    round_id = keep(WEAK)
    heard = answer(round_id)
    correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    correct(CorrectOptions(round_id=round_id, reply=1, word=[("mine", "ours")]))
    correct(CorrectOptions(round_id=round_id, undo=True))
    assert answer(round_id).corrections == ()
    assert answer(round_id).transcript == heard.transcript
    assert [one.after for one in reply(round_id).corrections] == ["ours,"]
    correct(CorrectOptions(round_id=round_id, word=[("happy", "glad")]))
    correct(CorrectOptions(round_id=round_id, reply=1, undo=True))
    assert reply(round_id) == heard.exchanges[0]
    assert [one.after for one in answer(round_id).corrections] == ["glad", "glad"]
    correct(CorrectOptions(round_id=round_id, undo=True))
    assert answer(round_id) == heard


def test_the_reply_to_a_drill_down() -> None:
    folder = keep_round()
    (was,) = [one for one in answer(folder.id).exchanges if one.drill]
    assert was.drill is not None
    assert was.drill.transcript is not None
    word = was.drill.transcript.words[0].text
    number = answer(folder.id).exchanges.index(was) + 1
    options = CorrectOptions(
        round_id=folder.id, reply=number, drill_down=True, word=[(word, "Otherwise")]
    )
    correct(options)
    now = answer(folder.id).exchanges[number - 1]
    assert now.drill is not None
    assert now.drill.transcript is not None
    assert now.drill.transcript.words[0].text.startswith("Otherwise")
    assert replace(now, drill=None) == replace(was, drill=None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reply": 2}, "no follow-up 2"),
        ({"reply": 1, "drill_down": True}, "no drill-down"),
        ({"drill_down": True}, "belongs to a follow-up"),
        ({"reply": 1, "part": [("result", "I wrote")]}, "a reply has no parts"),
        ({"reply": 1, "text": "[result]\nI wrote it."}, "a reply has no parts"),
        ({"reply": 1, "undo": True}, "this reply .* has no corrections"),
    ],
)
def test_what_cannot_be_corrected_in_a_reply(wrong: dict[str, Any], said: str) -> None:
    round_id = keep(WEAK)
    before = files(round_id)
    with pytest.raises(UsageError, match=said):
        correct(CorrectOptions(round_id=round_id, **wrong))
    assert files(round_id) == before
