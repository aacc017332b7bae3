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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import TranscribeError
from mockint.transcribe.assemble import HESITATION_S
from mockint.transcribe.engines.pocketsphinx_decoder import (
    FRAMES_PER_S,
    Pcm,
    as_word,
    load,
    pcm_of,
    process,
)
from mockint.transcribe.types import Recognition, Stretch, Word
from mockint.transcribe.word_pieces import RawWord

SHORTEST = RATE_HZ // 2
"""Sound in which it always finds something, if only silence."""
_NOISE = re.compile(r"^(\[.*\]|\+\+.*\+\+)$")
_NO_VOICE = frozenset({"[NOISE]"})
_NO_SOUND = frozenset({"<s>", "</s>", "<sil>", "(NULL)"})


class PocketSphinxRecognizer:
    """A Recognizer that needs nothing but its wheel, and hears while the sound comes.

    It takes no vocabulary: ``hints`` are not used.
    """

    def __init__(self) -> None:
        self.name = "PocketSphinx en-us"
        self.window_s = 0.0
        self._loading = threading.Lock()
        self._decoder: Any = None
        self._mean = ""
        """The cepstral mean after the last piece, as the decoder writes it; at first its own."""
        self._pcm: list[Pcm] = []
        """The piece under way."""
        self._under_way = False

    def warm(self) -> None:
        """Load the acoustic model and the language model (half a second). Raises EngineMissing."""
        with self._loading:
            if self._decoder is None:
                self._decoder = _load(lattice=True)
                self._under_way = False
                # A piece that is given up leaves the decoder with what it learnt from it.
                self._mean = self._mean or self._decoder.get_cmn(False)

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` ((n,), mono float32 in [-1, 1] at 16 kHz), at best one phrase.

        Raises EngineMissing or TranscribeError.
        """
        self.begin(hints=hints)
        self.push(sound)
        return self.end()

    def begin(self, *, hints: Sequence[str] = ()) -> None:
        """A new piece; the one under way is given up, and its voice is not learnt from."""
        self.warm()
        self._pcm.clear()
        with self._failures():
            if self._under_way:
                self._decoder.end_utt()
            self._decoder.set_cmn(self._mean)
            self._decoder.start_utt()
        self._under_way = True

    def push(self, sound: Samples) -> tuple[Word, ...]:
        """Take more sound of the piece; the words so far, without probabilities."""
        pcm = pcm_of(sound)
        self._pcm.append(pcm)
        with self._failures():
            process(self._decoder, pcm)
            return tuple(_words(_found(self._decoder, certain=False)))

    def end(self) -> Recognition:
        """The piece is over: its words and hesitations."""
        with self._failures():
            self._under_way = False
            self._decoder.end_utt()
            found = _found(self._decoder)
            mean = self._decoder.get_cmn(True)
            if not found and sum(map(len, self._pcm)) >= SHORTEST:
                found, mean = self._without_lattice()
        self._mean = mean
        return Recognition(tuple(_words(found)), tuple(_hesitations(found)))

    def _without_lattice(self) -> tuple[list[RawWord], str]:
        """The same piece again, by a decoder that builds no lattice; ours is not used again."""
        self._decoder = None
        plain = _load(lattice=False)
        plain.set_cmn(self._mean)
        plain.start_utt()
        for pcm in self._pcm:
            process(plain, pcm)
        plain.end_utt()
        return _found(plain, certain=False), plain.get_cmn(True)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            self._decoder = None
            raise TranscribeError(
                f"{self.name} failed while transcribing",
                cause=str(error),
                next_step="the same command again, or --engine whisper",
            ) from error


def _found(decoder: Any, *, certain: bool = True) -> list[RawWord]:
    """All that the decoder has, noises and silences too, from the piece's start."""
    return [
        RawWord(
            one.word,
            one.start_frame / FRAMES_PER_S,
            (one.end_frame + 1) / FRAMES_PER_S,
            max(0.0, one.prob) ** 0.25 if certain else None,
        )
        for one in decoder.seg() or ()
    ]


def _load(*, lattice: bool) -> Any:
    return load({}, {"bestpath": lattice}, "pip install pocketsphinx, or --engine whisper")


def _words(found: Iterable[RawWord]) -> list[Word]:
    """Spoken words."""
    return [
        Word(as_word(one.text), one.start, one.end, one.probability)
        for one in found
        if one.text not in _NO_SOUND and not _NOISE.match(one.text)
    ]


def _hesitations(found: Iterable[RawWord]) -> list[Stretch]:
    """Runs of noise words with a voice in them, of a hesitation's length."""
    shortest, longest = HESITATION_S
    runs: list[Stretch] = []
    for one in found:
        if not _NOISE.match(one.text) or one.text in _NO_VOICE:
            continue
        start = one.start
        if runs and start - runs[-1].end < 2 / FRAMES_PER_S:
            start = runs.pop().start
        runs.append(Stretch(start, one.end))
    return [run for run in runs if shortest <= run.end - run.start <= longest]
