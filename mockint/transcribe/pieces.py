"""Words of one piece of a recording, put back on the recording's clock."""

import math
from collections.abc import Callable, Iterable, Sequence

from mockint.audio.base import RATE_HZ, Samples
from mockint.transcribe.base import Stretch, Word
from mockint.transcribe.wording import RawWord

Piece = tuple[float, float]
"""Start and end in seconds on the recording's clock."""

Cut = Callable[[Samples], Sequence[Piece]]
"""Where to listen: pieces in order of time, without overlap, up to 28 s long; () in silence."""

FindVoice = Callable[[Samples], Sequence[Piece]]
"""Where voice is active, in order of time."""

HESITATION_S = (0.15, 1.2)
"""Voiced sound without a word that is this long is likely "um"; longer was missed speech."""
_GRAZE_S = 0.08
"""A word may reach this far into a stretch without being in it: engines are that exact."""


def inside(pieces: Iterable[Piece], duration: float) -> list[Piece]:
    """The pieces that have some sound in them, none reaching out of the recording."""
    clipped = [(max(0.0, start), min(duration, end)) for start, end in pieces]
    return [(start, end) for start, end in clipped if end - start >= 2 / RATE_HZ]


def where_to_listen(
    samples: Samples, cut: Cut, find_voice: FindVoice | None
) -> tuple[list[Piece], list[Piece] | None]:
    """The pieces to hear, and the voiced stretches; None where nobody looks for voice."""
    duration = len(samples) / RATE_HZ
    voiced = inside(find_voice(samples), duration) if find_voice is not None else None
    return inside(cut(samples), duration), voiced


def samples_of(samples: Samples, piece: Piece) -> Samples:
    """The sound of ``piece``: shape (n,), float32 at 16 kHz."""
    start, end = piece
    return samples[round(start * RATE_HZ) : round(end * RATE_HZ)]


def on_the_clock(heard: Iterable[Word | RawWord], piece: Piece, after: float) -> list[Word]:
    """Words with times from the piece's start, as words on the recording's clock.

    None leaves the piece, none begins before ``after`` or before the end of the word in front.
    A probability out of 0..1 is brought back, one that is no number becomes None.
    """
    begin, limit = piece
    floor = min(limit, max(begin, after))
    words = []
    for word in heard:
        start = min(limit, max(floor, begin + word.start))
        end = min(limit, max(start, begin + word.end))
        words.append(Word(word.text, round(start, 3), round(end, 3), _chance(word.probability)))
        floor = end
    return words


def _chance(value: float | None) -> float | None:
    if value is None or math.isnan(value):
        return None
    return min(1.0, max(0.0, float(value)))


def wordless(voiced: Iterable[Piece], words: Sequence[Word]) -> list[Stretch]:
    """Voiced stretches in which no word was heard, of a hesitation's length."""
    shortest, longest = HESITATION_S
    return [
        Stretch(start, end)
        for start, end in voiced
        if shortest <= end - start <= longest and covered(start, end, words) <= _GRAZE_S
    ]


def covered(start: float, end: float, words: Sequence[Word]) -> float:
    """Seconds between ``start`` and ``end`` in which a word was being said."""
    return sum(max(0.0, min(end, word.end) - max(start, word.start)) for word in words)
