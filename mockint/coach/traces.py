"""Whether what a question takes for granted was said: in one breath, and as the candidate's. Pure.

Words of an answer can be put together to what nobody said: "Bernadette runs the call now" makes
"Why did you run the call?". So all that a question repeats must come from one sentence, and what it
says that you did must be told there of yourself.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from mockint.coach.words import (
    ASKING,
    FUNCTION,
    ME,
    NEUTRAL,
    OTHERS,
    US,
    YOU,
    content,
    denials,
    root,
)
from mockint.text.normalize import plain_words

STRETCH: Final = 25
"""Words in which all must have been said: a recognizer may leave out the marks."""
NEAR: Final = 5
"""So many words may stand between "I" and what I did: "I then just quickly read"."""
_ENDS: Final = (".", "!", "?", ";")


def is_traced(text: str, answer: str) -> bool:
    """Whether what ``text`` repeats of the ``answer`` was said so there."""
    told = set(content(answer))
    wanted = {one for one in content(text, ASKING) if one in told}
    deeds = list(_deeds(plain_words(text)))
    denied = bool(denials(text))
    return any(
        all(_is_own(deed, words, first, last) for deed in deeds)
        and bool(denials(" ".join(words[max(0, first - NEAR - 1) : last + 1]))) == denied
        for words in _sentences(answer)
        for first, last in _tightest(wanted, words)
    )


def _sentences(text: str) -> Iterator[list[str]]:
    words: list[str] = []
    for word in text.split():
        words += plain_words(word)
        if word.endswith(_ENDS):
            yield words
            words = []
    if words:
        yield words


def _tightest(wanted: set[str], words: Sequence[str]) -> list[tuple[int, int]]:
    """The shortest stretches with all that is wanted: the first word of each, and the last."""
    roots = [root(word) for word in words]
    found = []
    for first, one in enumerate(roots):
        stretch = roots[first : first + STRETCH]
        if one in wanted and wanted <= set(stretch):
            found.append((first, first + max(stretch.index(each) for each in wanted)))
    least = min((last - first for first, last in found), default=0)
    return [(first, last) for first, last in found if last - first == least]


def _deeds(words: Sequence[str]) -> Iterator[str]:
    """The roots of what "you" are said to have done; what only asks ("you find", "you feel") is
    none, but for "you chose to …"."""
    for at, word in enumerate(words):
        if word not in YOU or word.startswith("your"):
            continue
        after = [one for one in words[at + 1 : at + 4] if one not in FUNCTION or one == "to"]
        while len(after) > 1 and after[0] in NEUTRAL and after[1] == "to":
            after = after[2:]
        if after and after[0] not in NEUTRAL and after[0] != "to":
            yield root(after[0])


def _is_own(deed: str, words: Sequence[str], first: int, last: int) -> bool:
    """Whether it is told there of "I" or "we": the nearest person before it, and near it."""
    for at in range(max(0, first - NEAR), last + 1):
        if root(words[at]) != deed:
            continue
        before = words[max(0, at - NEAR - 1) : at]
        person = next((one for one in reversed(before) if one in ME | US | OTHERS | YOU), "")
        if person in ME | US:
            return True
    return False
