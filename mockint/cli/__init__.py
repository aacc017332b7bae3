"""What a person can type: parsing, help and printing. The work is in ``commands``.

The imports of this package are all that ``mockint --help`` pays for: a command is imported when it
is typed. A module holds the commands of one section of the help.
"""

import contextlib
import io
import os
import signal
import sys

import click

from mockint.cli import (
    machine,
    page,
    plan,
    practice,
    recovery,
    review,
    round,
    settings,
    stories,
    terminal,
    transfer,
)
from mockint.cli.group import commands
from mockint.errors import MockintError, UsageError
from mockint.files.trouble import escaped

__all__ = [
    "commands", "machine", "main", "page", "plan", "practice", "recovery", "review", "round",
    "settings", "stories", "transfer",
]  # fmt: skip

INTERRUPTED = 130
"""What a shell reports for a program ended by Ctrl-C."""


def main() -> None:
    """Run the command line; the only place that prints errors."""
    _fill_streams()
    _keep_stderr()
    _never_fail_at_a_sign()
    _end_in_order()
    try:
        _check_place()
        commands(standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk can still be said
    except click.exceptions.Abort:
        terminal.notice("\nmockint: stopped")
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        terminal.notice("\nmockint: stopped; your recording so far is saved")
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(file=shown)
        terminal.notice(shown.getvalue().rstrip("\n"))
        sys.exit(error.exit_code)
    except MockintError as error:
        terminal.error(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `mockint questions | head`
        _drop_output()
        sys.exit(1)
    except OSError as error:  # one that none of our own caught
        _drop_output()
        terminal.error(escaped(error))
        sys.exit(1)


def _fill_streams() -> None:
    """Put nothing where a stream was closed (`mockint questions >&-`), so that it can be used."""
    streams = (
        ("stdin", os.O_RDONLY, "r"),
        ("stdout", os.O_WRONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    )
    for name, flags, mode in streams:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


def _check_place() -> None:
    """Raise UsageError in a folder that was deleted: some libraries end the whole program there."""
    try:
        os.getcwd()
    except FileNotFoundError as error:
        gone = "the folder that you are in is gone"
        raise UsageError(gone, cause="it was deleted or moved", next_step="cd") from error


def _drop_output() -> None:
    """Standard output takes nothing any more; what waits in it must not fail again at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_in_order() -> None:
    """Let a program that is told to end, or whose terminal is closed, close its take first.

    What was not to be kept goes then, too. A second signal of the kind changes nothing.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _keep_stderr() -> None:
    """Give our own messages a descriptor of their own.

    PortAudio and ALSA write on descriptor 2 whatever Python does, so that one leads nowhere while a
    device is open, and for good where closing it hangs.
    """
    try:
        encoding = getattr(sys.stderr, "encoding", None)
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding=encoding)
    except OSError:  # no standard error at all: nothing to keep
        return


def _never_fail_at_a_sign() -> None:
    """What an encoding does not have is replaced, on the way out and on the way in.

    A pipe on Windows has a code page of 256 signs, a machine set to C has ASCII.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
