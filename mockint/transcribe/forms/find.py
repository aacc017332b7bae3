"""Which form a file has, told by its shape and not by its name."""

from collections.abc import Mapping
from typing import Any, Protocol

from mockint.transcribe.forms import (
    assemblyai,
    chunks,
    deepgram,
    subtitles,
    table,
    whisper,
    whispercpp,
)
from mockint.transcribe.forms.told import Told
from mockint.transcribe.forms.values import ASK_FOR_WORDS, kind, no_times, text_of, unreadable


class _Form(Protocol):
    """A form that a value of JSON may have."""

    def is_form(self, value: object) -> bool: ...
    def told_in(self, value: Any, source: str) -> Told: ...


class _TextForm(Protocol):
    """A form that a text may have."""

    def is_form(self, text: str) -> bool: ...
    def told_in(self, text: str, source: str) -> Told: ...


_OF_JSON: tuple[_Form, ...] = (whispercpp, chunks, deepgram, assemblyai, whisper)
"""The first that fits: what has the fewest names in common with others."""
_OF_TEXT: tuple[_TextForm, ...] = (subtitles, table)
_READ = (
    "Whisper's JSON, whisper.cpp's -ojf, whisperX, faster-whisper, verbose_json, Deepgram,"
    " AssemblyAI, SRT, VTT and TSV can be read"
)
_SHOWN = 3


def looks_like_a_transcript(text: str) -> bool:
    """Whether the beginning of a file is that of a transcript."""
    begins = text.lstrip()[:1]
    return begins in ("{", "[") or any(form.is_form(text) for form in _OF_TEXT)


def is_json(text: str) -> bool:
    """Whether it is to be read as JSON: Whisper's printed lines begin with a bracket, too."""
    return text.lstrip()[:1] in ("{", "[") and not subtitles.is_form(text)


def told_in_json(value: Any, source: str) -> Told:
    """What a value of JSON tells. Raises UnreadableTranscript."""
    for form in _OF_JSON:
        if form.is_form(value):
            return form.told_in(value, source)
    if not isinstance(value, Mapping):
        raise unreadable(source, f"expected an object with segments, not {kind(value)}")
    if text_of(value.get("text")).strip():
        raise no_times(source, "its text")
    names = ", ".join(f'"{name}"' for name in list(value)[:_SHOWN]) or "nothing"
    raise unreadable(source, f'it has no "segments", but {names}; {_READ}')


def told_in_text(text: str, source: str) -> Told:
    """What a text tells. Raises UnreadableTranscript."""
    for form in _OF_TEXT:
        if form.is_form(text):
            return form.told_in(text, source)
    if not text.strip():
        raise unreadable(source, "it is empty")
    raise unreadable(source, f"it is a text without times; {_READ}", next_step=ASK_FOR_WORDS)
