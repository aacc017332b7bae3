#!/usr/bin/env python3
"""What alignment adds to an engine: hesitations found, word times, cost.

    python -m benchmarks.alignment [--answers 8] [--json]

Labelled answers are spoken with flite's voices in turn, an "um" or "uh" put between words at places
that are known, six or so a minute. Four engines are aligned:

- "tidy": the true words without their hesitations, with capitals, figures and punctuation, in
  pieces of up to 28 s, with the drifting times that Whisper gives (made: 0.15 s astray);
- "5 % wrong" and "5 % missing": the same with so many words replaced by others, or dropped;
- "PocketSphinx": what it hears, phrase by phrase (on every other answer: it takes its time).

"Tidy" is also told for the same answers without any hesitation ("none said"). A hesitation is
found where one is told that begins in it or up to 0.3 s before; what else is told is a false alarm.
Word times are compared where they are known: the words that begin a sentence or follow a
hesitation. Columns: minutes of speech, hesitations said, found, false alarms a minute, share of
words that could not be aligned, word starts astray (p50 and p90, ms) aligned and by the engine,
seconds of work for a second of speech.
"""

import argparse
import json
import random
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mockint.audio.phrases import phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.engine import AlignedRecognizer
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.types import Recognition, Recognizer, Word
from training import voices
from training.answers import DEVELOPMENT, Answer, read
from training.hear import in_turn

