"""A CV read: which of its lines hide a story, what each says already, and what it lacks. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mockint.documents.paragraphs import DATES, Paragraph, paragraphs
from mockint.domain import SEGMENTS, Segment
from mockint.stories.cv.deeds import (
    FEWEST_POINTS,
    deed_of,
    parts_of_line,
    says_before_and_after,
    score_of,
)
from mockint.stories.cv.types import Ask, Draft, Reading
from mockint.stories.cv.words import ASIDE, HEADING_WORDS, WORK
from mockint.text.normalize import plain_words

LONGEST_HEADING = 5
LONGEST_TITLE = 14
"""Words of a line that says where and when."""
TITLES = 3
"""Lines above a bullet that say where it was."""
FEWEST_WORDS = 4
LONGEST_TEXT = 10_000
"""Letters of a paragraph that is looked at; a longer one is no part of a CV."""

_ASKED: Mapping[Segment, str] = {
    "situation": "What was going on before that?",
    "task": "What was yours to do in it?",
    "action": "What did you do, step by step?",
    "result": "What did it change, from what to what?",
    "reflection": "What would you do differently?",
}
_FIRST_STEP = "What did you do first, yourself?"
_POSTING = re.compile(
    r"\b(?:you will|you'll|we are looking for|we're looking for|we offer|the ideal candidate"
    r"|must have|your role|join our|apply now|equal opportunity)\b",
    re.IGNORECASE,
)
_POSTING_SIGNS = 3


def is_posting(text: str) -> bool:
    """Whether it speaks to a reader who is to apply, as no CV does."""
    return len(_POSTING.findall(text.replace("\u2019", "'"))) >= _POSTING_SIGNS


def read(text: str) -> Reading:
    """The stories that a CV hides, the best first, and what was not read as one."""
    sorting = _Sorting()
    for one in paragraphs(text, _is_heading, lambda line: bool(deed_of(line))):
        sorting.take(one)
    drafts = sorted(sorting.drafts, key=lambda draft: -draft.score)
    return Reading(tuple(drafts), tuple(sorting.bare), tuple(sorting.not_deeds), sorting.aside)


def full_parts(draft: Draft) -> Mapping[Segment, str]:
    """The parts of the draft's story: all five, with where and when in the situation."""
    where = f"{draft.where}." if draft.where else ""
    return {**dict.fromkeys(SEGMENTS, ""), "situation": where, **draft.parts}


@dataclass(slots=True)
class _Sorting:
    """The lines of a CV while they are told apart."""

    drafts: list[Draft] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    not_deeds: list[str] = field(default_factory=list)
    aside: int = 0
    _titles: list[str] = field(default_factory=list)
    _is_told: bool = False
    """Something was told below the titles."""

    def take(self, one: Paragraph) -> None:
        if one.is_heading or _is_aside(one.heading):
            self.aside += 1
            if one.is_heading:
                self._titles = []
            return
        if not one.is_bullet and _is_title(one.text):
            self._titles = [] if self._is_told else self._titles
            self._is_told = False
            self._titles = [*self._titles, one.text][-TITLES:]
            self.aside += 1
            return
        self._is_told = True
        for line in _lines(one):
            self._sort(line)

    def _sort(self, line: str) -> None:
        score = score_of(line)
        if score >= FEWEST_POINTS:
            parts = parts_of_line(line)
            where = ", ".join(title.strip(" ,;.|") for title in self._titles)
            self.drafts.append(
                Draft(line=line, where=where, parts=parts, asks=_asks(parts), score=score)
            )
        else:
            (self.bare if score else self.not_deeds).append(line)


def _lines(one: Paragraph) -> Iterable[str]:
    """The paragraph; of a text each sentence that begins with a deed, with what follows it."""
    if len(one.text) > LONGEST_TEXT:
        return (one.text,)
    sentences: list[str] = []
    for sentence in re.split(r"(?<=[a-z\d)%][.!?;])\s+(?=[A-Z])", one.text):
        if not sentences or (deed_of(sentence) and not one.is_bullet):
            sentences.append(sentence)
        else:
            sentences[-1] += f" {sentence}"
    return sentences


def _asks(parts: Mapping[Segment, str]) -> tuple[Ask, ...]:
    asks = []
    for part in SEGMENTS:
        said = parts.get(part, "")
        if part == "action" and said:
            asks.append(Ask(part, _FIRST_STEP))
        elif not (part == "result" and says_before_and_after(said)):
            asks.append(Ask(part, _ASKED[part]))
    return tuple(asks)


def _is_heading(line: str) -> bool:
    words = plain_words(line)
    if not words or len(words) > LONGEST_HEADING or line[-1] in ".,;":
        return False
    return set(words) <= HEADING_WORDS and bool({*words} & (WORK | ASIDE)) and not line[0].islower()


def _is_aside(heading: str) -> bool:
    words = set(plain_words(heading))
    return bool(words & ASIDE) and not words & (
        WORK - {"professional", "career", "research", "key"}
    )


def _is_title(line: str) -> bool:
    """It says where and when, and tells nothing."""
    words = line.split()
    if DATES.search(line) and len(words) <= LONGEST_TITLE:
        return True
    is_short = len(words) <= LONGEST_TITLE and line[-1] not in ".!?"
    return (is_short or len(words) < FEWEST_WORDS) and not deed_of(line)
