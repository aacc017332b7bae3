"""Signals, quotes and first probes of the whole analysis against what the annotators marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mockint import locations
from mockint.content import load
from mockint.content.types import Library, Question
from mockint.domain import FAULTS
from mockint.star.analyse import analyse
from mockint.star.types import Analysis, Signal
from training.agree import disagreements
from training.answers import Answer
from training.held_out import Weights, hearing_with
from training.speech import Spoken, say


@dataclass(slots=True)
class Counts:
    """Of one way of counting: a name once an answer, or each time in its sentence."""

    hit: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def f1(self) -> float:
        """Micro F1, over all names."""
        return round(_f1(self.hit.total(), self.heard.total(), self.marked.total()), 4)

    def by_name(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of every name that was marked or heard."""
        names = sorted(self.marked | self.heard, key=lambda name: (name in FAULTS, name))
        return {name: self._one(name) for name in names}

    def _one(self, name: str) -> dict[str, float]:
        hit, heard, marked = self.hit[name], self.heard[name], self.marked[name]
        return {
            "marked": marked,
            "heard": heard,
            "precision": round(hit / heard, 3) if heard else 0.0,
            "recall": round(hit / marked, 3) if marked else 0.0,
            "f1": round(_f1(hit, heard, marked), 3),
        }


@dataclass(slots=True)
class Judged:
    """Counts over answers."""

    answer: Counts = field(default_factory=Counts)
    """A name counts once an answer: is it there or not."""
    sentence: Counts = field(default_factory=Counts)
    """Every mark counts, and only in the sentence that was marked."""
    by_fold: dict[int, Counts] = field(default_factory=dict)
    first_probes: list[tuple[int, bool]] = field(default_factory=list)
    """Fold, and whether it was one of the annotators'."""
    invented: list[str] = field(default_factory=list)
    """Quotes that do not stand in the transcript: answer and quote."""
    contradictions: list[str] = field(default_factory=list)
    """What one debrief says twice or both ways: answer and what; see ``training/agree.py``."""
    absences: Counts = field(default_factory=Counts)
    """Of strengths said to be missing: ``heard`` all of them, ``hit`` those that nobody marked."""

    def figures(self) -> dict[str, Any]:
        """What is reported and kept."""
        hits = [hit for _, hit in self.first_probes]
        return {
            "signals_f1": self.answer.f1(),
            "signals_folds": [self.by_fold[fold].f1() for fold in sorted(self.by_fold)],
            "signals_in_sentence_f1": self.sentence.f1(),
            "signals": self.answer.by_name(),
            "signals_in_sentence": self.sentence.by_name(),
            "first_probe": round(sum(hits) / max(1, len(hits)), 4),
            "first_probe_folds": [
                round(sum(own) / len(own), 3)
                for own in (
                    [hit for fold, hit in self.first_probes if fold == one]
                    for one in sorted(self.by_fold)
                )
                if own
            ],
            "invented_quotes": self.invented,
            "contradictions": self.contradictions,
            "absences": self.absences.heard.total(),
            "absences_false": self.absences.heard.total() - self.absences.hit.total(),
        }


def _f1(hit: int, heard: int, marked: int) -> float:
    return 2 * hit / (heard + marked) if heard + marked else 0.0


def question_of(answer: Answer) -> Question | None:
    """As the program would have asked it."""
    if not answer.question:
        return None
    return Question(slug=answer.name, ask=answer.question, principle=answer.principle)


def analysed(answer: Answer, spoken: Spoken, library: Library, weights: Weights) -> Analysis:
    """The program's whole analysis of ``spoken``, heard with ``weights``."""
    level = library.pack.level(answer.level)
    assert level is not None, f"{answer.name}: unknown level {answer.level}"
    with hearing_with(weights):
        return analyse(
            spoken.transcript,
            question=question_of(answer),
            principle=answer.principle or None,
            level=level,
            library=library,
        )


def analyses(answers: Sequence[Answer], weights: Sequence[Weights]) -> list[Analysis]:
    """Every answer as spoken with punctuation, analyzed; ``weights``: one an answer."""
    library = load.load(locations.content_dir())
    return [
        analysed(answer, _spoken(answer), library, own)
        for answer, own in zip(answers, weights, strict=True)
    ]


