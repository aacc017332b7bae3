"""``mockint correct``: wrong words and parts corrected, and everything judged again.

A corrected round on disk: kept with all that hangs on it, what was heard beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import files
from mockint.commands.ports import Front
from mockint.commands.values.history import AsHeardAgain, Corrected, EditableText, NothingCorrected
from mockint.commands.values.round import Debrief
from mockint.content.types import Library
from mockint.domain import SEGMENTS
from mockint.errors import FileError, HistoryError, UsageError
from mockint.history import folders, locks
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.correction import (
    Form,
    blocks,
    check_version,
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
from mockint.record import Answer, Correction, RoundRecord
from mockint.star.types import Analysis, Span
from mockint.transcribe.types import Transcript
from mockint.wiring import settings


def _keep_as_heard(folder: folders.RoundFolder, heard: Answer) -> None:
    """The original beside the corrected one; never written twice."""
    if heard.recording is None:
        raise HistoryError(
            f"the answer in {folder.path} has no recording, so it cannot be corrected"
        )
    folder.keep_as_heard(heard.recording.path)


def keep(
    folder: folders.RoundFolder,
    record: RoundRecord,
    number: int,
    answer: Answer,
    library: Library,
    front: Front,
) -> None:
    """Write the round with this answer, its debrief, its page if it has one, and the history."""
    from mockint.commands.report import write_page

    answers = list(record.answers)
    answers[number - 1] = answer
    record = replace(record, answers=tuple(answers))
    with locks.in_use(folder):
        known = history()
        known.outdate(record.id)  # it reads the round again, should this end before `add`
        keeper = Keeper(folder, known)
        keeper.save(record)
        known.add(record)
        keeper.write_debrief(front.as_text(Debrief(record, library.pack)))
        if files.exists(folder.page):
            write_page(record, folder.path, library)
        if not any(one.corrections for one in record.answers):
            folder.drop_as_heard()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOptions:
    """The options of ``mockint correct``."""

    round_id: str
    answer: int | None = None
    word: Sequence[tuple[str, str]] = ()
    part: Sequence[tuple[str, str]] = ()
    text: str | None = None
    """The whole text as it was edited elsewhere, or"""
    text_file: Path | None = None
    """where it is."""
    undo: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """An answer that can be corrected: it has a recording, words and a judgment."""

    answer: Answer
    transcript: Transcript
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The answer that is meant, in its round."""

    library: Library
    folder: folders.RoundFolder
    record: RoundRecord
    number: int
    """Of the answer, from 1."""
    now: _Judged

    @property
    def about(self) -> str:
        """A line above the text that is edited."""
        return f"Round {self.folder.id}, answer {self.number}: {self.now.answer.question.ask}"


def correct(options: CorrectOptions, front: Front) -> Corrected | NothingCorrected | AsHeardAgain:
    """Correct an answer and judge it again, or with ``undo`` go back to what was heard.

    Raises UsageError where that answer cannot be corrected so, or is corrected elsewhere.
    """
    with locks.corrected_here(find_folder(options.round_id)):
        return _correct(options, front)


def _correct(options: CorrectOptions, front: Front) -> Corrected | NothingCorrected | AsHeardAgain:
    chosen = _choose(options.round_id, options.answer)
    library, folder, record, number = chosen.library, chosen.folder, chosen.record, chosen.number
    heard = _judged(load_round(folder, library, as_heard=True), number)
    if options.undo:
        if not chosen.now.answer.corrections:
            raise UsageError(f"answer {number} of round {folder.id} has no corrections to undo")
        keep(folder, record, number, heard.answer, library, front)
        return AsHeardAgain()
    # Before the editor opens, so that nobody's corrections are in vain.
    library = settings.library_to_judge(record, library, settings.settings())
    now = form_of(chosen.now.transcript.words, chosen.now.analysis.spans)
    wanted = _wanted(options, now, chosen, front)
    if wanted == now:
        files.delete(folder.correction)
        return NothingCorrected()
    _keep_as_heard(folder, heard.answer)
    corrected = _judged_again(chosen.now, heard, now, wanted, library)
    try:
        keep(folder, record, number, corrected, library, front)
    except (FileError, HistoryError) as error:  # nobody's corrections are in vain
        if files.exists(folder.correction):
            error.next_step += f", then mockint correct {folder.id} --text {folder.correction}"
        raise
    files.delete(folder.correction)
    return Corrected(corrected, chosen.now.analysis.verdict)


