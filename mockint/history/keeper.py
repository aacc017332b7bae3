"""Keeping a round: files in its folder, and a line in the history."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mockint import files, locations
from mockint.audio.types import Recording
from mockint.errors import AudioError, FileError, Interrupted, MockintError
from mockint.history import folders, locks, record_json, retention
from mockint.history.database import History
from mockint.history.retention import Keep
from mockint.record import Answer, Exchange, RoundRecord
from mockint.transcribe.types import Transcript

MINUTES_NEEDED = 15.0
"""Room asked for before each question: more than anybody answers."""


class Keeper:
    """The round's Store: one folder, written whole after each answer, and the history at the end.

    The folder is the truth. A round that the history could not take (it was busy, the disk was
    full) is read from its folder by the next command that asks the history.

    Of a round that is to leave nothing behind, only the recordings are written, and go at its end.
    """

    def __init__(self, folder: folders.RoundFolder, history: History, keep: Keep = "all") -> None:
        self.folder = folder
        self.problems: list[MockintError] = []
        """What could not be written or deleted at the end, one for each cause."""
        self._history = history
        self._keep = keep

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        """Where to record; all three count from 1."""
        return self.folder.take_path(question, probe, take, drill=drill)

    def save(self, record: RoundRecord) -> Path | None:
        """Write the round as it stands; returns its folder, None where nothing is to be kept.

        Transcripts come last: what has one is in the round, and judged.
        """
        if self._keep == "nothing":
            return None
        self.folder.write_round(record_json.round_record(record))
        for recording, transcript in _transcribed(record):
            self.folder.write_transcript(recording.path, transcript)
        return self.folder.path

    def pack(self, record: RoundRecord) -> RoundRecord:
        """Turn the takes into FLAC (half the room, nothing lost); what names a take follows it.

        First those go that were not to be kept; what names one of them goes on naming it. Then the
        round is saved and entered in the history. Whatever fails is among the problems.
        """
        if self._keep == "nothing":
            return record
        with self.trying():
            retention.delete_unwanted(self.folder, self._keep)
        packed = with_recordings(record, packed_recording)
        renamed = {
            str(before.path): str(after.path)
            for before, after in zip(_recordings(record), _recordings(packed), strict=True)
        }
        packed = replace(
            packed, notices=tuple(_renamed(notice, renamed) for notice in record.notices)
        )
        with self.trying():
            self.save(packed)
        with self.trying():
            self.enter_history(packed)
        return packed

    def enter_history(self, record: RoundRecord) -> None:
        """Tell the history of the round as it was saved. Raises HistoryError, FileError."""
        try:
            self._history.add(record)
        except MockintError as error:
            error.what = f"your round is kept, but it is not in the history yet: {error.what}"
            raise

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What fails in the block is kept for the end: it must not take the debrief along."""
        try:
            yield
        except MockintError as error:
            if error.cause not in {one.cause for one in self.problems}:
                self.problems.append(error)

    def clear(self) -> None:
        """Delete what was not to be kept, or all where nothing was recorded."""
        with self.trying():
            retention.delete_unwanted(
                self.folder, self._keep if self.folder.is_begun else "nothing"
            )

    @property
    def keeps_words(self) -> bool:
        """Something of this round is to be left."""
        return self._keep != "nothing"

    def write_debrief(self, text: str) -> None:
        """Keep the debrief as it was shown."""
        if self.keeps_words:
            self.folder.write_debrief(text)

    def check_room(self) -> None:
        """Raises DiskFull where a long answer would not fit."""
        from mockint.audio.files import check_room

        check_room(self.folder.path, MINUTES_NEEDED)


@contextmanager
def kept_round(began: datetime, plan: Mapping[str, object], keep: Keep = "all") -> Iterator[Keeper]:
    """A folder for a new round, locked while it lives; an empty one goes away again.

    However the round ends, what was not to be kept is gone after it, or among the keeper's
    problems. Raises FileError, and Interrupted in place of KeyboardInterrupt where nothing is kept.
    """
    files.make_private_dir(locations.data_dir())
    folder = folders.create(locations.rounds_dir(), folders.round_id(began))
    keeper = Keeper(folder, History(locations.history_file()), keep)
    try:
        with locks.in_use(folder):
            folder.write_plan({**plan, retention.IN_PLAN: keep})
            yield keeper
    except KeyboardInterrupt:
        if keep != "nothing":
            raise
        keeper.clear()  # "what was recorded is safe" would not be true
        stopped = Interrupted("stopped; nothing of this round is kept")
        raise next(iter(keeper.problems), stopped) from None
    finally:
        keeper.clear()


def with_recordings(record: RoundRecord, change: Callable[[Recording], Recording]) -> RoundRecord:
    """The record with each of its recordings changed."""

    def changed(recording: Recording | None) -> Recording | None:
        return change(recording) if recording else None

    def exchange(value: Exchange) -> Exchange:
        return replace(
            value,
            recording=changed(value.recording),
            earlier_takes=tuple(change(take) for take in value.earlier_takes),
            drill=exchange(value.drill) if value.drill else None,
        )

    def answer(value: Answer) -> Answer:
        return replace(
            value,
            recording=changed(value.recording),
            earlier_takes=tuple(change(take) for take in value.earlier_takes),
            exchanges=tuple(exchange(one) for one in value.exchanges),
        )

    return replace(record, answers=tuple(answer(value) for value in record.answers))


def packed_recording(recording: Recording) -> Recording:
    """The take as FLAC, in place of its WAV file; as it is where that cannot be.

    A full disk and a file that cannot be read are no loss here: the WAV stays.
    """
    from mockint.audio.files import write_flac

    if recording.path.suffix != ".wav" or recording.duration_s == 0:
        return recording
    flac = recording.path.with_suffix(".flac")
    try:
        if not files.exists(recording.path):  # it could not be closed; the next start mends it
            return recording
        write_flac(recording.path, flac)
        files.delete(recording.path)
    except (FileError, AudioError):
        return recording
    return replace(recording, path=flac)


def _recordings(record: RoundRecord) -> list[Recording]:
    found: list[Recording] = []

    def note(recording: Recording) -> Recording:
        found.append(recording)
        return recording

    with_recordings(record, note)
    return found


def _renamed(notice: str, renamed: Mapping[str, str]) -> str:
    for before, after in renamed.items():
        notice = notice.replace(before, after)
    return notice


def _transcribed(record: RoundRecord) -> Iterator[tuple[Recording, Transcript]]:
    for answer in record.answers:
        drills = (one.drill for one in answer.exchanges if one.drill)
        said: tuple[Answer | Exchange, ...] = (answer, *answer.exchanges, *drills)
        for one in said:
            if one.recording and one.transcript:
                yield one.recording, one.transcript
