"""Something that a button begins, and what its form says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mockint.web.front import NOW, PageFront

Given = Mapping[str, str]
"""The fields of a form, none of them empty."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that can be begun."""

    title: str
    run: Callable[[Given, PageFront], str]
    """Returns the address of the page to read next."""
    place: str = NOW
    """The page where it is shown while it goes on."""


def named(given: Given) -> str:
    """The question or the story that is practiced."""
    return given.get("about") or given.get("question") or given.get("story") or ""
