"""What can be asked."""

from mockint.pages import evening


def questions() -> str:
    """What can be asked."""
    from mockint.commands.questions import questions as listed

    return evening.questions_page(listed())


def question(slug: str) -> str:
    """One question, and what can be practiced with it."""
    from mockint.commands.questions import question_in_full

    return evening.question_page(question_in_full(slug))
