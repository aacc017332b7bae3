"""What is heard for a principle and against it, in every trade, and what is no evidence."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.evidence import EvidenceItem
from mockint.content.load import load
from mockint.content.pack import Bar
from mockint.domain import Segment
from mockint.locations import content_dir
from mockint.star import principle
from mockint.star.analyse import analyse
from mockint.star.matches import LONGEST_QUOTE, Match, matches
from mockint.star.principle import level_evidence, principle_evidence
from mockint.star.second_look import SecondLook, item_features
from mockint.star.types import LabelledUnit, PrincipleEvidence, Unit
from mockint.transcribe.types import Word
from tests.support.amazon import LIBRARY, SENIOR
from tests.support.star_telling import STRONG, told

SENTENCES = tomllib.loads(
    Path(__file__).with_name("principle_sentences.toml").read_text(encoding="utf-8")
)
BARS: dict[str, Bar] = {
    name: load(content_dir(), pack=content_dir() / name).pack.bar for name in SENTENCES
}
TABLE = [
    (pack, slug, item, heard, missed)
    for pack, principles in SENTENCES.items()
    for slug, items in principles.items()
    for item, (heard, missed) in items.items()
]
"""Pack, slug of a principle or name of a level, item, what must be heard, what must not."""


def items_of(pack: str, slug: str) -> tuple[EvidenceItem, ...]:
    bar = BARS[pack]
    if slug == "conduct":
        return bar.conduct
    return bar.evidence.get(slug) or bar.levels[slug].evidence


def item_of(pack: str, slug: str, name: str) -> EvidenceItem:
    return next(item for item in items_of(pack, slug) if item.name == name)


def unit(text: str, part: Segment = "action", doubted: frozenset[int] = frozenset()) -> Unit:
    return Unit(
        tuple(
            Word(word, float(at), at + 0.9, 0.1 if at in doubted else 0.9)
            for at, word in enumerate(text.split())
        )
    )


def heard_in(
    text: str, item: EvidenceItem, doubted: frozenset[int] = frozenset(), asked: str = ""
) -> list[Match]:
    part = item.parts[0] if item.parts else "action"
    return matches([LabelledUnit(unit(text, part, doubted), part)], [item], (), asked)


@contextmanager
def agreeing(items: float = 1.0, **weights: float) -> Iterator[None]:
    """Within it, a second look that gives every match and every sentence such a chance."""
    odds = {1.0: 9.0, 0.0: -9.0}
    look = SecondLook(odds[items], weights, 0.5)
    with patch.object(principle, "second_look", lambda: look):
        yield


def shown(
    texts: Sequence[str], items: Sequence[EvidenceItem], conduct: Sequence[EvidenceItem] = ()
) -> tuple[PrincipleEvidence, ...]:
    units = [LabelledUnit(unit(text), "action") for text in texts]
    return principle_evidence(units, (), items, conduct)


@pytest.mark.parametrize(("pack", "slug", "item", "heard", "missed"), TABLE)
def test_each_item_is_heard_and_its_near_miss_is_not(
    pack: str, slug: str, item: str, heard: str, missed: str
) -> None:
    sought = item_of(pack, slug, item)
    (found,) = heard_in(heard, sought)
    assert found.item == sought
    assert found.spans
    assert not heard_in(missed, sought)


@pytest.mark.parametrize("pack", BARS)
def test_every_principle_has_items_and_every_item_its_sentence(pack: str) -> None:
    bar = BARS[pack]
    assert set(bar.evidence) == set(bar.principles)
    for slug, items in bar.evidence.items():
        sides = [item.speaks for item in items]
        assert 3 <= sides.count("for") <= 5, slug
        assert 1 <= sides.count("against") <= 3, slug
        assert {item.name for item in items} == set(SENTENCES[pack][slug])
    assert all(needs.evidence for needs in bar.levels.values())


ASKED = item_of("amazon", "learn-and-be-curious", "asked_someone_who_knows")


@pytest.mark.parametrize(
    "text",
    [
        "I never asked the old gardener to show me how he grafts.",
        "I would have asked the old gardener to show me how he grafts.",
        "I'd ask the old gardener to show me how he grafts.",
        "I thought what if I asked the gardener to show me how he grafts.",
        "If I had more time, I could have asked the gardener to show me how he grafts.",
        "She said I asked the gardener to show me how he grafts.",
        "She asked the old gardener to show her how he grafts.",
        "I wanted to, but I should have asked the old gardener to show me.",
    ],
)
def test_denied_imagined_and_others_deeds_are_no_evidence(text: str) -> None:
    assert not heard_in(text, ASKED)


def test_the_question_read_back_is_no_evidence() -> None:
    asked = "Tell me about a time you asked an old colleague to teach you."
    assert not heard_in("A time I asked an old colleague to teach me.", ASKED, asked=asked)
    assert heard_in("I asked an old colleague to teach me.", ASKED)


def test_an_aside_is_no_evidence() -> None:
    text = "I asked the old gardener to show me how he grafts."
    assert not matches([LabelledUnit(unit(text), "action", aside=True)], [ASKED])


@given(st.sampled_from(TABLE), st.data())
def test_no_evidence_from_doubted_words(
    row: tuple[str, str, str, str, str], data: st.DataObject
) -> None:
    pack, slug, name, text, _ = row
    words = text.split()
    doubted = data.draw(st.frozensets(st.integers(0, len(words) - 1)))
    for found in heard_in(text, item_of(pack, slug, name), doubted):
        quote = found.quote()
        quoted = [round(word.start) for word in quote]
        assert not doubted.intersection(quoted)
        assert [word.text for word in quote] == words[quoted[0] : quoted[-1] + 1]
    assert not heard_in(text, item_of(pack, slug, name), frozenset(range(len(words))))


def test_one_line_an_item_and_the_surest_first() -> None:
    texts = [
        "I read all the delivery slips of that month, one by one.",
        "I read every single invoice by hand.",
        "The clock was too regular, it did not add up.",
    ]
    with agreeing(**{"item:went_to_raw_data": 3.0}):
        found = shown(texts, BARS["amazon"].evidence["dive-deep"])
    names = [one.item for one in found]
    assert names.count("went_to_raw_data") == 1
    assert "number_did_not_fit" in names
    assert [one.sure for one in found] == sorted((one.sure for one in found), reverse=True)


def test_what_the_second_look_does_not_grant_is_not_shown() -> None:
    text = "I asked the old gardener to show me how he grafts."
    with agreeing(0.0):
        (hardly,) = shown([text], [ASKED])
        assert hardly.sure < 0.01
        assert not principle.shown([hardly])
    with agreeing(0.0, **{f"item:{ASKED.name}": 30.0}):
        (found,) = shown([text], [ASKED])
    assert (found.text, found.quote, found.speaks) == (ASKED.note, text, "for")
    assert found.sure >= 0.99


def test_the_second_look_knows_what_else_of_the_principle_is_told() -> None:
    texts = ["I read every single invoice by hand.", "The clock was too regular for that."]
    units = [LabelledUnit(unit(text), "action") for text in texts]
    items = BARS["amazon"].evidence["dive-deep"]
    alone = item_features(matches(units[:1], items), ())
    both = item_features(matches(units, items), ())
    assert "own side" not in alone[0]
    assert both[0]["own side"] > 0


def test_a_signal_of_the_item_in_the_sentence_is_a_place_to_look_at() -> None:
    item = EvidenceItem(name="told", note="Was told to.", signals=("assigned_by_manager",))
    units = [LabelledUnit(unit("It came with the rota on Monday."), "action")]
    assert not matches(units, [item])
    (found,) = matches(units, [item], [{"assigned_by_manager": 0.6}])
    assert found.signal
    assert not found.spans
    assert not matches(units, [item], [{"assigned_by_manager": 0.4}])


def test_a_sentence_against_is_not_also_evidence_for() -> None:
    text = "I told her in front of the whole team that she was wrong and late again."
    conduct = BARS["amazon"].conduct
    with agreeing(), patch.object(principle, "CONDUCT_AGREES", 0.0):
        found = shown([text], BARS["amazon"].evidence["earn-trust"], conduct)
    assert {one.speaks for one in found} == {"against"}


def test_conduct_is_told_only_where_the_ear_for_it_agrees() -> None:
    text = "I told her in front of the whole team that she was wrong and late again."
    with agreeing(), patch.object(principle, "CONDUCT_AGREES", 1.0):
        assert not shown([text], [], BARS["amazon"].conduct)


def test_a_sentence_of_usual_length_is_quoted_whole() -> None:
    text = "It was late, and the shop was full, and I asked the gardener to show me how he grafts."
    (found,) = heard_in(text, ASKED)
    assert " ".join(word.text for word in found.quote()) == text


def test_a_long_sentence_is_quoted_by_whole_clauses() -> None:
    text = (
        "The shop was full that morning, and the radio was on, and it was raining as it does in "
        "March, and I asked the old gardener to show me how he grafts, and then we had some tea, "
        "and later the bus came and everybody went home."
    )
    assert len(text.split()) > LONGEST_QUOTE
    (found,) = heard_in(text, ASKED)
    quote = " ".join(word.text for word in found.quote())
    assert quote == "I asked the old gardener to show me how he grafts,"


def test_the_same_story_gives_other_lines_under_another_principle() -> None:
    slugs = ("ownership", "dive-deep", "earn-trust", "frugality", "hire-and-develop-the-best")
    said = {
        slug: frozenset(
            one.text
            for one in analyse(
                told(STRONG), question=None, principle=slug, level=SENIOR, library=LIBRARY
            ).principle_evidence
        )
        for slug in slugs
    }
    shown = [lines for lines in said.values() if lines]
    assert said["ownership"]
    assert len(shown) == len(set(shown))


def test_conduct_is_heard_whatever_the_principle() -> None:
    lied = [("action", "I lied to the guest about the room."), *STRONG]
    for slug in (None, "frugality", "think-big"):
        found = analyse(told(lied), question=None, principle=slug, level=SENIOR, library=LIBRARY)
        assert "deceived" in [one.item for one in found.principle_evidence]


def test_a_level_listens_for_its_own() -> None:
    text = "None of the drivers reported to me, and I persuaded the union to try it."
    spoken = [LabelledUnit(unit(one), "action") for one in (text, f"Later on, too. {text}")]
    levels = BARS["amazon"].levels
    senior = level_evidence(spoken, (), levels["senior"].evidence)
    assert "moved_without_authority" in [one.item for one in senior]
    assert not level_evidence(spoken, (), levels["sde1"].evidence)


def test_one_way_of_saying_it_shows_no_level() -> None:
    item = EvidenceItem(name="own", note="Own.", patterns=("i wrote", "wrote the test", "alone"))
    for text, heard in (
        ("I wrote the test.", False),
        ("I wrote the test alone.", True),
        ("I wrote it. Later I wrote it again.", True),
    ):
        units = [LabelledUnit(unit(one), "action") for one in text.split(". ")]
        assert bool(level_evidence(units, (), [item])) == heard, text


def test_that_a_decision_was_made_is_no_commitment_to_it() -> None:
    about = ("amazon", "have-backbone-disagree-and-commit")
    item = item_of(*about, "committed_fully")
    for text, heard in (
        ("I did not like it at all, but that was the decision.", False),
        ("That was her call, so I drew up the plan for it the same evening.", True),
    ):
        assert bool(heard_in(text, item)) == heard, text
