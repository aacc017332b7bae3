"""What speaks for the principle that was asked about and what against it, in the speaker's words.

The items are data of the pack (``bar.toml``); how they are heard is code. An item is heard where
one of its patterns matches, or where a signal was heard that is evidence of it. What was denied,
only imagined, or done by somebody else is no evidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mockint.content.evidence import EvidenceItem
from mockint.star.types import LabelledUnit, PrincipleEvidence, Signal
from mockint.star.words import read_words
from mockint.text.reading import Token, read_text, text_of
from mockint.transcribe.types import Word

LONGEST_QUOTE = 26
"""Words; of a longer sentence the clauses around the evidence are quoted."""
SHORTEST_QUOTE = 6
"""Words that a clause needs to say something by itself."""

SURE_OF_A_MATCH = 0.65
SURE_OF_A_SIGNAL = 0.5
"""The learned ear points at a sentence; whether it is about the principle is one step more."""
MORE_FOR_EACH = 0.15
SUREST = 0.95

READ_BACK_SHARE = 0.75
"""A sentence with a larger share of the question's own words is the question again."""

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
class _Run:
    """Words of one unit that follow each other and of which none was doubted."""

    words: Sequence[Word]
    tokens: Sequence[Token]
    text: str
    one: LabelledUnit


@dataclass(frozen=True, slots=True)
class _Found:
    """One place where an item was heard."""

    quote: str
    start: float
    sure: float


def principle_evidence(
    labelled: Sequence[LabelledUnit],
    signals: Sequence[Signal],
    items: Sequence[EvidenceItem],
    asked: str = "",
) -> tuple[PrincipleEvidence, ...]:
    """One line for each item that was heard, the surest first.

    Asides are no evidence, nor are doubted words, nor is ``asked``, the question, read back. A
    sentence that speaks against is not taken for an item that speaks for as well.
    """
    question = frozenset(read_text(asked.split()).split())
    runs = [
        run
        for one in labelled
        if not one.aside
        for run in _runs(one)
        if not _is_read_back(run, question)
    ]
    heard = [
        PrincipleEvidence(item.note, best.quote, best.start, item.speaks, item.name, sure)
        for item in items
        for best, sure in _heard(item, runs, signals)
    ]
    against = {one.quote for one in heard if one.speaks == "against"}
    kept = [one for one in heard if one.speaks == "against" or one.quote not in against]
    agreeing = [one for one in kept if not contradicted(one, signals)]
    return tuple(sorted(agreeing, key=lambda one: -one.sure))


def contradicted(one: PrincipleEvidence, signals: Sequence[Signal]) -> bool:
    """Whether a finding with words of the same quote says the opposite; a step of one's own may be
    a good one or a bad one."""
    return any(
        (signal.kind == "strength") != (one.speaks == "for")
        and signal.name != "first_person_action"
        and (signal.quote in one.quote or one.quote in signal.quote)
        for signal in signals
    )


def _is_read_back(run: _Run, question: frozenset[str]) -> bool:
    said = [token.text for token in run.tokens]
    return sum(word in question for word in said) >= READ_BACK_SHARE * len(said)


def _heard(
    item: EvidenceItem, runs: Sequence[_Run], signals: Sequence[Signal]
) -> Iterator[tuple[_Found, float]]:
    """The best place of an item, and how sure it is that the item was heard; nothing if nowhere."""
    places = [*_matches(item, runs), *_from_signals(item, runs, signals)]
    if places:
        best = max(places, key=lambda place: (place.sure, -place.start))
        others = {place.start for place in places} - {best.start}
        yield best, round(min(SUREST, best.sure + MORE_FOR_EACH * min(len(others), 2)), 2)


def _matches(item: EvidenceItem, runs: Sequence[_Run]) -> Iterator[_Found]:
    for run in runs:
        if item.parts and run.one.segment not in item.parts:
            continue
        found = [span for pattern in _compiled(item.patterns) for span in _said(pattern, run, item)]
        if found:
            sure = SURE_OF_A_MATCH + MORE_FOR_EACH * min(len(found) - 1, 1)
            yield _place(run, *found[0], sure)


def _from_signals(
    item: EvidenceItem, runs: Sequence[_Run], signals: Sequence[Signal]
) -> Iterator[_Found]:
    for signal in signals:
        if signal.name not in item.signals:
            continue
        for run in runs:
            if run.words[0].start <= signal.start <= run.words[-1].end:
                ends = [run.words[token.last].end for token in run.tokens]
                at = min(sum(end <= signal.start for end in ends), len(ends) - 1)
                yield _place(run, at, at, SURE_OF_A_SIGNAL)


def _place(run: _Run, first: int, last: int, sure: float) -> _Found:
    """The clauses around the evidence, between tokens ``first`` and ``last``."""
    first, last = _clauses_around(run, first, last)
    quoted = run.words[run.tokens[first].first : run.tokens[last].last + 1]
    return _Found(" ".join(word.text for word in quoted), quoted[0].start, sure)


@lru_cache(maxsize=512)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{pattern})") for pattern in patterns)


def _said(pattern: re.Pattern[str], run: _Run, item: EvidenceItem) -> Iterator[tuple[int, int]]:
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


def _runs(one: LabelledUnit) -> Iterator[_Run]:
    words = one.unit.words
    first = 0
    for at in range(len(words) + 1):
        if at == len(words) or not words[at].sure:
            if at > first:
                own = words[first:at]
                tokens = read_words(own)
                if tokens:
                    yield _Run(own, tokens, text_of(tokens), one)
            first = at + 1


def _opens(run: _Run, at: int) -> bool:
    """Whether a clause begins with token ``at``."""
    closed = run.words[run.tokens[at - 1].last].text.endswith(_CLOSES)
    return closed or run.tokens[at].text in _OPENS


def _clause_start(run: _Run, at: int) -> int:
    while at > 0 and not _opens(run, at):
        at -= 1
    return at


def _clauses_around(run: _Run, first: int, last: int) -> tuple[int, int]:
    """The whole sentence, or of a long one the clauses that say it; first and last token."""
    end = len(run.tokens) - 1
    if end < LONGEST_QUOTE:
        return 0, end
    first = _clause_start(run, first)
    last = _clause_end(run, last)
    while last - first + 1 < SHORTEST_QUOTE:
        if last < end:
            last = _clause_end(run, last + 1)
        else:
            first = _clause_start(run, first - 1)
    return first, last


def _clause_end(run: _Run, at: int) -> int:
    while at < len(run.tokens) - 1 and not _opens(run, at + 1):
        at += 1
    return at
