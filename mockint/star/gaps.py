"""What speaks for a sentence ending between two words where there is no punctuation.

The words on both sides and the pause, measured against this speaker's own gaps: some stop only
between sentences, some at every other word, and some transcripts carry no pauses at all. The
weights are learned together with those of the parts.
"""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Final

from mockint.star.features import Features
from mockint.transcribe.base import Word

_BARE: Final = re.compile(r"[^\w' ]+")
_UNNOTICED_S: Final = 0.05
_SHORTEST_PAUSE_S: Final = 0.15
_NO_PAUSES_S: Final = 0.02
"""Engines that write no pauses let each word start where the last one ended."""


def gap_features(words: Sequence[Word]) -> list[Features]:
    """One mapping for each gap between neighbours of ``words``: one fewer than words."""
    said = [_BARE.sub("", word.text.lower()) or "_" for word in words]
    gaps = [max(0.0, b.start - a.end) for a, b in itertools.pairwise(words)]
    usual = sum(gaps) / max(1, len(gaps)) + _UNNOTICED_S
    silent = max(gaps, default=0.0) < _NO_PAUSES_S
    out: list[Features] = []
    for i, gap in enumerate(gaps, start=1):
        found = _around(said, i)
        if silent:
            found["no pauses"] = 1.0
        else:
            found["pause over usual"] = min(3.0, max(0.0, math.log((gap + 1e-9) / usual)))
            found["pause share"] = min(1.0, gap / (4 * usual))
            found["pause seconds"] = min(1.0, gap)
            found["pause"] = float(gap > _SHORTEST_PAUSE_S)
        out.append(found)
    return out


def _around(said: Sequence[str], i: int) -> Features:
    before, last = said[max(0, i - 2) : i], said[i - 1]
    after = [*said[i : i + 3], "$", "$"][:3]
    return {
        "bias": 1.0,
        f"ends:{last}": 1.0,
        f"opens:{after[0]}": 1.0,
        f"opens:{after[0]}_{after[1]}": 1.0,
        f"opens:{'_'.join(after)}": 0.7,
        f"ends:{'_'.join(before)}#": 0.7,
        f"between:{last}_{after[0]}": 0.7,
    }
