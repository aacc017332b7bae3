"""``mockint story``: the person's own stories listed, shown, changed, removed; what they cover.

Which of the person's stories is meant, and which questions it is asked by.

What a story brings as evidence: judged as it is written, and as it was last told.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import click

from mockint import config
from mockint.content.types import Library, Question
from mockint.domain import STRENGTHS, Level, SignalName
from mockint.errors import UsageError
from mockint.history.catalogue import history
from mockint.history.database import History
from mockint.history.types import Wanted
from mockint.star.types import Analysis
from mockint.stories.coverage import Coverage, Shown, coverage
from mockint.stories.matching import Match, answerable, pick
from mockint.stories.text import spans_of_parts, transcript_of
from mockint.stories.types import Story
from mockint.wiring import settings as base

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
    told = known.past(Wanted(story=story.name, own=True))
    takes = [one for one in told if one.leaning is not None]
    last = takes[:LAST_TAKES]
    heard = {name for one in last for name in known.strengths(one.round_id, one.number)}
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
            f"the story {story.name!r} could answer {len(matches)} questions{of}",
            cause="it answers those of the principles that it names or wholly shows",
            next_step=f"mockint story edit {story.name}",
        )
    told = [one.question for one in reversed(known.past(Wanted(story=story.name, own=True)))]
    return pick(matches, asked=told, count=count)


QUESTIONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """The person's stories, and what they are judged with."""

    settings: config.Settings
    library: Library
    level: Level
    stories: Mapping[str, Story]

    def find(self, name: str) -> Story:
        """The story of that name. Raises UsageError with the nearest ones."""
        return find_story(self.stories, name)


def shelf(level: str | None = None) -> Shelf:
    """Read settings, content and stories. Raises ContentError for a broken file."""
    wanted = base.settings()
    library = base.library(wanted)
    return Shelf(wanted, library, base.level(level, wanted, library), base.stories(wanted, library))


def list_stories(*, as_json: bool) -> None:
    """Every story, one line each."""
    from mockint.views.stories import list_view

    there = shelf()
    known = history()
    takes = {name: known.count(Wanted(story=name, own=True)) for name in there.stories}
    if as_json:
        for story in there.stories.values():
            _print_json({**_plain(story), "takes": takes[story.name]})
    elif not there.stories:
        base.console().print(
            "No stories yet. Tell one:   mockint story add NAME\n"
            "Or write it down:           mockint story add NAME --write"
        )
    else:
        base.console().print(list_view(tuple(there.stories.values()), takes))


def show_story(name: str, *, level: str | None, as_json: bool) -> None:
    """One story: its parts, what an interviewer would note, what it could answer."""
    from mockint.stories.files import path_of
    from mockint.views.stories import Page, story_view

    there = shelf(level)
    story = there.find(name)
    analysis = judged(story, there.library, there.level)
    shown, matches = matches_of(story, there)
    path = path_of(base.own_folder(there.settings), story.name)
    if as_json:
        _print_json(
            {
                **_plain(story),
                "file": str(path),
                "signals": [asdict(signal) for signal in analysis.signals],
                "takes": shown.takes,
                "told": sorted(shown.told),
                "questions": [
                    {"question": one.question.slug, "principle": one.question.principle}
                    for one in matches
                ],
            }
        )
        return
    page = Page(story, shown, analysis, matches[:QUESTIONS_SHOWN], str(path))
    base.console().print(story_view(page, there.library))


def matches_of(story: Story, there: Shelf) -> tuple[Shown, tuple[Match, ...]]:
    """What the story shows, and which questions it could answer, the best first."""
    shown = evidence(story, there.library, there.level, history())
    wanted = asks(there.library)
    return shown, answerable(story, shown.shown, wanted, there.library)


def edit_story(name: str) -> None:
    """Open it in the person's editor, and read it again: also one that could not be read."""
    from mockint.stories.files import check_name, path_of, read_story

    wanted = base.settings()
    library = base.library(wanted)
    path = path_of(base.own_folder(wanted), check_name(name))
    if not path.exists():
        find_story(base.stories(wanted, library), name)
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to edit in", next_step=f"edit {path}")
    before = path.read_bytes()
    click.edit(filename=str(path))
    if path.read_bytes() == before:
        click.echo("Nothing was changed.")
        return
    read_story(path, library.principles, library.others.principles)
    click.echo(f"Changed. To look at it: mockint story show {path.stem}")


def remove_story(name: str, *, sure: bool) -> None:
    """Delete the story's file. Rounds in which it was told stay."""
    from mockint.stories.files import check_name, path_of

    wanted = base.settings()
    path = path_of(base.own_folder(wanted), check_name(name))
    if not path.exists():
        find_story(base.stories(wanted, base.library(wanted)), name)
    if not sure and not sys.stdin.isatty():
        raise UsageError(f"{path} would be deleted", next_step=f"mockint story remove {name} --yes")
    if not sure and not click.confirm(f"Delete {path}?", default=False):
        click.echo("Nothing was deleted.")
        return
    path.unlink()
    click.echo(f"Deleted {path}. Rounds in which it was told stay: mockint history")


# ---------------------------------------------------------------- coverage


def show_coverage(*, level: str | None, as_json: bool) -> None:
    """Stories by principle, with gaps and overuse."""
    from mockint.views.stories import coverage_view

    there = shelf(level)
    known = history()
    shown = [evidence(one, there.library, there.level, known) for one in there.stories.values()]
    table = coverage(shown, asks(there.library))
    if as_json:
        _print_json(_plain_coverage(table, there.level))
        return
    if not shown:
        base.console().print("No stories yet. Tell one: mockint story add NAME")
        return
    named: dict[SignalName, str] = dict(zip(STRENGTHS, base.signal_titles(STRENGTHS), strict=True))
    base.console().print(coverage_view(table, there.library.principles, named))


def _plain(story: Story) -> dict[str, Any]:
    return {
        "name": story.name,
        "principles": list(story.principles),
        "names": list(story.names),
        "numbers": list(story.numbers),
        "parts": dict(story.parts),
    }


def _plain_coverage(table: Coverage, level: Level) -> dict[str, Any]:
    return {
        "level": level.name,
        "stories": [
            {
                "name": one.story.name,
                "written": sorted(one.written),
                "told": sorted(one.told),
                "takes": one.takes,
                "told_for": list(one.told_for),
            }
            for one in table.stories
        ],
        "principles": [
            {
                "principle": slug,
                "stories": [
                    {
                        "story": cell.story,
                        "claimed": cell.claimed,
                        "covers": cell.covers,
                        "could": cell.could,
                        "shown": list(cell.shown),
                        "lacking": list(cell.lacking),
                        "by": "take" if cell.by_take else "text",
                    }
                    for cell in table.of(slug)
                ],
            }
            for slug in table.principles
        ],
        "gaps": [
            {
                "principle": gap.principle,
                "kind": gap.kind,
                "nearest": gap.nearest.story if gap.nearest else None,
                "lacking": list(gap.nearest.lacking) if gap.nearest else [],
            }
            for gap in table.gaps
        ],
        "overused": [asdict(one) for one in table.overused],
    }


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
