"""What a person can type. Parsing and help only: the work is in ``app``, imported when needed.

The imports of this package are all that ``mockint --help`` pays for. A module holds the commands of
one thing a person does: sit a round, look at an answer, look back, see to the machine.
"""

import os
import sys

import click

from mockint.cli import machine, past, practising, reviewing, settings, sitting, stories
from mockint.cli.group import commands
from mockint.errors import MockintError, NothingKept

__all__ = [
    "commands",
    "machine",
    "main",
    "past",
    "practising",
    "reviewing",
    "settings",
    "sitting",
    "stories",
]

INTERRUPTED = 130
"""What a shell reports for a program ended by Ctrl-C."""


def main() -> None:
    """Run the command line; the only place that prints errors."""
    _keep_stderr()
    try:
        commands(standalone_mode=False)
    except (click.exceptions.Abort, NothingKept):
        click.echo("\nmockint: stopped", err=True)
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        click.echo("\nmockint: stopped; what was recorded is safe", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except MockintError as error:
        click.echo(f"mockint: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `mockint questions | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _keep_stderr() -> None:
    """Give our own messages a descriptor of their own.

    PortAudio and ALSA write on descriptor 2 whatever Python does, so that one leads nowhere while a
    device is open, and for good where closing it hangs.
    """
    try:
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, errors="backslashreplace")
    except OSError:  # no standard error at all: nothing to keep
        return
