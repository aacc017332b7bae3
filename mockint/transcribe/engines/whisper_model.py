"""Loading a Whisper model, and what torch, numba and whisper raise, turned into our errors."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np

from mockint.errors import EngineMissing, NoSuchModel, TranscribeError, WeightsMissing
from mockint.transcribe.engines.whisper_decode import Stop, Stopped, never
from mockint.transcribe.weights import whisper as weights

_HARMLESS = (
    "Performing inference on CPU when CUDA is available",  # asked for, or nothing else is there
    "Failed to launch Triton kernels",  # the same result, a little slower
    r"unclosed file .*\.tiktoken",  # whisper's own vocabulary, which it reads once
)
"""Beginnings of warnings that tell a candidate nothing."""


def load(model: str, weights_dir: Path, device: str | None, threads: int | None) -> Any:
    """The Whisper model ``model`` on ``device``, ready to transcribe at full speed.

    Never asks the network. ``device`` None takes a GPU where there is one.
    Raises EngineMissing, WeightsMissing, or TranscribeError for the device.
    """
    path = weights.ready(model, weights_dir)
    if path is None:
        raise weights.missing(weights.release(model), weights_dir, "it is not downloaded yet")
    try:
        import torch
        import whisper
    except ImportError as error:
        raise EngineMissing(
            "cannot load openai-whisper",
            cause=str(error),
            next_step="pip install openai-whisper, or --engine pocketsphinx",
        ) from error
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    if device.startswith("cuda") and not torch.cuda.is_available():
        raise TranscribeError(
            "there is no GPU for Whisper",
            cause="torch finds no CUDA device",
            next_step="the same without a device, to use the CPU",
        )
    if threads is not None:
        torch.set_num_threads(threads)
    with quiet(), _damaged(path):
        loaded = whisper.load_model(str(path), device=device)
        heads = whisper._ALIGNMENT_HEADS.get(model)
        if heads is not None:  # a path has none on record: whisper then takes the upper half
            loaded.set_alignment_heads(heads)
    loaded.requires_grad_(False)  # otherwise torch keeps what each layer gave, to learn from it
    ready(loaded)
    return loaded


def ready(model: Any) -> None:
    """Make a loaded model as quick as it gets: see the functions below."""
    _remember_last(model)
    _project_quickly(model.decoder)
    _compile_alignment()


def _compile_alignment() -> None:
    """Have numba compile the word alignment now, 2 to 3 s, and not in the first answer."""
    from whisper import timing

    try:
        timing.dtw_cpu(np.zeros((2, 2)))
    except timing.numba.core.errors.NumbaError as error:
        raise EngineMissing(
            "openai-whisper cannot compile its word alignment",
            cause=str(error).splitlines()[0],
            next_step="--engine pocketsphinx, or pip install --upgrade numba",
        ) from error


def _remember_last(model: Any) -> None:
    """Give the model an encoder that keeps its last result for the same input, and a decoder that
    keeps what it makes of that result once for all tokens (its cross attention's keys and values,
    an eighth of the encoder's work)."""
    import torch

    class Remembering(torch.nn.Module):
        """``module``, asked twice for one input, runs once."""

        def __init__(self, module: Any) -> None:
            super().__init__()
            self.module = module
            self.asked: Any = None
            self.answer: Any = None

        def forward(self, given: Any) -> Any:
            same = self.asked is not None and self.asked.dtype == given.dtype
            if self.asked is not given and not (same and torch.equal(self.asked, given)):
                self.answer = self.module(given)
                self.asked = given  # nobody writes into a spectrum or into features
            return self.answer

    class RememberingEncoder(Remembering):
        """Spectra of shape (1, mels, up to 3000), the library's own only 3000; raises Stopped
        between two layers where asked to."""

        def __init__(self, encoder: Any) -> None:
            super().__init__(encoder)
            self.stop: Stop = never
            self._places = encoder.positional_embedding
            for block in encoder.blocks:
                block.register_forward_pre_hook(self._look_up)

        def forward(self, given: Any) -> Any:
            self.module.positional_embedding = self._places[: given.shape[-1] // 2]
            return super().forward(given)

        def _look_up(self, *_: object) -> None:
            if self.stop():
                raise Stopped

    model.encoder = RememberingEncoder(model.encoder)
    for block in model.decoder.blocks:
        block.cross_attn.key = Remembering(block.cross_attn.key)
        block.cross_attn.value = Remembering(block.cross_attn.value)


def _project_quickly(decoder: Any) -> None:
    """Let the decoder's last step, from what it thinks to a number for each of its 51,864 tokens,
    take a third of the time. It is half of a token's cost in tiny.en.

    The library multiplies a thought by the transposed table, which reads it in a bad order. The
    table times two thoughts or more reads it once, in order; so one thought is taken twice.
    Measured on 2 cores, torch 2.13, tiny.en: 2.5 ms, and 9 ms the library's way.
    """
    import torch

    def forward(tokens: Any, features: Any, kv_cache: dict[Any, Any] | None = None) -> Any:
        """As ``whisper.model.TextDecoder.forward``: logits (1, n, tokens), float32."""
        start = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        places = decoder.positional_embedding[start : start + tokens.shape[-1]]
        thought = (decoder.token_embedding(tokens) + places).to(features.dtype)
        for block in decoder.blocks:
            thought = block(thought, features, mask=decoder.mask, kv_cache=kv_cache)
        (rows,) = decoder.ln(thought)
        table = decoder.token_embedding.weight.to(rows.dtype)
        twice = rows if len(rows) > 1 else torch.cat([rows, rows])
        return (table @ twice.T).T[None, : len(rows)].float()

    decoder.forward = forward


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out warnings that say nothing to a candidate."""
    with warnings.catch_warnings():
        for beginning in _HARMLESS:
            warnings.filterwarnings("ignore", message=beginning)
        yield


@contextmanager
def _damaged(path: Path) -> Iterator[None]:
    """Turn what torch says of a file that is no checkpoint into our error."""
    with failures(f"could not load {path.name}"):
        try:
            yield
        except (UnpicklingError, EOFError, KeyError, TypeError, AttributeError) as error:
            raise _not_a_checkpoint(path) from error
        except (RuntimeError, ValueError, OSError) as error:
            if _no_room(error):
                raise
            raise _not_a_checkpoint(path) from error


def _not_a_checkpoint(path: Path) -> WeightsMissing:
    is_known = path.stem in weights.published()
    known = path.stem if is_known else "base.en"
    is_ours = path.name.endswith(weights.CONVERTED)
    kind = WeightsMissing if is_known or is_ours else NoSuchModel
    return kind(
        f"cannot load {path} as a Whisper model",
        cause="the file is damaged, or it is not a model",
        next_step=f"rm {path}" if is_ours else f"mockint setup --model {known}",
    )


@contextmanager
def failures(what: str) -> Iterator[None]:
    """Turn what torch raises while it computes into our error."""
    try:
        yield
    except (RuntimeError, MemoryError, ValueError, IndexError, KeyError, AssertionError) as error:
        if _no_room(error):
            raise TranscribeError(
                what, cause="not enough memory", next_step="--model tiny.en"
            ) from error
        told = str(error).strip().splitlines() or [type(error).__name__]
        raise TranscribeError(
            what, cause=told[0], next_step="--model base.en, or --engine pocketsphinx"
        ) from error


def _no_room(error: BaseException) -> bool:
    text = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in text or "allocate memory" in text
