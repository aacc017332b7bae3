"""Whisper's linear layers in 8 bits, where a machine has shown that the words stay the same.

In torch 2.13 ``quantize_dynamic`` and the quantised tensors under it are deprecated (pytorch issue
184982: "use basic dtypes and handle scales in the modeling code"), and torchao is another library.
So this is that: weights as plain int8 with one scale an output, the input rounded as it comes with
one scale a row, their product by ``torch._int_mm`` (what torchao calls too). On base.en's layers
that is as fast as ``quantize_dynamic`` and a third of its error (0.9 % against 2.2 % of a random
layer's output), because that has one scale for all rows.

It is used only where :func:`decide` has heard some recordings both ways with this checkpoint, on
this machine, got the same words and took less time. The outcome is kept beside the weights and
counts for as long as nothing that it depends on has changed.
"""

import json
import platform
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.types import Samples
from mockint.files import write_json
from mockint.text.normalize import letters

ENOUGH = 0.9
"""Of the time that it took before; anything above is not worth another arithmetic."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an outcome depends on."""

    size: int
    """Bytes of the checkpoint."""
    changed_ns: int
    """When its file was last written."""
    torch: str
    machine: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of hearing the same recordings both ways."""

    words: int
    """Heard in 32 bits."""
    same: bool
    """And in 8 bits word for word the same, but for capitals and marks."""
    before_s: float
    """Seconds of computing in 32 bits, all recordings together."""
    after_s: float

    @property
    def worth_it(self) -> bool:
        """Whether 8 bits are used: the same words, some of them, in less time."""
        return self.same and self.words > 0 and self.after_s < ENOUGH * self.before_s


def agreed(checkpoint: Path) -> bool:
    """Whether :func:`decide` found that ``checkpoint`` may be quantised here and now."""
    try:
        kept = json.loads(_beside(checkpoint).read_text(encoding="utf-8"))
        outcome = Outcome(**kept["outcome"])
        return Conditions(**kept["conditions"]) == _conditions(checkpoint) and outcome.worth_it
    except (OSError, ValueError, KeyError, TypeError):
        return False


def forget(checkpoint: Path) -> None:
    """Drop what was found earlier, if anything."""
    with suppress(OSError):
        _beside(checkpoint).unlink()


def decide(
    checkpoint: Path,
    model: Any,
    sounds: Sequence[Samples],
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> Outcome:
    """Hear ``sounds`` with ``model`` as it is, and quantised, and keep what came of it.

    ``model`` was loaded from ``checkpoint`` on the CPU, in 32 bits, and is quantised afterwards;
    ``sounds``: shape (n,) each, mono float32 at 16 kHz, up to 28 s. Raises FileError where the
    outcome cannot be written, and what torch raises.
    """
    _texts(model, sounds[:1])  # what compiles at the first time counts for neither
    begin = clock()
    before = _texts(model, sounds)
    middle = clock()
    quantise(model)
    packed = clock()
    after = _texts(model, sounds)
    outcome = Outcome(
        words=sum(len(text) for text in before),
        same=before == after,
        before_s=round(middle - begin, 3),
        after_s=round(clock() - packed, 3),
    )
    told = {"conditions": asdict(_conditions(checkpoint)), "outcome": asdict(outcome)}
    write_json(_beside(checkpoint), told)
    return outcome


def quantise(model: Any) -> None:
    """Put every linear layer of ``model`` (Whisper's, on the CPU, float32) into 8 bits, in place,
    and the table that turns numbers into words: for each token the whole of it is read, which is
    most of what decoding costs. What turns words into numbers and the convolutions stay.
    """
    quantise_layers(model)
    model.decoder.forward = _decoding(model.decoder, _in_8_bits(model.decoder.token_embedding))


def quantise_layers(model: Any) -> None:
    """Put every linear layer of ``model``, any module, into 8 bits, in place."""
    import torch

    for parent in list(model.modules()):
        for name, layer in list(parent.named_children()):
            if isinstance(layer, torch.nn.Linear):
                setattr(parent, name, _in_8_bits(layer))


def _decoding(decoder: Any, words_of: Any) -> Callable[..., Any]:
    """``TextDecoder.forward`` with ``words_of`` for the product with its own table.

    Tokens (1, n), audio (1, 1500, width) -> logits (1, n, vocabulary), float32.
    """

    def forward(tokens: Any, audio: Any, kv_cache: dict[Any, Any] | None = None) -> Any:
        known = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        places = decoder.positional_embedding[known : known + tokens.shape[-1]]
        state = (decoder.token_embedding(tokens) + places).to(audio.dtype)
        for block in decoder.blocks:
            state = block(state, audio, mask=decoder.mask, kv_cache=kv_cache)
        return words_of(decoder.ln(state)).float()

    return forward


def possible() -> bool:
    """Whether this torch can multiply in 8 bits."""
    import torch

    return hasattr(torch, "_int_mm")


def _in_8_bits(layer: Any) -> Any:
    import torch

    class Linear8(torch.nn.Module):
        """``layer``'s product, its weights (m, n) in 8 bits: (..., n) -> (..., m), float32."""

        def __init__(self) -> None:
            super().__init__()
            full = layer.weight.detach().float()
            scale = full.abs().amax(1).clamp(min=1e-12) / 127
            # Transposed as a view: the rows of the weights then lie together, which is faster.
            self.weight8 = torch.round(full / scale[:, None]).to(torch.int8).t()
            self.scale = scale
            bias = getattr(layer, "bias", None)
            self.bias = None if bias is None else bias.detach().float()

        def forward(self, given: Any) -> Any:
            rows = given.reshape(-1, given.shape[-1])
            scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
            product = torch._int_mm(torch.round(rows / scale).to(torch.int8), self.weight8)
            made = product.float().mul_(scale).mul_(self.scale)
            if self.bias is not None:
                made += self.bias
            return made.reshape(*given.shape[:-1], -1)

    return Linear8()


def _texts(model: Any, sounds: Sequence[Samples]) -> list[list[str]]:
    """The words of each sound, plain; greedy, so that the same sound gives the same words."""
    told = [
        model.transcribe(
            np.ascontiguousarray(sound, dtype=np.float32),
            language="en",
            temperature=0.0,
            condition_on_previous_text=False,
            fp16=False,
        )["text"]
        for sound in sounds
    ]
    return [[letters(word) for word in text.split()] for text in told]


def _beside(checkpoint: Path) -> Path:
    return checkpoint.with_name(f"{checkpoint.name}.int8.json")


def _conditions(checkpoint: Path) -> Conditions:
    import torch

    found = checkpoint.stat()
    machine = f"{platform.machine()} {torch.backends.cpu.get_cpu_capability()}"
    return Conditions(found.st_size, found.st_mtime_ns, torch.__version__, machine)
