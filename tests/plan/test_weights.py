"""The weights of a plan from the shares of a job posting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.plan.weights import weights

SLUGS = ("a", "b", "c", "d")
SHARES = st.dictionaries(st.sampled_from((*SLUGS, "other")), st.floats(0.01, 1.0))


@pytest.mark.parametrize(
    ("shares", "made"),
    [
        ({"a": 0.5, "b": 0.5}, {"a": 1.0, "b": 1.0}),
        ({"a": 0.3}, {"a": 1.5, "b": 0.5}),
        ({"a": 0.3, "b": 0.1, "other": 0.6}, {"a": 1.25, "b": 0.75}),
        ({"other": 1.0}, {}),
        ({}, {}),
    ],
)
def test_halfway_to_the_posting(shares: dict[str, float], made: dict[str, float]) -> None:
    assert weights(shares, ("a", "b")) == made


@given(SHARES)
def test_they_are_one_on_average_in_the_posting_s_order_and_nothing_is_left_out(
    shares: dict[str, float],
) -> None:
    made = weights(shares, SLUGS)
    if made:
        assert sum(made.values()) == pytest.approx(len(SLUGS), abs=0.01)
        assert min(made.values()) >= 0.5
    for one in made:
        for other in made:
            if shares.get(one, 0.0) > shares.get(other, 0.0):
                assert made[one] >= made[other]
