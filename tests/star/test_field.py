"""Which kind of work a story is about: sure, or "general"."""

import json
from collections import Counter
from pathlib import Path

import pytest

from mockint.content.types import FieldWords
from mockint.domain import FIELDS, Field
from mockint.star.analyse import analyse
from mockint.star.field import field_of
from mockint.text.normalize import plain_words
from mockint.text.stems import singular
from tests.support.amazon import LIBRARY, SDE2
from tests.support.star_telling import say

WORDS = LIBRARY.fields
WRITTEN = Path(__file__).resolve().parents[2] / "training" / "registers" / "written-4.jsonl"

STORIES: list[tuple[Field, str]] = [
    ("software", "I rolled back the deployment, and the error was in our database schema."),
    ("shop", "The fitting room was closed, and the cashier sent every shopper to the stockroom."),
    ("care", "The nurse found him by the bedside, and his blood pressure was low."),
    ("school", "Her homework was empty, so I called the teacher of her old classroom."),
    ("lab", "I put the tubes into the centrifuge and ran the assay again with a new reagent."),
    ("warehouse", "The forklift had left two pallets at the wrong loading dock."),
    ("office", "Payroll had keyed one invoice twice, so I went through the ledger at month end."),
    (
        "office",
        "I reconciled the ledger, called the insurer, and sent the invoice to the accountant.",
    ),
    # of no kind, or of several
    ("general", ""),
    ("general", "My team was late, so I made a list, called everyone, and we were done by Friday."),
    ("general", "We sang in a hospital once, and I carried the chairs."),
    ("general", "The nurse, nurse, nurse, I said nurse, and the nurse came."),
    ("general", "The pupils had built a website, and the teacher showed me a bug in it."),
    ("general", "The nurse at our school took the pupil out of the classroom to measure a wound."),
    # who makes software for others speaks of them
    ("general", "On the ward the nurses said that our app was slow, and I found the bug."),
]


@pytest.mark.parametrize(("field", "story"), STORIES)
def test_a_story_is_of_one_kind_of_work_or_of_none(field: Field, story: str) -> None:
    assert field_of(story, WORDS) == field
    assert field_of(story.upper().replace(",", "").replace(".", ""), WORDS) == field


def test_whole_words_are_heard_and_their_plural() -> None:
    words: dict[Field, FieldWords] = {"care": FieldWords(sure=("ward", "care home"))}
    assert field_of("Both wards of the care homes.", words) == "care"
    assert field_of("An award for caring homes, a reward for care, home.", words) == "general"
    assert field_of("Any words at all.", {}) == "general"


def test_each_word_is_of_one_kind_of_work() -> None:
    told = Counter(
        " ".join(map(singular, plain_words(word)))
        for its in WORDS.values()
        for word in (*its.sure, *its.hint)
    )
    assert [word for word, times in told.items() if times > 1] == []
    assert set(WORDS) == set(FIELDS) - {"general"}


def test_on_written_answers_a_wrong_kind_of_work_is_rare() -> None:
    """``field`` there tells the speaker's trade. Of 189 in one of ours, 60 are named and right."""
    found: Counter[str] = Counter()
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        named = field_of(" ".join(unit["text"] for unit in told["units"]), WORDS)
        kind = "right" if named == told["field"] else "wrong"
        found["unnamed" if named == "general" else kind] += 1
    assert found["right"] >= 55, found
    assert found["wrong"] <= 4, found


def test_the_analysis_carries_it() -> None:
    told = say(["The forklift had left two pallets at the loading dock.", "I called the driver."])
    found = analyse(told, question=None, principle=None, level=SDE2, library=LIBRARY)
    assert found.field == "warehouse"
