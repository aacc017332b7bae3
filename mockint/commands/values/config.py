"""The settings file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    name: str
    value: object
    """Text, a number, or true and false."""
    about: str
    is_set: bool
    """The file says so; otherwise it is the default."""


@dataclass(frozen=True, slots=True)
class SettingList:
    """Every setting."""

    file: Path
    file_exists: bool
    settings: Sequence[Setting]


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting as it was written."""

    name: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFine:
    """The settings and all that they lead to could be read."""

    file: Path
    pack: str
    questions: int
    walkthroughs: int
    stories: int
