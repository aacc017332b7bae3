"""Each word at its time: those without one lie between their neighbours, or in their line. Pure.

What was placed so is told as a stretch: nothing is measured by the word there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from mockint.text.normalize import letters
from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord
from mockint.transcribe.forms.values import has_text, no_times, spoken, unreadable
from mockint.transcribe.types import MOST_WORDS, Stretch, Word
from mockint.transcribe.word_pieces import RawWord, join_pieces

_WORD_S, _LETTER_S = 0.1, 0.06
"""How long a word lasts of which only the beginning is known, at an ordinary pace."""
_MOST_COMPARED = 3_000
"""Words of a sentence: comparing more with their text would take its square."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with times, in the file's order, and where these are none of the file's."""

    words: tuple[Word, ...]
    estimated: tuple[Stretch, ...]


def placed(told: Told, source: str) -> Placed:
    """Every word at its time. Raises UnreadableTranscript where nothing tells when it was said."""
    segments = list(told.segments)
    afters = _next_of([_first(one) for one in segments], told.duration)
    words: list[Word] = []
    estimated: list[Stretch] = []
    written, had = "", ""
    end = 0.0
    for number, told_one in enumerate(segments):
        one = told_one
        written += letters(one.text)
        if not one.words and has_text(one.text):
            if len(had) >= len(written) and had.endswith(letters(one.text)):
                continue  # Whisper gave its words to the segment before it
            one = replace(one, words=_split(one.text, source))
        if not one.words:
            continue
        bounds = _bounds(one, end, afters[number], f"segment {number + 1}", source)
        timed, guessed = _timed(one.words, *bounds)
        joined = _as_written(join_pieces(timed), one.text)
        had += "".join(letters(word.text) for word in joined)
        words += [
            Word(w.text, round(w.start, 3), round(w.end, 3), w.probability, w.confirmed)
            for w in joined
        ]
        estimated += guessed
        end = max([end, *(word.end for word in timed)])
        if len(words) > MOST_WORDS:
            raise unreadable(source, f"it has more than {MOST_WORDS} words")
    return Placed(ordered(words), joined_stretches(estimated))


def _split(text: str, source: str) -> tuple[ToldWord, ...]:
    words = [one for one in text.split() if one]
    return tuple(ToldWord(f" {spoken(one, source, f'word {n}')}") for n, one in enumerate(words, 1))


def _next_of(times: Sequence[float | None], last: float | None) -> list[float | None]:
    """For each place the next time behind it that is told, else ``last``."""
    made: list[float | None] = []
    for time in reversed(times):
        made.append(last)
        last = last if time is None else time
    return made[::-1]


def _first(segment: ToldSegment) -> float | None:
    """The first time that is told of it."""
    return next(
        (word.start for word in segment.words if word.start is not None),
        segment.start,
    )


def _bounds(
    segment: ToldSegment, end: float, after: float | None, where: str, source: str
) -> tuple[float, float]:
    """From when to when its words can have been said.

    ``end``: of what stands before it; ``after``: when what follows it begins.
    """
    known = [t for word in segment.words for t in (word.start, word.end) if t is not None]
    if not known and segment.start is None and segment.end is None and after is None:
        raise no_times(source, where)
    start = end if segment.start is None else max(end, segment.start)
    if segment.start is None and known:
        start = min(start, known[0])
    natural = sum(_lasts(word.text) for word in segment.words)
    if segment.end is not None:
        stop = segment.end
    else:
        stop = start + natural if after is None else min(start + natural, max(start, after))
    if not known and after is not None and after > start:
        stop = min(stop, after)
    return start, max([start, stop, *known])


def _lasts(text: str) -> float:
    return _WORD_S + _LETTER_S * len(letters(text)) if has_text(text) else 0.0


def _timed(
    words: Sequence[ToldWord], start: float, end: float
) -> tuple[list[RawWord], list[Stretch]]:
    """Each with a time; those without one share the time between their neighbours."""
    made: list[RawWord] = []
    guessed: list[Stretch] = []
    followings = _next_of([word.start for word in words], None)
    at = 0
    reached = start
    while at < len(words):
        word = words[at]
        until = at
        while until < len(words) and words[until].start is None:
            until += 1
        next_start = words[until].start if until < len(words) else None
        if until > at:
            begin = reached
            stop = max(begin, end if next_start is None else next_start)
            spread = _spread(words[at:until], begin, stop)
            made += spread
            if any(has_text(one.text) for one in spread):
                guessed.append(Stretch(round(begin, 3), round(stop, 3)))
            reached, at = stop, until
            continue
        assert word.start is not None
        following = followings[at]
        last = word.end
        if last is None:
            natural = word.start + _lasts(word.text)
            last = natural if following is None else min(natural, max(word.start, following))
        made.append(_raw(word, word.start, last))
        reached, at = max(reached, last), at + 1
    return made, guessed


def _spread(words: Sequence[ToldWord], start: float, end: float) -> list[RawWord]:
    shares = [len(letters(word.text)) + 1 if has_text(word.text) else 0 for word in words]
    step = (end - start) / max(1, sum(shares))
    made: list[RawWord] = []
    at = start
    for word, share in zip(words, shares, strict=True):
        stop = min(end, at + share * step)
        made.append(_raw(word, at, stop))
        at = stop
    return made


def _raw(word: ToldWord, start: float, end: float) -> RawWord:
    return RawWord(word.text, start, end, word.probability, word.confirmed)


def _as_written(words: list[RawWord], text: str) -> list[RawWord]:
    """The words with the marks and capitals that stand in their text, where they have none."""
    tokens = [one for one in text.split() if letters(one)]
    if len(tokens) > _MOST_COMPARED or any(not one.text[-1:].isalnum() for one in words):
        return words
    said, told = [letters(one.text) for one in words], [letters(one) for one in tokens]
    made = list(words)
    for block in SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            made[block.a + step] = replace(words[block.a + step], text=tokens[block.b + step])
    return made


def ordered(words: Sequence[Word]) -> tuple[Word, ...]:
    """The same in the same order, none before the one in front of it, none over the next."""
    made: list[Word] = []
    for word in words:
        start = max(word.start, made[-1].start) if made else word.start
        if made and made[-1].end > start:
            made[-1] = replace(made[-1], end=start)
        made.append(replace(word, start=start, end=max(start, word.end)))
    return tuple(made)


def joined_stretches(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """In order of time, none over another."""
    made: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: one.start):
        if made and one.start < made[-1].end:
            made[-1] = replace(made[-1], end=max(one.end, made[-1].end))
        else:
            made.append(one)
    return tuple(made)
