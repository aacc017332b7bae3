"""The person's own stories: the list, one story, its form, and the CV that may hide some."""

from mockint.commands.values.stories import StoryInForm
from mockint.domain import SEGMENTS
from mockint.errors import MockintError
from mockint.pages import stories as pages
from mockint.web.doing.stories import filled_in, parts_in, ticked
from mockint.web.doing.types import Given


def stories(name: str = "", principle: str = "", wrong: str = "") -> str:
    """The person's own stories, and what they cover. What was typed to add one stands there."""
    from mockint.commands.questions import questions as listed
    from mockint.commands.story import coverage, list_stories

    there = list_stories()
    covers = None if there.broken else coverage()
    new = pages.NewStory(name=name, principle=principle, wrong=wrong)
    return pages.stories_page(there, covers, listed(), new)


def story(name: str) -> str:
    """One story."""
    from mockint.commands.story import show

    return pages.story_page(show(name))


def form(name: str, *, heard: bool = False) -> str:
    """One story in its form. ``heard``: it was told a moment ago."""
    from mockint.commands.story.form import open_form

    return pages.form_page(open_form(name), heard=heard)


def new(given: Given) -> str:
    """The form of a story to be written, with what is known of it."""
    from mockint.commands.story.form import new_form

    principles = [given["principle"]] if given.get("principle") else []
    principles += ticked(given)
    asks = {part: given[f"ask-{part}"] for part in SEGMENTS if given.get(f"ask-{part}")}
    return pages.form_page(
        new_form(given.get("story", ""), principles=principles, parts=parts_in(given), asks=asks)
    )


def from_text(given: Given) -> str:
    """The form with a whole text put into its boxes."""
    from mockint.commands.story.form import form_from_text

    return pages.form_page(form_from_text(filled_in(given), given.get("text", "")))


def refused(value: StoryInForm) -> str:
    """A form that could not be kept."""
    return pages.form_page(value)


def in_cv(text: str | None) -> str:
    """The stories that a CV hides; None: a place to put it."""
    from mockint.commands.story.from_cv import CvOptions, proposals

    if text is None:
        return pages.cv_page(None, "", "")
    if not text.split():
        return pages.cv_page(None, "", "Paste your CV here first, or take it from a file.")
    try:
        found = proposals(CvOptions(source="This text", text=text, everything=True))
    except MockintError as error:  # what to type next is of no use here
        why = f"{error.what} ({error.cause})." if error.cause else f"{error.what}."
        return pages.cv_page(None, text, why)
    return pages.cv_page(found, text, "")
