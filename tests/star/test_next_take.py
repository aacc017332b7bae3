"""The one thing to change: what moves the leaning most, in the candidate's own words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.content import load
from mockint.content.types import Library
from mockint.domain import Level
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.next_take.rewrite import BLANK, MOST_WORDS, as_i, as_sentence, carrier, told
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript
from tests.support.star_telling import STRONG, WEAK, transcripts, unit
from tests.support.star_telling import told as said_by


@pytest.fixture(scope="module")
def library() -> Library:
    return load.load(content_dir())


DAYS = [
    f"{day} {when}"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    for when in ("mornings", "afternoons", "evenings")
]


def level(library: Library, name: str = "sde2") -> Level:
    found = library.pack.level(name)
    assert found
    return found


def judged(text: Transcript, library: Library, *, at: str = "sde2") -> Analysis:
    return analyse(
        text,
        question=None,
        principle="ownership",
        level=level(library, at),
        library=library,
    )


@pytest.mark.parametrize(
    ("said", "mine"),
    [
        ("We rebuilt the report.", "I rebuilt the report."),
        ("We moved it and we were done.", "I moved it and I was done."),
        ("we were late, so we sent it to our shops.", "I was late, so I sent it to my shops."),
        ("Then we've called them ourselves.", "Then I've called them myself."),
        (
            "In May we also were asked, and they told us.",
            "In May I also was asked, and they told me.",
        ),
        ("Were we late?", "Was I late?"),
        ("We're sure it was ours.", "I'm sure it was mine."),
        ("I rebuilt the report.", ""),
        ("We all rebuilt it.", ""),
        ("We rebuilt it together.", ""),
        ("There were meetings, and we looked into it as a team.", ""),
        ("Two of us rebuilt it.", ""),
        ("We packed it and were late.", ""),
        ("They asked Ana and us.", ""),
    ],
)
def test_we_becomes_i_where_that_is_english(said: str, mine: str) -> None:
    assert as_i(said) == mine


@given(
    st.lists(
        st.sampled_from(["we", "us", "our", "were", "are", "the", "and", "I", "packed", "it"]),
        max_size=12,
    )
)
def test_no_we_is_left_and_nothing_else_is_lost(words: list[str]) -> None:
    mine = as_i(" ".join(words))
    if mine:
        left = re.findall(r"\w+", mine.lower())
        assert not {"we", "us", "our"} & set(left)
        assert len(left) == len(words)


def test_what_is_said_again_is_a_whole_clause_in_their_words() -> None:
    one = unit("result", "so the returns went down, and nobody called us any more.")
    said, start = told(one)
    assert said in one.unit.text
    assert start == next(word.start for word in one.unit.words if said.startswith(word.text))
    assert as_sentence(said)[0].isupper()
    assert told(unit("result", "um, the, the returns"))[0] == ""


def test_a_result_is_said_after_the_last_one_and_a_step_after_ones_own() -> None:
    steps = [
        unit("action", "I pulled the logs of both nights."),
        unit("action", "My manager wrote a long and friendly letter to all of the customers."),
    ]
    results = [unit("result", "The returns fell by half."), unit("result", "My boss was happy.")]
    assert carrier([*steps, *results], "action") == steps[0]
    assert carrier([*steps, *results], "result") == results[1]
    assert carrier([*steps, *results], "reflection") is None
    assert carrier(steps, "result") is None


def test_a_weak_story_gets_one_thing_with_its_own_sentence(library: Library) -> None:
    value = judged(said_by(WEAK), library)
    take = value.next
    assert take
    assert take.change
    assert take.sentence in said_by(WEAK).text
    assert BLANK in take.rewritten or as_i(as_sentence(take.sentence)) == take.rewritten


def test_a_good_story_keeps_its_best_and_puts_more_in(library: Library) -> None:
    take = judged(said_by(STRONG), library).next
    assert take
    assert take.keep
    assert take.keep in said_by(STRONG).text


def rambling(lines: int) -> Transcript:
    """The strong story behind a long beginning that shows nothing."""
    kitchen = "The office had a small kitchen with an old clock, and people often met there"
    chatter = tuple(("situation", f"{kitchen} on {day}.") for day in DAYS[:lines])
    return said_by((*chatter, *STRONG))


def test_what_is_too_long_is_to_be_cut(library: Library) -> None:
    value = judged(rambling(18), library, at="sde1")
    assert value.budget.status == "over"
    assert value.next
    assert value.next.change.startswith("Finish within 2:00.")
    assert value.next.part == "situation"
    assert "clock" in value.next.sentence


def test_nothing_told_is_said_first(library: Library) -> None:
    value = judged(said_by((("situation", "I can't think of one, sorry."),)), library)
    assert value.verdict.leaning == "not enough evidence"
    assert value.next
    assert value.next.change == value.verdict.reasons[0].text
    assert value.next.rewritten == ""


def test_the_level_changes_what_comes_first(library: Library) -> None:
    takes = [judged(rambling(9), library, at=name).next for name in ("sde1", "senior")]
    changes = [take.change for take in takes if take]
    assert changes[0].startswith("Finish within")
    assert not changes[1].startswith("Finish within")


@settings(max_examples=40, deadline=None)
@given(transcripts())
def test_any_answer_gets_true_words_and_no_new_fact(transcript: Transcript) -> None:
    library = load.load(content_dir())
    value = judged(transcript, library)
    take = value.next
    assert take
    text = " ".join(word.text for word in transcript.words)
    assert take.change
    for words, start in ((take.keep, take.keep_start), (take.sentence, take.sentence_start)):
        assert words in text
        assert bool(words) == (start is not None)
    rest = take.rewritten
    for blank in sorted({one.blank for one in library.pack.bar.signals.values()}, key=len):
        rest = rest.removesuffix(blank)
    if BLANK not in rest and rest != take.rewritten:
        assert rest.strip(" .").lower() in text.lower()
    assert len(take.sentence.split()) <= max(MOST_WORDS, len(text.split()))
