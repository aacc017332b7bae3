"""``mockint`` alone: what to do now in one line, and which key begins it.

It is there at once: what speaks and listens is loaded when something begins.
"""

from contextlib import suppress
from datetime import datetime

from mockint.commands.evening.naming import about, using
from mockint.commands.next import is_begun
from mockint.commands.ports import Front
from mockint.commands.tonight import tonight
from mockint.commands.values.evening import (
    ENTER,
    Activity,
    EveningOver,
    Offer,
    Offers,
    Opening,
)
from mockint.content.types import Library
from mockint.errors import MockintError, UsageError
from mockint.wiring import settings


def opening(now: datetime) -> Opening:
    """What to do now, in one line; without a history, the first question."""
    activity = tonight(now)
    return Opening(activity=activity, about=about(activity), is_first=not is_begun())


def open_evening(first: Opening, front: Front, help_text: str) -> EveningOver:
    """Show what to do now, and begin with it or with what is chosen instead."""
    front.show(first)
    offered = _openings(first)
    while front.offers_keys:
        found = offered.chosen(front.choose(offered))
        match found.choice if found else "stop":
            case "begin":
                return _begun(first.activity, front)
            case "demo":
                return _watched(front)
            case "list":
                chosen = _chosen_question(front)
                if chosen is not None:
                    return _begun(chosen, front)
                front.show(first)
            case "help":
                front.show(help_text)
            case _:
                break
    return EveningOver()


def _begun(activity: Activity, front: Front) -> EveningOver:
    from mockint.commands.evening.evening import evening
    from mockint.commands.evening.steps import step_of

    with using(activity.pack):
        return evening(step_of(activity), front)


def _watched(front: Front) -> EveningOver:
    from mockint.commands.demo import DemoOptions
    from mockint.commands.evening.evening import evening

    return evening(DemoOptions(), front)


def _chosen_question(front: Front) -> Activity | None:
    """A question by its name, or any one of a principle; None where the person goes back, or
    nothing has the name.

    The principles alone fit on a screen; those of the plan come first.
    """
    from mockint.commands.planning import plan_file
    from mockint.commands.questions import questions

    try:
        library = settings.library(settings.settings())
        wishes = plan_file.read().wishes
        planned = wishes.principles if wishes else ()
        listed = sorted(library.principles.values(), key=lambda one: one.slug not in planned)
        front.show(" · ".join(one.title for one in listed))
        how = "list: all questions; Enter: go back"
        name = front.ask(f"One of these, or a question's name ({how})").strip()
        if name.lower() == "list":
            front.show(questions())
            name = front.ask("Which one? (Enter: go back)").strip()
        return _meant(name, library) if name else None
    except MockintError as error:
        front.tell(f"mockint: {error}")
        return None


def _meant(name: str, library: Library) -> Activity:
    """What was typed, as a round. Raises UsageError with the nearest names."""
    from mockint.content.find import find_principle, find_question, nearest

    with suppress(UsageError):
        principle = find_principle(library, name).slug
        return Activity(kind="round", why="", minutes=0, principle=principle)
    with suppress(UsageError):
        question = find_question(library, name).slug
        return Activity(kind="round", why="", minutes=0, question=question)
    close = nearest(name, [*library.principles, *library.questions])
    raise UsageError(
        f"{name!r} is no {library.pack.principle} and no question",
        cause=f"nearest: {', '.join(close)}" if close else "",
    )


def _openings(first: Opening) -> Offers:
    demo = (Offer("d", "demo", "watch a recorded candidate first"),) if first.is_first else ()
    return Offers(
        (
            Offer(ENTER, "begin", "begin"),
            *demo,
            Offer("l", "list", "choose a question"),
            Offer("?", "help", "all commands"),
            Offer("q", "stop", "stop"),
        )
    )
