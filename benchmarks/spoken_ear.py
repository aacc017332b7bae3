#!/usr/bin/env python3
"""How well the parts are heard through a real recognizer: flite speaks, PocketSphinx listens.

    python -m benchmarks.spoken_ear [--answers 24] [--kept FOLDER] [--json]

Labelled answers are spoken sentence by sentence with flite's voices in turn, so the true times are
known; PocketSphinx hears them as the program lets it. The weights that label an answer come from a
fold of the training in which neither it nor another take of its story stood. Samples evenly over
styles and levels, seeded. Needs Debian's flite and, for the folds, scikit-learn. ``--kept`` keeps
what was heard, so that later weights can be judged without listening again (about 15 s an answer).
"""

import argparse
import json
import random
import shutil
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from mockint.star.segmenter import crf, label
from mockint.star.segmenter.sentences import cut
from mockint.transcribe.types import Transcriber, Transcript, Word
from training import voices
from training.answers import DEVELOPMENT, Answer, read
from training.folds import folds, pool_with
from training.parts_report import print_confusion
from training.scoring import Tally, by_targets
from training.speech import Spoken, bare
from training.voices import FLITE_VOICES as VOICES

SEED = 3
LEAD_S = 0.7
STEP_S = 0.05
"""Grid on which true and heard parts are compared."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One answer as it was spoken and as it was heard."""

    voice: str
    times: list[tuple[float, float]]
    """First and last sound of each sentence, seconds."""
    words: list[tuple[str, float, float, float | None]]
    """As PocketSphinx gave them: text, start, end, probability."""
    duration: float

    def transcript(self) -> Transcript:
        """The words as the program gets them."""
        words = tuple(Word(*one) for one in self.words)
        return Transcript(words, self.duration, "PocketSphinx en-us")


def sample(answers: Sequence[Answer], count: int) -> list[Answer]:
    """``count`` answers, one after the other from each style and level, drawn with ``SEED``."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.style, answer.level), []).append(answer)
    piles = [groups[key] for key in sorted(groups)]
    for pile in piles:
        random.Random(SEED).shuffle(pile)
    deepest = max(map(len, piles))
    drawn = [pile[row] for row in range(deepest) for pile in piles if row < len(pile)]
    return drawn[:count]


def listen(answer: Answer, voice: str, engine: Transcriber) -> Hearing:
    """Speak ``answer`` and hear it. Pauses as people make them: median 0.5 s, at most 2.5 s."""
    rng = random.Random(zlib.crc32(f"{SEED}/{answer.name}".encode()))
    said = [(text, min(2.5, rng.lognormvariate(-0.75, 0.55))) for text in answer.sentences]
    chance = np.random.default_rng(rng.randrange(1 << 30))
    render = voices.voice(voice)
    sound, times = voices.answer(render, said, stretch=1.0, lead_s=LEAD_S, chance=chance)
    heard = engine.transcribe(np.asarray(sound, np.float32))
    words = [(w.text, round(w.start, 3), round(w.end, 3), w.probability) for w in heard.words]
    return Hearing(voice, times, words, heard.duration)


def heard_before(path: Path) -> Hearing:
    """What an earlier run kept."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Hearing(kept["voice"], kept["times"], kept["words"], kept["duration"])


def hear_all(answers: Sequence[Answer], kept: Path | None) -> list[Hearing]:
    """Every answer, spoken and heard; from ``kept`` where it holds it."""
    from mockint.wiring.engines import choose_transcriber

    engine = choose_transcriber("pocketsphinx", "base.en", tell=print, may_fetch=False)
    found = []
    for number, answer in enumerate(answers):
        voice = VOICES[number % len(VOICES)]
        path = kept / f"{SEED}-{voice}-{answer.name}.json" if kept else None
        if path and path.is_file():
            found.append(heard_before(path))
            continue
        print(f"{number + 1} of {len(answers)}: {answer.name}, {voice}", file=sys.stderr)
        one = listen(answer, voice, engine)
        found.append(one)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            fields = {name: getattr(one, name) for name in one.__slots__}
            path.write_text(json.dumps(fields), encoding="utf-8")
    return found


def on_a_grid(answer: Answer, hearing: Hearing) -> Spoken:
    """The truth in steps of ``STEP_S``: a sentence lasts until the next one begins."""
    starts = [start for start, _ in hearing.times]
    bounds = list(pairwise([*starts, hearing.times[-1][1]]))
    words: list[Word] = []
    labels: list[str] = []
    for at in np.arange(starts[0], hearing.times[-1][1], STEP_S):
        words.append(Word("", float(at), float(at) + STEP_S))
        labels.append(next(s for s, b in zip(answer.segments, bounds, strict=True) if at < b[1]))
    grid = Transcript(tuple(words), hearing.duration, "truth")
    return Spoken(grid, tuple(labels), frozenset())


