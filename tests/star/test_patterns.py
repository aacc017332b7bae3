"""The cue lists of the ear: each is needed, and none is dead."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from mockint.domain import SignalName
from mockint.star.signals.patterns import filled, kept, named
from mockint.star.signals.rules import allowed, evident
from mockint.text.reading import read_text
from training.answers import read_all

EXAMPLES: tuple[tuple[SignalName, str], ...] = (
    ("self_noticed", "I noticed that forty of them were missing."),
    ("problem_metric", "We lost 4 percent of all parcels."),
    ("customer_impact", "Patients had to drive home again."),
    ("customer_impact", "The owners were turned away by the bank."),
    ("scope_boundary", "It wasn't our service."),
    ("nobody_asked", "Nobody had asked me to do it."),
    ("nobody_asked", "I did it without being asked."),
    ("decided_to_act", "So I decided to look for the cause."),
    ("first_person_action", "I compared them with the orders."),
    ("root_cause", "It turned out that two workers took the same job."),
    ("reproduced_or_tested", "I reproduced it on a spare machine."),
    ("prevention", "There is an alarm on the queue now."),
    ("follow_through", "I rolled it out to every depot."),
    ("trade_off", "It was slower, but I could live with that."),
    ("voiced_disagreement", "I told her that the date was wrong."),
    ("committed_after_decision", "So I'm in, and I did it properly."),
    ("metric_delta", "Complaints fell to 2 a week."),
    ("metric_delta", "It went from nine to four."),
    ("business_value", "It saved them a great deal of money."),
    ("second_order_effect", "The sales people copied it later."),
    ("specific_lesson", "Next time I would ask them on the first day."),
    ("systemic_insight", "Nobody owned the way between the two."),
    ("assigned_by_manager", "My director asked me to have a look."),
    ("handed_off", "They simply fixed it in the end."),
    ("we_in_action", "We rewrote it all."),
    ("collective_decision", "It was decided that this could stay."),
    ("vague_action", "I looked into it for a while."),
    ("unquantified_result", "The users were happy."),
    ("generic_reflection", "Communication is the main thing here."),
    ("assumed_not_verified", "I assumed that it would hold."),
    ("waited", "We waited for their answer."),
    ("architecture_detour", "There is a queue and a worker behind it."),
    ("blames_others", "It was their fault."),
)
NEVER = "(?!)"


def reads(text: str) -> str:
    return read_text(text.split())


def unheard(written: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The examples that no pattern of their signal matches."""
    patterns = filled(written)
    return [
        text
        for name, text in EXAMPLES
        if not any(re.search(pattern, reads(text)) for pattern in patterns.get(name, ()))
    ]


def test_every_example_is_heard() -> None:
    assert unheard(kept()) == []
    assert {name for name, _ in EXAMPLES} == set(filled(kept()))


@pytest.mark.parametrize("name", kept()["signals"])
def test_a_group_of_patterns_cannot_go_unnoticed(name: str) -> None:
    written = deepcopy(dict(kept()))
    written["signals"] = {**kept()["signals"], name: []}
    assert unheard(written)


@pytest.mark.parametrize("name", kept()["words"])
def test_a_word_list_cannot_go_unnoticed(name: str) -> None:
    written = deepcopy(dict(kept()))
    written["words"] = {**kept()["words"], name: NEVER}
    assert unheard(written)


@pytest.mark.parametrize(
    ("text", "is_evidence"),
    [
        ("They were built by two different companies.", False),
        ("They could not pay their rent.", True),
        ("A nurse typed it all.", True),
        ("The cache was cold.", False),
    ],
)
def test_somebody_hurt_is_a_person_or_a_harm(text: str, *, is_evidence: bool) -> None:
    """Holds both word lists of people: without HURT the second row, without PERSON the third."""
    assert evident("customer_impact", reads(text)) is is_evidence
    assert not named("PERSON").search(reads("They could not pay their rent."))


def test_no_pattern_is_dead() -> None:
    """Each matches an example, or a sentence in which the annotators marked its signal."""
    marked: dict[str, list[str]] = {}
    for name, text in EXAMPLES:
        marked.setdefault(name, []).append(reads(text))
    for answer in read_all():
        for mark in answer.signals:
            marked.setdefault(mark.name, []).append(reads(answer.sentences[mark.unit]))
    dead = [
        f"{name}: {pattern}"
        for name, patterns in filled(kept()).items()
        for pattern in patterns
        if not any(re.search(pattern, text) for text in marked[name])
    ]
    assert dead == []


@pytest.mark.parametrize(
    ("name", "segment", "text", "may"),
    [
        ("problem_metric", "situation", "It was built in three parts.", False),
        ("problem_metric", "situation", "They were built by two different companies.", False),
        ("problem_metric", "situation", "Three orders in a thousand got lost in two steps.", True),
        ("committed_after_decision", "action", "That was the decision.", False),
        ("committed_after_decision", "action", "It was her call, so I wrote the plan.", True),
        ("voiced_disagreement", "action", "They said it was the wrong call.", False),
        ("self_noticed", "situation", "The night shift noticed it.", False),
        ("decided_to_act", "task", "The team decided to fix it.", False),
        ("nobody_asked", "task", "There was a ticket about it.", False),
        ("nobody_asked", "task", "There was no ticket about it.", True),
    ],
)
def test_a_strength_needs_evidence(name: SignalName, segment: Any, text: str, *, may: bool) -> None:
    assert allowed(name, reads(text), segment) is may
