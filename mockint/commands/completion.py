"""Names for a shell's completion: quick, so no file is checked, and never an error."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from mockint import locations
from mockint.errors import UsageError
from mockint.wiring import settings


def story_names() -> tuple[str, ...]:
    """The person's own stories."""
    from mockint.stories.files import names_in

    return tuple(dict.fromkeys(name for folder in _folders()[1:] for name in names_in(folder)))


def question_slugs() -> tuple[str, ...]:
    """Every question, ours and theirs, those with a walkthrough first."""
    found = [
        slug
        for folder in _folders()
        for path in sorted((folder / "walkthroughs").glob("*.toml"))
        for slug in _named([_read(path)], "slug")
    ]
    for folder in _folders():
        found += _named(_read(folder / "questions.toml").get("questions"), "slug")
    return tuple(dict.fromkeys(found))


def principle_slugs() -> tuple[str, ...]:
    """Every principle."""
    listed = [_read(folder / "principles.toml").get("principles") for folder in _folders()]
    return tuple(dict.fromkeys(slug for one in listed for slug in _named(one, "slug")))


def _folders() -> tuple[Path, ...]:
    """Our content, then the person's where their settings can be read."""
    try:
        return locations.content_dir(), settings.own_folder(settings.settings())
    except UsageError:
        return (locations.content_dir(),)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _named(items: object, field: str) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        name = item.get(field) if isinstance(item, dict) else None
        if isinstance(name, str):
            yield name
