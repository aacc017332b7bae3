"""What a story covers, what it could answer, and which tellings are one story."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from mockint.commands.story import asks
from mockint.config import Settings
from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, STRENGTHS
from mockint.stories.coverage import MOST_PRINCIPLES, Shown, coverage
from mockint.stories.matching import answerable, pick
from mockint.stories.recognise import Told, alike, recognise
from mockint.stories.types import Story
from mockint.wiring import settings

LIBRARY = settings.library(Settings())
ASKS = {
    "ownership": ("self_noticed", "scope_boundary", "nobody_asked"),
    "dive-deep": ("root_cause", "reproduced_or_tested"),
    "frugality": ("trade_off", "prevention", "follow_through"),
}


def story(name: str = "one", *principles: str, text: str = "I did it.") -> Story:
    return Story(name=name, principles=principles, parts={"action": text})


def shown(one: Story, written: tuple = (), told: tuple | None = None, *told_for: str) -> Shown:
    return Shown(
        story=one,
        written=frozenset(written),
        told=frozenset(told or ()),
        takes=0 if told is None else 1,
        told_for=told_for,
    )


# ---------------------------------------------------------------- coverage


@pytest.mark.parametrize(
    ("written", "told", "covers"),
    [
        (("self_noticed", "scope_boundary"), None, True),
        (("self_noticed",), None, False),
        ((), None, False),
        # What was told counts, whatever is written.
        (("self_noticed", "scope_boundary"), (), False),
        ((), ("self_noticed", "nobody_asked"), True),
    ],
)
def test_half_of_what_is_asked_for_covers(written: tuple, told: tuple | None, covers: bool) -> None:
    table = coverage([shown(story("one", "ownership"), written, told)], ASKS)
    cell = table.cells["ownership", "one"]
    assert cell.covers == covers
    assert set(cell.shown) | set(cell.lacking) == set(ASKS["ownership"])
    assert ("ownership" in {gap.principle for gap in table.gaps}) == (not covers)


def test_gaps_say_which_story_comes_nearest() -> None:
    stories = [
        shown(story("near"), ("trade_off", "prevention")),
        shown(story("named", "ownership"), ("self_noticed",)),
    ]
    gaps = {gap.principle: gap for gap in coverage(stories, ASKS).gaps}
    assert gaps["ownership"].kind == "thin"
    assert gaps["ownership"].nearest is not None
    assert gaps["ownership"].nearest.story == "named"
    assert gaps["ownership"].nearest.lacking == ("scope_boundary", "nobody_asked")
    assert gaps["frugality"].kind == "no story"
    assert gaps["frugality"].nearest is not None
    assert gaps["frugality"].nearest.story == "near"
    assert coverage([], ASKS).gaps[0].nearest is None


def test_what_is_not_named_could_serve_where_much_is_shown() -> None:
    everything = coverage([shown(story("one"), STRENGTHS)], ASKS)
    assert everything.cells["ownership", "one"].could
    assert not everything.cells["dive-deep", "one"].could, "two signals are in most good stories"
    assert not everything.cells["ownership", "one"].covers


def test_a_story_for_too_many_is_named() -> None:
    many = {f"p{number}": ("root_cause",) for number in range(MOST_PRINCIPLES + 1)}
    slugs = tuple(many)
    told = [
        shown(story("busy", *slugs[:-1]), ("root_cause",), None, slugs[-1]),
        shown(story("calm", *slugs[:2]), ("root_cause",)),
    ]
    (one,) = coverage(told, many).overused
    assert (one.story, one.principles) == ("busy", slugs)
    assert one.alone == slugs[2:-1], (
        "the first two have another story; the last it was not named for"
    )
    assert not coverage(told[1:], many).overused


def test_each_of_our_principles_asks_for_something() -> None:
    found = asks(LIBRARY)
    assert list(found) == list(LIBRARY.principles)
    assert all(found.values())
    assert "root_cause" in found["dive-deep"]
    assert "metric_delta" not in found["dive-deep"], "asked of every answer"


# ---------------------------------------------------------------- questions it could answer


def library(*questions: Question) -> Library:
    return Library(
        pack=LIBRARY.pack,
        principles=LIBRARY.principles,
        questions={question.slug: question for question in questions},
        cues=LIBRARY.cues,
    )


def question(slug: str, principle: str, ask: str = "Tell me.") -> Question:
    return Question(slug=slug, principle=principle, ask=ask)


@pytest.mark.parametrize(
    ("principles", "heard", "slugs"),
    [
        ((), (), []),
        (("ownership",), (), ["own"]),
        ((), ASKS["ownership"], ["own"]),
        ((), ("self_noticed", "scope_boundary"), []),
        # Two signals say little about a principle that nobody named.
        ((), ASKS["dive-deep"], []),
        (("dive-deep",), ASKS["ownership"], ["dive", "own"]),
        (("dive-deep", "ownership"), ("self_noticed",), ["own", "dive"]),
    ],
)
def test_named_or_wholly_shown(principles: tuple[str, ...], heard: tuple, slugs: list[str]) -> None:
    there = library(question("dive", "dive-deep"), question("own", "ownership"))
    found = answerable(story("one", *principles), heard, ASKS, there)
    assert [match.question.slug for match in found] == slugs


def test_the_words_of_the_question_decide_between_two() -> None:
    there = library(
        question("a-cache", "ownership", "Tell me about a cache you built."),
        question("b-queue", "ownership", "Tell me about a queue that broke."),
        question("c-team", "ownership", "Tell me about your team at work."),
    )
    one = story("one", "ownership", text="The queues broke at night, and my team worked on it.")
    found = answerable(one, (), ASKS, there)
    assert [match.question.slug for match in found] == ["b-queue", "a-cache", "c-team"]


def test_the_cues_of_a_walkthrough_count() -> None:
    study = LIBRARY.walkthroughs["beyond-your-job-description"]
    twin = question("a-twin", "ownership", study.ask)
    there = replace(library(study.question, twin), walkthroughs={study.slug: study})
    text = " ".join(part.example for part in study.parts.values())
    found = answerable(story("one", "ownership", text=text), (), ASKS, there)
    assert [match.question for match in found] == [study.question, twin]


def test_named_ones_come_before_others_and_new_ones_before_old() -> None:
    there = library(
        question("a", "ownership"), question("b", "ownership"), question("c", "dive-deep")
    )
    one = story("one", "dive-deep")
    matches = answerable(one, ASKS["ownership"], ASKS, there)

    def picked(count: int, *asked: str) -> list[str]:
        return [one.slug for one in pick(matches, asked=asked, count=count)]

    assert picked(3) == ["c", "a", "b"]
    assert picked(3, "a") == ["c", "b", "a"]
    assert picked(2, "b", "c", "a") == ["c", "b"]


# ---------------------------------------------------------------- the same story again


STUDIES = {
    slug: " ".join(study.parts[segment].example for segment in SEGMENTS)
    for slug, study in LIBRARY.walkthroughs.items()
}
WEBHOOKS = [text for text in STUDIES.values() if "webhook" in text]
"""One story, told for five questions; each of the others is a story of its own."""
OTHER = (
    "At the bakery I noticed that sourdough loaves collapsed on humid mornings. I weighed the"
    " starter, logged oven temperatures and flour deliveries, and found that the mill had changed"
    " its rye blend. I wrote a recipe with less water, trained both apprentices, and wasted"
    " loaves fell from forty to six a week. I learned to ask suppliers what they changed."
)


def test_one_story_told_for_five_questions_is_one_and_another_is_not() -> None:
    first, *others = WEBHOOKS
    assert len(others) == 4
    assert all(alike(Told(first), Told(other)).same for other in others)
    own = [text for text in STUDIES.values() if text not in WEBHOOKS]
    pairs = combinations((first, OTHER, *own), 2)
    assert not any(alike(Told(one), Told(another)).same for one, another in pairs)
    assert not any(alike(Told(OTHER), Told(study)).same for study in STUDIES.values())
    assert alike(Told(first), Told("")).share == 0.0


def test_tellings_are_grouped_and_named() -> None:
    texts = [*WEBHOOKS, OTHER, "Yes."]
    bakery = Story(name="bakery", parts={"action": OTHER})
    found = recognise(texts, {"bakery": bakery})
    assert [(one.name, one.places) for one in found] == [
        (None, (0, 1, 2, 3, 4)),
        ("bakery", (5,)),
    ]
    assert set(found[0].words) <= set(re.findall("[a-z]+", texts[0].lower()))
    assert "webhook" in " ".join(found[0].words)


def test_a_name_that_was_given_goes_before_words() -> None:
    texts = WEBHOOKS[:2]
    found = recognise(texts, {}, {0: "first", 1: "second"})
    assert [one.name for one in found] == ["first", "second"]
    found = recognise([OTHER, texts[0]], {}, {0: "one", 1: "one"})
    assert [(one.name, one.places) for one in found] == [("one", (0, 1))]
