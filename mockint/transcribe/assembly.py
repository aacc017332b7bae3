"""A transcript put together from the pieces that a recogniser heard, whichever engine it is."""

from collections.abc import Sequence

from mockint.transcribe import inventions
from mockint.transcribe.base import Heard, Stretch, Transcript, Word
from mockint.transcribe.pieces import Piece, covered, on_the_clock, wordless


class Assembly:
    """Takes pieces in order of time and puts their words on the recording's clock."""

    def __init__(self) -> None:
        self.words: tuple[Word, ...] = ()
        self._noises: list[Stretch] = []

    @property
    def end(self) -> float:
        """Where the last word ends, seconds."""
        return self.words[-1].end if self.words else 0.0

    def add(self, heard: Heard, piece: Piece, voiced: Sequence[Piece] | None) -> None:
        """Take what was heard in ``piece``; ``voiced``: where voice was active, None: not known."""
        self.words += self.placed(heard.words, piece, voiced)
        for one in heard.hesitations:
            start, end = piece[0] + one.start, min(piece[1], piece[0] + one.end)
            self._noises.append(Stretch(round(start, 3), round(end, 3)))

    def placed(
        self, words: Sequence[Word], piece: Piece, voiced: Sequence[Piece] | None
    ) -> tuple[Word, ...]:
        """The words of ``piece`` as they would be added: on the clock, without inventions."""
        said = on_the_clock(words, piece, self.end)
        return tuple(inventions.without_inventions(said, voiced))

    def transcript(
        self, engine: str, duration: float, voiced: Sequence[Piece] | None
    ) -> Transcript:
        """All of it, of a recording of ``duration`` seconds."""
        return Transcript(
            words=self.words,
            duration=duration,
            engine=engine,
            speech=None if voiced is None else tuple(Stretch(*one) for one in voiced),
            hesitations=_merged(self._noises, wordless(voiced or (), self.words)),
        )


def _merged(noises: Sequence[Stretch], voiced: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Both, in order of time; a voiced stretch that holds a noise already is told once."""
    known = [Word("", one.start, one.end) for one in noises]
    new = [one for one in voiced if not covered(one.start, one.end, known)]
    return tuple(sorted([*noises, *new], key=lambda one: one.start))
