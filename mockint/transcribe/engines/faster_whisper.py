"""faster-whisper behind the seam: Whisper in CTranslate2, with weights in 8 bits.

The settings are those of ``openai_whisper`` (see there for where each comes from), under this
library's names. What is different, read off faster-whisper 1.2.1 and CTranslate2 4.8.5:

- ``vad_filter=False``: we cut by voice ourselves, with the detector that the whole program uses.
- ``beam_size=1`` and ``temperature=0``: greedy, for the reasons in ``redecode``, which tries a
  doubtful window again. The library's own defaults try up to six temperatures.
- ``without_timestamps=True``: no time stamps between the words of a piece, which is never longer
  than one window and whose word times come from the alignment. WhisperX and this library's own
  batched form do the same. A window is then one segment, so we can stop when it has been told:
  otherwise the library goes back to the last word's end and runs the encoder again on the half
  second of silence behind it. Only where more than :data:`TAIL_S` is left without a word does it go
  on, because then speech was passed over.
- ``max_new_tokens``: the same bound on what can be said in the piece. CTranslate2 gives half of
  prompt and new tokens together where the prompt is short (issue 1856), so the bound is raised by
  what the halving takes away.
- ``device="cpu"``: whoever has a GPU has openai-whisper on it, or a server (``remote``); a GPU here
  would need CUDA libraries that the wheel does not bring.
"""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineMissing, NoSuchModel, TranscribeError, WeightsMissing
from mockint.transcribe import hallucinations
from mockint.transcribe.engines.redecode import LEAST_SURE, Try, hear
from mockint.transcribe.engines.whisper import (
    MOST_TOKENS,
    SPARE_TOKENS,
    TOKENS_PER_S,
    WINDOW_S,
    encoded_s,
    prompt_with,
)
from mockint.transcribe.engines.whisper_decode import Stop, Stopped, never
from mockint.transcribe.types import Recognition, Word
from mockint.transcribe.weights import ctranslate2
from mockint.transcribe.word_pieces import RawWord, whole_words

TAIL_S = 1.5
"""Sound behind the last word that is as it should be: half a second is ours, a second is what a
word's end may be told too early."""
_TEXT_CONTEXT = 448
SETTINGS: Mapping[str, object] = {
    "task": "transcribe",
    "language": "en",
    "word_timestamps": True,
    "without_timestamps": True,
    "condition_on_previous_text": False,
    "vad_filter": False,
    "beam_size": 1,
    "temperature": 0.0,
    "compression_ratio_threshold": None,
    "log_prob_threshold": LEAST_SURE,
    "no_speech_threshold": 0.6,
    "hallucination_silence_threshold": 2.0,
}


