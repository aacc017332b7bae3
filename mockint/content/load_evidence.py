"""Reads and checks what speaks for and against a principle: the items, and their patterns.

A pattern is a regular expression over read words (``text/reading.py``): lower case, no punctuation,
contractions spelt out, each figure "0". ``{NAME}`` in it is one of the phrases that
``content/speech/evidence.toml`` keeps for all packs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mockint.content import checks
from mockint.content.documents import Document, Steps, nearest_hint, validated
from mockint.content.evidence import EvidenceItem, FromFile, Heard

EVIDENCE_FILE = "evidence.toml"
LONGEST_REPEAT = 20
"""Words that a pattern may pass over in one place."""

_NAME = re.compile(r"\{([A-Z][A-Z_]*)\}")
_STANDS_FOR_A_PHRASE = "(?:x )"
_WITHOUT_END = re.compile(r"(?<!\\)[.)](?:[*+]|\{\d*,\})")
_REPEAT = re.compile(r"\{\d*,?(\d+)\}")
_REPEATED_GROUP = re.compile(r"\(([^()]*)\)\{\d*,?\d+\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _HeardFile(FromFile):
    phrases: Mapping[str, tuple[str, ...]]
    conduct: tuple[EvidenceItem, ...]


def read_heard(document: Document) -> Heard:
    """The phrases, each of which may use those before it, and the items of conduct."""
    file = validated(document, _HeardFile)
    checks.check_texts(document, file)
    phrases: dict[str, str] = {}
    for name, ways in file.phrases.items():
        where = ("phrases", name)
        if not ways or not _NAME.fullmatch("{" + name + "}"):
            raise document.broken(where, "not a phrase", "expected NAME = [patterns], in capitals")
        for at, pattern in enumerate(ways):
            _check_pattern(document, pattern, phrases, (*where, at))
        phrases[name] = f"(?:{'|'.join(_filled(pattern, phrases) for pattern in ways)})"
    return Heard(phrases, checked_items(document, file.conduct, phrases, ("conduct",)))


def checked_items(
    document: Document, items: Iterable[EvidenceItem], phrases: Mapping[str, str], where: Steps
) -> tuple[EvidenceItem, ...]:
    """The items with the phrases in their patterns. Raises ContentError for the first bad one."""
    listed = tuple(items)
    seen: set[str] = set()
    for number, item in enumerate(listed):
        place = (*where, number)
        if item.name in seen:
            raise document.broken(place, f"{item.name!r} is there twice", "expected each name once")
        seen.add(item.name)
        if not item.patterns and not item.signals:
            raise document.broken(place, "nothing to hear", "expected patterns or signals")
        if item.speaks == "for" and not item.ask:
            raise document.broken(place, "field ask is missing", "expected what to say instead")
        for at, pattern in enumerate(item.patterns):
            _check_pattern(document, pattern, phrases, (*place, "patterns", at))
    return tuple(
        replace(item, patterns=tuple(_filled(one, phrases) for one in item.patterns))
        for item in listed
    )


def _filled(pattern: str, phrases: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: phrases[found[1]], pattern)


def _check_pattern(
    document: Document, pattern: str, phrases: Mapping[str, str], where: Steps
) -> None:
    """It compiles, always says something, and cannot run away on a long answer."""
    for name in _NAME.findall(pattern):
        if name not in phrases:
            known = list(phrases)
            expected = f"expected a phrase of speech/{EVIDENCE_FILE}{nearest_hint(name, known)}"
            raise document.broken(where, f"unknown phrase {{{name}}}", expected)
    wrong = _wrong_with(_NAME.sub(_STANDS_FOR_A_PHRASE, pattern), is_phrase=where[0] == "phrases")
    if wrong:
        raise document.broken(where, *wrong)


@lru_cache(maxsize=4096)
def _wrong_with(alone: str, *, is_phrase: bool) -> tuple[str, str] | None:
    """The problem and what was expected; None where the pattern is well formed.

    ``alone``: with something short in place of each phrase, which was checked by itself.
    """
    try:
        compiled = re.compile(alone)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression ({error})", "expected one that Python's re takes"
    if not is_phrase and compiled.match(""):
        return "it matches nothing at all", "expected at least one word"
    if alone != alone.lower() and not re.search(r"\\[A-Z]", alone):
        return "capital letters", "expected the words in lower case"
    if _WITHOUT_END.search(alone) or any(
        int(most) > LONGEST_REPEAT for most in _REPEAT.findall(alone)
    ):
        expected = f"expected (?: [^ ]+){{0,{LONGEST_REPEAT}}} at most, and no .* or (...)+"
        return "a repeat without an end", expected
    if any(" " not in group for group in _REPEATED_GROUP.findall(alone)):
        return "a repeated group without a blank", "expected whole words, as (?: [^ ]+){0,3}"
    return None
