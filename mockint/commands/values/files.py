"""Files that a command wrote, and rounds that it packed or unpacked."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageWritten:
    """An HTML file to open in a browser."""

    path: Path
    embedded_bytes: int | None = None
    """Size of the file where the recordings are inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Rounds in a zip file."""

    rounds: int
    files: int
    bytes: int
    path: Path


@dataclass(frozen=True, slots=True)
class Imported:
    """Rounds from a zip file."""

    new: int
    already_here: int
