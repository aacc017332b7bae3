"""PocketSphinx behind the seam: hears at once, with a model that comes with it.

It knows no punctuation, no capitals, and mishears one word in ten to three (measured on spoken and
human clips); pace, pauses and fillers can be trusted, its words are rough.

- It decodes phrase by phrase (measured: no worse than a whole answer), and keeps its cepstral mean,
  what it learnt of microphone and voice, from one phrase and recording to the next: 23 % word
  errors on our clips, against 30 % where each phrase starts anew.
- Sound goes in by quarter seconds: the library holds Python's lock while it computes, and the
  screen's clock must go on.
- Its noise words (``[SPEECH]``, ``[NOISE]``, ``[UM]``) and ``<sil>`` are no words. ``[SPEECH]`` and
  the like, of the right length, are hesitations: with them it heard 19 of 20 spoken "um" and "uh",
  without them 6. "um" in its dictionary stays a word.
- A word's probability is the posterior of its place in the lattice, a little above 1 by rounding.
"""

import re
import threading
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from mockint.audio.base import RATE_HZ, Samples
from mockint.errors import EngineMissing, TranscribeError
from mockint.transcribe.base import Progress, Stretch, Transcript, Word, no_progress
from mockint.transcribe.pieces import (
    HESITATION_S,
    Cut,
    FindVoice,
    Piece,
    covered,
    inside,
    on_the_clock,
    samples_of,
    wordless,
)
from mockint.transcribe.wording import RawWord

FRAMES_PER_S = 100
"""The decoder's own clock."""
BLOCK = RATE_HZ // 4
_PRONUNCIATION = re.compile(r"\(\d+\)$")
_NOISE = re.compile(r"^(\[.*\]|\+\+.*\+\+)$")
_NO_VOICE = frozenset({"[NOISE]", "[COUGH]", "[SMACK]", "[BREATH]"})
_NO_SOUND = frozenset({"<s>", "</s>", "<sil>", "(NULL)"})


class PocketSphinxTranscriber:
    """A Transcriber that needs nothing but its wheel.

    ``cut`` says where to listen, ``find_voice`` where voice is active (for hesitations).
    It takes no vocabulary: ``hints`` are not used. One recording at a time.
    """

    def __init__(self, *, cut: Cut, find_voice: FindVoice | None = None) -> None:
        self.name = "PocketSphinx en-us"
        self._cut = cut
        self._find_voice = find_voice
        self._loading = threading.Lock()
        self._decoder: Any = None
        self._mean = ""
        """The cepstral mean after the last phrase, as the decoder writes it."""

    def warm(self) -> None:
        """Load the acoustic model and the language model (half a second). Raises EngineMissing."""
        with self._loading:
            if self._decoder is None:
                self._decoder = _load()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (shape (n,), mono float32 in [-1, 1] at 16 kHz), phrase by phrase.

        ``progress`` is told after each phrase. Raises EngineMissing or TranscribeError.
        """
        duration = len(samples) / RATE_HZ
        pieces = inside(self._cut(samples), duration)
        voiced = None
        if self._find_voice is not None:
            voiced = inside(self._find_voice(samples), duration)
        words: list[Word] = []
        noises: list[Stretch] = []
        for piece in pieces:
            heard = self._hear(samples_of(samples, piece))
            after = words[-1].end if words else 0.0
            words += on_the_clock(_words(heard), piece, after)
            noises += _hesitations(heard, piece)
            progress(min(1.0, piece[1] / pieces[-1][1]))
        return Transcript(
            words=tuple(words),
            duration=duration,
            engine=self.name,
            speech=None if voiced is None else tuple(Stretch(*one) for one in voiced),
            hesitations=_merged(noises, wordless(voiced or (), words)),
        )

    def _hear(self, sound: Samples) -> list[RawWord]:
        """All that the decoder found in one phrase, noises and silences too, from its start."""
        self.warm()
        pcm = (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2")
        decoder = self._decoder
        try:
            if self._mean:
                decoder.set_cmn(self._mean)
            decoder.start_utt()
            try:
                for at in range(0, len(pcm), BLOCK):
                    decoder.process_raw(pcm[at : at + BLOCK].tobytes())
            finally:
                decoder.end_utt()
            self._mean = decoder.get_cmn(True)
            return [
                RawWord(
                    one.word,
                    one.start_frame / FRAMES_PER_S,
                    (one.end_frame + 1) / FRAMES_PER_S,
                    one.prob,
                )
                for one in decoder.seg() or ()
            ]
        except RuntimeError as error:
            raise TranscribeError(
                f"{self.name} failed while transcribing",
                cause=str(error),
                next_step="the same again, or --engine whisper",
            ) from error


def _load() -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise EngineMissing(
            "PocketSphinx cannot be loaded",
            cause=str(error),
            next_step="pip install pocketsphinx, or --engine whisper",
        ) from error
    try:
        return Decoder(samprate=RATE_HZ, loglevel="FATAL")
    except (RuntimeError, OSError) as error:
        raise EngineMissing(
            "PocketSphinx cannot load its English model",
            cause=str(error),
            next_step="pip install --force-reinstall pocketsphinx",
        ) from error


def _words(heard: Iterable[RawWord]) -> list[RawWord]:
    """Spoken words, without the number of the pronunciation that was heard ("was(2)")."""
    return [
        RawWord(_PRONUNCIATION.sub("", one.text), one.start, one.end, one.probability)
        for one in heard
        if one.text not in _NO_SOUND and not _NOISE.match(one.text)
    ]


def _hesitations(heard: Iterable[RawWord], piece: Piece) -> list[Stretch]:
    """Noise words with a voice in them, of a hesitation's length, on the recording's clock."""
    shortest, longest = HESITATION_S
    return [
        Stretch(round(piece[0] + one.start, 3), round(min(piece[1], piece[0] + one.end), 3))
        for one in heard
        if _NOISE.match(one.text)
        and one.text.upper() not in _NO_VOICE
        and shortest <= one.end - one.start <= longest
    ]


def _merged(noises: Sequence[Stretch], voiced: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Both, in order of time; a voiced stretch that holds a noise already is told once."""
    known = [Word("", one.start, one.end) for one in noises]
    new = [one for one in voiced if not covered(one.start, one.end, known)]
    return tuple(sorted([*noises, *new], key=lambda one: one.start))
