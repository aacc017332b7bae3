"""``mockint story list``: the person's own stories."""

from mockint.commands.story import shelf
from mockint.commands.values.stories import ListedStory, StoryList
from mockint.history.catalogue import history
from mockint.history.types import Wanted


def list_stories() -> StoryList:
    """Every story, and how often it was told. Raises ContentError for a broken file."""
    known = history()
    return StoryList(
        tuple(
            ListedStory(story, known.count(Wanted(story=story.name, own=True)))
            for story in shelf().stories.values()
        )
    )
