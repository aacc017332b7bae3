"""Transcripts as JSON: the form that the whisper command line writes with word timestamps.

``{"text", "language", "segments": [{"id", "start", "end", "text", "words": [{"word", "start",
"end", "probability"}]}]}``. What that form has no place for (duration, engine, where voice was
heard, hesitations, what was not understood) goes under one key of our own, ``"mockint"``, which
other programs ignore. A word that the sound itself confirmed has ``"confirmed": true``.

Reading is strict about what a word is and forgiving about the small faults that recognizers make:

- a missing or null probability is None ("sure");
- a word that ends before it starts by up to :data:`SMALL_FAULT_S` gets no length; a start a little
  below 0 becomes 0; words that overlap are cut where the next one starts; a word that starts a
  little before the one in front of it starts with it;
- words far out of order are sorted by start, where that leaves no overlap above SMALL_FAULT_S;
- stretches out of order are sorted, and those that overlap become one;
- anything else (a number as text, NaN, no word times, a word of 200 letters, a hundred thousand
  words, a bigger fault) is UnreadableTranscript.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any, TypeGuard, get_args

from mockint.errors import UnreadableTranscript
from mockint.text.printable import one_line
from mockint.transcribe.engines.registry import info_of
from mockint.transcribe.types import (
    FILE_ENGINE,
    LONGEST_WORD,
    MOST_WORDS,
    EngineInfo,
    Stretch,
    Transcript,
    Word,
    WordQuality,
)
from mockint.transcribe.word_pieces import RawWord, join_pieces

OWN_KEY = "mockint"
SMALL_FAULT_S = 0.5
"""Faults of time up to this are mended: about one spoken word."""
LONGEST_S = 12 * 3600.0
"""No answer is longer; such a figure is in milliseconds."""
PAUSE_S = 0.9
"""A pause that begins a new segment when writing."""
SENTENCE_ENDS = (".", "?", "!")
_CLOSING = "\"')]\u201d\u2019"
_ASK_FOR_WORDS = "whisper RECORDING --word_timestamps True --output_format json"


# ---------------------------------------------------------------- writing


def to_json(transcript: Transcript) -> dict[str, Any]:
    """The transcript as plain values for ``json.dump``; times are rounded to a millisecond."""
    own: dict[str, Any] = {
        "engine": transcript.engine,
        "engine_info": asdict(transcript.engine_info),
        "duration": _ms(transcript.duration),
    }
    if transcript.speech is not None:
        own["speech"] = _pairs(transcript.speech)
    own["hesitations"] = _pairs(transcript.hesitations)
    own["not_understood"] = _pairs(transcript.not_understood)
    own["estimated"] = _pairs(transcript.estimated)
    return {
        "text": "".join(f" {word.text}" for word in transcript.words),
        "language": transcript.language,
        "segments": [_segment(i, words) for i, words in enumerate(_sentences(transcript.words))],
        OWN_KEY: own,
    }


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words up to the end of a sentence or a pause."""
    group: list[Word] = []
    for word in words:
        if group and (
            word.start - group[-1].end >= PAUSE_S
            or group[-1].text.rstrip(_CLOSING).endswith(SENTENCE_ENDS)
        ):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _segment(number: int, words: Sequence[Word]) -> dict[str, Any]:
    return {
        "id": number,
        "start": _ms(words[0].start),
        "end": _ms(words[-1].end),
        "text": "".join(f" {word.text}" for word in words),
        "words": [_word(word) for word in words],
    }


def _word(word: Word) -> dict[str, Any]:
    value: dict[str, Any] = {"word": f" {word.text}"}
    value |= {"start": _ms(word.start), "end": _ms(word.end)}
    if word.probability is not None:
        value["probability"] = word.probability
    if word.confirmed:
        value["confirmed"] = True
    return value


def _pairs(stretches: Sequence[Stretch]) -> list[list[float]]:
    return [[_ms(one.start), _ms(one.end)] for one in stretches]


def _ms(seconds: float) -> float:
    return round(float(seconds), 3)


# ---------------------------------------------------------------- reading


def from_json(value: object, source: str) -> Transcript:
    """The transcript in ``value`` (what ``json.load`` gave); ``source`` is named in errors.

    No segment or only empty ones give a transcript without words. Without a duration of our own,
    the last word's end stands for it.

    Raises UnreadableTranscript with one line that says what was expected.
    """
    if not isinstance(value, Mapping):
        raise unreadable(source, f"expected an object with segments, not {_kind(value)}")
    raw = [word for segment in _segments(value, source) for word in join_pieces(segment)]
    if len(raw) > MOST_WORDS:
        raise unreadable(source, f"it has {len(raw)} words, more than {MOST_WORDS}")
    words = in_order(raw, source)
    own = value.get(OWN_KEY, {})
    if not isinstance(own, Mapping):
        raise unreadable(source, f'"{OWN_KEY}" must be an object, not {_kind(own)}')
    last = words[-1].end if words else 0.0
    said = own.get("duration", value.get("duration"))
    duration = last if said is None else max(last, _seconds(said, source, "the duration"))
    engine, language = own.get("engine"), value.get("language")
    engine = one_line(engine) if isinstance(engine, str) else FILE_ENGINE
    return Transcript(
        words=words,
        duration=duration,
        engine=engine,
        engine_info=engine_info(own.get("engine_info"), engine),
        language=language if isinstance(language, str) and language else "en",
        speech=_stretches(own["speech"], source) if own.get("speech") is not None else None,
        hesitations=_stretches(own.get("hesitations", []), source),
        not_understood=_stretches(own.get("not_understood", []), source),
        estimated=_stretches(own.get("estimated", []), source),
    )


