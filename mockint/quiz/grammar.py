"""Which of a few things was said: PocketSphinx with a grammar instead of a language model.

For short answers that a general recognizer mishears ("B", "the third one"). Three passes over the
sound, with the same cepstral mean: all that is offered, all but the winner, and a loop of single
sounds that fits anything. Only what is clearly better than both of the others counts; where two
things cannot be told apart, both are given with "or" between; where nothing fits, no words.

The difference of two passes is in nats. Thresholds were set on flite's four voices, see
``benchmarks/RESULTS.md``, "Answers to a quiz".
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import TranscribeError
from mockint.transcribe.alignment.g2p import sounds
from mockint.transcribe.alignment.verbalise import readings
from mockint.transcribe.engines.pocketsphinx_decoder import Pcm, as_word, load, pcm_of, process
from mockint.transcribe.types import Recognition, Word

NAME: Final = "PocketSphinx en-us, listening for the options"
PADDING_S: Final = 0.3
"""Quiet added at both ends: a letter said at once loses its beginning otherwise."""
NATS: Final = 1024.0
"""The library's scores are in units of 1.0001 to the power of 1024 (``logmath``, senone scores)."""

CLEARER_BY: Final = 8.0
"""Nats by which the winner must fit better than anything else that is offered."""
BETTER_THAN_NOISE: Final = 30.0
"""Nats by which it must fit better than single sounds, each of which costs SOUND_CHANCE."""
ONE_WORD_BETTER: Final = -45.0
"""The same for one word alone: too short for sounds to tell, so other words are offered with it."""
BETTER_A_HESITATION: Final = 25.0
"""And for each "um" and "uh": what is no answer is often taken for a few of them and a letter."""
BETTER_A_WORD: Final = 20.0
"""The same for each word of an option's own words: chance agreement is common there."""
SOUND_CHANCE: Final = 1e-3
FEWEST_WORDS: Final = 3
"""Of an option's own words."""
LONGEST_S: Final = 12.0
"""Of sound that is listened to, from its end: the answer comes last."""

_LETTERS: Final = {
    "a": "EY", "b": "B IY", "c": "S IY", "d": "D IY", "e": "IY", "f": "EH F", "g": "JH IY",
    "h": "EY CH",
}  # fmt: skip
_SOUNDS: Final = (
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG "
    "OW OY P R S SH T TH UH UW V W Y Z ZH"
)
_HESITATIONS: Final = {"[um]": "AH M", "[uh]": "AH"}
_START, _TOLD, _END = 0, 1, 2

Link = tuple[int, int, float, str] | tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that may be said."""

    phrases: tuple[str, ...]
    """Whole ways to say it, small letters; the first one stands for it. A word of one letter is
    that letter's name."""
    text: str = ""
    """A sentence of which three words in a row, or all, mean it as well."""


