"""PocketSphinx behind the seam: hears at once, with a model that comes with it.

It knows no punctuation and no capitals. It mishears 3 to 4 words in a hundred of the demo's clear
synthetic voices, one in three of human ones: pace and pauses can be trusted, its words are rough.

- It decodes phrase by phrase (measured: no worse than a whole answer), and keeps its cepstral mean,
  what it learnt of microphone and voice, from one phrase and recording to the next: 23 % word
  errors on our clips, against 30 % where each phrase starts anew.
- Sound goes in by quarter seconds: the library holds Python's lock while it computes, and the
  screen's clock must go on.
- Its noise words (``[SPEECH]``, ``[NOISE]``) and ``<sil>`` are no words. ``[SPEECH]``, of the right
  length, is a hesitation. An "um" is in its dictionary and stays a word, but it hears most of them
  as "I'm" or "that". Giving it "uh", "mm" and "er" as noise words too found 6 of 9 on the flawed
  demo answer and its replies, but its word lattice then breaks: phrases came back empty and one
  made the process crash (5.1.1). So they are not given to it.
- A lattice may break without them. A phrase in which it finds nothing at all, not even silence, is
  heard again without a lattice (no probabilities then), and the decoder is made anew.
- A word's probability is the fourth root of its posterior in the lattice. The posterior itself is
  shared out among near-alike paths and far lower than the chance of being right: on both demo
  answers and six replies (986 words) 97 % were right, and of the 37 with a posterior under 0.026
  still 86 %. The root brings those, and only those, under 0.4, below which a word is doubted.
"""

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from mockint.audio.base import RATE_HZ, Samples
from mockint.errors import EngineMissing, TranscribeError
from mockint.transcribe.base import Progress, Stretch, Transcript, Word, no_progress
from mockint.transcribe.pieces import (
    HESITATION_S,
    Cut,
    FindVoice,
    Piece,
    covered,
    on_the_clock,
    samples_of,
    where_to_listen,
    wordless,
)
from mockint.transcribe.wording import RawWord

FRAMES_PER_S = 100
"""The decoder's own clock."""
BLOCK = RATE_HZ // 4
SHORTEST = RATE_HZ // 2
"""Sound in which it always finds something, if only silence."""
_PRONUNCIATION = re.compile(r"\(\d+\)$")
_NOISE = re.compile(r"^(\[.*\]|\+\+.*\+\+)$")
_NO_VOICE = frozenset({"[NOISE]"})
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
                self._decoder = _load(lattice=True)

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (shape (n,), mono float32 in [-1, 1] at 16 kHz), phrase by phrase.

        ``progress`` is told after each phrase. Raises EngineMissing or TranscribeError.
        """
        duration = len(samples) / RATE_HZ
        pieces, voiced = where_to_listen(samples, self._cut, self._find_voice)
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
        try:
            heard, mean = _decode(self._decoder, pcm, self._mean)
            if not heard and len(pcm) >= SHORTEST:
                self._decoder = None
                heard, mean = _decode(_load(lattice=False), pcm, self._mean)
                heard = [replace(one, probability=None) for one in heard]
        except RuntimeError as error:
            self._decoder = None
            raise TranscribeError(
                f"{self.name} failed while transcribing",
                cause=str(error),
                next_step="the same again, or --engine whisper",
            ) from error
        self._mean = mean
        return heard


def _decode(decoder: Any, pcm: npt.NDArray[np.int16], mean: str) -> tuple[list[RawWord], str]:
    """Hear one phrase (shape (n,), 16 kHz); with the cepstral mean before and after it."""
    if mean:
        decoder.set_cmn(mean)
    decoder.start_utt()
    try:
        for at in range(0, len(pcm), BLOCK):
            decoder.process_raw(pcm[at : at + BLOCK].tobytes())
    finally:
        decoder.end_utt()
    after = decoder.get_cmn(True)
    heard = [
        RawWord(
            one.word,
            one.start_frame / FRAMES_PER_S,
            (one.end_frame + 1) / FRAMES_PER_S,
            max(0.0, one.prob) ** 0.25,
        )
        for one in decoder.seg() or ()
    ]
    return heard, after


def _load(*, lattice: bool) -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise EngineMissing(
            "PocketSphinx cannot be loaded",
            cause=str(error),
            next_step="pip install pocketsphinx, or --engine whisper",
        ) from error
    try:
        return Decoder(samprate=RATE_HZ, loglevel="FATAL", bestpath=lattice)
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
    """Runs of noise words with a voice in them, of a hesitation's length, on our clock."""
    shortest, longest = HESITATION_S
    runs: list[Stretch] = []
    for one in heard:
        if not _NOISE.match(one.text) or one.text in _NO_VOICE:
            continue
        start, end = piece[0] + one.start, min(piece[1], piece[0] + one.end)
        if runs and start - runs[-1].end < 2 / FRAMES_PER_S:
            start = runs.pop().start
        runs.append(Stretch(start, end))
    return [
        Stretch(round(run.start, 3), round(run.end, 3))
        for run in runs
        if shortest <= run.end - run.start <= longest
    ]


def _merged(noises: Sequence[Stretch], voiced: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Both, in order of time; a voiced stretch that holds a noise already is told once."""
    known = [Word("", one.start, one.end) for one in noises]
    new = [one for one in voiced if not covered(one.start, one.end, known)]
    return tuple(sorted([*noises, *new], key=lambda one: one.start))
