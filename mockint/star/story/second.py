"""Where a second story begins: a turn of speech, a new time or place, and other words than before.

Training and the running program both call :func:`turns`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate
from typing import Final

from mockint.star.segmenter.lexicon import is_content
from mockint.text.stems import SHORTEST, beginning

FIRST_PLACE: Final = 2
"""Units that a story has at least."""

_LEAD: Final = r"(?:(?:and|but|so|okay|ah|oh|then|now|well|also|yes|sorry) )*"
_ANOTHER: Final = re.compile(
    rf"^{_LEAD}(?:(?:the|my) (?:other|second)(?! 0| half| team| people| side)\b"
    r"|(?:there is |there was |i have |i have got )?(?:another|one other|a second)\b"
    r"|other time|there(?: is| was)? (?:also|another)|totally different|similarly|in my second"
    r"|number 0|second\b|it was much the same|what was the other|can i say also|i have also)"
    r"|\b(?:another time|other time|(?:the|a) second (?:one|story|example|case|situation)"
    r"|the other (?:one|story|example|case|situation)|another (?:story|example|case|situation)"
    r"|a different (?:project|customer|one)|that 's the short one|one that 's more me)\b"
)
_LATER: Final = re.compile(
    r"\b(?:(?:0|a|one|some|many) (?:years?|months?) (?:later|on|after)|later in|last year"
    r"|the (?:next|following) year|then later|in another|in (?:the )?(?:new|next) (?:place|company"
    r"|job|team)|at (?:another|a different)|in year|it 's from|different|in my job now)\b"
)
_COUNTED: Final = re.compile(
    r"\b(?:give|have|got|tell|bring|do|were) (?:you )?(?:0|two|both|a couple)\b"
    r"|\b0 (?:small|little|short|quick|things|stories|examples|cases)\b|\ba couple\b"
    r"|\bthe first\b|^first\b|\bone that i was\b|\bmy first\b|\bone was\b"
)
_OPENS: Final = re.compile(
    r"\b(?:there was|we had|was a|had an?|had this|in my|at my|came to|was there|did not)\b"
)
_GOES_ON: Final = re.compile(r"^(?:so|then|and then|because|and|but) i\b")
_REFERS: Final = re.compile(r"^(?:(?:and|so|but|then) )?(?:he|she|they|it|that|this|these|those)\b")
TURNS: Final = (_ANOTHER, _LATER, _COUNTED, _OPENS, _GOES_ON, _REFERS)
_OPENING: Final = 16
"""Words of a unit that its opening is."""
_SOON: Final = 3
"""Units."""
_CUE_WITHIN: Final = 60
"""Letters."""

Turn = Mapping[str, float]


def turns(texts: Sequence[str]) -> dict[int, Turn]:
    """Features of each unit that a second story could begin with, by its index.

    ``texts``: the read words of each unit, joined by blanks.
    """
    said = [_stems(text) for text in texts]
    words = [len(text.split()) for text in texts]
    until = [0, *accumulate(words)]
    counted = any(_COUNTED.search(text) for text in texts[: FIRST_PLACE + 1])
    shared = _shared(said)
    return {
        at: _turn(texts[at], shared[at], counted, until[at] / max(1, until[-1]))
        for at in range(FIRST_PLACE, len(texts) - 1)
    }


def _shared(said: Sequence[Set[str]]) -> list[tuple[float, float]]:
    """For each unit: how much of what is said before it is said from it on, and in the next three.

    One pass: a stem is known by the first and by the last unit that it is in.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, stems in enumerate(said):
        for stem in stems:
            first.setdefault(stem, at)
            last[stem] = at
    begun, over = Counter(first.values()), Counter(last.values())
    before = again = 0
    after = len(first)
    found = []
    for at in range(len(said)):
        soon = frozenset().union(*said[at : at + _SOON])
        known = sum(first[stem] < at for stem in soon)
        found.append((again / (math.sqrt(before * after) + 1.0), known / (len(soon) + 2.0)))
        before += begun[at]
        after -= over[at]
        again = before + after - len(first)
    return found


def _turn(text: str, shared: tuple[float, float], counted: bool, place: float) -> Turn:
    cue = _ANOTHER.search(text)
    heard = bool(cue and cue.start() < _CUE_WITHIN)
    opening = " ".join(text.split()[:_OPENING])
    return {
        "cue": float(heard),
        "cue, counted": float(heard and counted),
        "counted": float(counted),
        "later": float(bool(_LATER.search(opening))),
        "shared": shared[0],
        "shared soon": shared[1],
        "off the middle": abs(place - 0.5),
        "opens": float(bool(_OPENS.search(opening))),
        "goes on": float(bool(_GOES_ON.match(text))),
        "refers back": float(bool(_REFERS.match(text))),
    }


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        beginning(word) for word in text.split() if len(word) >= SHORTEST and is_content(word)
    )
