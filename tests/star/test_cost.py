"""What an answer costs grows with its length, whatever it is made of."""

import time
from collections.abc import Callable
from itertools import cycle, islice

import pytest

from mockint.domain import SEGMENTS
from mockint.star.delivery import measure
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.story.second import turns
from mockint.star.types import Span
from mockint.star.understood import only_understood, understood
from mockint.transcribe.types import Stretch, Transcript, Word
from tests.support.past_rounds import STRONG, library

FEW, TIMES = 2_000, 4
LONGER = 9.0
"""Four times the words may take so many times as long; the square of them takes 16."""
EACH_S = 0.3


def told(count: int) -> Transcript:
    """Words with a stretch of every kind between each two."""
    words = tuple(
        Word(word, at * EACH_S, (at + 0.8) * EACH_S)
        for at, word in enumerate(islice(cycle(STRONG.split()), count))
    )
    gaps = tuple(Stretch(one.end + 0.01, one.end + 0.02) for one in words)
    spoken = tuple(Stretch(one.start, one.end) for one in words)
    return Transcript(
        words, count * EACH_S, "test", speech=spoken, hesitations=gaps, not_understood=gaps[::3]
    )


def fillers(transcript: Transcript) -> None:
    measure(transcript, library().cues)


def pace_of_many_parts(transcript: Transcript) -> None:
    parts = [
        Span(segment, one.start, one.end)
        for one, segment in zip(transcript.words, cycle(SEGMENTS), strict=False)
    ]
    measure(transcript, library().cues, parts)


def what_was_understood(transcript: Transcript) -> None:
    only_understood(transcript)
    understood(label(cut(transcript)), transcript.not_understood)


def second_stories(transcript: Transcript) -> None:
    turns([word.text.lower() for word in transcript.words])


@pytest.mark.parametrize(
    "stage", [fillers, pace_of_many_parts, what_was_understood, second_stories]
)
def test_four_times_the_words_cost_about_four_times_as_much(
    stage: Callable[[Transcript], None],
) -> None:
    def seconds(count: int) -> float:
        made = told(count)
        taken = []
        for _ in range(3):
            began = time.process_time()
            stage(made)
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(FEW * TIMES) < LONGER * seconds(FEW)
