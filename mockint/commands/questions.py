"""``mockint questions``: what can be asked."""

from mockint.commands.values.questions import (
    ListedQuestion,
    PrincipleQuestions,
    QuestionInFull,
    QuestionList,
)
from mockint.wiring import settings


def questions(principle: str | None = None) -> QuestionList:
    """All questions, or one principle's. Raises UsageError for an unknown principle."""
    from mockint.content.load import find_principle

    library = settings.library(settings.settings())
    chosen = [find_principle(library, principle)] if principle else library.principles.values()
    return QuestionList(
        tuple(
            PrincipleQuestions(
                one,
                tuple(
                    ListedQuestion(question, question.slug in library.walkthroughs)
                    for question in library.questions.values()
                    if question.principle == one.slug
                ),
            )
            for one in chosen
        )
    )


def question_in_full(slug: str) -> QuestionInFull:
    """One question with its walkthrough. Raises UsageError with the nearest ones."""
    from mockint.content.load import find_question

    library = settings.library(settings.settings())
    question = find_question(library, slug)
    return QuestionInFull(
        question=question,
        principle=library.principles[question.principle],
        walkthrough=library.walkthroughs.get(question.slug),
        pack=library.pack,
        titles={slug: one.title for slug, one in library.principles.items()},
    )
