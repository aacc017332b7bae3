"""``mockint history``: past answers, or one round."""

import re
from collections.abc import Sequence

from mockint import files
from mockint.commands.values.history import (
    HistoryFilters,
    HistoryPage,
    KeptFile,
    PastAnswerInFull,
    PastFollowUp,
    PastRound,
)
from mockint.errors import HistoryError, MockintError, UsageError
from mockint.history import catalogue, folders
from mockint.history.folders import RoundFolder
from mockint.history.types import PastAnswer, Wanted
from mockint.record import Answer
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
        rounds_exist=known.count() > 0 or bool(catalogue.kept_folders()),
        levels=settings.level_titles(settings.settings()),
        ahead=known.ahead(),
    )


def filters() -> HistoryFilters:
    """What past answers can be narrowed to: only what some answer has."""
    known = catalogue.history()
    wanted = settings.settings()
    questions = settings.library(wanted).questions
    principles, levels = settings.principle_titles(wanted), settings.level_titles(wanted)
    return HistoryFilters(
        questions={
            slug: questions[slug].ask if slug in questions else slug
            for slug in known.names("question", own=False)
        },
        principles={
            slug: principles.get(slug, slug) for slug in known.names("principle", own=False)
        },
        levels={name: levels.get(name, name) for name in known.levels()},
        stories={name: name for name in known.names("story", own=False)},
    )


def past_round(round_id: str) -> PastRound:
    """What was asked in one round, how long it took, what was waited for, where its files are.

    Raises UsageError where there is no such round, HistoryError where all that is left of it cannot
    be read.
    """
    round_id = catalogue.meant_round(round_id)
    known = catalogue.history()
    answers = known.answers(Wanted(round_id=round_id))
    folder = catalogue.folder_of(round_id)
    if not answers:
        if folders.is_round_id(round_id) and catalogue.was_held(folder):
            catalogue.without_words(folder)
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    level = answers[0].level
    kept, unreadable = _kept(folder)
    return PastRound(
        id=round_id,
        level=settings.level_titles(settings.settings()).get(level, level),
        answers=tuple(
            _in_full(
                answer,
                known.signals(round_id, answer.number, "missing"),
                kept[answer.number - 1] if answer.number <= len(kept) else None,
            )
            for answer in answers
        ),
        unreadable=unreadable,
        waits=known.waits(round_id),
        folder=folder.path,
        files=tuple(
            KeptFile(path.name, files.status(path, follow=False).st_size) for path in folder.files()
        ),
    )


def meant(typed: str) -> str:
    """The id of the round that was typed: by its id, or "last". Raises UsageError."""
    return catalogue.find_folder(typed).id


def newer_practice() -> str:
    """A notice where a practice is newer than the round that "last" stands for; else empty."""
    try:
        last = catalogue.find_folder(None)
        newer = catalogue.practiced_since(last)
    except MockintError:  # whoever looks for the round says so
        return ""
    if newer is None:
        return ""
    title = str(newer.plan().get(folders.PRACTICE_TITLE)) or "a practice"
    return f'"last" is the round {last.id}. What you did after it is not a round: {title}.'


def with_names(step: str) -> str:
    """A next step with "last" in place of the newest round's id: nobody types fifteen digits."""
    whole = rf"(?<![\w/.-]){folders.ID_PATTERN}(?![\w/.-])"  # not in the path of a file
    return re.sub(whole, lambda found: catalogue.called(found[0]), step)


def unreadable_rounds() -> tuple[str, ...]:
    """A line for each round that is kept and is in no list, because it cannot be read."""
    return tuple(map(catalogue.in_a_list, catalogue.unreadable_rounds()))


def _kept(folder: RoundFolder) -> tuple[Sequence[Answer], str]:
    """The answers in the round's file, and why there are none, where it cannot be read."""
    if not catalogue.was_held(folder):
        return (), ""
    try:
        return catalogue.without_words(folder).answers, ""
    except HistoryError as error:
        return (), catalogue.in_a_list(error)


def _in_full(answer: PastAnswer, missing: Sequence[str], kept: Answer | None) -> PastAnswerInFull:
    """``kept``: the answer in ``round.json``; None where that cannot be read."""
    return PastAnswerInFull(
        answer=answer,
        missing=tuple(missing),
        missing_titles=settings.signal_titles(missing),
        corrections=len(kept.corrections) if kept else 0,
        follow_ups=tuple(
            PastFollowUp(one.probe.ask, one.finding.strength if one.finding else None)
            for one in (kept.exchanges if kept else ())
        ),
    )
