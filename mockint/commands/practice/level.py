"""``mockint level``: the bar of each level, and a past answer read at another one."""

from mockint.commands.values.practice import AnswerAtLevel, LevelBars, RoundAtLevel
from mockint.content.types import Library
from mockint.domain import Level
from mockint.errors import UsageError
from mockint.history.catalogue import find_folder, is_round_name, load_round
from mockint.history.folders import is_round_id
from mockint.record import Answer
from mockint.star.types import Analysis, Span
from mockint.wiring import settings


def level_bars(slug: str) -> LevelBars:
    """A question's bars side by side. Raises UsageError for an unknown name, and for a round."""
    from mockint.content.find import find_question
    from mockint.star.expected import bars

    library = settings.library(settings.settings())
    if slug not in library.questions and (is_round_name(slug) or is_round_id(slug)):
        highest = library.pack.levels[-1].name
        raise UsageError(
            f"{slug} is a round, not a question",
            cause="to judge a round at another level, add --as",
            next_step=f"mockint level {slug} --as {highest}",
        )
    question = find_question(library, slug)
    return LevelBars(
        ask=question.ask,
        bars=tuple(bars(question.principle, library.pack)),
        study=library.walkthroughs.get(question.slug),
        pack=library.pack,
    )


def round_at_level(round_id: str, as_level: str) -> RoundAtLevel:
    """The answers of a kept round judged at that level.

    Nothing of the round is changed. Raises UsageError for an unknown round, for one in which
    nothing was judged, and for a question.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    if round_id in library.questions:
        raise UsageError(
            f"{round_id} is a question, not a round",
            cause="without --as you see what each level expects",
            next_step=f"mockint level {round_id}",
        )
    folder = find_folder(round_id)
    record = load_round(folder, library)
    library = settings.library_to_judge(record, library, wanted)
    level = settings.level_of(as_level, library.pack, typed="--as")
    answers = tuple(
        AnswerAtLevel(
            answer.question.ask,
            answer.analysis,
            now,
            library.walkthroughs.get(answer.question.slug),
        )
        for answer in record.answers
        if answer.analysis is not None and (now := read_at(answer, level, library)) is not None
    )
    if not answers:
        raise UsageError(f"round {folder.id} has no judged answer", next_step="mockint history")
    return RoundAtLevel(answers, library.pack)


def read_at(answer: Answer, level: Level, library: Library) -> Analysis | None:
    """The same words, parts and marks, judged at ``level``; None where there are none."""
    from mockint.star.analyse import analyse

    if answer.transcript is None or answer.analysis is None:
        return None
    recording = answer.recording
    put_right = any(one.kind == "part" for one in answer.corrections)
    parts: tuple[Span, ...] = answer.analysis.spans if put_right else ()
    return analyse(
        answer.transcript,
        question=answer.question,
        principle=answer.analysis.principle,
        level=level,
        library=library,
        marks=[mark.at_s for mark in recording.marks if mark.kind == "part"] if recording else [],
        corrected=parts,
    )
