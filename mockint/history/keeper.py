"""Keeping a round: files in its folder, a line in the history, and takes that a crash left open."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mockint import locations
from mockint.audio.types import RATE_HZ, Recording
from mockint.history import folders, retention
from mockint.history import record_json as debrief_json
from mockint.history.database import History
from mockint.history.retention import Keep
from mockint.record import Answer, Exchange, RoundRecord
from mockint.transcribe.types import Transcript

ROUND_ID = "%Y%m%d-%H%M%S"
MINUTES_NEEDED = 15.0
"""Room asked for before each question: more than anybody answers."""


class Keeper:
    """The round's Store: one folder, written whole after each answer, and the history.

    Of a round that is to leave nothing behind, only the recordings are written, and go at its end.
    """

    def __init__(self, folder: folders.RoundFolder, history: History, keep: Keep = "all") -> None:
        self.folder = folder
        self._history = history
        self._keep = keep

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        """Where to record; all three count from 1."""
        return self.folder.take(question, probe, take, drill=drill)

    def save(self, record: RoundRecord) -> Path | None:
        """Write the round as it stands; returns its folder, None where nothing is to be kept."""
        if self._keep == "nothing":
            return None
        for recording, transcript in _heard(record):
            self._write_transcript(recording, transcript)
        self.folder.write_json(folders.ROUND, debrief_json.round_record(record))
        self._history.add(record)
        return self.folder.path

    def pack(self, record: RoundRecord) -> RoundRecord:
        """Turn the takes into FLAC (half the room, nothing lost); what names a take follows it.

        First those go that were not to be kept; what names one of them goes on naming it.
        """
        if self._keep == "nothing":
            return record
        retention.remove(self.folder, self._keep)
        packed = with_recordings(record, packed_recording)
        renamed = {
            str(before.path): str(after.path)
            for before, after in zip(_recordings(record), _recordings(packed), strict=True)
        }
        packed = replace(
            packed, notices=tuple(_renamed(notice, renamed) for notice in record.notices)
        )
        self.save(packed)
        return packed

    @property
    def keeps_words(self) -> bool:
        """Something of this round is to be left."""
        return self._keep != "nothing"

    def write_debrief(self, text: str) -> None:
        """Keep the debrief as it was shown."""
        if self.keeps_words:
            self.folder.write_text(folders.DEBRIEF, text)

    def check_room(self) -> None:
        """Raises DiskFull where a long answer would not fit."""
        from mockint.audio.recorder import check_room

        check_room(self.folder.path, MINUTES_NEEDED)

    def _write_transcript(self, recording: Recording, transcript: Transcript) -> None:
        from mockint.transcribe.interchange import to_json

        self.folder.write_json(f"{recording.path.stem}.transcript.json", to_json(transcript))


@contextmanager
def kept_round(began: datetime, plan: Mapping[str, object], keep: Keep = "all") -> Iterator[Keeper]:
    """A folder for a new round, locked while it lives; an empty one goes away again.

    However the round ends, what was not to be kept is gone after it.
    """
    locations.make_private_dir(locations.data_dir())
    folder = folders.create(locations.rounds_dir(), began.strftime(ROUND_ID))
    try:
        with folders.in_use(folder):
            folder.write_json(folders.PLAN, {**plan, retention.IN_PLAN: keep})
            yield Keeper(folder, History(locations.history_file()), keep)
    finally:
        left = {path.name for path in folder.path.iterdir()} - {folders.PLAN, folders.LOCK}
        retention.remove(folder, keep if left else "nothing")


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
    """The take as FLAC, in place of its WAV file; as it is where that cannot be."""
    from mockint.audio.files import write_flac

    if recording.path.suffix != ".wav" or recording.duration_s == 0:
        return recording
    if not recording.path.exists():  # it could not be closed; the next start mends it
        return recording
    flac = recording.path.with_suffix(".flac")
    write_flac(recording.path, flac)
    recording.path.unlink()
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


def _heard(record: RoundRecord) -> Iterator[tuple[Recording, Transcript]]:
    for answer in record.answers:
        drills = (one.drill for one in answer.exchanges if one.drill)
        said: tuple[Answer | Exchange, ...] = (answer, *answer.exchanges, *drills)
        for one in said:
            if one.recording and one.transcript:
                yield one.recording, one.transcript


@dataclass(frozen=True, slots=True)
class TornTake:
    """A take that a crash left open, mended."""

    path: Path
    seconds: float
    question: str | None
    """Slug, where the plan is still there."""
    level: str | None
    reply: bool
    """It answers a probe, so it is not judged by itself."""
    keep: Keep = "all"
    """What its round was to leave behind: what is less goes before the next round."""


def mend_torn_takes() -> tuple[TornTake, ...]:
    """Find, mend and name what earlier rounds left open; a take being made is left alone.

    Of a dead round that was not to be kept also what it had recorded whole and not transcribed:
    this is the last time it can be judged.
    """
    from mockint.audio.wav import HEADER_BYTES, SAMPLE_BYTES, find_torn

    rounds = locations.rounds_dir()
    torn = [mended for path in find_torn(rounds) if (mended := _mend(path)) is not None]
    mended_already = {take.path for take in torn}
    whole = [
        _left(path, (path.stat().st_size - HEADER_BYTES) / SAMPLE_BYTES / RATE_HZ)
        for folder in retention.left_by_a_crash(rounds)
        for path in retention.unheard(folder)
        if path not in mended_already and path.suffix == ".wav"
    ]
    return (*torn, *whole)


def _mend(torn: Path) -> TornTake | None:
    from mockint.audio.wav import finish, mend

    seconds = mend(torn)
    if seconds == 0.0:  # the crash came before the first sound
        torn.unlink()
        return None
    return _left(finish(torn), seconds)


def _left(path: Path, seconds: float) -> TornTake:
    plan = folders.RoundFolder(path.parent).read_json(folders.PLAN) or {}
    slugs = plan.get("questions", [])
    number = int(path.stem.split("-")[1]) - 1
    return TornTake(
        path=path,
        seconds=seconds,
        question=slugs[number] if isinstance(slugs, list) and number < len(slugs) else None,
        level=plan.get("level"),
        reply="-probe-" in path.name,
        keep=retention.wish(folders.RoundFolder(path.parent)),
    )
