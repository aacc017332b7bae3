"""What a round tells of and nobody said: taken out once its recordings are gone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mockint import locations
from mockint.errors import HistoryError
from mockint.history import folders
from mockint.history.database import History
from mockint.history.folders import RoundFolder
from mockint.history.takes import TakeName
from mockint.record import RoundRecord


def record_without_words(folder: RoundFolder) -> RoundRecord | None:
    """The round without its words; None where it was not saved, or cannot be read."""
    from mockint.history.record_json import round_from

    try:
        return round_from(folder.round(), {}, folder=folder.path)
    except HistoryError:
        return None


def forget_unsaid(folder: RoundFolder) -> None:
    """Take out of a round what has neither a recording nor words any more, and make it go where
    nothing is left. Answers after it keep their numbers. Raises FileError, HistoryError."""
    there = {name.first for path in folder.files() if (name := TakeName.of(path))}
    known = History(locations.history_file())
    if not there:
        folders.delete(folder)
        known.forget(folder.id)
        return
    kept = folder.round() if record_without_words(folder) else None
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
    if (record := record_without_words(folder)) is not None:
        known.add(record)


def _is_said(value: Mapping[str, Any], there: set[TakeName]) -> bool:
    name = TakeName.of(Path(value.get("recording") or ""))
    return name is None or name.first in there
