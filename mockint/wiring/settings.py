"""What every command starts from: the person's settings and the content."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from mockint import config, locations
from mockint.content.types import Library
from mockint.domain import LEVELS, Level
from mockint.errors import UsageError
from mockint.stories.types import Story


def settings() -> config.Settings:
    """The person's settings file, or the defaults."""
    return config.load(locations.config_file())


def library(wanted: config.Settings) -> Library:
    """Our content and the person's own beside it."""
    from mockint.content.load import load

    return load(locations.content_dir(), own_folder(wanted))


def own_folder(wanted: config.Settings) -> Path:
    """The person's own content; the folder may be missing where the settings name none."""
    if not wanted.own_content:
        return locations.own_content_dir()
    own = Path(wanted.own_content).expanduser()
    if not own.is_dir():
        raise UsageError(
            f"there is no folder {own}",
            cause="own_content in the settings points to it",
            next_step=f"edit {locations.config_file()}",
        )
    return own


def stories(wanted: config.Settings, known: Library) -> Mapping[str, Story]:
    """The person's own stories by name."""
    from mockint.stories.files import load

    return load(own_folder(wanted), known.principles)


def level(asked: str | None, wanted: config.Settings) -> Level:
    """The level asked for, or the one in the settings."""
    name = asked or wanted.level
    for known in LEVELS:
        if name == known:
            return known
    raise UsageError(f"there is no level {name!r}", cause=f"the levels are {', '.join(LEVELS)}")


def signal_titles(names: Iterable[str]) -> tuple[str, ...]:
    """Signals as a person reads them."""
    from mockint.content import load as content

    known = content.signal_titles(locations.content_dir())
    return tuple(known.get(name, name.replace("_", " ")) for name in names)
