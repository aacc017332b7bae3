#!/usr/bin/env python3
"""What alignment adds to a Whisper model: "um" and "uh" that count, and word starts that are right.

    python -m benchmarks.alignment ENGINE:MODEL... [--voice joe] [--answers 8] [--skip 1]
                                   [--smooth 4] [--clips FOLDER] [--misses] [--threads 2]

Labeled answers are spoken with hesitations at known places (``benchmarks.talks``), heard by each
engine (as in ``benchmarks.word_errors``), aligned, and their fillers
counted as a debrief counts them. Each is heard twice: in whole windows, as a recording on disk is,
and phrase by phrase, as a round is. ``--smooth`` of the answers are also spoken without any
hesitation, and CLIPS are recordings of people who make none. ``--skip 1`` takes the other half of
the answers: thresholds are set on the first. ``--voice`` may name several, apart by commas.

A hesitation counts where a vocal filler is told that begins up to 0.3 s before it and not after its
end; each further one is false. Word starts: of words that begin a sentence or follow a hesitation,
where they were heard. "Left" is the share of words that could not be aligned. ``--misses`` prints
what was missed, what was false, and what was written there.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.talks import Talk, say
from benchmarks.word_errors import recognizer
from mockint import locations
from mockint.audio.files import read as read_sound
from mockint.audio.speech import SpeechFinder
from mockint.audio.types import Samples
from mockint.content.load import load
from mockint.content.types import Cues
from mockint.star.delivery import find_fillers
from mockint.text.fillers import SOUNDS
from mockint.text.normalize import plain_word
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.engine import AlignedRecognizer
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Recognition, Recognizer, Transcript
from training.answers import DEVELOPMENT, read
from training.hear import in_turn

NEAR_S = 0.3
FARTHEST_S = 1.0
"""A word heard farther from its true start is another."""


class Remembers:
    """A Recognizer that hears each sound once, so that it can be asked again with alignment."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.name = recognizer.name
        self.window_s = recognizer.window_s
        self._recognizer = recognizer
        self._heard: dict[bytes, Recognition] = {}

    def warm(self) -> None:
        """Load the model. Raises as Recognizer.warm."""
        self._recognizer.warm()

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """What was heard in ``sound``. Raises as Recognizer.recognize."""
        key = sound.tobytes()
        if key not in self._heard:
            self._heard[key] = self._recognizer.recognize(sound, hints=hints)
        return self._heard[key]


@dataclass(slots=True)
class Score:
    """What came of one engine over several talks."""

    minutes: float = 0.0
    said: int = 0
    counted: int = 0
    false: int = 0
    words: int = 0
    astray_s: list[float] = field(default_factory=list)

    def add(self, talk: Talk, heard: Transcript, cues: Cues) -> list[str]:
        """Take one talk as it was ``heard``; a line for each miss and each false one."""
        told = [one.start for one in find_fillers(heard, cues) if one.text in SOUNDS]
        missed: list[tuple[float, float]] = []
        for start, end in talk.hesitations:
            hit = next((one for one in told if start - NEAR_S <= one <= end), None)
            if hit is None:
                missed.append((start, end))
            else:
                told.remove(hit)
        self.minutes += talk.minutes
        self.said += len(talk.hesitations)
        self.counted += len(talk.hesitations) - len(missed)
        self.false += len(told)
        self.words += len(heard.words)
        self.astray_s += _astray(talk, heard)
        lines = [
            f"missed {start:.2f} to {end:.2f}: {_around(heard, start)}" for start, end in missed
        ]
        return lines + [f"false at {one:.2f}: {_around(heard, one)}" for one in told]

    @property
    def false_a_minute(self) -> float:
        """Fillers told where none was said."""
        return self.false / self.minutes if self.minutes else 0.0

    def starts_ms(self) -> str:
        """How far word starts are from the truth: p50 and p90."""
        half, most = np.percentile(self.astray_s or [0.0], (50, 90)) * 1000
        return f"{half:.0f}, {most:.0f}"


def _astray(talk: Talk, heard: Transcript) -> Iterator[float]:
    """How far the known starts are from those that were heard, seconds."""
    for text, start in talk.starts:
        near = [
            abs(word.start - start)
            for word in heard.words
            if plain_word(word.text) == plain_word(text)
        ]
        if near and min(near) <= FARTHEST_S:
            yield min(near)


def _around(heard: Transcript, at: float) -> str:
    """The words near ``at``, with their times and probabilities."""
    return " ".join(
        f"{word.text}[{word.start:.2f}-{word.end:.2f} {word.probability or 0:.2f}]"
        for word in heard.words
        if at - 1.0 < word.end and word.start < at + 1.5
    )


