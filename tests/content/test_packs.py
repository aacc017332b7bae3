"""Packs: found by name and folder, read whole, and each mistake in one named in one line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from mockint.content.load import load
from mockint.content.packs import find_pack, level_titles, packs_in
from mockint.errors import ContentError, UsageError
from mockint.locations import content_dir
from tests.support import toy_pack
from tests.support.toy_pack import Change, Table

OURS = content_dir()


@dataclass(frozen=True)
class Broken:
    """A change that breaks a file of the pack, and what is said of it."""

    file: str
    change: Change
    said: str


def p(change: Change, said: str) -> Broken:
    return Broken("pack.toml", change, said)


def b(change: Change, said: str) -> Broken:
    return Broken("bar.toml", change, said)


def signal(table: Table, name: str) -> Table:
    return next(one for one in table["signals"] if one["name"] == name)


BROKEN = [
    p(lambda t: t.pop("sheet"), "field sheet is missing (expected: name, company, sheet"),
    p(lambda t: t.update(shet="x"), "unknown field shet (expected: name"),
    p(lambda t: t.update(sheet=""), "sheet: empty (expected some text)"),
    p(lambda t: t.update(levels=[]), "levels: an empty list (expected at least one entry)"),
    p(
        lambda t: t.update(default_level="leed"),
        "default_level: unknown level 'leed' (expected one of: maker, lead; nearest: lead)",
    ),
    p(
        lambda t: t["levels"][0].update(min_s=60.0),
        "levels 1 (maker) > min_s: found 60 (expected at least 0 and less than 60 seconds)",
    ),
    p(
        lambda t: t["levels"][0].update(name="lead"),
        "levels 2 (lead) > name: 'lead' is already used in levels 1",
    ),
    p(
        lambda t: t["levels"][0].update(name="The Maker"),
        "levels 1 (The Maker) > name: found 'The Maker' (expected lower-case-words-with-hyphens)",
    ),
    b(
        lambda t: signal(t, "waited").update(name="waitd"),
        "name: unknown 'waitd' (expected one of: self_noticed",
    ),
    b(
        lambda t: t["signals"].remove(signal(t, "waited")),
        "signals: waited is missing (expected a block [[signals]] with name = 'waited')",
    ),
    b(
        lambda t: signal(t, "root_cause").update(area="hart"),
        "area: unknown area 'hart' (expected one of: heart; nearest: heart)",
    ),
    b(
        lambda t: signal(t, "waited").update(area="heart"),
        "area: found 'heart' (expected none, because it is a fault)",
    ),
    b(
        lambda t: signal(t, "root_cause").update(disqualifies=True),
        "disqualifies: found true (expected false, because it is a strength)",
    ),
    b(
        lambda t: signal(t, "metric_delta").update(heard_reliably=False, question=""),
        "question: empty (expected a question for the candidate",
    ),
    b(lambda t: signal(t, "waited").pop("note"), "(waited): field note is missing"),
    b(lambda t: t["areas"].clear(), "areas: an empty list (expected at least one entry)"),
    b(lambda t: t.pop("expected"), "field expected is missing"),
    b(
        lambda t: t["expected"].update(always=["waited"]),
        "expected > always 1: unknown 'waited' (expected one of: self_noticed",
    ),
    b(
        lambda t: t["levels"].pop(),
        "levels: lead is missing (expected a block [[levels]] with name = 'lead')",
    ),
    b(
        lambda t: t["levels"][1].update(name="leed"),
        "levels 2 (leed) > name: unknown level 'leed' (expected one of: maker, lead; nearest:",
    ),
    b(
        lambda t: t["levels"][0].update(strong_needs=["wit"]),
        "unknown 'wit' (expected one of",
    ),
    b(
        lambda t: t["principles"].clear(),
        "principles: kindness is missing (expected a block [[principles]] with slug = 'kindness')",
    ),
    b(
        lambda t: t["principles"][0].update(slug="kindnes"),
        "slug: unknown principle 'kindnes' (expected a slug from principles.toml; nearest: kind",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.said[:50])
def test_a_mistake_names_file_field_and_what_was_expected(broken: Broken, tmp_path: Path) -> None:
    changes = {"pack.toml": "change_pack", "bar.toml": "change_bar"}
    folder = toy_pack.make(tmp_path / "acme", **{changes[broken.file]: broken.change})
    with pytest.raises(ContentError) as caught:
        load(OURS, pack=folder)
    line = str(caught.value)
    assert line.startswith(f"{broken.file}: ")
    assert broken.said in line
    assert "\n" not in line
    assert caught.value.next_step == f"edit {folder / broken.file}"


@pytest.mark.parametrize(
    "name", ["pack.toml", "bar.toml", "principles.toml", "questions.toml", "probes.toml"]
)
def test_a_pack_must_be_whole(name: str, tmp_path: Path) -> None:
    folder = toy_pack.make(tmp_path / "acme")
    (folder / name).unlink()
    with pytest.raises(ContentError) as caught:
        load(OURS, pack=folder)
    assert str(caught.value).startswith(f"{name} is missing (expected in {folder})")


def test_a_misspelt_file_name_in_a_pack(tmp_path: Path) -> None:
    folder = toy_pack.make(tmp_path / "acme")
    (folder / "lens.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match=r"lens\.toml: not a content file.*nearest: lenses"):
        load(OURS, pack=folder)


def test_a_toy_pack_stands_alone(tmp_path: Path) -> None:
    library = load(OURS, pack=toy_pack.make(tmp_path / "acme"))
    assert list(library.questions) == ["kind-to-a-stranger"]
    assert library.pack.level_names == ("maker", "lead")
    assert [level.budget.max_s for level in library.pack.levels] == [60.0, 240.0]
    assert library.pack.level_title("lead") == "Lead"
    assert library.pack.level_title("sde2") == "sde2"
    assert "ownership" not in library.principles


def test_own_content_for_another_pack_stays_out(tmp_path: Path) -> None:
    """A person's own questions are for the company that they are for."""
    own = tmp_path / "own"
    folder = toy_pack.make(own / "acme")
    (own / "questions.toml").write_text(
        '[[questions]]\nslug = "mine"\nprinciple = "deliver-results"\nask = "Mine?"\n'
        '[[questions]]\nslug = "kind"\nprinciple = "kindness"\nask = "Kind?"\n',
        encoding="utf-8",
    )
    assert set(load(OURS, own, pack=folder).questions) == {"kind-to-a-stranger", "kind"}
    amazon = load(OURS, own)
    assert "mine" in amazon.questions
    assert "kind" not in amazon.questions