def judge(
    answers: Sequence[Answer], found: Sequence[Analysis], fold_of: Sequence[int] | None = None
) -> Judged:
    """Count what ``analyses`` found; ``found`` and ``fold_of``: one an answer."""
    library = load.load(locations.content_dir())
    judged = Judged()
    for answer, one, fold in zip(answers, found, fold_of or [0] * len(answers), strict=True):
        _count(judged, answer, _spoken(answer), (one, fold))
        judged.contradictions += [f"{answer.name}: {line}" for line in disagreements(one, library)]
    return judged


def _spoken(answer: Answer) -> Spoken:
    return say(answer, punctuated=True, take=10)


def _count(judged: Judged, answer: Answer, spoken: Spoken, heard: tuple[Analysis, int]) -> None:
    found, fold = heard
    text = spoken.transcript.text
    quotes = [signal.quote for signal in found.signals]
    quotes += [probe.quote for probe in found.probes]
    quotes += [reason.quote for reason in found.verdict.reasons]
    judged.invented += [f"{answer.name}: {quote}" for quote in quotes if quote not in text]
    marked = {mark.name for mark in answer.signals}
    claimed = {signal.name for signal in found.signals}
    for counts in (judged.answer, judged.by_fold.setdefault(fold, Counts())):
        counts.marked.update(marked)
        counts.heard.update(claimed)
        counts.hit.update(marked & claimed)
    judged.absences.heard.update(found.missing)
    judged.absences.hit.update(set(found.missing) - marked)
    count_in_sentence(judged.sentence, answer, spoken, found.signals)
    if answer.probes:
        hit = bool(found.probes) and found.probes[0].theme in answer.probes
        judged.first_probes.append((fold, hit))


def count_in_sentence(
    counts: Counts, answer: Answer, spoken: Spoken, found: Sequence[Signal]
) -> None:
    """Add the signals found and the marks of one answer, each in its sentence."""
    ends = sentence_ends(answer, spoken)
    open_marks = Counter((mark.name, mark.unit) for mark in answer.signals)
    counts.marked.update(mark.name for mark in answer.signals)
    for signal in found:
        counts.heard[signal.name] += 1
        middle = (signal.start + signal.end) / 2
        unit = next((i for i, end in enumerate(ends) if middle <= end), len(ends) - 1)
        if open_marks[signal.name, unit] > 0:
            open_marks[signal.name, unit] -= 1
            counts.hit[signal.name] += 1


def sentence_ends(answer: Answer, spoken: Spoken) -> list[float]:
    """When each labelled sentence ends; ``spoken`` with punctuation, where no word is changed."""
    ends, at = [], 0
    for sentence in answer.sentences:
        at += len(sentence.split())
        ends.append(spoken.transcript.words[at - 1].end)
    return ends


def print_judged(figures: dict[str, Any]) -> None:
    """Signals and probes for a person."""
    print("\nsignals and probes")
    print(f"  signals, micro F1 over answers         {figures['signals_f1']:.3f}", end="")
    print(_spread(figures["signals_folds"]))
    print(f"  signals, micro F1 in the very sentence {figures['signals_in_sentence_f1']:.3f}")
    print("  over answers              precision  recall    F1   marked  heard")
    for name, one in figures["signals"].items():
        print(f"  {name:<26}{one['precision']:9.2f}{one['recall']:8.2f}{one['f1']:6.2f}", end="")
        print(f"{one['marked']:9}{one['heard']:7}")
    print(f"  first probe among the annotators'      {figures['first_probe']:.3f}", end="")
    print(_spread(figures["first_probe_folds"]))
    print(f"  quotes that do not stand in the text   {len(figures['invented_quotes'])}")
    print(f"  contradictions in a debrief            {len(figures['contradictions'])}")
    print(f"  strengths said to be missing           {figures['absences']}", end="")
    print(f", {figures['absences_false']} of them marked as said")
    for line in (*figures["invented_quotes"][:10], *figures["contradictions"][:10]):
        print(f"  {line}")


def _spread(folds: Sequence[float]) -> str:
    return f"   (folds {min(folds):.3f} to {max(folds):.3f})" if len(folds) > 1 else ""
