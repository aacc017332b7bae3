"""Every value that a command returns, as what ``--json`` writes. Loads nothing that draws."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import singledispatch
from typing import Any

from mockint.commands.values.history import (
    Compared,
    HistoryPage,
    NothingToPractice,
    PastRound,
    Progress,
)
from mockint.commands.values.machine import (
    Devices,
    ListedVoice,
    SettingList,
    VoicePlayed,
    Voices,
)
from mockint.commands.values.recovery import JudgedTake, NotJudged, TakesDeleted, WaitingTakes
from mockint.commands.values.round import NotReviewed, Reviewed, RoundResult
from mockint.domain import SEGMENTS, TARGET_S
from mockint.history import record_json
from mockint.history.comparison import Comparison
from mockint.history.folders import began
from mockint.history.panel import PanelDebrief, panel_json
from mockint.history.types import PastAnswer
from mockint.star.types import Analysis
from mockint.text.format import rounded
from mockint.text.printable import printable
from mockint.views.as_json import plan, stories

Json = dict[str, Any]


@singledispatch
def plain(value: object) -> Any:
    """The value in objects, lists, text and numbers."""
    raise TypeError(f"no JSON is known for a {type(value).__name__}")


@singledispatch
def lines(value: object) -> Sequence[Any]:
    """What ``--json`` writes, a line each: most values are one object on one line."""
    return [plain(value)]


# ---------------------------------------------------------------- judged


@plain.register
def _reviewed(value: Reviewed) -> Json:
    source = printable(value.path)
    judged = record_json.analysis(value.analysis, source=source, engine=value.transcript.engine)
    said = {"notices": list(value.notices)} if value.notices else {}
    return {**judged, "notes": list(value.transcript.notes), **said}


@plain.register
def _not_reviewed(value: NotReviewed) -> Json:
    return record_json.failure(printable(value.path), str(value.error), value.language)


# ---------------------------------------------------------------- judged late


@lines.register
def _waiting(value: WaitingTakes) -> Sequence[Json]:
    return [
        {
            "take": one.id,
            "round": one.folder.id,
            "began": at.isoformat(timespec="seconds") if (at := began(one.folder)) else None,
            "question": one.question,
            "practice": one.practice,
            "follow_up": one.name.reply,
            "seconds": round(one.seconds, 3),
            "path": str(one.path),
        }
        for one in value.takes
    ]


@plain.register
def _round_result(value: RoundResult) -> Json:
    return record_json.round_record(value.record)


@plain.register
def _judged_take(value: JudgedTake) -> Json:
    return {"take": value.take.id, "heard": value.heard.text, "found": list(value.lines)}


@plain.register
def _not_judged(value: NotJudged) -> Json:
    return {"take": value.id, "error": str(value.error)}


@plain.register
def _takes_deleted(value: TakesDeleted) -> Json:
    return asdict(value)


# ---------------------------------------------------------------- looked back at

_OF_ANSWER = tuple(
    name
    for name in PastAnswer._fields
    if name not in ("round_id", "recorded") and name.removesuffix("_s") not in SEGMENTS
)


def _answer(answer: PastAnswer) -> Json:
    """``demo`` names the recorded candidate that gave the answer, if one did."""
    value = {name: getattr(answer, name) for name in _OF_ANSWER}
    return {"round": answer.round_id, **value, "demo": answer.recorded, "parts": answer.parts}


@lines.register
def _history(value: HistoryPage) -> Sequence[Json]:
    return [_answer(answer) for answer in value.answers]


@plain.register
def _round(value: PastRound) -> Json:
    first = value.answers[0].answer
    return {
        "round": value.id,
        "began": first.began,
        "level": first.level,
        "engine": first.engine,
        "answers": [{**_answer(one.answer), "missing": list(one.missing)} for one in value.answers],
        "waits": [{**asdict(wait), "total_s": wait.total_s} for wait in value.waits],
        "folder": str(value.folder),
        "files": [file.name for file in value.files],
    }


@plain.register
def _compared(value: Compared) -> Json:
    return {
        "question": value.question.slug,
        "rounds": list(value.rounds),
        **_comparison(value.comparison),
        "change": asdict(value.made) if value.made else None,
    }


def _comparison(value: Comparison) -> Json:
    return {
        "parts": [asdict(part) for part in value.parts],
        "whole": {"before": _whole(value.before), "after": _whole(value.after)},
        "fillers_per_minute": asdict(value.fillers),
        "words_per_minute": asdict(value.pace),
        "pauses": asdict(value.pauses),
        **{
            name: [asdict(signal) for signal in signals]
            for name, signals in (
                ("won", value.new_strengths),
                ("mended", value.faults_gone),
                ("lost", value.strengths_gone),
                ("slipped", value.new_faults),
            )
        },
        "figures": [
            {
                side: asdict(figure)
                for side, figure in (("before", pair.before), ("after", pair.after))
            }
            for pair in value.figures
        ],
    }


def _whole(one: Analysis) -> Json:
    return {
        "seconds": one.budget.seconds,
        "budget": one.budget.status,
        "leaning": one.verdict.leaning,
    }


@plain.register
def _progress(value: Progress) -> Json | None:
    if value.trend is None:
        return None
    parts = [
        {"segment": segment, "target": TARGET_S[segment], **asdict(line)}
        for segment, line in value.trend.parts.items()
    ]
    made: Json = rounded({**asdict(value.trend), "parts": parts})
    made["loops"] = [plan.loop_result(one) for one in value.loops]
    made["missing"] = [{"name": name, "share": share} for name, share in made["missing"].items()]
    return made


@plain.register
def _nothing_to_practice(_value: NothingToPractice) -> None:
    return None


for _kind, _made in plan.MADE.items():
    plain.register(_kind, _made)


# ---------------------------------------------------------------- devices, settings and stories


@lines.register
def _devices(value: Devices) -> Sequence[Json]:
    return [asdict(one) for one in value.devices]


@lines.register
def _voices(value: Voices) -> Sequence[Json]:
    return [_voice(one) for one in value.voices]


def _voice(one: ListedVoice) -> Json:
    path = None if one.path is None else str(one.path)
    return {**asdict(one), "languages": list(one.languages), "path": path}


@plain.register
def _voice_played(value: VoicePlayed) -> Json:
    return asdict(value)


@plain.register
def _settings(value: SettingList) -> Json:
    return {
        "file": str(value.file),
        "settings": {one.name: one.value for one in value.settings},
        "set": sorted(one.name for one in value.settings if one.is_set),
    }


lines.register(stories.stories)
plain.register(stories.in_full)
plain.register(stories.coverage)
plain.register(stories.proposals)


@plain.register
def _panel(value: PanelDebrief) -> Any:
    return panel_json(value)
