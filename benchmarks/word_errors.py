#!/usr/bin/env python3
"""How many words each engine gets wrong, and where it says that it did not understand.

    python -m benchmarks.word_errors [ENGINE ...] [--natural 5] [--clips FOLDER] [--ways live,after]
        [--only SOUND] [--text] [--twice]

ENGINE is ``pocketsphinx``, ``openai-whisper:MODEL`` or ``faster-whisper:MODEL``, where MODEL is a
name, a checkpoint or a folder in CTranslate2's form; by default PocketSphinx and both with tiny.en.
The sounds are the recorded candidates' answers and replies, ``--natural`` answers of the
development set spoken by Piper's voice, and with ``--clips`` the recordings of a folder whose
``text.json`` has their words, {"file name without its ending": "words"}.

Both sides go through Whisper's own normalizer, which spells numbers alike and drops "um" and "uh".
Ways: ``after`` the fact neighboring phrases share a window, ``live`` each phrase is one. What each
engine heard is printed as it comes (seconds are CPU time), the table at the end.
"""

import argparse
import json
import sys
import time
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from mockint import locations
from mockint.audio.files import read
from mockint.audio.speech import SpeechFinder
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import candidate_names, load_candidate, sentences_of
from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Recognizer, Transcript
from training.scoring import words_wrong

WAYS = ("live", "after")
ENGINES = ("pocketsphinx", "openai-whisper:tiny.en", "faster-whisper:tiny.en")
LEAD_S = 0.7


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording whose words are known."""

    kind: str
    """The column of the table."""
    name: str
    samples: Samples
    """Shape (n,), mono float32, RATE_HZ."""
    text: str


@dataclass
class Tally:
    """What came of all sounds of one kind."""

    words: int = 0
    wrong: int = 0
    marks: int = 0
    sound_s: float = 0.0
    work_s: float = 0.0

    def cell(self) -> str:
        """Share of the words that is wrong, and how many stretches were marked."""
        marked = f", {self.marks} marked" if self.marks else ""
        return f"{100 * self.wrong / self.words:.1f} %{marked}" if self.words else ""


# ---------------------------------------------------------------- what is said


def recorded() -> Iterator[Sound]:
    """Both recorded candidates: the answer, and every reply."""
    folder = locations.content_dir() / "candidates"
    for name in candidate_names(folder):
        said = sentences_of(load_candidate(folder, name).script)
        for stem, sentences in said.items():
            text = " ".join(sentence for sentence, _ in sentences)
            yield Sound(f"{name} candidate", stem, read(folder / name / f"{stem}.ogg"), text)


def natural(count: int) -> Iterator[Sound]:
    """Answers of the development set, in Piper's voice; pauses as people make them."""
    from training import voices
    from training.answers import DEVELOPMENT
    from training.answers import read as answers_in
    from training.hear import in_turn

    for one in in_turn(answers_in(DEVELOPMENT))[:count]:
        chance = np.random.default_rng(zlib.crc32(one.name.encode()))
        said = [(text, min(2.5, chance.lognormal(-0.75, 0.55))) for text in one.sentences]
        render = voices.voice(voices.PIPER)
        sound, _ = voices.answer(render, said, stretch=1.0, lead_s=LEAD_S, chance=chance)
        yield Sound("natural voice", one.name, sound.astype(np.float32), " ".join(one.sentences))


def clips(folder: Path) -> Iterator[Sound]:
    """The recordings of a folder."""
    texts = json.loads((folder / "text.json").read_text(encoding="utf-8"))
    for name, text in sorted(texts.items()):
        path = next(one for one in folder.glob(f"{name}.*") if one.suffix != ".json")
        yield Sound("clips", name, read(path), text)


# ---------------------------------------------------------------- what is heard


def recognizer(asked: str, threads: int, compute: str) -> Recognizer:
    """The engine that ENGINE names."""
    engine, _, model = asked.partition(":")
    folder = locations.weights_dir()
    if engine == "pocketsphinx":
        return PocketSphinxRecognizer()
    if engine == "openai-whisper":
        return WhisperRecognizer(model, weights_dir=folder, threads=threads)
    if engine == "faster-whisper":
        return FasterWhisperRecognizer(
            model, weights_dir=folder, threads=threads, compute_type=compute
        )
    raise SystemExit(f"there is no engine {asked}")


