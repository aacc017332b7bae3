"""What an activity is, in words: at the beginning of an evening, and beside the key of the next."""

from contextlib import AbstractContextManager, nullcontext

from mockint.commands.values.evening import Activity
from mockint.history.catalogue import history
from mockint.history.types import Wanted
from mockint.wiring import settings


def about(activity: Activity) -> str:
    """What it is, in words."""
    wanted = settings.settings()
    name = activity.question or activity.story
    if activity.kind == "story":
        return f"a new story{_for(activity)}"
    if activity.kind == "panel":
        titles = settings.principle_titles(wanted)
        return "a loop: " + ", ".join(titles.get(one, one) for one in activity.principles)
    if name is None:
        title = settings.principle_titles(wanted).get(activity.principle or "")
        return f"a question about {title}" if title else "a question that you have not had"
    said = name if activity.question is None else _words_of(activity)
    kinds = {"drill": f"only the {activity.part or 'weak part'} of: ", "learn": "a lesson on: "}
    return f"{kinds.get(activity.kind, '')}{said}"


def what_is_next(activity: Activity) -> str:
    """What one key begins, in a few words."""
    match activity.kind:
        case "story":
            return f"next: tell a story{_for(activity)}"
        case "panel":
            return "next: several interviewers"
        case "drill" if activity.part:
            return f"next: only the {activity.part.capitalize()}"
    title = _title(activity)
    return f"next: a question about {title}" if title else "next question"


def _for(activity: Activity) -> str:
    title = _title(activity)
    return f" for {title}" if title else ""


def _title(activity: Activity) -> str:
    """Of the principle that it is for; empty where none is known."""
    with using(activity.pack):
        library = settings.library(settings.settings())
    question = library.questions.get(activity.question or "")
    slug = activity.principle or (question.principle if question else "")
    return library.principles[slug].title if slug in library.principles else ""


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