@dataclass(slots=True)
class Measure:
    """One engine by one way of cutting: as it is, and aligned."""

    transcribers: tuple[RecordingTranscriber, RecordingTranscriber]
    cues: Cues
    show: bool
    plain: Score = field(default_factory=Score)
    aligned: Score = field(default_factory=Score)
    smooth: Score = field(default_factory=Score)
    people: Score = field(default_factory=Score)
    left: int = 0

    def hear(self, talk: Talk) -> None:
        """A talk with hesitations."""
        before, after = (one.transcribe(talk.sound) for one in self.transcribers)
        self.plain.add(talk, before, self.cues)
        self._tell(self.aligned.add(talk, after, self.cues))
        times = {(word.start, word.end) for word in before.words}
        self.left += sum((word.start, word.end) in times for word in after.words)

    def hear_smooth(self, talk: Talk, score: Score) -> None:
        """A talk without any."""
        self._tell(score.add(talk, self.transcribers[1].transcribe(talk.sound), self.cues))

    def _tell(self, lines: Sequence[str]) -> None:
        for line in lines if self.show else ():
            print(f"    {line}", file=sys.stderr)

    def row(self) -> list[str]:
        """Its line of the table, behind the engine and the way."""
        return [
            f"{self.aligned.counted} of {self.aligned.said}",
            f"{self.plain.counted}",
            f"{self.aligned.false_a_minute:.2f} ({self.aligned.minutes:.0f} min)",
            f"{self.smooth.false_a_minute:.2f} ({self.smooth.minutes:.0f} min)",
            f"{self.people.false} in {self.people.minutes:.1f} min",
            self.aligned.starts_ms(),
            self.plain.starts_ms(),
            f"{self.left / max(1, self.aligned.words):.1%}",
        ]


def measure(engine: Recognizer, merge_s: float, cues: Cues, show: bool) -> Measure:
    """Ready to hear; neighboring phrases share a pass up to ``merge_s``, 0 for none."""
    speech = SpeechFinder()
    made = [
        RecordingTranscriber(
            one,
            cut=lambda samples: speech.phrases(samples, merged_to_s=merge_s),
            find_voice=speech.stretches,
        )
        for one in (engine, AlignedRecognizer(engine, Aligner()))
    ]
    return Measure((made[0], made[1]), cues, show)


HEAD = (
    "| engine | heard | counted | without alignment | false a minute | none said | people "
    "| starts, ms | without | left |"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("models", nargs="+", metavar="ENGINE:MODEL")
    parser.add_argument("--voice", default="joe", help="of training.voices, apart by commas")
    parser.add_argument("--answers", type=int, default=8)
    parser.add_argument("--skip", type=int, choices=(0, 1), default=0, help="1: the other half")
    parser.add_argument("--smooth", type=int, default=4, help="answers without hesitations")
    parser.add_argument("--clips", type=Path, help="a folder of recordings without hesitations")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    answers = in_turn(read(DEVELOPMENT))[asked.skip : 2 * asked.answers : 2]
    voices = asked.voice.split(",")
    voiced = [(answer, voices[i % len(voices)]) for i, answer in enumerate(answers)]
    talks = [say(answer, voice, hesitating=True) for answer, voice in voiced]
    smooth = [say(answer, voice, hesitating=False) for answer, voice in voiced[: asked.smooth]]
    people = list(clips(asked.clips)) if asked.clips else []
    content = locations.content_dir()
    cues = load(content, pack=content / "amazon").cues
    print(f"{asked.voice}, {len(answers)} answers\n\n{HEAD}\n{'| --- ' * 10}|")
    for model in asked.models:
        engine = Remembers(recognizer(model, asked.threads, "int8"))
        for way, merge_s in (("whole", engine.window_s), ("live", 0.0)):
            found = measure(engine, merge_s, cues, asked.misses)
            for talk in talks:
                found.hear(talk)
            for talk in smooth:
                found.hear_smooth(talk, found.smooth)
            for talk in people:
                found.hear_smooth(talk, found.people)
            print(f"| {engine.name} | {way} | {' | '.join(found.row())} |", flush=True)
    return 0


def clips(folder: Path) -> Iterator[Talk]:
    """The recordings in ``folder``, as talks without hesitations and without known starts."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".wav", ".flac", ".mp3", ".ogg"):
            yield Talk(read_sound(path), (), ())


if __name__ == "__main__":
    sys.exit(main())
