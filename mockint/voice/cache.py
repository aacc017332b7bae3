"""Fixed texts that were rendered once: a folder of WAV files, each named for all that made it."""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint import files
from mockint.errors import FileError
from mockint.voice.rendered import is_whole

_RECIPE = 2
"""Raise it when the same text, voice and rate would sound different."""

LIMIT_BYTES = 200_000_000
"""All our questions and fixed probes take 30 MB, a lesson as much. The least recently used go
first."""


@dataclass(frozen=True, slots=True)
class RenderedTexts:
    """The folder of kept utterances. Never raises: a cache that fails is only slow."""

    folder: Path
    limit_bytes: int = LIMIT_BYTES

    def key(self, made_of: Sequence[str | float]) -> str:
        """A name for what :meth:`~mockint.voice.types.Renderer.made_of` gave."""
        return hashlib.sha256(json.dumps([_RECIPE, *made_of]).encode()).hexdigest()

    def find(self, key: str) -> Path | None:
        """The kept utterance, or None where there is none or its file is damaged."""
        path = self.folder / f"{key}.wav"
        if not is_whole(path):
            return None
        with contextlib.suppress(FileError):  # without it the file only ages faster
            files.touch(path)
        return path

    def keep(self, key: str, rendered: Path) -> Path | None:
        """Take a copy of ``rendered`` under ``key``, all of it or nothing; None where it failed."""
        path = self.folder / f"{key}.wav"
        try:
            files.make_private_dir(self.folder)
            with files.reading(rendered) as source, files.replacing(path) as target:
                shutil.copyfileobj(source, target)
            self._make_room(path)
        except FileError:
            return None
        return path

    def _make_room(self, newest: Path) -> None:
        aged = []
        for path in files.listed(self.folder, "*.wav"):
            try:
                found = files.status(path)
            except FileError:
                continue  # another mockint was quicker
            if path != newest:
                aged.append((found.st_mtime, found.st_size, path))
        total = files.status(newest).st_size + sum(size for _, size, _ in aged)
        for _, size, path in sorted(aged):
            if total <= self.limit_bytes:
                return
            files.delete(path)
            total -= size
