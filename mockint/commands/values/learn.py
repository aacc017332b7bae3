"""What ``mockint learn`` shows."""

from dataclasses import dataclass

from mockint.content.lesson import Lesson


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson to read, where nobody can be spoken to."""

    lesson: Lesson


@dataclass(frozen=True, slots=True)
class LessonTaught:
    """A lesson that was told; what to do next with it."""

    slug: str
