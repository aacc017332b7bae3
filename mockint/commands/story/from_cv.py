"""``mockint story add --from CV``: the stories that a CV hides, one of them made into a draft.

A draft has the CV's own words alone. What it lacks is asked for, aloud or in writing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mockint.commands.ports import Front
from mockint.commands.practice.session import (
    PracticeOptions,
    Topic,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.story.add import KEEP, begun, check_free, keep, with_parts
from mockint.commands.values.stories import (
    ProposedStory,
    StoryAdded,
    StoryNotAdded,
    StoryProposals,
)
from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, TARGET_S, Segment
from mockint.errors import UsageError
from mockint.events import Exercise, KeyHint
from mockint.stories.cv.types import Draft
from mockint.stories.types import Story
from mockint.text.format import sentence
from mockint.text.printable import printable
from mockint.text.shell import quoted
from mockint.wiring import settings
from mockint.wiring.interview import Equipment

SHOWN = 8
"""Proposals that are listed."""
ON_A_SCREEN = 5
"""At a time where one is asked for: a terminal of 24 lines has no room for more."""
SUGGESTED = 2
"""Principles that one line of a CV can speak of."""
NAME_WORDS = 3
SAY_AGAIN = KeyHint("r", "say it again")
LEAVE_OUT = KeyHint("0", "leave it out")
_PICK = "Number of a story to make, or Enter to leave"
_PICK_MORE = "Number of a story to make, m for more, or Enter to leave"
_HOW = "t tell the missing parts aloud, w write them, s save it as it is, q quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class CvOptions:
    """The options of ``mockint story add --from CV``."""

    source: str
    """A file, or what ``text`` came from."""
    text: str | None = None
    """What came through a pipe, in place of a file."""
    name: str | None = None
    principles: Sequence[str] = ()
    pick: int | None = None
    """The number of a proposal; None to be asked."""
    everything: bool = False
    """Show all proposals, and the lines that were not read as stories."""


def proposals(options: CvOptions) -> StoryProposals:
    """The stories that a CV hides.

    Raises UnreadableDocument and FileError, and UsageError where it is no CV in English.
    """
    from mockint.documents.read import plain, text_of
    from mockint.stories.cv.read import is_posting, read
    from mockint.text.language import is_english

    wanted = settings.settings()
    library = settings.library(wanted)
    text = text_of(Path(options.source)) if options.text is None else plain(options.text)
    if not is_english(text):
        raise UsageError(
            f"{options.source} is not in English",
            cause="mockint reads English CVs only",
            next_step="translate it, and save it as a .txt file",
        )
    if is_posting(text):
        raise UsageError(
            f"{options.source} reads like a job posting, not like your CV",
            next_step=f"mockint questions --job {quoted(options.source)}",
        )
    reading = read(text)
    taken = set(settings.stories(wanted, library))
    made: list[ProposedStory] = []
    for draft in reading.drafts:
        name = _name_for(draft, taken)
        taken.add(name)
        made.append(
            ProposedStory(draft=draft, name=name, principles=_suggested(draft.line, library))
        )
    return StoryProposals(
        source=options.source,
        proposals=tuple(made),
        shown=len(made) if options.everything else SHOWN,
        bare=reading.bare,
        not_deeds=reading.not_deeds,
        aside=reading.aside,
        titles={slug: one.title for slug, one in library.principles.items()},
        everything=options.everything,
    )


def add_from_cv(
    options: CvOptions,
    practice: PracticeOptions,
    front: Front,
    *,
    equipment: Equipment | None = None,
) -> StoryProposals | StoryAdded | StoryNotAdded:
    """Make a story of one line of a CV; where nobody can choose one, only list them.

    Raises what ``proposals`` raises, and UsageError where the story's name is taken.
    """
    from mockint.content.find import find_principle
    from mockint.stories.files import path_of

    found = proposals(options)
    if not found.proposals or (options.pick is None and not front.interactive):
        return found
    chosen = _picked(options.pick, found) if options.pick is not None else _choose(found, front)
    if chosen is None:
        return StoryNotAdded()
    wanted = settings.settings()
    library = settings.library(wanted)
    folder = settings.own_folder(wanted)
    name = _named(options.name, chosen, folder, front)
    slugs = [find_principle(library, one).slug for one in options.principles]
    if not slugs:
        slugs = _asked_principles(chosen.principles, library, front)
    story = _story(name, tuple(dict.fromkeys(slugs)), chosen.draft, {})
    answers: Mapping[Segment, str] | None = {}
    if front.interactive:
        answers = _answers(chosen.draft, story, library, practice, front, equipment)
    if answers is None:
        return StoryNotAdded()
    story = _story(name, story.principles, chosen.draft, answers)
    path = path_of(folder, name)
    keep(story, path, library)
    asked = dict.fromkeys(ask.part for ask in chosen.draft.asks)
    return StoryAdded(name, path, tuple(part for part in asked if part not in answers))


# ---------------------------------------------------------------- proposed


def _name_for(draft: Draft, taken: Collection[str]) -> str:
    from mockint.stories.text import COMMON
    from mockint.text.stems import beginnings

    words = [word.replace("'", "") for word in beginnings(draft.line, without=COMMON).values()]
    name = "-".join(word for word in words[:NAME_WORDS] if word.isascii()) or "story"
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _suggested(line: str, library: Library) -> tuple[str, ...]:
    from mockint.content.stress import stress

    return tuple(stress((line,), library).principles)[:SUGGESTED]


# ---------------------------------------------------------------- chosen


def _choose(found: StoryProposals, front: Front) -> ProposedStory | None:
    """The one that the person picks; None where they leave."""
    page = replace(found, shown=ON_A_SCREEN, is_asked=True)
    front.show(page)
    while True:
        is_more = page.first + page.shown < len(found.proposals)
        typed = front.ask(_PICK_MORE if is_more else _PICK).strip().lower()
        if typed in ("", "q"):
            return None
        if typed in ("m", "more") and is_more:
            page = replace(page, first=page.first + page.shown)
            front.show(page)
        elif typed.isdecimal():
            try:
                return _picked(int(typed), found)
            except UsageError as error:
                front.tell(error.what)


def _picked(number: int, found: StoryProposals) -> ProposedStory:
    if not 1 <= number <= len(found.proposals):
        raise UsageError(
            f"there is no proposal {number}; the last one is {len(found.proposals)}",
            next_step=f"mockint story add --from {quoted(found.source)} --list --all",
        )
    return found.proposals[number - 1]


def _named(name: str | None, chosen: ProposedStory, folder: Path, front: Front) -> str:
    """The name that is given, or that the person types. Raises UsageError where it is taken."""
    from mockint.stories.files import check_name, path_of

    if name is not None or not front.interactive:
        good = check_name(name or chosen.name)
        check_free(path_of(folder, good))
        return good
    while True:
        typed = front.ask("What do you want to call the story?", default=chosen.name)
        try:
            good = check_name(typed)
            check_free(path_of(folder, good))
        except UsageError as error:
            front.tell(error.what)
        else:
            return good


def _asked_principles(suggested: Sequence[str], library: Library, front: Front) -> list[str]:
    from mockint.content.find import find_principle

    if not front.interactive:
        return list(suggested)
    question = f"{sentence(library.pack.principles)} that it shows (- for none)"
    while True:
        typed = front.ask(question, default=", ".join(suggested) or "-")
        names = [one.strip() for one in typed.split(",") if one.strip() not in ("", "-")]
        try:
            return [find_principle(library, one).slug for one in names]
        except UsageError as error:
            front.tell(str(error))


def _story(
    name: str, principles: tuple[str, ...], draft: Draft, answers: Mapping[Segment, str]
) -> Story:
    """The CV's words, and after them what the person said or wrote, part by part."""
    from mockint.stories.cv.read import full_parts

    said = full_parts(draft)
    parts = {part: f"{said[part]} {answers.get(part, '')}".strip() for part in SEGMENTS}
    empty = Story(name=name, principles=principles, parts=dict.fromkeys(SEGMENTS, ""))
    return with_parts(empty, parts)


