"""What every command starts from: the person's settings and the content."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path

from mockint import config, files, locations
from mockint.content.pack import DEFAULT_PACK, Pack
from mockint.content.types import Library
from mockint.domain import Level
from mockint.errors import FileError, UsageError
from mockint.record import RoundRecord
from mockint.stories.types import Story
from mockint.text.shell import quoted

_CHOSEN: ContextVar[str | None] = ContextVar("pack", default=None)


@contextmanager
def using_pack(name: str) -> Iterator[None]:
    """Within it ``settings`` names this pack, whatever the file says."""
    token = _CHOSEN.set(name)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def settings() -> config.Settings:
    """The person's settings file, or the defaults."""
    kept = config.load(locations.config_file())
    chosen = _CHOSEN.get()
    return kept if chosen is None else replace(kept, pack=chosen)


def library(wanted: config.Settings) -> Library:
    """The pack that is wanted, and the person's own content beside it."""
    from mockint.content.load import load

    return load(locations.content_dir(), own_folder(wanted), pack=pack_folder(wanted))


def library_of(pack: str, known: Library, wanted: config.Settings) -> Library:
    """What a round was judged with, by what it keeps of its pack; ``known`` where that is gone."""
    return _judged_with(pack, known, wanted) or known


def library_to_judge(record: RoundRecord, known: Library, wanted: config.Settings) -> Library:
    """As ``library_of``, to judge the round again, which another company's pack cannot.

    Raises UsageError where the round's pack is gone.
    """
    found = _judged_with(record.pack, known, wanted)
    if found is None:
        raise UsageError(
            f"round {record.id} cannot be judged again",
            cause=f"it was held with the pack {record.pack}, which is not there",
            next_step="mockint --pack FOLDER, with the folder where that pack is now",
        )
    return found


def _judged_with(pack: str, known: Library, wanted: config.Settings) -> Library | None:
    """The chosen pack will do where it has the same folder name: a pack that was moved."""
    from mockint.content.packs import is_pack

    if pack == known.pack.folder:
        return known
    folder = Path(pack)
    if pack in packs(wanted) or (folder.is_absolute() and is_pack(folder)):
        return library(replace(wanted, pack=pack))
    return known if folder.name == Path(known.pack.folder).name else None


def packs(wanted: config.Settings) -> Mapping[str, Path]:
    """Every pack that can be chosen by name: ours, and those in the person's own content."""
    from mockint.content.packs import packs_in

    return packs_in(locations.content_dir(), own_folder(wanted))


def pack_folder(wanted: config.Settings) -> Path:
    """Where the pack lies that is wanted. Raises UsageError where there is none of that name."""
    from mockint.content.packs import find_pack

    try:
        return find_pack(wanted.pack, packs(wanted))
    except UsageError as error:
        if (
            isinstance(error, FileError)
            or _CHOSEN.get() is not None
            or wanted.pack != settings().pack
        ):
            raise
        raise UsageError(
            error.what,
            cause=f"your settings name it; {error.cause}",
            next_step=f"mockint config set pack {DEFAULT_PACK}",
        ) from error


def pack_name(wanted: config.Settings) -> str:
    """What is typed to choose the pack that is wanted, in any folder. Raises as pack_folder."""
    from mockint.content.packs import name_of

    return name_of(pack_folder(wanted), packs(wanted))


def own_folder(wanted: config.Settings) -> Path:
    """The person's own content; the folder may be missing where the settings name none."""
    if not wanted.own_content:
        return locations.own_content_dir()
    own = files.expanded(Path(wanted.own_content))
    if not files.is_dir(own):
        raise UsageError(
            f"there is no folder {own}",
            cause="own_content in the settings points to it",
            next_step=f"edit {quoted(locations.config_file())}",
        )
    return own


def stories(wanted: config.Settings, known: Library) -> Mapping[str, Story]:
    """The person's own stories by name."""
    from mockint.stories.files import load

    return load(own_folder(wanted), known.principles, known.others.principles)


def level(asked: str | None, wanted: config.Settings, known: Library) -> Level:
    """The level asked for, else the one in the settings, else the one that the pack suggests.

    A level in the settings that is another pack's gives way to the suggested one.
    """
    name = asked or wanted.level
    if not name or (not asked and name in known.others.levels):
        name = known.pack.default_level
    typed = "--level" if asked else "mockint config set level"
    return level_of(name, known.pack, typed=typed)


def level_of(name: str, pack: Pack, *, typed: str = "--level") -> Level:
    """The pack's level of that name. Raises UsageError with those that it has.

    ``typed``: what stands before the name on the command line.
    """
    found = pack.level(name)
    if found is None:
        names = ", ".join(pack.level_names)
        raise UsageError(
            f"there is no level {name!r}",
            cause=f"the pack {pack.folder} has {names}",
            next_step=f"{typed} {pack.default_level}",
        )
    return found


def level_titles(wanted: config.Settings) -> Mapping[str, str]:
    """Name of a level -> its title, of all packs; where two have the name, the chosen pack's."""
    from mockint.content import packs as content

    return _of_all(wanted, content.level_titles)


def principle_titles(wanted: config.Settings) -> Mapping[str, str]:
    """Slug of a principle -> its title, as ``level_titles``."""
    from mockint.content import packs as content

    return _of_all(wanted, content.principle_titles)


def _of_all(
    wanted: config.Settings, titles: Callable[[Path], Mapping[str, str]]
) -> Mapping[str, str]:
    folders = [*packs(wanted).values(), pack_folder(wanted)]
    return {name: title for folder in folders for name, title in titles(folder).items()}


def signal_titles(names: Iterable[str]) -> tuple[str, ...]:
    """Signals as a person reads them."""
    from mockint.content import packs as content

    known = content.signal_titles(pack_folder(settings()))
    return tuple(known.get(name, name.replace("_", " ")) for name in names)
