"""The page itself: templates, style and script put into one text under a strict policy."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from mockint import files
from mockint.pages.answer import AnswerView, FollowUp, answer_view
from mockint.pages.types import Material, Take
from mockint.record import RoundRecord
from mockint.text.format import clock, day, target
from mockint.text.printable import printable
from mockint.views import wording
from mockint.views.style import SIGN

_FOLDER = Path(__file__).parent
_LETTERS = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "Rf"}
"""Where a part's name has no room."""
_NO_SOUND = "'none'"
_SOUND_BESIDE = "'self' file:"
"""For a page opened from disk "self" means nothing in some browsers, so the scheme is named."""


def render(record: RoundRecord, material: Material) -> str:
    """The whole round as one HTML document.

    Whatever stands in the record or the content is text: everything is escaped, and the policy
    lets only this page's own script and style run and nothing be fetched but the recordings.
    """
    views = [
        answer_view(number, answer, record.level, material, record.recorded)
        for number, answer in enumerate(record.answers, 1)
    ]
    style, script = (files.read_text(_FOLDER / name).strip() for name in ("page.css", "page.js"))
    text: str = (
        _environment()
        .get_template("page.html")
        .render(
            record=record,
            views=views,
            level=material.pack.level_title(record.level),
            pack=material.pack,
            heard_with=list(wording.heard_with(record)),
            style=style,
            script=script,
            policy=_policy(style, script, _sources(views)),
            plays=any(take.sound for take in _takes(views)),
        )
    )
    return text


def shown(value: object) -> object:
    """What a page says, without what would hide or turn the order of it: the last guard."""
    return printable(value) if type(value) is str else value  # what is Markup went through it


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clock"] = clock
    made.filters["target"] = target
    made.filters["day"] = day
    made.globals.update(wording=wording, SIGN=SIGN, LETTERS=_LETTERS)
    return made


def _policy(style: str, script: str, sources: str) -> str:
    """Content-Security-Policy: nothing but what is in this very file, and the recordings."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            f"media-src {sources}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _takes(views: list[AnswerView]) -> list[Take]:
    found: list[Take | None] = []

    def note(follow_up: FollowUp) -> None:
        found.append(follow_up.take)
        if follow_up.drill:
            note(follow_up.drill)

    for view in views:
        found.append(view.take)
        for follow_up in view.follow_ups:
            note(follow_up)
    return [one for one in found if one]


def _sources(views: list[AnswerView]) -> str:
    """Where sound may come from."""
    urls = [take.sound.url for take in _takes(views) if take.sound]
    if not urls:
        return _NO_SOUND
    return "data:" if all(url.startswith("data:") for url in urls) else f"data: {_SOUND_BESIDE}"
