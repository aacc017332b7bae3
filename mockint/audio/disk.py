"""Whether there is room for a recording."""

import shutil
from collections.abc import Callable
from pathlib import Path

from mockint.audio.base import RATE_HZ
from mockint.errors import DiskFull

BYTES_PER_MINUTE = RATE_HZ * 2 * 60
"""16-bit mono: 1.9 MB."""

RESERVE_BYTES = 50_000_000
"""Left alone for the transcript, the history, and everything else on this machine."""

LOW_BYTES = 20_000_000
"""Less than this while recording is said: ten minutes' room."""

FreeBytes = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    """Bytes that this person may still write where ``folder`` is, or will be."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free


def check_room(folder: Path, minutes: float, free: FreeBytes = free_bytes) -> None:
    """Raise DiskFull where ``minutes`` of recording would not fit beside the reserve."""
    there = free(folder)
    needed = int(minutes * BYTES_PER_MINUTE) + RESERVE_BYTES
    if there < needed:
        raise DiskFull(
            f"too little disk space to record {minutes:g} minutes",
            cause=f"{there // 1_000_000} MB free, {needed // 1_000_000 + 1} MB needed",
            next_step=f"df -h {folder}",
        )
