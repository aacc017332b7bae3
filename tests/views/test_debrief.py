"""The debrief: the interchange JSON to the letter, and a text that says only what was found."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from mockint.audio.types import Recording
from mockint.commands.values.round import Debrief
from mockint.content.evidence import EvidenceItem
from mockint.content.pack import BarSignal
from mockint.content.types import Principle, Question
from mockint.domain import TARGET_S, SignalName
from mockint.history import record_json as debrief_json
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.types import (
    Analysis,
    BudgetUse,
    Delivery,
    Filler,
    PartPace,
    Pause,
    PrincipleEvidence,
    ProbeChoice,
    Reason,
    ReplyFinding,
    Restart,
    Signal,
    Span,
    Story,
    Timing,
    Verdict,
)
from mockint.transcribe.types import EngineInfo, Stretch, Transcript
from mockint.views.debrief import debrief_view
from tests.support import amazon

QUESTION = Question(slug="own", ask="Tell me about a time you took over.", principle="ownership")
ANALYSIS = Analysis(
    level="sde1",
    question="own",
    principle="ownership",
    duration=100.0,
    thinking=2.00049,
    spans=(Span("situation", 2.0, 62.0), Span("action", 62.0, 92.0)),
    timings=tuple(
        Timing(segment, seconds, TARGET_S[segment], TARGET_S[segment] * 120 / 175, status)
        for segment, seconds, status in (
            ("situation", 60.0, "long"),
            ("task", 0.0, "missing"),
            ("action", 30.0, "short"),
            ("result", 0.0, "missing"),
            ("reflection", 0.0, "missing"),
        )
    ),
    budget=BudgetUse("sde1", 0.0, 120.0, 90.0, "within"),
    delivery=Delivery(200, 140.0, (Filler("um", 5.0),) * 30, 20.0, (Pause(50.0, 53.0),)),
    signals=(
        Signal("first_person_action", "strength", "I pulled the logs", 63.0, 64.0, "action"),
        Signal("we_in_action", "fault", "we [bold]fixed[/bold] it", 70.0, 71.0, "action"),
    ),
    missing=("metric_delta", "scope_boundary"),
    probes=(ProbeChoice("own_part", "What was yours?", "a we sentence", "we fixed it"),),
    verdict=Verdict("no hire", (Reason("Acting is shared", "we fixed it", 70.0),)),
    principle_evidence=(
        PrincipleEvidence("Took it on.", "I said it was mine", 40.0, "for", "took_it_on", 0.8),
        PrincipleEvidence("Left it.", "he took care of it", 80.0, "against", "left_it", 0.65),
    ),
)
SIGNALS: dict[SignalName, BarSignal] = {
    "we_in_action": BarSignal(
        name="we_in_action",
        title="We in the action",
        means="Hides you.",
        instead="Say I.",
        note="N.",
        examples={"general": "I went.", "shop": "I swept."},
    ),
    "metric_delta": BarSignal(
        name="metric_delta",
        title="From X to Y",
        means="Proof.",
        instead="Say from what to what.",
        note="N.",
        examples={"general": "From two to one.", "shop": "From nine coats to one."},
    ),
    "scope_boundary": BarSignal(
        name="scope_boundary",
        title="Whose job",
        means="Initiative.",
        instead="Say whose it was.",
        note="N.",
        heard_reliably=False,
        question="Did you say whose service it was? I did not hear it.",
    ),
}

ITEMS = tuple(
    EvidenceItem(name=name, note=f"{name}.", ask=f"Say {name}.", patterns=("x",))
    for name in ("took_it_on", "went_back", "left_a_guard")
)
NEEDS = {
    **amazon.BAR.levels,
    "sde1": replace(
        amazon.BAR.levels["sde1"],
        evidence=(EvidenceItem(name="own_task", note="O.", ask="Say your task.", patterns=("x",)),),
    ),
}
PACK = replace(
    amazon.PACK,
    bar=replace(amazon.BAR, signals=SIGNALS, levels=NEEDS, evidence={"ownership": ITEMS}),
)


def answer(analysis: Analysis | None = ANALYSIS) -> Answer:
    return Answer(
        question=QUESTION,
        principle=Principle(slug="ownership", title="Ownership", sentence="Act."),
        recording=Recording(Path("/tmp/answer-1.wav"), 100.0),
        transcript=Transcript(
            (), 100.0, "PocketSphinx en-us", engine_info=EngineInfo(words="rough")
        ),
        analysis=analysis,
        exchanges=(
            Exchange(
                probe=ANALYSIS.probes[0],
                finding=ReplyFinding("own_part", "weak", "Still shared.", "we all did", 1.0),
                drill=Exchange(
                    probe=ProbeChoice("own_part", "One thing?", "still open", ""),
                    recording=Recording(Path("/tmp/answer-1-probe-1-drill-down.wav"), 4.0),
                    finding=ReplyFinding("own_part", "partly", "A step.", "", None),
                ),
            ),
        ),
    )


def record(*answers: Answer) -> RoundRecord:
    return RoundRecord(
        id="20261121-193005",
        began=datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC),
        level="sde1",
        engine="PocketSphinx en-us",
        voice="none",
        answers=answers,
        notices=("No loudspeaker: questions were shown.",),
    )


def shown(value: RoundRecord, width: int = 80) -> str:
    stream = StringIO()
    console = Console(file=stream, width=width, highlight=False)
    console.print(debrief_view(Debrief(value, PACK, is_whole=True)))
    return stream.getvalue()


TOLD_NOTHING = replace(
    ANALYSIS,
    spans=(),
    signals=(),
    missing=(),
    probes=(),
    verdict=Verdict("not enough evidence", (Reason("Tell one thing.", "I always", 3.0),)),
    story=Story("general", "partly", (Reason("Tell one thing.", "I always", 3.0),)),
)
TOLD_TWO = replace(
    ANALYSIS,
    story=Story(
        "two_stories",
        "no",
        (Reason("Another question.", "", None), Reason("Tell one.", "The other one", 40.0)),
        (Stretch(2.0, 40.0), Stretch(40.0, 92.0)),
        ("Dive Deep",),
    ),
)


def test_without_a_story_there_is_one_sentence_and_no_bars() -> None:
    said = shown(record(replace(answer(TOLD_NOTHING), exchanges=())))
    assert said.count("Tell one thing.") == 1
    assert '"I always" (0:03)' in said
    for line in ("Situation", "Whole answer", "budget", "Delivery", PACK.keep, PACK.change):
        assert line not in said


def test_of_another_language_there_is_one_sentence_and_no_leaning() -> None:
    german = replace(
        TOLD_NOTHING,
        language="de",
        story=None,
        next=None,
        verdict=Verdict("not enough evidence", (Reason("This seems to be German.", "", None),)),
    )
    said = shown(record(replace(answer(german), exchanges=())))
    assert said.count("This seems to be German.") == 1
    for line in ("Leaning", "Situation", "Whole answer", "Delivery", PACK.keep, "too little"):
        assert line not in said


def test_what_is_amiss_with_the_story_is_said_first() -> None:
    said = shown(record(answer(TOLD_TWO)))
    places = [said.index(one) for one in ("Another question.", "Tell one.", "Leaning", "Situation")]
    assert places == sorted(places)
    assert '"The other one" (0:40)' in said


def test_json_of_a_story() -> None:
    [nothing, two, unknown] = (
        json.loads(json.dumps(debrief_json.analysis(one, source="a.wav", engine="e")))["story"]
        for one in (TOLD_NOTHING, TOLD_TWO, ANALYSIS)
    )
    assert nothing == {
        "kind": "general",
        "answers_question": "partly",
        "evidence": [{"text": "Tell one thing.", "quote": "I always", "start": 3.0}],
    }
    assert list(two) == ["kind", "answers_question", "evidence", "told", "serves"]
    assert two["told"] == [{"start": 2.0, "end": 40.0}, {"start": 40.0, "end": 92.0}]
    assert unknown is None


def test_json_is_the_interchange_form_to_the_letter() -> None:
    value = json.loads(json.dumps(debrief_json.analysis(ANALYSIS, source="a.wav", engine="e")))
    assert list(value) == [
        *("source", "question", "principle", "level", "duration", "thinking", "engine"),
        *("spans", "timings", "budget", "delivery", "signals", "missing", "probes", "verdict"),
        *("story", "field", "language", "not_understood", "principle_evidence"),
        *("level_evidence", "next"),
    ]
    assert list(value["principle_evidence"][0])[:4] == ["text", "quote", "start", "speaks"]
    assert list(value["spans"][0]) == ["segment", "start", "end"]
    assert list(value["timings"][0]) == ["segment", "seconds", "target", "scaled_target", "status"]
    assert list(value["budget"]) == ["level", "min", "max", "seconds", "status"]
    assert list(value["delivery"]) == [
        *("words", "words_per_minute", "fillers", "fillers_per_minute", "pauses"),
    ]
    assert list(value["delivery"]["fillers"][0]) == ["text", "start"]
    assert list(value["delivery"]["pauses"][0]) == ["start", "end"]
    assert list(value["signals"][0]) == [
        *("name", "kind", "quote", "start", "end", "segment", "sure"),
    ]
    assert list(value["probes"][0]) == ["theme", "ask", "because", "quote"]
    assert list(value["verdict"]) == ["leaning", "reasons", "provisional"]
    assert list(value["verdict"]["reasons"][0]) == ["text", "quote", "start"]
    assert value["thinking"] == 2.0


def test_json_has_the_ears_own_times_only_beside_marks() -> None:
    marked = replace(ANALYSIS, timings_as_heard=ANALYSIS.timings[:2])
    value = json.loads(json.dumps(debrief_json.analysis(marked, source="a.wav", engine="e")))
    assert list(value)[-2:] == ["next", "timings_as_heard"]
    assert value["timings_as_heard"] == value["timings"][:2]


def test_where_parts_were_marked_both_are_shown() -> None:
    as_heard = tuple(replace(timing, seconds=18.2) for timing in ANALYSIS.timings)
    text = " ".join(shown(record(answer(replace(ANALYSIS, timings_as_heard=as_heard)))).split())
    assert "60 / 21 s (30)" in text
    assert (
        "The parts follow the marks you set. Without your marks: situation 18 s, task 18 s" in text
    )
    assert "by your marks" not in shown(record(answer()))


def test_a_failure_names_its_source() -> None:
    assert debrief_json.failure("x.wav", "no") == {"source": "x.wav", "error": "no"}


def test_the_round_names_its_recordings_relative_to_its_folder() -> None:
    value = json.loads(json.dumps(debrief_json.round_record(record(answer()))))
    assert value["answers"][0]["recording"] == "answer-1.wav"
    assert value["answers"][0]["analysis"]["engine"] == "PocketSphinx en-us"
    assert value["answers"][0]["probes"][0]["finding"]["strength"] == "weak"
    drilled = value["answers"][0]["probes"][0]["drill_down"]
    assert (drilled["ask"], drilled["finding"]["strength"]) == ("One thing?", "partly")
    assert drilled["recording"] == "answer-1-probe-1-drill-down.wav"
    assert drilled["drill_down"] is None
    assert {field.name for field in fields(RoundRecord)} == set(value)


def test_every_finding_is_shown_with_its_words_and_time() -> None:
    text = shown(record(answer()))
    for said in (
        "Heard with PocketSphinx en-us",
        "Leaning: no hire",
        '"we fixed it" (1:10)',
        "Situation",
        "> long",
        "missing",
        "Whole answer 1:30 · SDE1 budget up to 2:00: within",
        "2 s to think first",
        "30 fillers, 20 per minute, many (30 x um)",
        "1 pause, the longest 3.0 s at 0:50",
        "Say I.",
        "Did you say whose service it was?",
        "Say from what to what.",
        "Asked because: a we sentence",
        "Reply: weak. Still shared.",
        "Drill-down: One thing?",
        "Asked because: still open",
        "Reply: partly. A step.",
        "No loudspeaker: questions were shown.",
    ):
        assert said in " ".join(text.split()), said


def test_examples_are_from_the_work_that_the_story_is_about() -> None:
    in_a_shop = " ".join(shown(record(answer(replace(ANALYSIS, field="shop")))).split())
    assert 'Say I. For example: "I swept."' in in_a_shop
    assert 'Say from what to what. For example: "From nine coats to one."' in in_a_shop
    at_the_desk = " ".join(shown(record(answer(replace(ANALYSIS, field="office")))).split())
    assert 'Say I. For example: "I went."' in at_the_desk
    assert (
        debrief_json.analysis(replace(ANALYSIS, field="shop"), source="", engine="")["field"]
        == "shop"
    )


def test_restarts_are_told_and_the_pace_of_a_part_only_where_it_stands_out() -> None:
    plain = ANALYSIS.delivery
    assert "restart" not in shown(record(answer()))
    told = replace(
        plain,
        restarts=(Restart("I, I", 62.0), Restart("we, sorry, I", 80.0)),
        by_part=(
            PartPace("situation", 90, 185.4),
            PartPace("action", 60, 150.0),
            PartPace("result", 20, 100.0),
            PartPace("reflection", 4, None),
        ),
    )
    text = " ".join(shown(record(answer(replace(ANALYSIS, delivery=told)))).split())
    assert '2 restarts ("I, I" at 1:02)' in text
    assert (
        "Your pace was different in the situation: 185 words per minute (fast), "
        "the result: 100 words per minute (slow)." in text
    )
    all_fast = replace(told, words_per_minute=190.0, by_part=told.by_part[:2])
    text = shown(record(answer(replace(ANALYSIS, delivery=all_fast))))
    assert "pace was different" not in text


def test_the_round_keeps_pace_by_part_and_restarts() -> None:
    told = replace(
        ANALYSIS.delivery,
        restarts=(Restart("I, I", 62.00049),),
        by_part=(PartPace("action", 60, 150.0),),
    )
    value = debrief_json.round_record(record(answer(replace(ANALYSIS, delivery=told))))
    [kept] = value["answers"]
    assert kept["restarts"] == [{"text": "I, I", "start": 62.0}]
    assert kept["pace_by_part"] == [{"segment": "action", "words": 60, "words_per_minute": 150.0}]
    assert len(kept["analysis"]["delivery"]) == 5
    [unjudged] = debrief_json.round_record(record(answer(None)))["answers"]
    assert (unjudged["restarts"], unjudged["pace_by_part"]) == ([], [])


def test_markup_in_the_candidates_words_is_text() -> None:
    assert "we [bold]fixed[/bold] it" in shown(record(answer()))


def test_targets_scaled_to_a_short_budget_are_told_once_in_a_line() -> None:
    told = " ".join(shown(record(answer())).split())
    assert told.count("The targets are made to fit 120 s; in brackets, the full ones.") == 1
    assert "Yours / target" in told
    senior = replace(
        ANALYSIS, timings=tuple(replace(t, scaled_target=t.target) for t in ANALYSIS.timings)
    )
    assert "in 120 s" not in shown(record(answer(senior)))


def test_nothing_is_wider_than_the_terminal() -> None:
    for width in (80, 60, 120):
        assert max(len(line) for line in shown(record(answer()), width).splitlines()) <= width


def test_what_was_not_judged_says_how_to_judge_it() -> None:
    text = shown(record(answer(analysis=None)))
    assert "not judged" in text
    assert "mockint recover tmp" in " ".join(text.split())
    demo = " ".join(shown(replace(record(answer(analysis=None)), recorded="flawed")).split())
    assert "not judged. Try: mockint demo --candidate flawed" in demo
    assert "mockint recover" not in demo


def test_what_was_not_understood_is_said_first_and_kept() -> None:
    lost = replace(ANALYSIS, not_understood=(Stretch(72.0, 80.0), Stretch(90.2, 93.0)))

    text = " ".join(shown(record(answer(lost))).split())

    assert (
        "Not understood from 1:12 to 1:20, from 1:30 to 1:33. Nothing there counts against you."
        in text
    )
    assert "If something counts as not heard, you may have said it there." in text
    value = debrief_json.analysis(lost, source="a", engine="b")
    assert value["not_understood"] == [{"start": 72.0, "end": 80.0}, {"start": 90.2, "end": 93.0}]


def test_a_provisional_leaning_is_said_to_be_one() -> None:
    lost = replace(ANALYSIS, verdict=replace(ANALYSIS.verdict, provisional=True))

    assert "Leaning: no hire (provisional)" in shown(record(answer(lost)))
    assert "provisional" not in shown(record(answer()))
    value = debrief_json.analysis(lost, source="a", engine="b")
    assert value["verdict"]["provisional"] is True


def with_lost_reply() -> Answer:
    """A reply, and the reply to its drill-down, that were not understood throughout."""
    told = answer()
    (exchange,) = told.exchanges[:1]
    assert exchange.drill is not None
    first = Transcript((), 9.0, "test", not_understood=(Stretch(2.0, 5.0),))
    second = Transcript((), 9.0, "test", not_understood=(Stretch(6.0, 8.0),))
    drill = replace(exchange.drill, transcript=second)
    exchange = replace(exchange, transcript=first, drill=drill)
    return replace(told, exchanges=(exchange, *told.exchanges[1:]))


def test_a_reply_that_was_not_understood_is_marked() -> None:
    text = " ".join(shown(record(with_lost_reply())).split())

    assert "Not understood from 0:02 to 0:05. Nothing there counts against you." in text
    assert "Not understood from 0:06 to 0:08." in text


def test_a_short_stretch_that_was_not_understood_excuses_nothing() -> None:
    lost = replace(ANALYSIS, not_understood=(Stretch(72.0, 74.5),))

    text = " ".join(shown(record(answer(lost))).split())

    assert "Not understood from 1:12 to 1:14. Nothing there counts against you." in text
    assert "you may have said it there" not in text
    assert "Not understood" not in shown(record(answer(ANALYSIS)))


def principle_lines(analysis: Analysis) -> str:
    return " ".join(shown(record(answer(analysis))).split())


def test_the_principle_has_lines_of_its_own() -> None:
    text = principle_lines(ANALYSIS)
    assert 'Ownership + Took it on. "I said it was mine" (0:40) - Left it. "he took' in text
    assert not any(f"Say {item.name}" in text for item in ITEMS), "an item may have been told"
    assert "What SDE1 asks for" not in text


def test_what_shows_the_level_is_told_where_the_principle_was_shown() -> None:
    level = (PrincipleEvidence("Did a task.", "I wrote the test", 50.0, "for", "own_task", 0.65),)
    assert 'What SDE1 asks for: did a task. "I wrote the test" (0:50)' in principle_lines(
        replace(ANALYSIS, level_evidence=level)
    )
    against = replace(
        ANALYSIS, principle_evidence=ANALYSIS.principle_evidence[1:], level_evidence=level
    )
    assert "What SDE1 asks for" not in principle_lines(against)
    same = (replace(level[0], quote="I said it was mine"),)
    assert "What SDE1 asks for" not in principle_lines(replace(ANALYSIS, level_evidence=same))


def test_that_nothing_shows_the_principle_is_never_stated() -> None:
    text = principle_lines(replace(ANALYSIS, principle_evidence=()))
    assert "Nothing was heard" not in text
    assert not any(f"Say {item.name}" in text for item in ITEMS), "an item may have been told"


def test_one_quote_has_one_line() -> None:
    first = ANALYSIS.principle_evidence[0]
    twice = (first, replace(first, text="Went back.", item="went_back", sure=0.6))
    text = principle_lines(replace(ANALYSIS, principle_evidence=twice))
    assert "Went back." not in text


def with_coach(value: Answer) -> Answer:
    """A round whose follow-up a local model thought of."""
    probe = ProbeChoice("own_part", "What was it?", "your local model suggested it", "", "coach")
    return replace(value, exchanges=(Exchange(probe=probe),))


def test_what_a_local_model_asked_is_marked_and_not_judged() -> None:
    text = shown(record(with_coach(answer(ANALYSIS))))

    assert "What was it?" in text
    assert "Asked by your local model, so your reply is not judged." in text
    assert "Asked because" not in text
    assert "Your reply was not judged" not in text
