"""Where an item of a bar may have been said: in sentences that one of its patterns matches, or that
show a signal which is evidence of it.

What was denied, only imagined, or done by somebody else is no match, nor are an aside, doubted
words, and the question read back. A match is a place to look at; whether it shows the item is for
``second_look`` to say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mockint.content.evidence import EvidenceItem
from mockint.domain import SignalName
from mockint.star.asked import asked_words, is_read_back
from mockint.star.clauses import whole
from mockint.star.types import LabelledUnit
from mockint.star.words import read_words
from mockint.text.reading import Token, text_of
from mockint.transcribe.types import Word

CLEAR = 0.5
"""From this chance on, a sentence shows a signal well enough to be looked at for its items."""
LONGEST_QUOTE = 30
"""Words; of a longer sentence whole clauses are quoted."""

_CLOSES = (",", ".", ";", ":", "?", "!", "—", "\u2013")
_OPENS = frozenset(["and", "but", "so", "because", "then", "while", "when", "if", "where"])

_SUBJECTS = frozenset(["i", "we", "he", "she", "they", "nobody", "somebody", "everybody", "it"])
_NOT = re.compile(
    r"\b(?:not|never|without|nobody|neither|nor|hardly|instead of|rather than|supposed to"
    r"|meant to|should have|could have|wanted to|wish)(?: [^ ]+){0,2} ?$"
)
_DENIED = re.compile(r"\bi (?:do|did|was|have|had|can|could) not\b")
"""Inside of what a pattern matches, where the pattern itself asks for no "not"."""
_BASE = (
    r"(?:be|go|ask|take|tell|say|start|want|look|make|write|call|try|do|get|find|rather|like"
    r"|love|use|keep|choose|give|show|speak|talk|listen|check|work|run|see|have to|need|begin|bring"
    r"|sit|stay|explain|raise|push|send|test|measure|count|pick|move|help|let|offer|suggest|propose)"
)
_ADVERB = r"(?:[^ ]+ly |just |also |then |never |always )?"
_IMAGINED = re.compile(
    rf"\b(?:i|we|you|he|she|they|it) {_ADVERB}(?:would|will|might|may|could|should)\b(?! not)"
    r"|\bif (?:i|we|you|he|she|they|somebody|it) (?:had|was|were|'d|would|could)\b"
    r"|\bif $"
)
_SUBJECT_AND_VERB = 3
"""Words; a "would" further on in a match is of what the match tells, as in "why I would"."""
_PLANNED = re.compile(rf"\b(?:i|we|you|he|she|they) 'd {_ADVERB}{_BASE}\b")
_OTHERS = re.compile(
    r"\b(?:he|she|they|the team|the others|somebody|my (?:manager|boss|lead|director|colleague))"
    r"(?: (?!i\b|we\b)[^ ]+){0,3} $"
)
_REPORTED = re.compile(
    r"\b(?:he|she|they|[a-z]+) (?:said|says|thought|goes|claimed|complained)(?: that)? $"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one unit that follow each other and of which none was doubted."""

    at: int
    """Index of the unit."""
    one: LabelledUnit
    words: Sequence[Word]
    tokens: Sequence[Token]
    text: str

    def quote(self, first: int, last: int) -> Sequence[Word]:
        """The words to show for tokens ``first`` to ``last``: the whole sentence, or of a long one
        the fewest whole clauses that hold them; all of it where no clause does."""
        if len(self.words) <= LONGEST_QUOTE:
            return self.words
        begin, end = self.tokens[first].first, self.tokens[last].last
        holding = [
            (one, other)
            for one, other in whole([word.text for word in self.words])
            if one <= begin and end <= other
        ]
        begin, end = min(holding, key=lambda span: span[1] - span[0], default=(0, len(self.words)))
        return self.words[begin : end + 1]


