"""What each signal tends to sound like: the patterns of ``patterns.toml``, compiled once.

A pattern is one feature of the learned ear, and where it matches, a candidate for the quote.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from mockint.questions.base import SignalName

PATTERNS_FILE = "patterns.toml"


@cache
def sources() -> Mapping[SignalName, tuple[str, ...]]:
    """The patterns as they are written, word lists filled in."""
    kept = tomllib.loads(files("mockint.star").joinpath(PATTERNS_FILE).read_text(encoding="utf-8"))
    return {
        name: tuple(_filled(p, kept["words"]) for p in ps) for name, ps in kept["signals"].items()
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for name, listed in words.items():
        pattern = pattern.replace("{" + name + "}", listed)
    return pattern


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
