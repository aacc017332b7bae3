"""Looking at one answer, at a round as a page, and at what can be asked."""

import sys
from typing import Any

import click

from mockint.cli.group import (
    commands,
    engine_options,
    level_option,
    principle_option,
    question_slugs,
)


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--question",
    metavar="SLUG",
    shell_complete=question_slugs,
    help="The question that was asked.",
)
@principle_option
@level_option
@engine_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def review(as_json: bool, **options: Any) -> None:
    """Judge recordings (WAV, FLAC, Ogg, MP3) or Whisper transcripts (JSON with word times).

    \b
    Example:  mockint review answer.wav --question beyond-your-job-description --level senior
    """
    from mockint.cli import terminal
    from mockint.cli.front import TerminalFront
    from mockint.commands.review import review as judge
    from mockint.commands.values.review import NotReviewed

    failures = 0
    for outcome in judge(front=TerminalFront(quiet=as_json), **options):
        failures += isinstance(outcome, NotReviewed)
        terminal.output(outcome, as_json=as_json)
    if failures:
        sys.exit(1)


@commands.command()
@click.argument("round_id", required=False, metavar="ROUND")
@click.option(
    "--output", metavar="FILE", help="Where to write it.  [default: in the round's folder]"
)
@click.option("--embed", is_flag=True, help="Put the recordings inside, to send it as one file.")
@click.option("--open/--no-open", "show", default=True, help="Open it in the browser.")
def report(round_id: str | None, output: str | None, embed: bool, show: bool) -> None:
    """A round as a page to look at and listen to; without ROUND the newest.

    One HTML file that works from disk: a timeline against the targets, the transcript with every
    word playable, findings, the model answer beside your own words. Prints to PDF.

    \b
    Example:  mockint report
              mockint report 20261121-193005 --embed --output debrief.html
    """
    from mockint.commands.report import run_report

    run_report(round_id, output=output, embed=embed, show=show)


@commands.command()
@click.argument("slug", required=False, shell_complete=question_slugs)
@principle_option
def questions(slug: str | None, principle: str | None) -> None:
    """List all questions by principle, or show one with its walkthrough.

    \b
    Example:  mockint questions beyond-your-job-description
    """
    from mockint.commands.questions import show_questions

    show_questions(slug, principle)
