"""Titles alone, read without checking all content: for commands that must answer at once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def signal_titles(content: Path) -> Mapping[str, str]:
    """Name of a signal -> its title in ``advice.toml``."""
    return _titles(content / "advice.toml", "advice", "name")


def principle_titles(content: Path) -> Mapping[str, str]:
    """Slug of a principle -> its title."""
    return _titles(content / "principles.toml", "principles", "slug")


def _titles(file: Path, table: str, key: str) -> Mapping[str, str]:
    """Empty where the file cannot be read: names do instead of titles."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get(table, [])
    except (OSError, ValueError):
        return {}
    return {row[key]: row["title"] for row in rows if key in row and "title" in row}
