"""A round read back from its folder: ``json.round_record`` the other way round.

What the file does not hold (an older one kept fewer figures) is filled from what stands beside it,
or left out; what is no round at all is a HistoryError.

The debrief as plain values for ``json.dumps``, in the form of ``mockint review --json``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from mockint.audio.types import Recording
from mockint.content.types import Principle
from mockint.errors import HistoryError
from mockint.record import Answer, Exchange, RoundRecord
from mockint.record_checks import first_wrong
from mockint.star.types import Analysis, Delivery, PartPace, ProbeChoice, Restart, Story
from mockint.text.format import rounded
from mockint.transcribe.interchange import engine_info
from mockint.transcribe.types import Transcript

Json = dict[str, Any]

_CAUSE_LETTERS = 80
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
        first = error.errors(include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise unreadable(folder, f"{where}: {first['msg'].lower()}") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise unreadable(folder, _what_is_wrong(error)) from error
    wrong = first_wrong(made)
    if wrong is not None:
        raise unreadable(folder, ": ".join(wrong))
    return made


def _what_is_wrong(error: Exception) -> str:
    """What the shape of the file is not, never in Python's words."""
    if isinstance(error, KeyError):
        return f"{str(error.args[0])[:_CAUSE_LETTERS]} is missing"
    if isinstance(error, _Misshapen):
        return str(error)
    return "a field of it is not of its kind"


class _Misshapen(ValueError):
    pass


