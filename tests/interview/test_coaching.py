"""A coach in a round: used where it comes in time, waited for by nobody, counted for nothing."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from mockint.events import Asking, Notice, Outward
from mockint.history.record_json import round_record
from mockint.record import RoundRecord
from mockint.star.types import Analysis, NextTake
from tests.support.round_stations import LONG_S, QUESTIONS, Table, analysis

ASK = "What did you decide first?"
SENTENCE, BETTER = "So I decide it um", "I decided it."


@dataclass
class Coach:
    """Says what it is told to, once ``may`` is set."""

    ask: str | None = ASK
    better: str | None = BETTER
    notice: str = ""
    may: threading.Event = field(default_factory=threading.Event)
    said: threading.Event = field(default_factory=threading.Event)
    """It has answered the question for a follow-up."""
    asked: list[tuple[str, str, Sequence[str]]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.may.set()

    def warm(self) -> None:
        """Nothing to load."""

    def follow_up(self, question: str, answer: str, asked: Sequence[str]) -> str | None:
        self.asked.append((question, answer, tuple(asked)))
        self.may.wait(LONG_S)
        self.said.set()
        return self.ask

    def rewrite(self, sentence: str) -> str | None:
        self.sentences.append(sentence)
        return self.better


def with_sentence(value: Analysis) -> Analysis:
    return replace(value, next=NextTake("Say more.", None, SENTENCE, 0.0, f"{SENTENCE} ___"))


def table_with(folder: Path, coach: Coach) -> Table:
    """A round in which the coach has answered before the first follow-up is spoken."""
    table = Table(folder)
    table.coach = coach
    table.analyses = [with_sentence(analysis("impact", "trade_offs", "scope"))]

    def wait_for_it(event: Outward) -> None:
        if isinstance(event, Asking) and event.probe == 1 and coach.may.is_set():
            assert coach.said.wait(LONG_S)

    table.screen.before = wait_for_it
    return table


def asks(record: RoundRecord) -> list[tuple[str, str]]:
    [answer] = record.answers
    return [(one.probe.ask, one.probe.by) for one in answer.exchanges]


def test_its_question_takes_the_place_of_the_last_follow_up(tmp_path: Path) -> None:
    coach = Coach()
    table = table_with(tmp_path, coach)
    record = table.hold()

    assert asks(record) == [("And impact?", "mockint"), (ASK, "coach")]
    [(question, told, asked)] = coach.asked
    assert (question, told) == (QUESTIONS[0].ask, "I decided1")
    assert asked == (QUESTIONS[0].ask, "And impact?", "And trade_offs?")
    assert [one.by for one in table.shown(Asking)] == ["mockint", "mockint", "coach"]
    assert ASK in table.voice.prepared, "the voice is ready for it"


def test_the_reply_to_it_is_kept_and_counts_for_nothing(tmp_path: Path) -> None:
    table = table_with(tmp_path, Coach())
    table.strengths = ["strong", "weak"]  # a weak reply to one of ours gets one question more
    [answer] = table.hold().answers

    own, other = answer.exchanges
    assert other.transcript is not None
    assert other.recording is not None
    assert other.wait is not None
    assert other.finding is None
    assert other.drill is None
    assert answer.reply_findings == (own.finding,)


def test_its_sentence_stands_beside_ours(tmp_path: Path) -> None:
    coach = Coach()
    [answer] = table_with(tmp_path, coach).hold().answers

    assert coach.sentences == [SENTENCE]
    assert answer.analysis is not None
    assert answer.analysis.next is not None
    assert answer.analysis.next.coach == BETTER
    assert answer.analysis.next.rewritten == f"{SENTENCE} ___"


def without_coach(folder: Path) -> RoundRecord:
    table = Table(folder)
    table.analyses = [with_sentence(analysis("impact", "trade_offs", "scope"))]
    return table.hold()


def plain(record: RoundRecord) -> dict[str, object]:
    value = round_record(record)
    for answer in value["answers"]:
        for one in (answer, *answer["probes"]):
            one["wait"] = None
    return value


def test_one_that_says_nothing_changes_nothing(tmp_path: Path) -> None:
    coach = Coach(ask=None, better=None)
    assert plain(table_with(tmp_path, coach).hold()) == plain(without_coach(tmp_path))


def test_one_that_never_answers_is_not_waited_for(tmp_path: Path) -> None:
    coach = Coach()
    coach.may.clear()
    try:
        assert plain(table_with(tmp_path, coach).hold()) == plain(without_coach(tmp_path))
    finally:
        coach.may.set()


def test_what_comes_after_the_choice_is_not_used(tmp_path: Path) -> None:
    """The voice is ready for another question by then."""
    coach = Coach()
    coach.may.clear()
    table = table_with(tmp_path, coach)

    def let_it_answer(event: Outward) -> None:
        if isinstance(event, Asking) and event.probe == 2:
            coach.may.set()
            assert coach.said.wait(LONG_S)

    table.screen.before = let_it_answer
    assert asks(table.hold()) == [("And impact?", "mockint"), ("And trade_offs?", "mockint")]


@pytest.mark.parametrize("probes", [0, 1])
def test_it_does_not_ask_where_only_ours_fit(tmp_path: Path, probes: int) -> None:
    coach = Coach()
    table = Table(tmp_path)
    table.coach = coach
    table.probes = probes
    record = table.hold()

    assert not coach.asked
    assert all(by == "mockint" for _, by in asks(record))


def test_it_does_not_ask_where_ours_comes_from_the_answer(tmp_path: Path) -> None:
    coach = Coach()
    table = Table(tmp_path)
    table.coach = coach
    value = analysis("impact", "trade_offs")
    first, second = value.probes
    table.analyses = [replace(value, probes=(first, replace(second, quote="I decided")))]

    assert all(by == "mockint" for _, by in asks(table.hold()))
    assert not coach.asked


def test_it_asks_once_a_round(tmp_path: Path) -> None:
    coach = Coach()
    table = table_with(tmp_path, coach)
    table.questions = QUESTIONS[:2]
    table.analyses = [
        analysis("impact", "trade_offs", "scope"),
        analysis("trade_offs", "scope", "motivation"),
    ]
    record = table.hold()

    by = [[one.probe.by for one in answer.exchanges] for answer in record.answers]
    assert by == [["mockint", "coach"], ["mockint", "mockint"]]
    assert len(coach.asked) == 1
    # Its question was not about the theme in whose place it stood, so that may be asked yet.
    assert record.answers[1].exchanges[0].probe.theme == "trade_offs"


def test_that_words_leave_is_said_and_kept(tmp_path: Path) -> None:
    notice = "Your words leave this machine: http://big gets what you say."
    table = table_with(tmp_path, Coach(notice=notice))
    record = table.hold()

    assert Notice(notice) in table.screen.events
    assert notice in record.notices


def test_the_round_keeps_who_asked(tmp_path: Path) -> None:
    [answer] = round_record(table_with(tmp_path, Coach()).hold())["answers"]

    assert [one.get("by") for one in answer["probes"]] == [None, "coach"]
    assert answer["analysis"]["next"]["coach"] == BETTER
