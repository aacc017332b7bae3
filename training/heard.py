"""What a recognizer wrote when labeled answers were spoken to it: each word with its sentence.

The files in ``training/answers/heard`` are made by ``python -m training hear``, from sound; whoever
reads them needs none. One line is one answer, spoken once and heard once.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from mockint.transcribe.types import Transcript, Word
from training.answers import HEARD, Answer
from training.speech import Spoken, bare

NEAR_S = 1.0
"""A heard word may be this far from its sentence."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One answer as it was spoken and as it was heard."""

    answer: str
    """Its name."""
    voice: str
    """One of ``voices.VOICES``."""
    engine: str
    """As a debrief names it."""
    duration: float
    """Seconds of the recording."""
    said: tuple[tuple[float, float], ...]
    """First and last sound of each sentence, seconds."""
    words: tuple[Word, ...]
    sentence: tuple[int, ...]
    """Of each word: the sentence it is of, never falling."""

    def transcript(self) -> Transcript:
        """The words as the program gets them."""
        return Transcript(self.words, self.duration, self.engine)

    def kept(self, answer: Answer) -> dict[int, tuple[int, int]]:
        """Which words of ``answer`` were heard as they were said: place of the heard word ->
        sentence and place in it."""
        found: dict[int, tuple[int, int]] = {}
        for i, text in enumerate(answer.sentences):
            places = [at for at, of in enumerate(self.sentence) if of == i]
            heard = [(t, at) for at in places for t in tokens_of(self.words[at].text)]
            said = [(t, at) for at, word in enumerate(text.split()) for t in tokens_of(word)]
            pairs = longest_chain(
                len(heard),
                len(said),
                lambda a, b: heard[a][0] == said[b][0],  # noqa: B023
            )
            for a, b in pairs:
                found.setdefault(heard[a][1], (i, said[b][1]))
        return found

    def spoken(self, answer: Answer) -> Spoken:
        """The same with the label of each word. ``answer`` is the one that was spoken."""
        labels = tuple(answer.segments[i] for i in self.sentence)
        opens = (i for i, at in enumerate(self.sentence) if not i or at != self.sentence[i - 1])
        return Spoken(self.transcript(), labels, frozenset(opens))


Retellings = Mapping[str, Sequence[tuple[Hearing, float]]]
"""By the name of an answer: other ways in which it was written down, with the weight of each."""
NO_RETELLINGS: Retellings = {}


def read_heard(folder: Path = HEARD) -> dict[str, list[Hearing]]:
    """Every hearing, by the name of its file without the ending; raises OSError, ValueError."""
    return {path.stem: read_file(path) for path in sorted(folder.glob("*.jsonl"))}


def read_file(path: Path) -> list[Hearing]:
    """The hearings of one file, in order. Raises OSError, ValueError or KeyError."""
    return [_hearing(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def line(hearing: Hearing) -> str:
    """One line of a file; times in hundredths of a second, probabilities in percent."""
    sentences = [
        [word for word, at in zip(hearing.words, hearing.sentence, strict=True) if at == i]
        for i in range(len(hearing.said))
    ]
    row = {
        "id": hearing.answer,
        "voice": hearing.voice,
        "engine": hearing.engine,
        "duration": round(hearing.duration, 2),
        "sentences": [
            {"said": said, **_columns(words)}
            for said, words in zip(hearing.said, sentences, strict=True)
        ],
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _columns(words: Sequence[Word]) -> dict[str, Any]:
    ends = [round(100 * word.end) for word in words]
    starts = [round(100 * word.start) for word in words]
    return {
        "heard": " ".join("".join(word.text.split()) for word in words),
        "at": starts,
        "lasts": [end - start for start, end in zip(starts, ends, strict=True)],
        "sure": [None if w.probability is None else round(100 * w.probability) for w in words],
    }


def _hearing(row: Mapping[str, Any]) -> Hearing:
    words: list[Word] = []
    sentence: list[int] = []
    for i, each in enumerate(row["sentences"]):
        columns = (each["heard"].split(), each["at"], each["lasts"], each["sure"])
        for text, at, lasts, sure in zip(*columns, strict=True):
            chance = None if sure is None else sure / 100
            words.append(Word(text, at / 100, (at + lasts) / 100, chance))
            sentence.append(i)
    said = tuple((each["said"][0], each["said"][1]) for each in row["sentences"])
    named = (row["id"], row["voice"], row["engine"], row["duration"])
    return Hearing(*named, said, tuple(words), tuple(sentence))


def sentences_of(
    words: Sequence[Word], sentences: Sequence[str], said: Sequence[tuple[float, float]]
) -> tuple[int, ...]:
    """For each heard word the sentence it is of, never falling.

    Words that were heard as they were said show it; a word between two of them belongs to the
    sentence that was being said at its middle.
    """
    spoken = [(token, i) for i, text in enumerate(sentences) for token in tokens_of(text)]
    heard = [(token, i) for i, word in enumerate(words) for token in tokens_of(word.text)]
    middles = [(word.start + word.end) / 2 for word in words]

    def same(i: int, j: int) -> bool:
        (token, word), (other, sentence) = heard[i], spoken[j]
        return token == other and _distance(middles[word], said[sentence]) < NEAR_S

    sure: dict[int, int] = {}
    for i, j in longest_chain(len(heard), len(spoken), same):
        sure.setdefault(heard[i][1], spoken[j][1])
    last = len(sentences) - 1
    least = list(accumulate((sure.get(i, 0) for i in range(len(words))), max))
    most = list(accumulate((sure.get(i, last) for i in reversed(range(len(words)))), min))[::-1]
    of = (
        min(range(low, max(low, high) + 1), key=lambda i: _distance(middle, said[i]))
        for middle, low, high in zip(middles, least, most, strict=True)
    )
    return tuple(accumulate(of, max))


def tokens_of(text: str) -> list[str]:
    """The words of ``text`` as they are compared: small, without marks, figures spelled out."""
    return [token for part in text.split() for token in bare(part)]


def longest_chain(
    count: int, other: int, same: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Pairs of places in two texts of ``count`` and ``other`` words, rising in both, as many as
    there can be of which ``same`` is true."""
    meets = [[same(i, j) for j in range(other)] for i in range(count)]
    best = [[0] * (other + 1) for _ in range(count + 1)]
    for i in range(count):
        row, above = best[i + 1], best[i]
        for j in range(other):
            row[j + 1] = above[j] + 1 if meets[i][j] else max(above[j + 1], row[j])
    pairs: list[tuple[int, int]] = []
    i, j = count, other
    while i and j:
        if meets[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _distance(at: float, stretch: tuple[float, float]) -> float:
    return max(stretch[0] - at, at - stretch[1], 0.0)
