"""Which words of a unit speak for a signal: the quote."""

from collections.abc import Sequence

from mockint.domain import SignalName
from mockint.star.signals.model import SignalModel
from mockint.star.signals.patterns import patterns
from mockint.star.signals.rules import evident
from mockint.text.reading import Token
from mockint.transcribe.types import Word

LONGEST = 24
"""Words of a quote; longer stretches are no longer something to point at."""
SHORTEST = 3

_CLAUSE_END = (",", ".", ";", ":", "?", "!", "—", "\u2013")
_CLAUSE_START = frozenset(
    ["and", "but", "so", "because", "which", "who", "that", "then", "while", "when", "if", "where"]
)
_TIES_BEFORE = frozenset(["and", "but", "so", "because", "that", "then"])
_TIES_AFTER = frozenset(["and", "but", "so", "because", "that", "then", "or", "which", "to", "the"])
_PATTERN_SHARE = 1.0
"""What a matching pattern adds, in log-odds, to the stretch it matches."""


_COST = 0.04
"""What every further word takes away: a quote is as short as it can be."""


def quote_span(
    name: SignalName, tokens: Sequence[Token], words: Sequence[Word], trained: SignalModel
) -> tuple[int, int]:
    """First and last word of the quote, both within ``words``. ``tokens`` must not be empty.

    A stretch that holds what makes it evidence (a figure, an "I") goes before one that does not.
    """
    weight = trained.word_weights([token.text for token in tokens], name)
    for first, last in _matches(name, tokens):
        for at in range(first, last + 1):
            weight[at] += _PATTERN_SHARE / (last - first + 1)
    best = max(
        _stretches(_clauses(tokens, words), tokens, words),
        key=lambda stretch: (
            evident(name, _text(tokens, *stretch)),
            _worth(weight, *stretch),
            stretch[0] - stretch[1],
        ),
    )
    first, last = _trimmed(tokens, *best)
    return tokens[first].first, tokens[last].last


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first : last + 1])


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without the words that only tie the stretch to what stands around it."""
    while last - first >= SHORTEST and tokens[first].text in _TIES_BEFORE:
        first += 1
    while last - first >= SHORTEST and tokens[last].text in _TIES_AFTER:
        last -= 1
    return first, last


def _worth(weight: Sequence[float], first: int, last: int) -> float:
    """Evidence inside, less a little for every word."""
    return sum(weight[first : last + 1]) - _COST * (last - first + 1)


def _stretches(
    clauses: Sequence[tuple[int, int]], tokens: Sequence[Token], words: Sequence[Word]
) -> list[tuple[int, int]]:
    """Runs of whole clauses, neither too short nor too long, over no word that was doubted."""
    runs = [
        (clauses[i][0], clauses[j][1])
        for i in range(len(clauses))
        for j in range(i, min(i + 4, len(clauses)))
        if i == j or _all_sure(words[tokens[clauses[i][0]].first : tokens[clauses[j][1]].last])
    ]
    fitting = [run for run in runs if SHORTEST <= run[1] - run[0] + 1 <= LONGEST]
    return fitting or [(a, min(b, a + LONGEST - 1)) for a, b in runs]


def _clauses(tokens: Sequence[Token], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Token ranges between commas and the words that open a clause."""
    clauses: list[tuple[int, int]] = []
    first = 0
    for at in range(1, len(tokens)):
        closes = words[tokens[at - 1].last].text.endswith(_CLAUSE_END)
        doubted = not _all_sure(words[tokens[at - 1].last : tokens[at].first])
        if closes or doubted or (tokens[at].text in _CLAUSE_START and at - first >= SHORTEST):
            clauses.append((first, at - 1))
            first = at
    clauses.append((first, len(tokens) - 1))
    return clauses


def _all_sure(words: Sequence[Word]) -> bool:
    return all(word.sure for word in words)


def _matches(name: SignalName, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges where a pattern of ``name`` matches."""
    text = " ".join(token.text for token in tokens)
    token_at: list[int] = []
    for index, token in enumerate(tokens):
        token_at.extend([index] * (len(token.text) + 1))
    found = []
    for pattern in patterns(name):
        match = pattern.search(text)
        if match and match.end() > match.start():
            found.append((token_at[match.start()], token_at[match.end() - 1]))
    return found
