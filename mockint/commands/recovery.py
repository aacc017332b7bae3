"""Takes that a crash left open: said, and offered to be judged."""

import sys
from collections.abc import Sequence

import click

from mockint.config import Settings
from mockint.content.types import Library
from mockint.history.crash_recovery import RecoveredTake


def offer_torn_takes(torn: Sequence[RecoveredTake], library: Library, wanted: Settings) -> None:
    """Say what a crash left, mended; on a terminal offer to judge it now."""
    from mockint.commands.review import run_review

    for take in torn:
        _say(f"An unfinished take of {take.seconds:.0f} s was mended: {take.path}")
        if take.keep != "all":
            _say(
                "It was not to be kept, so it goes before the next round, or now: "
                f"mockint delete {take.round_id}"
            )
        if take.reply or not sys.stdin.isatty():
            _say(f"To judge it: {take.review_command}")
        elif click.confirm("Judge it now, before the round?", default=True, err=True):
            run_review(
                paths=[str(take.path)],
                question=take.question if take.question in library.questions else None,
                principle=None,
                level=take.level,
                engine=wanted.engine,
                model=wanted.model,
                as_json=False,
            )


def _say(text: str) -> None:
    click.echo(text, err=True)
