"""Recordings that were never judged."""

import sys
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import ROUND, engine_options, json_option


@commands.command()
@click.argument("take", required=False, metavar="[ROUND|TAKE]", type=ROUND)
@click.option("--all", "everything", is_flag=True, help="Judge all of them.")
@click.option("--delete", "remove", is_flag=True, help="Delete instead of judging.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask before deleting.")
@engine_options
@json_option
def recover(
    take: str | None, everything: bool, remove: bool, as_json: bool, **options: Any
) -> None:
    """Judge recordings that were not judged yet.

    A crash, a full disk, a failed speech engine or Ctrl-C can leave a recording without a debrief.
    Without ROUND or TAKE you see a list of them. A recording that is judged goes into your history.

    \b
    Example:  mockint recover
              mockint recover 20261121-193005
              mockint recover 20261121-193005/answer-1 --delete
              mockint recover --all
    """
    from mockint.commands.recovery.recover import RecoverOptions, delete_waiting, judge, waiting
    from mockint.commands.values.recovery import NotJudged
    from mockint.commands.values.round import RoundResult

    if take and everything:
        raise click.UsageError("give a ROUND or a TAKE, or --all")
    if remove and not (take or everything):
        raise click.UsageError("give a ROUND or a TAKE to delete, or --all")
    front = TerminalFront(quiet=as_json)
    wanted = RecoverOptions(take=take, **options)
    if remove:
        terminal.output(delete_waiting(wanted, front), as_json=as_json)
        return
    found = waiting(take)
    if not (take or everything):
        terminal.output(found, as_json=as_json)
        return
    failed = 0
    for one in judge(found.takes, wanted, front):
        if isinstance(one, NotJudged):
            failed = max(failed, one.error.exit_code)
            terminal.notice(f"mockint: {one.id} was not judged: {one.error}")
        if as_json or not isinstance(one, NotJudged):
            terminal.output(one, as_json=as_json)
        for problem in one.problems if isinstance(one, RoundResult) else ():
            failed = failed or 1
            terminal.error(problem)
    if failed:
        sys.exit(failed)
