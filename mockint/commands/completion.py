"""Names for a shell's completion: quick, so no file is checked, and never an error."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from mockint import files, locations
from mockint.content.packs import find_pack, level_titles, packs_in, principle_titles
from mockint.decoding import toml_table
from mockint.errors import FileError, MockintError, UsageError
from mockint.text.format import day
from mockint.wiring import settings

ROUNDS_OFFERED = 30
"""Of past answers: more than that nobody reads through."""


def story_names() -> tuple[str, ...]:
    """The person's own stories."""
    from mockint.stories.files import names_in

    return tuple(dict.fromkeys(name for folder in _own() for name in names_in(folder)))


def round_names(typed: str) -> tuple[tuple[str, str], ...]:
    """What can be typed for a round that begins so, and what each is; the newest first.

    Of "best:" the questions that were answered.
    """
    from mockint.history.catalogue import BEFORE, BEST, NEWEST, history

    if not files.exists(locations.history_file()):
        return ()
    try:
        known = history()
        if typed.startswith(f"{BEST}:"):
            return tuple((f"{BEST}:{slug}", "") for slug in known.names("question"))
        answers = known.answers(limit=ROUNDS_OFFERED)
    except MockintError:
        return ()
    names = ((NEWEST, "your newest round"), (BEFORE, "the take before it"), (BEST, "the best take"))
    rounds = {
        one.round_id: f"{one.question}, {day(datetime.fromisoformat(one.began))}"
        for one in reversed(answers)
    }
    return (*names, *reversed(rounds.items()))


def pack_names() -> tuple[str, ...]:
    """Every pack that can be chosen by name."""
    return tuple(packs_in(locations.content_dir(), *_own()))


def level_names(pack: str | None, *, of_all: bool = False) -> tuple[str, ...]:
    """The levels of a pack, the lowest first; ``of_all`` those of every pack, and of past rounds.

    A round may have been held with a pack that is gone.
    """
    folders = _pack(pack)
    past: tuple[str, ...] = ()
    if of_all:
        folders = (*folders, *packs_in(locations.content_dir(), *_own()).values())
        past = _past_levels()
    known = (name for folder in folders for name in level_titles(folder))
    return tuple(dict.fromkeys((*known, *past)))


def _past_levels() -> tuple[str, ...]:
    from mockint.history.catalogue import history

    if not files.exists(locations.history_file()):
        return ()
    try:
        return history().levels()
    except MockintError:
        return ()


def question_slugs(pack: str | None) -> tuple[str, ...]:
    """Every question, the pack's and theirs, those with a walkthrough first."""
    folders = (*_pack(pack), *_own())
    found = [
        slug
        for folder in folders
        for path in files.listed(folder / "walkthroughs", "*.toml")
        for slug in _named([_read(path)], "slug")
    ]
    for folder in folders:
        found += _named(_read(folder / "questions.toml").get("questions"), "slug")
    return tuple(dict.fromkeys(found))


def principle_slugs(pack: str | None) -> tuple[str, ...]:
    """Every principle."""
    folders = (*_pack(pack), *_own())
    return tuple(dict.fromkeys(slug for folder in folders for slug in principle_titles(folder)))


def _pack(name: str | None) -> tuple[Path, ...]:
    """Folder of the pack that was typed, else of the one in the settings; none that is unknown."""
    try:
        chosen = name or settings.settings().pack
        return (find_pack(chosen, packs_in(locations.content_dir(), *_own())),)
    except UsageError:
        return ()


def _own() -> tuple[Path, ...]:
    """The person's own content, where their settings can be read."""
    try:
        return (settings.own_folder(settings.settings()),)
    except UsageError:
        return ()


def _read(path: Path) -> dict[str, object]:
    try:
        return toml_table(files.read_bytes(path))
    except (FileError, ValueError):
        return {}


def _named(items: object, field: str) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        name = item.get(field) if isinstance(item, dict) else None
        if isinstance(name, str):
            yield name
