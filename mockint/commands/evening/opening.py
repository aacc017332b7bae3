"""``mockint`` alone: what to do now in one line, and which key begins it.

It is there at once: what speaks and listens is loaded when something begins.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

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
from mockint.errors import MockintError
from mockint.history.catalogue import history
from mockint.history.types import Wanted
from mockint.wiring import settings


def opening(now: datetime) -> Opening:
    """What to do now, in one line; without a history, the first question."""
    activity = tonight(now)
    return Opening(activity=activity, about=_about(activity), is_first=not is_begun())


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
                slug = _chosen_question(front)
                if slug:
                    return _begun(Activity(kind="round", why="", minutes=0, question=slug), front)
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


def _chosen_question(front: Front) -> str:
    """A question by its name; empty where the person goes back, or no question has the name."""
    from mockint.commands.questions import questions
    from mockint.content.find import find_question

    front.show(questions())
    name = front.ask("Which one? Its name, or only Enter to go back")
    try:
        library = settings.library(settings.settings())
        return find_question(library, name).slug if name else ""
    except MockintError as error:
        front.tell(f"mockint: {error}")
        return ""


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


def _about(activity: Activity) -> str:
    """What it is, in words."""
    wanted = settings.settings()
    name = activity.question or activity.story
    if activity.kind == "panel":
        titles = settings.principle_titles(wanted)
        return "a loop: " + ", ".join(titles.get(one, one) for one in activity.principles)
    if name is None:
        title = settings.principle_titles(wanted).get(activity.principle or "")
        return f"a question about {title}" if title else "a question that you have not had"
    said = name if activity.question is None else _words_of(activity)
    kinds = {"drill": f"only the {activity.part or 'weak part'} of: ", "learn": "a lesson on: "}
    return f"{kinds.get(activity.kind, '')}{said}"


def _words_of(activity: Activity) -> str:
    """Of its question: as it was asked the last time, else as its pack has it; else its name."""
    slug = activity.question or ""
    for last in history().answers(Wanted(question=slug), limit=1):
        if last.ask:
            return f'"{last.ask}"'
    with using(activity.pack):
        known = settings.library(settings.settings()).questions.get(slug)
    return f'"{known.ask}"' if known else slug


def using(pack: str | None) -> AbstractContextManager[None]:
    """Within it this pack is chosen; None: the one that is."""
    return nullcontext() if pack is None else settings.using_pack(pack)
