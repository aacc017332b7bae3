"""``mockint story``: list, show, coverage, edit, remove; and what all commands on stories share.

Which of the person's stories is meant, which questions it could answer, and what it brings as
evidence: judged as it is written, and as it was last told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint import files
from mockint.commands.ports import Front
from mockint.commands.values.stories import (
    ListedStory,
    StoryCoverage,
    StoryEdited,
    StoryInFull,
    StoryList,
    StoryRemoved,
)
from mockint.content.types import Library, Question
from mockint.domain import STRENGTHS, Level, SignalName
from mockint.errors import FileError, UsageError
from mockint.history.catalogue import history
from mockint.history.database import History
from mockint.history.types import Wanted
from mockint.star.types import Analysis
from mockint.stories.coverage import Shown
from mockint.stories.coverage import coverage as covered
from mockint.stories.matching import Match, answerable, pick
from mockint.stories.text import spans_of_parts, transcript_of
from mockint.stories.types import Story
from mockint.text.shell import quoted
from mockint.wiring import settings

LAST_TAKES = 3
"""So many takes count: what was heard long ago may not be told any more."""


def asks(library: Library) -> Mapping[str, tuple[SignalName, ...]]:
    """What each principle asks for beside what every answer needs, by slug, in their order.

    The same at every level: what a level adds, it adds to every principle. For a principle of the
    person's own, of which we know nothing: what every answer needs.
    """
    bar = library.pack.bar
    always = tuple(name for name in STRENGTHS if name in bar.always)
    return {
        slug: tuple(
            name
            for name in STRENGTHS
            if name in bar.principles.get(slug, ()) and name not in always
        )
        or always
        for slug in library.principles
    }


def judged(story: Story, library: Library, level: Level) -> Analysis:
    """The written story, judged in the parts that it is written in."""
    from mockint.star.analyse import analyse

    return analyse(
        transcript_of(story.text),
        question=None,
        principle=story.principles[0] if story.principles else None,
        level=level,
        library=library,
        corrected=spans_of_parts(story.parts),
    )


def evidence(story: Story, library: Library, level: Level, known: History) -> Shown:
    """What the story shows. Takes count that were told in a round with it."""
    written = {
        signal.name for signal in judged(story, library, level).signals if signal.kind == "strength"
    }
    told = known.answers(Wanted(story=story.name, own=True))
    takes = [one for one in told if one.leaning is not None]
    last = takes[:LAST_TAKES]
    heard = {name for one in last for name in known.signals(one.round_id, one.number, "strength")}
    return Shown(
        story=story,
        written=frozenset(written),
        told=frozenset(name for name in STRENGTHS if name in heard),
        takes=len(last),
        told_for=tuple(dict.fromkeys(one.principle for one in takes)),
    )


def find_story(stories: Mapping[str, Story], name: str) -> Story:
    """The story of that name. Raises UsageError with the nearest ones."""
    from mockint.content.find import nearest
    from mockint.stories.files import check_name

    found = stories.get(check_name(name))
    if found is not None:
        return found
    near = nearest(name, stories)
    cause = f"nearest: {', '.join(near)}" if near else ""
    step = "mockint story list" if stories else f"mockint story add {check_name(name)}"
    raise UsageError(f"there is no story {name!r}", cause=cause, next_step=step)


def questions_for(
    story: Story, library: Library, level: Level, *, principle: str | None, count: int
) -> tuple[Question, ...]:
    """``count`` questions that the story could answer, those first that it was not told to yet.

    ``principle``: only this one's (a slug). Raises UsageError where there are fewer.
    """
    known = history()
    shown = evidence(story, library, level, known)
    matches = [
        match
        for match in answerable(story, shown.shown, asks(library), library)
        if principle in (None, match.question.principle)
    ]
    if len(matches) < count:
        of = f" of {principle}" if principle else ""
        raise UsageError(
            f"the story {story.name!r} can answer only {len(matches)} questions{of}",
            cause="a story answers the questions of the principles that it names or fully shows",
            next_step=f"mockint story edit {story.name}",
        )
    told = [one.question for one in reversed(known.answers(Wanted(story=story.name, own=True)))]
    return pick(matches, asked=told, count=count)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The person's stories, and what they are judged with."""

    folder: Path
    """The person's own content."""
    library: Library
    level: Level
    stories: Mapping[str, Story]

    def find(self, name: str) -> Story:
        """The story of that name. Raises UsageError with the nearest ones."""
        return find_story(self.stories, name)


