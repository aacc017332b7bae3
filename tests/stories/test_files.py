"""Stories as files: what is written is read, and what is wrong is named."""

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.domain import SEGMENTS
from mockint.errors import ContentError, UsageError
from mockint.stories.files import check_name, load, names_in, path_of, write, written
from mockint.stories.text import WORD_S, parts_of, spans_of_parts, transcript_of
from mockint.stories.text import names_in as names_said
from mockint.stories.text import numbers_in as numbers_said
from mockint.stories.types import Story

PRINCIPLES = ("ownership", "dive-deep")
WORDS = st.lists(
    st.text(
        # Two characters that no content file may hold: both are signs of a damaged one.
        st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd\u20ac"),
        min_size=1,
        max_size=9,
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
LISTED = st.lists(WORDS, max_size=3, unique=True).map(tuple)


@given(
    parts=st.fixed_dictionaries({segment: st.just("") | WORDS for segment in SEGMENTS}),
    names=LISTED,
    numbers=LISTED,
    principles=st.lists(st.sampled_from(PRINCIPLES), unique=True).map(tuple),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    parts: dict,
    names: tuple[str, ...],
    numbers: tuple[str, ...],
    principles: tuple[str, ...],
) -> None:
    folder = tmp_path_factory.mktemp("content")
    story = Story(name="one", principles=principles, names=names, numbers=numbers, parts=parts)
    write(folder, story)
    if not any(parts.values()):
        with pytest.raises(ContentError):
            load(folder, PRINCIPLES)
        return
    assert load(folder, PRINCIPLES) == {"one": story}


def test_quotes_and_paragraphs_stay(tmp_path: Path) -> None:
    text = 'She said """stop""".\n\nThen \\n she left "quietly".'
    story = Story(name="one", parts={**dict.fromkeys(SEGMENTS, ""), "action": text})
    assert '"quietly"' in written(story), "quotes stay readable"
    write(tmp_path, story)
    assert load(tmp_path, PRINCIPLES)["one"].parts["action"] == text


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    path = write(tmp_path, Story(name="one", parts={"task": "Mine."}))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["one.toml"]


def test_no_folder_is_no_story(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere", PRINCIPLES) == {}
    assert names_in(tmp_path / "nowhere") == ()


GOOD = 'name = "one"\nprinciples = ["ownership"]\n[parts]\ntask = "It was mine."\n'


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ((GOOD, GOOD), ""),
        (
            ("ownership", "ownerchip"),
            "one.toml: principles 1: unknown principle 'ownerchip' .*near",
        ),
        (('name = "one"\n', ""), "one.toml: field name is missing"),
        (('"one"', '"two"'), r"one.toml: name: found 'two' \(expected 'one'"),
        (("task", "tusk"), "one.toml: parts > tusk: unknown 'tusk' .*nearest: task"),
        (("principles", "principle"), "one.toml: unknown field principle .*nearest: principles"),
        (('["ownership"]', '"ownership"'), "one.toml: principles: found text .*a list"),
        (
            ('["ownership"]', '["ownership", "ownership"]'),
            "principles 2: 'ownership' appears twice",
        ),
        (('"It was mine."', '""'), "one.toml: parts: no words yet"),
        (('"It was mine."', "3"), "one.toml: parts > task: found a number .*text in quotes"),
        (("[parts]", "names = ['']\n[parts]"), "one.toml: names 1: empty"),
        (('"It was mine."', '"It was mine.'), "one.toml, line 4: not valid TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, change: tuple[str, str], named: str) -> None:
    path = path_of(tmp_path, "one")
    path.parent.mkdir()
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    if not named:
        assert load(tmp_path, PRINCIPLES)["one"].parts["task"] == "It was mine."
        return
    with pytest.raises(ContentError, match=named) as caught:
        load(tmp_path, PRINCIPLES)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "name"), [("web-hooks", "web-hooks"), ("Web Hooks", "web-hooks"), ("a_b", "a-b")]
)
def test_a_name_can_be_typed(typed: str, name: str) -> None:
    assert check_name(typed) == name


@pytest.mark.parametrize("typed", ["", "../away", "a/b", "ärger", ".draft", "a--b"])
def test_a_name_is_never_a_path(typed: str) -> None:
    with pytest.raises(UsageError, match="lower-case-words-with-hyphens"):
        check_name(typed)


def test_the_story_of_the_docs_is_one(tmp_path: Path) -> None:
    doc = Path(__file__).resolve().parents[2] / "docs" / "content.md"
    (block,) = re.findall(
        r"```toml\n# stories/allergy-labels.toml\n(.*?)```", doc.read_text("utf-8"), re.DOTALL
    )
    path = path_of(tmp_path, "allergy-labels")
    path.parent.mkdir()
    path.write_text(block, encoding="utf-8")
    story = load(tmp_path, PRINCIPLES)["allergy-labels"]
    assert all(story.parts.values())
    assert "two wrong labels" in story.own_words


# ---------------------------------------------------------------- written and told


@given(st.fixed_dictionaries({segment: st.just("") | WORDS for segment in SEGMENTS}))
def test_a_written_story_is_told_in_its_parts(parts: dict) -> None:
    story = Story(name="one", parts=parts)
    transcript = transcript_of(story.text)
    spans = spans_of_parts(parts)
    assert parts_of(transcript.words, spans) == parts
    assert sum(span.seconds for span in spans) == pytest.approx(
        WORD_S * len(transcript.words), abs=0.01
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three percent of our orders failed", ("three percent",)),
        ("It saved $40,000 a year, from 3% to 0.5%.", ("$40,000", "3%", "0.5%")),
        (
            "twenty-one days, or two point five million rows",
            ("twenty-one days", "two point five million rows"),
        ),
        ("no one asked in 2024 and one of us left", ()),
        ("One thing, three weeks, three weeks", ("three weeks",)),
        ("", ()),
    ],
)
def test_figures_are_found_with_what_they_count(text: str, found: tuple[str, ...]) -> None:
    assert numbers_said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I asked Priya. Then Apache Kafka broke.", ("Priya", "Apache Kafka")),
        ("Priya's team sat in Dublin, Ireland.", ("Dublin", "Ireland")),
        ("the team of Priya's sat there. In March I left; We shipped", ("Priya",)),
        ("first i asked priya", ()),
    ],
)
def test_names_are_words_with_capitals(text: str, found: tuple[str, ...]) -> None:
    assert names_said(text) == found
