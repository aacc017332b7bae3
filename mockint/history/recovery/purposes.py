"""What each take of a practice is of: kept in its plan, for the day on which it is judged late."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mockint.content.types import Question
from mockint.domain import Theme
from mockint.events import Exercise
from mockint.history.folders import RoundFolder
from mockint.history.takes import TakeName

_PURPOSES = "takes"
"""The plan's field for what each of its takes is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a take of a practice is of."""

    question: Question | None = None
    theme: Theme | None = None
    """Of the follow-up that it replies to."""
    exercise: Exercise | None = None
    asked: str = ""
    """What was said before it."""


def purpose_from(kept: object) -> Purpose:
    """The other way round than ``asdict``; nothing is known where it cannot be read."""
    from pydantic import TypeAdapter, ValidationError

    try:
        made: Purpose = TypeAdapter(Purpose).validate_python(kept)
    except ValidationError:
        return Purpose()
    return made


def note_take(folder: RoundFolder, take: Path, purpose: Purpose | None) -> None:
    """Keep in the plan what a take of a practice is of; None for one that counts for nothing.

    Takes of the same have one purpose. Raises FileError.
    """
    notes = {**_purposes(folder), _first(take): asdict(purpose) if purpose else None}
    kept = {name: value for name, value in notes.items() if value is not None}
    folder.write_plan({**folder.plan(), _PURPOSES: kept})


def purpose_of(folder: RoundFolder, take: Path) -> Purpose | None:
    """What ``note_take`` kept of it; None where it kept nothing."""
    kept = _purposes(folder).get(_first(take))
    return None if kept is None else purpose_from(kept)


def _purposes(folder: RoundFolder) -> dict[str, Any]:
    found = folder.plan().get(_PURPOSES)
    return found if isinstance(found, dict) else {}


def _first(take: Path) -> str:
    name = TakeName.of(take)
    return str(name.first) if name else take.stem
