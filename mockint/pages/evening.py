"""The served pages between two answers: tonight, the questions, what was answered, the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mockint.commands.values.evening import Opening
from mockint.commands.values.history import HistoryPage
from mockint.commands.values.machine import Devices, SettingList, SoundChecked
from mockint.commands.values.questions import QuestionInFull, QuestionList
from mockint.pages.document import Dress, document

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


def tonight_page(value: Tonight) -> str:
    """What to do tonight."""
    return document("home.html", _APP, here="/", value=value)


def now_page() -> str:
    """The round under way; the script fills it."""
    return document("now.html", _APP, here="/now")


def questions_page(value: QuestionList) -> str:
    """What can be asked, each with a button."""
    return document("questions.html", _APP, here="/questions", value=value)


def question_page(value: QuestionInFull) -> str:
    """One question, and what can be practiced with it."""
    return document("question.html", _APP, here="/questions", value=value)


def rounds_page(value: HistoryPage) -> str:
    """What was answered, the newest first."""
    return document("rounds.html", _APP, here="/rounds", value=value, when=datetime.fromisoformat)


def sound_page(devices: Devices | None, trouble: str, checked: SoundChecked | None) -> str:
    """Microphones, and what a sentence came to. ``trouble``: why there are none."""
    microphones = [one for one in devices.devices if one.inputs] if devices else []
    return document(
        "sound.html", _APP, here="/sound", microphones=microphones, trouble=trouble, checked=checked
    )


def settings_page(
    value: SettingList, said: str, choices: Mapping[str, Sequence[tuple[str, str]]]
) -> str:
    """Every setting, each with a form. ``said``: what the last change came to. ``choices``: (what
    is kept, what is shown) of those that can only be one of a few, by name."""
    return document(
        "settings.html", _APP, here="/settings", value=value, said=said, choices=choices
    )


def plain_page(title: str, texts: Sequence[str]) -> str:
    """Values that have no page of their own, as the terminal shows them."""
    return document("plain.html", _APP, here="", title=title, texts=texts)
