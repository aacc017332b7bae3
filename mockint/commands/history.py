"""``mockint history`` and ``mockint delete``."""

import json
from dataclasses import asdict
from typing import Any

from mockint.domain import SEGMENTS
from mockint.errors import UsageError
from mockint.history import deletion
from mockint.history.catalogue import folder_of, history, wanted
from mockint.history.database import History
from mockint.history.types import PastAnswer, Wanted
from mockint.wiring import settings

_PLAIN = tuple(
    name
    for name in PastAnswer._fields
    if name not in ("round_id", "recorded") and name.removesuffix("_s") not in SEGMENTS
)


def show_history(  # noqa: PLR0913  (one argument an option)
    *,
    question: str | None,
    principle: str | None,
    level: str | None,
    limit: int,
    page: int,
    as_json: bool,
    story: str | None = None,
) -> None:
    """One page of past answers, the newest first: a table, or one JSON object a line."""
    from mockint.views.history import answers_view

    known = history()
    asked = wanted(known, question, principle, level, story)
    offset = limit * (page - 1)
    answers = known.past(asked, limit=limit or None, offset=offset)
    if as_json:
        for answer in answers:
            print(json.dumps(plain(answer), ensure_ascii=False))  # noqa: T201 - the output
        return
    console = settings.console()
    if not answers:
        console.print(_nothing(known, page))
        return
    console.print(answers_view(answers))
    all_of_them = known.count(asked)
    if len(answers) < all_of_them:
        more = f"; older: --page {page + 1}" if offset + len(answers) < all_of_them else ""
        shown = f"{offset + 1} to {offset + len(answers)} of {all_of_them} answers"
        console.print(f"\n{shown}, the newest first{more}")
    console.print(
        "\nOne round: mockint history ROUND · to delete: mockint delete ROUND", style="dim"
    )


def _nothing(known: History, page: int) -> str:
    if not known.count():
        return "No rounds yet. Sit one: mockint round"
    return "No such answers." if page == 1 else "There are no older answers."


def plain(answer: PastAnswer) -> dict[str, Any]:
    """One answer for ``--json``; ``demo`` names the recorded candidate that gave it, if one did."""
    value = {name: getattr(answer, name) for name in _PLAIN}
    return {"round": answer.round_id, **value, "demo": answer.recorded, "parts": answer.parts}


def show_round(round_id: str, *, as_json: bool) -> None:
    """What was asked in one round, how long it took, what was waited for, where its files are."""
    from mockint.views.history import Shown, round_view

    known = history()
    answers = known.past(Wanted(round_id=round_id))
    if not answers:
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    folder = folder_of(round_id)
    missing = {one.number: known.missing(round_id, one.number) for one in answers}
    shown = Shown(
        answers=answers,
        missing={number: settings.signal_titles(names) for number, names in missing.items()},
        waits=known.waits(round_id),
        kept=folder.round() or {},
        files=folder.files(),
    )
    if not as_json:
        settings.console().print(round_view(shown))
        return
    value = {
        "round": round_id,
        "began": answers[0].began,
        "level": answers[0].level,
        "engine": answers[0].engine,
        "answers": [{**plain(one), "missing": list(missing[one.number])} for one in answers],
        "waits": [{**asdict(wait), "total_s": wait.total_s} for wait in shown.waits],
        "folder": str(folder.path),
        "files": [path.name for path in shown.files],
    }
    print(json.dumps(value, ensure_ascii=False))  # noqa: T201 - this is the output


def delete_rounds(round_id: str | None) -> None:
    """Delete one round, or with None every one."""
    number = deletion.delete_rounds(round_id)
    settings.console().print(f"Deleted {number} round{'' if number == 1 else 's'}.")