def heard_parts(grid: Spoken, hearing: Hearing, weights: crf.Weights) -> list[str]:
    """The part on the program's clock at each step; outside of its spans the nearest one."""
    found = label.spans(label.label(cut(hearing.transcript(), weights), weights))
    if not found:
        return ["situation"] * len(grid.labels)
    return [
        next((s.segment for s in found if word.start < s.end), found[-1].segment)
        for word in grid.transcript.words
    ]


def word_errors(answer: Answer, hearing: Hearing) -> tuple[int, int]:
    """Words to change, drop or add (Levenshtein), and words said."""
    said = [w for sentence in answer.sentences for t in sentence.split() for w in bare(t)]
    heard = [w for text, *_ in hearing.words for w in bare(text)]
    row = np.arange(len(heard) + 1)
    for i, word in enumerate(said, start=1):
        changed = row[:-1] + np.array([word != other for other in heard], dtype=int)
        best = np.minimum(row[1:] + 1, changed)
        row = np.concatenate([[i], best])
        # What is added from the left: a running minimum of cost less place.
        places = np.arange(len(row))
        row = np.minimum.accumulate(row - places) + places
    return int(row[-1]), len(said)


def figures(
    answers: Sequence[Answer], hearings: Sequence[Hearing], weights: Sequence[crf.Weights]
) -> dict[str, Any]:
    """All that is reported; ``weights`` one an answer."""
    whole, stopwatch = Tally(), Tally()
    wrong: dict[str, list[tuple[int, int]]] = {voice: [] for voice in VOICES}
    shares = []
    for answer, hearing, own in zip(answers, hearings, weights, strict=True):
        grid = on_a_grid(answer, hearing)
        labels = heard_parts(grid, hearing, own)
        one = Tally()
        one.add(grid, labels)
        whole.add(grid, labels)
        stopwatch.add(grid, by_targets(grid))
        shares.append(one.figures()["share"])
        wrong[hearing.voice].append(word_errors(answer, hearing))
    every = [pair for pairs in wrong.values() for pair in pairs]
    return {
        "answers": len(answers),
        "minutes": round(sum(h.duration for h in hearings) / 60, 1),
        **whole.figures(),
        "answers_quartiles": [round(float(q), 3) for q in np.quantile(shares, (0.25, 0.5, 0.75))],
        "stopwatch": {k: stopwatch.figures()[k] for k in ("share", "error_s")},
        "word_error_rate": _rate(every),
        "word_error_rate_by_voice": {v: _rate(pairs) for v, pairs in wrong.items() if pairs},
        "taken_for": {f"{a} > {b}": round(s, 1) for (a, b), s in sorted(whole.taken_for.items())},
    }


def _rate(pairs: Sequence[tuple[int, int]]) -> float:
    return round(sum(wrong for wrong, _ in pairs) / max(1, sum(said for _, said in pairs)), 3)


def show(found: dict[str, Any]) -> None:
    """The figures for a person."""
    print(f"{found['answers']} answers, {found['minutes']} minutes of speech")
    low, middle, high = found["answers_quartiles"]
    print(f"  share of speaking time labelled right  {found['share']:.3f}", end="")
    print(f"   (quartiles over answers {low:.3f}, {middle:.3f}, {high:.3f})")
    print(f"  mean error a part                      {found['error_s']:.2f} s")
    watch = found["stopwatch"]
    print(f"  cutting by the targets alone           {watch['share']:.3f}", end="")
    print(f"   {watch['error_s']:.2f} s")
    print("  seconds wrong: ", end="")
    print(", ".join(f"{s} {e:.1f}" for s, e in found["error_by_part_s"].items()))
    by_voice = ", ".join(f"{v} {r:.3f}" for v, r in found["word_error_rate_by_voice"].items())
    print(f"  word error rate                        {found['word_error_rate']:.3f}  ({by_voice})")
    print_confusion(found["taken_for"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, default=24)
    parser.add_argument("--kept", type=Path, help="folder for what was heard")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--hear-only", action="store_true", help="fill --kept and stop")
    asked = parser.parse_args(arguments)
    if shutil.which("flite") is None:
        print("flite is not installed; try: sudo apt-get install flite", file=sys.stderr)
        return 2
    every = read(DEVELOPMENT)
    answers = sample(every, asked.answers)
    hearings = hear_all(answers, asked.kept)
    if asked.hear_only:
        return 0
    from training.parts import train_folds

    pool = pool_with(every)
    fold_of = folds(pool)
    fitted = train_folds(pool, fold_of)
    fold_named = {answer.name: fold for answer, fold in zip(pool, fold_of, strict=True)}
    found = figures(answers, hearings, [fitted[fold_named[a.name]] for a in answers])
    if asked.json:
        print(json.dumps(found, indent=1))
    else:
        show(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