def shelf(level: str | None = None) -> Shelf:
    """Read settings, content and stories. Raises ContentError for a broken file."""
    wanted = settings.settings()
    library = settings.library(wanted)
    return Shelf(
        settings.own_folder(wanted),
        library,
        settings.level(level, wanted, library),
        settings.stories(wanted, library),
    )


def matches_of(story: Story, there: Shelf) -> tuple[Shown, tuple[Match, ...]]:
    """What the story shows, and which questions it could answer, the best first."""
    shown = evidence(story, there.library, there.level, history())
    wanted = asks(there.library)
    return shown, answerable(story, shown.shown, wanted, there.library)


def file_of(name: str) -> Path:
    """Where the story of that name lies, also one that cannot be read.

    Raises UsageError with the nearest ones.
    """
    from mockint.stories.files import check_name, path_of

    wanted = settings.settings()
    path = path_of(settings.own_folder(wanted), check_name(name))
    if not files.exists(path):
        find_story(settings.stories(wanted, settings.library(wanted)), name)
    return path


def coverage(*, level: str | None = None) -> StoryCoverage:
    """Stories by principle, with gaps and overuse. Raises ContentError for a broken file."""
    there = shelf(level)
    known = history()
    shown = [evidence(one, there.library, there.level, known) for one in there.stories.values()]
    return StoryCoverage(
        coverage=covered(shown, asks(there.library)),
        level=there.level.name,
        signals=dict(zip(STRENGTHS, settings.signal_titles(STRENGTHS), strict=True)),
        principles={slug: one.title for slug, one in there.library.principles.items()},
        pack=there.library.pack,
    )


def edit(name: str, front: Front) -> StoryEdited:
    """Open it in the person's editor, and read it again: also one that could not be read.

    Raises UsageError where nobody can edit, and ContentError where it cannot be read afterwards.
    """
    from mockint.stories.files import read_story

    path = file_of(name)
    if not front.interactive:
        raise UsageError("there is no terminal for the editor", next_step=f"edit {quoted(path)}")
    try:
        before, is_text = files.read_text(path), True
    except FileError:  # to be put right by who can see whether this was its code page
        before, is_text = files.read_bytes(path).decode("cp1252", "replace"), False
    after = front.edit(before, suffix=path.suffix, keep=path)
    if after is None or (after == before and is_text):
        return StoryEdited(path.stem, is_changed=False)
    files.write_text(path, after)
    library = settings.library(settings.settings())
    read_story(path, library.principles, library.others.principles)
    return StoryEdited(path.stem, is_changed=True)


def list_stories() -> StoryList:
    """Every story, and how often it was told; those that cannot be read are named apart."""
    from mockint.stories.files import load_each

    known, wanted = history(), settings.settings()
    library = settings.library(wanted)
    found, broken = load_each(
        settings.own_folder(wanted), library.principles, library.others.principles
    )
    return StoryList(
        tuple(
            ListedStory(story, known.count(Wanted(story=story.name, own=True)))
            for story in found.values()
        ),
        {name: str(error) for name, error in broken.items()},
    )


def remove(name: str, front: Front, *, sure: bool = False) -> StoryRemoved:
    """Delete the story's file; asks first unless ``sure``. Rounds in which it was told stay.

    Raises UsageError where nobody can answer.
    """
    path = file_of(name)
    if not sure and not front.interactive:
        raise UsageError(
            f"this deletes {path}, but there is no terminal to confirm it",
            next_step=f"mockint story remove {name} --yes",
        )
    if not sure and not front.confirm(f"Delete {path}?"):
        return StoryRemoved(path, is_gone=False)
    files.delete(path)
    return StoryRemoved(path, is_gone=True)


def show(name: str, *, level: str | None = None) -> StoryInFull:
    """Its parts, what an interviewer would note, what it could answer.

    Raises UsageError with the nearest names where there is no such story.
    """
    from mockint.stories.files import path_of

    there = shelf(level)
    story = there.find(name)
    shown, matches = matches_of(story, there)
    return StoryInFull(
        story=story,
        shown=shown,
        analysis=judged(story, there.library, there.level),
        matches=matches,
        file=path_of(there.folder, story.name),
        signals={name: one.title for name, one in there.library.pack.bar.signals.items()},
        principles={slug: one.title for slug, one in there.library.principles.items()},
    )
