"""The names of takes, such as ``answer-2-probe-1-take-3``: made here and read here. Pure values."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

PATTERN = (
    r"answer-([1-9]\d*)(?:-probe-([1-9]\d*))?(-drill-down)?(?:-take-([1-9]\d*))?(?:-([1-9]\d*))?"
)
"""Of a whole name, without the file's ending. Five groups: the fields of TakeName, in order."""

_NAME = re.compile(PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class TakeName:
    """What a recording is of. All numbers count from 1."""

    question: int
    """Number of the question in its round."""
    probe: int | None = None
    """Number of the follow-up that it replies to; None for the answer itself."""
    drill: bool = False
    """It replies to the second follow-up on the same point."""
    take: int = 1
    copy: int = 1
    """Above 1 where the name was taken already when the recording was closed."""

    def __str__(self) -> str:
        name = f"answer-{self.question}"
        if self.probe is not None:
            name += f"-probe-{self.probe}"
        if self.drill:
            name += "-drill-down"
        if self.take > 1:
            name += f"-take-{self.take}"
        if self.copy > 1:
            name += f"-{self.copy}"
        return name

    def __lt__(self, other: "TakeName") -> bool:
        """In the order of a round: the answer, its follow-ups, each with its takes."""
        return self._place < other._place

    @property
    def _place(self) -> tuple[int, int, bool, int, int]:
        return self.question, self.probe or 0, self.drill, self.take, self.copy

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """The take that ``name`` (without a file's ending) means; None where it is no take's."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        question, probe, drill, take, copy = found.groups()
        return cls(
            question=int(question),
            probe=int(probe) if probe else None,
            drill=drill is not None,
            take=int(take or 1),
            copy=int(copy or 1),
        )

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """The take that a file belongs to: a recording, whole or torn, a transcript."""
        return cls.parse(path.name.partition(".")[0])

    @property
    def reply(self) -> bool:
        """Whether it answers a follow-up."""
        return self.probe is not None

    @property
    def first(self) -> Self:
        """The first take of the same answer or reply: two takes of one have the same."""
        return replace(self, take=1, copy=1)
