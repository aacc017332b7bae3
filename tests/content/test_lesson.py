"""The order of a lesson, and which points against a weak answer somebody named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.lesson import SECTION_KEYS, find_section, lesson
from mockint.content.spotting import named
from mockint.content.types import Walkthrough
from mockint.domain import SEGMENTS, Level
from mockint.wiring import settings
from tests.support.amazon import LEVELS, PACK, SDE1, SDE2, SENIOR

STUDIES = tuple(settings.library(settings.settings()).walkthroughs.values())


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.slug)
def test_a_lesson_holds_all_that_the_walkthrough_offers(study: Walkthrough) -> None:
    taught = lesson(study, SDE2, PACK)
    text = "\n".join(step.text for section in taught.sections for step in section.steps)
    offered = [study.scenario, study.summary, *study.reflections.values()]
    for part in study.parts.values():
        offered += [part.example, part.coaching, part.mistake, *part.cues]
        offered.append(f"about {part.target_s:.0f} seconds")
    for probe in study.probes:
        offered += [probe.ask_reference, probe.looks_for, probe.weak.reply, probe.weak.why]
        offered += [probe.strong.reply, probe.strong.key_line]
    offered += [study.weak_answer.text, *study.weak_answer.faults, study.weak_answer.bar_raiser]
    assert [one for one in offered if one not in text] == []
    assert taught.paced == {part.example: part.target_s for part in study.parts.values()}
    assert len(taught.sections) <= len(SECTION_KEYS)


def test_what_is_wrong_is_told_after_one_could_say_it() -> None:
    [weak] = [
        one for one in lesson(STUDIES[0], SDE2, PACK).sections if one.title == "A weak answer"
    ]
    assert weak.steps[0].kind == "exercise"
    assert len(weak.steps) == 2 + len(STUDIES[0].weak_answer.faults)


@pytest.mark.parametrize("level", LEVELS)
def test_ones_own_level_comes_first(level: Level) -> None:
    [section] = [
        one
        for one in lesson(STUDIES[0], level, PACK).sections
        if one.title == "Reflection by level"
    ]
    begins = {SDE1: "For an SDE1", SDE2: "An SDE2", SENIOR: "A senior"}
    assert section.steps[0].text.startswith(begins[level])
    assert len(section.steps) == 3


@pytest.mark.parametrize("part", SEGMENTS)
def test_one_part_alone(part: str) -> None:
    [section] = lesson(STUDIES[0], SENIOR, PACK, part).sections  # type: ignore[arg-type]
    assert section.part == part


@given(st.text(max_size=2))
def test_a_key_leads_to_a_section_or_nowhere(key: str) -> None:
    sections = lesson(STUDIES[0], SDE2, PACK).sections
    found = find_section(sections, key)
    assert found is None or SECTION_KEYS[found] == key


WEAK = {study.slug: study.weak_answer.faults for study in STUDIES}


@pytest.mark.parametrize(
    ("said", "slug", "points"),
    [
        ("There are no numbers in it.", "disagreed-but-committed", {4}),
        ("No numbers.", "advocated-for-the-customer", {3}),
        ("it is vague", "delivered-when-morale-was-low", {1}),
        ("he says we and they fixed it", "disagreed-but-committed", {3}),
        ("he never followed up", "protected-users-at-a-business-cost", {5}),
        ("um he just sent a slack message", "protected-users-at-a-business-cost", {1}),
        ("The team was happy is no result", "delivered-when-morale-was-low", {5}),
        ("the passive voice", "beyond-your-job-description", {5}),
        ("nobody objected or disagreed", "disagreed-but-committed", {6}),
        ("he was hoping they would be quick", "beyond-your-job-description", {4}),
        ("no ownership", "protected-users-at-a-business-cost", {3}),
        ("the weather was nice", "protected-users-at-a-business-cost", set()),
        ("I liked it very much", "advocated-for-the-customer", set()),
        ("", "advocated-for-the-customer", set()),
    ],
)
def test_points_that_were_named(said: str, slug: str, points: set[int]) -> None:
    found = {number for number, ok in enumerate(named(said, WEAK[slug]), start=1) if ok}
    assert points <= found if points else not found
    assert len(found) <= len(points) + 1, "little was said, so little was named"


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.slug)
def test_who_reads_a_point_out_has_named_it(study: Walkthrough) -> None:
    points = study.weak_answer.faults
    for number, point in enumerate(points):
        assert named(point.lower(), points)[number]
