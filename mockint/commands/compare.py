"""``mockint compare``: two takes of one story."""

import json
from dataclasses import asdict
from typing import Any

from mockint.errors import UsageError
from mockint.history.catalogue import find_folder, load_round
from mockint.history.comparison import Comparison, compare, shared
from mockint.record import Answer, RoundRecord
from mockint.wiring import settings


def show_comparison(first: str, second: str, *, as_json: bool) -> None:
    """The answers to one question in two rounds; the only ones, where the questions differ."""
    library = settings.library(settings.settings())
    rounds = [load_round(find_folder(name), library) for name in (first, second)]
    for old, new in _pairs(*rounds):
        value = compare(old, new)
        if value is None:
            lacking = rounds[0] if old.analysis is None else rounds[1]
            raise UsageError(
                f"round {lacking.id} was not judged", next_step=f"mockint history {lacking.id}"
            )
        if as_json:
            plain_value = {"question": new.question.slug, "rounds": [first, second]}
            print(json.dumps({**plain_value, **plain(value)}, ensure_ascii=False))  # noqa: T201
        else:
            _show(old, new, (first, second), value)


def _pairs(first: RoundRecord, second: RoundRecord) -> tuple[tuple[Answer, Answer], ...]:
    pairs = shared(first.answers, second.answers)
    if pairs:
        return pairs
    if len(first.answers) == len(second.answers) == 1:  # one story, told for two questions
        return ((first.answers[0], second.answers[0]),)
    raise UsageError(
        f"rounds {first.id} and {second.id} have no question in common",
        next_step="mockint history",
    )


def _show(old: Answer, new: Answer, names: tuple[str, str], value: Comparison) -> None:
    from rich.text import Text

    from mockint.content.packs import signal_titles
    from mockint.views.comparison import comparison_view

    console = settings.console()
    console.print(Text(new.question.ask, "bold"))
    if old.question.slug != new.question.slug:
        console.print(Text(f"The first take answered: {old.question.ask}", "yellow"))
    console.print(
        comparison_view(value, names, signal_titles(settings.pack_folder(settings.settings())))
    )


def plain(value: Comparison) -> dict[str, Any]:
    """The comparison for ``--json``."""
    whole = [
        {"seconds": one.budget.seconds, "budget": one.budget.status, "leaning": one.verdict.leaning}
        for one in (value.before, value.after)
    ]
    return {
        "parts": [asdict(part) for part in value.parts],
        "whole": {"before": whole[0], "after": whole[1]},
        "fillers_per_minute": asdict(value.fillers),
        "words_per_minute": asdict(value.pace),
        **{
            name: [asdict(signal) for signal in getattr(value, name)]
            for name in ("won", "mended", "lost", "slipped")
        },
        "figures": [
            {
                side: {
                    "value": figure.value,
                    "unit": figure.unit,
                    "quote": figure.quote,
                    "start": figure.start,
                }
                for side, figure in (("before", pair.before), ("after", pair.after))
            }
            for pair in value.figures
        ],
    }
