"""The group that every command hangs on, and the options that several of them share."""

from typing import Any

import click

from mockint import __version__

LEVEL = click.Choice(["sde1", "sde2", "senior"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mockint")
def commands() -> None:
    """A mock interviewer that you talk to.

    It asks a behavioural question aloud, listens, times every STAR part of your answer, asks
    the follow-up that the answer invites, and debriefs with your own words. Nothing leaves
    this machine.

    \b
    Start with:   mockint doctor      is everything here?
                  mockint round       one question, two follow-ups, a debrief
                  mockint questions   what can be asked
    """


def engine_options(command: Any) -> Any:
    """Options of every command that hears."""
    command = click.option(
        "--model",
        help="Whisper model name or the path of a checkpoint.  [default: base.en]",
    )(command)
    return click.option(
        "--engine",
        metavar="E",
        help="What hears: auto, whisper, pocketsphinx, or a transcript FILE.json. Auto takes "
        "Whisper when its weights are here or can be fetched, else PocketSphinx.",
    )(command)


def level_option(command: Any) -> Any:
    """``--level``."""
    return click.option("--level", type=LEVEL, help="The bar to judge against.  [default: sde2]")(
        command
    )


def principle_option(command: Any) -> Any:
    """``--principle``."""
    return click.option(
        "--principle", metavar="P", help="An Amazon Leadership Principle, e.g. ownership."
    )(command)
