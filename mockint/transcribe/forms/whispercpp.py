"""What whisper.cpp writes: ``-oj`` has segments, ``-ojf`` their tokens too, ``-ml 1`` one each.

Times are ``offsets`` in milliseconds; a token may lack them. Tokens are pieces of words, and among
them are some that only the model knows ("[_BEG_]", "[_TT_550]").
"""

import re
from collections.abc import Mapping
from typing import Any

from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord, words_or_segments
from mockint.transcribe.forms.values import (
    maybe_seconds,
    objects,
    probability,
    span,
    speaker_of,
    spoken,
    text_of,
)

_MS = 0.001
_OF_THE_MODEL = re.compile(r"\s*\[_[A-Za-z]+_?[^\]\s]*\]\s*|\s*<\|[^|]*\|>\s*")


def is_form(value: object) -> bool:
    """Whether its segments stand where whisper.cpp puts them."""
    return isinstance(value, Mapping) and isinstance(value.get("transcription"), list)


def told_in(value: Mapping[str, Any], source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    listed = objects(value.get("transcription"), source, '"transcription"')
    segments = [_segment(one, f"segment {i}", source) for i, one in enumerate(listed, 1)]
    result = value.get("result")
    language = text_of(result.get("language")) if isinstance(result, Mapping) else ""
    if not any(one.has_word_times for one in segments):
        pieces = [ToldSegment(one.text, one.start, one.end, (), one.speaker) for one in segments]
        return Told(words_or_segments(pieces), language)
    return Told(tuple(segments), language)


def _segment(value: Mapping[str, Any], where: str, source: str) -> ToldSegment:
    start, end = _times(value, where, source)
    tokens = objects(value.get("tokens"), source, f'"tokens" of {where}')
    words = tuple(
        _token(one, f"token {i} of {where}", source)
        for i, one in enumerate(tokens, 1)
        if not _OF_THE_MODEL.fullmatch(text_of(one.get("text")))
    )
    return ToldSegment(text_of(value.get("text")), start, end, words, speaker_of(value))


def _token(value: Mapping[str, Any], where: str, source: str) -> ToldWord:
    start, end = _times(value, where, source)
    text = spoken(value.get("text"), source, where)
    return ToldWord(text, start, end, probability(value.get("p"), source, where))


def _times(value: Mapping[str, Any], where: str, source: str) -> tuple[float | None, float | None]:
    offsets = value.get("offsets")
    if not isinstance(offsets, Mapping):
        return None, None
    start = maybe_seconds(offsets.get("from"), source, f'"from" of {where}', unit=_MS)
    end = maybe_seconds(offsets.get("to"), source, f'"to" of {where}', unit=_MS)
    return span(start, end, source, where)
