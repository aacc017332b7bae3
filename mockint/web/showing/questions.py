"""What can be asked."""

from mockint.pages import choosing as pages
from mockint.pages import evening


def questions(wanted: pages.Wanted) -> str:
    """What can be asked, as far as it is wanted."""
    from mockint.commands.evening.naming import using
    from mockint.commands.questions import packs
    from mockint.commands.questions import questions as listed
    from mockint.commands.story import list_stories

    known = packs()
    with using(wanted.pack or None):
        return pages.questions_page(listed(), list_stories(), known, wanted)


def question(slug: str, pack: str) -> str:
    """One question, and what can be practiced with it. ``pack``: empty for the chosen one."""
    from mockint.commands.evening.naming import using
    from mockint.commands.questions import question_in_full

    with using(pack or None):
        return evening.question_page(question_in_full(slug), pack)
