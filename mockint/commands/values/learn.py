"""What ``mockint learn`` comes to; where it is only read, that is the lesson itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LessonTaught:
    """A lesson that was told; what to do next with it."""

    slug: str
