"""What a person can type. Parsing and help only: the work is in ``app``, imported when needed.

This module's imports are all that ``mockint --help`` pays for.
"""

import os
import sys
from typing import Any

import click

from mockint import __version__
from mockint.errors import MockintError

INTERRUPTED = 130
"""What a shell reports for a program ended by Ctrl-C."""

LEVEL = click.Choice(["sde1", "sde2", "senior"])


def main() -> None:
    """Run the command line; the only place that prints errors."""
    _keep_stderr()
    try:
        commands(standalone_mode=False)
    except click.exceptions.Abort:
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


@commands.command("round")
@click.argument("slug", required=False)
@principle_option
@level_option
@click.option("--questions", type=click.IntRange(min=1), default=1, help="How many.  [default: 1]")
@click.option("--probes", type=click.IntRange(min=0), help="Follow-ups a question.  [default: 2]")
@engine_options
@click.option("--device", metavar="NAME", help="Microphone: number or part of its name.")
@click.option("--speaker", metavar="NAME", help="Loudspeaker, the same way.")
@click.option("--voice", metavar="NAME", help='Part of a voice\'s name; "none" only shows.')
@click.option("--seed", type=int, help="Makes the interviewer's choice repeatable.")
def round_(**options: Any) -> None:
    """Sit one round: asked aloud, answered aloud, debriefed.

    Without SLUG the interviewer picks, and does not repeat itself.

    \b
    Keys:     Enter done   p pause to think (still recording)   r retake
              s skip the voice   q end the round (all that was recorded is kept)
    Example:  mockint round --principle ownership --level senior
    """
    from mockint.app.sitting import RoundOptions, run_round

    run_round(RoundOptions(**options))


@commands.command()
@click.option(
    "--candidate",
    type=click.Choice(["flawed", "strong"]),
    default="flawed",
    help="Which recorded candidate answers.  [default: flawed]",
)
@click.option("--real-time", is_flag=True, help="Play the candidate at life speed.")
@click.option("--probes", type=click.IntRange(min=0), help="Follow-ups.  [default: 2]")
@engine_options
@click.option("--voice", metavar="NAME", help='The interviewer\'s voice; "none" only shows.')
def demo(**options: Any) -> None:
    """One whole round with a recorded candidate: no microphone needed.

    \b
    Example:  mockint demo --candidate strong
    """
    from mockint.app.sitting import run_demo

    run_demo(**options)


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--question", metavar="SLUG", help="The question that was asked.")
@principle_option
@level_option
@engine_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def review(as_json: bool, **options: Any) -> None:
    """Judge recordings (WAV, FLAC, Ogg, MP3) or Whisper transcripts (JSON with word times).

    \b
    Example:  mockint review answer.wav --question beyond-your-job-description --level senior
    """
    from mockint.app.review import run_review

    sys.exit(run_review(as_json=as_json, **options))


@commands.command()
@click.argument("slug", required=False)
@principle_option
def questions(slug: str | None, principle: str | None) -> None:
    """List all questions by principle, or show one with its walkthrough.

    \b
    Example:  mockint questions beyond-your-job-description
    """
    from mockint.app.questions import show_questions

    show_questions(slug, principle)


@commands.command()
@click.option("--device", metavar="NAME", help="The microphone to try.")
@engine_options
def doctor(**options: Any) -> None:
    """Check voice, microphone, engine, disk and content; say what mends each.

    Exit code 1 when a round could not run.

    \b
    Example:  mockint doctor --device USB
    """
    from mockint.app.doctor import run_doctor

    sys.exit(run_doctor(**options))


@commands.command()
def devices() -> None:
    """List microphones and loudspeakers.

    \b
    Example:  mockint devices
    """
    from mockint.app.doctor import show_devices

    show_devices()


@commands.command()
@click.option("--model", help="Whisper model to fetch.  [default: base.en]")
def setup(model: str | None) -> None:
    """Fetch Whisper's weights (once; base.en is 139 MB) and check them.

    \b
    Example:  mockint setup --model small.en
    """
    from mockint.app.engines import fetch_weights

    fetch_weights(model)


@commands.command()
def history() -> None:
    """List past rounds.

    \b
    Example:  mockint history
    """
    from mockint.app.past import show_history

    show_history()


@commands.command()
@click.argument("round_id", required=False, metavar="ROUND")
@click.option("--all", "everything", is_flag=True, help="Every round.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(round_id: str | None, everything: bool, yes: bool) -> None:
    """Delete a round: recordings, transcripts, debrief, history.

    \b
    Example:  mockint delete 20261121-193005
              mockint delete --all
    """
    from mockint.app.past import delete_rounds

    if not round_id and not everything:
        raise click.UsageError("name a ROUND (see `mockint history`), or --all")
    if everything and not yes:
        click.confirm("Delete every recording, transcript and debrief?", abort=True)
    delete_rounds(None if everything else round_id)
