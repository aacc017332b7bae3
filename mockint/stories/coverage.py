"""Which story covers which principle, where none does, and where one has to do for too many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mockint.domain import SignalName
from mockint.stories.types import TELLING, Story

ENOUGH = 0.5
"""Share of what a principle asks for that a story must show to cover it."""
MOST_PRINCIPLES = 4
"""So many principles one story can serve. Eight to twelve stories for sixteen principles make two
each; four leaves room. Our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one story brings as evidence."""

    story: Story
    written: frozenset[SignalName] = frozenset()
    """In its text."""
    told: frozenset[SignalName] = frozenset()
    """In its last takes."""
    takes: int = 0
    """How many takes that is."""
    told_for: tuple[str, ...] = ()
    """Principles of the questions it was told to, ever."""

    @property
    def shown(self) -> frozenset[SignalName]:
        """What an interviewer would hear: the last takes where there are any, else the text."""
        return self.told if self.takes else self.written


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One story and one principle."""

    principle: str
    story: str
    claimed: bool
    """The candidate named the principle for it."""
    shown: tuple[SignalName, ...]
    """Of what the principle asks for."""
    lacking: tuple[SignalName, ...]
    by_take: bool
    """Heard in a round; False where it is only read in the text."""

    @property
    def covers(self) -> bool:
        """The candidate means it to, and it shows at least half of what is asked for."""
        return self.claimed and len(self.shown) >= ENOUGH * (len(self.shown) + len(self.lacking))

    @property
    def could(self) -> bool:
        """Nobody named it, and it shows all that is asked for, which is not little."""
        return not self.claimed and not self.lacking and len(self.shown) >= TELLING


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A principle that no story covers."""

    principle: str
    kind: Literal["no story", "thin"]
    """thin: a story is named for it, and shows too little."""
    nearest: Cell | None
    """The story that comes nearest, and what it lacks; None where there are no stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overuse:
    """A story that has to do for too many principles."""

    story: str
    principles: tuple[str, ...]
    """Named for it, or told for."""
    alone: tuple[str, ...]
    """Those that no other story covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole table."""

    principles: tuple[str, ...]
    stories: tuple[Shown, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By (principle, story)."""
    gaps: tuple[Gap, ...]
    overused: tuple[Overuse, ...]

    def of(self, principle: str) -> tuple[Cell, ...]:
        """A principle's row, in the order of the stories."""
        return tuple(self.cells[principle, one.story.name] for one in self.stories)


def coverage(
    stories: Sequence[Shown],
    asks: Mapping[str, Sequence[SignalName]],
) -> Coverage:
    """The table. ``asks``: what each principle asks for, by slug, in the order to show them."""
    cells = {
        (principle, one.story.name): _cell(principle, wanted, one)
        for principle, wanted in asks.items()
        for one in stories
    }
    rows = {slug: [cells[slug, one.story.name] for one in stories] for slug in asks}
    covered = {
        principle: [cell.story for cell in row if cell.covers] for principle, row in rows.items()
    }
    return Coverage(
        principles=tuple(asks),
        stories=tuple(stories),
        cells=cells,
        gaps=tuple(
            _gap(principle, rows[principle]) for principle in asks if not covered[principle]
        ),
        overused=tuple(found for one in stories if (found := _overuse(one, asks, covered))),
    )


def _cell(principle: str, wanted: Sequence[SignalName], one: Shown) -> Cell:
    return Cell(
        principle=principle,
        story=one.story.name,
        claimed=principle in one.story.principles,
        shown=tuple(name for name in wanted if name in one.shown),
        lacking=tuple(name for name in wanted if name not in one.shown),
        by_take=one.takes > 0,
    )


def _gap(principle: str, row: Sequence[Cell]) -> Gap:
    nearest = max(row, key=lambda cell: (cell.claimed, len(cell.shown)), default=None)
    named = any(cell.claimed for cell in row)
    return Gap(principle=principle, kind="thin" if named else "no story", nearest=nearest)


def _overuse(
    one: Shown, asks: Collection[str], covered: Mapping[str, Sequence[str]]
) -> Overuse | None:
    uses = {*one.story.principles, *one.told_for}
    principles = tuple(principle for principle in asks if principle in uses)
    if len(principles) <= MOST_PRINCIPLES:
        return None
    name = one.story.name
    alone = tuple(principle for principle in asks if covered[principle] == [name])
    return Overuse(story=name, principles=principles, alone=alone)
