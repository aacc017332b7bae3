"""What was heard of the labeled answers: which word is of which sentence, kept and read again."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.transcribe.types import Word
from training.answers import DEVELOPMENT, HEARD, Answer, Mark, read
from training.heard import Hearing, line, longest_chain, read_file, read_heard, sentences_of
from training.miswritten import Rates, miswritten, without_past
from training.retellings import retellings
from training.signal_units import retold_units

ANSWERS = {answer.name: answer for answer in read(DEVELOPMENT)}
KEPT = read_heard()
TWO = Answer(
    "two",
    "",
    "",
    "sde2",
    "clean",
    ("We lost parcels.", "So I fixed the cache, and I tested it."),
    ("situation", "action"),
    (Mark("first_person_action", 1, "I fixed the cache"),),
)
SAID = ((1.0, 2.0), (3.0, 6.0))


def words(*told: tuple[str, float]) -> tuple[Word, ...]:
    return tuple(Word(text, at, at + 0.3, 0.9) for text, at in told)


def hearing(told: tuple[Word, ...], sentence: tuple[int, ...]) -> Hearing:
    return Hearing("two", "joe", "faster-whisper base int8", 7.0, SAID, told, sentence)


def test_words_that_were_heard_right_carry_those_between_them() -> None:
    told = words(
        ("We", 1.0), ("lust", 1.3), ("parcels,", 1.6), ("so", 2.4), ("eye", 3.2), ("cache", 4)
    )
    assert sentences_of(told, TWO.sentences, SAID) == (0, 0, 0, 1, 1, 1)


def test_where_nothing_was_heard_right_the_time_decides() -> None:
    told = words(("Wheel", 1.1), ("boss", 1.9), ("sofa", 3.1), ("mixed", 5.0), ("uh", 6.6))
    assert sentences_of(told, TWO.sentences, SAID) == (0, 0, 1, 1, 1)


def test_the_same_word_at_another_time_is_another_word() -> None:
    told = words(("I", 1.2), ("I", 3.3))
    assert sentences_of(told, TWO.sentences, SAID) == (0, 1)


TOKENS = st.lists(st.sampled_from("abc"), max_size=7)


@given(TOKENS, TOKENS)
def test_a_chain_is_as_long_as_it_can_be(one: list[str], other: list[str]) -> None:
    chain = longest_chain(len(one), len(other), lambda i, j: one[i] == other[j])
    assert all(one[i] == other[j] for i, j in chain)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    assert len(chain) == longest(one, other)


def longest(one: list[str], other: list[str]) -> int:
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + longest(one[1:], other[1:])
    return max(longest(one[1:], other), longest(one, other[1:]))


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    one = hearing(words(("We", 1.0), ("lost.", 1.5), ("I", 3.0), ("fixed", 4.25)), (0, 0, 1, 1))
    path = tmp_path / "base.jsonl"
    path.write_text(line(one) * 2, encoding="utf-8")
    assert read_file(path) == [one, one]
    assert read_heard(tmp_path) == {"base": [one, one]}
    assert json.loads(line(one))["sentences"][0]["heard"] == "We lost."


def test_a_sentence_that_nobody_heard_stays_in_its_place() -> None:
    silent = hearing(words(("I", 3.0)), (1,))
    assert [each["heard"] for each in json.loads(line(silent))["sentences"]] == ["", "I"]
    assert silent.spoken(TWO).labels == ("action",)


def test_a_mark_goes_where_its_words_went() -> None:
    """The second sentence was heard as two, and the mark's words are in the first of them."""
    told = words(
        *(("We", 1.0), ("lost", 1.3), ("parcels.", 1.6), ("So", 3.0), ("I", 3.3), ("fix", 3.6)),
        *(("the", 4.0), ("cache.", 4.3), ("And", 5.0), ("I", 5.3), ("tested", 5.5), ("it.", 5.8)),
    )
    units = retold_units([(TWO, hearing(told, (0,) * 3 + (1,) * 9))], 7)
    assert [set(unit.names) for unit in units] == [set(), {"first_person_action"}, set()]
    assert {unit.answer for unit in units} == {7}


def test_a_mark_whose_words_were_lost_is_no_mark() -> None:
    told = words(
        ("We", 1.0), ("lost", 1.3), ("parcels.", 1.6), ("So", 3.0), ("the", 4.0), ("crash.", 5.0)
    )
    units = retold_units([(TWO, hearing(told, (0, 0, 0, 1, 1, 1)))], 0)
    assert [set(unit.names) for unit in units] == [set(), set()]


# ------------------------------------------------------------ the files


@pytest.mark.parametrize("ear", sorted(KEPT))
def test_every_kept_hearing_is_of_an_answer_and_mostly_right(ear: str) -> None:
    heard = KEPT[ear]
    assert max(Counter(one.answer for one in heard).values()) == 1
    for one in heard:
        answer = ANSWERS[one.answer]
        assert len(one.said) == len(answer.sentences)
        assert list(one.sentence) == sorted(one.sentence)
        assert all(a.start <= a.end <= b.start + 0.011 for a, b in pairwise(one.words))
        said = sum(len(sentence.split()) for sentence in answer.sentences)
        assert len(one.kept(answer)) > 0.4 * said, one.answer


def test_half_of_the_hearings_are_by_each_kind_of_voice() -> None:
    voices = Counter(one.voice == "joe" for heard in KEPT.values() for one in heard)
    assert 0.4 < voices[True] / voices.total() < 0.6


def test_the_kept_files_are_named_for_their_ears() -> None:
    from training.hear import EARS

    assert {path.stem for path in HEARD.iterdir()} <= set(EARS)


# ------------------------------------------------------------ made faults


@pytest.mark.parametrize(
    ("text", "without"),
    [("asked", "ask"), ("moved", "move"), ("planned", "plan"), ("Asked", "Ask"), ("need", "need")],
)
def test_a_verb_without_its_past(text: str, without: str) -> None:
    assert without_past(text, {"ask", "move", "plan", "ne"}) == without


def test_without_faults_it_reads_as_it_is_written() -> None:
    answer = ANSWERS["dev1-001"]
    told = miswritten(answer, (), rates=Rates(0, 0, 0, 0, 0, 0))
    assert told.transcript().text == " ".join(answer.sentences)
    assert told.spoken(answer).labels == tuple(
        segment
        for text, segment in zip(answer.sentences, answer.segments, strict=True)
        for _ in text.split()
    )


def test_faults_come_about_as_often_as_they_should() -> None:
    rates = Rates(comma_to_stop=0.2, comma_to_none=0, stop_to_comma=0, had=0.5, has=0, past=0)
    before, after = Counter[str](), Counter[str]()
    for answer in ANSWERS.values():
        before.update("".join(answer.sentences))
        before["'d"] += sum(text.count("'d ") for text in answer.sentences)
        told = miswritten(answer, (), rates=rates).transcript().text
        after.update(told)
        after["'d"] += told.count("'d ")
    assert after[","] / before[","] == pytest.approx(0.8, abs=0.03)
    assert after["'d"] / before["'d"] == pytest.approx(0.5, abs=0.1)


def test_every_answer_has_its_faults_and_what_was_heard_of_it() -> None:
    answers = list(ANSWERS.values())
    made = retellings(answers, KEPT, weight=0.5, made_weight=0.25)
    assert Counter(len(one) for one in made.values())[0] == 0
    assert sum(weight == 0.5 for one in made.values() for _, weight in one) == sum(
        map(len, KEPT.values())
    )
    assert not any(retellings(answers, {}, made_weight=0.0).values())
