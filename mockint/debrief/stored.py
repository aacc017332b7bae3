"""A round read back from its folder: ``json.round_record`` the other way round.

What the file does not hold (an older one kept fewer figures) is filled from what stands beside it,
or left out; what is no round at all is a HistoryError.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mockint.debrief.base import RoundRecord
from mockint.errors import HistoryError
from mockint.questions.base import Principle
from mockint.transcribe.base import Transcript

Json = Mapping[str, Any]

_NO_PRINCIPLES: Mapping[str, Principle] = {}


def round_from(
    value: object,
    transcripts: Mapping[str, Transcript],
    *,
    folder: Path,
    principles: Mapping[str, Principle] = _NO_PRINCIPLES,
) -> RoundRecord:
    """The round that ``value`` (``round.json`` as ``json.load`` gave it) tells of.

    ``transcripts``: by the stem of the take they are of ("answer-1-probe-1"); a take without one
    comes back without words. ``folder``: where the recordings lie; a name that points elsewhere is
    taken as a name in it. ``principles``: for files that keep only a principle's slug.
    Times are as the file keeps them, to the millisecond.
    Raises HistoryError, which names the first field that is wrong.
    """
    from pydantic import ValidationError

    reader = _Reader(transcripts, folder, principles)
    try:
        made: RoundRecord = _adapter().validate_python(reader.record(value))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise _unreadable(folder, f"{where}: {first['msg'].lower()}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise _unreadable(folder, f"{type(error).__name__}: {error}") from error
    return made


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(RoundRecord)


def _unreadable(folder: Path, cause: str) -> HistoryError:
    return HistoryError(
        f"the round in {folder} cannot be read", cause=cause, next_step="mockint history"
    )


class _Reader:
    """Puts what the file holds into the shape of our values; pydantic then checks every field."""

    def __init__(
        self,
        transcripts: Mapping[str, Transcript],
        folder: Path,
        principles: Mapping[str, Principle],
    ) -> None:
        self._transcripts = transcripts
        self._folder = folder
        self._principles = principles

    def record(self, value: Any) -> Json:
        return {**value, "answers": [self._answer(one) for one in value["answers"]]}

    def _answer(self, value: Json) -> Json:
        question = value["question"]
        transcript = self._transcript(value)
        known = self._principles.get(question["principle"])
        return {
            "question": question,
            "principle": value.get("principle") or known,
            "recording": self._take(value, transcript),
            "earlier_takes": self._earlier(value),
            "transcript": transcript,
            "analysis": _analysis(value),
            "exchanges": [self._exchange(one) for one in value.get("probes", ())],
            "wait": value.get("wait"),
            "corrections": value.get("corrections", ()),
            "story": value.get("story"),
        }

    def _exchange(self, value: Json) -> Json:
        transcript = self._transcript(value)
        drill = value.get("drill_down")
        return {
            "probe": {name: value[name] for name in ("theme", "ask", "because", "quote")},
            "recording": self._take(value, transcript),
            "earlier_takes": self._earlier(value),
            "transcript": transcript,
            "finding": value.get("finding"),
            "drill": self._exchange(drill) if drill else None,
            "wait": value.get("wait"),
        }

    def _transcript(self, value: Json) -> Transcript | None:
        name = value.get("recording")
        return self._transcripts.get(Path(name).stem) if name else None

    def _take(self, value: Json, transcript: Transcript | None = None) -> Json | None:
        name = value.get("recording")
        if not name:
            return None
        seconds = value.get("recording_s")
        if seconds is None:  # an older file
            judged = value.get("analysis") or {}
            seconds = judged.get("duration", transcript.duration if transcript else 0.0)
        return {
            "path": self._folder / Path(name).name,
            "duration_s": seconds,
            "marks": value.get("marks", ()),
        }

    def _earlier(self, value: Json) -> list[Json | None]:
        """Takes taken again; an older file has only their names."""
        takes = value.get("earlier_takes", ())
        return [self._take({"recording": one} if isinstance(one, str) else one) for one in takes]


def _analysis(value: Json) -> Json | None:
    """The interchange object with what ``round.json`` keeps beside it."""
    judged = value.get("analysis")
    if not judged:
        return None
    beside = {"by_part": value.get("pace_by_part", ()), "restarts": value.get("restarts", ())}
    return {**judged, "delivery": {**judged["delivery"], **beside}}
