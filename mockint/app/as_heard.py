"""A corrected round on disk: kept with all that hangs on it, what was heard beside it."""

import io
from dataclasses import replace

from mockint.app import base
from mockint.app.keeping import Keeper
from mockint.app.known import history
from mockint.app.stored import TRANSCRIPT
from mockint.debrief.base import Answer, RoundRecord
from mockint.errors import HistoryError
from mockint.history import folders
from mockint.questions.base import Library

AS_HEARD = ".as-heard.json"
"""The end of the names under which the round and the transcript stay as they were."""


def as_heard(folder: folders.RoundFolder, record: RoundRecord, library: Library) -> RoundRecord:
    """The round before anything was put right."""
    from mockint.debrief.stored import round_from
    from mockint.transcribe.transcript_file import read as read_transcript

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
    from mockint.app.report import PAGE, write_page
    from mockint.debrief.terminal import show

    answers = list(record.answers)
    answers[number - 1] = answer
    record = replace(record, answers=tuple(answers))
    with folders.in_use(folder):
        keeper = Keeper(folder, history())
        keeper.save(record)
        console = base.console(record=True, file=io.StringIO(), width=80)
        show(record, library.advice, console)
        keeper.write_debrief(console.export_text())
        if (folder.path / PAGE).exists():
            write_page(record, folder.path, library)
        if not any(one.corrections for one in record.answers):
            for path in folder.path.glob(f"*{AS_HEARD}"):
                path.unlink()
