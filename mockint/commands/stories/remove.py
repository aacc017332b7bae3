"""``mockint story remove``: a story's file deleted."""

from mockint import files
from mockint.commands.ports import Front
from mockint.commands.story import file_of
from mockint.commands.values.stories import StoryRemoved
from mockint.errors import UsageError


def remove(name: str, front: Front, *, sure: bool = False) -> StoryRemoved:
    """Delete the story's file; asks first unless ``sure``. Rounds in which it was told stay.

    Raises UsageError where nobody can answer.
    """
    path = file_of(name)
    if not sure and not front.interactive:
        raise UsageError(
            f"this deletes {path}, but there is no terminal to confirm it",
            next_step=f"mockint story remove {name} --yes",
        )
    if not sure and not front.confirm(f"Delete {path}?"):
        return StoryRemoved(path, is_gone=False)
    files.delete(path)
    return StoryRemoved(path, is_gone=True)
