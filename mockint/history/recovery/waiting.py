"""Takes to be judged: found, mended where they were torn, told with what is known of them.

A take waits until it was transcribed and judged. Whatever kept it from that (the program was
killed, the recognizer failed, the disk was full, somebody did not want to wait), its folder shows
it: there is a recording of an answer or a reply and no transcript of any take of the same, or its
round has no judgment of it. Of a round whose file is lost every answer waits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint import files, locations
from mockint.errors import MockintError, NoSound
from mockint.history import folders, locks
from mockint.history.folders import PRACTICE_TITLE, RECORDED, RoundFolder
from mockint.history.recovery.purposes import Purpose, note_take, purpose_of
from mockint.history.recovery.settled import settled_rounds, stamp_of
from mockint.history.recovery.unsaid import forget_unsaid, record_without_words
from mockint.history.retention import Keep, asked_to_keep
from mockint.history.takes import TakeName
from mockint.record import RoundRecord


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

    Takes of recorded candidates are not among them, nor those of which nothing is to be kept. A
    round that was found judged is read again only where its file changed.
    """
    takes: list[WaitingTake] = []
    troubles: list[MockintError] = []
    busy: list[str] = []
    there = folders.all_folders(locations.rounds_dir())
    known = settled_rounds().stamps() if there else {}
    new: dict[str, str] = {}
    for folder in there:
        try:
            stamp = stamp_of(folder)
            unjudged = set() if stamp and stamp == known.get(folder.id) else _unjudged(folder)
            if stamp and not unjudged and stamp != known.get(folder.id):
                new[folder.id] = stamp
            if not _untold(folder, unjudged):
                continue
            if locks.is_in_use(folder):
                busy.append(folder.id)
                continue
            _mend_torn(folder)
            for path in untold(folder):
                try:
                    takes += _waiting(folder, path)
                except NoSound:  # it ended before a word could be said
                    continue
                except MockintError as error:
                    troubles.append(error)
        except MockintError as error:
            troubles.append(error)
    if new:
        settled_rounds().keep_stamps(new)
    return Waiting(tuple(takes), tuple(troubles), tuple(busy))


def untold(folder: RoundFolder) -> tuple[Path, ...]:
    """The takes that count and were not judged, in their order; torn ones too."""
    return _untold(folder, _unjudged(folder))


def _untold(folder: RoundFolder, unjudged: set[TakeName]) -> tuple[Path, ...]:
    names = {name.first for path in folder.untranscribed() if (name := TakeName.of(path))}
    names |= unjudged
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
    record = record_without_words(folder) if title is None else None
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
