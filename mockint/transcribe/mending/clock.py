"""Times that cannot be: another unit, counted from elsewhere, a clock that begins again. Pure.

Each is mended where it is certain what is meant, and said; where it is not, the file is refused
with the reason. What a file tells keeps its own order: words are never put between others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from mockint.text.format import clock
from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord
from mockint.transcribe.forms.values import has_text, unreadable
from mockint.transcribe.types import Word

_UNITS = ((0.01, "hundredths of a second"), (0.001, "milliseconds"))
_SPOKEN_S = (0.15, 0.8)
"""From one word to the next, in the middle of an answer: 75 to 400 words a minute."""
_FEWEST_WORDS = 5
"""To tell a unit by."""
_SLOW_WORD_S, _SLOW_LINE_S = 2.5, 12.0
"""A word of a file with word times, or of one with lines, lasts no longer in the middle."""
_REACH_S = 1.0
"""How far a word's time may be outside its segment."""
_BACK_S = 5.0
"""A clock that goes back by less was only written down inexactly."""
_WINDOWS_S = (10.0, 15.0, 20.0, 25.0, 30.0, 60.0)
"""Recordings are transcribed in pieces of such a length; Whisper's is 30 s."""
_FULL = 0.75
"""Of its window a piece that others follow reaches at least this far."""
_SURE = 0.9
"""The same where the clock begins again only once, and two recordings would look the same."""
_ENDS = (".", "?", "!", "\u2026")

FASTEST_WPM = 380.0
"""Nobody speaks faster; words of two places were mixed."""
_ENOUGH_WORDS = 20
"""To tell that by."""
_PAUSE_S = 1.0

Note = str
"""One line for the person; empty where nothing was mended."""


def in_seconds(told: Told, source: str) -> tuple[Told, Note]:
    """The same in seconds. Raises UnreadableTranscript where the unit is neither known nor sure."""
    unit = _unit(_word_steps(told), _SLOW_WORD_S, source)
    line_unit = _unit(_line_steps(told), _SLOW_LINE_S, source)
    if unit == line_unit == 1.0:
        return told, ""
    if not any(segment.has_word_times for segment in told.segments):
        unit = line_unit
    segments = tuple(
        replace(
            _moved(one, lambda time: time * line_unit),
            words=tuple(_word_moved(word, lambda time: time * unit) for word in one.words),
        )
        for one in told.segments
    )
    name = dict(_UNITS)[min(unit, line_unit)]
    last = max((time for one in segments for time in _times(one)), default=0.0)
    duration = told.duration
    if duration is not None and duration * unit >= last - _REACH_S:
        duration *= unit
    note = f"The times in this file are {name}, and were read so."
    return replace(told, segments=segments, duration=duration), note


def _word_steps(told: Told) -> list[float]:
    """From word to word; nothing where the words themselves last no longer than words do."""
    words = [word for one in told.segments for word in one.words if word.start is not None]
    lasts = [
        word.end - word.start for word in words if word.end is not None and word.start is not None
    ]
    if lasts and median(lasts) <= _SLOW_WORD_S:
        return []
    starts = [word.start for word in words if word.start is not None]
    return [b - a for a, b in pairwise(starts) if b > a]


def _line_steps(told: Told) -> list[float]:
    """Seconds for each word of a line, once for each of its words."""
    steps: list[float] = []
    for one in told.segments:
        amount = len(one.text.split()) or len(one.words)
        if amount and one.start is not None and one.end is not None and has_text(one.text):
            steps += [(one.end - one.start) / amount] * amount
    return steps


def _unit(steps: Sequence[float], slow_s: float, source: str) -> float:
    if len(steps) < _FEWEST_WORDS or median(steps) <= slow_s:
        return 1.0
    step = median(steps)
    shortest, longest = _SPOKEN_S
    for unit, _ in _UNITS:
        if shortest <= step * unit <= longest:
            return unit
    raise unreadable(
        source, f"its times are not in seconds: that would be {60 / step:.1f} words a minute"
    )


# ---------------------------------------------------------------- counted from elsewhere


