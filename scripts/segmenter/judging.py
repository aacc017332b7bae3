"""Signals, quotes and first probes of the whole analysis against what the annotators marked."""

import importlib.util
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from mockint.questions.base import Level
from mockint.star.base import Analysis
from segmenter.answers import Answer
from segmenter.saying import Spoken, say


@dataclass(slots=True)
class Judged:
    """Counts over answers."""

    hit: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    first_probes: list[bool] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    """Quotes that do not stand in the transcript: answer and quote."""

    def figures(self) -> dict[str, Any]:
        """What is reported and kept."""
        names = sorted(self.marked | self.claimed)
        return {
            "signals_f1": round(
                _f1(self.hit.total(), self.claimed.total(), self.marked.total()), 4
            ),
            "signals": {
                name: {
                    "f1": round(_f1(self.hit[name], self.claimed[name], self.marked[name]), 3),
                    "marked": self.marked[name],
                    "heard": self.claimed[name],
                }
                for name in names
            },
            "first_probe": round(sum(self.first_probes) / max(1, len(self.first_probes)), 4),
            "invented_quotes": self.invented,
        }


def _f1(hit: int, claimed: int, marked: int) -> float:
    return 2 * hit / (claimed + marked) if claimed + marked else 0.0


def available() -> bool:
    """Whether this checkout can analyse a whole answer."""
    return importlib.util.find_spec("mockint.star.analyse") is not None


def judge(answers: Sequence[Answer]) -> Judged:
    """Analyse every answer as spoken with punctuation, with the weights that are shipped."""
    from mockint.star.analyse import analyse

    from mockint import locations
    from mockint.questions import content

    library = content.load(locations.content_dir())
    judged = Judged()
    for answer in answers:
        spoken = say(answer, punctuated=True)
        found = analyse(
            spoken.transcript,
            question=None,
            principle=answer.principle or None,
            level=cast(Level, answer.level),
            library=library,
        )
        _count(judged, answer, spoken, found)
    return judged


def _count(judged: Judged, answer: Answer, spoken: Spoken, found: Analysis) -> None:
    text = spoken.transcript.text
    quotes = [signal.quote for signal in found.signals]
    quotes += [probe.quote for probe in found.probes]
    quotes += [reason.quote for reason in found.verdict.reasons]
    judged.invented += [f"{answer.name}: {quote}" for quote in quotes if quote not in text]
    bounds = _sentence_times(answer, spoken)
    open_marks = Counter((name, unit) for name, unit, _ in answer.signals)
    judged.marked.update(name for name, _, _ in answer.signals)
    for signal in found.signals:
        judged.claimed[signal.name] += 1
        middle = (signal.start + signal.end) / 2
        unit = next((i for i, end in enumerate(bounds) if middle <= end), len(bounds) - 1)
        if open_marks[signal.name, unit] > 0:
            open_marks[signal.name, unit] -= 1
            judged.hit[signal.name] += 1
    if answer.probes:
        judged.first_probes.append(bool(found.probes) and found.probes[0].theme in answer.probes)


def _sentence_times(answer: Answer, spoken: Spoken) -> list[float]:
    """When each labelled sentence ends."""
    ends, at = [], 0
    for sentence in answer.sentences:
        at += len(sentence.split())
        ends.append(spoken.transcript.words[at - 1].end)
    return ends
