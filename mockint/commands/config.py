"""``mockint config``: the settings file shown, changed and checked."""

import os
from pathlib import Path

from mockint import config as settings_file
from mockint import locations
from mockint.commands.values.config import Setting, SettingChanged, SettingList, SettingsFine
from mockint.errors import UsageError
from mockint.wiring import settings


def config() -> SettingList:
    """Every setting, its value, and whether the file says so."""
    file = locations.config_file()
    said = settings_file.read(file)
    now = settings.settings()
    return SettingList(
        file,
        file.exists(),
        tuple(
            Setting(name, getattr(now, name), settings_file.ABOUT[name], name in said)
            for name in settings_file.NAMES
        ),
    )


def names() -> tuple[tuple[str, str], ...]:
    """Each setting's name and what it is about."""
    return tuple(settings_file.ABOUT.items())


def set_(name: str, typed: str) -> SettingChanged:
    """Write one setting; all else in the file stays as it is. Raises UsageError."""
    file = locations.config_file()
    value = settings_file.meant(name, typed)
    settings_file.read(file)  # a broken file is not made worse
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    _write(file, settings_file.with_value(text, name, value))
    return SettingChanged(name, value)


def _write(file: Path, text: str) -> None:
    """Whole or not at all. A link to a file elsewhere (dotfiles) stays a link."""
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, target)
    except OSError as error:
        raise UsageError(f"{target} could not be written", cause=str(error)) from error


def path() -> Path:
    """Where the settings are, for an editor."""
    return locations.config_file()


def check() -> SettingsFine:
    """Read the settings and all that they lead to. Raises what is wrong with the first."""
    wanted = settings.settings()
    library = settings.library(wanted)
    return SettingsFine(
        file=locations.config_file(),
        questions=len(library.questions),
        walkthroughs=len(library.walkthroughs),
        stories=len(settings.stories(wanted, library)),
    )
