"""A round written as JSON and read back is the same round; what is not one is said."""

import json
import math
from copy import deepcopy
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint.audio.types import Mark, Recording
from mockint.content.types import Principle
from mockint.domain import STRENGTHS
from mockint.errors import HistoryError, UnreadableTranscript, UsageError
from mockint.history import folders
from mockint.history import record_json as debrief_json
from mockint.history.catalogue import find_folder, load_round
from mockint.history.keeper import kept_round, with_recordings
from mockint.history.record_json import round_from
from mockint.record import Exchange, RoundRecord
from mockint.star.timing import timings
from mockint.star.types import Analysis, Span, Timing
from mockint.transcribe.types import EngineInfo, Transcript, Word
from mockint.wiring import settings as base
from tests.support.amazon import SENIOR
from tests.views.test_debrief import ANALYSIS, answer, record

FOLDER = Path("/rounds/20261121-193005")
seconds = st.integers(0, 3_600_000).map(lambda ms: ms / 1000)
PLAIN: dict[object, st.SearchStrategy[object]] = {
    float: seconds,
    str: st.text(max_size=12),
    int: st.integers(0, 9_999),
    bool: st.booleans(),
    Path: st.just(Path("take.flac")),
    datetime: st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)).map(
        lambda time: time.replace(microsecond=0)
    ),
    Transcript: st.builds(Transcript, st.just((Word("So.", 0.0, 0.4),)), seconds, st.just("test")),
}


