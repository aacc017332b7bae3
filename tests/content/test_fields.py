"""Examples from each kind of work, and the words that tell the kinds apart."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mockint.content.load import load
from mockint.domain import FIELDS, Field, SignalName
from mockint.errors import ContentError
from mockint.locations import content_dir
from mockint.star.field import field_of
from mockint.text.normalize import plain_words
from mockint.text.reading import read_text
from mockint.text.stems import singular
from tests.support import toy_pack
from tests.support.amazon import BAR, LIBRARY

OURS = content_dir()
EVERY = [(name, field) for name in BAR.signals for field in FIELDS]
NUMBERED: set[SignalName] = {
    "problem_metric",
    "metric_delta",
    "business_value",
    "unquantified_result",
    "assumed_not_verified",
    "architecture_detour",
}
"""Their advice asks for a number."""
BEFORE_AND_AFTER: set[SignalName] = {"metric_delta", "unquantified_result"}


def read(text: str) -> str:
    return f" {' '.join(singular(word) for word in plain_words(text))} "


@pytest.mark.parametrize(("name", "field"), EVERY)
def test_an_example_is_one_sentence_that_does_what_it_asks_for(
    name: SignalName, field: Field
) -> None:
    example = BAR.signals[name].examples[field]
    assert re.fullmatch(r"[A-Z][^\"“”?!:]+\.", example)
    assert len(example) <= 135
    figures = read_text(plain_words(example)).split().count("0")
    if name in NUMBERED:
        assert figures or re.search(r"\b(?:half|zero|none|one)\b", example)
    if name in BEFORE_AND_AFTER:
        assert re.search(r"\b(?:went|fell) from\b.+\bto\b", example)
    if name == "first_person_action":
        assert len(re.findall(r"\bI [a-z]+", example)) >= 4


@pytest.mark.parametrize("field", FIELDS)
def test_examples_are_from_their_own_work(field: Field) -> None:
    examples = {name: one.examples[field] for name, one in BAR.signals.items()}
    assert len(set(examples.values())) == len(examples)
    assert field_of(" ".join(examples.values()), LIBRARY.fields) == field
    software = LIBRARY.fields["software"]
    for name, example in examples.items():
        heard = [word for word in (*software.sure, *software.hint) if read(word) in read(example)]
        assert not heard or field == "software", f"{name}: {heard}"


def test_no_bar_of_ours_repeats_an_example() -> None:
    examples = {e for one in BAR.signals.values() for e in one.examples.values()}
    for bar in OURS.glob("*/bar.toml"):
        text = bar.read_text(encoding="utf-8")
        assert not [example for example in examples if example in text]


def test_the_example_follows_the_advice() -> None:
    known = replace(BAR.signals["waited"], instead="Say what you did.", examples={})
    assert known.advice("shop") == "Say what you did."
    known = replace(known, examples={"general": "I swept.", "care": "I sat with her."})
    assert known.advice("care") == 'Say what you did. For example: "I sat with her."'
    assert known.advice("shop") == 'Say what you did. For example: "I swept."'


@pytest.mark.parametrize(
    "instead",
    [
        'Say what you did: "I ran it at half speed."',
        "Say what you did: “I ran it at half speed.”",
    ],
)
def test_an_example_inside_the_advice_of_ones_own_pack_is_the_only_one(
    tmp_path: Path, instead: str
) -> None:
    def waited(bar: toy_pack.Table) -> None:
        next(one for one in bar["signals"] if one["name"] == "waited")["instead"] = instead

    known = load(OURS, pack=toy_pack.make(tmp_path / "acme", change_bar=waited)).pack.bar.signals
    assert [known["waited"].advice(field) for field in FIELDS] == [instead] * len(FIELDS)
    assert "For example" in known["handed_off"].advice("shop")


def test_quoted_words_are_not_yet_an_example() -> None:
    for short in (
        'Say "I."',
        'Say "roughly" or "about."',
        'Finish "It happened because ..." well.',
    ):
        assert not replace(BAR.signals["waited"], instead=short).gives_example


def test_own_examples_take_the_place_of_ours_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "examples.toml").write_text(
        '[examples.waited]\nshop = "I swept."\ncare = "I sat with her."\n', encoding="utf-8"
    )
    (tmp_path / "bar.toml").write_text(
        '[[signals]]\nname = "waited"\ntitle = "T"\nmeans = "M."\ninstead = "Do."\nnote = "N."\n'
        'examples = { care = "I made tea." }\n',
        encoding="utf-8",
    )
    known = load(OURS, tmp_path).pack.bar.signals["waited"]
    assert known.advice("shop") == 'Do. For example: "I swept."'
    assert known.advice("care") == 'Do. For example: "I made tea."'
    assert known.examples["lab"] == BAR.signals["waited"].examples["lab"]


def test_own_words_are_added_to_ours(tmp_path: Path) -> None:
    story = "I fixed the espresso machine before the barista came."
    assert field_of(story, LIBRARY.fields) == "general"
    (tmp_path / "fields.toml").write_text(
        '[fields.shop]\nsure = ["barista"]\nhint = ["espresso"]\n', encoding="utf-8"
    )
    fields = load(OURS, tmp_path).fields
    assert field_of(story, fields) == "shop"
    assert field_of("The cashier of the garden center.", fields) == "shop"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "lab = ",
            "# lab = ",
            "examples.toml: examples > self_noticed: lab is missing (expected l",
        ),
        ("lab = ", "labs = ", "examples.toml: examples > self_noticed > labs: unknown 'labs' (exp"),
    ],
)
def test_our_own_files_are_whole(tmp_path: Path, old: str, new: str, said: str) -> None:
    content = shutil.copytree(OURS, tmp_path / "content")
    path = content / "speech" / "examples.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(content)
    assert str(caught.value).startswith(said)
    assert caught.value.next_step == f"edit {path}"
