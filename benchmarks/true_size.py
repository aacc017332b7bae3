"""Whisper at its true sizes with random weights: honest work, nonsense for words.

No released weights come with a checkout. What a pass costs depends on the sizes and on how many
tokens are decoded, so that number is set from the length of the sound, at a candidate's pace.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mockint.audio.types import RATE_HZ, Samples
from mockint.transcribe.engines.faster_whisper import SETTINGS as FASTER_SETTINGS
from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.types import Recognition

TOKENS_A_WORD = 1.33
WORDS_PER_S = 2.7
"""The strong candidate's pace: 494 words in 181 s."""
END = 50256
"""The ``.en`` models' end of text, which is forbidden so that the number of tokens is ours."""
SOME_WORD = 262
"""" the": stands where the random weights say what is no text, so that as much is aligned."""
SIZES = {"tiny.en": (384, 6, 4), "base.en": (512, 8, 6), "small.en": (768, 12, 12)}
"""Width, heads, layers (openai/whisper, model card)."""


def tokens_in(sound: Samples) -> int:
    """As many as somebody says in so much sound."""
    return max(1, round(sound.size / RATE_HZ * WORDS_PER_S * TOKENS_A_WORD))


def write(name: str, folder: Path) -> Path:
    """A checkpoint of the size of ``name`` as ``folder/name.pt``."""
    import torch
    from whisper.model import ModelDimensions, Whisper

    width, heads, layers = SIZES[name]
    sizes = {
        "n_mels": 80,
        "n_audio_ctx": 1500,
        "n_audio_state": width,
        "n_audio_head": heads,
        "n_audio_layer": layers,
        "n_vocab": 51864,
        "n_text_ctx": 448,
        "n_text_state": width,
        "n_text_head": heads,
        "n_text_layer": layers,
    }
    torch.manual_seed(0)
    model = Whisper(ModelDimensions(**sizes))
    with torch.no_grad():  # the library leaves this one as memory happens to be
        model.decoder.positional_embedding.normal_(0, 0.02)
    path = folder / f"{name}.pt"
    weights = {key: value.half() for key, value in model.state_dict().items()}
    torch.save({"dims": sizes, "model_state_dict": weights}, path)
    return path


def write_ct2(checkpoint: Path) -> Path:
    """The same for faster-whisper, with weights in 8 bits."""
    from tests.support.ct2_checkpoint import write_ct2 as convert

    made: Path = convert(checkpoint, checkpoint.with_suffix(""), quantization="int8")
    return made


class Forced(WhisperRecognizer):
    """openai-whisper that decodes as many tokens as the sound is long."""

    def __init__(self, path: str) -> None:
        super().__init__(path, weights_dir=Path(path).parent)

    def _options(self, sound: Samples, prompt: list[int]) -> dict[str, Any]:
        forced = {"sample_len": tokens_in(sound), "suppress_tokens": f"-1,{END}"}
        return {**super()._options(sound, prompt), **forced}

    def _decoded(self, heard: Any, options: Mapping[str, Any]) -> list[int]:
        """Once: what is said is nonsense, so it would always be tried again."""
        from whisper import DecodingOptions

        (told,) = self._loaded.decode(heard, DecodingOptions(**options))
        return [token if token < END else SOME_WORD for token in told.tokens]


class ForcedFaster(FasterWhisperRecognizer):
    """faster-whisper that decodes as many tokens as the sound is long."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, weights_dir=Path(folder).parent)

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """One pass, no second try."""
        forced: dict[str, Any] = {
            "temperature": 0.0,
            "compression_ratio_threshold": None,
            "log_prob_threshold": None,
            "no_speech_threshold": None,
            "hallucination_silence_threshold": None,
            "without_timestamps": True,
            "suppress_tokens": [-1, END],
        }
        self._settings = {**FASTER_SETTINGS, **forced}
        self._tokens = tokens_in(sound)
        return super().recognize(sound, hints=hints)

    def _bound(self, length_s: float, prompt: str) -> int:
        # CTranslate2 counts the prompt into half of what it is told (issue 1856).
        encoding = self._loaded.hf_tokenizer.encode(f" {prompt}", add_special_tokens=False)
        before = len(encoding.ids) + 4
        return max(self._tokens, 2 * self._tokens - before)