@dataclass(frozen=True, slots=True)
class Match:
    """One sentence in which one item may have been said."""

    item: EvidenceItem
    run: Run
    spans: tuple[tuple[int, int], ...]
    """First and last token of what each pattern matches, one a pattern; none where only a signal
    points here."""
    signal: bool
    """Whether a signal that is evidence of the item was heard in the sentence."""

    @property
    def ways(self) -> int:
        """How many say so, each by words of its own: patterns that share no word, and a signal."""
        apart = 0
        after = -1
        for first, last in sorted(self.spans, key=lambda span: span[1]):
            if first > after:
                apart, after = apart + 1, last
        return apart + self.signal

    def quote(self) -> Sequence[Word]:
        """The words to show."""
        first, last = self.spans[0] if self.spans else (0, len(self.run.tokens) - 1)
        return self.run.quote(first, last)


Chances = Sequence[Mapping[SignalName, float]]
"""For each unit the chance, 0..1, that it shows each signal; empty where nobody knows."""


def matches(
    labelled: Sequence[LabelledUnit],
    items: Sequence[EvidenceItem],
    chances: Chances = (),
    asked: str = "",
) -> list[Match]:
    """Every place of every item, by time and then in the order of ``items``.

    ``asked``: the question as it was asked.
    """
    return [
        match
        for run in sure_runs(labelled, asked)
        for item in items
        if (match := _match(item, run, chances[run.at] if chances else {})) is not None
    ]


def sure_runs(labelled: Sequence[LabelledUnit], asked: str = "") -> list[Run]:
    """What may be evidence: no aside, no doubted word, and not the question read back."""
    question = asked_words(asked)
    return [
        run
        for at, one in enumerate(labelled)
        if not one.aside
        for run in _runs(at, one)
        if not is_read_back([token.text for token in run.tokens], question)
    ]


def _match(item: EvidenceItem, run: Run, chances: Mapping[SignalName, float]) -> Match | None:
    if item.parts and run.one.segment not in item.parts:
        return None
    found = [next(_said(pattern, run, item), None) for pattern in _compiled(item.patterns)]
    spans = tuple(span for span in found if span is not None)
    signal = any(chances.get(name, 0.0) >= CLEAR for name in item.signals)
    return Match(item, run, spans, signal) if spans or signal else None


@lru_cache(maxsize=512)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{pattern})") for pattern in patterns)


def _said(pattern: re.Pattern[str], run: Run, item: EvidenceItem) -> Iterator[tuple[int, int]]:
    """Token ranges where ``pattern`` matches and the speaker tells what happened."""
    for match in pattern.finditer(run.text):
        first = run.text.count(" ", 0, match.start())
        last = run.text.count(" ", 0, match.end() - 1)
        clause = _clause_start(run, first)
        before = " ".join([token.text for token in run.tokens[clause:first]] + [""])
        denied = _DENIED.search(match[0]) and "not" not in pattern.pattern
        if not denied and _tells(before, match[0], item):
            yield first, last


def _tells(before: str, match: str, item: EvidenceItem) -> bool:
    """Not denied, not imagined, and not of somebody else."""
    begins = " ".join(match.split()[:_SUBJECT_AND_VERB])
    imagined = _IMAGINED.search(before) or _IMAGINED.search(before + begins)
    if imagined or _NOT.search(before) or _PLANNED.search(before + match):
        return False
    own = match.split(maxsplit=1)[0] in _SUBJECTS
    if own:
        return not (match.startswith("i ") and _REPORTED.search(before))
    return item.speaks == "against" or not _OTHERS.search(before)


def _clause_start(run: Run, at: int) -> int:
    """The first token of the clause, or what comes near to one, that token ``at`` stands in."""
    while at > 0 and not (
        run.words[run.tokens[at - 1].last].text.endswith(_CLOSES) or run.tokens[at].text in _OPENS
    ):
        at -= 1
    return at


def _runs(at: int, one: LabelledUnit) -> Iterator[Run]:
    words = one.unit.words
    first = 0
    for end in range(len(words) + 1):
        if end == len(words) or not words[end].sure:
            own = words[first:end]
            tokens = read_words(own)
            if tokens:
                yield Run(at, one, own, tokens, text_of(tokens))
            first = end + 1
