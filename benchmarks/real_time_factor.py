"""How much work a second of speech costs each engine, on the recorded candidates.

    python benchmarks/real_time_factor.py [--seconds 60] [--threads 2]

PocketSphinx is run as it is. Whisper is run at base.en's true size with random weights, because no
weights come with the checkout: the encoder once a piece, as many tokens as the piece has words
(1.33 a word), word alignment on the kept encoder output. So its cost is honest and its words are
nonsense. What it leaves out: the second try that a hard piece may need.
"""

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.files import read
from mockint.audio.phrases import merged, phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir
from mockint.transcribe.assemble import samples_of
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.engines.whisper_model import ready
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Piece

WINDOW_S = 28.0
TOKENS_A_WORD = 1.33
WORDS_PER_S = 2.7
"""The strong candidate's pace: 494 words in 181 s."""
BASE_EN = {
    "n_mels": 80,
    "n_audio_ctx": 1500,
    "n_audio_state": 512,
    "n_audio_head": 8,
    "n_audio_layer": 6,
    "n_vocab": 51864,
    "n_text_ctx": 448,
    "n_text_state": 512,
    "n_text_head": 8,
    "n_text_layer": 6,
}


def cut(samples: Samples) -> Sequence[Piece]:
    return phrases(speech(samples), samples)


def pocketsphinx(sound: Samples) -> None:
    engine = RecordingTranscriber(PocketSphinxRecognizer(), cut=cut)
    engine.warm()
    timed("PocketSphinx en-us", sound, lambda: engine.transcribe(sound))


def whisper_base(sound: Samples, threads: int) -> None:
    import torch
    import whisper
    from whisper.model import ModelDimensions, Whisper

    torch.manual_seed(0)
    torch.set_num_threads(threads)
    model = Whisper(ModelDimensions(**BASE_EN))
    with torch.no_grad():  # the library leaves this one as memory happens to be
        model.decoder.positional_embedding.normal_(0, 0.02)
    model.set_alignment_heads(whisper._ALIGNMENT_HEADS["base.en"])
    ready(model)
    hear = partial(one_window, model)
    hear(sound[: 2 * RATE_HZ])

    def all_pieces() -> None:
        for piece in merged(cut(sound), max_s=WINDOW_S):
            hear(samples_of(sound, piece))

    timed(f"openai-whisper base.en, {threads} threads", sound, all_pieces)


def one_window(model: Any, sound: Samples) -> None:
    from whisper import DecodingOptions
    from whisper.audio import log_mel_spectrogram, pad_or_trim
    from whisper.timing import find_alignment
    from whisper.tokenizer import get_tokenizer

    names = get_tokenizer(multilingual=False)
    spectrum = log_mel_spectrogram(pad_or_trim(sound))
    tokens = max(1, round(len(sound) / RATE_HZ * WORDS_PER_S * TOKENS_A_WORD))
    model.decode(
        spectrum,
        DecodingOptions(
            language="en",
            without_timestamps=True,
            fp16=False,
            sample_len=tokens,
            suppress_tokens=f"-1,{names.eot}",
        ),
    )
    some_word = names.encode(" the")  # random weights also say what is no text
    find_alignment(model, names, some_word * tokens, spectrum, spectrum.shape[-1])


def timed(engine: str, sound: Samples, work: Any) -> None:
    began = time.perf_counter()
    work()
    spent_s = time.perf_counter() - began
    audio_s = len(sound) / RATE_HZ
    print(f"| {engine} | {audio_s:.0f} | {spent_s:.1f} | {spent_s / audio_s:.3f} |", flush=True)


def processor() -> str:
    names = Path("/proc/cpuinfo")
    if names.exists():
        for line in names.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def main() -> int:
    import os

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300.0, help="use so much of the audio")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="for Whisper")
    asked = parser.parse_args()
    folder = content_dir() / "candidates"
    takes = [read(load_candidate(folder, name).answer) for name in ("strong", "flawed")]
    sound = np.concatenate(takes)[: round(asked.seconds * RATE_HZ)]
    print(
        f"{date.today()}, {os.cpu_count()} cores, {processor()}, Python {platform.python_version()}"
    )
    print("\n| engine | seconds of audio | seconds of work | ratio |\n| --- | --- | --- | --- |")
    pocketsphinx(sound)
    whisper_base(sound, asked.threads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
