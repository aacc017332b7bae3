"""Rounds out of the history into a file, and back."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mockint.cli import terminal
from mockint.cli.group import commands
from mockint.errors import Interrupted


@contextmanager
def _told_where_stopped(kept: Callable[[], str]) -> Iterator[None]:
    """Say what is kept where Ctrl-C, or being told to end, ends the block."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit) as stop:
        stopped = Interrupted(f"stopped; {kept()}")
        if isinstance(stop, SystemExit) and isinstance(stop.code, int):
            stopped.exit_code = stop.code
        raise stopped from None


@commands.command("export")
@click.argument("what", metavar="ROUND|--all FILE.zip", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Pack every round, and your plan.")
def export_(what: tuple[str, ...], everything: bool) -> None:
    """Pack rounds into a zip file.

    The file has the recordings, transcripts and debriefs. With --all, it has your plan
    and your notes on real loops, too.

    \b
    Example:  mockint export last round.zip
              mockint export --all rounds.zip
    """
    from mockint.commands.export import export

    if len(what) != (1 if everything else 2):
        raise click.UsageError("give a ROUND (mockint history lists them) or --all, and a FILE.zip")
    done = None
    with _told_where_stopped(lambda: f"{what[-1]} is {'as it was' if done is None else 'written'}"):
        done = export(None if everything else what[0], Path(what[-1]))
        terminal.show(done)
    for line in done.unreadable:
        terminal.notice(line)
    if everything:
        terminal.tell_plan_troubles()


@commands.command("import")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Where something differs from yours, take the file's."
)
@click.option("--keep-both", is_flag=True, help="Where a round differs from yours, keep both.")
def import_(file: Path, replace: bool, keep_both: bool) -> None:
    """Read rounds from a zip file made by mockint export.

    Rounds that you have already are passed over. One that differs from yours is named, and yours
    stays as it is. So does your plan; where you have none, the file's is imported. If the file
    contains anything that mockint does not write, nothing of it is imported.

    \b
    Example:  mockint import rounds.zip
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.import_ import import_ as read_rounds

    if replace and keep_both:
        raise click.UsageError("give --replace or --keep-both, not both")
    done = None
    with _told_where_stopped(lambda: f"{'nothing' if done is None else 'all'} was imported"):
        done = read_rounds(
            file,
            "replace mine" if replace else "keep both" if keep_both else "keep mine",
            TerminalFront(),
        )
        terminal.show(done)
    if done.unreadable:
        sys.exit(1)
