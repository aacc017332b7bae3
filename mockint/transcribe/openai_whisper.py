"""openai-whisper behind the seam.

Settings, and where each comes from:

- *Voice activity first.* Only pieces with a voice in them are given to the model, up to 28 s each,
  cut in silences: what is not voice cannot be turned into words. (Bain et al. 2023, WhisperX,
  arXiv 2303.00747: cutting by voice activity lowers invention and repetition. Koenecke et al. 2024,
  arXiv 2402.08021: inventions come with long stretches that are not voice.)
- ``condition_on_previous_text=False``: text made up once is not continued in the next window
  (docstring of ``whisper.transcribe``: "less prone to getting stuck in a failure loop").
- ``temperature=(0.0, 0.4)``: greedy, and one warmer try where the result fails the two tests below.
  Radford et al. 2022 (arXiv 2212.04356), section 4.5, go up in steps of 0.2; each step costs a
  whole decoding while a candidate waits, so there is one.
- ``compression_ratio_threshold=2.4``, ``logprob_threshold=-1.0``, ``no_speech_threshold=0.6``: the
  values of section 4.5: too repetitive, too unsure, and "no speech" where it is unsure as well.
- ``hallucination_silence_threshold=2.0``: words that are improbable or of odd length, with 2 s of
  silence around them, are left out (openai/whisper pull request 1838, whose runs used 2).
- ``sample_len``: no more tokens than the fastest talker could say in the piece, so that a loop
  ends early. 10 a second: 6 words a second, 1.3 tokens a word (our count), and a quarter more.
- ``initial_prompt``: "Um, uh, hmm, er." Whisper writes in the style of what came before, and leaves
  hesitations out of tidy text (OpenAI's speech-to-text guide, "Prompting"). Hints follow, at most
  :data:`HINTS_CHARACTERS` of them: we measured that long prompts cost whole sentences.
- ``language="en"``: questions and cues are English, and guessing a language costs a pass.
- ``fp16`` only on a GPU: a CPU computes in float32 either way and Whisper warns of it.
- Windows are never shorter than 30 s inside (Whisper pads): less makes it loop.

The encoder runs once a window. ``whisper.transcribe`` would run it again for the word times, on the
same input; ``whisper_model`` keeps the last result. Measured with base.en on 2 threads, the word
times of a 6 s phrase cost 0.09 s so, and 0.85 s otherwise.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.base import RATE_HZ, Samples
from mockint.transcribe import inventions, weights
from mockint.transcribe.base import Heard, Word
from mockint.transcribe.whisper_model import failures, load, quiet
from mockint.transcribe.wording import RawWord, joined

WINDOW_S = 28.0
"""The encoder pays for 30 s however short the sound is; two seconds are left as room."""
PROMPT = "Um, uh, hmm, er."
HINTS_CHARACTERS = 80
"""About 20 tokens, beside 10 of the prompt."""
TOKENS_PER_S = 10
SPARE_TOKENS = 24
"""Time stamps, and marks of punctuation, which take no time."""
MOST_TOKENS = 224
"""Half of Whisper's text context: its own limit for a window."""
SETTINGS: Mapping[str, object] = {
    "task": "transcribe",
    "language": "en",
    "word_timestamps": True,
    "condition_on_previous_text": False,
    "temperature": (0.0, 0.4),
    "compression_ratio_threshold": 2.4,
    "logprob_threshold": -1.0,
    "no_speech_threshold": 0.6,
    "hallucination_silence_threshold": 2.0,
}


class WhisperRecogniser:
    """A Recogniser that runs any openai-whisper model, or a checkpoint of one.

    ``device`` None takes a GPU where there is one; ``threads`` None leaves torch's choice;
    ``settings`` are those of ``whisper.transcribe``. ``warm`` may run in another thread meanwhile.
    """

    def __init__(
        self,
        model: str = "base.en",
        *,
        weights_dir: Path,
        device: str | None = None,
        threads: int | None = None,
        settings: Mapping[str, object] = SETTINGS,
    ) -> None:
        called = Path(model).name if weights.is_checkpoint(model) else model
        self.name = f"openai-whisper {called}"
        self.window_s = WINDOW_S
        self._model = model
        self._weights_dir = weights_dir
        self._device = device
        self._threads = threads
        self._settings = settings
        self._loading = threading.Lock()
        self._loaded: Any = None

    def warm(self) -> None:
        """Load the model and compile what aligns its words (some seconds the first time).

        Raises EngineMissing, WeightsMissing, or TranscribeError where the device has no room.
        """
        with self._loading:
            if self._loaded is None:
                self._loaded = load(self._model, self._weights_dir, self._device, self._threads)

    def hear(self, sound: Samples, *, hints: Sequence[str] = ()) -> Heard:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz).

        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        self.warm()
        prompt = prompt_with(hints)
        sound = np.ascontiguousarray(sound, dtype=np.float32)
        options = {
            "sample_len": min(MOST_TOKENS, SPARE_TOKENS + sound.size * TOKENS_PER_S // RATE_HZ),
            **self._settings,
            "initial_prompt": prompt,
            "fp16": self._loaded.device.type != "cpu",
        }
        with failures(f"{self.name} failed while transcribing"), quiet():
            told = self._loaded.transcribe(sound, **options)
        words = [word for segment in told["segments"] for word in _words(segment["words"])]
        return Heard(() if inventions.repeats(words, prompt) else tuple(words))


def prompt_with(hints: Sequence[str]) -> str:
    """The prompt: hesitations, then as many whole hints as fit."""
    taken: list[str] = []
    for hint in hints:
        if len(", ".join([*taken, hint])) > HINTS_CHARACTERS:
            break
        taken.append(hint)
    return f"{PROMPT} {', '.join(taken)}." if taken else PROMPT


def _words(told: Iterable[Mapping[str, Any]]) -> list[Word]:
    """The words of one segment as Whisper tells them."""
    raw = [
        RawWord(one["word"], float(one["start"]), float(one["end"]), float(one["probability"]))
        for one in told
    ]
    return [Word(one.text, one.start, one.end, one.probability) for one in joined(raw)]
