"""Stories, and what comes of adding one, as terminal text."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.commands.values.stories import (
    StoryAdded,
    StoryCoverage,
    StoryEdited,
    StoryInFull,
    StoryList,
    StoryNotAdded,
    StoryRemoved,
)
from mockint.domain import STRENGTHS, TARGET_S, SignalName
from mockint.star.types import Signal
from mockint.stories.coverage import Cell, Gap, Overuse, Shown
from mockint.stories.text import WORD_S
from mockint.text.format import clock, target
from mockint.views.drawing import draw, indented, unbroken

COVERS = "●"
CLAIMED = "○"
COULD = "+"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHARES_FIT = 5
"""With more stories than this there is room for signs only, in 80 columns."""


QUESTIONS_SHOWN = 5


@draw.register
def _list(value: StoryList) -> RenderableType:
    """One line a story: name, length, takes, principles."""
    broken = [
        Text(f"! {name}: {wrong}", "yellow", overflow="fold")
        for name, wrong in value.broken.items()
    ]
    if not value.stories and broken:
        return Group(*broken)
    if not value.stories:
        return Text(
            "No stories yet. Tell one:   mockint story add NAME\n"
            "Or write it down:           mockint story add NAME --write"
        )
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("story", no_wrap=True)
    table.add_column("takes", justify="right")
    table.add_column("length", justify="right")
    table.add_column("for")
    for listed in value.stories:
        story = listed.story
        table.add_row(
            story.name,
            str(listed.takes or "-"),
            clock(len(story.text.split()) * WORD_S),
            ", ".join(story.principles) or "no principle yet",
        )
    hint = Text(
        "\nTakes: how often you told it. Length: to tell it at 150 words per minute.", "dim"
    )
    covered = Text("Which principles they cover: mockint story coverage", "dim")
    return Group(table, *broken, hint, covered)


@draw.register
def _edited(value: StoryEdited) -> RenderableType:
    if not value.is_changed:
        return Text("Nothing was changed.")
    return Text(f"Changed. To see it: mockint story show {value.name}")


@draw.register
def _removed(value: StoryRemoved) -> RenderableType:
    if not value.is_gone:
        return Text("Nothing was deleted.")
    return Group(
        unbroken(f"Deleted {value.file}."),
        Text("The rounds in which you told it are kept: mockint history"),
    )


@draw.register
def _in_full(page: StoryInFull) -> RenderableType:
    """One story from top to bottom."""
    story = page.story
    titles = [page.principles[slug] for slug in story.principles]
    lines: list[RenderableType] = [
        Text(story.name, "bold"),
        Text("For " + (" · ".join(titles) or "no principle yet: mockint story edit " + story.name)),
    ]
    for segment, text in story.parts.items():
        seconds = len(text.split()) * WORD_S
        about = f"about {seconds:.0f} s" if text else "nothing yet"
        title = f"{segment.capitalize()} · {about}, target {target(TARGET_S[segment])}"
        lines += [Rule(Text(title, "bold"), align="left", style="dim"), Text(text)]
    lines.append(Rule(style="dim"))
    for name, said in (("Names", story.names), ("Numbers", story.numbers)):
        if said:
            lines.append(Text.assemble((f"{name}: ", "bold"), ", ".join(said)))
    lines += _noted(page)
    lines += _could_answer(page)
    lines += [Text(), unbroken(f"The file: {page.file}", "dim")]
    return Group(*lines)


def _noted(page: StoryInFull) -> list[RenderableType]:
    lines: list[RenderableType] = [Text("\nWhat an interviewer would note in the text", "bold")]
    first: dict[SignalName, Signal] = {}
    for signal in page.analysis.signals:
        first.setdefault(signal.name, signal)
    for signal in first.values():
        sign, style = ("+", "green") if signal.kind == "strength" else ("-", "yellow")
        title = page.signals[signal.name]
        line = Text.assemble((f"{sign} {title}: ", style), (f'"{signal.quote}"', "italic"))
        lines.append(indented(line))
    if not first:
        lines.append(indented(Text("nothing yet")))
    shown = page.shown
    if shown.takes:
        takes = "take" if shown.takes == 1 else f"{shown.takes} takes"
        heard = " · ".join(page.signals[name] for name in sorted(shown.told)) or "nothing"
        lines.append(Text(f"Heard in its last {takes}: {heard}"))
    return lines


def _could_answer(page: StoryInFull) -> list[RenderableType]:
    if not page.matches:
        return [Text("\nIt does not fit any question yet. Add a principle to the story.")]
    lines: list[RenderableType] = [Text("\nQuestions that it can answer", "bold")]
    for match in page.matches[:QUESTIONS_SHOWN]:
        title = page.principles[match.question.principle]
        lines.append(
            Padding(Text.assemble(match.question.ask, (f"  {title}", "dim")), (0, 0, 0, 2))
        )
    lines.append(Text(f"Practice one: mockint round --story {page.story.name}", "dim"))
    return lines


# ---------------------------------------------------------------- coverage


@draw.register
def _coverage(value: StoryCoverage) -> RenderableType:
    """The table, gaps, overuse, then each story's evidence."""
    table, principles, signals = value.coverage, value.principles, value.signals
    if not table.stories:
        return Text("No stories yet. Tell one: mockint story add NAME")
    shares = len(table.stories) <= SHARES_FIT
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("")
    letters = [_letter(at) for at in range(len(table.stories))]
    for letter in letters:
        grid.add_column(letter, justify="center", no_wrap=True)
    for slug in table.principles:
        row = [_mark(cell, shares=shares) for cell in table.of(slug)]
        grid.add_row(principles[slug], *row)
    key = (
        f"\n{COVERS} covers it   {CLAIMED} listed for it, but shows too little"
        f"\n{COULD} not listed for it, but shows all that it asks for: does the story fit it, too?"
    )
    if shares:
        key += f"\n3/4: the story shows 3 of the 4 things that the {value.pack.principle} asks for"
    return Group(
        grid,
        Text(key, "dim"),
        *_gaps(table.gaps, value),
        *_overuse(table.overused, value),
        Text("\nWhat each story shows", "bold"),
        *(
            line
            for letter, one in zip(letters, table.stories, strict=True)
            for line in _brings(letter, one, signals)
        ),
    )


