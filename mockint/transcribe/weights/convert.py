"""A Whisper model in CTranslate2's form, as a checkpoint that openai-whisper loads.

``model.bin`` is little endian. It holds a version, the name of the kind of model and its revision,
then the variables (name, number of axes, axes, type, size in bytes, the numbers), then other names
for some of them. A text is its length with a closing zero (two bytes), its letters, the zero.

The two forms differ in names, and in what CTranslate2 puts into one matrix: query, key and value
of a self-attention; key and value of a cross-attention. Keys have no bias in Whisper; where they
share a matrix, CTranslate2 has zeros for it. The scale of the query is in neither form.
"""

import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_VERSION = 6
_KIND = "WhisperSpec"
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""By their number in the file."""
_HEAD_WIDTH = 64
"""Of every Whisper model."""


class NotConvertible(Exception):
    """The data is no Whisper model that can be converted; the message says why."""


def checkpoint(data: bytes) -> dict[str, Any]:
    """What ``torch.save`` writes for ``whisper.load_model``, from the bytes of a ``model.bin``.

    The numbers stay as they are (float16 or float32). Raises NotConvertible for a damaged file,
    another kind of model, or one whose weights are in 8 bits.
    """
    variables = _variables(data)
    try:
        made = _Checkpoint(variables)
        layers = {side: made.side(side) for side in ("encoder", "decoder")}
        sizes = _sizes(made.state, variables, layers)
    except (KeyError, IndexError, AttributeError) as error:
        raise NotConvertible(f"a part of a Whisper model is missing: {error}") from error
    import torch

    # Copied: the arrays are views of the file, which cannot be written and are not aligned.
    state = {name: torch.from_numpy(array.copy()) for name, array in made.state.items()}
    return {"dims": sizes, "model_state_dict": state}


# ---------------------------------------------------------------- reading


class _Reader:
    """Goes through the bytes of a ``model.bin``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, form: str) -> int:
        (value,) = struct.unpack_from(f"<{form}", self._data, self._at)
        self._at += struct.calcsize(form)
        return int(value)

    def text(self) -> str:
        size = self.number("H")
        found = self._data[self._at : self._at + size].rstrip(b"\0").decode()
        self._at += size
        return found

    def array(self) -> Array:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = np.dtype(_TYPES[self.number("B")])
        size = self.number("I")
        found = np.frombuffer(self._data, kind, size // kind.itemsize, self._at).reshape(shape)
        self._at += size
        return found


def _variables(data: bytes) -> Mapping[str, Array]:
    reader = _Reader(data)
    try:
        version, kind = reader.number("I"), reader.text()
        if (version, kind) != (_VERSION, _KIND):
            raise NotConvertible(f"it is {kind} in version {version}, not {_KIND} in {_VERSION}")
        reader.number("I")  # the revision
        found = {}
        for _ in range(reader.number("I")):
            name = reader.text()
            found[name] = reader.array()
        for _ in range(reader.number("I")):
            other_name = reader.text()
            found[other_name] = found[reader.text()]
    except (struct.error, UnicodeDecodeError, ValueError, IndexError, KeyError) as error:
        raise NotConvertible("the file is damaged") from error
    if any(array.dtype == np.int8 for array in found.values() if array.ndim > 1):
        raise NotConvertible("its weights are in 8 bits")
    return found


# ---------------------------------------------------------------- giving the other names


class _Checkpoint:
    """The variables under openai-whisper's names."""

    def __init__(self, variables: Mapping[str, Array]) -> None:
        self._from = variables
        self.state: dict[str, Array] = {}

    def side(self, side: str) -> int:
        """Take over the encoder or the decoder; the number of its layers."""
        layers = 0
        while f"{side}/layer_{layers}/ffn/linear_0/weight" in self._from:
            self._layer(f"{side}/layer_{layers}", f"{side}.blocks.{layers}")
            layers += 1
        positions = self._from[f"{side}/position_encodings/encodings"]
        self.state[f"{side}.positional_embedding"] = positions
        if side == "encoder":
            self._linear("encoder/conv1", "encoder.conv1")
            self._linear("encoder/conv2", "encoder.conv2")
            self._norm("encoder/layer_norm", "encoder.ln_post")
        else:
            self.state["decoder.token_embedding.weight"] = self._from["decoder/embeddings/weight"]
            self._norm("decoder/layer_norm", "decoder.ln")
        return layers

    def _layer(self, old: str, new: str) -> None:
        own, across = f"{old}/self_attention", f"{old}/attention"
        self._shared(f"{own}/linear_0", f"{new}.attn", ("query", "key", "value"))
        self._linear(f"{own}/linear_1", f"{new}.attn.out")
        self._norm(f"{own}/layer_norm", f"{new}.attn_ln")
        if f"{across}/linear_0/weight" in self._from:
            self._linear(f"{across}/linear_0", f"{new}.cross_attn.query")
            self._shared(f"{across}/linear_1", f"{new}.cross_attn", ("key", "value"))
            self._linear(f"{across}/linear_2", f"{new}.cross_attn.out")
            self._norm(f"{across}/layer_norm", f"{new}.cross_attn_ln")
        self._linear(f"{old}/ffn/linear_0", f"{new}.mlp.0")
        self._linear(f"{old}/ffn/linear_1", f"{new}.mlp.2")
        self._norm(f"{old}/ffn/layer_norm", f"{new}.mlp_ln")

    def _shared(self, old: str, new: str, roles: tuple[str, ...]) -> None:
        weight, bias = self._from[f"{old}/weight"], self._from[f"{old}/bias"]
        height = weight.shape[0] // len(roles)
        for place, role in enumerate(roles):
            rows = slice(place * height, (place + 1) * height)
            self.state[f"{new}.{role}.weight"] = weight[rows]
            if role != "key":
                self.state[f"{new}.{role}.bias"] = bias[rows]
            elif np.any(bias[rows]):
                raise NotConvertible("a key has a bias, which Whisper has not")

    def _linear(self, old: str, new: str) -> None:
        self.state[f"{new}.weight"] = self._from[f"{old}/weight"]
        self.state[f"{new}.bias"] = self._from[f"{old}/bias"]

    def _norm(self, old: str, new: str) -> None:
        self.state[f"{new}.weight"] = self._from[f"{old}/gamma"]
        self.state[f"{new}.bias"] = self._from[f"{old}/beta"]


def _sizes(
    state: Mapping[str, Array], variables: Mapping[str, Array], layers: Mapping[str, int]
) -> dict[str, int]:
    """openai-whisper's ``ModelDimensions``."""
    audio, text = (state[f"{side}.positional_embedding"].shape for side in ("encoder", "decoder"))

    def heads(side: str, width: int) -> int:
        told = variables.get(f"{side}/num_heads")
        return width // _HEAD_WIDTH if told is None else int(told)

    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": audio[0],
        "n_audio_state": audio[1],
        "n_audio_head": heads("encoder", audio[1]),
        "n_audio_layer": layers["encoder"],
        "n_vocab": state["decoder.token_embedding.weight"].shape[0],
        "n_text_ctx": text[0],
        "n_text_state": text[1],
        "n_text_head": heads("decoder", text[1]),
        "n_text_layer": layers["decoder"],
    }
