#!/usr/bin/env python3
"""How many spoken answers to a quiz are understood: flite speaks, PocketSphinx listens for options.

    python -m benchmarks.spoken_choices [--every N] [--skip N] [--all]

Four voices answer every quiz item of the walkthroughs in many wordings, and say things that are no
answer. ``--every 3`` takes every third item, after ``--skip``. Prints, for each kind of wording and
each voice, how many were understood, asked about again (nothing or two options) and misunderstood;
``--all`` every try that was not understood. Each voice is one sitting: what is learnt of it stays.
Needs flite.
"""

import argparse
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from mockint import locations
from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.load import load
from mockint.content.types import QuizItem
from mockint.quiz.answers import LEADS, Either, understand
from mockint.quiz.grammar import ChoiceRecognizer
from mockint.quiz.recognizer import AROUND_S, offered

VOICES = ("rms", "slt", "awb", "kal16")
LETTERS, NUMBERS = "ABCD", ("one", "two", "three", "four")
NTH = ("first", "second", "third", "fourth")
NO_ANSWERS = (
    *("hello", "please wait", "let me think about it", "the weather is nice today", "yes"),
    *("no", "because of the metric", "what was that", "oh dear", "hmm", "see you tomorrow"),
)


def answers(item: QuizItem, place: int) -> Iterator[tuple[str, str, object]]:
    """Twenty tries, four of each kind: the kind of wording, what is said, what it means.

    A letter stands alone for two of the four options, and in a sentence for the others.
    """
    count = len(item.options)
    for i in range(count):
        nth = ("The {}.", "The {} one.", "It's the {} option.", "{}.")[(i + place) % 4]
        yield "the nth", nth.format(NTH[i]), i
        number = ("Option {}.", "Number {}.", "I think it's number {}.", "{}.")[(i + place) % 4]
        yield "number", number.format(NUMBERS[i]), i
        if (i + place) % 2:
            yield "letter alone", f"{LETTERS[i]}.", i
        else:
            lead = ("Option {}.", "I think it's {}.", "Answer {}.", "I'd say {}.")
            yield "letter in words", lead[(i + place // 2) % 4].format(LETTERS[i]), i
        words = item.options[i].rstrip(".").split()
        yield "own words", " ".join(words[: max(4, len(words) // 2)]), i
    yield "other", "Um, the last one.", count - 1
    yield "other", "I don't know.", "skip"
    yield "other", "Can you repeat the question?", "repeat"
    yield "other", "Give me a hint.", "hint"


def spoken(voice: str, text: str, folder: Path) -> Samples:
    """``text`` said by flite."""
    path = folder / "said.wav"
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
    return read(path)


def around_voice(sound: Samples) -> Samples:
    """What the program gives to the recognizer."""
    voiced = speech(sound)
    if not voiced:
        return sound[:0]
    start, end = voiced[0].start_s - AROUND_S, voiced[-1].end_s + AROUND_S
    return sound[round(max(0.0, start) * RATE_HZ) : round(end * RATE_HZ)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    wanted = parser.parse_args()
    studies = load(locations.content_dir()).walkthroughs.values()
    items = [item for study in studies for item in (*study.quiz, *study.practice)]
    items = items[wanted.skip :: wanted.every]
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    worked_s = sound_s = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for voice in VOICES:
            recognizer = ChoiceRecognizer()
            for place, item in enumerate(items):
                recognizer.offer(LEADS, offered(item.options))
                tries = [*answers(item, place), *(("nonsense", text, None) for text in NO_ANSWERS)]
                for kind, text, meant in tries:
                    sound = around_voice(spoken(voice, text, Path(folder)))
                    began = time.perf_counter()
                    words = recognizer.recognize(sound).words
                    worked_s += time.perf_counter() - began
                    sound_s += len(sound) / RATE_HZ
                    heard = " ".join(word.text for word in words)
                    got = understand(heard, item.options)
                    how = _how(got, meant)
                    rows = (kind,) if meant is None else (kind, f"voice {voice}", "ALL ANSWERS")
                    for row in rows:
                        tally[row][how] += 1
                    if wanted.all and how != "understood":
                        print(f"{voice:6} {kind:16} {text!r} -> {heard!r} {got}")
    for row, found in tally.items():
        total = sum(found.values())
        print(f"{row:18}" + "".join(f"  {how} {n} ({n / total:.1%})" for how, n in found.items()))
    print(f"{worked_s / sound_s:.2f} s of work a second of sound")


def _how(got: object, meant: object) -> str:
    if got == meant:
        return "understood"
    return "asked again" if got is None or isinstance(got, Either) else "misunderstood"


if __name__ == "__main__":
    main()
