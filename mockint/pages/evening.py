"""The served pages between two answers: tonight, the questions, what was answered, the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from mockint.commands.values.evening import Opening
from mockint.commands.values.history import HistoryFilters, HistoryPage
from mockint.commands.values.questions import QuestionInFull, QuestionList
from mockint.commands.values.stories import StoryCoverage, StoryInFull, StoryList
from mockint.pages.document import Dress, document
from mockint.pages.plan import Night

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


def tonight_page(value: Tonight) -> str:
    """What to do tonight."""
    return document("home.html", _APP, here="/", value=value)


def now_page() -> str:
    """The round under way; the script fills it."""
    return document("now.html", _APP, here="/now")


def question_page(value: QuestionInFull, pack: str = "") -> str:
    """One question, and what can be practiced with it. ``pack``: it is of, where that is not the
    one of the settings."""
    return document("question.html", _APP, here="/questions", value=value, pack=pack)


def stories_page(value: StoryList, covers: StoryCoverage, asked: QuestionList) -> str:
    """The person's own stories, a table of what they cover, and a way to add one."""
    return document("stories.html", _APP, here="/stories", value=value, covers=covers, asked=asked)


def story_page(value: StoryInFull) -> str:
    """One story, its parts and what it could answer."""
    return document("story.html", _APP, here="/stories", value=value)


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
    )


def plain_page(title: str, texts: Sequence[str]) -> str:
    """Values that have no page of their own, as the terminal shows them."""
    return document("plain.html", _APP, here="", title=title, texts=texts)
