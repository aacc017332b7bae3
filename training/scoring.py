"""How right the parts are: share of speaking time, seconds a part, what is taken for what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from mockint.domain import SEGMENTS, TARGET_S
from mockint.star.segmenter import crf, label
from mockint.star.segmenter.sentences import cut
from training.speech import Spoken


@dataclass(slots=True)
class Tally:
    """Sums over answers. Time is seconds; a word lasts until the next one starts."""

    right: float = 0.0
    total: float = 0.0
    """Without the time of ``other``: no program is asked where "let me think" belongs."""
    right_all: float = 0.0
    total_all: float = 0.0
    """With it: ``other`` counts with the part before it, at the very start with the one after."""
    errors: dict[str, list[float]] = field(default_factory=lambda: {s: [] for s in SEGMENTS})
    errors_all: list[float] = field(default_factory=list)
    taken_for: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Seconds by true and heard label, ``other`` included."""

    def add(self, spoken: Spoken, heard: Sequence[str]) -> None:
        """Count one answer; ``heard`` is the segment of each word."""
        words = spoken.transcript.words
        lasting = [b.start - a.start for a, b in pairwise(words)]
        lasting.append(words[-1].end - words[-1].start)
        true, folded = spoken.labels, _folded(spoken.labels)
        gap, gap_all = Counter[str](), Counter[str]()
        for seconds, was, kept, got in zip(lasting, true, folded, heard, strict=True):
            self.taken_for[was, got] += seconds  # type: ignore[assignment]
            self.total_all += seconds
            self.right_all += seconds * (kept == got)
            gap_all[kept] += seconds  # type: ignore[assignment]
            gap_all[got] -= seconds  # type: ignore[assignment]
            if was != "other":
                self.total += seconds
                self.right += seconds * (was == got)
                gap[was] += seconds  # type: ignore[assignment]
                gap[got] -= seconds  # type: ignore[assignment]
        for segment in SEGMENTS:
            self.errors[segment].append(abs(gap[segment]))
            self.errors_all.append(abs(gap_all[segment]))

    def recall(self) -> dict[str, float]:
        """Of each part's seconds, the share that was heard as it; a part that is not there has
        none."""
        said = {s: sum(t for (was, _), t in self.taken_for.items() if was == s) for s in SEGMENTS}
        return {s: round(self.taken_for[s, s] / t, 3) for s, t in said.items() if t}

    def figures(self) -> dict[str, Any]:
        """What is reported and kept."""
        every = [error for errors in self.errors.values() for error in errors]
        return {
            "share": round(self.right / self.total, 4),
            "share_with_other": round(self.right_all / self.total_all, 4),
            "error_s": round(sum(every) / len(every), 2),
            "error_with_other_s": round(sum(self.errors_all) / len(self.errors_all), 2),
            "error_by_part_s": {s: round(sum(e) / len(e), 2) for s, e in self.errors.items()},
        }


SAMPLES = 1000


def interval(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where the ratio of the sums lies in 95 of 100 samples of ``pairs`` (right, total), drawn with
    replacement (Efron 1979)."""
    counts = np.array(pairs)
    drawn = np.random.default_rng(0).integers(len(counts), size=(SAMPLES, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return round(float(low), 3), round(float(high), 3)


def _folded(labels: Sequence[str]) -> list[str]:
    current = next((one for one in labels if one != "other"), "situation")
    out = []
    for one in labels:
        current = current if one == "other" else one
        out.append(current)
    return out


def heard(spoken: Spoken, weights: crf.Weights) -> list[str]:
    """The segment of each word by the program."""
    labelled = label.label(cut(spoken.transcript, weights), weights)
    return [one.segment for one in labelled for _ in one.unit.words]


def by_targets(spoken: Spoken) -> list[str]:
    """The stopwatch's answer: cut by the targets' proportions, whatever was said."""
    words = spoken.transcript.words
    start, length = words[0].start, words[-1].end - words[0].start
    out: list[str] = []
    for word in words:
        left = (word.start - start) / max(length, 1e-9) * sum(TARGET_S.values())
        for segment in SEGMENTS:
            left -= TARGET_S[segment]
            if left < 0:
                break
        out.append(segment)
    return out


def words_wrong(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to replace, leave out or add (Levenshtein) to get from one to the other."""
    row = np.arange(len(heard) + 1)
    for i, word in enumerate(said, start=1):
        changed = row[:-1] + np.array([word != other for other in heard], dtype=int)
        best = np.minimum(row[1:] + 1, changed)
        row = np.concatenate([[i], best])
        # What is added from the left: a running minimum of cost less place.
        places = np.arange(len(row))
        row = np.minimum.accumulate(row - places) + places
    return int(row[-1])
