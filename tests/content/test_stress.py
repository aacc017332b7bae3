"""What a job posting stresses, as a reader of ten postings says."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.load import load
from mockint.content.stress import MOST, stress
from mockint.content.types import Library
from mockint.documents.posting import read_posting
from mockint.errors import ContentError
from mockint.locations import content_dir
from mockint.text.normalize import plain_words
from mockint.text.stems import root

POSTINGS = sorted((Path(__file__).parent / "postings").iterdir())
PACKS = ("amazon", "general")
HITS = {"amazon": 27, "general": 28}
"""Of 30: how many of the three that a reader names are among the first three."""


@cache
def library(pack: str) -> Library:
    return load(content_dir(), pack=content_dir() / pack)


def posting(path: Path) -> tuple[Mapping[str, list[str]], tuple[str, ...]]:
    """What a reader names, by pack, and the posting's lines."""
    head, _, text = path.read_text("utf-8").partition("\n\n")
    named = dict(line.split(": ") for line in head.splitlines())
    return {pack: slugs.split(", ") for pack, slugs in named.items()}, read_posting(text).lines


@pytest.mark.parametrize("pack", PACKS)
def test_most_of_what_a_reader_names_comes_first(pack: str) -> None:
    hits = 0
    for path in POSTINGS:
        named, lines = posting(path)
        order = list(stress(lines, library(pack)).weights)
        assert set(named[pack]) <= set(library(pack).principles)
        hits += len(set(order[:3]) & set(named[pack]))
        assert set(named[pack]) <= set(order[:6]), path.stem
    assert hits >= HITS[pack]


@pytest.mark.parametrize("path", POSTINGS, ids=lambda path: path.stem)
def test_quotes_stand_in_the_posting_and_weights_are_shares(path: Path) -> None:
    _, lines = posting(path)
    found = stress(lines, library("general"))
    assert sum(found.weights.values()) == pytest.approx(1.0)
    assert list(found.weights.values()) == sorted(found.weights.values(), reverse=True)
    quoted = {quote for one in found.principles.values() for quote in one.quotes}
    assert quoted <= set(lines)
    assert not quoted & set(found.silent)


@pytest.mark.parametrize("pack", PACKS)
def test_every_principle_has_cues_and_no_two_of_them_are_one(pack: str) -> None:
    for principle in library(pack).principles.values():
        roots = [tuple(map(root, plain_words(cue))) for cue in principle.cues]
        assert len(roots) >= 15, principle.slug
        assert len(set(roots)) == len(roots), principle.slug


@pytest.mark.parametrize(
    "line",
    ["You take full responsibility", "taking full responsibility", "who takes full responsibility"],
)
def test_any_form_of_a_word_is_its_cue(line: str) -> None:
    assert stress((line,), library("amazon")).principles["ownership"].cues == (
        "take full responsibility",
    )


def test_a_cue_inside_a_longer_one_does_not_count() -> None:
    found = stress(("Act on customer feedback",), library("amazon"))
    assert "customer-obsession" in found.principles
    assert "earn-trust" not in found.principles  # whose cue "feedback" is


def test_a_word_in_every_line_does_not_outweigh_all_others() -> None:
    lines = ("Serve the patient.",) * 30 + ("Be honest.", "Show respect.", "Earn trust.")
    weights = stress(lines, library("amazon")).weights
    assert weights["customer-obsession"] == pytest.approx(MOST / (MOST + 3))


def test_nothing_is_found_where_nothing_is_said() -> None:
    found = stress(("Tuesday 14:00, room 3",), library("amazon"))
    assert found.principles == {}
    assert found.silent == ("Tuesday 14:00, room 3",)


def test_a_principle_of_ones_own_may_have_cues() -> None:
    general = library("general")
    own = replace(general.principles["ownership"], slug="tidiness", cues=("tidy desk",))
    with_own = replace(general, principles={**general.principles, "tidiness": own})
    assert list(stress(("Keeps tidy desks",), with_own).weights) == ["tidiness"]


def test_a_cue_that_can_never_be_found_is_a_mistake(tmp_path: Path) -> None:
    row = 'slug = "tidiness"\ntitle = "Tidiness"\nsentence = "Show it."\ncues = ["Tidy desk."]'
    (tmp_path / "principles.toml").write_text(f"[[principles]]\n{row}\n", "utf-8")
    with pytest.raises(ContentError, match=r"principles 1 \(tidiness\) > cues 1: found 'Tidy"):
        load(content_dir(), tmp_path)


@given(st.lists(st.text(alphabet="customer trust own\n.", max_size=40), max_size=8))
def test_every_line_is_quoted_or_silent(lines: list[str]) -> None:
    found = stress(lines, library("amazon"))
    assert all(weight > 0 for weight in found.weights.values())
    assert set(found.silent) <= set(lines)
    assert bool(found.principles) == (len(found.silent) < len(lines))