def hearing(engine: Recognizer, way: str) -> RecordingTranscriber:
    """How the program hears a recording with ``engine``: phrase by phrase, or in windows."""
    speech = SpeechFinder()
    window_s = engine.window_s if way == "after" else 0.0
    return RecordingTranscriber(
        engine,
        cut=lambda samples: speech.phrases(samples, merged_to_s=window_s),
        find_voice=speech.stretches,
    )


@cache
def normalizer() -> Callable[[str], str]:
    """Whisper's own, as its evaluations use it."""
    from whisper.normalizers import EnglishTextNormalizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its table of spellings open
        made: Callable[[str], str] = EnglishTextNormalizer()
    return made


def errors(text: str, heard: str) -> tuple[int, int]:
    """Words wrong, and words said, both in normalized spelling."""
    plain = normalizer()
    said = plain(text).split()
    return words_wrong(said, plain(heard).split()), len(said)


def stretches(heard: Transcript) -> str:
    """What was marked as not understood."""
    return ", ".join(f"{one.start:.1f} to {one.end:.1f} s" for one in heard.not_understood)


def hear_all(
    sounds: Sequence[Sound], engine: Recognizer, way: str, asked: argparse.Namespace
) -> dict[str, Tally]:
    """Every sound through ``engine``, told line by line; tallies by kind."""
    found: dict[str, Tally] = {}
    hear = hearing(engine, way)
    for one in sounds:
        began = time.process_time()
        heard = hear.transcribe(one.samples)
        spent_s = time.process_time() - began
        count, said = errors(one.text, heard.text)
        tally = found.setdefault(one.kind, Tally())
        tally.words, tally.wrong = tally.words + said, tally.wrong + count
        tally.marks += len(heard.not_understood)
        tally.sound_s += one.samples.size / RATE_HZ
        tally.work_s += spent_s
        told = [engine.name, way, f"{one.kind}: {one.name}", f"{count} of {said}", f"{spent_s:.1f}"]
        if asked.twice:
            told.append("same" if hear.transcribe(one.samples).text == heard.text else "NOT SAME")
        print(" | ".join([*told, stretches(heard)]), flush=True)
        if asked.text:
            print(f"    {heard.text}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("engines", nargs="*", metavar="ENGINE", default=ENGINES)
    parser.add_argument("--natural", type=int, default=5, help="answers in Piper's voice")
    parser.add_argument("--clips", type=Path, help="folder of recordings with a text.json")
    parser.add_argument("--only", help="the sounds of this name, or of this kind")
    parser.add_argument("--ways", default=",".join(WAYS), help="live, after or both")
    parser.add_argument("--text", action="store_true", help="print what was heard")
    parser.add_argument("--twice", action="store_true", help="whether a second run hears the same")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compute", default="int8", help="for faster-whisper: int8, float32")
    asked = parser.parse_args()
    sounds = [*recorded(), *natural(asked.natural), *(clips(asked.clips) if asked.clips else ())]
    sounds = [one for one in sounds if asked.only in (None, one.name, one.kind)]
    kinds = list(dict.fromkeys(one.kind for one in sounds))
    rows = []
    for name in asked.engines:
        engine = recognizer(name, asked.threads, asked.compute)
        engine.warm()
        for way in asked.ways.split(","):
            if way == "live" and not engine.window_s:
                continue  # one phrase is one piece either way
            found = hear_all(sounds, engine, way, asked)
            work = sum(one.work_s for one in found.values())
            ratio = work / sum(one.sound_s for one in found.values())
            cells = [engine.name, way, *(found[kind].cell() for kind in kinds), f"{ratio:.2f}"]
            rows.append(f"| {' | '.join(cells)} |")
    said = {kind: sum(errors(s.text, "")[1] for s in sounds if s.kind == kind) for kind in kinds}
    heads = ["engine", "way", *(f"{kind}, {said[kind]} words" for kind in kinds), "work"]
    print(f"\n| {' | '.join(heads)} |\n{'| --- ' * len(heads)}|")
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
