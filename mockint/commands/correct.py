"""``mockint correct``: wrong words and wrong boundaries put right, and everything judged again.

A corrected round on disk: kept with all that hangs on it, what was heard beside it.
"""

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from mockint.content.types import Library
from mockint.domain import SEGMENTS
from mockint.errors import HistoryError, UsageError
from mockint.history import folders
from mockint.history.catalogue import TRANSCRIPT, find_folder, history, load_round
from mockint.history.correction import (
    Form,
    blocks,
    form_of,
    part_corrections,
    read,
    retimed,
    spans_of,
    stays,
    with_part,
    with_word,
    word_corrections,
    written,
)
from mockint.history.keeper import Keeper
from mockint.locations import PRIVATE_FILE_MODE
from mockint.record import Answer, Correction, RoundRecord
from mockint.star.types import Analysis, Span
from mockint.text.format import clock
from mockint.transcribe.types import Transcript
from mockint.views.wording import corrected
from mockint.wiring import settings

AS_HEARD = ".as-heard.json"
"""The end of the names under which the round and the transcript stay as they were."""


def as_heard(folder: folders.RoundFolder, record: RoundRecord, library: Library) -> RoundRecord:
    """The round before anything was put right."""
    from mockint.history.record_json import round_from
    from mockint.transcribe.interchange import read as read_transcript

    value = folder.read_json(_kept_name(folders.ROUND))
    if value is None:
        return record
    transcripts = {}
    for path in sorted(folder.path.glob(f"*{TRANSCRIPT}")):
        stem = path.name.removesuffix(TRANSCRIPT)
        first = folder.path / f"{stem}{AS_HEARD}"
        transcripts[stem] = read_transcript(first if first.exists() else path)
    return round_from(value, transcripts, folder=folder.path, principles=library.principles)


def _kept_name(name: str) -> str:
    return name.removesuffix(".json") + AS_HEARD


def keep_as_heard(folder: folders.RoundFolder, heard: Answer) -> None:
    """The original beside the corrected one; never written twice."""
    if heard.recording is None:
        raise HistoryError(f"the answer in {folder.path} has no recording to be known by")
    stem = heard.recording.path.stem
    for name, kept in (
        (folders.ROUND, _kept_name(folders.ROUND)),
        (f"{stem}{TRANSCRIPT}", f"{stem}{AS_HEARD}"),
    ):
        if not (folder.path / kept).exists():
            folder.write_text(kept, (folder.path / name).read_text(encoding="utf-8"))


def keep(
    folder: folders.RoundFolder,
    record: RoundRecord,
    number: int,
    answer: Answer,
    library: Library,
) -> None:
    """Write the round with this answer, its debrief, its page if it has one, and the history."""
    from mockint.commands.report import PAGE, write_page
    from mockint.views.debrief import show

    answers = list(record.answers)
    answers[number - 1] = answer
    record = replace(record, answers=tuple(answers))
    with folders.in_use(folder):
        keeper = Keeper(folder, history())
        keeper.save(record)
        console = settings.console(record=True, file=io.StringIO(), width=80)
        show(record, library.advice, console)
        keeper.write_debrief(console.export_text())
        if (folder.path / PAGE).exists():
            write_page(record, folder.path, library)
        if not any(one.corrections for one in record.answers):
            for path in folder.path.glob(f"*{AS_HEARD}"):
                path.unlink()


FORM_FILE = "correction.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOptions:
    """The options of ``mockint correct``."""

    round_id: str
    answer: int | None = None
    word: Sequence[tuple[str, str]] = ()
    part: Sequence[tuple[str, str]] = ()
    text: str | None = None
    show: bool = False
    undo: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """An answer that can be put right: it has a recording, words and a judgement."""

    answer: Answer
    transcript: Transcript
    analysis: Analysis


def correct(options: CorrectOptions) -> None:
    """Put an answer right, or with ``undo`` back as it was heard."""
    library = settings.library(settings.settings())
    folder = find_folder(options.round_id)
    if folders.is_in_use(folder):
        raise UsageError(f"round {folder.id} is running", next_step="end it first (q)")
    record = load_round(folder, library)
    number = _number(options.answer, record)
    now = _judged(record, number)
    heard = _judged(as_heard(folder, record, library), number)
    if options.undo:
        if not now.answer.corrections:
            raise UsageError(f"answer {number} of round {folder.id} is as it was heard")
        keep(folder, record, number, heard.answer, library)
        settings.console().print("As it was heard again.")
        return
    shown = form_of(now.transcript.words, now.analysis.spans)
    about = f"Round {folder.id}, answer {number}: {now.answer.question.ask}"
    if options.show:
        click.echo(written(shown, about), nl=False)
        return
    wanted = _wanted(options, shown, folder, about)
    if wanted == shown:
        settings.console().print("Nothing was changed.")
        return
    keep_as_heard(folder, heard.answer)
    put_right = _put_right(now, heard, shown, wanted, library)
    keep(folder, record, number, put_right, library)
    (folder.path / FORM_FILE).unlink(missing_ok=True)
    _show(now.analysis, put_right)


