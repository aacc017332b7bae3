"""``mockint questions``: what can be asked."""

from mockint.commands.values.questions import (
    ListedQuestion,
    PrincipleQuestions,
    QuestionInFull,
    QuestionList,
)
from mockint.wiring import settings


def questions(principle: str | None = None, *, job: str | None = None) -> QuestionList:
    """All questions, or one principle's; with ``job``, those first that a posting asks for most.

    Raises UsageError for an unknown principle, and what ``read_job`` raises.
    """
    from mockint.commands.posting import read_job
    from mockint.content.find import find_principle

    library = settings.library(settings.settings())
    posting = read_job(job, library) if job is not None else None
    chosen = [find_principle(library, principle)] if principle else library.principles.values()
    weights = posting.weights if posting else {}
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
            for one in sorted(chosen, key=lambda one: -weights.get(one.slug, 0.0))
        ),
        posting,
    )


def packs() -> tuple[tuple[str, str], ...]:
    """(name, title) of each pack that can be chosen, the one of the settings first."""
    from mockint.content.packs import pack_title

    wanted = settings.settings()
    chosen = settings.pack_name(wanted)
    there = {chosen: settings.pack_folder(wanted), **settings.packs(wanted)}
    return tuple((name, pack_title(folder)) for name, folder in there.items())


def is_question(name: str) -> bool:
    """Whether a question of the pack has this name."""
    return name in settings.library(settings.settings()).questions


def question_in_full(slug: str) -> QuestionInFull:
    """One question with its walkthrough. Raises UsageError with the nearest ones."""
    from mockint.content.find import find_question

    library = settings.library(settings.settings())
    question = find_question(library, slug)
    return QuestionInFull(
        question=question,
        principle=library.principles[question.principle],
        walkthrough=library.walkthroughs.get(question.slug),
        pack=library.pack,
        titles={slug: one.title for slug, one in library.principles.items()},
    )
