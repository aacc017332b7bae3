"""The ear on what recognizers really wrote, beside the same answers word for word.

Both stand on the clock of the recording, where it is known when each sentence was said, so that
wrong words, wrong marks and wrong times all count.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.star.segmenter import crf, label
from mockint.star.segmenter.sentences import cut
from mockint.transcribe.types import Transcript, Word
from training.answers import Answer
from training.heard import Hearing
from training.held_out import Weights
from training.scoring import Tally, by_targets, words_wrong
from training.signals_report import analysed
from training.speech import Spoken, bare

STEP_S = 0.05
"""Grid on which true and heard parts are compared."""


def as_written(answer: Answer, hearing: Hearing) -> Transcript:
    """The answer word for word, each word as long as its letters within its sentence's time."""
    words: list[Word] = []
    for text, (start, end) in zip(answer.sentences, hearing.said, strict=True):
        said = text.split()
        bounds = np.cumsum([0.0, *(1.5 + sum(map(str.isalnum, word)) for word in said)])
        at = start + bounds / bounds[-1] * (end - start)
        words += [Word(w, float(a), float(b)) for w, (a, b) in zip(said, pairwise(at), strict=True)]
    return Transcript(tuple(words), hearing.duration, "labelled text")


def on_a_grid(answer: Answer, hearing: Hearing) -> Spoken:
    """The truth in steps of ``STEP_S``: a sentence lasts until the next one begins."""
    starts = [start for start, _ in hearing.said]
    bounds = [*starts, hearing.said[-1][1]]
    steps = np.arange(starts[0], bounds[-1], STEP_S)
    at = np.searchsorted(bounds, steps, side="right") - 1
    words = tuple(Word("", float(step), float(step) + STEP_S) for step in steps)
    labels = tuple(answer.segments[i] for i in at)
    return Spoken(Transcript(words, hearing.duration, "truth"), labels, frozenset())


def heard_parts(grid: Spoken, transcript: Transcript, weights: crf.Weights) -> list[str]:
    """The part on the program's clock at each step; outside of its spans the nearest one."""
    found = label.spans(label.label(cut(transcript, weights), weights))
    if not found:
        return ["situation"] * len(grid.labels)
    return [
        next((s.segment for s in found if word.start < s.end), found[-1].segment)
        for word in grid.transcript.words
    ]


def word_errors(answer: Answer, hearing: Hearing) -> tuple[int, int]:
    """Words to change, drop or add (Levenshtein), and words said."""
    said = [w for sentence in answer.sentences for t in sentence.split() for w in bare(t)]
    heard = [w for word in hearing.words for w in bare(word.text)]
    return words_wrong(said, heard), len(said)


def parts_heard(
    answers: Sequence[Answer], hearings: Sequence[Hearing], weights: Sequence[crf.Weights]
) -> dict[str, Any]:
    """Shares and seconds of the parts, heard and word for word; all three one an answer."""
    whole, written, stopwatch = Tally(), Tally(), Tally()
    wrong: dict[str, list[tuple[int, int]]] = {}
    shares = []
    for answer, hearing, own in zip(answers, hearings, weights, strict=True):
        grid = on_a_grid(answer, hearing)
        labels = heard_parts(grid, hearing.transcript(), own)
        one = Tally()
        for tally in (one, whole):
            tally.add(grid, labels)
        written.add(grid, heard_parts(grid, as_written(answer, hearing), own))
        stopwatch.add(grid, by_targets(grid))
        shares.append(one.figures()["share"])
        wrong.setdefault(hearing.voice, []).append(word_errors(answer, hearing))
    return {
        "answers": len(answers),
        "minutes": round(sum(hearing.duration for hearing in hearings) / 60, 1),
        **whole.figures(),
        "written": {k: written.figures()[k] for k in ("share", "error_s")},
        "answers_quartiles": [round(float(q), 3) for q in np.quantile(shares, (0.25, 0.5, 0.75))],
        "stopwatch": {k: stopwatch.figures()[k] for k in ("share", "error_s")},
        "word_error_rate": _rate([pair for pairs in wrong.values() for pair in pairs]),
        "word_error_rate_by_voice": {v: _rate(pairs) for v, pairs in sorted(wrong.items())},
        "taken_for": {f"{a} > {b}": round(s, 1) for (a, b), s in sorted(whole.taken_for.items())},
    }


def leanings_heard(
    answers: Sequence[Answer], hearings: Sequence[Hearing], weights: Sequence[Weights]
) -> dict[str, Any]:
    """How often the leaning is that of the same answer word for word; all three one an answer."""
    library = load.load(locations.content_dir())
    moved: Counter[str] = Counter()
    changed = []
    for answer, hearing, own in zip(answers, hearings, weights, strict=True):
        was, got = (
            analysed(answer, Spoken(told, (), frozenset()), library, own).verdict.leaning
            for told in (as_written(answer, hearing), hearing.transcript())
        )
        moved[f"{was} > {got}"] += 1
        changed += [answer.name] if was != got else []
    return {
        "leaning_same": round(1 - len(changed) / len(answers), 4),
        "leanings": dict(sorted(moved.items())),
        "leaning_changed": changed,
    }


def _rate(pairs: Sequence[tuple[int, int]]) -> float:
    return round(sum(wrong for wrong, _ in pairs) / max(1, sum(said for _, said in pairs)), 3)


def heard_report(
    answers: Sequence[Answer],
    weights: Sequence[Weights],
    heard: Mapping[str, Sequence[Hearing]],
) -> dict[str, Any]:
    """Figures by ear; ``weights``: one an answer."""
    own = dict(zip((a.name for a in answers), zip(answers, weights, strict=True), strict=True))
    report = {}
    for ear, every in heard.items():
        hearings = [one for one in every if one.answer in own]
        if not hearings:
            continue
        chosen = [own[one.answer][0] for one in hearings]
        with_weights = [own[one.answer][1] for one in hearings]
        parts = [one.parts or crf.packaged() for one in with_weights]
        report[ear] = parts_heard(chosen, hearings, parts) | leanings_heard(
            chosen, hearings, with_weights
        )
    return report


def print_heard(report: Mapping[str, Mapping[str, Any]]) -> None:
    """One line an ear for a person."""
    for ear, one in report.items():
        print(
            f"\nas {ear} wrote it, {one['answers']} answers, {one['minutes']:.0f} minutes of speech"
        )
        print(f"  share of speaking time labelled right  {one['share']:.3f}", end="")
        print(f"   (word for word {one['written']['share']:.3f})")
        print(f"  mean error a part                      {one['error_s']:.2f} s", end="")
        print(f"  (word for word {one['written']['error_s']:.2f} s)")
        print(f"  leaning as for it word for word        {one['leaning_same']:.3f}")
        print(f"  word error rate                        {one['word_error_rate']:.3f}")
