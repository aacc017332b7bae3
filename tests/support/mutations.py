"""A valid JSON or TOML value with one thing or a few in it that are not."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

NESTED: Any = 0
for _ in range(60):
    NESTED = [NESTED]

WRONG: tuple[Any, ...] = (
    *(None, True, 0, -1, 0.5, 1e9, 10**30, float("nan"), float("inf")),
    *("", "nobody", "..", "a" * 20_000, "\x1b]0;title\x07 \u202e", "\ud800", "2026-11-21"),
    *([], {}, [None], [[0, "a"]], {"a": {}}, NESTED),
)
"""Of every kind, in the place of something else."""


def places(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to everything inside ``value``."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [way for step, one in inside for way in ((*at, step), *places(one, (*at, step)))]


@st.composite
def mutated(draw: st.DrawFn, value: Any, wrong: tuple[Any, ...] = WRONG) -> Any:
    """``value`` with one to three of its fields dropped, doubled, or of another kind."""
    made = deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        there = places(made)
        if not there:
            break
        way = draw(st.sampled_from(there))
        outer = made
        for step in way[:-1]:
            outer = outer[step]
        how = draw(st.sampled_from(["drop", "double", "replace", "replace", "replace"]))
        if how == "drop":
            del outer[way[-1]]
        elif how == "double" and isinstance(outer, list):
            outer.insert(way[-1], deepcopy(outer[way[-1]]))
        else:
            outer[way[-1]] = deepcopy(draw(st.sampled_from(wrong)))
    return made
