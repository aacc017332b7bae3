"""Segments with words, as Whisper's command line writes them, and those that do as it does.

- whisper: ``segments`` with ``words`` (``word``, ``start``, ``end``, ``probability``); without
  ``--word_timestamps`` no words; a segment of "..." gets an empty list of them.
- whisperX: ``score`` for the probability; a word that it could not align (as a rule one with
  figures) has no times; ``word_segments`` has them all a second time; ``speaker`` where it was
  told to find them.
- faster-whisper: the same objects, often as a bare list, or as lists without names where its older
  named tuples were written.
- OpenAI's ``verbose_json``: ``words`` beside the segments, without punctuation, which is in the
  text alone; ``diarized_json`` has segments with speakers and no words.
- whisper-timestamped: ``text`` and ``confidence`` of a word.
- Programs around whisper.cpp: ``t0`` and ``t1``, in hundredths of a second.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord, words_or_segments
from mockint.transcribe.forms.values import (
    has_text,
    kind,
    maybe_seconds,
    no_times,
    probability,
    span,
    speaker_of,
    spoken,
    text_of,
    unreadable,
)

_CHANCES = ("probability", "score", "confidence", "prob")


def is_form(value: object) -> bool:
    """Whether it has segments or words."""
    if isinstance(value, list):
        return bool(value) and _is_segment(value[0])
    return isinstance(value, Mapping) and any(
        name in value for name in ("segments", "words", "word_segments")
    )


def _is_segment(value: object) -> bool:
    if isinstance(value, list):
        return _named(value) is not None
    return isinstance(value, Mapping) and "text" in value and ("start" in value or "t0" in value)


def told_in(value: Any, source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    if isinstance(value, list):
        value = {"segments": value}
    info = value.get("info") if isinstance(value.get("info"), Mapping) else {}
    language = text_of(value.get("language")) or text_of(info.get("language"))
    duration = value.get("duration", info.get("duration"))
    segments = [
        _segment(one, number, source) for number, one in enumerate(_listed(value, source), 1)
    ]
    apart = value.get("words") or value.get("word_segments")
    if apart and not any(one.words for one in segments):
        words = _words(apart, "the file", source)
        text = " ".join(one.text for one in segments) or text_of(value.get("text"))
        segments = [ToldSegment(text, words=words)]
    if not segments and has_text(text_of(value.get("text"))):
        raise no_times(source, "its text")
    return Told(
        words_or_segments(segments), language, maybe_seconds(duration, source, "the duration")
    )


def _listed(value: Mapping[str, Any], source: str) -> Sequence[Any]:
    segments = value.get("segments")
    if segments is None:
        if value.get("words") or value.get("word_segments"):
            return ()
        raise unreadable(source, 'it has no "segments"')
    if not isinstance(segments, list):
        raise unreadable(source, f'"segments" must be a list, not {kind(segments)}')
    return segments


def _segment(value: object, number: int, source: str) -> ToldSegment:
    where = f"segment {number}"
    if isinstance(value, list):
        value = _named(value)
    if not isinstance(value, Mapping):
        raise unreadable(source, f"{where} must be an object, not {kind(value)}")
    start = maybe_seconds(value.get("start", value.get("t0")), source, f'"start" of {where}')
    end = maybe_seconds(value.get("end", value.get("t1")), source, f'"end" of {where}')
    words = _words(value.get("words"), where, source)
    if words and start is not None and end is not None and end < start:
        start = end = None  # its words tell it better: a clock may begin again among them
    start, end = span(start, end, source, where)
    return ToldSegment(text_of(value.get("text")), start, end, words, speaker_of(value))


def _named(value: Sequence[Any]) -> Mapping[str, Any] | None:
    """A named tuple of faster-whisper, written without its names: id, seek, start, end, text, …"""
    if len(value) < 5 or not isinstance(value[4], str):
        return None
    lists = (one for one in value[5:] if isinstance(one, list) and one)
    words = next((one for one in lists if isinstance(one[0], list | Mapping)), None)
    return {"start": value[2], "end": value[3], "text": value[4], "words": words}


def _words(value: object, where: str, source: str) -> tuple[ToldWord, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise unreadable(source, f'"words" of {where} must be a list, not {kind(value)}')
    return tuple(_word(one, source, f"word {i} of {where}") for i, one in enumerate(value, 1))


def _word(value: object, source: str, where: str) -> ToldWord:
    if isinstance(value, list) and len(value) == 4:
        value = dict(zip(("start", "end", "word", "probability"), value, strict=True))
    if not isinstance(value, Mapping):
        raise unreadable(source, f"{where} must be an object, not {kind(value)}")
    start, end = span(
        maybe_seconds(value.get("start"), source, f'"start" of {where}'),
        maybe_seconds(value.get("end"), source, f'"end" of {where}'),
        source,
        where,
    )
    chance = next((value[name] for name in _CHANCES if value.get(name) is not None), None)
    return ToldWord(
        spoken(value.get("word", value.get("text")), source, where),
        start,
        end,
        probability(chance, source, where),
        value.get("confirmed") is True,
        speaker_of(value),
    )
