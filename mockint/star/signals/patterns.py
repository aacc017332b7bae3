"""What each signal tends to sound like: the patterns of ``patterns.toml``, compiled once.

A pattern is one feature of the learned ear, and where it matches, a candidate for the quote.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from mockint.domain import SignalName

PATTERNS_FILE = "patterns.toml"


@cache
def kept() -> Mapping[str, Mapping[str, Any]]:
    """The file as it is written: ``words``, the lists, and ``signals``, the patterns."""
    return tomllib.loads(
        files("mockint.star.signals").joinpath(PATTERNS_FILE).read_text(encoding="utf-8")
    )


def filled(written: Mapping[str, Mapping[str, Any]]) -> Mapping[SignalName, tuple[str, ...]]:
    """Each signal's patterns with the word lists in their places."""
    return {
        cast(SignalName, name): tuple(_filled(pattern, written["words"]) for pattern in patterns)
        for name, patterns in written["signals"].items()
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for name, listed in words.items():
        pattern = pattern.replace("{" + name + "}", listed)
    return pattern


@cache
def sources() -> Mapping[SignalName, tuple[str, ...]]:
    """The patterns that come with the program."""
    return filled(kept())


@cache
def named(words: str) -> re.Pattern[str]:
    """A word list of the file, as whole words."""
    return re.compile(rf"\b{kept()['words'][words]}\b")


@cache
def patterns(name: SignalName) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one signal."""
    return tuple(re.compile(source) for source in sources()[name])


@cache
def every_pattern() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """All patterns with a name for each, in a fixed order."""
    return tuple(
        (f"pattern:{name}.{index}", pattern)
        for name in sources()
        for index, pattern in enumerate(patterns(name))
    )
