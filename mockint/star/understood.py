"""What of an answer was understood: nothing is judged from the rest, nor across it.

A transcript names the stretches in which somebody spoke and the engine made no words of it, or only
odd ones. Their time was spoken and belongs to a part; their words are no evidence, and no quote,
filler or restart reaches from one side of such a stretch to the other.

An engine may also write words where it understood next to nothing, and only doubt them.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from mockint.star.types import LabelledUnit, Unit
from mockint.transcribe.types import Stretch, Transcript, Word


class Stretches:
    """Many stretches or words, in any order: each question costs the logarithm of them."""

    def __init__(self, all_of: Sequence[Stretch] | Sequence[Word]) -> None:
        ordered = sorted((one.start, one.end) for one in all_of)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def begun(self, at: float) -> int:
        """How many begin at ``at`` or before."""
        return bisect_right(self._starts, at)

    def hold(self, at: float) -> bool:
        """Whether ``at`` is in one of them; its end is not."""
        begun = self.begun(at)
        return begun > 0 and at < self._reached[begun - 1]

    def meet(self, start: float, end: float) -> bool:
        """Whether one of them has some of the time from ``start`` to ``end``."""
        begun = bisect_left(self._starts, end)
        return begun > 0 and start < self._reached[begun - 1]


def runs(words: Sequence[Word], lost: Sequence[Stretch]) -> list[tuple[Word, ...]]:
    """``words`` in runs without a stretch of ``lost`` between them; words inside one are left out.

    A word is where it begins.
    """
    return _runs(words, Stretches(lost))


def _runs(words: Sequence[Word], lost: Stretches) -> list[tuple[Word, ...]]:
    outside = (word for word in words if not lost.hold(word.start))
    return [tuple(run) for _, run in groupby(outside, key=lambda word: lost.begun(word.start))]


def units(cut: Sequence[Unit], lost: Sequence[Stretch]) -> list[Unit]:
    """What of each unit was understood, as units of their own."""
    gone = Stretches(lost)
    return [Unit(run) for unit in cut for run in _runs(unit.words, gone)]


def understood(labelled: Sequence[LabelledUnit], lost: Sequence[Stretch]) -> list[LabelledUnit]:
    """As ``units``; each keeps the part it belongs to."""
    gone = Stretches(lost)
    return [replace(one, unit=Unit(run)) for one in labelled for run in _runs(one.unit.words, gone)]


def only_understood(transcript: Transcript) -> Transcript:
    """The transcript as if nobody had spoken where it was not understood: for pace and fillers."""
    lost = transcript.not_understood
    if not lost:
        return transcript
    gone, speech = Stretches(lost), transcript.speech
    return replace(
        transcript,
        words=tuple(word for word in transcript.words if not gone.hold(word.start)),
        hesitations=tuple(
            one for one in transcript.hesitations if not gone.meet(one.start, one.end)
        ),
        speech=None if speech is None else tuple(_without(speech, lost)),
    )


def _without(speech: Sequence[Stretch], lost: Sequence[Stretch]) -> Iterator[Stretch]:
    """``speech`` less ``lost``, in order."""
    left = deque(sorted(lost, key=_begins))
    for one in sorted(speech, key=_begins):
        start = one.start
        while left and left[0].end <= start:
            left.popleft()
        for gone in left:
            if gone.start >= one.end:
                break
            if gone.start > start:
                yield Stretch(start, gone.start)
            start = max(start, gone.end)
        if one.end > start:
            yield Stretch(start, one.end)


def _begins(one: Stretch) -> float:
    return one.start


WELL_HEARD = 0.8
"""A word that its engine gave less than this may be any other. Of a story that was heard well,
PocketSphinx gives its words 0.98 in the middle; of the same story played backwards, which is no
words at all, 0.72, and only one in seven less than LOW_CONFIDENCE."""


def is_well_heard(word: Word) -> bool:
    """Whether the engine stands by it, even where it doubts most of the rest."""
    return word.confirmed or word.probability is None or word.probability >= WELL_HEARD


def is_doubted(words: Sequence[Word]) -> bool:
    """Whether the engine doubts most of what it wrote: then it may all be something else."""
    return sum(map(is_well_heard, words)) < len(words) / 2
