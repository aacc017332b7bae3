#!/usr/bin/env python3
"""Where to cut an answer that is heard while it is being given: word errors, wait and cost.

    benchmarks/phrase_policy.py [--seconds 100]

PocketSphinx hears both recorded candidates' answers, cut by several policies, against the words
that they say. Longest: seconds of the longest phrase, which is what may be left to hear when
somebody is done. Cost: seconds of computing (CPU) for each second of sound.
"""

import argparse
import re
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from mockint.audio import phrases as cutting
from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples, Voiced
from mockint.audio.vad import speech
from mockint.content.candidates import Candidate, load_candidate
from mockint.locations import content_dir
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.transcriber import RecordingTranscriber


@dataclass(frozen=True)
class Policy:
    """Cut at ``pause_s`` once ``enough_s`` are there, at ``long_s`` always; forced at ``max_s``."""

    pause_s: float
    enough_s: float
    long_s: float
    max_s: float


POLICIES = (
    Policy(9.0, 0.0, 99.0, 600.0),  # the whole answer in one piece
    Policy(0.9, 0.0, 0.9, 28.0),
    Policy(0.45, 4.0, 0.9, 12.0),  # ours
    Policy(0.45, 4.0, 0.9, 8.0),
    Policy(0.3, 2.0, 0.9, 12.0),
    Policy(0.3, 0.5, 0.9, 5.0),
)


@contextmanager
def policy(one: Policy) -> Any:
    with mock.patch.multiple(
        cutting, PAUSE_S=one.pause_s, ENOUGH_S=one.enough_s, LONG_PAUSE_S=one.long_s
    ):
        yield


def plain(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z']+", text.lower()) if word not in ("um", "uh")]


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Least number of words to change, add or leave out."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(before + (word != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


@dataclass
class Tally:
    words: int = 0
    wrong: int = 0
    longest_s: float = 0.0
    pieces: int = 0
    cpu_s: float = 0.0
    sound_s: float = 0.0


def hear(one: Policy, sound: Samples, voiced: Sequence[Voiced], said: list[str], to: Tally) -> None:
    with policy(one):
        pieces = cutting.phrases(voiced, sound, max_s=one.max_s)
    engine = RecordingTranscriber(PocketSphinxRecognizer(), cut=lambda _sound: pieces)
    engine.warm()
    began = time.process_time()
    heard = plain(engine.transcribe(sound).text)
    to.cpu_s += time.process_time() - began
    to.words += len(said)
    to.wrong += errors(said, heard)
    to.pieces += len(pieces)
    to.longest_s = max(to.longest_s, *(end - start for start, end in pieces))
    to.sound_s += sound.size / RATE_HZ


def beginning(candidate: Candidate, seconds: float) -> tuple[Samples, list[str]]:
    kept = [one for one in candidate.spoken if one.end < seconds]
    sound = read(candidate.answer)[: round((kept[-1].end + 0.5) * RATE_HZ)]
    return sound, [word for one in kept for word in plain(one.text)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=100.0, help="of each answer")
    asked = parser.parse_args()
    folder = content_dir() / "candidates"
    answers = [beginning(load_candidate(folder, n), asked.seconds) for n in ("strong", "flawed")]
    found = [(sound, speech(sound), said) for sound, said in answers]
    print("| pause s | once s | always s | at most s | words wrong | pieces | longest s | cost |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for one in POLICIES:
        tally = Tally()
        for sound, voiced, said in found:
            hear(one, sound, voiced, said, tally)
        print(
            f"| {one.pause_s} | {one.enough_s} | {one.long_s} | {one.max_s} | "
            f"{tally.wrong / tally.words:.1%} | {tally.pieces} | {tally.longest_s:.1f} | "
            f"{tally.cpu_s / tally.sound_s:.3f} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
