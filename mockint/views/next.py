"""What to practice next, as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.history import Next, NothingToPractice, Rated
from mockint.text.format import day
from mockint.views.drawing import draw, indented
from mockint.views.progress import NONE_JUDGED
from mockint.views.reasons import start, why

ALSO_SHOWN = 3


@draw.register
def _next(value: Next) -> RenderableType:
    first = value.first
    lines: list[RenderableType] = []
    if not first.due:
        due = day(first.when.due.astimezone(value.now.tzinfo), year=False)
        lines.append(
            Text(
                "Nothing is due today. For a new question: mockint round\n"
                f"The next one is due on {due}:\n"
            )
        )
    lines.append(Text(first.last.ask or first.last.question, "bold"))
    lines += [indented(Text(line)) for line in why(value)]
    lines.append(Text(f"\nStart:  {start(value)}"))
    if first.weakest:
        drill = f"{value.command} drill {first.last.question} --part {first.weakest[0]}"
        lines.append(Text(f"Only that part:  {drill}", "dim"))
    rate = f"mockint next --rate {value.called or first.last.round_id} good"
    lines.append(Text(f"Rate it yourself:  {rate}", "dim"))
    if value.also_due:
        lines.append(Text(f"\nAlso due ({len(value.also_due)}):"))
        lines += [
            Text(f"  {one.question} ({one.leaning or 'not judged'})")
            for one in value.also_due[:ALSO_SHOWN]
        ]
    return Group(*lines)


@draw.register
def _nothing(_value: NothingToPractice) -> RenderableType:
    return Text(NONE_JUDGED)


@draw.register
def _rated(value: Rated) -> RenderableType:
    done = "Your rating was removed" if value.rating is None else f"Rated {value.rating}"
    return Text(f"{done}. To see what to practice now: mockint next")