def engine_info(kept: object, engine: str) -> EngineInfo:
    """What a file keeps about its engine; from ``engine``, its printed name, in an older file."""
    if not isinstance(kept, Mapping):
        return info_of(engine)
    words: Any = kept.get("words")
    if words not in get_args(WordQuality):
        words = "unknown"
    return EngineInfo(words=words, sound_left=kept.get("sound_left") is True)


def _segments(value: Mapping[str, object], source: str) -> Iterator[list[RawWord]]:
    segments = value.get("segments")
    if segments is None:
        raise unreadable(source, 'it has no "segments"')
    if not isinstance(segments, list):
        raise unreadable(source, f'"segments" must be a list, not {_kind(segments)}')
    if not segments and _has_text(value):
        raise _no_times(source, "its text")
    for number, segment in enumerate(segments, 1):
        where = f"segment {number}"
        if not isinstance(segment, Mapping):
            raise unreadable(source, f"{where} must be an object, not {_kind(segment)}")
        words = segment.get("words")
        if not words and _has_text(segment):
            raise _no_times(source, where)
        if words is not None and not isinstance(words, list):
            raise unreadable(source, f'"words" of {where} must be a list, not {_kind(words)}')
        yield [
            _read_word(word, source, f"word {i} of {where}")
            for i, word in enumerate(words or [], 1)
        ]


def _has_text(value: Mapping[str, object]) -> bool:
    text = value.get("text")
    return isinstance(text, str) and bool(text.strip())


def _read_word(value: object, source: str, where: str) -> RawWord:
    if not isinstance(value, Mapping):
        raise unreadable(source, f"{where} must be an object, not {_kind(value)}")
    text = value.get("word")
    if not isinstance(text, str):
        raise unreadable(source, f'"word" of {where} must be text, not {_kind(text)}')
    length = len(text.strip())
    if length > LONGEST_WORD:
        raise unreadable(source, f"{where} has {length} letters, more than {LONGEST_WORD}")
    start = _seconds(value.get("start"), source, f'"start" of {where}')
    end = _seconds(value.get("end"), source, f'"end" of {where}')
    if end < start - SMALL_FAULT_S:
        raise unreadable(source, f"{where} ends at {end:g} s, before it starts at {start:g} s")
    chance = _probability(value, source, where)
    return RawWord(text, start, max(start, end), chance, value.get("confirmed") is True)


def _probability(value: Mapping[str, object], source: str, where: str) -> float | None:
    chance = value.get("probability")
    if chance is None:
        return None
    if not _is_number(chance):
        raise unreadable(source, f'"probability" of {where} must be 0..1, not {_kind(chance)}')
    chance = float(chance)
    if math.isnan(chance):
        return None
    return min(1.0, max(0.0, chance))


def _seconds(value: object, source: str, where: str) -> float:
    """A time on the recording's clock, 0 or more."""
    if not _is_number(value):
        raise unreadable(source, f"{where} must be seconds, not {_kind(value)}")
    try:
        seconds = float(value)
    except OverflowError:
        seconds = math.inf
    if not math.isfinite(seconds) or seconds < -SMALL_FAULT_S:
        raise unreadable(source, f"{where} must be 0 or more seconds, not {seconds:g}")
    if seconds > LONGEST_S:
        raise unreadable(
            source, f"{where} is {seconds:g} s, more than 12 hours; are these milliseconds?"
        )
    return max(0.0, seconds)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def in_order(raw: Sequence[RawWord], source: str) -> tuple[Word, ...]:
    """Words by time and without overlap; see the module's rules.

    Raises UnreadableTranscript where sorting does not give a sensible order.
    """
    words = list(raw)
    if any(b.start < a.start - SMALL_FAULT_S for a, b in pairwise(words)):
        words.sort(key=lambda word: word.start)
        for a, b in pairwise(words):
            if a.end - b.start > SMALL_FAULT_S:
                raise unreadable(
                    source, f"its words are out of order and overlap at {b.start:.1f} s"
                )
    made: list[Word] = []
    for word in words:
        start = max(word.start, made[-1].start) if made else word.start
        if made and made[-1].end > start:
            made[-1] = replace(made[-1], end=start)
        end = max(start, word.end)
        made.append(Word(word.text, start, end, word.probability, word.confirmed))
    return tuple(made)


def _stretches(value: object, source: str) -> tuple[Stretch, ...]:
    where = f'"{OWN_KEY}"'
    if not isinstance(value, list):
        raise unreadable(source, f"stretches of {where} must be a list, not {_kind(value)}")
    pairs = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise unreadable(source, f"a stretch of {where} must be [start, end]")
        start, end = (_seconds(one, source, f"a stretch of {where}") for one in pair)
        pairs.append((start, max(start, end)))
    made: list[Stretch] = []
    for start, end in sorted(pairs):
        if made and start < made[-1].end:
            made[-1] = replace(made[-1], end=max(end, made[-1].end))
        else:
            made.append(Stretch(start, end))
    return tuple(made)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    names = {bool: "true/false", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _no_times(source: str, where: str) -> UnreadableTranscript:
    return unreadable(source, f"{where} has no word times", next_step=_ASK_FOR_WORDS)


def unreadable(source: str, why: str, *, next_step: str = "") -> UnreadableTranscript:
    """The error for what is no transcript."""
    step = next_step or f"head -c 300 {source}"
    return UnreadableTranscript(f"cannot read {source} as a transcript", cause=why, next_step=step)
