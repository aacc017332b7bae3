"""The two sums behind the strength of a reply."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.probes.reply_inputs import ADMITS, BRINGS, HOLLOW, SUBJECT
from mockint.star.probes.reply_model import reply_model
from mockint.star.types import ReplyStrength

NAMES = (*BRINGS, *HOLLOW, *ADMITS)
ORDER = ("not enough evidence", "partly", "strong")
UNIT = st.floats(0, 1)


def test_every_weight_can_only_help_or_only_hurt() -> None:
    model = reply_model()
    for name, weight in model.brings.weights.items():
        assert weight >= 0 if name in BRINGS else weight <= 0, name
    for name, weight in model.admits.weights.items():
        assert weight >= 0 if name in ADMITS else weight <= 0, name
    for one in (model.brings, model.admits):
        assert list(one.cuts) == sorted(one.cuts)
        assert len(one.cuts) == 2


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, UNIT)), st.sampled_from(BRINGS), UNIT)
def test_more_to_point_at_never_makes_it_less_of_an_answer(
    found: dict[str, float], name: str, more: float
) -> None:
    before = reply_model().strength({**found, SUBJECT: 1.0})
    after = reply_model().strength({**found, SUBJECT: 1.0, name: min(1.0, found[name] + more)})
    if before != "weak":
        assert after != "weak"
        assert ORDER.index(after) >= ORDER.index(before)


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, UNIT)))
def test_none_declines_and_none_is_strong_about_something_else(found: dict[str, float]) -> None:
    strength = reply_model().strength({**found, SUBJECT: 0.0})
    assert strength in get_args(ReplyStrength)
    assert strength not in ("declined", "strong")


@pytest.mark.parametrize("name", BRINGS)
def test_no_one_thing_is_a_strong_reply(name: str) -> None:
    found = {**dict.fromkeys(NAMES, 0.0), SUBJECT: 1.0, name: 1.0}
    assert reply_model().strength(found) == "partly"


@pytest.mark.parametrize("name", ADMITS)
def test_no_one_thing_is_a_weak_reply(name: str) -> None:
    found = {**dict.fromkeys(NAMES, 0.0), SUBJECT: 1.0, name: 1.0}
    assert reply_model().strength(found) != "weak"
