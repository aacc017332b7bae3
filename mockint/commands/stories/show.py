"""``mockint story show``: one of the person's stories."""

from mockint.commands.story import judged, matches_of, shelf
from mockint.commands.values.stories import StoryInFull


def show(name: str, *, level: str | None = None) -> StoryInFull:
    """Its parts, what an interviewer would note, what it could answer.

    Raises UsageError with the nearest names where there is no such story.
    """
    from mockint.stories.files import path_of

    there = shelf(level)
    story = there.find(name)
    shown, matches = matches_of(story, there)
    return StoryInFull(
        story=story,
        shown=shown,
        analysis=judged(story, there.library, there.level),
        matches=matches,
        file=path_of(there.folder, story.name),
        signals={name: one.title for name, one in there.library.pack.bar.signals.items()},
        principles={slug: one.title for slug, one in there.library.principles.items()},
    )
