"""``mockint history``: past answers, or one round."""

from collections.abc import Mapping
from typing import Any

from mockint import files
from mockint.commands.values.history import (
    HistoryPage,
    KeptFile,
    PastAnswerInFull,
    PastFollowUp,
    PastRound,
)
from mockint.errors import UsageError
from mockint.history import catalogue
from mockint.history.types import PastAnswer, Wanted
from mockint.wiring import settings


def history(
    *,
    question: str | None = None,
    principle: str | None = None,
    level: str | None = None,
    story: str | None = None,
    limit: int = 20,
    page: int = 1,
) -> HistoryPage:
    """One page of past answers, the newest first; ``limit`` answers a page, 0 for all.

    Raises UsageError for a name that no answer has.
    """
    known = catalogue.history()
    asked = catalogue.wanted(known, question, principle, level, story)
    before = limit * (page - 1)
    return HistoryPage(
        answers=known.answers(asked, limit=limit or None, offset=before),
        page=page,
        before=before,
        matching=known.count(asked),
        rounds_exist=known.count() > 0,
        levels=settings.level_titles(settings.settings()),
    )


def past_round(round_id: str) -> PastRound:
    """What was asked in one round, how long it took, what was waited for, where its files are.

    Raises UsageError where there is no such round.
    """
    round_id = catalogue.meant_round(round_id)
    known = catalogue.history()
    answers = known.answers(Wanted(round_id=round_id))
    if not answers:
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    folder = catalogue.folder_of(round_id)
    level = answers[0].level
    kept = (folder.round() or {}).get("answers", [])
    return PastRound(
        id=round_id,
        level=settings.level_titles(settings.settings()).get(level, level),
        answers=tuple(
            _in_full(
                answer,
                known.missing(round_id, answer.number),
                kept[answer.number - 1] if answer.number <= len(kept) else {},
            )
            for answer in answers
        ),
        waits=known.waits(round_id),
        folder=folder.path,
        files=tuple(KeptFile(path.name, files.status(path).st_size) for path in folder.files()),
    )


def _in_full(
    answer: PastAnswer, missing: list[str] | tuple[str, ...], kept: Mapping[str, Any]
) -> PastAnswerInFull:
    """``kept``: the answer in ``round.json``; empty where that is gone."""
    return PastAnswerInFull(
        answer=answer,
        missing=tuple(missing),
        missing_titles=settings.signal_titles(missing),
        corrections=len(kept.get("corrections", [])),
        follow_ups=tuple(
            PastFollowUp(probe.get("ask", ""), (probe.get("finding") or {}).get("strength"))
            for probe in kept.get("probes", [])
        ),
    )
