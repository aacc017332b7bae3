"""Takes to be judged: found, mended where they were torn, told with what is known of them.

A take waits until it was transcribed and judged. Whatever kept it from that (the program was
killed, the recognizer failed, the disk was full, somebody did not want to wait), its folder shows
it: there is a recording of an answer or a reply and no transcript of any take of the same, or its
round has no judgment of it. Of a round whose file is lost every answer waits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mockint import files, locations
from mockint.content.types import Question
from mockint.domain import Theme
from mockint.errors import HistoryError, MockintError
from mockint.events import Exercise
from mockint.history import folders, locks
from mockint.history.database import History
from mockint.history.folders import PRACTICE_TITLE, RECORDED, RoundFolder
from mockint.history.retention import Keep, asked_to_keep
from mockint.history.takes import TakeName
from mockint.record import RoundRecord

_PURPOSES = "takes"
"""The plan's field for what each of its takes is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a take of a practice is of."""

    question: Question | None = None
    theme: Theme | None = None
    """Of the follow-up that it replies to."""
    exercise: Exercise | None = None
    asked: str = ""
    """What was said before it."""


def purpose_from(kept: object) -> Purpose:
    """The other way round than ``asdict``; nothing is known where it cannot be read."""
    from pydantic import TypeAdapter, ValidationError

    try:
        made: Purpose = TypeAdapter(Purpose).validate_python(kept)
    except ValidationError:
        return Purpose()
    return made


def note_take(folder: RoundFolder, take: Path, purpose: Purpose | None) -> None:
    """Keep in the plan what a take of a practice is of; None for one that counts for nothing.

    Takes of the same have one purpose. Raises FileError.
    """
    notes = {**_purposes(folder), _first(take): asdict(purpose) if purpose else None}
    kept = {name: value for name, value in notes.items() if value is not None}
    folder.write_plan({**folder.plan(), _PURPOSES: kept})


def purpose_of(folder: RoundFolder, take: Path) -> Purpose | None:
    """What ``note_take`` kept of it; None where it kept nothing."""
    kept = _purposes(folder).get(_first(take))
    return None if kept is None else purpose_from(kept)


def _purposes(folder: RoundFolder) -> dict[str, Any]:
    found = folder.plan().get(_PURPOSES)
    return found if isinstance(found, dict) else {}


def _first(take: Path) -> str:
    name = TakeName.of(take)
    return str(name.first) if name else take.stem


