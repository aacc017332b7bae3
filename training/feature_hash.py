"""What weights were trained on, as two hashes: of the labelled answers, and of the features.

The features are those of a few fixed sentences, read with punctuation and without. A change of
comments, names or places in the code changes nothing here; a change of what the program sees in
these sentences does, and then the weights must be trained again. A change that none of these
sentences shows is not noticed: add a sentence that shows it to ``fixed_sentences.jsonl``.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from mockint.content.evidence import EvidenceItem
from mockint.domain import SEGMENTS, Segment
from mockint.star.asks import clues
from mockint.star.matches import matches
from mockint.star.probes import rank
from mockint.star.second_look import item_features
from mockint.star.segmenter import crf, features
from mockint.star.segmenter.second_pass import context
from mockint.star.segmenter.sentences import cut, gap_features
from mockint.star.signals import model
from mockint.star.signals.model import NAMES
from mockint.star.story.asked import THEMES, read_question, terms, themes_of
from mockint.star.story.second import TURNS, turns
from mockint.star.story.shape import CUES, shape
from mockint.text.reading import read_text
from mockint.transcribe.types import Transcript, Word
from training.answers import JUDGEMENTS, KINDS_ONLY, answers_hash, files, read, trained_on
from training.boundaries import BY_PAUSES
from training.conduct import TWINS
from training.readings import READINGS
from training.signal_units import spoken_units

SENTENCES: Final = Path(__file__).with_name("fixed_sentences.jsonl")
Row = Mapping[str, float]
"""Features by name."""

_PUNCTUATION: Final = re.compile(r"[^\w' ]+")
_WORD_S: Final = 0.3
_GAP_S: Final = 0.05
_PAUSE_S: Final = 0.6
"""Before a sentence, and half of it before every seventh word."""
_LEVELS: Final = ("sde1", "sde2", "senior")


def parts_source() -> str:
    """What the weights of the parts belong to."""
    return _source(part_rows())


def signals_source() -> str:
    """What the weights of signals and of probe themes belong to."""
    return _source(signal_rows())


def conduct_source() -> str:
    """What the weights that hear conduct belong to."""
    return f"answers {answers_hash([*files(), READINGS, TWINS])}"


def leaning_source() -> str:
    """What the weights of the leaning belong to: the answers, and what readers said of them."""
    return f"answers {answers_hash([*trained_on(), JUDGEMENTS])}"


def asks_source() -> str:
    """What the weights of what can be asked for belong to: what the ear hears by, and the clues."""
    chances = {name: i / len(NAMES) for i, name in enumerate(NAMES)}
    seconds: dict[Segment, float] = {part: 10.0 * i for i, part in enumerate(SEGMENTS)}
    return _source([*signal_rows(), clues(chances, "ownership", 0.5, seconds, "shop")])


def principle_source() -> str:
    """What the second look at the principle belongs to."""
    return f"answers {answers_hash(trained_on())}, features {features_hash(principle_rows())}"


def story_source() -> str:
    """What the weights of the gate belong to."""
    answers = answers_hash([*files(), KINDS_ONLY])
    return f"answers {answers}, features {features_hash(story_rows())}"


def _source(rows: Iterable[Row]) -> str:
    return f"answers {answers_hash(trained_on())}, features {features_hash(rows)}"


def features_hash(rows: Iterable[Row]) -> str:
    """Hash of names and values, to five digits; the order of names does not count."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update("".join(f"{name}\t{row[name]:.5g}\n" for name in sorted(row)).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def part_rows() -> Iterator[Row]:
    """All that the parts are heard by: gaps between words, units, and the second pass's context."""
    yield {label: float(i) for i, label in enumerate(crf.LABELS)}
    yield {"key of a name": float(crf.key("w:noticed"))}
    for answer in read(SENTENCES):
        for texts in (answer.sentences, _bare(answer.sentences)):
            for pauses in (True, False):
                transcript = _said(texts, pauses=pauses)
                units = cut(transcript, BY_PAUSES)
                yield from gap_features(transcript.words)
                yield from features.features(units)
                seen = context(_chances(len(units)), [len(unit.words) for unit in units])
                yield from ({str(i): float(v) for i, v in enumerate(row)} for row in seen)


def signal_rows() -> Iterator[Row]:
    """All that signals and probe themes are heard by."""
    for answer in read(SENTENCES):
        for texts in (answer.sentences, _bare(answer.sentences)):
            said = [read_text(text.split()) for text in texts]
            for at, labelled in enumerate(spoken_units(answer)):
                place = model.place_of(at, len(said))
                yield model.features(said, at, labelled.segment, place=place)
    chances = {name: i / len(NAMES) for i, name in enumerate(NAMES)}
    for level in _LEVELS:
        for principle in ("ownership", None):
            yield rank.theme_features(chances, principle, level)


def principle_rows() -> Iterator[Row]:
    """All that the second look at the principle judges by."""
    item = EvidenceItem(name="asked", note="Asked.", patterns=("i [^ ]+",), signals=(NAMES[0],))
    for answer in read(SENTENCES):
        units = spoken_units(answer)
        steps = [{name: (i + at) / 99 for i, name in enumerate(NAMES)} for at in range(len(units))]
        yield from item_features(matches(units, (item,), steps), steps)


def story_rows() -> Iterator[Row]:
    """All that the gate hears by, its patterns as they are written."""
    yield dict.fromkeys((cue.pattern for cue in (*CUES.values(), *THEMES.values(), *TURNS)), 1.0)
    for answer in read(SENTENCES):
        texts = [read_text(text.split()) for text in answer.sentences]
        yield shape(" ".join(texts))
        yield from turns(texts).values()
        yield {term: float(count) for term, count in terms(" ".join(texts)).items()}
        yield dict.fromkeys(themes_of(read_question(answer.question)), 1.0)


def _bare(sentences: Iterable[str]) -> list[str]:
    return [" ".join(_PUNCTUATION.sub(" ", text.lower()).split()) for text in sentences]


def _said(texts: Iterable[str], *, pauses: bool) -> Transcript:
    words: list[Word] = []
    now = 1.0
    for text in texts:
        now += _PAUSE_S * pauses
        for i, word in enumerate(text.split(), start=1):
            now += (_GAP_S + _PAUSE_S / 2 * (i % 7 == 0)) * pauses
            words.append(Word(word, now, now + _WORD_S))
            now = words[-1].end
    return Transcript(tuple(words), now, "fixed sentences")


def _chances(count: int) -> npt.NDArray[np.float64]:
    """Shape (count, K): some label chances for ``count`` units, rows summing to 1."""
    columns = np.arange(len(crf.LABELS))
    raw = 1.0 + (np.arange(count)[:, None] * 3 + columns**2) % 7
    return np.asarray(raw / raw.sum(axis=1, keepdims=True))
