"""What the evenings hold: by table for the usual lengths, by property for all of them."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.fortnight import topics
from mockint.history.types import RATINGS, Rating
from mockint.plan.days import evenings
from mockint.plan.schedule import plan
from mockint.plan.standing import assigned
from mockint.plan.steps import MOST_INTERVIEWERS
from mockint.plan.tonight import to_do
from mockint.plan.types import Drilled, Evening, Known, OwnStory, Plan, Telling, Topic, Wishes

TODAY = date(2026, 11, 30)  # a Monday
FIVE = topics()
WELL_KNOWN = OwnStory(
    name="web-hooks", principles=tuple(one.slug for one in FIVE), since=date(2026, 1, 1)
)


def wishes(days: int, of: tuple[Topic, ...] = FIVE, **more: object) -> Wishes:
    made = Wishes(
        loop=TODAY + timedelta(days=days), principles=tuple(one.slug for one in of), made=TODAY
    )
    return replace(made, **more)  # type: ignore[arg-type]


def aims(evening: Evening) -> list[str]:
    return [step.aim for step in evening.steps]


def every(one: Plan) -> tuple[Evening, ...]:
    return (one.tonight, *one.evenings)


def told(question: str, rating: Rating, days_ago: int, *, in_panel: bool = False) -> Telling:
    return Telling(
        day=TODAY - timedelta(days=days_ago),
        question=question,
        principle=question.rpartition("-q")[0],
        rating=rating,
        part="result",
        in_panel=in_panel,
    )


@pytest.mark.parametrize(
    ("days", "tonight", "last", "count"),
    [
        (0, ["warm-up"] * 3, ["warm-up"] * 3, 1),
        (1, ["panel"], ["panel"], 1),
        (2, ["first"] * 5, ["panel"], 2),
        (3, ["story", "story", "first", "first"], ["panel"], 3),
        (7, ["story", "story", "first", "first"], ["panel"], 7),
        (14, ["story", "story", "first", "first"], ["panel"], 14),
        (30, ["story", "story", "first", "first"], ["panel"], 30),
    ],
)
def test_the_usual_lengths(days: int, tonight: list[str], last: list[str], count: int) -> None:
    story = replace(WELL_KNOWN, principles=WELL_KNOWN.principles[:2])
    made = plan(wishes(days), Known(topics=FIVE, stories=(story,)), TODAY)
    assert aims(made.tonight) == tonight
    assert aims(every(made)[-1]) == last
    assert len(every(made)) == count
    assert (made.untold, made.days_left) == ((), days)


def test_a_short_panel_stands_midway_and_none_comes_before_anything_was_told() -> None:
    for days, count in ((3, 0), (7, 1), (14, 2), (30, 5)):
        made = plan(wishes(days), Known(topics=FIVE, stories=(WELL_KNOWN,)), TODAY)
        assert Counter(aim for one in every(made) for aim in aims(one))["mock"] == count, days


@pytest.mark.parametrize(("minutes", "seats"), [(15, 0), (16, 2), (23, 2), (24, 3), (60, 3)])
def test_a_short_panel_has_as_many_interviewers_as_the_minutes_allow(
    minutes: int, seats: int
) -> None:
    asked = tuple(told(one.questions[0], "good", 9) for one in FIVE)
    known = Known(topics=FIVE, stories=(WELL_KNOWN,), tellings=asked)
    steps = plan(wishes(4, minutes=minutes), known, TODAY).tonight.steps
    panels = [step.activity for step in steps if step.aim == "mock"]
    assert sum(len(one.principles) for one in panels) == seats
    assert sum(one.minutes for one in panels) == 8 * seats


def test_a_panel_that_was_missed_comes_the_evening_after() -> None:
    seven = wishes(7, made=TODAY - timedelta(days=7))
    known = Known(
        topics=FIVE,
        stories=(WELL_KNOWN,),
        tellings=tuple(told(one.questions[0], "good", 2) for one in FIVE),
    )
    third = TODAY + timedelta(days=3)
    assert "mock" in aims(plan(seven, known, third).tonight)
    after = plan(seven, known, third + timedelta(days=1))
    assert "mock" in aims(after.tonight)
    held = replace(
        known, tellings=(*known.tellings, told("ownership-q1", "good", -3, in_panel=True))
    )
    assert "mock" not in aims(plan(seven, held, third + timedelta(days=1)).tonight)


def test_what_went_badly_comes_again_the_next_evening_with_a_drill_before_it() -> None:
    known = Known(
        topics=FIVE,
        stories=(WELL_KNOWN,),
        tellings=(told("ownership-q0", "hard", 1), told("dive-deep-q0", "good", 1)),
    )
    made = plan(wishes(7), known, TODAY)
    first = [(step.aim, step.activity.question) for step in made.tonight.steps[:2]]
    assert first == [("drill", "ownership-q0"), ("again", "ownership-q0")]
    assert made.tonight.steps[0].activity.part == "result"
    questions = [step.activity.question for step in made.tonight.steps]
    assert "dive-deep-q0" not in questions


def test_nobody_tells_one_question_on_three_evenings_in_a_row() -> None:
    known = Known(
        topics=FIVE[:1],
        tellings=(told("ownership-q0", "again", 2), told("ownership-q0", "again", 1)),
    )
    made = plan(wishes(7, FIVE[:1]), known, TODAY)
    rounds = [step.activity.question for step in made.tonight.steps if step.aim != "drill"]
    assert rounds
    assert "ownership-q0" not in rounds
    assert "ownership-q0" in [step.activity.question for step in made.evenings[0].steps]


def test_tonight_stays_as_it_is_while_it_is_done() -> None:
    known = Known(topics=FIVE, stories=(WELL_KNOWN,))
    made = plan(wishes(7), known, TODAY)
    before = [step.activity for step in made.tonight.steps]
    for number, step in enumerate(made.tonight.steps, 1):
        assert to_do(made) == step.activity
        answer = replace(told(step.activity.question or "", "hard", 0))
        known = replace(known, tellings=(*known.tellings, answer))
        made = plan(wishes(7), known, TODAY)
        assert [step.activity for step in made.tonight.steps] == before
        assert sum(step.done for step in made.tonight.steps) == number
    extra = to_do(made)
    assert extra.is_extra
    assert "Tonight's plan is done." in extra.why
    assert "again" in aims(made.evenings[0])


def test_another_question_or_drill_for_the_same_will_do() -> None:
    known = Known(topics=FIVE, stories=(WELL_KNOWN,), tellings=(told("ownership-q0", "hard", 1),))
    other = replace(
        known,
        tellings=(*known.tellings, told("ownership-q4", "good", 0)),
        drilled=(Drilled(TODAY, "web-hooks"),),
    )
    done = {step.aim: step.done for step in plan(wishes(7), other, TODAY).tonight.steps}
    assert done["drill"]
    assert done["again"]
    assert not done["first"]


def test_a_new_story_is_done_once_it_is_written_or_the_question_was_answered() -> None:
    bare = Known(topics=FIVE)
    made = plan(wishes(7), bare, TODAY)
    assert made.gaps == tuple(one.slug for one in FIVE)
    step = made.tonight.steps[0]
    assert (step.aim, step.activity.story) == ("story", "ownership-1")
    story = OwnStory(name="ownership-1", principles=("ownership",), since=TODAY)
    for known in (
        replace(bare, stories=(story,)),
        replace(bare, tellings=(told("ownership-q2", "good", 0),)),
    ):
        assert plan(wishes(7), known, TODAY).tonight.steps[0].done
    assert plan(wishes(7), replace(bare, stories=(story,)), TODAY).gaps == made.gaps[1:]


def test_what_cannot_fit_is_said_and_the_weightiest_stays() -> None:
    many = topics(tuple(f"P{chr(97 + at)}" for at in range(16)))
    heavy = wishes(2, many, minutes=20, weights={"pp": 3.0, "pa": 0.0})
    made = plan(heavy, Known(topics=many), TODAY)
    asked = {step.principle for step in made.tonight.steps}
    assert "pp" in asked
    assert "pa" in made.untold
    assert len(made.untold) == 16 - len(asked) - len(made.evenings[0].steps[0].activity.principles)
    assert not set(made.untold) & set(made.without_story)


def test_weights_raise_how_often_a_principle_is_asked() -> None:
    def times(weights: dict[str, float]) -> Counter[str]:
        known = Known(topics=FIVE, stories=(WELL_KNOWN,))
        made = plan(wishes(14, weights=weights), known, TODAY)
        return Counter(step.principle for one in every(made) for step in one.steps)

    assert times({"earn-trust": 4.0})["earn-trust"] > times({})["earn-trust"]


def test_missed_evenings_are_counted_back_to_the_last_one_with_practice() -> None:
    early = wishes(10, made=TODAY - timedelta(days=9))
    known = Known(topics=FIVE, stories=(WELL_KNOWN,), tellings=(told("ownership-q0", "good", 4),))
    assert plan(early, known, TODAY).missed == 3
    off = replace(early, days_off=(5, 6))  # Friday is left of Friday to Sunday
    assert plan(off, known, TODAY).missed == 1
    assert plan(wishes(10), known, TODAY).missed == 0
    assert plan(early, Known(topics=FIVE), TODAY).missed == 9


def test_far_away_the_schedule_s_own_dates_hold_and_near_they_do_not() -> None:
    first, second = FIVE[0].questions[:2]
    known = Known(
        topics=(replace(FIVE[0], questions=(first, second)),),
        stories=(WELL_KNOWN,),
        tellings=(told(first, "good", 6), told(second, "good", 5)),
        due={first: TODAY + timedelta(days=20), second: TODAY},
    )

    def tonight(days: int) -> str | None:
        return plan(wishes(days, FIVE[:1]), known, TODAY).tonight.steps[0].activity.question

    assert (tonight(40), tonight(10)) == (second, first)


def test_nobody_is_told_that_a_weak_answer_went_well() -> None:
    first = FIVE[0].questions[0]
    known = Known(
        topics=(replace(FIVE[0], questions=(first,)),),
        stories=(WELL_KNOWN,),
        tellings=(told(first, "hard", 4),),
        due={first: TODAY + timedelta(days=9)},
    )
    steps = plan(wishes(40, FIVE[:1]), known, TODAY).tonight.steps
    assert [step.aim for step in steps] == ["drill", "again"]


def test_each_principle_gets_a_story_of_its_own_where_there_are_enough() -> None:
    def story(name: str, *of: int) -> OwnStory:
        principles = tuple(FIVE[at].slug for at in of)
        return OwnStory(name=name, principles=principles, since=date(2026, 1, 1))

    stories = (story("audit", 0, 1, 2), story("move", 0, 1), story("night", 0), story("rest"))
    assert assigned(FIVE, stories) == {
        FIVE[2].slug: "audit",
        FIVE[1].slug: "move",
        FIVE[0].slug: "night",
    }
    made = plan(wishes(7), Known(topics=FIVE, stories=stories), TODAY)
    told = {step.principle: step.activity.story for step in made.tonight.steps}
    assert told[FIVE[0].slug] == "night"


def test_a_new_story_gets_a_name_that_is_free() -> None:
    taken = Known(topics=FIVE, other_stories=("ownership-1",))
    story = plan(wishes(7), taken, TODAY).tonight.steps[0].activity
    assert (story.story, story.command) == (
        "ownership-2",
        "mockint story add ownership-2 --principle ownership",
    )


def test_a_day_off_is_free_and_the_evening_before_the_loop_never_is() -> None:
    mondays = wishes(7, days_off=(0,))
    made = plan(mondays, Known(topics=FIVE), TODAY)
    assert made.tonight.steps == ()
    assert "Tonight is free" in to_do(made).why
    only = wishes(1, days_off=(0,))
    assert aims(plan(only, Known(topics=FIVE), TODAY).tonight) == ["panel"]


def test_after_the_loop_there_is_nothing() -> None:
    made = plan(wishes(-3), Known(topics=FIVE), TODAY)
    assert made.tonight.steps == ()
    assert made.evenings == ()
    assert made.days_left == -3


# ---------------------------------------------------------------- for all of them

MANY = topics(tuple(f"P{chr(97 + at)}" for at in range(12)))
SLUGS = [one.slug for one in MANY]
TELLINGS = st.lists(
    st.builds(
        told,
        st.sampled_from([question for one in MANY for question in one.questions]),
        st.sampled_from(RATINGS),
        st.integers(0, 20),
    ),
    max_size=25,
).map(lambda those: tuple(sorted(those, key=lambda one: one.day)))
STORIES = st.lists(
    st.builds(
        OwnStory,
        name=st.sampled_from(["web-hooks", "audit", "move"]),
        principles=st.lists(st.sampled_from(SLUGS), unique=True, max_size=4).map(tuple),
        since=st.integers(0, 30).map(lambda ago: TODAY - timedelta(days=ago)),
    ),
    unique_by=lambda one: one.name,
    max_size=3,
).map(tuple)
KNOWN = st.builds(
    Known,
    topics=st.integers(1, len(MANY)).map(lambda count: MANY[:count]),
    stories=STORIES,
    tellings=TELLINGS,
    due=st.dictionaries(
        st.sampled_from([one.questions[0] for one in MANY]),
        st.integers(-5, 30).map(lambda days: TODAY + timedelta(days=days)),
    ),
)
WISHES = st.builds(
    wishes,
    st.integers(0, 45),
    minutes=st.integers(10, 240),
    days_off=st.sets(st.integers(0, 6), max_size=6).map(lambda those: tuple(sorted(those))),
    weights=st.dictionaries(st.sampled_from(SLUGS), st.floats(0.0, 5.0)),
    made=st.integers(0, 20).map(lambda ago: TODAY - timedelta(days=ago)),
)


@settings(max_examples=60, deadline=None)
@given(WISHES, KNOWN)
def test_what_is_true_of_every_plan(wished: Wishes, known: Known) -> None:
    made = plan(wished, known, TODAY)
    assert made == plan(wished, known, TODAY)
    days = [one.day for one in made.evenings]
    assert days == [day for day in evenings(wished, TODAY) if day > TODAY]
    assert all(TODAY < day < wished.loop for day in days)
    for one in every(made):
        assert one.minutes <= max(wished.minutes, 9), "the warm-up has nine minutes"
        rounds = [step.activity.question for step in one.steps if step.activity.kind == "round"]
        assert len(rounds) == len(set(rounds)), "no question twice in an evening"
    if wished.loop > TODAY and (made.evenings or made.tonight.steps):
        assert aims(every(made)[-1]) == ["panel"]
        assert sum(aim == "panel" for one in every(made) for aim in aims(one)) == 1
    left = {one.principle for one in known.tellings if one.day < TODAY}
    for one in every(made):
        for step in one.steps:
            left |= {step.principle, *step.activity.principles}
    if wished.loop > TODAY:
        every_one = {one.slug for one in known.topics}
        assert set(made.untold) <= every_one - left | {
            step.principle for step in made.tonight.steps if step.aim == "story"
        }


@example(wishes(9, minutes=12, days_off=(), weights={}, made=TODAY), Known(topics=MANY[:9]))
@settings(max_examples=50, deadline=None)
@given(WISHES, KNOWN)
def test_everything_is_asked_where_the_evenings_suffice(wished: Wishes, known: Known) -> None:
    dates = evenings(wished, TODAY)
    asked = {one.principle for one in known.tellings if one.day <= TODAY}
    to_ask = len({one.slug for one in known.topics} - asked)
    seats = max(1, min(MOST_INTERVIEWERS, wished.minutes // 5))
    room = sum(day > TODAY for day in dates[:-1]) * (wished.minutes // 8) + seats
    made = plan(wished, known, TODAY)
    if wished.loop > TODAY and to_ask <= room:
        assert made.untold == ()


@settings(max_examples=40, deadline=None)
@given(WISHES, KNOWN)
def test_no_question_comes_on_three_days_in_a_row(wished: Wishes, known: Known) -> None:
    made = plan(wished, known, TODAY)
    on: dict[str, set[date]] = {}
    for one in known.tellings:
        if one.day < TODAY:
            on.setdefault(one.question, set()).add(one.day)
    for evening in every(made):
        for step in evening.steps:
            if step.activity.kind == "round" and step.activity.question:
                days = on.setdefault(step.activity.question, set())
                days.add(evening.day)
                run = {evening.day - timedelta(days=1), evening.day - timedelta(days=2)}
                assert not run <= days
