"""Our own transcripts as JSON: the form that the whisper command line writes with word timestamps.

``{"text", "language", "segments": [{"id", "start", "end", "text", "words": [{"word", "start",
"end", "probability"}]}]}``. What that form has no place for (duration, engine, where voice was
heard, hesitations, what was not understood, who else spoke, what was left out) goes under one key
of our own, ``"mockint"``, which other programs ignore. A word that the sound itself confirmed has
``"confirmed": true``.

What others write is read by ``forms``; the shape of its segments and words is known there alone.
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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, get_args

from mockint.text.printable import one_line
from mockint.transcribe.engines.registry import info_of
from mockint.transcribe.forms import whisper
from mockint.transcribe.forms.told import ToldWord
from mockint.transcribe.forms.values import (
    LONGEST_S,
    SMALL_FAULT_S,
    has_text,
    kind,
    no_times,
    seconds,
    too_late,
    unreadable,
)
from mockint.transcribe.mending.placing import joined_stretches, ordered
from mockint.transcribe.types import (
    FILE_ENGINE,
    MOST_WORDS,
    EngineInfo,
    Stretch,
    Transcript,
    Word,
    WordQuality,
)
from mockint.transcribe.word_pieces import RawWord, join_pieces

OWN_KEY = "mockint"
PAUSE_S = 0.9
"""A pause that begins a new segment when writing."""
SENTENCE_ENDS = (".", "?", "!")
_CLOSING = "\"')]\u201d\u2019"


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
    if transcript.others:
        own["others"] = _pairs(transcript.others)
    if transcript.notes:
        own["notes"] = list(transcript.notes)
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
        raise unreadable(source, f"expected an object with segments, not {kind(value)}")
    raw = [word for segment in _segments(value, source) for word in join_pieces(segment)]
    if len(raw) > MOST_WORDS:
        raise unreadable(source, f"it has {len(raw)} words, more than {MOST_WORDS}")
    words = in_order(raw, source)
    own = value.get(OWN_KEY, {})
    if not isinstance(own, Mapping):
        raise unreadable(source, f'"{OWN_KEY}" must be an object, not {kind(own)}')
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
        others=_stretches(own.get("others", []), source),
        notes=_notes(own.get("notes")),
    )


def _notes(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(one_line(one) for one in listed if isinstance(one, str))


def engine_info(kept: object, engine: str) -> EngineInfo:
    """What a file keeps about its engine; from ``engine``, its printed name, in an older file."""
    if not isinstance(kept, Mapping):
        return info_of(engine)
    words: Any = kept.get("words")
    if words not in get_args(WordQuality):
        words = "unknown"
    return EngineInfo(words=words, sound_left=kept.get("sound_left") is True)


def _segments(value: Mapping[str, Any], source: str) -> Iterator[list[RawWord]]:
    for number, segment in enumerate(whisper.told_in(value, source).segments, 1):
        if not segment.words and has_text(segment.text):
            raise no_times(source, f"segment {number}")
        yield [
            _timed(word, source, f"word {i} of segment {number}")
            for i, word in enumerate(segment.words, 1)
        ]


def _timed(word: ToldWord, source: str, where: str) -> RawWord:
    start = _seconds(word.start, source, f'"start" of {where}')
    end = _seconds(word.end, source, f'"end" of {where}')
    return RawWord(word.text, start, end, word.probability, word.confirmed)


def _seconds(value: object, source: str, where: str) -> float:
    """A time on the recording's clock, 0 to LONGEST_S."""
    time = seconds(value, source, where)
    if time > LONGEST_S:
        raise too_late(source, where, time)
    return time


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
    return ordered(
        [Word(one.text, one.start, one.end, one.probability, one.confirmed) for one in words]
    )


def _stretches(value: object, source: str) -> tuple[Stretch, ...]:
    where = f'"{OWN_KEY}"'
    if not isinstance(value, list):
        raise unreadable(source, f"stretches of {where} must be a list, not {kind(value)}")
    pairs = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise unreadable(source, f"a stretch of {where} must be [start, end]")
        start, end = (_seconds(one, source, f"a stretch of {where}") for one in pair)
        pairs.append((start, max(start, end)))
    return joined_stretches([Stretch(start, end) for start, end in pairs])
