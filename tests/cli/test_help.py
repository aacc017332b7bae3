"""``--help`` in sections, whole lines, and notices that wrap at words."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import click
import pytest
from click.testing import CliRunner

from mockint.cli import commands, terminal
from mockint.cli.group import SECTIONS, short_help
from mockint.commands.practice import learn, quiz
from mockint.events import KeyHint
from mockint.interview import keys

WIDEST = 80


def every(group: click.Group, typed: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield typed
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every(command, (*typed, name))
        else:
            yield (*typed, name)


def test_each_command_stands_in_one_section() -> None:
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted(commands.commands)
    help_text = CliRunner().invoke(commands, ["--help"]).output
    places = [help_text.index(f"\n{title}:\n") for title in SECTIONS]
    assert places == sorted(places)
    assert list(SECTIONS) == ["Practice", "Your stories", "Review", "Settings"]


@pytest.mark.parametrize("typed", list(every(commands)), ids=" ".join)
def test_help_fits_80_columns_and_cuts_nothing(
    typed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDEST))
    text = CliRunner().invoke(commands, [*typed, "--help"], prog_name="mockint").output
    assert [line for line in text.splitlines() if len(line) > WIDEST] == []
    listed = text.split("Options:")[1].replace("[ARGS]...", "")
    assert "..." not in listed


KEYS_OF: dict[str, Sequence[KeyHint]] = {
    "round": (
        *(keys.DONE, keys.PAUSE, keys.PART, keys.UNDO, keys.RETAKE, keys.SKIP),
        *(keys.AGAIN, keys.QUIT, keys.HELP),
    ),
    "learn": (
        *(learn.NEXT, learn.BACK, learn.REPEAT, learn.JUMP, learn.TRY),
        *(keys.SKIP, keys.SAY_AGAIN, keys.QUIT, keys.HELP),
    ),
    "quiz": (
        *(KeyHint("abcd1234", "answer"), quiz.HINT, quiz.UNKNOWN, keys.DONE),
        *(keys.SKIP, keys.SAY_AGAIN, keys.RETAKE, keys.QUIT, keys.HELP),
    ),
}


@pytest.mark.parametrize("name", KEYS_OF)
def test_the_keys_in_a_help_are_those_that_work(name: str) -> None:
    text = CliRunner().invoke(commands, [name, "--help"]).output
    told = text.split("Keys:")[1].split("Example:")[0].replace("\n", "   ")
    named = [one.strip() for one in told.split("   ") if one.strip()]
    without_asides = [one.split(" (")[0] for one in named]
    assert sorted(without_asides) == sorted(f"{one.named()} {one.what}" for one in KEYS_OF[name])


def test_each_command_has_one_line_in_the_list() -> None:
    lines = CliRunner().invoke(commands, ["--help"]).output.splitlines()
    for name, command in commands.commands.items():
        assert [line for line in lines if line.split() == [name, *short_help(command).split()]]


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize(
    "arguments",
    [
        ("questions",),
        ("questions", "beyond-your-job-description"),
        ("questions", "no-such-question-anywhere"),
        ("history", "20200101-000000"),
        ("history", "--limit", "many"),
        ("compare", "20200101-000000", "20200101-000001"),
    ],
    ids=" ".join,
)
def test_output_and_notices_wrap_at_words(arguments: tuple[str, ...], columns: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mockint", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": str(columns)},
    )
    lines = (done.stdout + done.stderr).splitlines()
    assert lines
    assert [line for line in lines if len(line) > columns] == []
    words = " ".join(" ".join(lines).split())
    if arguments == ("questions",):
        assert "beyond-your-job-description Describe a situation" in words
    if "20200101-000000" in arguments[1:2]:
        assert "20200101-000000" in words  # whole, on one line


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("one two three", 7, "one two\nthree"),
        ("a/long/path/that/stays/whole here", 10, "a/long/path/that/stays/whole\nhere"),
        ("no-break-at-hyphens", 10, "no-break-at-hyphens"),
        ("first\nsecond line", 6, "first\nsecond\nline"),
        ("\nkept", 10, "\nkept"),
        ("", 10, ""),
    ],
)
def test_text_is_wrapped_at_spaces_alone(text: str, columns: int, expected: str) -> None:
    assert terminal.wrapped(text, columns) == expected


def test_the_width_of_notices_is_columns_else_80(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "57")
    assert terminal.columns_of_stderr() == 57
    for wrong in ("", "wide", "0"):
        monkeypatch.setenv("COLUMNS", wrong)
        assert terminal.columns_of_stderr() == 80
