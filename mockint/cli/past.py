"""Rounds that were sat: found again, and deleted."""

import click

from mockint.cli.group import commands


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
