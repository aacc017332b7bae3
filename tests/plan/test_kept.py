"""The file of a plan: what is written comes back, and what is no plan is refused."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.plan.kept import NotAPlan, from_json, to_json
from mockint.plan.types import Kept, LoopResult, Went, Wishes

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


@given(st.builds(Kept, wishes=st.none() | WISHES, results=RESULTS))
def test_what_is_written_comes_back(kept: Kept) -> None:
    assert from_json(json.loads(json.dumps(to_json(kept)))) == kept


WHOLE = to_json(
    Kept(
        Wishes(loop=date(2026, 12, 3), principles=("ownership",), made=date(2026, 11, 30)),
        (LoopResult(loop=date(2026, 1, 5), offer="no", principles=(Went(principle="x", went=3),)),),
    )
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("plan",), []),
        (("plan", "loop"), "soon"),
        (("plan", "principles"), []),
        (("plan", "principles"), "ownership"),
        (("plan", "minutes"), 5),
        (("plan", "minutes"), True),
        (("plan", "days_off"), [7]),
        (("plan", "weights"), {"ownership": -1}),
        (("plan", "weights"), {"ownership": "x"}),
        (("plan", "level"), 3),
        (("loops",), None),
        (("loops", 0, "offer"), "perhaps"),
        (("loops", 0, "principles", 0, "went"), 6),
        (("loops", 0, "principles", 0, "question"), None),
    ],
    ids=str,
)
def test_what_is_no_plan_is_refused(path: tuple[str | int, ...], value: object) -> None:
    broken = json.loads(json.dumps(WHOLE))
    inside = broken
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(NotAPlan):
        from_json(broken)
