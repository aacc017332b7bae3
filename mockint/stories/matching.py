"""Which questions a story could answer: by its principles, by what it shows, by its words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mockint.content.types import Library, Question
from mockint.domain import SignalName
from mockint.stories.text import COMMON
from mockint.stories.types import TELLING, Story
from mockint.text.normalize import plain_words
from mockint.text.stems import beginnings

CLAIMED = 1.0
"""What counts for a question: the candidate names its principle,"""
SHOWN = 1.0
"""the share of what its principle asks for that the story shows,"""
CUES = 0.5
"""the share of its walkthrough's cue phrases that stand in the story,"""
WORD = 0.2
"""and each of its own words that does; of the words not more than"""
WORDS_COUNTED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A question that a story could answer."""

    question: Question
    score: float
    claimed: bool
    """The candidate named its principle for this story."""
    shown: tuple[SignalName, ...]
    """What its principle asks for and the story shows."""
    lacking: tuple[SignalName, ...]
    """What it asks for and the story does not show."""


def answerable(
    story: Story,
    shown: Collection[SignalName],
    asks: Mapping[str, Sequence[SignalName]],
    library: Library,
) -> tuple[Match, ...]:
    """Every question that the story could answer, the best first.

    It can where the candidate named the question's principle for it, or where it shows all that
    the principle asks for (``asks``, by slug) and that is ``TELLING`` signals or more. ``shown``:
    what was heard in the story.
    """
    said = _words(story.text)
    text = " ".join(plain_words(story.text))
    found = []
    for question in library.questions.values():
        wanted = asks.get(question.principle, ())
        has = tuple(name for name in wanted if name in shown)
        claimed = question.principle in story.principles
        if not claimed and (len(wanted) < TELLING or len(has) < len(wanted)):
            continue
        score = CLAIMED * claimed + SHOWN * (len(has) / len(wanted) if wanted else 0.0)
        score += WORD * min(WORDS_COUNTED, len(said & _words(question.ask)))
        score += CUES * _cues_said(question, text, library)
        lacking = tuple(name for name in wanted if name not in shown)
        found.append(Match(question, round(score, 6), claimed, has, lacking))
    return tuple(sorted(found, key=lambda match: (-match.score, match.question.slug)))


def pick(matches: Sequence[Match], *, asked: Sequence[str], count: int) -> tuple[Question, ...]:
    """The ``count`` best that were not asked yet, then those asked longest ago.

    Those of a principle that the candidate named come before all others. ``asked``: slugs, the
    oldest first.
    """
    last = {slug: place for place, slug in enumerate(asked)}
    order = sorted(
        matches, key=lambda match: (not match.claimed, last.get(match.question.slug, -1))
    )
    return tuple(match.question for match in order[:count])


def _words(text: str) -> frozenset[str]:
    return frozenset(beginnings(text, without=COMMON))


def _cues_said(question: Question, text: str, library: Library) -> float:
    study = library.walkthroughs.get(question.slug)
    if study is None:
        return 0.0
    cues = [" ".join(plain_words(cue)) for part in study.parts.values() for cue in part.cues]
    return sum(f" {cue} " in f" {text} " for cue in cues) / len(cues)