# ---------------------------------------------------------------- what is wanted


def _number(asked: int | None, record: RoundRecord) -> int:
    count = len(record.answers)
    if asked is None and count > 1:
        raise UsageError(
            f"round {record.id} has {count} answers",
            next_step=f"mockint correct {record.id} --answer 1",
        )
    if (asked or 1) > count:
        raise UsageError(f"round {record.id} has no answer {asked}")
    return asked or 1


def _judged(record: RoundRecord, number: int) -> _Judged:
    answer = record.answers[number - 1]
    if answer.transcript is None or answer.analysis is None or not answer.transcript.words:
        raise UsageError(
            f"answer {number} of round {record.id} has no words to put right",
            next_step=f"mockint history {record.id}",
        )
    return _Judged(answer, answer.transcript, answer.analysis)


def _wanted(options: CorrectOptions, shown: Form, folder: folders.RoundFolder, about: str) -> Form:
    form = shown
    if options.text is not None:
        form = read(_text_of(options.text))
    for old, new in options.word:
        form = with_word(form, old, new)
    for name, words in options.part:
        segment = next(known for known in SEGMENTS if known == name)
        form = with_part(form, segment, words)
    if options.text is not None or options.word or options.part:
        return form
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal to edit in", next_step=f"mockint correct {folder.id} --print"
        )
    return _edited(folder, shown, about)


def _text_of(source: str) -> str:
    if source == "-":
        return sys.stdin.read()
    try:
        return Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{source} cannot be read", cause=str(error)) from error


def _edited(folder: folders.RoundFolder, shown: Form, about: str) -> Form:
    """What comes back from the candidate's editor; the text waits in the round's folder."""
    path = folder.path / FORM_FILE
    text = written(shown, about)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE_MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    click.edit(filename=str(path))
    try:
        form = read(path.read_text(encoding="utf-8"))
    except UsageError as error:
        raise UsageError(
            error.what,
            cause=error.cause,
            next_step=f"mockint correct {folder.id} --text {path}",
        ) from error
    path.unlink()
    return form


# ---------------------------------------------------------------- judged again


def _put_right(now: _Judged, heard: _Judged, shown: Form, wanted: Form, library: Library) -> Answer:
    """The answer with the wanted words and parts. What a boundary is, the ear decides, until
    somebody has moved one."""
    from mockint.star.analyse import analyse

    transcript = replace(
        now.transcript, words=retimed(now.transcript.words, wanted.words, now.transcript.duration)
    )
    parts: tuple[Span, ...] = ()
    already = any(one.kind == "part" for one in now.answer.corrections)
    if already or _boundaries_moved(now, shown, wanted):
        parts = spans_of(wanted.headings, transcript.words)
    recording = now.answer.recording
    analysis = analyse(
        transcript,
        question=now.answer.question,
        principle=now.analysis.principle,
        level=now.analysis.level,
        library=library,
        marks=[mark.at_s for mark in recording.marks if mark.kind == "part"] if recording else [],
        corrected=parts,
    )
    corrections: list[Correction] = [
        *word_corrections(heard.transcript.words, transcript.words),
        *(part_corrections(heard.analysis.spans, parts) if parts else ()),
    ]
    return replace(
        now.answer,
        transcript=transcript,
        analysis=analysis,
        corrections=tuple(sorted(corrections, key=lambda one: (one.start, one.kind))),
    )


def _boundaries_moved(now: _Judged, shown: Form, wanted: Form) -> bool:
    if [part for _, part in shown.headings] != [part for _, part in wanted.headings]:
        return True
    cut = blocks(now.transcript.words, wanted.words)
    pairs = zip(shown.headings[1:], wanted.headings[1:], strict=True)
    return not all(stays(was, index, cut) for (was, _), (index, _) in pairs)


def _show(before: Analysis, answer: Answer) -> None:
    from rich.text import Text

    from mockint.views.debrief import timings_view

    console = settings.console()
    console.print(Text("Put right:", "bold"))
    for one in answer.corrections:
        line = f"{clock(one.start)} {corrected(one)}"
        console.print(Text(f"  {line}"))
    if not answer.corrections:
        console.print(Text("  nothing: it is as it was heard"))
    if answer.analysis is not None:
        console.print(timings_view(answer.analysis.timings, answer.analysis.budget))
        was, now = before.verdict.leaning, answer.analysis.verdict.leaning
        console.print(f"\nLeaning: {now}" + ("" if was == now else f" (was {was})"))
    console.print("What was heard is kept beside it; --undo puts it back.", style="dim")