def made(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any value of ``kind``; a drill-down has none of its own."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(made(get_args(kind)[0], depth), max_size=2).map(tuple)
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        kinds = [one for one in get_args(kind) if not (one is Exchange and depth)]
        return st.one_of([st.none() if one is NoneType else made(one, depth) for one in kinds])
    inner, hints = depth + (kind is Exchange), get_type_hints(kind)
    return st.builds(kind, **{field.name: made(hints[field.name], inner) for field in fields(kind)})


def possible(value: RoundRecord) -> RoundRecord:
    """The same with answers as an ear finds them: parts in order, each signal of its kind."""
    return replace(
        value,
        answers=tuple(
            replace(
                one,
                analysis=found(one.analysis) if one.analysis else None,
                corrections=ordered(one.corrections),
                exchanges=tuple(map(put_right, one.exchanges)),
            )
            for one in value.answers
        ),
    )


def put_right(value: Exchange) -> Exchange:
    drill = put_right(value.drill) if value.drill else None
    return replace(value, corrections=ordered(value.corrections), drill=drill)


def found(value: Analysis) -> Analysis:
    spans, reached = [], 0.0
    for span in value.spans:
        start, end = sorted((max(reached, span.start), max(reached, span.end)))
        spans.append(replace(span, start=start, end=end))
        reached = end
    signals = tuple(
        replace(one, kind="strength" if one.name in STRENGTHS else "fault", sure=one.sure / 3600)
        for one in ordered(value.signals)
    )
    timings = timings_of(value.spans)
    return replace(
        value,
        spans=tuple(spans),
        duration=max(value.duration, reached),
        timings=timings,
        timings_as_heard=timings if value.timings_as_heard else (),
        budget=replace(value.budget, max=round(value.budget.min + 1.0, 3)),
        signals=tuple(replace(one, sure=round(one.sure, 3)) for one in signals),
        missing=tuple(dict.fromkeys(set(value.missing) - {one.name for one in signals})),
        not_understood=ordered(value.not_understood),
        delivery=replace(value.delivery, pauses=ordered(value.delivery.pauses)),
    )


def timings_of(spans: tuple[Span, ...]) -> tuple[Timing, ...]:
    return tuple(
        replace(one, target=round(one.target, 3), scaled_target=round(one.scaled_target, 3))
        for one in timings([replace(one, start=0.0, end=1.5) for one in spans], SENIOR)
    )


def ordered(some: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        replace(one, start=min(one.start, one.end), end=max(one.start, one.end)) for one in some
    )


def named(value: RoundRecord) -> RoundRecord:
    """Each take under a name of its own; words only where there is a take."""
    count = 0

    def numbered(recording: Recording) -> Recording:
        nonlocal count
        count += 1
        return replace(recording, path=FOLDER / f"take-{count}.flac")

    def worded(one: Exchange) -> Exchange:
        drill = worded(one.drill) if one.drill else None
        return replace(one, transcript=one.transcript if one.recording else None, drill=drill)

    value = with_recordings(value, numbered)
    return replace(
        value,
        answers=tuple(
            replace(
                one,
                transcript=one.transcript if one.recording else None,
                exchanges=tuple(worded(exchange) for exchange in one.exchanges),
            )
            for one in value.answers
        ),
    )


TOLD = replace(  # as a file keeps it: to the millisecond
    ANALYSIS,
    thinking=2.0,
    timings=tuple(replace(t, scaled_target=round(t.scaled_target, 3)) for t in ANALYSIS.timings),
)


def transcripts_of(value: RoundRecord) -> dict[str, Transcript]:
    found: dict[str, Transcript] = {}
    for one in value.answers:
        drills = [exchange.drill for exchange in one.exchanges if exchange.drill]
        for said in (one, *one.exchanges, *drills):
            if said.recording and said.transcript:
                found[said.recording.path.stem] = said.transcript
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(made(RoundRecord).map(possible).map(named))
def test_written_and_read_it_is_the_same_round(value: RoundRecord) -> None:
    text = json.dumps(debrief_json.round_record(value))
    assert round_from(json.loads(text), transcripts_of(value), folder=FOLDER) == value


def test_an_older_file_is_read_too() -> None:
    """Before 2026-11-22: no principle, length of a take or wait; earlier takes by name alone.

    Before 2026-11-30: no kind of work, nothing of the principle or the level, nor whether a story
    was told. Files of 2026-11-30 may name an item to add, which is no longer asked for.
    """
    heard = Transcript((Word("we", 1.0, 1.2),), 7.5, "PocketSphinx en-us")
    told = answer()
    replied = replace(told.exchanges[0], recording=Recording(FOLDER / "a.flac", 7.5))
    value = debrief_json.round_record(record(replace(told, exchanges=(replied,))))
    older = json.loads(json.dumps(value))
    del older["engine_info"]
    [kept] = older["answers"]
    for one in (kept, kept["probes"][0], kept["probes"][0]["drill_down"]):
        for name in ("principle", "recording_s", "wait"):
            one.pop(name, None)
    for name in ("field", "story", "principle_evidence", "level_evidence"):
        del kept["analysis"][name]
    kept["analysis"]["to_add"] = "went_back"
    for name in ("marks", "earlier_takes"):
        kept["probes"][0].pop(name)
    kept["earlier_takes"] = ["answer-1-take-1.flac"]
    own = Principle(slug="ownership", title="Ownership", sentence="Act.")
    back = round_from(older, {"a": heard}, folder=FOLDER, principles={"ownership": own})
    [first] = back.answers
    assert back.engine_info == EngineInfo(words="rough")
    assert first.principle == own
    assert first.recording == Recording(FOLDER / "answer-1.wav", 100.0)
    assert [take.path.name for take in first.earlier_takes] == ["answer-1-take-1.flac"]
    assert first.exchanges[0].recording == Recording(FOLDER / "a.flac", 7.5)
    assert first.exchanges[0].transcript == heard
    assert first.analysis == replace(TOLD, principle_evidence=())


def test_a_name_that_points_elsewhere_stays_in_the_folder() -> None:
    value = debrief_json.round_record(record(answer()))
    value["answers"][0]["recording"] = "../../../etc/secret.flac"
    back = round_from(value, {}, folder=FOLDER)
    assert back.answers[0].recording == Recording(FOLDER / "secret.flac", 100.0)


@pytest.mark.parametrize(
    ("path", "wrong", "said"),
    [
        (("level",), 7, r"level: input should be a valid string"),
        (("answers", 0, "analysis", "thinking"), "long", r"answers\.0\.analysis\.thinking"),
        (("answers", 0, "analysis", "delivery"), None, "cannot be read"),
        (("answers", 0, "question"), "own", "cannot be read"),
        (("answers",), None, "expected a list"),
        (("answers",), {}, "expected a list"),
        (("answers", 0, "probes"), None, "expected a list"),
        (("answers", 0, "recording"), "..", r"recording\.path: it is not the name of a file"),
        (("answers", 0, "recording"), "a\0.flac", "it is not the name of a file"),
        (("answers", 0, "recording_s"), math.nan, "duration_s: it cannot be nan"),
        (("answers", 0, "analysis", "duration"), -1.0, "duration: it cannot be -1"),
        (("answers", 0, "analysis", "thinking"), math.inf, "thinking: it cannot be inf"),
        (("answers", 0, "analysis", "delivery", "words"), 10**7, r"words: it cannot be 1e\+07"),
        (("answers", 0, "analysis", "spans", 0, "end"), math.nan, "end: it cannot be nan"),
        (("answers", 0, "analysis", "spans", 0, "end"), 9e4, "out of order, or outside"),
        (("answers", 0, "analysis", "spans", 1, "start"), 0.0, "out of order, or outside"),
        (("answers", 0, "analysis", "timings"), [], "each part once, in order"),
        (("answers", 0, "analysis", "timings", 1, "segment"), "action", "each part once"),
        (("answers", 0, "analysis", "timings", 1, "target"), 0.0, "a target is not above 0"),
        (("answers", 0, "analysis", "budget", "min"), 1e5, "its least is not below its most"),
        (("answers", 0, "analysis", "signals", 0, "kind"), "fault", "is no fault"),
        (("answers", 0, "analysis", "signals", 0, "sure"), 1.5, "it is above 1"),
        (("answers", 0, "analysis", "signals", 0, "end"), 0.0, "something ends before it starts"),
        (("answers", 0, "analysis", "missing"), ["root_cause"] * 2, "names something twice"),
        (("answers", 0, "analysis", "verdict", "leaning"), "maybe", "verdict.leaning"),
        (("began",), "2026-11-21T19:30:05", "began: it is not a time with its zone"),
        (("began",), "0001-01-01T00:00:00+14:00", "began: it is not a time with its zone"),
        (("began",), 7, "cannot be read"),
        (("answers", 0, "question", "ask"), "a" * 1_000_001, "its text is too long"),
        (("notices",), ["a"] * 100_001, "notices: its list is too long"),
        (("answers", 0, "recording"), 7, "cannot be read"),
    ],
)
def test_what_is_no_round_is_said(path: tuple[str | int, ...], wrong: object, said: str) -> None:
    value = deepcopy(debrief_json.round_record(record(answer())))
    place: object = value
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = wrong  # type: ignore[index]
    with pytest.raises(HistoryError, match=said):
        round_from(value, {}, folder=FOLDER)
    for nothing in (None, [], "round", 7, {}):
        with pytest.raises(HistoryError):
            round_from(nothing, {}, folder=FOLDER)


def test_a_kept_round_comes_back_from_its_folder() -> None:
    began = datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC)
    library = base.library(base.settings())
    with pytest.raises(UsageError, match="no rounds yet"):
        find_folder(None)
    with kept_round(began, {}) as keeper:
        heard = Transcript((Word("we", 1.0, 1.2, 0.25),), 100.0, "test")
        told = replace(
            answer(TOLD),
            recording=Recording(keeper.take_path(1, None, 1), 100.0, (Mark("part", 7.5),)),
            transcript=heard,
            exchanges=(),
        )
        held = replace(record(told), id=keeper.folder.id)
        keeper.save(held)
    folder = find_folder(None)
    assert load_round(folder, library) == held
    assert find_folder(held.id) == folder
    with pytest.raises(UsageError, match="no round 2020"):
        find_folder("2020")
    (folder.path / "answer-1.transcript.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableTranscript):
        load_round(folder, library)
    (folder.path / folders.ROUND).write_text("{", encoding="utf-8")
    with pytest.raises(HistoryError, match="damaged"):
        load_round(folder, library)
