"""Stories as objects, lists, text and numbers: what ``plain`` writes of them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mockint.commands.values.stories import StoryCoverage, StoryInFull, StoryList, StoryProposals
from mockint.stories.types import Story
from mockint.text.printable import printable

Json = dict[str, Any]


def _story(story: Story) -> Json:
    return {
        "name": story.name,
        "principles": list(story.principles),
        "names": list(story.names),
        "numbers": list(story.numbers),
        "parts": dict(story.parts),
    }


def stories(value: StoryList) -> Sequence[Json]:
    """One object a story; of one that cannot be read its name and why."""
    told = [{**_story(one.story), "takes": one.takes} for one in value.stories]
    return told + [{"name": name, "error": wrong} for name, wrong in value.broken.items()]


def proposals(value: StoryProposals) -> Json:
    """What was found in a CV, and what was not read as a story."""
    return {
        "source": printable(value.source),
        "proposals": [
            {
                "number": number,
                "line": one.draft.line,
                "where": one.draft.where,
                "name": one.name,
                "principles": list(one.principles),
                "parts": dict(one.draft.parts),
                "asks": [{"part": ask.part, "ask": ask.text} for ask in one.draft.asks],
            }
            for number, one in enumerate(value.proposals, 1)
        ],
        "no_outcome": list(value.bare),
        "not_deeds": list(value.not_deeds),
        "passed_over": value.aside,
    }


def in_full(value: StoryInFull) -> Json:
    """One story, what it shows and could answer."""
    return {
        **_story(value.story),
        "file": str(value.file),
        "signals": [asdict(signal) for signal in value.analysis.signals],
        "takes": value.shown.takes,
        "told": sorted(value.shown.told),
        "questions": [
            {"question": one.question.slug, "principle": one.question.principle}
            for one in value.matches
        ],
    }


def coverage(value: StoryCoverage) -> Json:
    """Each story, and each principle with its stories."""
    table = value.coverage
    return {
        "level": value.level,
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
