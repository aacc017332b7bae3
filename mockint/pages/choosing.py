"""Pages to choose from: what can be practiced and how, and every question. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockint.commands.values.history import HistoryPage
from mockint.commands.values.machine import Choice
from mockint.commands.values.practice import QuizScoreboard
from mockint.commands.values.questions import QuestionList
from mockint.commands.values.stories import StoryList
from mockint.domain import SEGMENTS, TARGET_S
from mockint.pages.document import Dress, document

_APP = Dress(styles=("page.css",), served=True)
_FINDING = Dress(styles=("page.css",), scripts=("find.js",), served=True)
MOST_MINUTES, MINUTES = 240, 45
"""Of a panel: more than anyone holds, and what stands in the form at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """All that can be practiced."""

    asked: QuestionList
    stories: StoryList
    scores: QuizScoreboard
    last: HistoryPage
    """The newest answer."""
    levels: Sequence[Choice]
    """The lowest first."""
    least_minutes: int
    """That each interviewer of a panel needs."""
    about: str = ""
    """The question or the story that was chosen before; empty: the newest answer's."""

    @property
    def chosen(self) -> str:
        """What the forms name at first."""
        if self.about:
            return self.about
        return next((one.story or one.question for one in self.last.answers), "")


def practice_page(value: Choices) -> str:
    """What can be practiced, each with a form."""
    studied = [
        listed.question
        for one in value.asked.principles
        for listed in one.questions
        if listed.has_walkthrough
    ]
    targets = [(one, TARGET_S[one]) for one in SEGMENTS]
    scores = {one.slug: one for one in value.scores.walkthroughs}
    bounds = (value.least_minutes, MOST_MINUTES, MINUTES)
    return document(
        "practice.html", _APP, here="/practice", value=value, studied=studied, targets=targets,
        scores=scores, bounds=bounds,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are looked for; empty: all."""

    words: str = ""
    principle: str = ""
    pack: str = ""
    only_models: bool = False
    """With a model answer."""

    def finds(self, text: str) -> bool:
        """Each of the words is in it, in any order and anywhere."""
        return all(word in text.casefold() for word in self.words.casefold().split())


def questions_page(
    value: QuestionList, stories: StoryList, packs: Sequence[tuple[str, str]], wanted: Wanted
) -> str:
    """What can be asked, with ways to find one; what a person's own stories are about besides.

    ``packs``: (name, title) of each that can be chosen; the one of the settings comes first.
    """
    groups = []
    for one in value.principles:
        if wanted.principle not in ("", one.principle.slug):
            continue
        found = [
            listed
            for listed in one.questions
            if (listed.has_walkthrough or not wanted.only_models)
            and wanted.finds(f"{listed.question.ask} {one.principle.title}")
        ]
        if found:
            groups.append((one.principle, found))
    is_whole = not (wanted.principle or wanted.only_models or wanted.pack)
    own = [
        one.story
        for one in (stories.stories if is_whole else ())
        if wanted.finds(one.story.name.replace("-", " "))
    ]
    return document(
        "questions.html", _FINDING, here="/questions", value=value, groups=groups, own=own,
        packs=packs, wanted=wanted, count=sum(len(found) for _one, found in groups) + len(own),
    )  # fmt: skip
