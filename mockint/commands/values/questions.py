"""What can be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.commands.values.posting import PostingRead
from mockint.content.pack import Pack
from mockint.content.types import Principle, Question, Walkthrough


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question in the list."""

    question: Question
    has_walkthrough: bool


@dataclass(frozen=True, slots=True)
class PrincipleQuestions:
    """One principle's questions."""

    principle: Principle
    questions: Sequence[ListedQuestion]


@dataclass(frozen=True, slots=True)
class QuestionList:
    """Questions by principle."""

    principles: Sequence[PrincipleQuestions]
    job: PostingRead | None = None
    """The posting whose stress gives the order of the principles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionInFull:
    """One question, with its walkthrough where there is one."""

    question: Question
    principle: Principle
    walkthrough: Walkthrough | None
    titles: Mapping[str, str]
    """Titles of principles by slug."""
    pack: Pack
