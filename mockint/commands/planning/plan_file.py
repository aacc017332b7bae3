"""The files of the plan's wishes and of how real loops went: their owner's alone.

One that is damaged stops nothing: what reads them goes on without it, `damage` says so, and it is
moved aside before anything is written in its place.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mockint import files, locations
from mockint.decoding import Undecodable, json_object
from mockint.errors import FileError, NoSuchFile
from mockint.plan.kept import (
    NotAPlan,
    notes_from_json,
    notes_to_json,
    wishes_from_json,
    wishes_to_json,
)
from mockint.plan.types import Kept, LoopResult, Wishes

_DAMAGED = (Undecodable, NotAPlan, FileError)


def read() -> Kept:
    """What is there and can be read."""
    wishes: Wishes | None = None
    results: tuple[LoopResult, ...] = ()
    with suppress(*_DAMAGED):
        wishes = wishes_from_json(_value(locations.plan_file()))
    with suppress(*_DAMAGED):
        results = notes_from_json(_value(locations.loop_notes_file()))
    return Kept(wishes, results)


def write_wishes(wishes: Wishes) -> None:
    """Raises FileError."""
    _write(locations.plan_file(), wishes_to_json(wishes))


def write_notes(results: tuple[LoopResult, ...]) -> None:
    """Raises FileError."""
    _write(locations.loop_notes_file(), notes_to_json(results))


def damage() -> tuple[str, ...]:
    """A line for each file that is there and cannot be read: what it is, and how to go on."""
    return tuple(
        str(
            FileError(
                f"{path} is damaged, so this goes on without your {what}",
                cause=why,
                next_step="mockint plan --repair",
            )
        )
        for path, what, why in _damaged()
    )


def move_aside() -> tuple[tuple[Path, Path], ...]:
    """Give each damaged file another name, beside it; returns both names. Raises FileError."""
    return tuple((path, _moved_aside(path)) for path, _, _ in _damaged())


def is_there() -> bool:
    """Whether there is any of it, damaged or moved aside or not."""
    return any(files.exists(path) for path in _every())


def clear() -> None:
    """Delete all of it. Raises FileError."""
    for path in _every():
        files.delete(path)


def _every() -> Iterator[Path]:
    for path in (locations.plan_file(), locations.loop_notes_file()):
        yield path
        yield from files.listed(path.parent, f"{path.stem}.damaged-*{path.suffix}")


def _value(path: Path) -> Mapping[str, Any]:
    return json_object(files.read_bytes(path))


def _damaged() -> Iterator[tuple[Path, str, str]]:
    """Each file that cannot be read, what it is, and why it cannot."""
    kept: tuple[tuple[Path, str, Callable[[Mapping[str, Any]], object]], ...] = (
        (locations.plan_file(), "plan", wishes_from_json),
        (locations.loop_notes_file(), "notes on real loops", notes_from_json),
    )
    for path, what, meant in kept:
        try:
            meant(_value(path))
        except NoSuchFile:
            pass
        except FileError as error:
            yield path, what, error.cause or error.what
        except (Undecodable, NotAPlan) as error:
            yield path, what, str(error)


def _moved_aside(path: Path) -> Path:
    names = (f"{path.stem}.damaged-{number}{path.suffix}" for number in itertools.count(1))
    free = next(one for name in names if not files.exists(one := path.with_name(name)))
    files.move_beside(path, free)
    return free


def _write(path: Path, value: Mapping[str, Any]) -> None:
    files.make_private_dir(locations.data_dir())
    if any(path == one for one, _, _ in _damaged()):
        _moved_aside(path)
    files.write_json(path, value)
