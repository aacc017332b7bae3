"""Stories as files: one TOML file each, which a person can read and change; see docs/content.md.

A file is checked like all content: what is wrong with it is one line that names file, field and
what was expected.
"""

import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mockint import files
from mockint.content.checks import check_principle, check_slug, check_texts
from mockint.content.documents import Document, read, unreadable, validated
from mockint.domain import SEGMENTS
from mockint.errors import ContentError, FileError, UsageError
from mockint.stories.types import Story

FOLDER = "stories"
WIDTH = 78
_HEAD = """\
# One of your own stories. Edit it as you like. To see it: mockint story show {name}
name = {quoted}

# The principles that it shows, as you see it: mockint questions
principles = {principles}

# The people, teams, and systems in it, and its numbers, as you say them. They
# help the recognizer understand you, and let follow-ups ask about your story.
names = {names}
numbers = {numbers}

[parts]
"""


def path_of(folder: Path, name: str) -> Path:
    """Where the story ``name`` lies. ``folder`` is the person's content folder."""
    return folder / FOLDER / f"{name}.toml"


def load(
    folder: Path, principles: Collection[str], elsewhere: Collection[str] = ()
) -> Mapping[str, Story]:
    """Every story of the content folder by name, in order of the alphabet; the folder may be
    missing. ``elsewhere``: principles of other packs; a story may name them, and here they do not
    count.

    Raises ContentError for the first thing that is wrong.
    """
    found, broken = load_each(folder, principles, elsewhere)
    for error in broken.values():
        raise error
    return found


def load_each(
    folder: Path, principles: Collection[str], elsewhere: Collection[str] = ()
) -> tuple[Mapping[str, Story], Mapping[str, ContentError]]:
    """As ``load``: the stories that can be read, and what is wrong with each of the others."""
    try:
        paths = files.listed(folder / FOLDER, "*.toml")
    except FileError as error:
        raise unreadable(folder / FOLDER, error) from error
    found: dict[str, Story] = {}
    broken: dict[str, ContentError] = {}
    for path in paths:
        if path.name.startswith("."):
            continue
        try:
            found[path.stem] = read_story(path, principles, elsewhere)
        except ContentError as error:
            broken[path.stem] = error
    return found, broken


def names_in(folder: Path) -> tuple[str, ...]:
    """The stories' names by their files alone, which none is opened for."""
    paths = files.listed(folder / FOLDER, "*.toml")
    return tuple(path.stem for path in paths if not path.name.startswith("."))


def read_story(
    path: Path,
    principles: Collection[str],
    elsewhere: Collection[str] = (),
    *,
    name: str | None = None,
) -> Story:
    """One file, checked. ``name``: what the story is to be called; None for the file's own name."""
    return story_from(read(path), principles, name or path.stem, elsewhere)


def story_from(
    document: Document, principles: Collection[str], name: str, elsewhere: Collection[str] = ()
) -> Story:
    """The story that a document holds. Raises ContentError."""
    story = validated(document, Story)
    check_slug(document, story.name, ("name",))
    if story.name != name:
        raise document.broken(("name",), f"found {story.name!r}", f"expected {name!r}")
    for number, slug in enumerate(story.principles):
        check_principle(document, slug, {*principles, *elsewhere}, ("principles", number))
    for listed in ("principles", "names", "numbers"):
        said: Sequence[str] = getattr(story, listed)
        check_texts(document, said, (listed,))
        for number, text in enumerate(said):
            if text in said[:number]:
                where = (listed, number)
                raise document.broken(where, f"{text!r} appears twice", "expected it once")
    if not any(story.parts.values()):
        raise document.broken(("parts",), "no words yet", "expected words in at least one part")
    return replace(
        story,
        principles=tuple(slug for slug in story.principles if slug in principles),
        parts={segment: story.parts.get(segment, "") for segment in SEGMENTS},
    )


def check_name(name: str) -> str:
    """The name as it can be a file's. Raises UsageError."""
    slug = "-".join(name.lower().replace("_", " ").split())
    try:
        check_slug(Document(Path(slug), {}), slug, ())
    except ContentError as error:
        raise UsageError(
            f"a story cannot be called {name!r}", cause="expected lower-case-words-with-hyphens"
        ) from error
    return slug


def written(story: Story) -> str:
    """The file's text; :func:`read_story` reads it as it was."""
    head = _HEAD.format(
        name=story.name,
        quoted=_quoted(story.name),
        principles=_list(story.principles),
        names=_list(story.names),
        numbers=_list(story.numbers),
    )
    return head + "\n".join(_part(name, story.parts.get(name, "")) for name in SEGMENTS)


def write(folder: Path, story: Story) -> Path:
    """Write it into the content folder, whole or not at all; says where. Raises FileError."""
    path = path_of(folder, story.name)
    files.make_private_dir(path.parent)
    files.write_text(path, written(story))
    return path


def _part(name: str, text: str) -> str:
    # Between three quotes one or two may stand as they are.
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    paragraphs = escaped.split("\n\n")
    lines = "\n\n".join(
        textwrap.fill(one, WIDTH, break_long_words=False, break_on_hyphens=False)
        for one in paragraphs
    )
    return f'{name} = """\n{lines}\n"""\n' if text else f'{name} = ""\n'


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
