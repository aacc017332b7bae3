"""A transcript that something else wrote, read as if an engine had just heard it."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mockint import files
from mockint.audio.types import RATE_HZ, Samples
from mockint.decoding import Undecodable, json_value
from mockint.errors import FileError
from mockint.text.encoding import NotText, decoded
from mockint.text.printable import one_line, printable
from mockint.transcribe.forms import find
from mockint.transcribe.forms.values import unreadable
from mockint.transcribe.interchange import OWN_KEY, from_json
from mockint.transcribe.mending.mend import transcript_of
from mockint.transcribe.types import FILE_ENGINE, NO_ENGINE, Progress, Transcript, no_progress

LARGEST_BYTES = 20_000_000
"""Twelve hours of speech are about 10 MB of words."""
_LONGEST_LETTER = 4
_BEGINNING = 4_000
"""Bytes by which the form of a file is told."""
_ENDINGS = (".json", ".srt", ".vtt", ".tsv", ".csv", ".txt")
"""Of names that no recording has."""


def read(path: Path) -> Transcript:
    """The transcript in ``path``, in whichever form it is (see ``forms``).

    One of ours comes as it was written; what another program wrote is mended first (``mending``).

    Raises UnreadableTranscript: no such file, a folder, not text, no form that is known, no times,
    or a fault that cannot be mended.
    """
    try:
        if files.is_dir(path):
            step = f"mockint review {path}/*.json"
            raise unreadable(str(path), "it is a folder", next_step=step)
        data = files.read_bytes(path, most=LARGEST_BYTES)
    except FileError as error:
        raise unreadable(str(path), error.cause, next_step=error.next_step) from error
    return transcript_in(data, str(path))


def transcript_in(data: bytes, source: str) -> Transcript:
    """The transcript that ``data`` is; ``source`` is named in errors. Raises as ``read``."""
    try:
        text = decoded(data)
    except NotText as error:
        raise unreadable(source, str(error)) from error
    if find.is_json(text) or not text.strip() or source.lower().endswith(".json"):
        try:
            value = json_value(data, most_bytes=LARGEST_BYTES)
        except Undecodable as error:
            raise unreadable(source, str(error)) from error
        if isinstance(value, dict) and OWN_KEY in value:
            return from_json(value, source)
        told = find.told_in_json(value, source)
    else:
        told = find.told_in_text(printable(text), source)
    return transcript_of(told, source)


def is_transcript(path: Path) -> bool:
    """Whether ``path`` is to be read as a transcript, by how it begins and else by its name.

    A file that cannot be read is none.
    """
    if path.suffix.lower() in _ENDINGS:
        return True
    try:
        with files.reading(path) as file:
            data = file.read(_BEGINNING)
    except FileError:
        return False
    for cut in range(_LONGEST_LETTER):  # the last letter may be there in part
        with contextlib.suppress(NotText):
            return find.looks_like_a_transcript(decoded(data[: len(data) - cut]))
    return False


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
