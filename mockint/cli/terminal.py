"""The only place that prints: values and JSON on standard output, notices on standard error."""

import json
import os
import sys
import textwrap

import click

from mockint.errors import MockintError

COLUMNS = 80
"""Where nothing says how wide it is."""
NARROWEST = 20


def show(value: object) -> None:
    """Draw one value that a command returned."""
    from mockint.views import render

    render.show(value, columns_wanted())


def output(value: object, *, as_json: bool) -> None:
    """Draw the value, or with ``--json`` write it on a line, a list on a line an item."""
    if not as_json:
        show(value)
        return
    from mockint.views.plain import lines

    for line in lines(value):
        print_json(line)


def say(text: str) -> None:
    """Text as it is on standard output: for a pipe or a file."""
    click.echo(text)


def write(text: str) -> None:
    """Text as it is, without a new line at its end."""
    click.echo(text, nl=False)


def is_watched() -> bool:
    """True where standard output is a terminal."""
    return sys.stdout.isatty()


def print_json(value: object) -> None:
    """One JSON value on a line of its own, at once."""
    click.echo(json.dumps(value, ensure_ascii=False))


def notice(text: str) -> None:
    """What a person should know beside the output: on standard error, wrapped at words."""
    click.echo(wrapped(text, columns_of_stderr()), err=True)


def error(what: MockintError) -> None:
    """What failed, as every command says it."""
    notice(f"mockint: {what}")


def wrapped(text: str, columns: int) -> str:
    """The text in lines of so many columns; no word is broken, so a long path stays whole."""
    return "\n".join(
        textwrap.fill(line, columns, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def columns_of_stderr() -> int:
    """How wide notices may be: COLUMNS, the terminal's width, or 80."""
    wanted = columns_wanted()
    if wanted is not None:
        return wanted
    try:
        return max(NARROWEST, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):  # no terminal, or no file at all
        return COLUMNS


def columns_wanted() -> int | None:
    """What the variable COLUMNS asks for."""
    wanted = os.environ.get("COLUMNS", "")
    return max(NARROWEST, int(wanted)) if wanted.isdecimal() and int(wanted) > 0 else None
