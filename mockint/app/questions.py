"""``mockint questions``."""

from mockint.app import base


def show_questions(slug: str | None, principle: str | None) -> None:
    """List the questions, all or one principle's; or show one with its walkthrough."""
    from mockint.questions.content import find_principle, find_question
    from mockint.questions.terminal import show_list, show_question, show_walkthrough

    library = base.library(base.settings())
    console = base.console()
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
