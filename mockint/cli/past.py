"""Rounds that were sat: found again, learned from, and deleted."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mockint.cli.group import (
    ANY_LEVEL,
    commands,
    json_option,
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
        help="Only this principle's answers.",
    )(command)
    return click.option(
        "--question",
        metavar="SLUG",
        shell_complete=question_slugs,
        help="Only answers to this question.",
    )(command)


@commands.command()
@click.argument("round_id", required=False, metavar="[ROUND]")
@filter_options
@click.option(
    "--story",
    metavar="NAME",
    shell_complete=story_names,
    help="Only answers with this story of yours.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    help="Answers a page; 0 is all.  [default: 20]",
)
@click.option("--page", type=click.IntRange(min=1), default=1, help="Older ones.  [default: 1]")
@json_option
def history(round_id: str | None, as_json: bool, **options: Any) -> None:
    """List past answers, the newest first; or show one ROUND: times, waits, files.

    \b
    Example:  mockint history --principle ownership
              mockint history 20261121-193005
    """
    from mockint.commands.history import show_history, show_round

    if round_id is None:
        show_history(as_json=as_json, **options)
    else:
        show_round(round_id, as_json=as_json)


@commands.command()
@click.argument("first", metavar="ROUND")
@click.argument("second", metavar="ROUND")
@json_option
def compare(first: str, second: str, as_json: bool) -> None:
    """Two takes of one story: parts, pace, what was won and lost, figures that changed.

    \b
    Example:  mockint compare 20261120-193005 20261121-193005
    """
    from mockint.commands.compare import show_comparison

    show_comparison(first, second, as_json=as_json)


@commands.command()
@filter_options
@click.option(
    "--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="As a page to look at."
)
@json_option
def progress(as_json: bool, **options: Any) -> None:
    """Whether practice works: parts, fillers, pace and budget over time; what is still missing.

    \b
    Example:  mockint progress --principle ownership
              mockint progress --html progress.html
    """
    from mockint.commands.progress import show_progress

    show_progress(as_json=as_json, **options)


@commands.command("next")
@click.option(
    "--rate",
    type=(str, RATINGS),
    metavar="ROUND again|hard|good|easy",
    help='Rate an answer yourself; "auto" takes that back.',
)
@click.option("--answer", type=click.IntRange(min=1), help="Which answer of the round to rate.")
@json_option
def next_(rate: tuple[str, str] | None, answer: int | None, as_json: bool) -> None:
    """What to practise next, and why: spaced repetition on spoken answers.

    \b
    Example:  mockint next
              mockint next --rate 20261121-193005 hard
    """
    from mockint.commands.next import rate_round, show_next

    if rate is not None:
        rate_round(*rate, answer)
    else:
        show_next(datetime.now().astimezone(), as_json=as_json)


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
    from mockint.commands.history import delete_rounds

    if not round_id and not everything:
        raise click.UsageError("name a ROUND (see `mockint history`), or --all")
    if everything and not yes:
        click.confirm("Delete every recording, transcript and debrief?", abort=True)
    delete_rounds(None if everything else round_id)


@commands.command()
@click.argument("round_id", metavar="ROUND")
@click.option("--answer", type=click.IntRange(min=1), help="Which answer, where there are several.")
@click.option(
    "--word",
    nargs=2,
    multiple=True,
    metavar="OLD NEW",
    help="Put a word right, wherever it stands.",
)
@click.option(
    "--part",
    type=(PARTS, str),
    multiple=True,
    metavar="PART WORDS",
    help="PART begins at these words.",
)
@click.option("--text", metavar="FILE", help='The edited text from a file; "-" is standard input.')
@click.option("--print", "show", is_flag=True, help="Print the text that can be edited.")
@click.option("--undo", is_flag=True, help="Back to what was heard.")
def correct(**options: Any) -> None:
    """Put wrong words and wrong parts right, in your editor; everything is judged again.

    Times stay those of the recording, and what was heard is kept beside it.

    \b
    Example:  mockint correct 20261121-193005
              mockint correct 20261121-193005 --word "web hook" webhook
              mockint correct 20261121-193005 --part action "first I pulled"
    """
    from mockint.commands.correct import CorrectOptions
    from mockint.commands.correct import correct as put_right

    put_right(CorrectOptions(**options))


@commands.command("export")
@click.argument("what", metavar="ROUND|--all FILE.zip", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every round.")
def export_(what: tuple[str, ...], everything: bool) -> None:
    """Pack rounds into a zip: recordings, transcripts, debriefs.

    \b
    Example:  mockint export 20261121-193005 round.zip
              mockint export --all rounds.zip
    """
    from mockint.commands.export import export_rounds

    if len(what) != (1 if everything else 2):
        raise click.UsageError("name a ROUND (see `mockint history`) or --all, and a FILE.zip")
    export_rounds(None if everything else what[0], Path(what[-1]))


@commands.command("import")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Take in the rounds of a zip that `mockint export` wrote.

    A zip that holds anything else is refused before a byte of it is written.

    \b
    Example:  mockint import rounds.zip
    """
    from mockint.commands.export import import_rounds

    import_rounds(file)
