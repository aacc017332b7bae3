"""Folds of the labelled answers: answers that tell the same story are in the same fold."""

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from mockint.star.segmenter.lexicon import is_content
from mockint.star.segmenter.tokens import tokens
from mockint.text.stems import stem
from training.answers import Answer, read_all

FOLDS = 5
"""Used everywhere: to train the second looks, and to evaluate parts, signals and probes."""
SAME_STORY = 0.19
"""Cosine of TF-IDF vectors from which two answers count as takes of one plot: low on purpose, so
that no story is heard in training and again in the test."""


def pool_with(answers: Sequence[Answer]) -> list[Answer]:
    """``answers``, and after them the project's own that are not among them."""
    names = {answer.name for answer in answers}
    return [*answers, *(answer for answer in read_all() if answer.name not in names)]


def plots(answers: Sequence[Answer]) -> list[int]:
    """For each answer the number of its plot: linked by rare content words, single linkage."""
    group = list(range(len(answers)))
    having: dict[str, list[tuple[int, float]]] = {}
    """By token the answers so far that have it, and its weight in each."""
    for i, one in enumerate(_vectors(answers)):
        cosine: dict[int, float] = defaultdict(float)
        for token, weight in one.items():
            for j, other in having.setdefault(token, []):
                cosine[j] += weight * other
            having[token].append((i, weight))
        for j in sorted(j for j, likeness in cosine.items() if likeness > SAME_STORY):
            old, new = group[i], group[j]
            if old != new:
                group = [new if g == old else g for g in group]
    return group


def _vectors(answers: Sequence[Answer]) -> list[dict[str, float]]:
    counts = [
        Counter(
            stem(token)
            for sentence in answer.sentences
            for token in tokens(sentence.split())
            if len(token) > 3 and is_content(token)
        )
        for answer in answers
    ]
    spread = Counter(token for count in counts for token in count)
    out = []
    for count in counts:
        raw = {
            token: (1 + math.log(n)) * math.log(len(counts) / spread[token])
            for token, n in count.items()
            if spread[token] > 1
        }
        size = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        out.append({token: value / size for token, value in raw.items()})
    return out


def folds(answers: Sequence[Answer], count: int = FOLDS) -> list[int]:
    """For each answer its fold: whole plots, the largest first, each into the emptiest fold.

    Of fewer than ``count`` answers each is a fold of its own or shares one with its story.
    """
    count = min(count, len(answers))
    plot = plots(answers)
    sizes = Counter(plot)
    order = sorted(sizes, key=lambda p: (-sizes[p], zlib.crc32(answers[p].name.encode()), p))
    load = [0] * count
    fold_of: dict[int, int] = {}
    for p in order:
        fold_of[p] = load.index(min(load))
        load[fold_of[p]] += sizes[p]
    return [fold_of[p] for p in plot]
