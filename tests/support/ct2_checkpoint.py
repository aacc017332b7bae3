"""An openai-whisper checkpoint as a folder in CTranslate2's form, as faster-whisper reads it.

The library's own converter wants the transformers package; this fills its specification from the
model itself. The folder gets a tokenizer.json that is made from Whisper's own vocabulary.
"""

import base64
import json
import os
import warnings
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

_BYTES = [*range(33, 127), *range(161, 173), *range(174, 256)]
"""Those that GPT-2's vocabulary writes as themselves; the others get letters from 256 on."""


def write_ct2(checkpoint: Path, folder: Path, *, quantization: str | None = None) -> Path:
    """``checkpoint`` (.pt) as CTranslate2 has it, in ``folder``; weights as ``quantization``."""
    import torch
    import whisper
    from ctranslate2.specs.whisper_spec import WhisperSpec

    model = whisper.load_model(str(checkpoint), device="cpu")
    tokens = _names(model)
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _write_tokenizer(tokens, folder)
    sizes = model.dims
    spec = WhisperSpec(
        sizes.n_audio_layer, sizes.n_audio_head, sizes.n_text_layer, sizes.n_text_head
    )
    with torch.no_grad():
        _fill_encoder(spec.encoder, model.encoder)
        _fill_decoder(spec.decoder, model.decoder)
    stamps = [f"<|{number * 0.02:.2f}|>" for number in range(sizes.n_vocab - len(vocabulary))]
    spec.register_vocabulary([*vocabulary, *stamps])
    _configure(spec.config, tokens, model)
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": sizes.n_mels}))
    return folder


def _names(model: Any) -> Any:
    from whisper.tokenizer import get_tokenizer

    with warnings.catch_warnings():  # whisper leaves its vocabulary's file to the collector
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        names = get_tokenizer(model.is_multilingual, num_languages=99)
        names.encode("")
    return names


def _configure(config: Any, names: Any, model: Any) -> None:
    special = [names.transcribe, names.translate, names.sot, names.sot_prev, names.sot_lm]
    config.suppress_ids = [*names.non_speech_tokens, *special, names.no_speech]
    config.suppress_ids_begin = [*names.encode(" "), names.eot]
    config.lang_ids = list(range(names.sot + 1, names.translate))
    config.alignment_heads = model.alignment_heads.to_dense().nonzero().tolist()


def _fill_encoder(spec: Any, encoder: Any) -> None:
    for name in ("conv1", "conv2"):
        _linear(getattr(spec, name), getattr(encoder, name))
    spec.position_encodings.encodings = encoder.positional_embedding.numpy()
    _norm(spec.layer_norm, encoder.ln_post)
    for layer, block in zip(spec.layer, encoder.blocks, strict=True):
        _block(layer, block)


def _fill_decoder(spec: Any, decoder: Any) -> None:
    spec.embeddings.weight = decoder.token_embedding.weight.numpy()
    spec.projection.weight = decoder.token_embedding.weight.numpy()
    spec.position_encodings.encodings = decoder.positional_embedding.numpy()
    _norm(spec.layer_norm, decoder.ln)
    for layer, block in zip(spec.layer, decoder.blocks, strict=True):
        _block(layer, block)
        attention = block.cross_attn
        _linear(layer.attention.linear[0], attention.query)
        _fused(layer.attention.linear[1], [attention.key, attention.value])
        _linear(layer.attention.linear[2], attention.out)
        _norm(layer.attention.layer_norm, block.cross_attn_ln)


def _block(layer: Any, block: Any) -> None:
    own = block.attn
    _fused(layer.self_attention.linear[0], [own.query, own.key, own.value])
    _linear(layer.self_attention.linear[1], own.out)
    _norm(layer.self_attention.layer_norm, block.attn_ln)
    _linear(layer.ffn.linear_0, block.mlp[0])
    _linear(layer.ffn.linear_1, block.mlp[2])
    _norm(layer.ffn.layer_norm, block.mlp_ln)


def _linear(spec: Any, layer: Any) -> None:
    spec.weight = layer.weight.numpy()
    if layer.bias is not None:
        spec.bias = layer.bias.numpy()


def _fused(spec: Any, layers: list[Any]) -> None:
    """Several layers over the same input as one; those without a bias have one of zeros."""
    spec.weight = np.concatenate([one.weight.numpy() for one in layers])
    zero = np.zeros(layers[0].weight.shape[0], np.float32)
    spec.bias = np.concatenate([zero if one.bias is None else one.bias.numpy() for one in layers])


def _norm(spec: Any, layer: Any) -> None:
    spec.gamma = layer.weight.numpy()
    spec.beta = layer.bias.numpy()


# ---------------------------------------------------------------- tokenizer


def _write_tokenizer(names: Any, folder: Path) -> list[str]:
    """tokenizer.json; every token's name in the order of their numbers, time stamps left out."""
    from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE

    ranks = _ranks("multilingual" if names.language else "gpt2")
    letters = _letters()

    def written(token: bytes) -> str:
        return "".join(letters[byte] for byte in token)

    merges = []
    for token, rank in sorted(ranks.items(), key=lambda item: item[1]):
        if len(token) > 1:
            left, right = _halves(token, rank, ranks)
            merges.append((written(left), written(right)))
    vocabulary = {written(token): rank for token, rank in ranks.items()}
    made = Tokenizer(BPE(vocab=vocabulary, merges=merges))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    special = sorted(names.encoding._special_tokens.items(), key=lambda item: item[1])
    made.add_special_tokens(
        [
            AddedToken("<|nocaptions|>" if name == "<|nospeech|>" else name, special=True)
            for name, number in special
            if number < names.timestamp_begin
        ]
    )
    made.save(str(folder / "tokenizer.json"))
    numbered: Mapping[str, int] = made.get_vocab(True)
    return [name for name, _ in sorted(numbered.items(), key=lambda item: item[1])]


def _ranks(name: str) -> dict[bytes, int]:
    import whisper

    path = Path(os.fspath(whisper.__file__)).parent / "assets" / f"{name}.tiktoken"
    lines = path.read_text(encoding="ascii").split()
    return {
        base64.b64decode(token): int(rank)
        for token, rank in zip(lines[::2], lines[1::2], strict=True)
    }


def _letters() -> dict[int, str]:
    others = [byte for byte in range(256) if byte not in _BYTES]
    letters = {byte: chr(byte) for byte in _BYTES}
    return letters | {byte: chr(256 + number) for number, byte in enumerate(others)}


def _halves(token: bytes, rank: int, ranks: Mapping[bytes, int]) -> tuple[bytes, bytes]:
    """The two tokens that the vocabulary's makers joined into this one."""
    parts = [bytes([byte]) for byte in token]
    while len(parts) > 2:
        joined = [ranks.get(a + b, rank) for a, b in pairwise(parts)]
        at = joined.index(min(joined))
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return parts[0], parts[1]
