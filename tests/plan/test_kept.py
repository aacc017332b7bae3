"""The files of plan and notes: what is written comes back, and what is neither is refused."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.plan.kept import (
    NotAPlan,
    notes_from_json,
    notes_to_json,
    wishes_from_json,
    wishes_to_json,
)
from mockint.plan.types import LoopResult, Went, Wishes

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SLUGS = st.text("abcdefgh-", min_size=1, max_size=12)
WISHES = st.builds(
    Wishes,
    loop=DAYS,
    principles=st.lists(SLUGS, min_size=1, unique=True, max_size=5).map(tuple),
    made=DAYS,
    minutes=st.integers(10, 240),
    stories=st.lists(SLUGS, max_size=3).map(tuple),
    days_off=st.lists(st.integers(0, 6), unique=True, max_size=6).map(tuple),
    weights=st.dictionaries(SLUGS, st.floats(0.0, 9.0)),
    pack=SLUGS,
    level=st.none() | SLUGS,
)
WENT = st.builds(Went, principle=SLUGS, went=st.integers(1, 5), question=st.text(max_size=30))
RESULTS = st.lists(
    st.builds(
        LoopResult,
        loop=DAYS,
        offer=st.sampled_from(["yes", "no", "waiting"]),
        principles=st.lists(WENT, max_size=3).map(tuple),
    ),
    max_size=3,
    unique_by=lambda one: one.loop,
).map(lambda those: tuple(sorted(those, key=lambda one: one.loop)))


@given(WISHES, RESULTS)
def test_what_is_written_comes_back(wishes: Wishes, results: tuple[LoopResult, ...]) -> None:
    assert wishes_from_json(json.loads(json.dumps(wishes_to_json(wishes)))) == wishes
    assert notes_from_json(json.loads(json.dumps(notes_to_json(results)))) == results


WHOLE = {
    "plan": wishes_to_json(
        Wishes(loop=date(2026, 12, 3), principles=("ownership",), made=date(2026, 11, 30))
    ),
    "loops": notes_to_json(
        (LoopResult(loop=date(2026, 1, 5), offer="no", principles=(Went(principle="x", went=3),)),)
    ),
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("plan", "format"), 2),
        (("loops", "format"), None),
        (("plan",), []),
        (("loops",), "x"),
        (("plan", "plan"), []),
        (("plan", "plan", "loop"), "soon"),
        (("plan", "plan", "principles"), []),
        (("plan", "plan", "principles"), "ownership"),
        (("plan", "plan", "minutes"), 5),
        (("plan", "plan", "minutes"), True),
        (("plan", "plan", "days_off"), [7]),
        (("plan", "plan", "weights"), {"ownership": -1}),
        (("plan", "plan", "weights"), {"ownership": "x"}),
        (("plan", "plan", "level"), 3),
        (("loops", "loops"), None),
        (("loops", "loops", 0, "offer"), "perhaps"),
        (("loops", "loops", 0, "principles", 0, "went"), 6),
        (("loops", "loops", 0, "principles", 0, "question"), None),
    ],
    ids=str,
)
def test_what_is_no_plan_is_refused(path: tuple[str | int, ...], value: object) -> None:
    broken = json.loads(json.dumps(WHOLE))
    inside = broken
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    read = {"plan": wishes_from_json, "loops": notes_from_json}[str(path[0])]
    with pytest.raises(NotAPlan):
        read(broken[path[0]])