def words_in_segments(told: Told) -> tuple[Told, Note]:
    """Words counted from the start of their segment, or of a piece of the recording, put into it.

    Where the words' own times are in order, they stand, whatever their segments say.
    """
    known = [one for one in told.segments if one.has_word_times and one.start is not None]
    if not any(_is_outside(one) for one in known) or _in_order(_starts(told.segments)):
        return told, ""
    if not _in_order([one.start for one in known if one.start is not None]):
        return told, ""
    if all(_is_inside(one, one.start or 0.0) for one in known):
        note = "Its words were timed from the start of their sentence; they were put where it is."
        return _shifted(told, lambda one: one.start or 0.0), note
    if all(_fits(one) for one in known):
        note = "Its words were timed on another clock than its sentences; they were put into them."
        return _shifted(told, _distance), note
    return told, ""


def _shifted(told: Told, by: Callable[[ToldSegment], float]) -> Told:
    segments = tuple(
        replace(one, words=tuple(_word_moved(word, _later(by(one))) for word in one.words))
        if one.has_word_times and one.start is not None
        else one
        for one in told.segments
    )
    return replace(told, segments=segments)


def _later(by: float) -> Callable[[float], float]:
    return lambda time: max(0.0, time + by)


def _ends_of(segment: ToldSegment) -> tuple[float, float]:
    times = [t for word in segment.words for t in (word.start, word.end) if t is not None]
    return min(times), max(times)


def _is_outside(segment: ToldSegment) -> bool:
    return not _is_inside(segment, 0.0)


def _is_inside(segment: ToldSegment, moved: float) -> bool:
    """Whether the words, ``moved`` seconds later, are in their segment."""
    first, last = _ends_of(segment)
    start = segment.start or 0.0
    end = segment.end if segment.end is not None else last + moved
    return first + moved >= start - _REACH_S and last + moved <= end + _REACH_S


def _fits(segment: ToldSegment) -> bool:
    first, last = _ends_of(segment)
    return segment.end is not None and last - first <= segment.end - (segment.start or 0) + _REACH_S


def _distance(segment: ToldSegment) -> float:
    """How far its words are to move; 0 where they are in it already."""
    if not _is_outside(segment):
        return 0.0
    return (segment.start or 0.0) - _ends_of(segment)[0]


def _starts(segments: Sequence[ToldSegment]) -> list[float]:
    return [word.start for one in segments for word in one.words if word.start is not None]


def _in_order(starts: Sequence[float]) -> bool:
    return all(b >= a - _REACH_S for a, b in pairwise(starts))


# ---------------------------------------------------------------- begins again


@dataclass(frozen=True, slots=True)
class _Run:
    """Words or lines on one clock: their places in the file, and their first and last time."""

    first: int
    start: float
    end: float
    last: float
    """When the last of them begins."""
    text: str
    """Of that one."""


def carried_on(told: Told, source: str) -> tuple[Told, Note]:
    """One clock for all, where it begins again with each piece of a known length.

    Segments that are merely out of order, and do not overlap, are put in order. Raises
    UnreadableTranscript where the clock goes back and it is not certain why.
    """
    items = list(_items(told.segments))
    runs = _runs(items)
    if len(runs) == 1:
        return told, ""
    window = _window(runs, items)
    if window is not None:
        begins = [run.first for run in runs]
        note = f"Its clock began again every {window:.0f} seconds; it was carried on."
        return _carried(told, begins, window), note
    ordered = sorted(runs, key=lambda run: run.start)
    apart = all(b.start >= a.end - _REACH_S for a, b in pairwise(ordered))
    if apart and max(run.end for run in runs) > _WINDOWS_S[-1]:
        whole = sorted(told.segments, key=_start_of)
        if len(_runs(list(_items(whole)))) == 1:
            return replace(told, segments=tuple(whole)), "Its sentences were put in order of time."
    raise unreadable(
        source,
        f"its clock goes back from {clock(runs[0].end)} to {clock(runs[1].start)}:"
        " are these two recordings in one file?",
        next_step="make one file of each recording",
    )