@dataclass(frozen=True, slots=True)
class WaitingTake:
    """A take that was not judged, whole, or its words where no more was kept.

    Of several takes of the same the last one counts.
    """

    folder: RoundFolder
    path: Path
    seconds: float
    question: str | None
    """Its slug, where that is known."""
    practice: str | None
    """What the practice was called that it is of; None for a round."""
    purpose: Purpose
    """Of a practice's take."""
    keep: Keep
    """What its round was to leave behind."""

    @property
    def id(self) -> str:
        """What a person types for it."""
        return f"{self.folder.id}/{self.name}"

    @property
    def name(self) -> TakeName:
        """Which answer or reply of its folder it is."""
        name = TakeName.of(self.path)
        assert name is not None, "nothing else waits"
        return name


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is there to be judged."""

    takes: tuple[WaitingTake, ...]
    """The oldest round first."""
    troubles: tuple[MockintError, ...]
    """Why others cannot be."""
    busy: tuple[str, ...] = ()
    """The rounds that another mockint works on."""


def find_waiting() -> Waiting:
    """Find every take that waits, and mend the torn ones; a round that is running is left alone.

    Takes of recorded candidates are not among them, nor those of which nothing is to be kept.
    """
    takes: list[WaitingTake] = []
    troubles: list[MockintError] = []
    busy: list[str] = []
    for folder in folders.all_folders(locations.rounds_dir()):
        try:
            if not untold(folder):
                continue
            if locks.is_in_use(folder):
                busy.append(folder.id)
                continue
            _mend_torn(folder)
            for path in untold(folder):
                try:
                    takes += _waiting(folder, path)
                except MockintError as error:
                    troubles.append(error)
        except MockintError as error:
            troubles.append(error)
    return Waiting(tuple(takes), tuple(troubles), tuple(busy))


def untold(folder: RoundFolder) -> tuple[Path, ...]:
    """The takes that count and were not judged, in their order; torn ones too."""
    names = {name.first for path in folder.untranscribed() if (name := TakeName.of(path))}
    names |= _unjudged(folder)
    if not names:
        return ()
    return tuple(path for first, path in folder.last_takes().items() if first in names)


def _unjudged(folder: RoundFolder) -> set[TakeName]:
    """What the round has no judgment of; of a lost one the answers that its plan tells."""
    if value := folder.round():
        return set(_without_judgment(value))
    plan = folder.plan()
    if PRACTICE_TITLE in plan:
        return set()
    return {TakeName(number) for number in range(1, len(plan.get("questions", ())) + 1)}


def _without_judgment(value: Mapping[str, Any]) -> Iterator[TakeName]:
    for answer in _objects(value.get("answers")):
        replies = _objects(answer.get("probes"))
        drills = _objects([one.get("drill_down") for one in replies])
        said = [(answer, "analysis"), *((one, "finding") for one in (*replies, *drills))]
        for one, judgment in said:
            name = TakeName.of(Path(str(one.get("recording"))))
            if name is not None and one.get(judgment, _OLDER) is None:
                yield name.first


_OLDER = "an older version did not judge it"


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def length_of(folder: RoundFolder, path: Path) -> float:
    """Seconds of a take, by its words where its recording was not kept.

    Raises UnreadableAudio, UnreadableTranscript.
    """
    from mockint.audio.files import seconds_of

    words = None if path in folder.recordings() else folder.words_of(path)
    return words.duration if words else seconds_of(path)


def _waiting(folder: RoundFolder, path: Path) -> Iterator[WaitingTake]:
    title, purpose = folder.plan().get(PRACTICE_TITLE), purpose_of(folder, path)
    keep = asked_to_keep(folder)
    if (title is not None and purpose is None) or keep == "nothing":
        return
    record = _record(folder) if title is None else None
    if RECORDED in folder.plan() or (record is not None and record.recorded):
        return
    of = purpose or Purpose()
    seconds = length_of(folder, path)
    if seconds > 0.0:  # otherwise it ended before the first sound
        yield WaitingTake(
            folder=folder,
            path=path,
            seconds=seconds,
            question=of.question.slug if of.question else _question(folder, record, path),
            practice=None if title is None else str(title),
            purpose=of,
            keep=keep,
        )


def _record(folder: RoundFolder) -> RoundRecord | None:
    """The round without its words; None where it was not saved, or cannot be read."""
    from mockint.history.record_json import round_from

    try:
        return round_from(folder.round(), {}, folder=folder.path)
    except HistoryError:
        return None


def _question(folder: RoundFolder, record: RoundRecord | None, path: Path) -> str | None:
    """Slug of what was asked: what the round kept of it, or else the plan."""
    name, slugs = TakeName.of(path), folder.plan().get("questions")
    number = name.question if name else 0
    if record is not None and number <= len(record.answers):
        return record.answers[number - 1].question.slug
    if isinstance(slugs, list) and 0 < number <= len(slugs):
        return str(slugs[number - 1])
    return None


def _mend_torn(folder: RoundFolder) -> None:
    """Make whole takes of those that a crash left open; one without any sound goes."""
    from mockint.audio.wav import find_torn, finish, mend

    for torn in find_torn(folder.path):
        if mend(torn) == 0.0:
            files.delete(torn)
            forget_unsaid(folder)
            continue
        whole = finish(torn)
        if folder.plan().get(PRACTICE_TITLE) and purpose_of(folder, whole) is None:
            note_take(folder, whole, Purpose())  # the crash came before its purpose was kept


def forget_unsaid(folder: RoundFolder) -> None:
    """Take out of a round what has neither a recording nor words any more, and make it go where
    nothing is left. Answers after it keep their numbers. Raises FileError, HistoryError."""
    there = {name.first for path in folder.files() if (name := TakeName.of(path))}
    known = History(locations.history_file())
    if not there:
        folders.delete(folder)
        known.forget(folder.id)
        return
    kept = folder.round() if _record(folder) else None
    if kept is None:
        return
    answers: list[Any] = kept["answers"]
    for answer in answers:
        answer["probes"] = [one for one in answer.get("probes", ()) if _is_said(one, there)]
        for probe in answer["probes"]:
            if not _is_said(probe.get("drill_down") or {}, there):
                probe["drill_down"] = None
        if not _is_said(answer, there):
            answer.update(recording=None, recording_s=None, marks=[], earlier_takes=[])
    said = [at for at, one in enumerate(answers, 1) if one["recording"] or one["probes"]]
    folder.write_round({**kept, "answers": answers[: max(said, default=0)]})
    if (record := _record(folder)) is not None:
        known.add(record)


def _is_said(value: Mapping[str, Any], there: set[TakeName]) -> bool:
    name = TakeName.of(Path(value.get("recording") or ""))
    return name is None or name.first in there