def _letter(at: int) -> str:
    return f"{LETTERS[at % len(LETTERS)]}{at // len(LETTERS) or ''}"


def _mark(cell: Cell, *, shares: bool) -> Text:
    of = len(cell.shown) + len(cell.lacking)
    share = f" {len(cell.shown)}/{of}" if shares else ""
    if cell.covers:
        return Text(COVERS + share, "green")
    if cell.claimed:
        return Text(CLAIMED + share, "yellow")
    return Text(COULD + share) if cell.could else Text("·", "dim")


def _brings(
    letter: str, one: Shown, signals: Mapping[SignalName, str]
) -> tuple[RenderableType, RenderableType]:
    """What one story brings as evidence."""
    brings = " · ".join(signals[name] for name in STRENGTHS if name in one.shown)
    head = Text.assemble((f"{letter} ", "bold"), one.story.name, (f"  {_source(one)}", "dim"))
    return head, indented(Text(brings or "nothing yet"), 4)


def _source(one: Shown) -> str:
    if not one.takes:
        return "as written, not told yet"
    return (
        "as told in its last take" if one.takes == 1 else f"as told in its last {one.takes} takes"
    )


def _gaps(gaps: Sequence[Gap], value: StoryCoverage) -> list[RenderableType]:
    principles, signals = value.principles, value.signals
    if not gaps:
        return [Text(f"\nEvery {value.pack.principle} is covered.", "green")]
    lines: list[RenderableType] = []
    thin = [gap for gap in gaps if gap.kind == "thin" and gap.nearest]
    bare = [gap for gap in gaps if gap not in thin]
    if thin:
        lines.append(Text("\nListed, but the story shows too little", "bold"))
    for gap in thin:
        if gap.nearest:
            lacks = " · ".join(signals[name] for name in gap.nearest.lacking)
            title = principles[gap.principle]
            line = Text.assemble((title, "yellow"), f": {gap.nearest.story} does not show: {lacks}")
            lines.append(indented(line))
    if bare:
        share = f"{len(bare)} of {len(principles)} {value.pack.principles}"
        lines.append(Text(f"\nNo story for {share}", "bold"))
        named = " · ".join(principles[gap.principle] for gap in bare)
        lines.append(indented(Text(named)))
    return lines


def _overuse(overused: Sequence[Overuse], value: StoryCoverage) -> list[RenderableType]:
    principles, many = value.principles, value.pack.principles
    lines: list[RenderableType] = (
        [Text(f"\nOne story for too many {many}", "bold")] if overused else []
    )
    for one in overused:
        text = f"{one.story} is your story for {len(one.principles)} {many}"
        if one.alone:
            alone = " · ".join(principles[slug] for slug in one.alone)
            text += f", and the only one for {alone}"
        lines.append(indented(Text(text + ".")))
    return lines


@draw.register
def _added(value: StoryAdded) -> RenderableType:
    lines = [
        unbroken(f"Saved in {value.path}"),
        Text(f"To see it: mockint story show {value.name}"),
        Text(f"To practice it: mockint round --story {value.name}"),
    ]
    if value.missing:
        missing = ", ".join(value.missing)
        lines.append(Text(f"Still to add ({missing}): mockint story edit {value.name}"))
    return Group(*lines)


@draw.register
def _not_added(_value: StoryNotAdded) -> RenderableType:
    return Text("No story was saved.")
