"""openai-whisper behind the seam.

Settings, and where each comes from:

- *Voice activity first.* Only pieces with a voice in them are given to the model, up to 28 s each,
  cut in silences: what is not voice cannot be turned into words. (Bain et al. 2023, WhisperX,
  arXiv 2303.00747: cutting by voice activity lowers hallucination and repetition. Koenecke et al.
  2024, arXiv 2402.08021: hallucinations come with long stretches that are not voice.)
- *One window, one pass.* A piece is one window: its sound goes through the encoder once, is decoded
  without time stamps between the words, and is aligned on the same encoder output. WhisperX hears
  its pieces so too. ``whisper.transcribe`` walks through a piece by the time stamps it finds, and
  runs on the half second behind the last word once more wherever they end early.
- Nothing of the text before is given on: text made up once would be continued.
- Greedy, always: the same sound gives the same words. A window that is doubtful is tried again
  without the prompt, and in two halves (``redecode``).
- :data:`LEAST_SURE`, :data:`NO_SPEECH`: the values of Radford et al. 2022 (arXiv 2212.04356),
  section 4.5: "no speech" counts where the text is unsure as well.
- ``sample_len``: no more tokens than the fastest talker could say in the piece, so that a loop
  ends early. 10 a second: 6 words a second, 1.3 tokens a word (our count), and a quarter more.
- ``prompt``: "Um, uh, hmm, er." Whisper writes in the style of what came before, and leaves
  hesitations out of tidy text (OpenAI's speech-to-text guide, "Prompting"). Hints follow, at most
  :data:`HINTS_CHARACTERS` of them: we measured that long prompts cost whole sentences.
- ``language="en"``: questions and cues are English, and guessing a language costs a pass.
- ``fp16`` only on a GPU: a CPU computes in float32 either way and Whisper warns of it.
- A phrase is padded to 15 s (:func:`encoded_s`), anything longer to Whisper's 30 s: half the
  encoder's work, and no more words wrong. With little or no silence behind a phrase it loops.

The alignment would run the encoder again, on the same input; ``whisper_model`` keeps the last
result, and what the decoder makes of it once for all tokens. Measured with base.en on 2 threads,
the word times of a 6 s phrase cost 0.09 s so, and 0.85 s otherwise.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.transcribe import hallucinations
from mockint.transcribe.engines.redecode import LEAST_SURE, Try, hear
from mockint.transcribe.engines.whisper_decode import DraftedDecoder, Stop, Stopped, never
from mockint.transcribe.engines.whisper_model import failures, load, quiet
from mockint.transcribe.types import Recognition
from mockint.transcribe.weights import whisper
from mockint.transcribe.word_pieces import RawWord, whole_words

WINDOW_S = 28.0
"""The encoder pays for 30 s however short the sound is; two seconds are left as room."""
SHORT_WINDOW_S, SHORT_S = 15.0, 12.5
"""Sound up to the second is padded to the first."""
PROMPT = "Um, uh, hmm, er."
HINTS_CHARACTERS = 80
"""About 20 tokens, beside 10 of the prompt."""
TOKENS_PER_S = 10
SPARE_TOKENS = 24
"""Marks of punctuation take no time."""
MOST_TOKENS = 224
"""Half of Whisper's text context: its own limit for a window."""
NO_SPEECH = 0.6
"""Probability from which, where the text is unsure as well, nobody spoke."""


