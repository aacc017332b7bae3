"""What speaks for and against a principle, read from files, and each way to get an item wrong."""

import shutil
from pathlib import Path

import pytest

from mockint.content.load import load
from mockint.errors import ContentError
from mockint.locations import content_dir

OURS = content_dir()
ITEM = """[[principles]]
slug = "frugality"
expected = []

[[principles.evidence]]
name = "mended_it"
note = "Mended it."
ask = "Say what you mended."
patterns = ['{I}(?:mended|glued) (?:[^ ]+ ){0,3}chairs?']
"""


def own(folder: Path, bar: str) -> Path:
    (folder / "bar.toml").write_text(bar, encoding="utf-8")
    return folder


def test_own_items_take_the_place_of_ours(tmp_path: Path) -> None:
    before = load(OURS).pack.bar
    after = load(OURS, own(tmp_path, ITEM)).pack.bar
    assert [item.name for item in after.evidence["frugality"]] == ["mended_it"]
    assert "{I}" not in after.evidence["frugality"][0].patterns[0]
    assert after.evidence["ownership"] == before.evidence["ownership"]
    assert after.conduct == before.conduct


def test_an_own_principle_without_items_leaves_ours(tmp_path: Path) -> None:
    bar = '[[principles]]\nslug = "frugality"\nexpected = []\n'
    after = load(OURS, own(tmp_path, bar)).pack.bar
    assert after.evidence == load(OURS).pack.bar.evidence


WHERE = "principles 1 (frugality) > evidence 1 (mended_it)"
PATTERN = "'{I}(?:mended|glued) (?:[^ ]+ ){0,3}chairs?'"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PATTERN, "'i (mended'", f"{WHERE} > patterns 1: not a regular expression"),
        (PATTERN, "'i mended .* chair'", f"{WHERE} > patterns 1: a repeat without an end"),
        (PATTERN, "'(?:i mended )+chair'", f"{WHERE} > patterns 1: a repeat without an end"),
        (PATTERN, "'(?:i mended ){2,}'", f"{WHERE} > patterns 1: a repeat without an end"),
        (PATTERN, "'i (?:[^ ]+ ){0,99}chair'", f"{WHERE} > patterns 1: a repeat without an end"),
        (PATTERN, "'(?:a[bc]){1,9}'", f"{WHERE} > patterns 1: a repeated group without a blank"),
        (PATTERN, "'(?:mended)?'", f"{WHERE} > patterns 1: it matches nothing at all"),
        (PATTERN, "'I mended'", f"{WHERE} > patterns 1: capital letters"),
        (PATTERN, "'{BOS} came'", f"{WHERE} > patterns 1: unknown phrase {{BOS}}"),
        (PATTERN, "'{BOS} came'", "nearest: BOSS"),
        (f"patterns = [{PATTERN}]", "", f"{WHERE}: nothing to hear"),
        ('ask = "Say what you mended."', "", f"{WHERE}: field ask is missing"),
        ('name = "mended_it"', 'name = "mended_it"\nspeaks = "maybe"', "unknown 'maybe'"),
        ('name = "mended_it"', 'name = "mended_it"\nsignals = ["wait"]', "unknown 'wait'"),
        ('name = "mended_it"', 'name = "mended_it"\nparts = ["end"]', "unknown 'end'"),
        ("note =", "note_ =", "unknown field note_"),
        ('"Mended it."', '""', "note: empty"),
    ],
)
def test_a_mistake_names_file_and_item(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ITEM
    with pytest.raises(ContentError) as raised:
        load(OURS, own(tmp_path, ITEM.replace(old, new, 1)))
    assert str(raised.value).startswith("bar.toml: ")
    assert said in str(raised.value)
    assert raised.value.next_step == f"edit {tmp_path / 'bar.toml'}"


def test_an_item_is_there_once(tmp_path: Path) -> None:
    twice = ITEM + ITEM.partition("expected = []\n")[2]
    with pytest.raises(ContentError, match="'mended_it' is there twice"):
        load(OURS, own(tmp_path, twice))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("BOSS = [", "boss = [", "phrases > boss: not a phrase"),
        ("BOSS = [", "BOSS = ['''(''',", "phrases > BOSS 1: not a regular expression"),
    ],
)
def test_the_phrases_are_checked_too(tmp_path: Path, old: str, new: str, said: str) -> None:

    shutil.copytree(OURS, tmp_path / "content", ignore=shutil.ignore_patterns("*.ogg"))
    file = tmp_path / "content" / "speech" / "evidence.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load(tmp_path / "content")
    assert f"evidence.toml: {said}" in str(raised.value)
