"""The stories that a CV hides as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.stories import ProposedStory, StoryProposals
from mockint.text.format import counted, shortened
from mockint.views.drawing import Hanging, draw, unbroken

INDENT = 4
LONGEST_LINE = 200
"""Letters of a line that is shown."""


@draw.register
def _proposals(value: StoryProposals) -> RenderableType:
    """Numbered, each with where it was and what it could serve; then what was not read."""
    lines: list[RenderableType] = []
    count, last = len(value.proposals), value.first + value.shown
    if not value.proposals:
        lines.append(Text(f"No line of {value.source} was read as a story.", "bold"))
        lines.append(Text("A line needs something you did, and a figure or what came of it."))
    elif value.first == 0:
        found = "1 line that hides a story" if count == 1 else f"{count} lines that hide a story"
        lines.append(Text(f"{value.source} has {found}:", "bold"))
    for number in range(value.first, min(count, last)):
        lines += _proposal(number + 1, value.proposals[number], value)
    if count > last:
        lines.append(Text(f"... and {count - last} more", "dim"))
    if value.first == 0:
        lines += _not_read(value)
    if not value.is_asked:
        lines.append(unbroken(f"To make one a story: {_step(value)}", "dim"))
    return Group(*lines)


def _step(value: StoryProposals) -> str:
    if value.proposals:
        return f"mockint story add --from {value.source} --pick N"
    return "mockint story add NAME"


def _proposal(number: int, one: ProposedStory, value: StoryProposals) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Hanging(
            Text.assemble((f"{number:2}  ", "bold"), shortened(one.draft.line, LONGEST_LINE)),
            INDENT,
        )
    ]
    titles = " or ".join(value.titles[slug] for slug in one.principles)
    about = [f"for {titles}"] if titles else []
    about += [one.draft.where] if one.draft.where else []
    if about:
        lines.append(Text(f"    {' · '.join(about)}", "dim", no_wrap=True, overflow="ellipsis"))
    return lines


def _not_read(value: StoryProposals) -> list[RenderableType]:
    """What was not read as a story, in figures, or with ``--all`` in its own words."""
    groups = (
        (value.bare, "says", "say", "what you did, but not what it changed"),
        (value.not_deeds, "was", "were", "not read as something you did"),
    )
    said: list[str] = []
    lines: list[RenderableType] = []
    for listed, one, many, what in groups:
        if listed:
            verb = one if len(listed) == 1 else many
            said.append(f"{counted(len(listed), 'line')} {verb} {what}")
            lines.append(Text(f"\n{said[-1]}:"))
            lines += [
                Hanging(Text(f"  - {shortened(line, LONGEST_LINE)}"), INDENT) for line in listed
            ]
    if value.aside:
        verb = "was" if value.aside == 1 else "were"
        said.append(
            f"{counted(value.aside, 'line')} on employers, education, skills and the like {verb} "
            "passed over"
        )
        lines.append(Text(f"\n{said[-1]}."))
    if value.everything:
        return [*lines, Text()]
    lines = [Text("\n" + "; ".join(said) + ".")] if said else []
    if value.bare or value.not_deeds:
        step = f"mockint story add --from {value.source} --all"
        lines.append(unbroken(f"To see those lines: {step}", "dim"))
    return lines
