"""A story in its two forms: the text of each part, and words with times as the ear has them.

Lists of words that tell a story's own words from everybody's. All lower case.
"""

import re
from collections.abc import Mapping, Sequence

from mockint.domain import SEGMENTS, Segment
from mockint.star.types import Span
from mockint.text.figures import figures, quotes
from mockint.text.normalize import EDGES, word_set
from mockint.transcribe.types import Transcript, Word

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
    return quotes(figures(text.split()))[:MENTIONS_SHOWN]


def names_in(text: str) -> tuple[str, ...]:
    """Words with a capital inside a sentence, those beside each other together, each once.

    A text without capitals, as some recognizers give it, has none.
    """
    found: list[str] = []
    opens, open_name = True, False
    for raw in text.split():
        word = raw.strip(EDGES)
        bare = re.sub(r"['\u2019]s$", "", word)
        is_name = bare[:1].isupper() and not opens and bare.lower() not in NO_NAMES
        if is_name and open_name:
            found[-1] += f" {bare}"
        elif is_name:
            found.append(bare)
        open_name = is_name and raw[-1:] not in ".,;:!?" and bare == word
        opens = raw[-1:] in ".!?"
    return tuple(dict.fromkeys(found))[:MENTIONS_SHOWN]
