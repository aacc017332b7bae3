"""The gate before the parts: is there a story, one or two, and does it answer the question?

Whoever says what they always do, what they would do, or that nothing comes to mind, has told no
story, and no part, signal or leaning is made of it. A wrong "that is another question" is the worst
error here, so it is only said where it is sure (``docs/ear.md``, "The gate").
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mockint.content.types import Principle, Question
from mockint.domain import Level
from mockint.star.story.asked import own_words, read_question, themes_of, without_story
from mockint.star.story.model import About, OneKind, StoryModel, fit, story_model
from mockint.star.story.second import turns
from mockint.star.story.shape import CUES, shape
from mockint.star.timing import timings
from mockint.star.types import (
    Analysis,
    LabelledUnit,
    Reason,
    Story,
    StoryKind,
    Unit,
    Verdict,
)
from mockint.star.words import read_words
from mockint.text.format import clock, in_seconds
from mockint.text.language import name_of
from mockint.text.reading import text_of
from mockint.transcribe.types import Stretch

FEWEST_WORDS: Final = 6
"""Fewer read words tell nothing."""
FEW_SENTENCES: Final = 2
WORDS_OF_A_STORY: Final = 40
"""So few sentences of fewer words have no parts: see ``may_have_parts``. A long one, as from an
engine without full stops, may hold a story."""
SECOND_FROM: Final = 0.6
"""Chance from which on a second story begins."""
MISFITS_BELOW: Final = -2.0
"""Under this score a story does not fit what is asked; see ``fit``."""
CLEARLY: Final = 4.0
"""Where it scores so high for another principle, it is about something else (``docs/ear.md``)."""
SERVES_FROM: Final = 4.0
"""A story serves a principle for which it scores so high: the one asked about in 17 of 20."""
_SERVES_MOST: Final = 2

NOTHING_TOLD: Final = (
    "There was no story in this answer. Tell one thing that happened to you: when it was,"
    " what you did, and how it ended. If nothing comes to mind, ask for another question."
)
NOTHING_SAID: Final = (
    "Nothing was said in this answer. Tell one thing that happened to you: when it was,"
    " what you did, and how it ended."
)
AS_A_RULE: Final = (
    "You said what you usually do. Tell one time you did it: when it was, what you did,"
    " and how it ended. If nothing comes to mind, ask for another question."
)
SUPPOSED: Final = (
    "You said what you would do. Tell about one time that it happened: when it was, what you did,"
    " and how it ended. If nothing comes to mind, ask for another question."
)
ANOTHER_QUESTION: Final = "This story does not answer the question you were asked."

_SAYS: Final[Mapping[StoryKind, tuple[str, tuple[str, ...]]]] = {
    "none": (NOTHING_TOLD, ("nothing to tell", "asks back", "about me")),
    "general": (AS_A_RULE, ("habit", "if")),
    "hypothetical": (SUPPOSED, ("i would", "would")),
}
"""What is said, and the turns of speech that show it, the surest first."""


def judge_story(
    labelled: Sequence[LabelledUnit],
    question: Question | None,
    principle: str | None,
    principles: Mapping[str, Principle],
    model: StoryModel | None = None,
) -> Story:
    """What was told. ``principle``: the one that is asked about.

    ``model``: the one that comes with the program unless another is given (evaluation).
    """
    if not labelled:
        return Story("none", "no" if question else None, (Reason(NOTHING_SAID, "", None),))
    known = model or story_model()
    texts = [text_of(read_words(one.unit.words)) for one in labelled]
    kind = _kind(texts, known)
    read = read_question(question.ask) if question else ""
    if kind != "story":
        said, cues = _SAYS[kind]
        answers = without_story(kind, read) if question else None
        return Story(kind, answers, (_shown(said, cues, texts, labelled),))
    second = _second(texts, known)
    found = Story("story", None, ())
    if second is not None:
        found = _two(labelled, second)
    if question is None:
        return found
    return _against(found, (texts, labelled), (read, principle), principles, known.about)


def _kind(texts: Sequence[str], model: StoryModel) -> OneKind:
    text = " ".join(texts)
    if len(text.split()) < FEWEST_WORDS:
        return "none"
    chances = model.chances(shape(text))
    return max(chances, key=lambda kind: chances[kind])


def _shown(
    said: str, cues: Sequence[str], texts: Sequence[str], labelled: Sequence[LabelledUnit]
) -> Reason:
    """``said``, with the first sentence that shows it; without one where none does."""
    for cue in cues:
        for text, one in zip(texts, labelled, strict=True):
            if CUES[cue].search(text):
                return Reason(said, one.unit.text, one.unit.start)
    return Reason(said, "", None)


def _second(texts: Sequence[str], model: StoryModel) -> int | None:
    """The unit that a second story begins with, if one does."""
    scores = {at: model.second.score(turn) for at, turn in turns(texts).items()}
    if not scores:
        return None
    best = max(scores, key=lambda at: scores[at])
    return best if scores[best] > math.log(SECOND_FROM / (1.0 - SECOND_FROM)) else None


def _two(labelled: Sequence[LabelledUnit], second: int) -> Story:
    first, other, last = labelled[0].unit, labelled[second].unit, labelled[-1].unit
    told = (Stretch(first.start, other.start), Stretch(other.start, max(other.end, last.end)))
    lasted = " and ".join(in_seconds(one.end - one.start) for one in told)
    text = (
        f"You told two stories ({lasted}); the second begins at {clock(other.start)}."
        " Tell one, and give it the whole time."
    )
    return Story("two_stories", None, (Reason(text, other.text, other.start),), told)


def _against(
    found: Story,
    story: tuple[Sequence[str], Sequence[LabelledUnit]],
    asked: tuple[str, str | None],
    principles: Mapping[str, Principle],
    about: About,
) -> Story:
    """``found``, held against the question, in read words, and the principle it asks about."""
    texts, labelled = story
    question, principle = asked
    scores = about.scores(own_words(texts, question))
    how_well = fit(scores, themes_of(question), principle)
    if how_well is None or how_well >= MISFITS_BELOW:
        return replace(found, answers_question="yes")
    best = about.best_principle(scores)
    if best == principle or scores[best] < CLEARLY:
        return replace(found, answers_question="partly")
    serves = tuple(
        principles[slug].title
        for slug in sorted(principles, key=lambda slug: -scores.get(slug, 0.0))[:_SERVES_MOST]
        if scores.get(slug, 0.0) >= SERVES_FROM
    )
    text = ANOTHER_QUESTION
    if serves:
        text = f"{text} It would serve for: {', '.join(serves)}."
    at = about.strongest(texts, best)
    reason = Reason(text, labelled[at].unit.text, labelled[at].unit.start)
    evidence = (reason, *found.evidence)
    return replace(found, answers_question="no", evidence=evidence, serves=serves)


def may_have_parts(said: Sequence[Unit]) -> bool:
    """Whether the parts of an answer can be told apart.

    What part a sentence is shows in its place among the others. Of one or two short ones, each is
    near the beginning and near the end at once, and one alone was mostly called a Reflection.
    """
    words = sum(len(one.words) for one in said)
    return len(said) > FEW_SENTENCES or words >= WORDS_OF_A_STORY


def without_parts(whole: Analysis, level: Level) -> Analysis:
    """An analysis that does not say which part is which."""
    return replace(
        whole,
        spans=(),
        timings=timings((), level),
        timings_as_heard=(),
        delivery=replace(whole.delivery, by_part=()),
    )


def not_english(whole: Analysis, level: Level) -> Analysis:
    """An analysis of an answer in another language: it says so, and judges nothing."""
    why = Reason(
        f"This seems to be {name_of(whole.language)}. mockint understands English only, so nothing"
        " of it was judged.",
        "",
        None,
    )
    return replace(
        withheld(whole, level),
        verdict=Verdict("not enough evidence", (why,)),
        story=None,
        next=None,
        delivery=replace(whole.delivery, fillers=(), fillers_per_minute=None, restarts=()),
    )


def withheld(whole: Analysis, level: Level) -> Analysis:
    """An analysis without a story: no parts, no signals, no advice but to tell one."""
    return replace(
        without_parts(whole, level),
        signals=(),
        missing=(),
        probes=(),
        principle_evidence=(),
        level_evidence=(),
    )
