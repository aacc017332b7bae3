"""Where in a sound each word of its text is, and the "um" and "uh" between them: PocketSphinx.

The text is known, so the decoder is not asked what was said but where: a chain of the words in
order, each in the ways it may be said and pronounced, with "um", "uh", "mm" and "er" allowed
between any two (``chain``). That costs a hundredth of the sound's length, and hears the hesitations
that engines leave out. Figures: ``benchmarks/RESULTS.md``, "Alignment".

The library holds Python's lock while it computes: up to 0.4 s for 28 s of sound. Where a clock must
go on, it belongs in a process of its own.

Only the first pass of the decoder runs. Its word lattice (``bestpath``) can end the process with
extra noise words (5.1.1, see ``engines/pocketsphinx``) and has nothing to add to a chain.
"""

from collections.abc import Sequence
from typing import Any, Final

from mockint.audio.types import RATE_HZ, Samples
from mockint.text.fillers import is_sound
from mockint.transcribe.alignment.chain import (
    FILLERS,
    Alignment,
    Line,
    Spoken,
    alignment_from,
    word_grammar,
)
from mockint.transcribe.alignment.g2p import sounds
from mockint.transcribe.alignment.verbalise import Reading, readings
from mockint.transcribe.engines.pocketsphinx_decoder import FRAMES_PER_S, as_word, load, pcm_of

FASTEST_WORDS_PER_S: Final = 9.0
"""More words than anybody says in the time: the text does not belong to this sound."""
LONGEST_S: Final = 32.0
"""Sound taken at once; more than any engine hears at once, and bounds what one call costs."""

BEAMS: Final = {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60}
"""Wider than the library's: where fillers compete with a badly written word, its narrow ones lose
the way to the text's end. In a chain they cost nothing to speak of."""

_CHAIN: Final = "chain"


class Aligner:
    """Aligns one sound at a time. The model is loaded when first needed, or by ``warm``.

    Can be pickled at any time: a copy loads its own model.
    """

    def __init__(self) -> None:
        self._decoder: Any = None
        self._pronounced: dict[str, bool] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"_decoder": None, "_pronounced": {}}

    def warm(self) -> None:
        """Load the acoustic model (0.2 s). Raises EngineMissing."""
        if self._decoder is None:
            self._decoder, self._pronounced = (
                load(FILLERS, {"lm": None, "bestpath": False, **BEAMS}),
                {},
            )

    def align(self, sound: Samples, texts: Sequence[str]) -> Alignment | None:
        """Where each of ``texts`` (words as written) is in ``sound``; None where they do not fit.

        ``sound``: shape (n,), mono float32 in [-1, 1] at 16 kHz. Raises EngineMissing.
        """
        self.warm()
        line = self._line(texts)
        if not len(sound) or not (line.spoken or line.written):
            return None
        if not _fits(len(sound) / RATE_HZ, line.spoken):
            return None
        try:
            heard = self._decode(sound, line)
        except RuntimeError:  # the decoder lost its way; the next text gets a new one
            self._decoder = None
            return None
        return alignment_from(heard, line)

    def _line(self, texts: Sequence[str]) -> Line:
        written = frozenset(i for i, text in enumerate(texts) if is_sound(text))
        ways = [
            () if i in written else tuple(self._ways(text, before))
            for i, (text, before) in enumerate(zip(texts, ["", *texts], strict=False))
        ]
        return Line(tuple(ways), written)

    def _ways(self, text: str, before: str) -> list[Reading]:
        """How ``text`` may be said, in words that the decoder knows or was taught now."""
        return [way for way in readings(text, before) if all(map(self._can_say, way))]

    def _can_say(self, word: str) -> bool:
        known = self._pronounced.get(word)
        if known is None:
            known = self._decoder.lookup_word(word) is not None
            made = "" if known else sounds(word, self._decoder.lookup_word)
            if made:
                self._decoder.add_word(word, made, update=False)
            known = self._pronounced[word] = known or bool(made)
        return known

    def _decode(self, sound: Samples, line: Line) -> list[Spoken]:
        decoder = self._decoder
        links, last = word_grammar(line.spoken, line.written_before())
        decoder.add_fsg(_CHAIN, decoder.create_fsg(_CHAIN, 0, last, links))
        decoder.activate_search(_CHAIN)
        decoder.start_utt()
        try:
            decoder.process_raw(pcm_of(sound).tobytes(), full_utt=True)
        finally:
            decoder.end_utt()
        return [
            Spoken(
                as_word(one.word),
                one.start_frame / FRAMES_PER_S,
                (one.end_frame + 1) / FRAMES_PER_S,
            )
            for one in decoder.seg() or ()
        ]


def _fits(duration_s: float, ways: Sequence[Sequence[Reading]]) -> bool:
    """Whether so many words can be said in the time, at their shortest."""
    words = sum(min(map(len, way)) for way in ways)
    return words <= duration_s * FASTEST_WORDS_PER_S and duration_s <= LONGEST_S
