"""A transcript that something else wrote, read as if an engine had just heard it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mockint import files
from mockint.audio.types import RATE_HZ, Samples
from mockint.decoding import Undecodable, json_value
from mockint.errors import FileError
from mockint.text.printable import one_line
from mockint.transcribe.interchange import from_json, unreadable
from mockint.transcribe.types import FILE_ENGINE, NO_ENGINE, Progress, Transcript, no_progress

LARGEST_BYTES = 20_000_000
"""Twelve hours of speech are about 10 MB of words."""


def read(path: Path) -> Transcript:
    """The transcript in ``path`` (interchange JSON, UTF-8, see ``interchange``).

    Raises UnreadableTranscript: no such file, a folder, not text, not JSON, no word times, or a
    fault that cannot be mended.
    """
    try:
        if files.is_dir(path):
            step = f"mockint review {path}/*.json"
            raise unreadable(str(path), "it is a folder", next_step=step)
        data = files.read_bytes(path, most=LARGEST_BYTES)
    except FileError as error:
        raise unreadable(str(path), error.cause, next_step=error.next_step) from error
    try:
        value = json_value(data, most_bytes=LARGEST_BYTES)
    except Undecodable as error:
        raise unreadable(str(path), str(error)) from error
    return from_json(value, str(path))


class TranscriptFile:
    """A Transcriber that gives the words of a file, whatever it is played."""

    def __init__(self, path: Path) -> None:
        self.name = one_line(f"{FILE_ENGINE} {path.name}")
        self.engine_info = NO_ENGINE
        self._path = path
        self._read: Transcript | None = None

    def warm(self) -> None:
        """Read the file now. Raises UnreadableTranscript."""
        if self._read is None:
            self._read = read(self._path)
            self.engine_info = self._read.engine_info

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """The file's words, with the recording's duration where that is longer.

        Raises UnreadableTranscript.
        """
        self.warm()
        assert self._read is not None
        progress(1.0)
        duration = max(self._read.duration, len(samples) / RATE_HZ)
        return replace(self._read, duration=duration, engine=self.name)
