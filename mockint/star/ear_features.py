"""What the learned ear looks at in one unit: its words, its patterns, its part, its neighbours.

The training script and the running program both call :func:`features`, so they cannot drift apart.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from mockint.questions.base import SEGMENTS, Segment
from mockint.star.patterns import every_pattern
from mockint.star.spoken import Token

Features = dict[str, float]

_STEM = 5
"""Letters kept of a word's beginning, so that "reproduce" helps "reproduced"."""
_EDGE = "^"


def features(
    texts: Sequence[str], at: int, segment: Segment, *, place: float, flags: Sequence[str] = ()
) -> Features:
    """Named features of the unit ``texts[at]``.

    ``texts``: the read words of every unit of the answer, joined by blanks.
    ``place``: 0..1, where in the answer the unit begins.
    """
    words = [_EDGE, *texts[at].split(), _EDGE]
    found: Features = {f"part:{segment}": 2.0, "place": place}
    for name in chain(_grams(words), _stems(words), flags):
        found[name] = 1.0
    for name, pattern in every_pattern():
        if pattern.search(texts[at]):
            found[name] = 1.0
            found[f"{name}&{segment}"] = 1.0
    for side, index in (("before", at - 1), ("after", at + 1)):
        if 0 <= index < len(texts):
            for word in texts[index].split():
                found[f"{side}:{word[:_STEM]}"] = 0.4
    if "0" in words:
        found[f"figure&{segment}"] = 1.0
    found[f"long:{min(len(words) // 8, 4)}"] = 1.0
    return found


def _grams(words: Sequence[str]) -> Iterator[str]:
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _stems(words: Sequence[str]) -> Iterator[str]:
    stems = [word[:_STEM] for word in words]
    for index, stem in enumerate(stems):
        if len(words[index]) > _STEM:
            yield f"~{stem}"
        if index + 1 < len(stems):
            yield f"~{stem} {stems[index + 1]}"


def read_text(tokens: Sequence[Token]) -> str:
    """The tokens joined by blanks."""
    return " ".join(token.text for token in tokens)


def place_of(index: int, count: int) -> float:
    """0 for the first of ``count`` units, towards 1 for the last."""
    return index / max(count, 1)


PARTS = SEGMENTS
