"""What this machine has: a check, its devices, the weights."""

import sys
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import engine_options
from mockint.transcribe.engines import registry


@commands.command()
@click.option("--device", metavar="NAME", help="The microphone to try.")
@engine_options
def doctor(**options: Any) -> None:
    """Check that everything is ready for a round.

    Voice, microphone, engine, disk and content; what is not right comes with the command that
    fixes it. Exit code 1 when a round could not run.

    \b
    Example:  mockint doctor --device USB
    """
    from mockint.commands.doctor import doctor as look
    from mockint.commands.values.machine import Checked

    for one in look(**options):
        terminal.show(one)
        if isinstance(one, Checked) and not one.round_can_run:
            sys.exit(1)


@commands.command()
def devices() -> None:
    """List microphones and loudspeakers.

    \b
    Example:  mockint devices
    """
    from mockint.commands.devices import devices as listed

    terminal.show(listed())


@commands.command()
@click.option("--model", help="Whisper model to fetch.  [default: base.en]")
@click.option(
    "--engine",
    metavar="E",
    default=registry.DEFAULT_SETUP,
    help=f"Whose weights: {', '.join(registry.with_weights())}.  "
    f"[default: {registry.DEFAULT_SETUP}]",
)
def setup(model: str | None, engine: str) -> None:
    """Download the model that turns speech into words.

    Once; base.en is 139 MB. It is checked, and then transcribes some recordings to find out how
    it runs fastest here.

    \b
    Example:  mockint setup --model small.en
    """
    from mockint.commands.setup import setup as fetch

    for one in fetch(engine, model, TerminalFront()):
        terminal.show(one)
