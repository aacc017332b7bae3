"""``mockint level``: the bar of each level, and a past answer read at another one."""

from mockint.content.types import Library
from mockint.domain import Level
from mockint.errors import UsageError
from mockint.history.catalogue import find_folder, load_round
from mockint.record import Answer
from mockint.star.types import Analysis, Span
from mockint.wiring import settings


def show_levels(slug_or_round: str, *, as_level: str | None) -> None:
    """A question's bars side by side; with ``as_level`` the answers of a round read at that level.

    ``slug_or_round``: a question's name, or with ``as_level`` a round's id or "last".
    Raises UsageError for a name that is neither, and for a round in which nothing was judged.
    """
    library = settings.library(settings.settings())
    if as_level is None:
        _show_bars(slug_or_round, library)
    else:
        _read_again(slug_or_round, as_level, library)


def _show_bars(slug: str, library: Library) -> None:
    from mockint.content.load import find_question
    from mockint.star.expected import bars
    from mockint.views.lens_and_level import levels_view

    question = find_question(library, slug)
    study = library.walkthroughs.get(question.slug)
    console = settings.console()
    console.print(
        levels_view(question.ask, bars(question.principle, library.pack), study, library.pack)
    )
    console.print(
        f"A past answer at another level: mockint level last --as {library.pack.level_names[-1]}",
        style="dim",
    )


def _read_again(round_id: str, as_level: str, library: Library) -> None:
    from mockint.views.lens_and_level import again_view

    folder = find_folder(None if round_id == "last" else round_id)
    record = load_round(folder, library)
    library = settings.library_of(record.pack, library, settings.settings())
    level = settings.level_of(as_level, library.pack)
    views = [
        again_view(
            answer.question.ask,
            answer.analysis,
            now,
            library.pack,
            library.walkthroughs.get(answer.question.slug),
        )
        for answer in record.answers
        if answer.analysis is not None and (now := read_at(answer, level, library)) is not None
    ]
    if not views:
        raise UsageError(f"nothing was judged in round {folder.id}", next_step="mockint history")
    console = settings.console()
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
