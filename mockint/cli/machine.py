"""What this machine has: a check, its devices, the weights."""

import sys
from typing import Any

import click

from mockint.cli.group import commands, engine_options
from mockint.transcribe.engines import registry


@commands.command()
@click.option("--device", metavar="NAME", help="The microphone to try.")
@engine_options
def doctor(**options: Any) -> None:
    """Check voice, microphone, engine, disk and content; say what mends each.

    Exit code 1 when a round could not run.

    \b
    Example:  mockint doctor --device USB
    """
    from mockint.commands.doctor import run_doctor

    sys.exit(run_doctor(**options))


@commands.command()
def devices() -> None:
    """List microphones and loudspeakers.

    \b
    Example:  mockint devices
    """
    from mockint.commands.doctor import show_devices

    show_devices()


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
    """Fetch Whisper's weights (once; base.en is 139 MB) and check them.

    Then hear some recordings to find out how they compute fastest here.

    \b
    Example:  mockint setup --model small.en
    """
    from mockint.commands.setup import fetch_weights

    fetch_weights(engine, model)