def editable_text(round_id: str, number: int | None = None) -> EditableText:
    """The text of an answer that can be edited and given back as ``CorrectOptions.text``.

    Raises UsageError as :func:`correct`.
    """
    chosen = _choose(round_id, number)
    form = form_of(chosen.now.transcript.words, chosen.now.analysis.spans)
    return EditableText(written(form, chosen.about))


# ---------------------------------------------------------------- what is wanted


def _choose(round_id: str, number: int | None) -> _Chosen:
    wanted = settings.settings()
    library = settings.library(wanted)
    folder = find_folder(round_id)
    if locks.is_in_use(folder):
        raise UsageError(f"round {folder.id} is still running", next_step="end it first with q")
    record = load_round(folder, library)
    library = settings.library_of(record.pack, library, wanted)
    number = _number(number, record)
    return _Chosen(library, folder, record, number, _judged(record, number))


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
            f"answer {number} of round {record.id} has no words to correct",
            next_step=f"mockint history {record.id}",
        )
    return _Judged(answer, answer.transcript, answer.analysis)


def _wanted(options: CorrectOptions, now: Form, chosen: _Chosen, front: Front) -> Form:
    text = files.read_text(options.text_file) if options.text_file else options.text
    form = now
    if text is not None:
        check_version(text, now)
        form = read(text)
    for old, new in options.word:
        form = with_word(form, old, new)
    for name, words in options.part:
        segment = next(known for known in SEGMENTS if known == name)
        form = with_part(form, segment, words)
    if text is not None or options.word or options.part:
        return form
    if not front.interactive:
        raise UsageError(
            "there is no terminal for the editor",
            next_step=f"mockint correct {chosen.folder.id} --print",
        )
    return _edited(now, chosen, front)


def _edited(now: Form, chosen: _Chosen, front: Front) -> Form:
    """What comes back from the editor; a text that cannot be read waits in the round's folder."""
    folder = chosen.folder
    try:
        text = front.edit(written(now, chosen.about), suffix=".txt", keep=folder.correction)
    except FileError as error:
        as_utf8 = f"iconv -f CP1252 -t UTF-8 {folder.correction}"
        raise FileError(
            error.what,
            cause=error.cause,
            next_step=f"{as_utf8} | mockint correct {folder.id} --text -",
        ) from error
    if text is None:
        return now
    folder = chosen.folder
    files.write_text(folder.correction, text)
    try:
        return read(text)
    except UsageError as error:
        raise UsageError(
            error.what,
            cause=error.cause,
            next_step=f"mockint correct {folder.id} --text {folder.correction}",
        ) from error


# ---------------------------------------------------------------- judged again


def _judged_again(
    now: _Judged, heard: _Judged, shown: Form, wanted: Form, library: Library
) -> Answer:
    """The answer with the wanted words and parts. What a boundary is, the ear decides, until
    somebody has moved one."""
    from mockint.star.analyse import analyse
    from mockint.star.probes.replies import with_replies

    words = retimed(now.transcript.words, wanted.words, now.transcript.duration)
    before = set(now.transcript.words)
    typed = [word for word in words if word not in before]
    transcript = replace(
        now.transcript,
        words=words,
        # Where a person says what was said, it is understood now.
        not_understood=tuple(
            lost
            for lost in now.transcript.not_understood
            if not any(lost.start <= word.start < lost.end for word in typed)
        ),
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
        level=settings.level_of(now.analysis.level, library.pack),
        library=library,
        marks=[mark.at_s for mark in recording.marks if mark.kind == "part"] if recording else [],
        corrected=parts,
    )
    verdict = with_replies(analysis.verdict, now.answer.reply_findings)
    corrections: list[Correction] = [
        *word_corrections(heard.transcript.words, transcript.words),
        *(part_corrections(heard.analysis.spans, parts) if parts else ()),
    ]
    return replace(
        now.answer,
        transcript=transcript,
        analysis=replace(analysis, verdict=verdict),
        corrections=tuple(sorted(corrections, key=lambda one: (one.start, one.kind))),
    )


def _boundaries_moved(now: _Judged, shown: Form, wanted: Form) -> bool:
    if [part for _, part in shown.headings] != [part for _, part in wanted.headings]:
        return True
    cut = blocks(now.transcript.words, wanted.words)
    pairs = zip(shown.headings[1:], wanted.headings[1:], strict=True)
    return not all(stays(was, index, cut) for (was, _), (index, _) in pairs)
