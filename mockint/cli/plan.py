"""The evenings until a real loop."""

from datetime import datetime
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import json_option, level_option, principle_slugs, story_names


@commands.command()
@click.option(
    "--loop", metavar="DAY", help="The day of your loop: 2026-12-03, Dec 3, Thursday, in 5 days."
)
@click.option(
    "--principles",
    metavar="A,B,C",
    shell_complete=principle_slugs,
    help="What the loop asks about, separated by commas, or all.",
)
@click.option(
    "--stories",
    metavar="A,B",
    shell_complete=story_names,
    help="Only these stories of yours and new ones, or all.",
)
@click.option(
    "--minutes", type=click.IntRange(10, 240), help="How long an evening is.  [default: 40]"
)
@click.option("--off", metavar="DAYS", help="Weekdays without practice, e.g. sat,sun, or none.")
@click.option(
    "--job",
    metavar="FILE",
    type=click.Path(),
    help="A job posting (PDF, Word or text): ask more of what it stresses. none: forget it.",
)
@level_option
@click.option("--done", is_flag=True, help="After your loop: note how it went.")
@click.option("--clear", is_flag=True, help="Delete the plan and these notes.")
@click.option("--repair", is_flag=True, help="Move a damaged plan or damaged notes aside.")
@click.option("--yes", is_flag=True, help="With --clear: do not ask first.")
@json_option
def plan(done: bool, clear: bool, repair: bool, yes: bool, as_json: bool, **options: Any) -> None:
    """Plan your evenings until a real loop.

    You see what tonight and each evening hold, which of your stories fit, and what has no story.
    The last evening is a full loop. The plan follows what you practice and what you leave out, and
    mockint and mockint next follow the plan. After your loop, they go back to spaced repetition.
    Of a job posting only how much it stresses each principle is kept, not its text.

    \b
    Example:  mockint plan
              mockint plan --loop "in 7 days" --principles ownership,dive-deep
              mockint plan --job posting.txt
              mockint plan --minutes 30 --off sat,sun
              mockint plan --done
    """
    from mockint.commands.planning.done import done as note_how_it_went
    from mockint.commands.planning.plan import PlanOptions
    from mockint.commands.planning.plan import clear as delete
    from mockint.commands.planning.plan import plan as show
    from mockint.commands.planning.plan import repair as move_aside

    now, front = datetime.now().astimezone(), TerminalFront(quiet=as_json)
    if not (clear or repair):
        terminal.tell_plan_troubles()
    if clear:
        value: object = delete(front, sure=yes)
    elif repair:
        value = move_aside()
    elif done:
        value = note_how_it_went(front, now.date())
    else:
        value = show(PlanOptions(**options), front, now)
    terminal.output(value, as_json=as_json)