class ChoiceRecognizer:
    """A Recognizer of what was offered last. Knows its speaker better with each answer."""

    def __init__(self) -> None:
        self.name = NAME
        self.window_s = 0.0
        self._leads: tuple[tuple[str, ...], ...] = ()
        self._offered: tuple[Offered, ...] = ()
        self._decoder: Any = None
        self._mean = ""

    def offer(self, leads: Sequence[str], offered: Sequence[Offered]) -> None:
        """What may be said from here on; ``leads`` may come before it."""
        self._leads = tuple(tuple(lead.split()) for lead in leads)
        self._offered = tuple(offered)

    def warm(self) -> None:
        """Load the acoustic model (0.2 s). Raises EngineMissing."""
        if self._decoder is None:
            taught = {f"[{letter}]": said for letter, said in _LETTERS.items()}
            taught |= {f"[+{one}]": one for one in _SOUNDS.split()} | _HESITATIONS
            self._decoder = load(taught, {"lm": None, "bestpath": False})
            self._mean = self._decoder.get_cmn(False)

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words of what was offered and said in ``sound`` ((n,), mono float32 at 16 kHz).

        "b or d" where it was one of these; no words where it was nothing of it. ``hints`` are not
        used. Raises EngineMissing or TranscribeError.
        """
        self.warm()
        if not sound.size or not self._offered:
            return Recognition(())
        try:
            words = self._decide(_pcm(sound))
        except RuntimeError as error:
            self._decoder = None
            raise TranscribeError(
                f"{self.name} failed", cause=str(error), next_step="answer with a key"
            ) from error
        end_s = len(sound) / RATE_HZ
        return Recognition(tuple(Word(word, 0.0, end_s) for word in words))

    # ------------------------------------------------------------ deciding

    def _decide(self, pcm: Pcm) -> tuple[str, ...]:
        everything = range(len(self._offered))
        heard, score = self._pass(pcm, self._grammar(everything))
        _, noise = self._pass(pcm, _loop())
        self._mean = self._decoder.get_cmn(True)
        found = self._meant(heard, everything)
        hesitations = sum(word in _HESITATIONS for word in heard)
        if found is None or noise == -math.inf:  # nothing to compare it with
            return ()
        if score - noise < self._needed(*found) + BETTER_A_HESITATION * hesitations:
            return ()
        best, said = found
        others = [one for one in everything if one != best]
        rest, second_score = self._pass(pcm, self._grammar(others)) if others else ((), -math.inf)
        second = self._meant(rest, others)
        if score - second_score >= CLEARER_BY or second is None:
            return said
        pair = [self._offered[one].phrases[0].split() for one in sorted((best, second[0]))]
        return (*pair[0], "or", *pair[1])

    def _needed(self, meant: int, said: tuple[str, ...]) -> float:
        """Nats by which it must be better than noise."""
        if " ".join(said) in self._offered[meant].phrases:
            return ONE_WORD_BETTER if len(said) == 1 else BETTER_THAN_NOISE
        return max(BETTER_THAN_NOISE, BETTER_A_WORD * len(said))

    def _meant(
        self, heard: tuple[str, ...], among: Sequence[int]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Which of them was said, whole, and in which words; None where it did not come to an end.

        What looks like a lead may be the beginning of an option ("it is short").
        """
        words = tuple(word for word in heard if word not in _HESITATIONS)
        leads = [lead for lead in ((), *self._leads) if words[: len(lead)] == lead]
        ways = sorted((words[len(lead) :] for lead in leads), key=len)
        for said in ways:
            for one in among:
                if " ".join(said) in self._offered[one].phrases:
                    return one, said
        for said in reversed(ways):
            for one in among:
                text = self._text(one)
                long_enough = len(said) >= min(FEWEST_WORDS, len(text)) and said
                if long_enough and f" {' '.join(said)} " in f" {' '.join(text)} ":
                    return one, said
        return None

    # ------------------------------------------------------------ grammars

    def _grammar(self, offered: Iterable[int]) -> list[Link]:
        links: list[Link] = [(_START, _TOLD, 0.5)]
        free = _END + 1
        for at in (_START, _TOLD):
            links += [(at, at, 0.02, name) for name in _HESITATIONS]
        for lead in self._leads:
            free = self._path(links, (_START, _TOLD), lead, 0.02, free)
        for one in offered:
            for phrase in self._offered[one].phrases:
                named = [f"[{word}]" if word in _LETTERS else word for word in phrase.split()]
                free = self._path(links, (_TOLD, _END), named, 0.03, free)
            free = self._runs(links, self._text(one), free)
        return links

    def _runs(self, links: list[Link], text: Sequence[str], free: int) -> int:
        """Any words of ``text`` in a row, as many as are needed."""
        needed = min(FEWEST_WORDS, len(text))
        for start in range(len(text) - needed + 1 if text else 0):
            run = text[start : start + needed]
            # From here on the sentence may stop after each word.
            first = free + needed - 1
            free = self._path(links, (_TOLD, first), run, 0.02 / len(text), first + 1, free)
            at = first
            for word in text[start + needed :]:
                links.append((at, _END, 0.3))
                links.append((at, free, 0.7, self._known(word)))
                at, free = free, free + 1
            links.append((at, _END, 1.0))
        return free

    def _path(
        self,
        links: list[Link],
        ends: tuple[int, int],
        words: Sequence[str],
        chance: float,
        free: int,
        inner: int | None = None,
    ) -> int:
        """Add the path; returns the next state that is free. ``inner``: the states between."""
        at, last = ends
        between = free if inner is None else inner
        for word in words[:-1]:
            links.append((at, between, chance, self._known(word)))
            at, between, chance = between, between + 1, 1.0
        links.append((at, last, chance, self._known(words[-1])))
        return between if inner is None else max(free, between)

    def _text(self, one: int) -> tuple[str, ...]:
        """The option's words as they are said, in the first way each can be."""
        ways = (readings(word, "") for word in self._offered[one].text.split())
        return tuple(word for way in ways if way for word in way[0])

    def _known(self, word: str) -> str:
        if self._decoder.lookup_word(word) is None:
            said = sounds(word, self._decoder.lookup_word) or "AH"
            self._decoder.add_word(word, said, update=False)
        return word

    def _pass(self, pcm: Pcm, links: Sequence[Link]) -> tuple[tuple[str, ...], float]:
        """What fits best, and how well in nats."""
        decoder = self._decoder
        decoder.add_fsg("offered", decoder.create_fsg("offered", _START, _END, list(links)))
        decoder.activate_search("offered")
        decoder.set_cmn(self._mean)
        decoder.start_utt()
        try:
            process(decoder, pcm)
        finally:
            decoder.end_utt()
        found = decoder.hyp()
        if found is None or not found.hypstr or found.best_score <= 0:
            return (), -math.inf
        words = map(as_word, found.hypstr.split())
        return tuple(_plain(word) for word in words), math.log(found.best_score) * NATS


def _plain(word: str) -> str:
    """A letter's name as the letter."""
    return word[1:-1] if word[1:-1] in _LETTERS and word.startswith("[") else word


def _loop() -> list[Link]:
    """Any sounds in any order."""
    return [
        (_START, _TOLD, 1.0),
        *((_TOLD, _TOLD, SOUND_CHANCE, f"[+{one}]") for one in _SOUNDS.split()),
        (_TOLD, _END, 1.0),
    ]


def _pcm(sound: Samples) -> Pcm:
    quiet = np.zeros(round(PADDING_S * RATE_HZ), np.float32)
    padded = np.concatenate([quiet, sound[-round(LONGEST_S * RATE_HZ) :], quiet])
    return pcm_of(padded)
