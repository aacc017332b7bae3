"""The one thing to change: what moves the leaning most, in the candidate's own words."""

import pytest
from hypothesis import given, settings

from mockint.content import load
from mockint.content.types import Library
from mockint.domain import Level
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.next_take.mine import as_i
from mockint.star.next_take.rewrite import BLANK, MOST_WORDS, as_sentence
from mockint.star.next_take.said_again import said_again
from mockint.star.types import Analysis
from mockint.text.normalize import plain_word
from mockint.transcribe.types import Transcript
from tests.support.star_telling import STRONG, WEAK, say, transcripts
from tests.support.star_telling import told as said_by


@pytest.fixture(scope="module")
def library() -> Library:
    return load.load(content_dir())


FIXED = """
I'd I'm I've was myself first then after that because did the hard part was so when learned
for meant today would
"""
"""Words with which a rewrite may tie the candidate's own together, beside those of the bar."""
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


def test_a_weak_story_gets_one_thing_with_its_own_sentence(library: Library) -> None:
    value = judged(said_by(WEAK), library)
    take = value.next
    assert take
    assert take.change
    assert take.sentence in said_by(WEAK).text
    mine = as_sentence(as_i(said_again(take.sentence)))
    assert BLANK in take.rewritten or mine == take.rewritten


def test_a_good_story_keeps_its_best_and_puts_more_in(library: Library) -> None:
    take = judged(said_by(STRONG), library).next
    assert take
    assert take.keep
    assert take.keep in said_by(STRONG).text


@pytest.mark.parametrize(
    ("fault", "said", "blank"),
    [
        (
            "vague_action",
            "I looked into it and worked on it for a while.",
            "What I did was ___, and then ___.",
        ),
        (
            "we_in_action",
            "We all sat together and we tried some different settings as a team.",
            "My own part was ___.",
        ),
    ],
)
def test_what_is_better_does_not_repeat_the_fault(
    library: Library, fault: str, said: str, blank: str
) -> None:
    told = [text for _, text in (*STRONG[:4], ("action", said), *STRONG[10:])]
    take = judged(say(told), library).next
    assert take
    assert (take.gap, take.sentence, take.rewritten) == (fault, said, blank)


@pytest.mark.parametrize("steps", [1, 3])
def test_the_sentence_to_change_is_not_the_one_to_keep(library: Library, steps: int) -> None:
    take = judged(say([text for _, text in STRONG[: 4 + steps]]), library).next
    assert take
    assert take.sentence == "I pulled a month of scan logs"
    assert take.sentence not in take.keep
    assert take.keep


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
    if not value.is_english:
        assert take is None
        return
    assert take
    text = " ".join(word.text for word in transcript.words)
    assert take.change
    for words, start in ((take.keep, take.keep_start), (take.sentence, take.sentence_start)):
        assert words in text
        assert bool(words) == (start is not None)
    if take.keep and take.sentence:
        assert take.sentence not in take.keep
        assert take.keep not in take.sentence
    blanks = " ".join(one.blank for one in library.pack.bar.signals.values())
    theirs = {plain_word(word) for word in f"{text} {blanks} {FIXED}".split()}
    new = {plain_word(word) for word in take.rewritten.split()} - theirs
    assert not new
    assert len(take.sentence.split()) <= max(MOST_WORDS, len(text.split()))


@pytest.mark.parametrize(
    ("steps", "change", "more"),
    [
        (1, "Say more of what you did yourself.", "I did that because ___. Then I ___."),
        (4, "Say why you took this step", "I did that because ___, and the hard part was ___."),
    ],
)
def test_who_told_steps_is_not_told_to_say_more(
    library: Library, steps: int, change: str, more: str
) -> None:
    """A short Action with its steps told: what is in one of them; with hardly any: more of them."""
    told = (*STRONG[:4], *STRONG[4 : 4 + steps], *STRONG[10:])
    take = judged(say([text for _, text in told], each_s=0.2), library, at="senior").next
    assert take
    assert change in take.change
    assert take.rewritten.endswith(more)
    assert take.rewritten.startswith("I ")
