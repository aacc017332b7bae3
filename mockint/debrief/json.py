"""The debrief as plain values for ``json.dumps``, in the form of ``mockint review --json``."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mockint.audio.base import Recording
from mockint.debrief.base import Answer, Exchange, RoundRecord
from mockint.star.base import Analysis, Delivery, PartPace, Restart

Json = dict[str, Any]

DECIMALS = 3
"""Milliseconds: finer than any recogniser's word times."""


def analysis(value: Analysis, *, source: str, engine: str) -> Json:
    """One answer as the interchange object: one line of ``mockint review --json``.

    ``timings_as_heard`` comes last, and only where the candidate marked the parts.
    """
    plain: Json = _rounded(
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
            "probes": [asdict(probe) for probe in value.probes],
            "verdict": asdict(value.verdict),
        }
    )
    if value.timings_as_heard:
        plain["timings_as_heard"] = _rounded([asdict(timing) for timing in value.timings_as_heard])
    return plain


def failure(source: str, error: str) -> Json:
    """An input that could not be read."""
    return {"source": source, "error": error}


def round_record(record: RoundRecord) -> Json:
    """A whole round, as kept in its folder. Recordings are named relative to it."""
    return {
        "id": record.id,
        "began": record.began.isoformat(timespec="seconds"),
        "level": record.level,
        "engine": record.engine,
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
        "wait": _rounded(asdict(answer.wait)) if answer.wait else None,
        "corrections": _rounded([asdict(one) for one in answer.corrections]),
        "story": answer.story,
        "probes": [_exchange(exchange) for exchange in answer.exchanges],
    }


def _take(recording: Recording | None) -> Json:
    """A recording by its name in the round's folder, its length and its marks."""
    if recording is None:
        return {"recording": None, "recording_s": None, "marks": []}
    marks = [asdict(mark) for mark in recording.marks]
    kept: Json = _rounded({"recording_s": recording.duration_s, "marks": marks})
    return {"recording": recording.path.name, **kept}


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
    return _rounded([asdict(value) for value in values])


def _exchange(exchange: Exchange) -> Json:
    return {
        **asdict(exchange.probe),
        **_take(exchange.recording),
        "earlier_takes": [_take(take) for take in exchange.earlier_takes],
        "reply": exchange.transcript.text if exchange.transcript else None,
        "finding": _rounded(asdict(exchange.finding)) if exchange.finding else None,
        "wait": _rounded(asdict(exchange.wait)) if exchange.wait else None,
        "drill_down": _exchange(exchange.drill) if exchange.drill else None,
    }


def _rounded(value: Any) -> Any:
    """Times to the millisecond, so that files read well; tuples become lists."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
