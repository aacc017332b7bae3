"""What of an answer was understood: nothing is judged from the rest, nor across it.

A transcript names the stretches in which somebody spoke and the engine made no words of it, or only
odd ones. Their time was spoken and belongs to a part; their words are no evidence, and no quote,
filler or restart reaches from one side of such a stretch to the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from mockint.star.types import LabelledUnit, Unit
from mockint.transcribe.types import Stretch, Transcript, Word


def runs(words: Sequence[Word], lost: Sequence[Stretch]) -> list[tuple[Word, ...]]:
    """``words`` in runs without a stretch of ``lost`` between them; words inside one are left out.

    A word is where it begins.
    """
    outside = [word for word in words if not any(one.start <= word.start < one.end for one in lost)]

    def passed(word: Word) -> int:
        return sum(1 for one in lost if one.start <= word.start)

    return [tuple(run) for _, run in groupby(outside, key=passed)]


def units(cut: Sequence[Unit], lost: Sequence[Stretch]) -> list[Unit]:
    """What of each unit was understood, as units of their own."""
    return [Unit(run) for unit in cut for run in runs(unit.words, lost)]


def understood(labelled: Sequence[LabelledUnit], lost: Sequence[Stretch]) -> list[LabelledUnit]:
    """As ``units``; each keeps the part it belongs to."""
    return [replace(one, unit=unit) for one in labelled for unit in units([one.unit], lost)]


def only_understood(transcript: Transcript) -> Transcript:
    """The transcript as if nobody had spoken where it was not understood: for pace and fillers."""
    lost = transcript.not_understood
    if not lost:
        return transcript
    speech = transcript.speech
    return replace(
        transcript,
        words=tuple(word for run in runs(transcript.words, lost) for word in run),
        hesitations=tuple(
            one
            for one in transcript.hesitations
            if not any(one.start < each.end and each.start < one.end for each in lost)
        ),
        speech=None if speech is None else tuple(_without(speech, lost)),
    )


def _without(speech: Sequence[Stretch], lost: Sequence[Stretch]) -> Sequence[Stretch]:
    """``speech`` less ``lost``, in order."""
    left = list(speech)
    for gone in lost:
        sides = [
            (
                Stretch(one.start, min(one.end, gone.start)),
                Stretch(max(one.start, gone.end), one.end),
            )
            for one in left
        ]
        left = [side for pair in sides for side in pair if side.end > side.start]
    return left
