"""What was answered: found again, judged, corrected, compared, packed up and deleted."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mockint import files
from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import (
    ANY_LEVEL,
    ROUND,
    engine_options,
    json_option,
    level_option,
    principle_option,
    principle_slugs,
    question_slugs,
    story_names,
)

PARTS = click.Choice(["situation", "task", "action", "result", "reflection"])
RATINGS = click.Choice(["again", "hard", "good", "easy", "auto"])


def filter_options(command: Any) -> Any:
    """Options of every command that looks at many answers."""
    command = click.option("--level", type=ANY_LEVEL, help="Only answers at this level.")(command)
    command = click.option(
        "--principle",
        metavar="P",
        shell_complete=principle_slugs,
        help="Only answers for this principle.",
    )(command)
    return click.option(
        "--question",
        metavar="SLUG",
        shell_complete=question_slugs,
        help="Only answers to this question.",
    )(command)


@commands.command()
@click.argument("round_id", required=False, metavar="[ROUND]", type=ROUND)
@filter_options
@click.option(
    "--story",
    metavar="NAME",
    shell_complete=story_names,
    help="Only answers that tell this story of yours.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    help="Answers on a page; 0 for all.  [default: 20]",
)
@click.option(
    "--page",
    type=click.IntRange(min=1),
    default=1,
    help="Which page; 1 is the newest.  [default: 1]",
)
@json_option
def history(round_id: str | None, as_json: bool, **options: Any) -> None:
    """List past answers, or show one round.

    The newest answers come first. For one ROUND you see its times, how long you waited, and its
    files. In every command, "last" is the newest round, "prev" your take before it of the same
    question, "best" your best take of it, and "best:SLUG" the best one of another question.

    \b
    Example:  mockint history --principle ownership
              mockint history 20261121-193005
              mockint history last
    """
    from mockint.commands.history import history as listed
    from mockint.commands.history import past_round

    value = listed(**options) if round_id is None else past_round(round_id)
    terminal.output(value, as_json=as_json)
    if round_id is None:
        terminal.tell_unreadable()


@commands.command()
@click.argument("first", required=False, metavar="[ROUND]", type=ROUND)
@click.argument("second", required=False, metavar="[ROUND]", type=ROUND)
@json_option
def compare(first: str | None, second: str | None, as_json: bool) -> None:
    """Compare two takes of one story.

    You see the parts and the pace of both, what you gained and lost, figures that changed, and
    whether you did the one thing that you were to change. Without ROUND, it compares your last two
    takes of one question; with one ROUND, that round and the newest one.

    \b
    Example:  mockint compare
              mockint compare best last
              mockint compare 20261120-193005 20261121-193005
    """
    from mockint.commands.compare import compare as compared

    for one in compared(first, second):
        terminal.output(one, as_json=as_json)


@commands.command()
@filter_options
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a page for the browser.",
)
@json_option
def progress(as_json: bool, page: Path | None, **options: Any) -> None:
    """See how your answers change over time.

    You see parts, fillers, pace and length over time, and what is still missing.

    \b
    Example:  mockint progress --principle ownership
              mockint progress --html progress.html
    """
    from mockint.commands.progress import progress as over_time
    from mockint.commands.progress import write_page

    value = over_time(**options)
    written = write_page(value, page) if page and not as_json else None
    terminal.output(written or value, as_json=as_json)
    if written:
        terminal.say("Open it in a browser.")
    terminal.tell_plan_troubles()
    terminal.tell_unreadable()


@commands.command("next")
@click.option(
    "--rate",
    type=(ROUND, RATINGS),
    metavar="ROUND again|hard|good|easy",
    help='Rate an answer yourself; "auto" removes your rating.',
)
@click.option("--answer", type=click.IntRange(min=1), help="Which answer of the round to rate.")
@json_option
def next_(rate: tuple[str, str] | None, answer: int | None, as_json: bool) -> None:
    """Show what to practice next, and why.

    Questions that went well come back later. Questions that went badly come back soon.

    \b
    Example:  mockint next
              mockint next --rate last hard
    """
    from mockint.commands.next import next_ as what_is_next
    from mockint.commands.next import rate as keep_rating

    if rate is not None:
        terminal.show(keep_rating(*rate, answer))
    else:
        terminal.output(what_is_next(datetime.now().astimezone()), as_json=as_json)
        terminal.tell_plan_troubles()
        terminal.tell_unreadable()


@commands.command()
@click.argument("round_id", required=False, metavar="ROUND", type=ROUND)
@click.option("--all", "everything", is_flag=True, help="Delete every round, and your plan.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def delete(round_id: str | None, everything: bool, yes: bool) -> None:
    """Delete a round, or all of them.

    This deletes the recordings, the transcripts, the debrief, and the entry in your history. With
    --all, your plan and your notes on real loops go, too.

    \b
    Example:  mockint delete 20261121-193005
              mockint delete last
              mockint delete --all
    """
    from mockint.commands.delete import delete as remove

    if not round_id and not everything:
        raise click.UsageError("give a ROUND (mockint history lists them), or --all")
    gone = remove(None if everything else round_id, TerminalFront(), yes=yes)
    if gone is None:
        raise click.Abort
    terminal.show(gone)


@commands.command()
@click.argument("round_id", metavar="ROUND", type=ROUND)
@click.option(
    "--answer", type=click.IntRange(min=1), help="Which answer, if the round has several."
)
@click.option(
    "--reply",
    type=click.IntRange(min=1),
    metavar="N",
    help="Correct your reply to follow-up N of that answer.",
)
@click.option("--drill-down", is_flag=True, help="With --reply: the reply to its drill-down.")
@click.option(
    "--word",
    nargs=2,
    multiple=True,
    metavar="OLD NEW",
    help="Replace a word everywhere in the answer or reply.",
)
@click.option(
    "--part",
    type=(PARTS, str),
    multiple=True,
    metavar="PART WORDS",
    help="PART starts with these words.",
)
@click.option(
    "--text", metavar="FILE", help='Read the edited text from a file; "-" for standard input.'
)
@click.option("--print", "only_print", is_flag=True, help="Print the text that you can edit.")
@click.option("--undo", is_flag=True, help="Go back to what mockint heard.")
def correct(text: str | None, only_print: bool, **options: Any) -> None:
    """Correct wrong words and parts, and judge again.

    You correct the text in your editor, or with the options. The times stay as in the recording,
    and the text that mockint heard is kept too.

    \b
    Example:  mockint correct last
              mockint correct 20261121-193005 --word "web hook" webhook
              mockint correct 20261121-193005 --part action "first I pulled"
              mockint correct 20261121-193005 --reply 2
    """
    from mockint.commands.correction.correct import CorrectOptions, editable_text
    from mockint.commands.correction.correct import correct as judge_again

    if only_print and not options["undo"]:
        terminal.write(editable_text(CorrectOptions(**options)).text)
        return
    wanted = CorrectOptions(
        text=terminal.piped() if text == "-" else None,
        text_file=Path(text) if text and text != "-" else None,
        **options,
    )
    terminal.show(judge_again(wanted, TerminalFront()))


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--question",
    metavar="SLUG",
    shell_complete=question_slugs,
    help="The question that you answered.",
)
@click.option("--asked", metavar="TEXT", help="The question in its own words.")
@principle_option
@level_option
@engine_options
@click.option("--more", is_flag=True, help="Show all findings, not only the five weightiest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
def review(as_json: bool, **options: Any) -> None:
    """Judge recordings or transcripts that you already have.

    Recordings can be of any common kind: WAV, FLAC, MP3, m4a, a video, what a phone or a browser
    saves. Your file stays as it is. Transcripts can come from Whisper and its relatives
    (whisper.cpp, whisperX, faster-whisper), OpenAI, Hugging Face, Deepgram or AssemblyAI, or be
    subtitles (SRT, VTT, TSV). With word times, more can be measured.

    \b
    Example:  mockint review answer.wav --question beyond-your-job-description
              mockint review answer.wav --principle ownership --level senior
              mockint review a.wav --asked "When did you last change your mind?"
    """
    from mockint.commands.review import review as judged
    from mockint.commands.values.round import NotReviewed

    exit_code = 0
    for outcome in judged(front=TerminalFront(quiet=as_json), **options):
        if isinstance(outcome, NotReviewed):
            exit_code = max(exit_code, outcome.error.exit_code)
            terminal.error(outcome.error)
        if as_json or not isinstance(outcome, NotReviewed):
            terminal.output(outcome, as_json=as_json)
    if exit_code:
        sys.exit(exit_code)


@commands.command()
@click.argument("round_id", required=False, metavar="[ROUND]", type=ROUND)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="File to write.  [default: a file in the round's folder]",
)
@click.option(
    "--embed", is_flag=True, help="Put the recordings in the page, so that you can send one file."
)
@click.option("--open/--no-open", "show", default=True, help="Open the page in the browser.")
def report(round_id: str | None, output: Path | None, embed: bool, show: bool) -> None:
    """Open a round as a page in the browser.

    Without ROUND, it opens the newest round. The page is one HTML file and needs no network. It
    shows a timeline with the targets, the transcript (click a word to hear it), what went well and
    what to improve, and the model answer next to your own words. You can print it to PDF.

    \b
    Example:  mockint report
              mockint report 20261121-193005 --embed --output debrief.html
    """
    import webbrowser

    from mockint.commands.report import report as make_page

    written = make_page(round_id, output=output, embed=embed)
    terminal.show(written)
    if show and not webbrowser.open(files.absolute(written.path).as_uri()):
        terminal.say("No browser was found. Open the file in your browser.")
