"""Pictures of pages as PNG files: read what Chromium draws, keep them small, compare them.

Only what Chromium writes where it is to be quick, and what this module writes.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""(height, width, 3): red, green and blue."""

MAGIC = b"\x89PNG\r\n\x1a\n"
COLORS = 16
"""So many are kept: a page has few, the others are the edges of its letters."""
SHRINK = 8
"""Pixels of a picture, each way, that are one where two are compared."""
INK = 48
"""So far from its ground, of 255, a pixel counts."""
PALETTE, RGB, RGBA = 3, 2, 6


def read(data: bytes) -> Pixels:
    """The picture in a PNG file."""
    chunks: dict[bytes, bytes] = {}
    at = len(MAGIC)
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        chunks[kind] = chunks.get(kind, b"") + data[at + 8 : at + 8 + size]
        at += size + 12
    width, height, depth, color = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    if color == PALETTE:
        palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
        if depth == 8:
            return palette[rows[:, 1:]]
        both = np.stack([rows[:, 1:] >> 4, rows[:, 1:] & 15], -1).reshape(height, -1)
        return palette[both[:, :width]]
    out = rows[:, 1:].reshape(height, width, {RGB: 3, RGBA: 4}[color]).copy()
    for y, filtered in enumerate(rows[:, 0].tolist()):  # PNG 9.2
        assert filtered in (0, 1, 2), "Chromium filters in a way that this module does not read"
        if filtered == 1:
            out[y] = np.cumsum(out[y], axis=0, dtype=np.uint8)
        elif filtered == 2 and y:
            out[y] += out[y - 1]
    return out[..., :3]


def small(pixels: Pixels, *, colors: int = COLORS) -> bytes:
    """The picture as a PNG file of so many colors, four bits a pixel; eight for more than 16."""
    height, width, _channels = pixels.shape
    coarse = (pixels >> 3).astype(np.uint16)
    code = (coarse[..., 0] << 10) | (coarse[..., 1] << 5) | coarse[..., 2]
    _codes, where, counts = np.unique(code.ravel(), return_inverse=True, return_counts=True)
    flat = pixels.reshape(-1, 3)
    known = np.stack(
        [np.bincount(where.ravel(), flat[:, one]) / counts for one in range(3)], axis=-1
    )
    palette = known[_chosen(known, counts, colors)]
    for _ in range(2):  # a color is the mean of what it stands for: so areas keep their light
        away = ((known[:, None] - palette[None]) ** 2).sum(-1)
        stands = np.eye(len(palette))[away.argmin(1)] * counts[:, None]
        palette = (stands.T @ known) / np.maximum(stands.sum(0), 1)[:, None]
    away = ((known[:, None] - palette[None]) ** 2).sum(-1)
    rows = away.argmin(1).astype(np.uint8)[where.ravel()].reshape(height, width)
    depth = 4 if colors <= 16 else 8
    if depth == 4:
        rows = np.pad(rows, ((0, 0), (0, width % 2)))
        rows = rows[:, ::2] << 4 | rows[:, 1::2]
    rows = np.pad(rows, ((0, 0), (1, 0)))
    return MAGIC + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, PALETTE, 0, 0, 0)),
            (b"PLTE", palette.round().astype(np.uint8).tobytes()),
            (b"IDAT", zlib.compress(rows.tobytes(), 9)),
            (b"IEND", b""),
        )
    )


def _chosen(known: NDArray[np.float64], counts: NDArray[np.int64], colors: int) -> list[int]:
    """The color that most pixels have, then each time the one that misses most without it."""
    chosen = [int(counts.argmax())]
    away = np.full(len(known), np.inf)
    while len(chosen) < min(colors, len(known)):
        away = np.minimum(away, ((known - known[chosen[-1]]) ** 2).sum(-1))
        chosen.append(int((away * np.sqrt(counts)).argmax()))
    return chosen


def difference(one: Pixels, other: Pixels) -> float:
    """How unlike two pictures are: the mean of how much more or less of an area is ink, in percent.

    Where one is shorter, it has nothing but its ground there.
    """
    a, b = _blurred(one), _blurred(other)
    height, width = max(a.shape[0], b.shape[0]), max(a.shape[1], b.shape[1])
    grown = [np.pad(x, ((0, height - x.shape[0]), (0, width - x.shape[1]))) for x in (a, b)]
    return float(np.abs(grown[0] - grown[1]).mean())


def _blurred(pixels: Pixels) -> NDArray[np.float32]:
    height, width = (side // SHRINK * SHRINK for side in pixels.shape[:2])
    green = pixels[:height, :width, 1]  # most of what is light, and a third of the work
    ground = int(np.median(green[::4, ::4]))
    # Ink is what stands out from the ground: which of the few colors kept it got does not matter.
    ink = (np.abs(green.astype(np.int16) - ground) > INK).view(np.uint8)
    rows = np.add.reduceat(ink, range(0, height, SHRINK), axis=0, dtype=np.uint16)
    sums = np.add.reduceat(rows, range(0, width, SHRINK), axis=1, dtype=np.uint16)
    small = sums.astype(np.float32) * (100 / SHRINK**2)
    for axis in (0, 1):
        small = sum(np.roll(small, by, axis) for by in (-1, 0, 1)) / np.float32(3)
    return small