class WhisperRecognizer:
    """A Recognizer that runs any openai-whisper model, or a checkpoint of one.

    ``device`` None takes a GPU where there is one; ``threads`` None leaves torch's choice. ``warm``
    may run in another thread meanwhile. It is Drafting.
    """

    extends = True

    def __init__(
        self,
        model: str = "base.en",
        *,
        weights_dir: Path,
        device: str | None = None,
        threads: int | None = None,
    ) -> None:
        called = Path(model).name if whisper.is_checkpoint(model) else model
        self.name = f"openai-whisper {called}"
        self.window_s = WINDOW_S
        self._model = model
        self._weights_dir = weights_dir
        self._device = device
        self._threads = threads
        self._loading = threading.Lock()
        self._loaded: Any = None
        self._decoder: DraftedDecoder | None = None

    def warm(self) -> None:
        """Load the model and compile what aligns its words (some seconds the first time).

        Raises EngineMissing, WeightsMissing, or TranscribeError where the device has no room.
        """
        with self._loading:
            if self._loaded is None:
                self._loaded = load(self._model, self._weights_dir, self._device, self._threads)
                self._decoder = DraftedDecoder(self._loaded)

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz, up to 30 s).

        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        self.warm()
        prompt = prompt_with(hints)
        with failures(f"{self.name} failed while transcribing"), quiet():
            whole = np.ascontiguousarray(sound, dtype=np.float32)
            return Recognition(hear(whole, lambda some, hinted: self._window(some, prompt, hinted)))

    def draft(self, sound: Samples, stop: Stop, *, hints: Sequence[str] = ()) -> bool:
        """As Drafting.draft: the encoder and the text, without word times."""
        self.warm()
        with failures(f"{self.name} failed while transcribing"), quiet():
            whole = np.ascontiguousarray(sound, dtype=np.float32)
            try:
                self._text(whole, self._names(), prompt_with(hints), stop)
            except Stopped:
                return False
        return True

    def _names(self) -> Any:
        from whisper.tokenizer import get_tokenizer

        return get_tokenizer(self._loaded.is_multilingual, language="en", task="transcribe")

    def _text(
        self, sound: Samples, names: Any, prompt: str | None, stop: Stop = never
    ) -> tuple[Any, Any]:
        """The ``whisper.DecodingResult`` of one window, and its spectrum ((mels, 100 a second))."""
        from whisper.audio import log_mel_spectrogram, pad_or_trim

        assert self._decoder is not None
        model = self._loaded
        padded = pad_or_trim(sound, round(encoded_s(sound) * RATE_HZ))
        spectrum = log_mel_spectrogram(padded, model.dims.n_mels).to(model.device)
        options = self._options(sound, names.encode(f" {prompt}") if prompt else [])
        if options["fp16"]:
            spectrum = spectrum.half()
        return self._decoder.told(sound, spectrum, options, stop), spectrum

    def _window(self, sound: Samples, prompt: str, hinted: bool) -> Try:
        """One pass over one window; ``prompt`` goes before it where it is ``hinted``."""
        from whisper.audio import HOP_LENGTH
        from whisper.timing import add_word_timestamps

        names = self._names()
        told, spectrum = self._text(sound, names, prompt if hinted else None)
        if told.avg_logprob < LEAST_SURE and told.no_speech_prob > NO_SPEECH:
            return Try((), no_speech=told.no_speech_prob)
        end = sound.size / RATE_HZ
        segment: dict[str, Any] = {"seek": 0, "start": 0.0, "end": end, "tokens": told.tokens}
        add_word_timestamps(
            segments=[segment],
            model=self._loaded,
            tokenizer=names,
            mel=spectrum,
            num_frames=min(spectrum.shape[-1], sound.size // HOP_LENGTH),
            last_speech_timestamp=0.0,
        )
        raw = [
            RawWord(one["word"], float(one["start"]), float(one["end"]), float(one["probability"]))
            for one in segment["words"]
        ]
        words = tuple(whole_words(raw))
        if hallucinations.repeats(words, prompt):
            words = ()
        return Try(words, told.avg_logprob, told.no_speech_prob)

    def _options(self, sound: Samples, prompt: list[int]) -> dict[str, Any]:
        """For ``whisper.DecodingOptions``."""
        bound = SPARE_TOKENS + sound.size * TOKENS_PER_S // RATE_HZ
        return {
            "language": "en",
            "without_timestamps": True,
            "prompt": prompt or None,
            "temperature": 0.0,
            "sample_len": min(MOST_TOKENS, bound),
            "fp16": self._loaded.device.type != "cpu",
        }


def encoded_s(sound: Samples) -> float:
    """Seconds, with the silence behind it, that the encoder is given of ``sound`` (16 kHz)."""
    return SHORT_WINDOW_S if sound.size <= SHORT_S * RATE_HZ else 30.0


def prompt_with(hints: Sequence[str]) -> str:
    """The prompt: hesitations, then as many whole hints as fit."""
    taken: list[str] = []
    for hint in hints:
        if len(", ".join([*taken, hint])) > HINTS_CHARACTERS:
            break
        taken.append(hint)
    return f"{PROMPT} {', '.join(taken)}." if taken else PROMPT
