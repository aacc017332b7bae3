"""A linear-chain conditional random field: weights, and reading the likeliest labels off them.

Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001. Labels are read from each
unit's own marginal rather than from the one best path: measured here, that labels about 0.3 points
more of the speaking time right (docs/decisions/0002-segmenter.md).

A second pass hears every unit again in the light of what the first heard around it (``context``): a
few small nets, each with a chain of its own. What they and the first pass say is averaged.
"""

import functools
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from mockint.star.segmenter.features import Features

Floats = npt.NDArray[np.float64]

LABELS: Final = ("situation", "task", "action", "result", "reflection", "other")
WEIGHTS_FILE: Final = Path(__file__).with_name("weights.npz")


class Links(Protocol):
    """What ties the labels of a chain together. K is the number of ``LABELS``."""

    @property
    def follow(self) -> Floats:
        """Shape (K, K): from one unit's label to the next one's."""

    @property
    def first(self) -> Floats:
        """Shape (K,)."""

    @property
    def last(self) -> Floats:
        """Shape (K,)."""


@dataclass(frozen=True, slots=True)
class Net:
    """One hearing of the second pass: a layer of H hidden values beside a straight one."""

    straight: Floats
    """Shape (C, K), C columns of ``context``."""
    inner: Floats
    """Shape (C, H)."""
    offset: Floats
    """Shape (H,)."""
    outer: Floats
    """Shape (H, K)."""
    follow: Floats
    first: Floats
    last: Floats

    def scores(self, seen: Floats) -> Floats:
        """Shape (N, K), for ``seen`` of shape (N, C)."""
        hidden = np.tanh(seen @ self.inner + self.offset)
        return np.asarray(seen @ self.straight + hidden @ self.outer)


@dataclass(frozen=True, slots=True)
class Weights:
    """What training leaves behind. K is the number of ``LABELS``."""

    keys: npt.NDArray[np.uint32]
    """Shape (F,): CRC-32 of each feature's name, ascending."""
    values: npt.NDArray[np.float32]
    """Shape (F, K)."""
    follow: Floats
    """Shape (K, K): from one unit's label to the next one's."""
    first: Floats
    """Shape (K,)."""
    last: Floats
    """Shape (K,)."""
    gap_keys: npt.NDArray[np.uint32]
    """Shape (G,): as ``keys``, of the features of the gaps between words."""
    gap_values: npt.NDArray[np.float32]
    """Shape (G, 1): what speaks for a sentence ending there."""
    about: dict[str, Any]
    """``source``: hashes of the training answers and of the features; settings."""
    nets: tuple[Net, ...] = ()
    """The second pass; without any, the first one is all that is heard."""


def key(name: str) -> int:
    """CRC-32 of a feature's name: the same on every machine and in every run."""
    return zlib.crc32(name.encode())


@functools.cache
def packaged() -> Weights:
    """The weights that come with the program, read once."""
    return load(WEIGHTS_FILE)


def load(path: Path) -> Weights:
    """Read what ``save`` wrote."""
    with np.load(path, allow_pickle=False) as kept:
        return Weights(
            kept["keys"],
            kept["values"].astype(np.float32),
            kept["follow"].astype(np.float64),
            kept["first"].astype(np.float64),
            kept["last"].astype(np.float64),
            kept["gap_keys"],
            kept["gap_values"].astype(np.float32),
            json.loads(str(kept["about"])),
            _nets([kept[f"net_{field.name}"].astype(np.float64) for field in fields(Net)]),
        )


def _nets(stacked: Sequence[Floats]) -> tuple[Net, ...]:
    return tuple(Net(*arrays) for arrays in zip(*stacked, strict=True))


def save(weights: Weights, path: Path) -> None:
    """Write ``weights``; halves of precision lose nothing that can be measured."""
    nets: dict[str, Any] = {
        f"net_{field.name}": np.array(
            [getattr(net, field.name) for net in weights.nets], np.float32
        )
        for field in fields(Net)
    }
    np.savez_compressed(
        path,
        keys=weights.keys,
        values=weights.values.astype(np.float16),
        follow=weights.follow.astype(np.float32),
        first=weights.first.astype(np.float32),
        last=weights.last.astype(np.float32),
        gap_keys=weights.gap_keys,
        gap_values=weights.gap_values.astype(np.float16),
        about=np.array(json.dumps(weights.about, sort_keys=True)),
        **nets,
    )


def scores(rows: Sequence[Features], weights: Weights) -> Floats:
    """Shape (N, K): how much speaks for each label by the unit's own features."""
    return _sums(rows, weights.keys, weights.values)


def gap_scores(rows: Sequence[Features], weights: Weights) -> Floats:
    """Shape (N,): log odds of a sentence ending at each gap."""
    return _sums(rows, weights.gap_keys, weights.gap_values)[:, 0]


def _sums(
    rows: Sequence[Features], keys: npt.NDArray[np.uint32], values: npt.NDArray[np.float32]
) -> Floats:
    out = np.zeros((len(rows), values.shape[1]))
    if not len(keys):
        return out
    for i, row in enumerate(rows):
        asked = np.fromiter((key(name) for name in row), np.uint32, len(row))
        amount = np.fromiter(row.values(), np.float64, len(row))
        at = np.searchsorted(keys, asked).clip(max=len(keys) - 1)
        known = keys[at] == asked
        out[i] = amount[known] @ values[at[known]]
    return out


def marginals(emitted: Floats, weights: Links) -> Floats:
    """Shape (N, K), rows summing to 1: forward-backward over ``emitted`` of ``scores``."""
    count = len(emitted)
    forward = np.zeros_like(emitted)
    backward = np.zeros_like(emitted)
    forward[0] = emitted[0] + weights.first
    for i in range(1, count):
        forward[i] = _log_sum(forward[i - 1][:, None] + weights.follow, axis=0) + emitted[i]
    backward[-1] = weights.last
    for i in range(count - 2, -1, -1):
        backward[i] = _log_sum(weights.follow + (emitted[i + 1] + backward[i + 1])[None], axis=1)
    joint = forward + backward
    return np.asarray(np.exp(joint - _log_sum(joint, axis=1)[:, None]))


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    summed = np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top
    return np.asarray(summed.squeeze(axis))
