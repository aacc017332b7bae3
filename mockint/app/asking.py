"""Which of the person's stories is meant, and which questions it is asked by."""

from collections.abc import Mapping

from mockint.app.known import history
from mockint.app.story_evidence import asks, evidence
from mockint.errors import UsageError
from mockint.history.base import Wanted
from mockint.questions.base import Level, Library, Question
from mockint.stories.base import Story
from mockint.stories.matching import answerable, pick


def find_story(stories: Mapping[str, Story], name: str) -> Story:
    """The story of that name. Raises UsageError with the nearest ones."""
    from mockint.questions.choosing import nearest
    from mockint.stories.files import check_name

    found = stories.get(check_name(name))
    if found is not None:
        return found
    near = nearest(name, stories)
    cause = f"nearest: {', '.join(near)}" if near else ""
    step = "mockint story list" if stories else f"mockint story add {check_name(name)}"
    raise UsageError(f"there is no story {name!r}", cause=cause, next_step=step)


def questions_for(
    story: Story, library: Library, level: Level, *, principle: str | None, count: int
) -> tuple[Question, ...]:
    """``count`` questions that the story could answer, those first that it was not told to yet.

    ``principle``: only this one's (a slug). Raises UsageError where there are fewer.
    """
    known = history()
    shown = evidence(story, library, level, known)
    matches = [
        match
        for match in answerable(story, shown.shown, asks(library), library)
        if principle in (None, match.question.principle)
    ]
    if len(matches) < count:
        of = f" of {principle}" if principle else ""
        raise UsageError(
            f"the story {story.name!r} could answer {len(matches)} questions{of}",
            cause="it answers those of the principles that it names or wholly shows",
            next_step=f"mockint story edit {story.name}",
        )
    told = [one.question for one in reversed(known.past(Wanted(story=story.name, own=True)))]
    return pick(matches, asked=told, count=count)
