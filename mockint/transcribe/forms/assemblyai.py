"""What AssemblyAI answers: ``words`` with ``text`` and ``confidence``, times in milliseconds.

``utterances`` by speaker where it was asked for them; ``audio_duration`` is in seconds.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord
from mockint.transcribe.forms.values import (
    has_text,
    maybe_seconds,
    no_times,
    objects,
    probability,
    span,
    speaker_of,
    spoken,
    text_of,
)

_MS = 0.001
_OWN = ("audio_duration", "language_code", "audio_url", "utterances", "acoustic_model")


def is_form(value: object) -> bool:
    """Whether it has fields that only AssemblyAI has, and not segments."""
    return (
        isinstance(value, Mapping)
        and any(name in value for name in _OWN)
        and ("words" in value or "utterances" in value or "text" in value)
        and "segments" not in value
    )


def told_in(value: Mapping[str, Any], source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    words = _words(value, "the file", source)
    utterances = objects(value.get("utterances"), source, '"utterances"')
    if words:
        segments = tuple(
            ToldSegment("", words=tuple(run), speaker=who)
            for who, run in groupby(words, key=lambda word: word.speaker)
        )
    else:
        segments = tuple(_utterance(one, n, source) for n, one in enumerate(utterances, 1))
    if not segments and has_text(text_of(value.get("text"))):
        raise no_times(source, "its text")
    duration = maybe_seconds(value.get("audio_duration"), source, "the duration")
    return Told(segments, text_of(value.get("language_code")), duration)


def _utterance(value: Mapping[str, Any], number: int, source: str) -> ToldSegment:
    where = f"utterance {number}"
    start, end = _times(value, where, source)
    words = tuple(_words(value, where, source))
    return ToldSegment(text_of(value.get("text")), start, end, words, speaker_of(value))


def _words(value: Mapping[str, Any], where: str, source: str) -> list[ToldWord]:
    listed = objects(value.get("words"), source, f'"words" of {where}')
    return [_word(one, f"word {number} of {where}", source) for number, one in enumerate(listed, 1)]


def _word(value: Mapping[str, Any], where: str, source: str) -> ToldWord:
    start, end = _times(value, where, source)
    text = spoken(value.get("text", value.get("word")), source, where)
    chance = probability(value.get("confidence"), source, where)
    return ToldWord(text, start, end, chance, speaker=speaker_of(value))


def _times(value: Mapping[str, Any], where: str, source: str) -> tuple[float | None, float | None]:
    return span(
        maybe_seconds(value.get("start"), source, f'"start" of {where}', unit=_MS),
        maybe_seconds(value.get("end"), source, f'"end" of {where}', unit=_MS),
        source,
        where,
    )
