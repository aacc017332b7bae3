"""Forms of one word that are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.stems import root


@pytest.mark.parametrize(
    "forms",
    [
        "prioritise prioritizes prioritizing prioritized",
        "plan plans planned planning",
        "delivery deliveries",
        "deliver delivers delivering",
        "take takes taking",
        "study studies studied",
        "analyze analyses analysed",
        "process processes processing",
        "ship shipped shipping",
        "customer customers customer's",
        "manage managed managing",
    ],
)
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["deliver delivery", "own owner", "use user", "cost coast"])
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert root(one) != root(other)


@given(st.text(alphabet="abceginlprsty'", min_size=1, max_size=12))
def test_a_root_is_not_empty_and_no_longer_than_its_word(word: str) -> None:
    assert len(root(word)) <= len(word)
    assert root(word) or word in ("'s",)
