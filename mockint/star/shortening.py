"""The same story told within less: what went on the way. Pure values."""

from collections.abc import Iterator, Sequence

from mockint.questions.base import Segment, SignalName
from mockint.star.base import Analysis
from mockint.star.practised import Dropped, Telling
from mockint.star.spoken import NUMBER, read, sure
from mockint.transcribe.base import Transcript, Word

_NOT_COUNTED = frozenset(
    [
        "of",
        "in",
        "to",
        "and",
        "a",
        "an",
        "or",
        "the",
        "at",
        "by",
        "from",
        "that",
        "which",
        "who",
        "we",
        "i",
        "it",
        "was",
        "were",
        "is",
        "as",
        "on",
        "for",
        "with",
        "so",
        "but",
        "then",
        "after",
        "before",
    ]
)
"""After a figure these go on with the sentence; any other word is what was counted."""
_EDGES = ".,;:!?\"'“”()[]"


def dropped(before: Telling, after: Telling) -> Dropped:
    """Compare two tellings; the order is that of the first."""
    had, has = _parts(before.analysis), _parts(after.analysis)
    heard, hears = _strengths(before.analysis), _strengths(after.analysis)
    still = {_plain(figure) for figure in figures(after.transcript)}
    return Dropped(
        parts=tuple(part for part in had if part not in has),
        figures=tuple(f for f in figures(before.transcript) if _plain(f) not in still),
        strengths=tuple(name for name in heard if name not in hears),
        gained=tuple(name for name in hears if name not in heard),
        kept=tuple(name for name in heard if name in hears),
    )


def figures(transcript: Transcript) -> tuple[str, ...]:
    """Every figure as it was said, with the word it counts; each once, doubted words left out."""
    words = [word for word in transcript.words if sure(word)]
    found: dict[str, str] = {}
    for text in _figures(words):
        found.setdefault(_plain(text), text)
    return tuple(found.values())


def _figures(words: Sequence[Word]) -> Iterator[str]:
    for token in read(words):
        if token.text != NUMBER:
            continue
        said = [word.text for word in words[token.first : token.last + 1]]
        counted = words[token.last + 1 : token.last + 2]
        whole = said[-1].endswith((".", ",", ";", "?", "!", "%")) or said[0].startswith("$")
        if counted and not whole and _plain(counted[0].text) not in _NOT_COUNTED:
            said.append(counted[0].text)
        yield " ".join(said).strip(_EDGES)


def _plain(figure: str) -> str:
    return " ".join(piece.strip(_EDGES) for piece in figure.lower().replace("-", " ").split())


def _parts(analysis: Analysis) -> tuple[Segment, ...]:
    return tuple(one.segment for one in analysis.timings if one.status != "missing")


def _strengths(analysis: Analysis) -> tuple[SignalName, ...]:
    return tuple(dict.fromkeys(s.name for s in analysis.signals if s.kind == "strength"))
