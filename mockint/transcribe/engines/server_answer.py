"""The words in what a transcription server answers, whichever of them it is. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mockint.text.normalize import letters
from mockint.transcribe.types import Recognition, Word
from mockint.transcribe.word_pieces import RawWord, whole_words

MOST_WORDS_PER_S = 20.0
"""Nobody says so many; whoever writes pieces of words has three a word."""
_MOST_WORDS_MORE = 100


def recognition_in(told: Mapping[str, Any], length_s: float) -> Recognition:
    """What ``told`` says of a piece of ``length_s`` seconds. Raises ValueError as ``words_in``."""
    return Recognition(tuple(words_in(told, length_s)), estimated=not has_word_times(told))


def has_word_times(told: Mapping[str, Any]) -> bool:
    """Whether a server told when each word was said. Raises ValueError as ``words_in``."""
    told_of = [*_list(told, "segments"), told]
    return any(_list(one, "words") for one in told_of)


def words_in(told: Mapping[str, Any], length_s: float) -> list[Word]:
    """The words of a piece of ``length_s`` seconds, with times from its start.

    Taken from ``words``, else from the words of each segment, else from each segment's text, else
    from the text: words without times of their own are spread by their length, without a
    probability. Raises ValueError where there is nothing of all this, no number for a time, or more
    than can be said.
    """
    _check_amount(told, length_s)
    segments = _list(told, "segments")
    words = _list(told, "words")
    if words:
        return _as_written(_timed(words), _text(told))
    if segments:
        return [word for segment in segments for word in _of_segment(segment, length_s)]
    if not isinstance(told.get("text"), str):
        raise ValueError("it has no words, segments or text")
    return spread(_text(told), 0.0, length_s)


def _check_amount(told: Mapping[str, Any], length_s: float) -> None:
    """Raise ValueError where a piece of ``length_s`` seconds has no time for so many words."""
    most = round(MOST_WORDS_PER_S * length_s) + _MOST_WORDS_MORE
    segments = _list(told, "segments")
    amounts = (
        len(segments),
        len(_list(told, "words")),
        sum(len(_list(one, "words")) for one in segments),
        len(_text(told).split()),
        sum(len(_text(one).split()) for one in segments),
    )
    if max(amounts) > most:
        raise ValueError(f"it has more words than can be said in {length_s:.0f} s")


def _text(told: Mapping[str, Any]) -> str:
    text = told.get("text")
    return text if isinstance(text, str) else ""


def spread(text: str, start: float, end: float) -> list[Word]:
    """The words of ``text`` over the time from ``start`` to ``end``, each by its length."""
    said = [one for one in text.split() if any(character.isalnum() for character in one)]
    shares = [len(one) + 1 for one in said]
    step = (end - start) / sum(shares) if said else 0.0
    made: list[Word] = []
    at = start
    for one, share in zip(said, shares, strict=True):
        made.append(Word(one, at, at + share * step))
        at += share * step
    return made


def _of_segment(segment: Mapping[str, Any], length_s: float) -> list[Word]:
    words = _list(segment, "words")
    if words:
        return _timed(words)
    start = _time(segment.get("start", 0.0))
    end = _time(segment.get("end", length_s))
    return spread(_text(segment), start, max(start, end))


def _timed(told: Sequence[Mapping[str, Any]]) -> list[Word]:
    raw = [
        RawWord(str(one["word"]), _time(one["start"]), _time(one["end"]), _chance(one))
        for one in told
        if isinstance(one.get("word"), str) and "start" in one and "end" in one
    ]
    return whole_words(raw)


def _as_written(words: list[Word], text: str) -> list[Word]:
    """The words with the punctuation that stands in ``text``, where both are the same words."""
    written = [one for one in text.split() if letters(one)]
    if [letters(one) for one in written] != [letters(word.text) for word in words]:
        return words
    return [
        Word(one, word.start, word.end, word.probability)
        for one, word in zip(written, words, strict=True)
    ]


def _list(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    some = told.get(name)
    if some is None:
        return []
    if not isinstance(some, Iterable) or not all(isinstance(one, Mapping) for one in some):
        raise ValueError(f"{name} is not a list of objects")
    return list(some)


def _time(value: Any) -> float:
    """Seconds; some servers write them as text."""
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("it has a time that is no number") from error
    if not math.isfinite(seconds):
        raise ValueError("it has a time that is no number")
    return seconds


def _chance(one: Mapping[str, Any]) -> float | None:
    value = one.get("probability")
    return float(value) if isinstance(value, int | float) else None
