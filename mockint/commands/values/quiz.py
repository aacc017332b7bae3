"""What quizzes come to."""

from dataclasses import dataclass

from mockint.history.quiz_scores import Score
from mockint.quiz.sitting import Card


@dataclass(frozen=True, slots=True)
class QuizResult:
    """One quiz: each question with whether it was right the first time, in the order asked."""

    first: tuple[tuple[Card, bool], ...]


@dataclass(frozen=True, slots=True)
class WalkthroughScore:
    """How much of a walkthrough's quiz is known."""

    slug: str
    known: int
    questions: int
    score: Score | None
    """None where it was never taken."""


@dataclass(frozen=True, slots=True)
class QuizScoreboard:
    """Every walkthrough; empty where no quiz was taken yet."""

    walkthroughs: tuple[WalkthroughScore, ...]