def test_packs_are_found_by_name_and_by_folder(tmp_path: Path) -> None:
    own = tmp_path / "own"
    inside = toy_pack.make(own / "acme")
    beside = toy_pack.make(tmp_path / "elsewhere")
    known = packs_in(OURS, own)
    assert list(known) == ["amazon", "general", "acme"]
    assert find_pack("acme", known) == inside
    assert find_pack(str(beside), known) == beside
    assert dict(level_titles(inside)) == {"maker": "Maker", "lead": "Lead"}
    with pytest.raises(UsageError, match=r"no pack 'acmee' .*amazon, general, acme; nearest: acme"):
        find_pack("acmee", known)
    with pytest.raises(UsageError, match=r"is not a pack \(it has no pack\.toml"):
        find_pack(str(own), known)


ABOUT_OTHERS = {"Other", "Others", "People", "Something", "Somebody", "What", "The", "It"}
"""First words of a note that is not about what the candidate did."""


@pytest.mark.parametrize("pack", ["amazon", "general"])
def test_every_note_is_said_to_the_candidate(pack: str) -> None:
    bar = load(OURS, pack=OURS / pack).pack.bar
    items = [item for found in bar.evidence.values() for item in found]
    items += [item for level in bar.levels.values() for item in level.evidence]
    notes = [one.note for one in (*bar.signals.values(), *items, *bar.conduct)]
    for note in notes:
        assert note.split()[0] in {"You", "Your"} | ABOUT_OTHERS, note
        assert "their own" not in note
