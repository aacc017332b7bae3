"""The candidate's own words that fit into a probe's wording: exact, 3 to 14 words, none doubted."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mockint.content.types import Slot
from mockint.domain import SignalName
from mockint.star.types import LabelledUnit, Signal
from mockint.text.fillers import SOUNDS
from mockint.text.normalize import MARKS, ends_phrase, plain_word
from mockint.text.reading import NUMBER, read_word
from mockint.transcribe.types import Word

FEWEST = 3
MOST = 14

_DROPPED_FIRST = frozenset(
    [
        "and",
        "but",
        "so",
        "then",
        "well",
        "yeah",
        "yes",
        "okay",
        "ok",
        "like",
        "right",
        "now",
        "anyway",
        "because",
        "also",
        "oh",
        *SOUNDS,
    ]
)
_DROPPED_LAST = frozenset(
    [
        "and",
        "but",
        "so",
        "or",
        "because",
        "which",
        "that",
        "the",
        "a",
        "an",
        "like",
        "to",
        "of",
        "with",
        "for",
        "my",
        "our",
        "their",
        "it's",
        "i",
        "in",
        "on",
        "at",
        "by",
        "from",
        "was",
        "were",
        "is",
        "are",
        "had",
        "into",
        "this",
        "these",
        "just",
        *SOUNDS,
    ]
)
_OPENS_CLAUSE = frozenset(
    ["and", "but", "so", "because", "which", "who", "that", "then", "when", "if", "while"]
)
_NUMBER_AT_MOST = 6
_TEAM_ENDS = frozenset(
    ["team", "teams", "group", "crew", "squad", "guys", "people", "folks", "department", "office"]
)
_TEAM_BEFORE = frozenset(("the", "their", "another", "other", "his", "her"))
_NO_TEAM = frozenset(
    ["my", "our", "whole", "entire", "same", "other", "two", "few", "most", "many", "some", "of"]
)

_SIGNALS_OF: Mapping[Slot, Sequence[SignalName]] = {
    "step": ("first_person_action",),
    "we": ("we_in_action", "collective_decision"),
    "number": ("metric_delta", "problem_metric", "business_value"),
}
_WE = re.compile(r"\b(?:we|us|our)\b")


@dataclass(frozen=True, slots=True)
class Own:
    """What the story that is told has of its own, where that is known."""

    names: tuple[str, ...] = ()
    """Names and figures in it."""
    used: frozenset[str] = frozenset()
    """Words that an earlier follow-up repeats already."""

    def fits(self, words: str) -> bool:
        """Whether the words hold a name or figure, and were not repeated yet."""
        return words not in self.used and holds(words, self.names)


NOTHING_OWN = Own()


def fitting(
    slot: Slot,
    signals: Sequence[Signal],
    labelled: Sequence[LabelledUnit],
    preferred: Sequence[SignalName],
    turn: int,
    own: Own = NOTHING_OWN,
) -> str:
    """Words of the candidate for ``slot``; empty where none fit.

    ``preferred``: signals whose quote a general ``quote`` slot may take, the best first.
    ``turn``: which of several steps or figures, so that two probes do not repeat the same one.
    ``own``: words that hold a name or figure of the story that is told go before others.
    """
    if slot == "team":
        teams = list(_teams(labelled))
        return next(filter(own.fits, teams), (teams or [""])[0])
    names = preferred if slot == "quote" else _SIGNALS_OF.get(slot, ())
    usable: list[str] = []
    for signal in sorted(
        (signal for signal in signals if signal.name in names),
        key=lambda signal: names.index(signal.name),
    ):
        for words in _words_of(signal, labelled):
            trimmed = _number(words) if slot == "number" else trim(words)
            if trimmed and (slot != "we" or _WE.search(trimmed.lower())):
                usable.append(trimmed)
    fluent = [words for words in usable if is_fluent(words)] or usable
    fresh = [words for words in fluent if words not in own.used] or fluent
    fluent = list(filter(own.fits, fresh)) or fresh
    if not fluent:
        return ""
    return fluent[0] if slot == "quote" else fluent[turn % len(fluent)]


def holds(text: str, own: Collection[str]) -> bool:
    """Whether a name or figure of ``own`` stands in the text, in any case, as whole words."""
    said = f" {_bare(text)} "
    return any(f" {_bare(name)} " in said for name in own if _bare(name))


def _bare(text: str) -> str:
    words = map(plain_word, text.split())
    return " ".join(word.removesuffix("'s") for word in words if word)


def is_fluent(text: str) -> bool:
    """Without an "um" or a stutter inside, which nobody likes to hear read back."""
    plain = [plain_word(piece) for piece in text.split()]
    return all(read_word(word) for word in plain) and all(a != b for a, b in pairwise(plain))


def trim(words: Sequence[Word]) -> str:
    """The words without fillers at either end, cut where a clause ends; empty where none fit."""
    kept = list(words)
    while kept and (
        _plain(kept[0]) in _DROPPED_FIRST
        or (_plain(kept[0]) == "that" and _plain(kept[min(1, len(kept) - 1)]) in _DROPPED_FIRST)
    ):
        kept.pop(0)
    if len(kept) > MOST:
        kept = kept[: _clause_end(kept[:MOST])]
    while kept and (_plain(kept[-1]) in _DROPPED_LAST or not _plain(kept[-1])):
        kept.pop()
    if not FEWEST <= len(kept) <= MOST or not all(word.sure for word in kept):
        return ""
    if len({_plain(word) for word in kept}) < FEWEST:
        return ""
    return " ".join(word.text for word in kept).strip(MARKS)


def _clause_end(words: Sequence[Word]) -> int:
    """How many words stand before the last clause end that leaves at least four; else all."""
    for size in range(len(words), 3, -1):
        if words[size - 1].text[-1:] in ",.;:?!":
            return size
    for size in range(len(words) - 1, 3, -1):
        if _plain(words[size]) in _OPENS_CLAUSE:
            return size
    return len(words)


def _words_of(signal: Signal, labelled: Sequence[LabelledUnit]) -> Iterator[Sequence[Word]]:
    """The transcript's words behind a signal's quote."""
    wanted = signal.quote.split(" ")
    for one in labelled:
        words = one.unit.words
        for at in range(len(words) - len(wanted) + 1):
            same = words[at].start == signal.start
            if same and [word.text for word in words[at : at + len(wanted)]] == wanted:
                yield words[at : at + len(wanted)]


def _number(words: Sequence[Word]) -> str:
    """The figure with what it counts."""
    for at, word in enumerate(words):
        if NUMBER not in read_word(word.text) and "two" not in read_word(word.text):
            continue
        part = words[at : at + _NUMBER_AT_MOST]
        ends = (size for size, word in enumerate(part, start=1) if ends_phrase(word.text))
        return trim(part[: next(ends, len(part))])
    return ""


def _teams(labelled: Sequence[LabelledUnit]) -> Iterator[str]:
    """ "the platform team": another team than one's own, named in the answer."""
    for one in labelled:
        words = one.unit.words
        for at in range(len(words) - 2):
            plain = [_plain(word).removesuffix("'s") for word in words[at : at + 3]]
            before = _plain(words[at - 1]) if at else ""
            named = plain[0] in _TEAM_BEFORE and plain[2] in _TEAM_ENDS
            named = named and before not in ("on", "in", "run", "lead")
            alone = named and plain[1] and plain[1] not in _NO_TEAM
            possessive = _plain(words[at + 2]).endswith("'s")
            if alone and not possessive and all(word.sure for word in words[at : at + 3]):
                phrase = " ".join(word.text for word in words[at : at + 3]).strip(MARKS)
                if not any(word.text[-1:] in ",.;:?!" for word in words[at : at + 2]):
                    yield phrase


def _plain(word: Word) -> str:
    return plain_word(word.text)