# ---------------------------------------------------------------- completed


def _answers(
    draft: Draft,
    story: Story,
    library: Library,
    practice: PracticeOptions,
    front: Front,
    equipment: Equipment | None,
) -> Mapping[Segment, str] | None:
    """What the CV does not say, by part; None where the person leaves."""
    while True:
        how = front.ask(_HOW, default="t").strip().lower()[:1]
        if how == "q":
            return None
        if how == "s":
            return {}
        if how == "w":
            return _written(draft, front)
        if how == "t":
            offer_waiting(practice, front)
            used = equipment or own_equipment(practice, library, front)
            return _told(draft, story, library, practice.level, used)


def _written(draft: Draft, front: Front) -> Mapping[Segment, str]:
    front.tell("Answer in a sentence or two. Enter alone leaves a question out.")
    typed = {ask.part: printable(front.ask(ask.text)).strip() for ask in draft.asks}
    return {part: text for part, text in typed.items() if text}


def _told(
    draft: Draft, story: Story, library: Library, level: str | None, equipment: Equipment
) -> Mapping[Segment, str]:
    """The answers as they were heard; what was kept before ``q`` stays."""
    principle = story.principles[0] if story.principles else ""
    asked = {
        ask.part: Question(slug=f"story-{story.name}", ask=ask.text, principle=principle)
        for ask in draft.asks
    }
    answers: dict[Segment, str] = {}
    topic = Topic(title="Your story", questions=tuple(asked.values()), story=story)
    with practice_session(topic, level, library, equipment) as session:
        practice = session.practice
        practice.note(f"From your CV: {draft.line}")
        for part, question in asked.items():
            again = True
            while again and not practice.ending:
                practice.say(question.ask)
                exercise = Exercise(part.capitalize(), TARGET_S[part])
                heard = practice.listen(question, exercise=exercise).transcript
                text = heard.text if heard is not None else ""
                practice.note(begun(text) if text else "Nothing was heard.")
                kept = (KEEP,) if text else ()
                chosen = practice.choose((*kept, SAY_AGAIN, LEAVE_OUT))
                if chosen == KEEP.keys:
                    answers[part] = text
                again = chosen == SAY_AGAIN.keys
    return answers
