"""``mockint story edit``: a story in the person's editor."""

from mockint import files
from mockint.commands.ports import Front
from mockint.commands.story import file_of
from mockint.commands.values.stories import StoryEdited
from mockint.errors import UsageError
from mockint.wiring import settings


def edit(name: str, front: Front) -> StoryEdited:
    """Open it in the person's editor, and read it again: also one that could not be read.

    Raises UsageError where nobody can edit, and ContentError where it cannot be read afterwards.
    """
    from mockint.stories.files import read_story

    path = file_of(name)
    if not front.interactive:
        raise UsageError("there is no terminal for the editor", next_step=f"edit {path}")
    before = path.read_text(encoding="utf-8", errors="replace")
    after = front.edit(before, suffix=path.suffix)
    if after is None or after == before:
        return StoryEdited(path.stem, is_changed=False)
    files.write_text(path, after)
    library = settings.library(settings.settings())
    read_story(path, library.principles, library.others.principles)
    return StoryEdited(path.stem, is_changed=True)
