"""``mockint questions``."""

from mockint.wiring import settings


def show_questions(slug: str | None, principle: str | None) -> None:
    """List the questions, all or one principle's; or show one with its walkthrough."""
    from mockint.content.load import find_principle, find_question
    from mockint.views.questions import show_list, show_question, show_walkthrough

    library = settings.library(settings.settings())
    console = settings.console()
    if slug is None:
        chosen = [find_principle(library, principle)] if principle else library.principles.values()
        show_list(library, chosen, console)
        return
    question = find_question(library, slug)
    of = library.principles[question.principle]
    if question.slug in library.walkthroughs:
        show_walkthrough(library.walkthroughs[question.slug], library, console)
    else:
        show_question(question, of, console)
