"""``mockint progress``: whether practice works."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mockint import files, locations
from mockint.domain import TARGET_S
from mockint.history.catalogue import history, wanted
from mockint.history.trends import Trend, trend
from mockint.wiring import settings

DECIMALS = 3


def show_progress(
    *,
    question: str | None,
    principle: str | None,
    level: str | None,
    page: Path | None,
    as_json: bool,
) -> None:
    """What changed from the first answers to the last; with ``page`` as an HTML file."""
    known = history()
    asked = wanted(known, question, principle, level, own=True)
    value = trend(known.measured(asked), known.heard("missing", asked))
    if as_json:
        print(json.dumps(plain(value) if value else None))  # noqa: T201 - this is the output
        return
    console = settings.console()
    if value is None:
        console.print("No judged answers yet. Sit a round: mockint round")
        return
    from mockint.content.load import principle_titles, signal_titles

    content = locations.content_dir()
    signals, principles = signal_titles(content), principle_titles(content)
    if page is None:
        from mockint.views.progress import trend_view

        console.print(trend_view(value, signals, principles))
        return
    from mockint.pages.progress import render

    files.write_text(page, render(value, signals, principles))
    console.print(f"Written: {page}. Open it in a browser.", soft_wrap=True)


def plain(value: Trend) -> dict[str, Any]:
    """The trend for ``--json``."""
    parts = [
        {"segment": segment, "target": TARGET_S[segment], **asdict(line)}
        for segment, line in value.parts.items()
    ]
    made: dict[str, Any] = _rounded({**asdict(value), "parts": parts})
    made["missing"] = [{"name": name, "share": share} for name, share in made["missing"].items()]
    return made


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
