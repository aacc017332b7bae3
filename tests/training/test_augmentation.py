"""Answers told in another order, for training."""

from collections import Counter

import pytest

from training.answers import DEVELOPMENT, Answer, read
from training.augmentation import retold

USUAL = ("situation",) * 4 + ("task",) + ("action",) * 5 + ("result",) * 2 + ("reflection",)


def told(name: str, segments: tuple[str, ...] = USUAL) -> Answer:
    sentences = tuple(f"{i}" for i in range(len(segments)))
    return Answer(name, "", "", "sde2", "clean", sentences, segments)


def test_every_sentence_is_still_there_with_its_label() -> None:
    for answer in read(DEVELOPMENT):
        other = retold(answer)
        before = Counter(zip(answer.sentences, answer.segments, strict=True))
        assert Counter(zip(other.sentences, other.segments, strict=True)) == before


def test_one_sentence_at_most_is_moved() -> None:
    for i in range(50):
        answer = told(f"a{i}")
        other = list(retold(answer).sentences)
        left = [
            [s for s in order if s != moved]
            for moved in answer.sentences
            for order in (list(answer.sentences), other)
        ]
        assert any(a == b for a, b in zip(left[::2], left[1::2], strict=True))


def test_people_come_back_to_the_context_start_with_the_result_or_let_it_slip() -> None:
    ways = set()
    for i in range(50):
        segments = retold(told(f"a{i}")).segments
        late = "situation" in segments[segments.index("action") :]
        slipped = segments[0] != "result" and "action" in segments[segments.index("result") :]
        ways.add("late" if late else "first" if segments[0] == "result" else slipped)
    assert ways == {"late", "first", True}


def test_the_same_answer_is_retold_the_same_and_each_take_otherwise() -> None:
    takes = [retold(told("a"), take).sentences for take in range(8)]
    assert takes == [retold(told("a"), take).sentences for take in range(8)]
    assert len(set(takes)) > 2


@pytest.mark.parametrize("segments", [("situation",), ("reflection", "other"), ("action",) * 6])
def test_what_has_nothing_to_move_stays(segments: tuple[str, ...]) -> None:
    for take in range(10):
        assert retold(told("a", segments), take).sentences == told("a", segments).sentences
