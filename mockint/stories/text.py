"""A story in its two forms: the text of each part, and words with times as the ear has them.

Lists of words that tell a story's own words from everybody's. All lower case.
"""

import re
from collections.abc import Mapping, Sequence

from mockint.domain import SEGMENTS, Segment
from mockint.star.types import Span
from mockint.transcribe.types import Transcript, Word


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


COUNTS_NOTHING = word_set(
    "of the a an in on at to and or but other others more less from by was were is are that so"
    " then until out which who before after for with"
)
"""Words after a figure that are not what it counts."""

SPELT = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion half"
)
"""Figures that are written out. "One" is left out: it is seldom a figure (this one, no one)."""

NO_NAMES = word_set(
    "i i'm i've i'd i'll we so then and but first second finally in on at the a an my our it he"
    " she they this that when while as after before because if now what who where how no yes"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that may have a capital and are no names."""

COMMON = word_set(
    "about after again against because before being could describe doing everyone example first"
    " found given going having hear human know knew later made make many most much never nobody"
    " other others people please result should situation some somebody someone something tell"
    " than that their them then there they thing things think this through time told took under"
    " walk want wanted well were what when where which while with without work worked would your"
    " you've yours yourself have made more into from team share show"
)
"""Words that questions and stories share whatever they are about."""


WRITTEN = "a written text"
"""The engine of a transcript that nobody heard."""
WORD_S = 0.4
"""A written word's share of time: 150 words a minute, an unhurried telling."""

_FIGURE = re.compile(r"[$€£]?\d[\d.,]*\d%?|[$€£]?\d%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINS_FIGURES = frozenset({"point", "and"})
_EDGES = ".,;:!?\"'()[]\u201c\u201d\u2018\u2019\u2026\u2014\u2013"
MENTIONS_SHOWN = 12


def transcript_of(text: str) -> Transcript:
    """Written words as if they had been said one after the other."""
    words = tuple(
        Word(word, round(at * WORD_S, 3), round((at + 0.9) * WORD_S, 3))
        for at, word in enumerate(text.split())
    )
    return Transcript(words, words[-1].end if words else 0.0, WRITTEN)


def spans_of_parts(parts: Mapping[Segment, str]) -> tuple[Span, ...]:
    """The parts of a written story on the clock of ``transcript_of`` of its whole text."""
    spans: list[Span] = []
    at = 0
    for segment in SEGMENTS:
        count = len(parts.get(segment, "").split())
        if count:
            spans.append(Span(segment, round(at * WORD_S, 3), round((at + count) * WORD_S, 3)))
            at += count
    return tuple(spans)


def parts_of(words: Sequence[Word], spans: Sequence[Span]) -> Mapping[Segment, str]:
    """The words of each part, in their order; a part that was told in pieces is put together."""
    told: dict[Segment, list[str]] = {segment: [] for segment in SEGMENTS}
    for word in words:
        there = [span.segment for span in spans if span.start <= word.start]
        told[there[-1] if there else spans[0].segment if spans else "situation"].append(word.text)
    return {segment: " ".join(texts) for segment, texts in told.items()}


def numbers_in(text: str) -> tuple[str, ...]:
    """Figures with the word that they count: "three percent", "$40,000", each once."""
    raw = text.split()
    words = [word.strip(_EDGES) for word in raw]
    found: list[str] = []
    at = 0
    while at < len(words):
        end = _figure_end(words, at)
        if end > at:
            ends_there = raw[end - 1][-1:] in ".,;:!?" or end == len(words)
            counts = not ends_there and words[end].lower() not in COUNTS_NOTHING
            found.append(" ".join(words[at : end + counts]))
        at = max(end, at + 1)
    return tuple(dict.fromkeys(found))[:MENTIONS_SHOWN]


def _figure_end(words: Sequence[str], at: int) -> int:
    """Where the figure that begins at ``at`` ends; ``at`` itself where none does."""
    end = at
    while end < len(words):
        joins = end > at and words[end].lower() in _JOINS_FIGURES
        if not (
            _is_figure(words[end]) or (joins and any(map(_is_figure, words[end + 1 : end + 2])))
        ):
            break
        end += 1
    return end


def _is_figure(word: str) -> bool:
    if _YEAR.fullmatch(word):
        return False
    first, *rest = word.lower().split("-")
    spelt = first in SPELT and all(piece in SPELT or piece == "one" for piece in rest)
    return spelt or bool(_FIGURE.fullmatch(word))


def names_in(text: str) -> tuple[str, ...]:
    """Words with a capital inside a sentence, those beside each other together, each once.

    A text without capitals, as some recognizers give it, has none.
    """
    found: list[str] = []
    opens, open_name = True, False
    for raw in text.split():
        word = raw.strip(_EDGES)
        bare = re.sub(r"['\u2019]s$", "", word)
        is_name = bare[:1].isupper() and not opens and bare.lower() not in NO_NAMES
        if is_name and open_name:
            found[-1] += f" {bare}"
        elif is_name:
            found.append(bare)
        open_name = is_name and raw[-1:] not in ".,;:!?" and bare == word
        opens = raw[-1:] in ".!?"
    return tuple(dict.fromkeys(found))[:MENTIONS_SHOWN]
