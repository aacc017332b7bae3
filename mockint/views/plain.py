"""Every value that a command returns, as what ``--json`` writes. Loads nothing that draws."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import singledispatch
from typing import Any

from mockint.commands.values.history import (
    Compared,
    HistoryPage,
    Next,
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
from mockint.commands.values.stories import StoryCoverage, StoryInFull, StoryList
from mockint.domain import SEGMENTS, TARGET_S
from mockint.history import record_json
from mockint.history.comparison import Comparison
from mockint.history.folders import began
from mockint.history.panel import PanelDebrief, panel_json
from mockint.history.types import PastAnswer
from mockint.star.types import Analysis
from mockint.stories.types import Story
from mockint.text.format import rounded
from mockint.text.printable import printable
from mockint.views.reasons import start, why

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
    return record_json.analysis(value.analysis, source=source, engine=value.transcript.engine)


@plain.register
def _not_reviewed(value: NotReviewed) -> Json:
    return record_json.failure(printable(value.path), str(value.error))


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
    }


def _comparison(value: Comparison) -> Json:
    return {
        "parts": [asdict(part) for part in value.parts],
        "whole": {"before": _whole(value.before), "after": _whole(value.after)},
        "fillers_per_minute": asdict(value.fillers),
        "words_per_minute": asdict(value.pace),
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
                side: {
                    "value": figure.value,
                    "unit": figure.unit,
                    "quote": figure.quote,
                    "start": figure.start,
                }
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
    made["missing"] = [{"name": name, "share": share} for name, share in made["missing"].items()]
    return made


@plain.register
def _nothing_to_practice(_value: NothingToPractice) -> None:
    return None


@plain.register
def _next(value: Next) -> Json:
    first, last = value.first, value.first.last
    return {
        "question": last.question,
        "ask": last.ask,
        "principle": last.principle,
        "level": last.level,
        "due": first.when.due.isoformat(timespec="seconds"),
        "is_due": first.due,
        "chance": round(first.when.chance, 3),
        "rating": first.rating,
        "rated_by": "candidate" if last.own_rating else "debrief",
        "last": {
            "round": last.round_id,
            "answer": last.number,
            "began": last.began,
            "leaning": last.leaning,
            "budget": last.budget,
            "seconds": last.seconds,
        },
        "parts": [
            {"segment": part, "seconds": last.parts[part], "target": TARGET_S[part]}
            for part in first.weakest
        ],
        "missing": list(value.missing),
        "why": why(value),
        "also_due": [one.question for one in value.also_due],
        "start": start(value),
    }


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


def _story(story: Story) -> Json:
    return {
        "name": story.name,
        "principles": list(story.principles),
        "names": list(story.names),
        "numbers": list(story.numbers),
        "parts": dict(story.parts),
    }


@lines.register
def _stories(value: StoryList) -> Sequence[Json]:
    told = [{**_story(one.story), "takes": one.takes} for one in value.stories]
    return told + [{"name": name, "error": wrong} for name, wrong in value.broken.items()]


@plain.register
def _story_in_full(value: StoryInFull) -> Json:
    return {
        **_story(value.story),
        "file": str(value.file),
        "signals": [asdict(signal) for signal in value.analysis.signals],
        "takes": value.shown.takes,
        "told": sorted(value.shown.told),
        "questions": [
            {"question": one.question.slug, "principle": one.question.principle}
            for one in value.matches
        ],
    }


@plain.register
def _coverage(value: StoryCoverage) -> Json:
    table = value.coverage
    return {
        "level": value.level,
        "stories": [
            {
                "name": one.story.name,
                "written": sorted(one.written),
                "told": sorted(one.told),
                "takes": one.takes,
                "told_for": list(one.told_for),
            }
            for one in table.stories
        ],
        "principles": [
            {
                "principle": slug,
                "stories": [
                    {
                        "story": cell.story,
                        "claimed": cell.claimed,
                        "covers": cell.covers,
                        "could": cell.could,
                        "shown": list(cell.shown),
                        "lacking": list(cell.lacking),
                        "by": "take" if cell.by_take else "text",
                    }
                    for cell in table.of(slug)
                ],
            }
            for slug in table.principles
        ],
        "gaps": [
            {
                "principle": gap.principle,
                "kind": gap.kind,
                "nearest": gap.nearest.story if gap.nearest else None,
                "lacking": list(gap.nearest.lacking) if gap.nearest else [],
            }
            for gap in table.gaps
        ],
        "overused": [asdict(one) for one in table.overused],
    }


@plain.register
def _panel(value: PanelDebrief) -> Any:
    return panel_json(value)
