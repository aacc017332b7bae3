"""Where an answer is that is still being told."""

import pytest

from mockint.domain import Level, Segment
from mockint.star.segmenter.label import label, spans, spans_so_far
from mockint.star.segmenter.sentences import cut
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import LEVELS, SDE1, SDE2, SENIOR
from training.answers import DEVELOPMENT, read

WORD_S = 0.36
STEP = 25
"""Words between two looks."""
LATE: set[Segment] = {"result", "reflection"}


def answers() -> list[tuple[list[Word], list[str]]]:
    """Words at an even pace, and the part that each belongs to."""
    told = []
    for answer in read(DEVELOPMENT)[::14]:
        sentences = zip(answer.sentences, answer.segments, strict=True)
        said = [(text, segment) for sentence, segment in sentences for text in sentence.split()]
        words = [Word(text, 1 + n * WORD_S, 1.3 + n * WORD_S) for n, (text, _) in enumerate(said)]
        told.append((words, [segment for _, segment in said]))
    return told


def looks() -> list[tuple[Transcript, str]]:
    """An answer so far, and the part it is in."""
    return [
        (Transcript(tuple(words[:n]), words[n - 1].end, "so far"), truth[n - 1])
        for words, truth in answers()
        for n in range(STEP, len(words) + 1, STEP)
        if truth[n - 1] != "other"
    ]


def test_the_middle_of_a_story_is_not_taken_for_its_end() -> None:
    """Packaged weights know these answers; it is the difference that counts."""
    right, too_early, before, as_if_whole = 0, 0, 0, 0
    seen = looks()
    for heard, truth in seen:
        now = spans_so_far(heard, SDE2)[-1].segment
        right += now == truth
        if truth not in LATE:
            before += 1
            too_early += now in LATE
            as_if_whole += spans(label(cut(heard)))[-1].segment in LATE
    assert right / len(seen) > 0.75
    assert too_early / before < 0.12
    assert as_if_whole / before > 0.25


@pytest.mark.parametrize("level", LEVELS)
def test_the_parts_add_up_to_what_was_heard(level: Level) -> None:
    for heard, _ in looks()[::20]:
        parts = spans_so_far(heard, level)
        whole = heard.words[-1].end - heard.words[0].start
        assert sum(part.seconds for part in parts) == pytest.approx(whole)


def test_ones_own_marks_win() -> None:
    heard, _ = looks()[3]
    parts = spans_so_far(heard, SENIOR, [5.0, 9.0])
    assert [part.segment for part in parts] == ["situation", "task", "action"]


def test_nothing_heard_has_no_parts() -> None:
    assert spans_so_far(Transcript((), 3.0, "so far"), SDE1) == ()


def test_longer_than_the_plan_something_is_still_to_come() -> None:
    words, _ = answers()[0]
    slow = tuple(Word(w.text, w.start * 4, w.end * 4) for w in words[: len(words) // 2])
    parts = spans_so_far(Transcript(slow, slow[-1].end, "so far"), SDE1)
    assert parts[-1].segment != "reflection"
