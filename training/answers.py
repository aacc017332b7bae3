"""The labelled answers: the only reader of their files, and the only hash of them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mockint.star.segmenter.crf import LABELS
from training.readings import READINGS, readings

FOLDER = Path(__file__).with_name("answers")
DEVELOPMENT = FOLDER / "development.jsonl"
REGISTERS = tuple(FOLDER / f"{name}.jsonl" for name in ("registers", "written-4", "written-5"))
"""Answers of other registers, with a kind and a leaning."""
KINDS_ONLY = FOLDER.with_name("kinds.jsonl")
"""Answers of which only the kind counts: their sentences have no parts."""
ASIDE = FOLDER.with_name("aside.jsonl")
"""Answers that nothing is trained or tuned on."""
JUDGEMENTS = FOLDER.with_name("judgements.jsonl")
"""What readers said of answers of ``DEVELOPMENT``, whose own lines have no judgement."""
HEARD = FOLDER / "heard"
"""What recognizers wrote of them; see ``heard``."""


class BadAnswers(Exception):
    """The file is not in the format of the labelled answers."""


class Mark(NamedTuple):
    """A signal that an annotator or a second reader marked."""

    name: str
    unit: int
    """Index of the sentence."""
    quote: str
    """The whole sentence where only the second reader marked it."""
    agreed: bool = True
    """False where a second reader read the sentence and did not mark it."""


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
    kind: str = "story"
    """As a reader judged it: one of ``star.types.StoryKind``."""
    answers_question: str = ""
    """"yes", "partly" or "no"; empty where no reader said."""
    leaning: str = ""
    """Likewise."""

    @property
    def is_story(self) -> bool:
        """Whether it tells of something that happened: else it has no parts to hear."""
        return self.kind in ("story", "two_stories")


def files() -> list[Path]:
    """The project's own files of answers, in order."""
    return sorted(FOLDER.glob("*.jsonl"))


def trained_on() -> list[Path]:
    """All that the weights are trained on: the answers, how they were heard, how they were read."""
    return [*files(), *sorted(HEARD.glob("*.jsonl")), READINGS]


def read_all() -> list[Answer]:
    """Every answer of ``files`` that tells a story, in order."""
    return [answer for path in files() for answer in read(path) if answer.is_story]


def answers_hash(paths: Sequence[Path]) -> str:
    """Hash of the files' names and bytes, in order: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def read(path: Path) -> list[Answer]:
    """Every answer of a JSONL file. Raises BadAnswers with the line's number, or OSError."""
    judged = judgements()
    found: list[Answer] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(_answer({**judged.get(row["id"], {}), **row}))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadAnswers(f"{path}, line {number}: {error!r}") from error
    if not found:
        raise BadAnswers(f"{path}: no answers in it")
    return found


@cache
def judgements() -> dict[str, dict[str, Any]]:
    """By the name of the answer: what readers said later."""
    rows = map(json.loads, JUDGEMENTS.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def _marks(row: dict[str, Any]) -> Iterator[Mark]:
    """What the writer marked, and what only the second reader did."""
    reading = readings().get(row["id"])
    second = (
        {(name, at) for name, units in reading.signals.items() for at in units}
        if reading
        else set()
    )
    first = set()
    for one in row.get("signals", ()):
        where = (one["name"], int(one["unit"]))
        first.add(where)
        yield Mark(*where, one["quote"], agreed=reading is None or where in second)
    for name, at in sorted(second - first, key=lambda one: (one[1], one[0])):
        yield Mark(name, at, row["units"][at]["text"])


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
        tuple(_marks(row)),
        tuple(row.get("probes", ())),
        str(row.get("kind", "story")),
        str(row.get("answers_question", "")),
        str(row.get("leaning", "")),
    )