def _items(segments: Sequence[ToldSegment]) -> Iterator[tuple[float, float, str]]:
    """Start, end and text of each word, or of a line without word times."""
    for one in segments:
        if one.has_word_times:
            for word in one.words:
                if word.start is not None:
                    yield word.start, word.start if word.end is None else word.end, word.text
        elif one.start is not None and has_text(one.text):
            yield one.start, one.start if one.end is None else one.end, one.text


def _runs(items: Sequence[tuple[float, float, str]]) -> list[_Run]:
    runs: list[_Run] = []
    before = 0.0
    for place, (start, end, text) in enumerate(items):
        if not runs or start < before - _BACK_S:
            runs.append(_Run(place, start, end, start, text))
        else:
            runs[-1] = replace(
                runs[-1],
                start=min(runs[-1].start, start),
                end=max(runs[-1].end, end),
                last=start,
                text=text,
            )
        before = start
    return runs or [_Run(0, 0.0, 0.0, 0.0, "")]


def _window(runs: Sequence[_Run], items: Sequence[tuple[float, float, str]]) -> float | None:
    """The length after which the clock begins again; None where that is not certain."""
    window = next((one for one in _WINDOWS_S if _can_be(one, runs)), None)
    if window is None:
        return None
    if len(runs) > 2 or runs[0].end >= _SURE * window:
        return window
    goes_on = items[runs[1].first][2].strip()[:1].islower()
    return window if goes_on and not runs[0].text.strip().endswith(_ENDS) else None


def _can_be(window: float, runs: Sequence[_Run]) -> bool:
    """Whether every run fits into a piece of so many seconds, fills it, and none would lie over
    the next."""
    return (
        all(run.last <= window + _REACH_S for run in runs)
        and all(run.end >= _FULL * window for run in runs[:-1])
        and all(b.start + window >= a.end - _REACH_S for a, b in pairwise(runs))
    )


def _carried(told: Told, begins: Sequence[int], window: float) -> Told:
    place = -1

    def later(time: float) -> float:
        return time + window * (sum(begin <= place for begin in begins) - 1)

    segments: list[ToldSegment] = []
    for one in told.segments:
        if not one.has_word_times:
            place += one.start is not None and has_text(one.text)
            segments.append(_moved(one, later))
            continue
        words: list[ToldWord] = []
        for word in one.words:
            place += word.start is not None
            words.append(_word_moved(word, later))
        # The words say where it is: its own times may be on either side of the new beginning.
        segments.append(replace(one, start=None, end=None, words=tuple(words)))
    duration = told.duration
    return replace(told, segments=tuple(segments), duration=duration)


def _start_of(segment: ToldSegment) -> float:
    return next((time for time in _times(segment)), 0.0)


def _times(segment: ToldSegment) -> Iterator[float]:
    told = [segment.start, segment.end]
    told += [time for word in segment.words for time in (word.start, word.end)]
    yield from (time for time in told if time is not None)


def _moved(one: ToldSegment, by: Callable[[float], float]) -> ToldSegment:
    return replace(
        one,
        start=None if one.start is None else by(one.start),
        end=None if one.end is None else by(one.end),
    )


def _word_moved(one: ToldWord, by: Callable[[float], float]) -> ToldWord:
    return replace(
        one,
        start=None if one.start is None else by(one.start),
        end=None if one.end is None else by(one.end),
    )


# ---------------------------------------------------------------- what nobody can say


def check_pace(words: Sequence[Word], source: str) -> None:
    """Raise UnreadableTranscript where so many words cannot be said in their time."""
    if len(words) < _ENOUGH_WORDS:
        return
    pauses = sum(b.start - a.end for a, b in pairwise(words) if b.start - a.end > _PAUSE_S)
    spoken_s = max(0.001, words[-1].end - words[0].start - pauses)
    pace = 60.0 * len(words) / spoken_s
    if pace > FASTEST_WPM:
        raise unreadable(
            source, f"its times cannot be right: that would be {pace:.0f} words a minute"
        )
