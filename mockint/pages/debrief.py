"""The page itself: templates, style and script put into one text under a strict policy."""

from collections.abc import Sequence

from mockint.commands.values.history import SideBySide
from mockint.pages.answer import AnswerView, FollowUp, answer_view
from mockint.pages.beside import Beside
from mockint.pages.beside import beside as laid_out
from mockint.pages.document import Dress, document
from mockint.pages.types import Material, Take
from mockint.record import RoundRecord
from mockint.views import wording

_NO_SOUND = "'none'"
_SOUND_BESIDE = "'self' file:"
"""For a page opened from disk "self" means nothing in some browsers, so the scheme is named."""


def render(
    record: RoundRecord,
    material: Material,
    *,
    served: bool = False,
    beside: Sequence[SideBySide] = (),
    has_before: bool = False,
) -> str:
    """The whole round as one HTML document.

    Whatever stands in the record or the content is text: everything is escaped, and the policy
    lets only this page's own script and style run and nothing be fetched but the recordings.
    ``served``: by the local page's server, which has a policy of its own. ``beside``: takes of
    this round, each set beside the one before it. ``has_before``: there are
    such, and they are not shown.
    """
    views = [
        answer_view(number, answer, record.level, material, record.recorded)
        for number, answer in enumerate(record.answers, 1)
    ]
    scripts = ("page.js", "correct.js") if served else ("page.js",)
    return document(
        "page.html",
        Dress(styles=("page.css",), scripts=scripts, served=served, sound=_sources(views)),
        here="/rounds" if served else "",
        has_before=has_before,
        record=record,
        beside=[_with_its_take(laid_out(one), views) for one in beside],
        views=views,
        level=material.pack.level_title(record.level),
        pack=material.pack,
        heard_with=list(wording.heard_with(record)),
        plays=any(take.sound for take in _takes(views)),
    )


def _with_its_take(value: Beside, views: Sequence[AnswerView]) -> tuple[Beside, Take | None]:
    """With the recording that its words can be heard in."""
    slug = value.question
    return value, next((one.take for one in views if one.answer.question.slug == slug), None)


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
