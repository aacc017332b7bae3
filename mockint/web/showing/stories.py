"""The person's own stories."""

from mockint.pages import evening


def stories() -> str:
    """The person's own stories, and what they cover."""
    from mockint.commands.questions import questions as listed
    from mockint.commands.story import coverage, list_stories

    return evening.stories_page(list_stories(), coverage(), listed())


def story(name: str) -> str:
    """One story."""
    from mockint.commands.story import show

    return evening.story_page(show(name))
