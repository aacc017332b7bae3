"""Voice that no word stands for: what was said there was not understood. Pure."""

from collections.abc import Iterable, Sequence

from mockint.text.normalize import plain_words
from mockint.transcribe.types import Piece, Stretch, Word

SHORTEST_S = 2.0
"""Voice without a word, in a row, from which a transcript says that something is missing."""
PAUSE_S = 0.6
"""Stretches of voice that are so near belong together."""
LONGEST_WORD_S, LETTER_S = 0.6, 0.1
"""A word lasts no longer than the first, and the second for each letter; what an engine gives it
beyond that ("the", for four seconds) was something else."""
REACH_S = 0.3
"""How far a word's times may be from its sound."""
LETTERS_PER_S = 22.0
"""More letters than this in a second of voice nobody can say."""
EDGE_S = 0.1
"""How much of a word voice detectors leave out at its edges."""


def letters(words: Iterable[Word]) -> int:
    """Letters and figures, without blanks and marks."""
    return sum(len(one) for word in words for one in plain_words(word.text))


def room_for(words: Sequence[Word], voice_s: float) -> bool:
    """Whether ``words`` can be said in ``voice_s`` seconds of voice."""
    return letters(words) <= LETTERS_PER_S * (voice_s + EDGE_S)


def _covers(sounds: Sequence[Word | Stretch]) -> list[Piece]:
    """Where each is said, in order; of a word no more than it can last."""
    made: list[Piece] = []
    for one in sounds:
        end = one.end
        if isinstance(one, Word):
            end = min(end, one.start + LONGEST_WORD_S + LETTER_S * letters([one]))
        made.append((one.start - REACH_S, end + REACH_S))
    return sorted(made)


def uncovered(voiced: Iterable[Piece], sounds: Sequence[Word | Stretch]) -> list[Piece]:
    """The parts of ``voiced`` (in order) in which none of ``sounds`` was said."""
    covers = _covers(sounds)
    left: list[Piece] = []
    for begin, end in voiced:
        at = begin
        for start, stop in covers:
            if stop <= at:
                continue
            if start >= end:
                break
            if start > at:
                left.append((at, start))
            at = max(at, stop)
        if at < end:
            left.append((at, end))
    return left


def not_understood(
    voiced: Sequence[Piece], sounds: Sequence[Word | Stretch]
) -> tuple[Stretch, ...]:
    """Where somebody spoke for SHORTEST_S or more, pauses not counted, and nothing was heard.

    ``sounds``: what was heard there, words and hesitations.
    """
    covers = _covers(sounds)
    groups: list[list[Piece]] = []
    for one in uncovered(voiced, sounds):
        before = groups[-1][-1][1] if groups else None
        if (
            before is None
            or one[0] - before > PAUSE_S
            or any(start < one[0] and stop > before for start, stop in covers)
        ):
            groups.append([])
        groups[-1].append(one)
    return tuple(
        Stretch(round(group[0][0], 3), round(group[-1][1], 3))
        for group in groups
        if sum(end - start for start, end in group) >= SHORTEST_S
    )
