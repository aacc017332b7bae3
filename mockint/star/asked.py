"""The interviewer's question, read back: no evidence of anything."""

from collections.abc import Sequence

from mockint.star.segmenter.lexicon import is_content
from mockint.text.reading import read_text
from mockint.text.stems import beginning

READ_BACK_SHARE = 0.8
"""Words with a larger share of the question's own are the question again."""
_FEWEST = 2
"""Of the question's words: one alone is chance."""


def asked_words(question: str) -> frozenset[str]:
    """The words of a question that say what it is about; none where it is not known."""
    return _matter(read_text(question.split()).split())


def is_read_back(words: Sequence[str], asked: frozenset[str]) -> bool:
    """Whether read ``words`` only repeat the question. ``asked``: see ``asked_words``."""
    said = _matter(words)
    repeated = said & asked
    return len(repeated) >= _FEWEST and len(repeated) >= READ_BACK_SHARE * len(said)


def _matter(words: Sequence[str]) -> frozenset[str]:
    return frozenset(beginning(word) for word in words if len(word) > 2 and is_content(word)) - {
        "tell",
        "about",
        "time",
        "examp",
        "situa",
        "story",
    }
