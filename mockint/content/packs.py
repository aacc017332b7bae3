"""The packs that are there, found by name or by folder, and read at a glance.

At a glance: names and titles alone, without checking all content, for commands that must answer at
once. A file that cannot be read then gives nothing: whoever loads the pack says what is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mockint import files
from mockint.content.documents import nearest_hint
from mockint.content.load_pack import BAR_FILE, PACK_FILE
from mockint.content.pack import OtherPacks
from mockint.decoding import toml_table
from mockint.errors import FileError, UsageError


def packs_in(*folders: Path) -> Mapping[str, Path]:
    """Every pack in ``folders`` by name; the later folder's takes the place of the earlier's."""
    return {file.parent.name: file.parent for folder in folders for file in _files_in(folder)}


def _files_in(folder: Path) -> tuple[Path, ...]:
    try:
        return files.listed(folder, f"*/{PACK_FILE}")
    except FileError:
        return ()


def find_pack(name: str, known: Mapping[str, Path]) -> Path:
    """The folder of the pack: one of ``known`` by name, or a folder of that path.

    Raises UsageError with the known names where it is neither.
    """
    if name in known:
        return known[name]
    folder = files.expanded(Path(name))
    if name and is_pack(folder):
        return folder
    names = ", ".join(known)
    if name and files.is_dir(folder):
        raise UsageError(
            f"the folder {folder} is not a pack",
            cause=f"it has no {PACK_FILE}; available packs: {names}",
            next_step="mockint config set pack general, or make your own as docs/content.md says",
        )
    raise UsageError(
        f"there is no pack {name!r}",
        cause=f"available packs: {names}{nearest_hint(name, list(known))}",
        next_step="--pack NAME, or --pack FOLDER for one of your own",
    )


def is_pack(folder: Path) -> bool:
    """Whether there is a pack in ``folder``."""
    return files.is_file(folder / PACK_FILE)


def name_of(folder: Path, known: Mapping[str, Path]) -> str:
    """What is typed to choose the pack in ``folder``, wherever one stands: its name, else its path.

    The folder's name alone would be lost outside ``known``, or would mean another pack there.
    """
    whole = files.resolved(folder)
    listed = known.get(whole.name)
    return whole.name if listed is not None and files.resolved(listed) == whole else str(whole)


def others(chosen: Path, known: Iterable[Path]) -> OtherPacks:
    """What only the packs besides ``chosen`` know."""
    rest = [folder for folder in known if files.resolved(folder) != files.resolved(chosen)]
    principles = {slug for folder in rest for slug in principle_titles(folder)}
    levels = {name for folder in rest for name in level_titles(folder)}
    return OtherPacks(
        frozenset(principles - principle_titles(chosen).keys()),
        frozenset(levels - level_titles(chosen).keys()),
    )


def pack_title(folder: Path) -> str:
    """What the pack in ``folder`` is called where packs are listed; else the folder's name."""
    try:
        title = toml_table(files.read_bytes(folder / PACK_FILE)).get("name")
    except (FileError, ValueError):
        title = None
    return title if isinstance(title, str) and title else folder.name


def signal_titles(pack: Path) -> Mapping[str, str]:
    """Name of a signal -> its title."""
    return dict(_titles(pack / BAR_FILE, "signals", "name"))


def principle_titles(pack: Path) -> Mapping[str, str]:
    """Slug of a principle -> its title."""
    return dict(_titles(pack / "principles.toml", "principles", "slug"))


def level_titles(pack: Path) -> Mapping[str, str]:
    """Name of a level -> its title, the lowest first."""
    return dict(_titles(pack / PACK_FILE, "levels", "name"))


def default_level(pack: Path) -> str:
    """The name of the level that it suggests; empty where that cannot be read."""
    try:
        return str(toml_table(files.read_bytes(pack / PACK_FILE)).get("default_level", ""))
    except (FileError, ValueError):
        return ""


def _titles(file: Path, table: str, key: str) -> Iterator[tuple[str, str]]:
    try:
        rows = toml_table(files.read_bytes(file)).get(table, [])
    except (FileError, ValueError):
        return
    for row in rows if isinstance(rows, list) else ():
        name, title = (row.get(key), row.get("title")) if isinstance(row, dict) else (None, None)
        if isinstance(name, str) and isinstance(title, str):
            yield name, title
