"""Labelled answers: reading them, finding those that tell the same story, folds."""

import hashlib
import json
import math
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint.star.segmenter.crf import LABELS
from mockint.star.segmenter.lexicon import is_content
from mockint.star.segmenter.tokens import tokens
from mockint.text.stems import stem

SAME_STORY = 0.19
"""Cosine of TF-IDF vectors from which two answers count as takes of one plot: low on purpose, so
that no story is heard in training and again in the test."""


class BadAnswers(Exception):
    """The file is not in the format of the labelled answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled answer."""

    name: str
    principle: str
    question: str
    level: str
    style: str
    sentences: tuple[str, ...]
    segments: tuple[str, ...]
    """One of ``decoder.LABELS`` a sentence."""
    signals: tuple[tuple[str, int, str], ...] = ()
    """Name, index of the sentence, quote."""
    probes: tuple[str, ...] = ()


def folder() -> Path:
    """Where the project keeps the answers that the weights are trained on."""
    return Path(__file__).resolve().parents[2] / "benchmarks" / "answers"


def training_files() -> list[Path]:
    """All that ``train_parts`` reads, in order."""
    return sorted(folder().glob("*.jsonl"))


def data_hash(paths: Sequence[Path]) -> str:
    """Of the answers' names and bytes, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def read(path: Path) -> list[Answer]:
    """Every answer of a JSONL file. Raises BadAnswers with the line's number."""
    found: list[Answer] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_answer(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadAnswers(f"{path}, line {number}: {error!r}") from error
    if not found:
        raise BadAnswers(f"{path}: no answers in it")
    return found


def _answer(row: dict[str, Any]) -> Answer:
    units = [unit for unit in row["units"] if unit["text"].split()]
    unknown = {unit["segment"] for unit in units} - set(LABELS)
    if unknown or not units:
        raise ValueError(f"unknown segments {sorted(unknown)}" if unknown else "no units")
    return Answer(
        str(row["id"]),
        str(row.get("principle", "")),
        str(row.get("question", "")),
        str(row.get("level", "sde2")),
        str(row.get("style", "")),
        tuple(unit["text"] for unit in units),
        tuple(unit["segment"] for unit in units),
        tuple((s["name"], int(s["unit"]), s["quote"]) for s in row.get("signals", ())),
        tuple(row.get("probes", ())),
    )


def plots(answers: Sequence[Answer]) -> list[int]:
    """For each answer the number of its plot: linked by rare content words, single linkage."""
    vectors = _vectors(answers)
    group = list(range(len(answers)))
    for i, one in enumerate(vectors):
        for j in range(i):
            other = vectors[j]
            if sum(w * other.get(t, 0.0) for t, w in one.items()) > SAME_STORY:
                old, new = group[i], group[j]
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


def folds(answers: Sequence[Answer], count: int) -> list[int]:
    """For each answer its fold: whole plots, the largest first, each into the emptiest fold."""
    plot = plots(answers)
    sizes = Counter(plot)
    order = sorted(sizes, key=lambda p: (-sizes[p], zlib.crc32(answers[p].name.encode()), p))
    load = [0] * count
    fold_of: dict[int, int] = {}
    for p in order:
        fold_of[p] = load.index(min(load))
        load[fold_of[p]] += sizes[p]
    return [fold_of[p] for p in plot]
