"""The stories that a CV hides as terminal text."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.stories import ProposedStory, StoryProposals
from mockint.text.format import counted
from mockint.views.drawing import Hanging, draw, unbroken

INDENT = 4
LONGEST_LINE = 200
"""Letters of a line that is shown."""


@draw.register
def _proposals(value: StoryProposals) -> RenderableType:
    """Numbered, each with where it was, what it lacks and what it could serve."""
    lines: list[RenderableType] = []
    count = len(value.proposals)
    if value.proposals:
        found = "1 line that hides a story" if count == 1 else f"{count} lines that hide a story"
        lines.append(Text(f"{value.source} has {found}:", "bold"))
    else:
        lines.append(Text(f"No line of {value.source} was read as a story.", "bold"))
        lines.append(Text("A line needs something you did, and a figure or what came of it."))
    for number, one in enumerate(value.proposals[: value.shown], 1):
        lines += _proposal(number, one, value)
    if count > value.shown:
        lines.append(Text(f"\n... and {count - value.shown} more", "dim"))
    lines += _not_read(value)
    lines.append(unbroken(f"\nTo make one a story: {_step(value)}", "dim"))
    return Group(*lines)


def _step(value: StoryProposals) -> str:
    if value.proposals:
        return f"mockint story add --from {value.source} --pick N"
    return "mockint story add NAME"


def _proposal(number: int, one: ProposedStory, value: StoryProposals) -> list[RenderableType]:
    draft = one.draft
    lines: list[RenderableType] = [
        Hanging(Text.assemble((f"{number:2}  ", "bold"), _short(draft.line)), INDENT)
    ]
    if draft.where:
        lines.append(Hanging(Text(f"    {_short(draft.where)}", "dim"), INDENT))
    parts = dict.fromkeys(ask.part for ask in draft.asks if not draft.parts.get(ask.part))
    about = f"    missing: {', '.join(parts)}"
    titles = [value.titles[slug] for slug in one.principles]
    if titles:
        about += f" · could fit: {', '.join(titles)}"
    lines.append(Hanging(Text(about, "dim"), INDENT))
    return lines


def _not_read(value: StoryProposals) -> list[RenderableType]:
    """What was not read as a story, in figures, or with ``--all`` in its own words."""
    groups = (
        (value.bare, "{} what you did, but no figure and not what changed", "says", "say"),
        (value.not_deeds, "{} not read as something you did", "was", "were"),
    )
    lines: list[RenderableType] = []
    for listed, text, one, many in groups:
        if listed:
            verb = one if len(listed) == 1 else many
            said = f"{counted(len(listed), 'other line')} " + text.format(verb)
            lines.append(Text(f"\n{said}{':' if value.everything else '.'}"))
            lines += _quoted(listed) if value.everything else []
    if value.aside:
        said = f"{counted(value.aside, 'line')} on employers, education, skills and the like"
        verb = "was" if value.aside == 1 else "were"
        lines.append(Text(f"\n{said} {verb} passed over."))
    if lines and not value.everything:
        step = f"mockint story add --from {value.source} --all"
        lines.append(unbroken(f"To see those lines: {step}", "dim"))
    return lines


def _quoted(listed: Sequence[str]) -> list[RenderableType]:
    return [Hanging(Text(f"  - {_short(line)}"), INDENT) for line in listed]


def _short(line: str) -> str:
    if len(line) <= LONGEST_LINE:
        return line
    return line[:LONGEST_LINE].rsplit(" ", 1)[0] + " ..."
