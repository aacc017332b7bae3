"""What can be asked."""

from mockint.errors import UsageError
from mockint.pages import choosing as pages
from mockint.pages import evening


def questions(wanted: pages.Wanted) -> str:
    """What can be asked, as far as it is wanted."""
    from mockint.commands.evening.naming import using
    from mockint.commands.questions import packs
    from mockint.commands.questions import questions as listed
    from mockint.commands.story import list_stories

    known = packs()
    with using(_named(wanted.pack)):
        return pages.questions_page(listed(), list_stories(), known, wanted)


def question(slug: str, pack: str) -> str:
    """One question, and what can be practiced with it. ``pack``: empty for the chosen one."""
    from mockint.commands.evening.naming import using
    from mockint.commands.questions import question_in_full

    with using(_named(pack)):
        return evening.question_page(question_in_full(slug), pack)


def _named(pack: str) -> str | None:
    """The pack of that name; None for the chosen one. An address names no folder.

    Raises UsageError for any other.
    """
    from mockint.commands.questions import packs

    if pack and pack not in dict(packs()):
        raise UsageError(f"there is no pack called {pack!r}", next_step="choose one on Questions")
    return pack or None
