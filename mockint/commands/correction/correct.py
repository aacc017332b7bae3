"""``mockint correct``: wrong words and parts corrected, and everything judged again.

A corrected round on disk: kept with all that hangs on it, what was heard beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import files
from mockint.commands.correction.judged import Judged, judged_again, undone
from mockint.commands.ports import Front
from mockint.commands.values.history import AsHeardAgain, Corrected, EditableText, NothingCorrected
from mockint.commands.values.round import Debrief
from mockint.content.types import Library
from mockint.domain import SEGMENTS
from mockint.errors import FileError, HistoryError, UsageError
from mockint.history import folders, locks
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.correction.form import (
    Form,
    check_version,
    read,
    with_part,
    with_word,
    written,
)
from mockint.history.keeper import Keeper
from mockint.record import Answer, Exchange, RoundRecord
from mockint.text.shell import quoted
from mockint.wiring import settings


def _keep_as_heard(folder: folders.RoundFolder, heard: Answer | Exchange) -> None:
    """The original beside the corrected one; never written twice."""
    if heard.recording is None:
        raise HistoryError(f"this has no recording in {folder.path}, so it cannot be corrected")
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
        if not any(one.is_corrected for one in record.answers):
            folder.drop_as_heard()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOptions:
    """The options of ``mockint correct``."""

    round_id: str
    answer: int | None = None
    reply: int | None = None
    """The reply to which follow-up of that answer, from 1; None: the answer itself."""
    drill_down: bool = False
    """The reply to the drill-down of that follow-up."""
    word: Sequence[tuple[str, str]] = ()
    part: Sequence[tuple[str, str]] = ()
    text: str | None = None
    """The whole text as it was edited elsewhere, or"""
    text_file: Path | None = None
    """where it is."""
    undo: bool = False


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The answer or reply that is meant, in its round."""

    library: Library
    folder: folders.RoundFolder
    record: RoundRecord
    number: int
    """Of the answer, from 1."""
    now: Judged

    @property
    def about(self) -> str:
        """A line above the text that is edited."""
        said = self.now.said
        if isinstance(said, Answer):
            return f"Round {self.folder.id}, answer {self.number}: {said.question.ask}"
        return f"Round {self.folder.id}, answer {self.number}, your reply to: {said.probe.ask}"


def correct(options: CorrectOptions, front: Front) -> Corrected | NothingCorrected | AsHeardAgain:
    """Correct an answer or a reply and judge it again, or with ``undo`` go back to what was heard.

    Raises UsageError where that cannot be corrected so, or is corrected elsewhere.
    """
    with locks.corrected_here(find_folder(options.round_id)):
        return _correct(options, front)


def _correct(options: CorrectOptions, front: Front) -> Corrected | NothingCorrected | AsHeardAgain:
    chosen = _choose(options)
    library, folder, record, number = chosen.library, chosen.folder, chosen.record, chosen.number
    heard = _judged(load_round(folder, library, as_heard=True), number, options)
    now, what = chosen.now, "answer" if isinstance(heard.said, Answer) else "reply"
    if options.undo:
        if not now.said.corrections:
            raise UsageError(f"this {what} of round {folder.id} has no corrections to undo")
        keep(folder, record, number, undone(now, heard, library), library, front)
        return AsHeardAgain(what)
    # Before the editor opens, so that nobody's corrections are in vain.
    library = settings.library_to_judge(record, library, settings.settings())
    wanted = _wanted(options, now.form, chosen, front)
    if wanted == now.form:
        files.delete(folder.correction)
        return NothingCorrected()
    _keep_as_heard(folder, heard.said)
    said = judged_again(now, heard, wanted, library)
    try:
        keep(folder, record, number, said.answer, library, front)
    except (FileError, HistoryError) as error:  # nobody's corrections are in vain
        if files.exists(folder.correction):
            error.next_step += (
                f", then mockint correct {folder.id} --text {quoted(folder.correction)}"
            )
        raise
    files.delete(folder.correction)
    return said


def editable_text(options: CorrectOptions) -> EditableText:
    """The text of an answer or reply that can be edited and given back as ``options.text``.

    Raises UsageError as :func:`correct`.
    """
    chosen = _choose(options)
    return EditableText(written(chosen.now.form, chosen.about))


# ---------------------------------------------------------------- what is wanted


def _choose(options: CorrectOptions) -> _Chosen:
    wanted = settings.settings()
    library = settings.library(wanted)
    folder = find_folder(options.round_id)
    if locks.is_in_use(folder):
        raise UsageError(f"round {folder.id} is still running", next_step="end it first with q")
    record = load_round(folder, library)
    library = settings.library_of(record.pack, library, wanted)
    number = _number(options.answer, record)
    return _Chosen(library, folder, record, number, _judged(record, number, options))


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


def _judged(record: RoundRecord, number: int, options: CorrectOptions) -> Judged:
    answer = record.answers[number - 1]
    said = _meant(answer, number, record.id, options)
    heard = said.transcript
    if heard is None or answer.analysis is None or answer.transcript is None or not heard.words:
        what = f"answer {number}" if isinstance(said, Answer) else "that reply"
        raise UsageError(
            f"{what} of round {record.id} has no words to correct",
            next_step=f"mockint history {record.id}",
        )
    return Judged(answer, answer.analysis, said, heard)


def _meant(answer: Answer, number: int, id_: str, options: CorrectOptions) -> Answer | Exchange:
    """The answer, or the reply to one of its follow-ups."""
    if options.reply is None:
        if options.drill_down:
            raise UsageError(
                "a drill-down belongs to a follow-up",
                next_step=f"mockint correct {id_} --reply 1 --drill-down",
            )
        return answer
    count = len(answer.exchanges)
    if options.reply > count:
        have = f"it has {count}, from 1 to {count}" if count else "it has none"
        raise UsageError(
            f"answer {number} of round {id_} has no follow-up {options.reply}", cause=have
        )
    asked = answer.exchanges[options.reply - 1]
    if not options.drill_down:
        return asked
    if asked.drill is None:
        raise UsageError(f"follow-up {options.reply} of round {id_} has no drill-down")
    return asked.drill


def _wanted(options: CorrectOptions, now: Form, chosen: _Chosen, front: Front) -> Form:
    text = files.read_text(options.text_file) if options.text_file else options.text
    form = now
    if text is not None:
        check_version(text, now)
        form = read(text, reply=not now.headings)
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
        as_utf8 = f"iconv -f CP1252 -t UTF-8 {quoted(folder.correction)}"
        raise FileError(
            error.what,
            cause=error.cause,
            next_step=f"{as_utf8} | mockint correct {folder.id} --text -",
        ) from error
    if text is None:
        return now
    files.write_text(folder.correction, text)
    try:
        return read(text, reply=not now.headings)
    except UsageError as error:
        raise UsageError(
            error.what,
            cause=error.cause,
            next_step=f"mockint correct {folder.id} --text {quoted(folder.correction)}",
        ) from error
