"""The labelled answers: the only reader of their files, and the only hash of them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from mockint.star.segmenter.crf import LABELS

FOLDER = Path(__file__).with_name("answers")
DEVELOPMENT = FOLDER / "development.jsonl"
"""The answers that figures are given on; the other files are only trained on."""
REGISTERS = Path(__file__).with_name("registers") / "written-4.jsonl"
"""Answers with a kind, of other registers: what the gate is trained on,"""
KINDS_ONLY = REGISTERS.with_name("kinds.jsonl")
"""and these, of which only the kind counts: their sentences have no parts."""
HEARD = FOLDER / "heard"
"""What recognizers wrote of them; see ``heard``."""


class BadAnswers(Exception):
    """The file is not in the format of the labelled answers."""


class Mark(NamedTuple):
    """A signal that an annotator marked."""

    name: str
    unit: int
    """Index of the sentence."""
    quote: str


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
    signals: tuple[Mark, ...] = ()
    probes: tuple[str, ...] = ()


def files() -> list[Path]:
    """The project's own files of answers, in order."""
    return sorted(FOLDER.glob("*.jsonl"))


def trained_on() -> list[Path]:
    """All that the weights are trained on: the answers, and how they were heard."""
    return [*files(), *sorted(HEARD.glob("*.jsonl"))]


def read_all() -> list[Answer]:
    """Every answer of ``files``, in order."""
    return [answer for path in files() for answer in read(path)]


def answers_hash(paths: Sequence[Path]) -> str:
    """Hash of the files' names and bytes, in order: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def read(path: Path) -> list[Answer]:
    """Every answer of a JSONL file. Raises BadAnswers with the line's number, or OSError."""
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
    units = row["units"]
    unknown = {unit["segment"] for unit in units} - set(LABELS)
    if unknown or not units:
        raise ValueError(f"unknown segments {sorted(unknown)}" if unknown else "no units")
    if not all(unit["text"].split() for unit in units):
        raise ValueError("a unit without words")
    return Answer(
        str(row["id"]),
        str(row.get("principle", "")),
        str(row.get("question", "")),
        str(row.get("level", "sde2")),
        str(row.get("style", "")),
        tuple(unit["text"] for unit in units),
        tuple(unit["segment"] for unit in units),
        tuple(Mark(s["name"], int(s["unit"]), s["quote"]) for s in row.get("signals", ())),
        tuple(row.get("probes", ())),
    )
