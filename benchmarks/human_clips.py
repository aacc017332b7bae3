#!/usr/bin/env python3
"""How many words of recorded speech a Whisper model gets wrong, and what it leaves out.

    python -m benchmarks.human_clips CLIPS MODEL [--only CLIP] [--live] [--text] [--threads 2]

CLIPS is a folder with recordings and a ``text.json`` with their words, {"file name without its
ending": "words"}. MODEL is an openai-whisper checkpoint, or a folder in CTranslate2's form. Both
sides go through Whisper's own normalizer, which spells numbers alike and drops "um" and "uh".
``--live`` hears phrase by phrase, as a round does; otherwise neighboring phrases share a window.
``--text`` prints what was heard as well. ``same`` says whether two runs gave the same words.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mockint.audio.files import read
from mockint.audio.speech import SpeechFinder
from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Recognizer, Transcript


def wrong(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to replace, leave out or add (Levenshtein) to get from one to the other."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            cost = min(row[j] + 1, row[j - 1] + 1, before + (word != other))
            before, row[j] = row[j], cost
    return row[-1]


def recognizer(model: Path, threads: int, compute: str) -> Recognizer:
    """The engine that reads weights of this form."""
    if model.is_dir():
        return FasterWhisperRecognizer(
            str(model), weights_dir=model.parent, threads=threads, compute_type=compute
        )
    return WhisperRecognizer(str(model), weights_dir=model.parent, threads=threads)


def stretches(heard: Transcript) -> str:
    """What was marked as not understood."""
    return ", ".join(f"{one.start:.1f} to {one.end:.1f} s" for one in heard.not_understood)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--live", action="store_true", help="phrase by phrase")
    parser.add_argument("--text", action="store_true", help="print what was heard")
    parser.add_argument("--only", help="one clip")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compute", default="int8", help="for a folder: int8, float32")
    asked = parser.parse_args()
    from whisper.normalizers import EnglishTextNormalizer

    plain = EnglishTextNormalizer()
    engine = recognizer(asked.model, asked.threads, asked.compute)
    engine.warm()
    speech = SpeechFinder()
    merge_s = 0.0 if asked.live else engine.window_s
    hear = RecordingTranscriber(
        engine,
        cut=lambda samples: speech.phrases(samples, merged_to_s=merge_s),
        find_voice=speech.stretches,
    )
    print(f"{engine.name}, {'phrase by phrase' if asked.live else 'whole'}\n")
    print(
        "| clip | words | wrong | % | not understood | same | s |\n| --- " * 1 + "| --- " * 6 + "|"
    )
    words = faults = 0
    texts = json.loads((asked.clips / "text.json").read_text(encoding="utf-8"))
    for name, text in sorted(texts.items()):
        if asked.only not in (None, name):
            continue
        path = next(one for one in asked.clips.glob(f"{name}.*") if one.suffix != ".json")
        sound = read(path)
        began = time.perf_counter()
        heard = hear.transcribe(sound)
        spent_s = time.perf_counter() - began
        same = "yes" if hear.transcribe(sound).text == heard.text else "NO"
        said = plain(text).split()
        count = wrong(said, plain(heard.text).split())
        words, faults = words + len(said), faults + count
        share = 100 * count / len(said)
        marked = stretches(heard)
        print(
            f"| {name} | {len(said)} | {count} | {share:.1f} | {marked} | {same} | {spent_s:.1f} |"
        )
        if asked.text:
            print(f"    {heard.text}")
    print(f"| all | {words} | {faults} | {100 * faults / words:.1f} | | | |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