class FasterWhisperRecognizer:
    """A Recognizer that runs any Whisper model in CTranslate2's form, or a folder with one.

    ``compute_type``: "int8", "float32" or another that CTranslate2 knows, whatever the weights on
    disk are in; ``threads`` None leaves CTranslate2's choice; ``settings`` are those of
    ``faster_whisper.WhisperModel.transcribe``. ``warm`` may run in another thread meanwhile. It is
    Drafting: a draft is a whole pass, kept for the same sound.
    """

    extends = False
    """CTranslate2 does not tell what it thinks of tokens that it is given."""

    def __init__(
        self,
        model: str = "base.en",
        *,
        weights_dir: Path,
        compute_type: str = "int8",
        threads: int | None = None,
        settings: Mapping[str, object] = SETTINGS,
    ) -> None:
        called = Path(model).name if ctranslate2.is_folder(model) else model
        self.name = f"faster-whisper {called} {compute_type}"
        self.window_s = WINDOW_S
        self._model = model
        self._weights_dir = weights_dir
        self._compute_type = compute_type
        self._threads = threads
        self._settings = settings
        self._loading = threading.Lock()
        self._loaded: Any = None
        self._drafted: tuple[Samples, str, Try] | None = None

    def warm(self) -> None:
        """Load the model (0.2 s for base.en). Never asks the network.

        Raises EngineMissing, WeightsMissing, or TranscribeError where there is no room for it.
        """
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz).

        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        self.warm()
        prompt = prompt_with(hints)
        sound = np.ascontiguousarray(sound, dtype=np.float32)
        with _failures(f"{self.name} failed while transcribing"):
            return Recognition(hear(sound, lambda some, hinted: self._window(some, prompt, hinted)))

    def draft(self, sound: Samples, stop: Stop, *, hints: Sequence[str] = ()) -> bool:
        """As Drafting.draft; it is given up before the encoder or before the decoder runs."""
        self.warm()
        prompt = prompt_with(hints)
        sound = np.array(sound, dtype=np.float32)  # not the buffer of the caller, which grows
        with _failures(f"{self.name} failed while transcribing"):
            try:
                self._loaded.stop = stop
                self._drafted = sound, prompt, self._window(sound, prompt, hinted=True)
            except Stopped:
                return False
            finally:
                self._loaded.stop = never
        return True

    def _window(self, sound: Samples, prompt: str, hinted: bool) -> Try:
        """One pass over one window; ``prompt`` goes before it where it is ``hinted``."""
        if self._drafted is not None and hinted:
            drafted, before, made = self._drafted
            if before == prompt and np.array_equal(drafted, sound):
                return made
        length_s = sound.size / RATE_HZ
        options = {
            "max_new_tokens": self._bound(length_s, prompt if hinted else ""),
            **self._settings,
            "initial_prompt": prompt if hinted else None,
        }
        frame_s = self._loaded.feature_extractor.time_per_frame
        self._loaded.frames = round(encoded_s(sound) / frame_s)
        segments, _ = self._loaded.transcribe(sound, **options)
        told = _until_the_end(segments, length_s)
        return Try(()) if hallucinations.repeats(told.words, prompt) else told

    def _bound(self, length_s: float, prompt: str) -> int:
        """``max_new_tokens`` that lets as many tokens through as can be said in ``length_s``."""
        wanted = min(MOST_TOKENS, SPARE_TOKENS + round(length_s * TOKENS_PER_S))
        text = f" {prompt}" if prompt else ""
        encoding = self._loaded.hf_tokenizer.encode(text, add_special_tokens=False)
        before = len(encoding.ids) + (5 if self._loaded.model.is_multilingual else 3)
        return min(_TEXT_CONTEXT - before, max(wanted, 2 * wanted - before))

    def _load(self) -> Any:
        path = ctranslate2.ready(self._model, self._weights_dir)
        if path is None:
            raise ctranslate2.missing(
                self._model, self._weights_dir, "it is not downloaded yet, or not completely"
            )
        try:
            from faster_whisper import WhisperModel
        except (ImportError, OSError) as error:
            raise EngineMissing(
                "cannot load faster-whisper",
                cause=str(error),
                next_step=f"{ctranslate2.INSTALL}, or --engine whisper",
            ) from error
        # What it logs of a recording (its length, its language) is nobody's business.
        logging.getLogger("faster_whisper").setLevel(logging.ERROR)
        try:
            return _stoppable(WhisperModel)(
                str(path),
                device="cpu",
                compute_type=self._compute_type,
                cpu_threads=self._threads or 0,
                local_files_only=True,
            )
        except MemoryError as error:
            raise _no_room(f"could not load {self.name}") from error
        except ValueError as error:
            raise TranscribeError(
                f"faster-whisper cannot compute in {self._compute_type} on this machine",
                cause=_first_line(error),
                next_step="--engine whisper",
            ) from error
        except Exception as error:
            # Not narrower: the tokenizer, in Rust, raises plain Exception for a broken file.
            raise self._not_a_model(path, _first_line(error)) from error

    def _not_a_model(self, path: Path, cause: str) -> WeightsMissing:
        theirs = ctranslate2.is_folder(self._model)
        again = "mockint setup --engine faster-whisper"
        return (NoSuchModel if theirs else WeightsMissing)(
            f"{path} contains no Whisper model that CTranslate2 can load",
            cause=cause,
            next_step=again if theirs else f"delete that folder, then: {again}",
        )


def _stoppable(model: Any) -> Any:
    """``faster_whisper.WhisperModel`` that can be given up, encodes less than 30 s, and keeps the
    encoder's last output."""

    class Stoppable(model):  # type: ignore[misc]
        stop: Stop = staticmethod(never)
        frames = 3000
        """Of the features that the library hands over, how many are encoded."""
        _encoded: tuple[Any, Any] | None = None

        def encode(self, features: Any) -> Any:
            """Once for the same features: a doubtful window is decoded again."""
            if self.stop():
                raise Stopped
            features = features[..., : self.frames]
            if self._encoded is None or not np.array_equal(self._encoded[0], features):
                self._encoded = features, super().encode(features)
            return self._encoded[1]

        def generate_with_fallback(self, *given: Any, **named: Any) -> Any:
            if self.stop():
                raise Stopped
            return super().generate_with_fallback(*given, **named)

    return Stoppable


def _until_the_end(segments: Iterable[Any], length_s: float) -> Try:
    """What is told up to where hardly any sound is left; asking for more would run the encoder."""
    words: list[Word] = []
    sure, no_speech = 0.0, 0.0
    for segment in segments:
        words += whole_words(
            [
                RawWord(one.word, float(one.start), float(one.end), float(one.probability))
                for one in segment.words or ()
            ]
        )
        sure = min(sure, segment.avg_logprob)
        no_speech = max(no_speech, segment.no_speech_prob)
        if words and length_s - words[-1].end <= TAIL_S:
            break
    return Try(tuple(words), sure, no_speech)


@contextmanager
def _failures(what: str) -> Iterator[None]:
    """Turn what CTranslate2 raises while it computes into our error."""
    try:
        yield
    except MemoryError as error:
        raise _no_room(what) from error
    except (RuntimeError, ValueError, IndexError, OSError) as error:
        raise TranscribeError(
            what,
            cause=_first_line(error),
            next_step="--engine whisper, or --engine pocketsphinx",
        ) from error


def _no_room(what: str) -> TranscribeError:
    return TranscribeError(what, cause="not enough memory", next_step="--model tiny.en")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
