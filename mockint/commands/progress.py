"""``mockint progress``: whether practice works."""

from dataclasses import replace
from pathlib import Path

from mockint import files
from mockint.commands.planning import plan_file
from mockint.commands.values.history import Progress
from mockint.commands.values.machine import PageWritten
from mockint.history.catalogue import history, wanted
from mockint.history.trends import trend
from mockint.history.types import Wanted
from mockint.plan.types import LoopResult
from mockint.wiring import settings


def progress(
    *, question: str | None = None, principle: str | None = None, level: str | None = None
) -> Progress:
    """What changed from the first answers to the last. Raises UsageError for an unknown name."""
    from mockint.content.packs import signal_titles

    known = history()
    asked = wanted(known, question, principle, level, own=True)
    chosen = settings.settings()
    return Progress(
        trend(known.measured(asked), known.signal_counts("missing", asked)),
        signal_titles(settings.pack_folder(chosen)),
        settings.principle_titles(chosen),
        _loops(asked),
    )


def _loops(asked: Wanted) -> tuple[LoopResult, ...]:
    """How real loops went, for what is asked about; of one question nobody knows."""
    found = plan_file.read().results if asked.question is None else ()
    if asked.principle is None:
        return found
    of = [
        replace(one, principles=those)
        for one in found
        if (those := tuple(went for went in one.principles if went.principle == asked.principle))
    ]
    return tuple(of)


def write_page(value: Progress, page: Path) -> PageWritten | None:
    """The same as an HTML file for its owner alone; None where nothing was judged yet.

    Raises FileError where it cannot be written.
    """
    from mockint.pages.progress import render

    if value.trend is None:
        return None
    files.write_text(page, render(value.trend, value.signals, value.principles, value.loops))
    return PageWritten(page)
