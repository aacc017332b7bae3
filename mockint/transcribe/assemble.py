"""Words of one piece of a recording, put back on the recording's clock.

A transcript put together from the pieces that a recognizer heard, whichever engine it is.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mockint.audio.types import RATE_HZ, Samples
from mockint.text.printable import one_line
from mockint.transcribe import hallucinations
from mockint.transcribe.missed import not_understood
from mockint.transcribe.types import Piece, Recognition, Stretch, Transcript, Word
from mockint.transcribe.word_pieces import RawWord

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
        text, chance = one_line(word.text), _chance(word.probability)
        words.append(Word(text, round(start, 3), round(end, 3), chance, word.confirmed))
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


def unsure_in(lost: Sequence[Stretch], words: Sequence[Word]) -> list[Word]:
    """The words; those that begin in a stretch that was not understood have no probability."""
    return [
        replace(word, probability=0.0, confirmed=False)
        if any(one.start <= word.start < one.end for one in lost)
        else word
        for word in words
    ]


class Assembly:
    """Takes pieces in order of time and puts their words on the recording's clock."""

    def __init__(self) -> None:
        self.words: tuple[Word, ...] = ()
        self._noises: list[Stretch] = []
        self._estimated: list[Stretch] = []
        self._left_out = 0

    @property
    def end(self) -> float:
        """Where the last word ends, seconds."""
        return self.words[-1].end if self.words else 0.0

    def add(self, heard: Recognition, piece: Piece, voiced: Sequence[Piece] | None) -> None:
        """Take what was heard in ``piece``; ``voiced``: where voice was active, None: not known."""
        said = self.placed(heard.words, piece, voiced)
        self._left_out += len(heard.words) - len(said)
        self.words += said
        if heard.estimated and said:
            self._estimated.append(Stretch(said[0].start, said[-1].end))
        for one in heard.hesitations:
            start, end = piece[0] + one.start, min(piece[1], piece[0] + one.end)
            self._noises.append(Stretch(round(start, 3), round(end, 3)))

    def placed(
        self, words: Sequence[Word], piece: Piece, voiced: Sequence[Piece] | None
    ) -> tuple[Word, ...]:
        """The words of ``piece`` as they would be added: on the clock, without hallucinations."""
        said = on_the_clock(words, piece, self.end)
        return tuple(hallucinations.without_hallucinations(said, voiced))

    def transcript(
        self, engine: str, duration: float, voiced: Sequence[Piece] | None
    ) -> Transcript:
        """All of it, of a recording of ``duration`` seconds.

        Words in a stretch that was not understood are unsure: they are what is left of it.
        """
        words, left_out = hallucinations.without_invented(self.words, voiced, before=self._left_out)
        hesitations = _merged(self._noises, wordless(voiced or (), words))
        lost = not_understood(voiced or (), [*words, *hesitations])
        return Transcript(
            words=tuple(unsure_in(lost, words)),
            duration=duration,
            engine=engine,
            speech=None if voiced is None else tuple(Stretch(*one) for one in voiced),
            hesitations=hesitations,
            not_understood=lost,
            estimated=tuple(self._estimated),
            notes=(left_out,) if left_out else (),
        )


def _merged(noises: Sequence[Stretch], voiced: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Both, in order of time; a voiced stretch that holds a noise already is told once."""
    known = [Word("", one.start, one.end) for one in noises]
    new = [one for one in voiced if not covered(one.start, one.end, known)]
    return tuple(sorted([*noises, *new], key=lambda one: one.start))
