"""The present: what tabs are sent, who holds the keys, and what waits for an answer."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import Loudness
from mockint.commands.values.evening import ENTER, Offer, Offers
from mockint.domain import SEGMENTS
from mockint.errors import UsageError
from mockint.events import (
    AnswerSoFar,
    Asking,
    Exercise,
    KeyHint,
    KeyPressed,
    KeysNow,
    Listening,
    Notice,
    RoundBegan,
    TakeProgress,
    Typing,
)
from mockint.transcribe.types import Word
from mockint.web.front import PageFront
from mockint.web.live import Holders, Live, Now, difference
from mockint.web.live_json import as_json
from mockint.web.sitting import AlreadyBusy, Sitting
from mockint.web.stage import Answers
from tests.support.amazon import SENIOR
from tests.support.past_rounds import SLUG, library

FIELDS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3))


@given(FIELDS, FIELDS)
def test_what_changed_brings_a_tab_up_to_date(
    before: dict[str, int], after: dict[str, int]
) -> None:
    after = {**dict.fromkeys(before, 0), **after}  # no field ever goes
    assert {**before, **difference(before, after)} == after


@given(st.lists(st.tuples(st.sampled_from(["join", "leave", "take"]), st.integers(1, 4))))
def test_at_most_one_tab_holds_the_keys_and_one_does_where_there_is_one(
    steps: list[tuple[str, int]],
) -> None:
    holders, there = Holders(), set()
    for step, tab in steps:
        if step == "join" and tab not in there:
            holders.join(tab)
            there.add(tab)
        elif step == "leave":
            holders.leave(tab)
            there.discard(tab)
        elif step == "take":
            holders.take(tab)
        assert [tab for tab in range(5) if holders.holds(tab)] == [
            tab for tab in there if holders.holds(tab)
        ]
        assert sum(holders.holds(tab) for tab in there) == min(1, len(there))
        if step == "take" and tab in there:
            assert holders.holds(tab)


def test_a_round_as_a_tab_sees_it() -> None:
    live = Live()
    front = PageFront(live, Answers())
    screen = front.screen()
    began = RoundBegan(level=SENIOR, engine="e", voice="v", microphone="m", questions=2, probes=1)
    screen.show(began)
    question = library().questions[SLUG]
    screen.show(Asking(question.ask, 1))
    screen.show(Listening(question, SENIOR))
    screen.show(
        TakeProgress(Loudness(elapsed_s=61.26, rms_dbfs=-33.0, peak_dbfs=-20), False, began_s=1.0)
    )
    words = (Word("I", 1.0, 1.1, 0.9), Word("noticed", 1.1, 1.5, 0.9))
    seconds = tuple((one, 12.7 if one == "situation" else 0.0) for one in SEGMENTS)
    screen.show(AnswerSoFar(words, 1.1, seconds, "situation", 0.4))
    screen.show(Notice("<b>A line</b>"))
    shown = as_json(live.now, holds_keys=True)
    assert shown["phase"] == "listening"
    assert shown["question"] == question.ask
    assert shown["loudness"] == 0.5
    assert shown["clock"] == 60.3
    assert shown["allowed"] == [SENIOR.budget.min_s, SENIOR.budget.max_s]
    assert shown["words"] == [["I", False], ["noticed", True]]
    assert shown["parts"][0] == {
        "part": "situation", "seconds": 12, "target": 30.0, "now": True, "over": False,
    }  # fmt: skip
    assert ["notice", "<b>A line</b>"] in shown["notes"]
    screen.show(Asking("And then?", 1, probe=1))
    after = as_json(live.now, holds_keys=True)
    assert after["allowed"] is None
    assert after["parts"] == []
    assert after["words"] == []


def waits_for_a_dialog(live: Live, after: int = 0) -> int:
    for _ in range(1000):
        dialog = live.now.dialog
        if dialog is not None and dialog.number > after:
            return dialog.number
        threading.Event().wait(0.01)
    raise AssertionError("no dialog came")


def test_a_question_waits_for_its_own_answer() -> None:
    sitting = Sitting(Live())
    answered: list[object] = []

    def run(front: PageFront) -> str:
        answered.append(front.confirm("Sure?"))
        answered.append(front.ask("Name?", default="last"))
        answered.append(front.edit("old", suffix=".txt", keep=None))  # type: ignore[arg-type]
        return "/rounds"

    sitting.begin("Asking", run)
    with pytest.raises(AlreadyBusy):
        sitting.begin("Another", run)
    number = 0
    for value in ("yes", "", "new"):
        number = waits_for_a_dialog(sitting.live, after=number)
        sitting.answers.give(number + 7, "another question's")
        sitting.answers.give(number, value)
    sitting.wait()
    assert answered == [True, "last", "new"]
    assert sitting.live.now == Now(place="/rounds")


OFFERS = Offers(
    (
        Offer(ENTER, "again", "try again"),
        Offer("o", "page", "open the page"),
        Offer("q", "stop", "stop"),
    )
)


def test_what_comes_next_is_offered_where_the_debrief_is() -> None:
    sitting = Sitting(Live())
    chosen: list[str] = []

    def run(front: PageFront) -> str:
        front.show("a value without a page")
        chosen.append(front.choose(OFFERS))
        chosen.append(front.choose(OFFERS))
        return front.place

    sitting.begin("Trying", run)
    first = waits_for_a_dialog(sitting.live)
    now = sitting.live.now
    assert now.place == "/shown"
    assert now.dialog is not None
    assert [key for key, _what in now.dialog.options] == [ENTER, "q"], "it is on the page already"
    assert sitting.front.shown == ["a value without a page"]
    sitting.answers.give(first, ENTER)
    second = waits_for_a_dialog(sitting.live, after=first)
    assert sitting.front.shown == [], "something new has begun"
    sitting.answers.give(second, "q")
    sitting.wait()
    assert chosen == [ENTER, "q"]


def test_what_only_waits_for_a_choice_makes_room() -> None:
    sitting = Sitting(Live())
    chosen: list[str] = []

    def run(front: PageFront) -> str:
        chosen.append(front.choose(OFFERS))
        return front.place

    sitting.begin("Trying", run)
    waits_for_a_dialog(sitting.live)
    sitting.begin("Another", lambda _front: "/rounds")
    sitting.wait()
    assert chosen == [""], "nothing was chosen of what was offered"
    assert sitting.live.now.place == "/rounds"


def test_what_is_practiced_is_told_to_a_tab() -> None:
    live = Live()
    front = PageFront(live, Answers())
    screen = front.screen()
    question = library().questions[SLUG]
    screen.show(Asking("Again.", 1, label="Try 2 of 3", about=question.ask))
    exercise = Exercise("Result", 17.0, 20.0, ask="Tell only the result.")
    screen.show(Listening(question, SENIOR, exercise=exercise))
    screen.show(Notice("1  Scenario", is_key=True))
    screen.show(KeysNow((KeyHint("ab12", "answer", ("One.", "Two.")),)))
    shown = as_json(live.now, holds_keys=True)
    assert shown["about"] == question.ask
    assert shown["exercise"] == {
        "name": "Result", "part": "result", "target": 17.0, "ask": "Tell only the result.",
    }  # fmt: skip
    assert shown["keys"] == [["ab12", "answer", ["One.", "Two."]]]
    assert shown["notes"] == [], "a button says it"
    screen.show(Typing("What is wrong? ", "so far"))
    shown = as_json(live.now, holds_keys=True)
    assert (shown["typing"], shown["waitsFor"]) == ("What is wrong? ", "")


def test_what_plays_ends_by_any_key() -> None:
    front = PageFront(Live(), Answers())
    with front.stoppable() as stop:
        assert as_json(front.live.now, holds_keys=True)["playing"]
        front.keys.press(KeyPressed("done", ENTER))
        assert stop.is_set()
    assert not as_json(front.live.now, holds_keys=True)["playing"]


def test_what_fails_says_so_and_the_next_can_begin() -> None:
    sitting = Sitting(Live())

    def fail(_front: PageFront) -> str:
        raise UsageError("there is no such round", next_step="mockint history")

    sitting.begin("Failing", fail)
    sitting.wait()
    assert "no such round" in sitting.live.now.error
    assert sitting.live.now.title == ""
    sitting.begin("Next", lambda _front: "/")
    sitting.wait()
    assert sitting.live.now.error == ""


def test_ending_presses_its_key_and_closes_its_question() -> None:
    sitting = Sitting(Live())
    pressed: list[KeyPressed] = []

    def run(front: PageFront) -> str:
        front.keys.start(pressed.append)
        front.confirm("Go on?", default=False)
        return "/"

    sitting.begin("Waiting", run)
    waits_for_a_dialog(sitting.live)
    sitting.stop()
    assert not sitting.busy
    assert pressed == [KeyPressed("quit")]
