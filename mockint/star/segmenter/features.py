"""What the segmenter sees of each unit: named features with a weight.

Words and word pairs, their shapes, groups of meaning, who acts, tense, figures, openers, length,
place in the answer, what is new in it and what is said again, and the neighbours' words. Names are
plain strings ("w:noticed", "p3:..."), hashed only where weights are looked up.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mockint.star.segmenter.lexicon import is_content, meanings, shape
from mockint.star.segmenter.tokens import tokens
from mockint.star.types import Unit
from mockint.text.stems import stem

Features = dict[str, float]

_AGENTS: Final = frozenset({"I", "WE", "HE", "THEY", "IT"})
_SUBJECTS: Final = _AGENTS | {"MY", "THERE", "THAT", "YOU", "NOB", "X"}
_MIXED: Final = _AGENTS | {"NUM", "NOB", "MY", "OUR"}
_COUNTED: Final = ("I", "WE", "NUM", "MON", "PCT", "NEG", "HAD", "PAST", "BE", "BEP", "ING", "MOD")
_NEIGHBOURS: Final = ((-1, "P", 0.4), (1, "N", 0.4), (-2, "PP", 0.2), (2, "NN", 0.2))


@dataclass(frozen=True, slots=True)
class _Read:
    """One unit, read once."""

    tokens: list[str]
    shapes: list[str]
    groups: Counter[str]
    content: frozenset[str]
    """Stems of its content words."""


def features(units: Sequence[Unit]) -> list[Features]:
    """One mapping a unit, in order."""
    read = [_read(unit) for unit in units]
    near = [_seen_by_neighbours(one) for one in read]
    out: list[Features] = []
    for i, one in enumerate(read):
        found: Features = {"bias": 1.0}
        found.update(_words(one))
        found.update(_shapes(one))
        found.update(_grammar(one))
        found.update(_letters(one))
        found.update(_place(units, i, one))
        found.update(_novelty(read, i))
        for step, mark, weight in _NEIGHBOURS:
            j = i + step
            if not 0 <= j < len(read):
                found[f"{mark}#"] = weight
                continue
            keys = near[j] if abs(step) == 1 else (k for k in near[j] if k[0] in "wx")
            found.update((mark + key, weight) for key in keys)
        out.append(found)
    return out


def _read(unit: Unit) -> _Read:
    said = tokens(word.text for word in unit.words)
    return _Read(
        said,
        [shape(token) for token in said],
        Counter(group for token in said for group in meanings(token)),
        frozenset(stem(token) for token in said if len(token) > 2 and is_content(token)),
    )


def _words(one: _Read) -> Iterator[tuple[str, float]]:
    said = one.tokens
    for a in said:
        yield f"w:{a}", 1.0
        if is_content(a):
            yield f"t:{stem(a)}", 0.7
    for a, b in itertools.pairwise(said):
        yield f"b:{a}_{b}", 0.7
    for a, b, c in zip(said, said[1:], said[2:], strict=False):
        yield f"b3:{a}_{b}_{c}", 0.5
    for n in (1, 2, 3):
        yield f"o:{'_'.join(said[:n])}", 0.8
    for group, count in one.groups.items():
        yield f"x:{group}", 0.8
        if count > 1:
            yield f"x2:{group}", 0.5


def _shapes(one: _Read) -> Iterator[tuple[str, float]]:
    said, shapes = one.tokens, one.shapes
    framed = ["^", *shapes, "$"]
    for a, b in itertools.pairwise(framed):
        yield f"s:{a}_{b}", 0.6
    for a, b, c in zip(framed, framed[1:], framed[2:], strict=False):
        yield f"s3:{a}_{b}_{c}", 0.5
    for a, token in zip(shapes, said[1:], strict=False):
        if a in _MIXED:
            yield f"m:{a}_{token}", 0.7
    for a, b, token in zip(shapes, shapes[1:], said[2:], strict=False):
        if a in _AGENTS:
            yield f"m3:{a}_{b}_{token}", 0.6
    for n in (1, 2, 3):
        yield f"os:{'_'.join(shapes[:n])}", 0.6


def _grammar(one: _Read) -> Iterator[tuple[str, float]]:
    shapes = one.shapes
    subject = next((a for a in shapes if a in _SUBJECTS), "")
    yield f"subj:{subject}", 0.7
    for j, token in enumerate(one.tokens):
        if "ACT" in meanings(token):
            actor = next((a for a in reversed(shapes[max(0, j - 3) : j]) if a in _AGENTS), "")
            if actor:
                yield f"acts:{actor}", 1.0
    for name in _COUNTED:
        count = shapes.count(name)
        if count:
            yield f"n:{name}", min(1.5, 0.4 + 0.3 * count)
    past = shapes.count("PAST") + shapes.count("BEP") + shapes.count("DID")
    present = shapes.count("BE") + shapes.count("DO")
    yield "tense", (past - present) / (past + present + 1)
    yield "present", present / (past + present + 1)
    yield f"len:{min(7, len(shapes) // 4)}", 0.5


def _letters(one: _Read) -> Iterator[tuple[str, float]]:
    """Four letters in a row: what is left of a misheard word."""
    for token in one.tokens:
        if len(token) > 4:
            framed = f"<{token}>"
            for k in range(len(framed) - 3):
                yield f"c:{framed[k : k + 4]}", 0.25


def _place(units: Sequence[Unit], i: int, one: _Read) -> Iterator[tuple[str, float]]:
    start, end = units[0].start, units[-1].end
    middle = (units[i].start + units[i].end) / 2
    total = max(end - start, 1e-9)
    share = _within(0.0, (middle - start) / total)
    for bin_, weight in _soft(share, 8):
        yield f"p:{bin_}", 1.2 * weight
    for bin_, weight in _soft(_within(0.0, (middle - start) / 40), 5):
        yield f"pa:{bin_}", 0.7 * weight
    for bin_, weight in _soft(_within(0.0, (end - middle) / 30), 5):
        yield f"pe:{bin_}", 0.7 * weight
    if i < 3:
        yield f"first:{i}", 0.8
    if len(units) - 1 - i < 3:
        yield f"last:{len(units) - 1 - i}", 0.8
    third = min(2, int(share * 3))
    for group in one.groups:
        yield f"x@{third}:{group}", 0.5
    for name in ("I", "WE", "NUM", "MON"):
        if name in one.shapes:
            yield f"s@{third}:{name}", 0.5


def _within(low: float, value: float) -> float:
    return min(1.0, max(low, value))


def _soft(share: float, bins: int) -> Iterator[tuple[int, float]]:
    """``share`` of 0..1 spread over the two nearest of ``bins`` points."""
    at = share * (bins - 1)
    low = math.floor(at)
    yield low, 1.0 - (at - low)
    if at > low:
        yield low + 1, at - low


def _novelty(read: Sequence[_Read], i: int) -> Iterator[tuple[str, float]]:
    """How much of it is new, said again later, shared with the sentence before or the opening."""
    mine = read[i].content
    if not mine:
        return
    before = frozenset[str]().union(*(one.content for one in read[:i]))
    others = before.union(*(one.content for one in read[i + 1 :]))
    yield "new", len(mine - before) / len(mine)
    yield "again", len(mine & others) / len(mine)
    if i:
        yield "linked", len(mine & read[i - 1].content) / len(mine)
    quarter = len(read) // 4
    if i > quarter:
        opening = frozenset[str]().union(*(one.content for one in read[: max(1, quarter)]))
        yield "opening", len(mine & opening) / len(mine)


def _seen_by_neighbours(one: _Read) -> set[str]:
    framed = ["^", *one.shapes, "$"]
    return {
        *(f"w:{token}" for token in one.tokens),
        *(f"o:{'_'.join(one.tokens[:n])}" for n in (1, 2)),
        *(f"x:{group}" for group in one.groups),
        *(f"s:{a}_{b}" for a, b in itertools.pairwise(framed)),
    }
