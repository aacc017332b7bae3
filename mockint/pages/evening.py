"""The served pages between two answers: tonight, the questions, what was answered, the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from mockint.commands.values.evening import Opening
from mockint.commands.values.history import HistoryFilters, HistoryPage, Next
from mockint.commands.values.questions import QuestionInFull
from mockint.history.types import RATINGS
from mockint.pages.document import Dress, document
from mockint.pages.plan import Night
from mockint.views.next import ALSO_SHOWN
from mockint.views.reasons import why

_APP = Dress(styles=("page.css",), served=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """What the first page tells."""

    opening: Opening
    waiting: int
    """Takes that were recorded and not judged."""
    last: str
    """The newest round's id; empty before the first."""
    busy: str
    """What is under way."""
    night: Night | None = None
    """What the plan has for tonight; None without one, or once its loop is over."""
    is_over: bool = False
    """The plan's loop is over, and nobody said how it went."""
    troubles: Sequence[str] = ()
    """Why a plan that is kept is not followed."""
    due: Next | None = None
    """By the schedule, where there is no plan."""


def tonight_page(value: Tonight) -> str:
    """What to do tonight."""
    due = value.due
    return document(
        "home.html",
        _APP,
        here="/",
        value=value,
        reasons=why(due) if due and due.first.due else (),
        also_due=due.also_due[:ALSO_SHOWN] if due else (),
    )


def now_page() -> str:
    """The round under way; the script fills it."""
    return document("now.html", _APP, here="/now")


def question_page(value: QuestionInFull, pack: str = "") -> str:
    """One question, and what can be practiced with it. ``pack``: it is of, where that is not the
    one of the settings."""
    return document("question.html", _APP, here="/questions", value=value, pack=pack)


def rounds_page(
    value: HistoryPage,
    filters: HistoryFilters,
    chosen: Mapping[str, str],
    unreadable: Sequence[str],
    *,
    has_plan: bool,
) -> str:
    """What was answered, the newest first. ``chosen``: by what it is narrowed, by name."""
    said = {name: typed for name, typed in chosen.items() if typed}
    return document(
        "rounds.html",
        _APP,
        here="/rounds",
        value=value,
        when=datetime.fromisoformat,
        filters=[
            ("question", "Question", filters.questions),
            ("principle", "What it is about", filters.principles),
            ("level", "Level", filters.levels),
            ("story", "Story", filters.stories),
        ],
        chosen=chosen,
        is_filtered=bool(said),
        query="".join(f"{quote(name)}={quote(typed)}&" for name, typed in said.items()),
        unreadable=unreadable,
        has_plan=has_plan,
        ratings=RATINGS,
    )


def plain_page(title: str, texts: Sequence[str]) -> str:
    """Values that have no page of their own, as the terminal shows them."""
    return document("plain.html", _APP, here="", title=title, texts=texts)
