"""``mockint level``: the bar of each level, and a past answer read at another one."""

from mockint.app import base
from mockint.app.stored import find_folder, load_round
from mockint.debrief.base import Answer
from mockint.errors import UsageError
from mockint.questions.base import Level, Library
from mockint.star.base import Analysis, Span


def show_levels(slug_or_round: str, *, as_level: str | None) -> None:
    """A question's bars side by side; with ``as_level`` the answers of a round read at that level.

    ``slug_or_round``: a question's name, or with ``as_level`` a round's id or "last".
    Raises UsageError for a name that is neither, and for a round in which nothing was judged.
    """
    library = base.library(base.settings())
    if as_level is None:
        _show_bars(slug_or_round, library)
    else:
        _read_again(slug_or_round, base.level(as_level, base.settings()), library)


def _show_bars(slug: str, library: Library) -> None:
    from mockint.debrief.levels import levels_view
    from mockint.questions.content import find_question
    from mockint.star.levels import bars

    question = find_question(library, slug)
    study = library.walkthroughs.get(question.slug)
    console = base.console()
    console.print(levels_view(question.ask, bars(question.principle), study, library.advice))
    console.print("A past answer at another level: mockint level last --as senior", style="dim")


def _read_again(round_id: str, level: Level, library: Library) -> None:
    from mockint.debrief.levels import again_view

    folder = find_folder(None if round_id == "last" else round_id)
    record = load_round(folder, library)
    views = [
        again_view(
            answer.question.ask,
            answer.analysis,
            now,
            library.advice,
            library.walkthroughs.get(answer.question.slug),
        )
        for answer in record.answers
        if answer.analysis is not None and (now := read_at(answer, level, library)) is not None
    ]
    if not views:
        raise UsageError(f"nothing was judged in round {folder.id}", next_step="mockint history")
    console = base.console()
    for view in views:
        console.print(view)
    console.print("\nNothing was changed: the round stays as it was judged.", style="dim")


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