def _date(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError as error:
        raise _Misshapen("began is not a date and a time") from error


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(RoundRecord)


def unreadable(folder: Path, cause: str, next_step: str = "mockint history") -> HistoryError:
    """The error for a round that cannot be read."""
    return HistoryError(f"the round in {folder} cannot be read", cause=cause, next_step=next_step)


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
        info = engine_info(value.get("engine_info"), value["engine"])
        answers = [self._answer(one) for one in _list(value["answers"])]
        began = _date(value["began"])
        return {**value, "began": began, "engine_info": info, "answers": answers}

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
            "exchanges": [self._exchange(one) for one in _list(value.get("probes", []))],
            "wait": value.get("wait"),
            "corrections": value.get("corrections", ()),
            "story": value.get("story"),
        }

    def _exchange(self, value: Json) -> Json:
        transcript = self._transcript(value)
        drill = value.get("drill_down")
        return {
            "probe": {
                **{name: value[name] for name in ("theme", "ask", "because", "quote")},
                "by": value.get("by", "mockint"),
            },
            "recording": self._take(value, transcript),
            "earlier_takes": self._earlier(value),
            "transcript": transcript,
            "finding": value.get("finding"),
            "drill": self._exchange(drill) if drill else None,
            "wait": value.get("wait"),
            "corrections": value.get("corrections", ()),
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
        takes = _list(value.get("earlier_takes", []))
        return [self._take({"recording": one} if isinstance(one, str) else one) for one in takes]


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _Misshapen("expected a list")
    return value


def _analysis(value: Json) -> Json | None:
    """The interchange object with what ``round.json`` keeps beside it."""
    judged = value.get("analysis")
    if not judged:
        return None
    beside = {"by_part": value.get("pace_by_part", ()), "restarts": value.get("restarts", ())}
    return {**judged, "delivery": {**judged["delivery"], **beside}}


def analysis(value: Analysis, *, source: str, engine: str) -> Json:
    """One answer as the interchange object: one line of ``mockint review --json``.

    ``timings_as_heard`` comes last, and only where the candidate marked the parts.
    """
    plain: Json = rounded(
        {
            "source": source,
            "question": value.question,
            "principle": value.principle,
            "level": value.level,
            "duration": value.duration,
            "thinking": value.thinking,
            "engine": engine,
            "spans": [asdict(span) for span in value.spans],
            "timings": [asdict(timing) for timing in value.timings],
            "budget": asdict(value.budget),
            "delivery": _delivery(value.delivery),
            "signals": [asdict(signal) for signal in value.signals],
            "missing": list(value.missing),
            "probes": [_probe(probe) for probe in value.probes],
            "verdict": asdict(value.verdict),
            "story": _story(value.story),
            "field": value.field,
            "language": value.language,
            "not_understood": [asdict(stretch) for stretch in value.not_understood],
            "principle_evidence": [asdict(one) for one in value.principle_evidence],
            "level_evidence": [asdict(one) for one in value.level_evidence],
            "next": asdict(value.next) if value.next else None,
        }
    )
    if value.timings_as_heard:
        plain["timings_as_heard"] = rounded([asdict(timing) for timing in value.timings_as_heard])
    return plain


def failure(source: str, error: str, language: str = "") -> Json:
    """An input that could not be read; its language where it is for that."""
    plain = {"source": source, "error": error}
    return {**plain, "language": language} if language else plain


def round_record(record: RoundRecord) -> Json:
    """A whole round, as kept in its folder. Recordings are named relative to it."""
    return {
        "id": record.id,
        "began": record.began.isoformat(timespec="seconds"),
        "level": record.level,
        "pack": record.pack,
        "engine": record.engine,
        "engine_info": asdict(record.engine_info),
        "voice": record.voice,
        "ended_early": record.ended_early,
        "notices": list(record.notices),
        "loop": record.loop,
        "recorded": record.recorded,
        "answers": [_answer(answer, record.engine) for answer in record.answers],
    }


def _answer(answer: Answer, engine: str) -> Json:
    recording = answer.recording
    heard = answer.transcript.engine if answer.transcript else engine
    return {
        "question": asdict(answer.question),
        "principle": asdict(answer.principle) if answer.principle else None,
        **_take(recording),
        "restarts": _plain(answer.analysis.delivery.restarts) if answer.analysis else [],
        "pace_by_part": _plain(answer.analysis.delivery.by_part) if answer.analysis else [],
        "earlier_takes": [_take(take) for take in answer.earlier_takes],
        "analysis": analysis(
            answer.analysis, source=recording.path.name if recording else "", engine=heard
        )
        if answer.analysis
        else None,
        "wait": rounded(asdict(answer.wait)) if answer.wait else None,
        "corrections": rounded([asdict(one) for one in answer.corrections]),
        "story": answer.story,
        "probes": [_exchange(exchange) for exchange in answer.exchanges],
    }


def _take(recording: Recording | None) -> Json:
    """A recording by its name in the round's folder, its length and its marks."""
    if recording is None:
        return {"recording": None, "recording_s": None, "marks": []}
    marks = [asdict(mark) for mark in recording.marks]
    kept: Json = rounded({"recording_s": recording.duration_s, "marks": marks})
    return {"recording": recording.path.name, **kept}


def _story(value: Story | None) -> Json | None:
    """The three fields of the interchange form, and the rest only where there is any."""
    if value is None:
        return None
    rest = {"told": [asdict(one) for one in value.told], "serves": list(value.serves)}
    return {
        "kind": value.kind,
        "answers_question": value.answers_question,
        "evidence": [asdict(reason) for reason in value.evidence],
        **{name: one for name, one in rest.items() if one},
    }


def _delivery(value: Delivery) -> Json:
    """The five fields of the interchange form, no more; ``round.json`` has the others beside it."""
    return {
        "words": value.words,
        "words_per_minute": value.words_per_minute,
        "fillers": [asdict(filler) for filler in value.fillers],
        "fillers_per_minute": value.fillers_per_minute,
        "pauses": [asdict(pause) for pause in value.pauses],
    }


def _plain(values: Sequence[Restart] | Sequence[PartPace]) -> Any:
    return rounded([asdict(value) for value in values])


def _probe(probe: ProbeChoice) -> Json:
    """``by`` only where it was not us."""
    plain: Json = asdict(probe)
    return {name: one for name, one in plain.items() if (name, one) != ("by", "mockint")}


def _exchange(exchange: Exchange) -> Json:
    return {
        **_probe(exchange.probe),
        **_take(exchange.recording),
        "earlier_takes": [_take(take) for take in exchange.earlier_takes],
        "reply": exchange.transcript.text if exchange.transcript else None,
        "finding": rounded(asdict(exchange.finding)) if exchange.finding else None,
        "wait": rounded(asdict(exchange.wait)) if exchange.wait else None,
        "corrections": rounded([asdict(one) for one in exchange.corrections]),
        "drill_down": _exchange(exchange.drill) if exchange.drill else None,
    }
