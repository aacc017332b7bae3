"""What is told in a drill or through a lens: a question, or one of the person's own stories."""

from dataclasses import dataclass

from mockint import config
from mockint.app import base
from mockint.errors import UsageError
from mockint.questions.base import Library, Question
from mockint.stories.base import Story


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell."""

    question: Question
    """For a story: what the interviewer says to have it told."""
    story: Story | None = None

    @property
    def own_words(self) -> tuple[str, ...]:
        """Names and figures that will be said."""
        return self.story.own_words if self.story else ()


def find_told(name: str, library: Library, wanted: config.Settings) -> Told:
    """The question of that name, else the story. Raises UsageError with the nearest questions."""
    from mockint.questions.content import find_question

    if name in library.questions:
        return Told(library.questions[name])
    story = base.stories(wanted, library).get(name)
    if story is not None:
        return Told(asked_for(story), story)
    try:
        return Told(find_question(library, name))
    except UsageError as error:
        step = "mockint questions, or mockint story list"
        raise UsageError(error.what, cause=error.cause, next_step=step) from error


def asked_for(story: Story) -> Question:
    """A question that only this story answers; judged for the first principle that it names."""
    spoken = story.name.replace("-", " ")
    return Question(
        slug=story.name,
        ask=f"Tell me your story about {spoken}.",
        principle=story.principles[0] if story.principles else "",
    )
