"""A transcript as paragraphs of parts and phrases: words with their times and remarks."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.domain import Segment
from mockint.star.types import Filler, Pause, Signal, Span
from mockint.text.normalize import MARKS
from mockint.transcribe.types import Transcript, Word

PHRASE_GAP_S = 0.4
"""A silence between two words from which a new phrase begins."""
_SAME_S = 0.0006
"""What is found is kept to the millisecond, a word's time may be finer."""
_SENTENCE_ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, with the listed pause in front of it."""

    text: str
    start: float
    kinds: str = ""
    """Names for the style sheet: unsure, filler, strength, fault."""
    pause_s: float | None = None
    """Length of a listed pause just before this word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between two silences."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the answer that is one part; a reply has one without a part."""

    segment: Segment | None
    start: float
    seconds: float
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What is said of single words."""

    fillers: Sequence[Filler] = ()
    signals: Sequence[Signal] = ()
    pauses: Sequence[Pause] = ()


def paragraphs(
    transcript: Transcript, spans: Sequence[Span], remarks: Remarks
) -> tuple[Paragraph, ...]:
    """The whole transcript, cut at the spans' starts; without spans one paragraph."""
    if not transcript.words:
        return ()
    starts: list[tuple[float, Segment | None, float]] = [
        (span.start, span.segment, span.seconds) for span in spans
    ]
    if not starts:
        first, last = transcript.words[0], transcript.words[-1]
        starts = [(first.start, None, last.end - first.start)]
    begins = [start for start, _, _ in starts]
    held: list[list[Word]] = [[] for _ in starts]
    for word in transcript.words:
        held[max(0, bisect_right(begins, word.start + _SAME_S) - 1)].append(word)
    kinds = _kinds(transcript.words, remarks)
    pauses = _pauses_before(transcript.words, remarks.pauses)
    return tuple(
        Paragraph(segment, start, seconds, _phrases(words, kinds, pauses))
        for (start, segment, seconds), words in zip(starts, held, strict=True)
        if words
    )


def _phrases(
    words: Sequence[Word], kinds: Mapping[float, str], pauses: Mapping[float, float]
) -> tuple[Phrase, ...]:
    groups: list[list[Piece]] = []
    before: Word | None = None
    for word in words:
        ended = before is not None and before.text.endswith(_SENTENCE_ENDS)
        if before is None or ended or word.start - before.end >= PHRASE_GAP_S:
            groups.append([])
        at = word.start
        groups[-1].append(Piece(word.text, at, kinds.get(at, ""), pauses.get(at)))
        before = word
    return tuple(Phrase(tuple(group)) for group in groups)


def _pauses_before(words: Sequence[Word], pauses: Sequence[Pause]) -> dict[float, float]:
    """Start of a word -> seconds of the pause that it ends."""
    found: dict[float, float] = {}
    for pause in pauses:
        after = bisect_left(words, (pause.start + pause.end) / 2, key=_begins)
        if after < len(words):
            found[words[after].start] = pause.end - pause.start
    return found


def _kinds(words: Sequence[Word], remarks: Remarks) -> dict[float, str]:
    """By a word's start: the style sheet's names for it."""
    kinds: dict[float, list[str]] = {}
    for word in words:
        if not word.sure:
            kinds.setdefault(word.start, []).append("unsure")
    for signal in remarks.signals:
        begun = bisect_left(words, signal.start - _SAME_S, key=_begins)
        for word in words[begun : bisect_left(words, signal.end, key=_begins)]:
            if signal.kind not in kinds.setdefault(word.start, []):
                kinds[word.start].append(signal.kind)
    at = {round(word.start, 3): number for number, word in enumerate(words)}
    for filler in remarks.fillers:
        first = at.get(round(filler.start, 3))
        if first is None:  # heard as a sound: there is no word of it
            continue
        for word in words[first : first + len(filler.text.split())]:
            kinds.setdefault(word.start, []).append("filler")
    return {start: " ".join(names) for start, names in kinds.items()}


def _begins(word: Word) -> float:
    return word.start


def find_quote(words: Sequence[Word], quote: str) -> float | None:
    """When ``quote`` was first said: its words in a row; None where it does not stand there.

    The mark behind its last word may have been left out.
    """
    wanted = [word.strip(MARKS) for word in quote.split()]
    if not wanted:
        return None
    said = [word.text.strip(MARKS) for word in words]
    for at in range(len(said) - len(wanted) + 1):
        if said[at : at + len(wanted)] == wanted:
            return words[at].start
    return None
