"""What a story brings as evidence: judged as it is written, and as it was last told."""

from collections.abc import Mapping

from mockint.history.base import Wanted
from mockint.history.store import History
from mockint.questions.base import STRENGTHS, Level, Library, SignalName
from mockint.star.base import Analysis
from mockint.stories.base import Story
from mockint.stories.coverage import Shown
from mockint.stories.telling import spans_of_parts, transcript_of

LAST_TAKES = 3
"""So many takes count: what was heard long ago may not be told any more."""


def asks(library: Library) -> Mapping[str, tuple[SignalName, ...]]:
    """What each principle asks for beside what every answer needs, by slug, in their order.

    The same at every level: what a level adds, it adds to every principle. For a principle of the
    person's own, of which we know nothing: what every answer needs.
    """
    from mockint.star.missing import expected

    always = expected(None, "sde2")
    return {
        slug: tuple(name for name in expected(slug, "sde2") if name not in always) or always
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