NEAR_S = 0.3
DRIFT_S = 0.15
WINDOW_S = 28.0
A_WORD = 0.045
"""Chance of a hesitation before a word; 150 words a minute."""
UM = frozenset({"um", "uh", "mm", "er"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a spoken answer."""

    sound: Samples
    words: tuple[Word, ...]
    """True words, true starts where ``known``."""
    known: frozenset[int]
    """Words whose start is known exactly."""
    hesitations: tuple[tuple[float, float], ...]
    """True starts and ends."""


class Says:
    """A recognizer that says what it is told to."""

    name = "told"
    window_s = WINDOW_S

    def __init__(self) -> None:
        self.words: tuple[Word, ...] = ()

    def warm(self) -> None:
        """Nothing to load."""

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """What it was told."""
        return Recognition(self.words)


@dataclass(slots=True)
class Score:
    """What came of one engine."""

    minutes: float = 0.0
    work_s: float = 0.0
    pieces: int = 0
    kept: int = 0
    """Words left with the engine's times."""
    words: int = 0
    said: int = 0
    found: int = 0
    false: int = 0
    astray_s: list[float] = field(default_factory=list)
    astray_before_s: list[float] = field(default_factory=list)

    def row(self, name: str) -> dict[str, Any]:
        """For a table; times in milliseconds at the median and the 90th percentile."""
        after = np.percentile(self.astray_s or [0.0], (50, 90)) * 1000
        before = np.percentile(self.astray_before_s or [0.0], (50, 90)) * 1000
        return {
            "engine": name,
            "minutes": round(self.minutes, 1),
            "said": self.said,
            "found": self.found,
            "false_a_minute": round(self.false / self.minutes, 2),
            "words_unaligned": round(self.kept / max(1, self.words), 3),
            "starts_ms": [round(float(x)) for x in after],
            "engine_starts_ms": [round(float(x)) for x in before],
            "ratio": round(self.work_s / self.minutes / 60, 4),
        }


def say(answer: Answer, voice: str, *, hesitating: bool) -> list[Piece]:
    """``answer`` spoken, in pieces of up to WINDOW_S seconds that end with a sentence."""
    rng = random.Random(zlib.crc32(f"{answer.name}/{voice}".encode()))
    room = np.random.default_rng(rng.randrange(1 << 30))
    render = voices.voice(voice)
    pieces: list[Piece] = []
    sounds: list[Any] = []
    words: list[Word] = []
    known: set[int] = set()
    ums: list[tuple[float, float]] = []

    def now() -> float:
        return sum(map(len, sounds)) / RATE_HZ

    def close() -> None:
        sound = np.concatenate([*sounds, np.zeros(RATE_HZ // 2)])
        sound = 0.7 * sound / np.abs(sound).max() + room.normal(0, voices.ROOM, len(sound))
        pieces.append(Piece(sound.astype(np.float32), tuple(words), frozenset(known), tuple(ums)))
        for kept in (sounds, words, known, ums):
            kept.clear()

    for sentence in answer.sentences:
        if now() > WINDOW_S - 14:
            close()
        sounds.append(np.zeros(round(min(2.0, rng.lognormvariate(-0.75, 0.5)) * RATE_HZ)))
        parts: list[list[str]] = [[]]
        for word in sentence.split():
            if rng.random() < A_WORD and hesitating:
                parts.append([])
            parts[-1].append(word)
        for number, part in enumerate(parts):
            if number:
                gap = np.zeros(round(rng.uniform(0.04, 0.3) * RATE_HZ))
                um = voices.audible(render, rng.choice(("um", "uh")), voices.HESITATION_STRETCH)
                start = now() + len(gap) / RATE_HZ
                ums.append((start, start + len(um) / RATE_HZ))
                sounds += [gap, um, np.zeros(round(rng.uniform(0.04, 0.3) * RATE_HZ))]
            if part:
                said = voices.audible(render, " ".join(part))
                known.add(len(words))
                words += spread(part, now() + voices.EDGE_S, now() + len(said) / RATE_HZ)
                sounds.append(said)
    close()
    return pieces


def spread(texts: Sequence[str], start: float, end: float) -> list[Word]:
    """The texts as words between ``start`` and ``end``, each as long as its letters."""
    ends = np.cumsum([len(text) + 1 for text in texts])
    edges = [start, *(start + (end - start) * ends / ends[-1])]
    return [Word(text, float(edges[i]), float(edges[i + 1])) for i, text in enumerate(texts)]


Spoil = Callable[[random.Random, Piece], tuple[list[Word], list[int | None]]]
"""Words as an engine would write them, and of each the true word it is, if any."""


def tidy(rng: random.Random, piece: Piece) -> tuple[list[Word], list[int | None]]:
    astray = rng.uniform(-DRIFT_S, DRIFT_S)
    words: list[Word] = []
    for word in piece.words:
        astray = 0.8 * astray + rng.uniform(-DRIFT_S, DRIFT_S) / 2
        start = max(words[-1].end if words else 0.0, word.start + astray)
        words.append(Word(word.text, start, max(start, word.end + astray)))
    return words, list(range(len(words)))


def wrong(rng: random.Random, piece: Piece) -> tuple[list[Word], list[int | None]]:
    words, true = tidy(rng, piece)
    texts = [word.text for word in words]
    for i, word in enumerate(words):
        if rng.random() < 0.05:
            words[i], true[i] = Word(rng.choice(texts), word.start, word.end), None
    return words, true


def missing(rng: random.Random, piece: Piece) -> tuple[list[Word], list[int | None]]:
    words, true = tidy(rng, piece)
    kept = [i for i in range(len(words)) if rng.random() >= 0.05]
    return [words[i] for i in kept], [true[i] for i in kept]


def judge(
    score: Score, piece: Piece, before: Recognition, after: Recognition, true: Sequence[int | None]
) -> None:
    """Add what came of one piece."""
    score.pieces += 1
    score.minutes += len(piece.sound) / RATE_HZ / 60
    told = [one.start for one in after.hesitations]
    told += [word.start for word in after.words if word.text in UM]
    said = [(start - NEAR_S, end) for start, end in piece.hesitations]
    hits = sum(any(start < one < end for one in told) for start, end in said)
    score.said += len(piece.hesitations)
    score.found += hits
    score.false += sum(not any(start < one < end for start, end in said) for one in told)
    score.words += len(before.words)
    times = {(word.start, word.end) for word in before.words}
    score.kept += sum((word.start, word.end) in times for word in after.words) if true else 0
    for i, word in zip(true, after.words, strict=False):
        if i in piece.known:
            score.astray_s.append(abs(word.start - piece.words[i].start))
    for i, word in zip(true, before.words, strict=False):
        if i in piece.known:
            score.astray_before_s.append(abs(word.start - piece.words[i].start))


def told(pieces: Sequence[Piece], spoil: Spoil) -> Score:
    """An engine that writes what ``spoil`` makes of the truth, aligned."""
    score, engine, rng = Score(), Says(), random.Random(1)
    aligned = AlignedRecognizer(engine, Aligner())
    aligned.warm()
    for piece in pieces:
        words, true = spoil(rng, piece)
        engine.words = tuple(words)
        began = time.perf_counter()
        after = aligned.recognize(piece.sound)
        score.work_s += time.perf_counter() - began
        judge(score, piece, Recognition(tuple(words)), after, true)
    return score


def heard(pieces: Sequence[Piece]) -> tuple[Score, Score]:
    """PocketSphinx as it is, and aligned."""
    plain, better = Score(), Score()
    engine: Recognizer = PocketSphinxRecognizer()
    aligned = AlignedRecognizer(engine, Aligner())
    aligned.warm()
    for piece in pieces:
        found: list[list[Recognition]] = [[], []]
        work = [0.0, 0.0]
        for start, end in phrases(speech(piece.sound), piece.sound):
            sound = piece.sound[round(start * RATE_HZ) : round(end * RATE_HZ)]
            began = time.perf_counter()
            found[0].append(later(engine.recognize(sound), start))
            middle = time.perf_counter()
            found[1].append(later(aligned.refined(sound, later(found[0][-1], -start)), start))
            work = [work[0] + middle - began, work[1] + time.perf_counter() - middle]
        before = together(found[0])
        for score, one, spent in zip((plain, better), found, work, strict=True):
            judge(score, piece, before, together(one), ())
            score.work_s += spent
    return plain, better


def later(heard: Recognition, by: float) -> Recognition:
    """``heard``, ``by`` seconds later."""
    words = [Word(w.text, w.start + by, w.end + by, w.probability) for w in heard.words]
    noises = [type(one)(one.start + by, one.end + by) for one in heard.hesitations]
    return Recognition(tuple(words), tuple(noises))


def together(parts: Sequence[Recognition]) -> Recognition:
    """One after the other."""
    return Recognition(
        tuple(word for part in parts for word in part.words),
        tuple(one for part in parts for one in part.hesitations),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, default=8)
    parser.add_argument("--json", action="store_true", help="one object a line")
    asked = parser.parse_args()
    answers = in_turn(read(DEVELOPMENT))[: asked.answers]
    voiced = [
        (answer, voices.FLITE_VOICES[i % len(voices.FLITE_VOICES)])
        for i, answer in enumerate(answers)
    ]
    each = [say(answer, voice, hesitating=True) for answer, voice in voiced]
    pieces = [piece for one in each for piece in one]
    smooth = [p for answer, voice in voiced for p in say(answer, voice, hesitating=False)]
    rows = [
        told(pieces, tidy).row("tidy"),
        told(smooth, tidy).row("tidy, none said"),
        told(pieces, wrong).row("5 % wrong"),
        told(pieces, missing).row("5 % missing"),
    ]
    plain, better = heard([piece for one in each[1::2] for piece in one])
    rows += [plain.row("PocketSphinx as it is"), better.row("PocketSphinx")]
    _, quiet = heard(smooth[: len(smooth) // 3])
    rows.append(quiet.row("PocketSphinx, none said"))
    for row in rows:
        print(json.dumps(row) if asked.json else " | ".join(map(str, row.values())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
