"""Words that are told to last over a silence. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mockint.text.normalize import letters
from mockint.transcribe.mending.placing import Placed
from mockint.transcribe.types import Word

_PAUSE_WORTH_S = 1.0
"""A word that hides no pause of this length is left as it is."""
_LONGEST_S, _LONGEST_LETTER_S = 0.6, 0.1
"""A word lasts no longer than the first, and the second for each letter."""
_SHORTEST_S, _USUAL_LETTER_S = 0.15, 0.06
_ENDS, _BREAKS = (".", "?", "!", "\u2026"), (",", ";", ":")


def unstretched(one: Placed) -> tuple[Placed, str]:
    """Without words that are told to last over a silence, and one line that says so.

    Recognizers give a silence to the word beside it: to the first of a sentence, which keeps its
    end, or to the last one, which keeps its beginning. The same rule as Whisper's own.
    """
    words = list(one.words)
    usual = _letter_s(words)
    starts = [stretch.start for stretch in one.estimated]
    cut = 0
    for at, word in enumerate(words):
        size = len(letters(word.text))
        spread = bisect_right(starts, word.start)
        if spread and word.start < one.estimated[spread - 1].end:
            continue
        longest = _LONGEST_S + _LONGEST_LETTER_S * size
        if word.end - word.start < longest + _PAUSE_WORTH_S:
            continue
        length = min(longest, max(_SHORTEST_S, usual * size))
        before = words[at - 1].text if at else "."
        if _keeps_end(before, word.text):
            words[at] = replace(word, start=round(word.end - length, 3))
        else:
            words[at] = replace(word, end=round(word.start + length, 3))
        cut += 1
    if not cut:
        return one, ""
    what = "One word was" if cut == 1 else f"{cut} words were"
    note = f"{what} told to last over a silence. The silence now counts as a pause."
    return replace(one, words=tuple(words)), note


def _keeps_end(before: str, text: str) -> bool:
    if before.endswith(_ENDS):
        return True
    if text.endswith((*_ENDS, *_BREAKS)):
        return False
    return before.endswith(_BREAKS)


def _letter_s(words: Sequence[Word]) -> float:
    """Seconds that a letter takes in this file."""
    rates = sorted(
        (word.end - word.start) / size
        for word in words
        if (size := len(letters(word.text))) and word.end > word.start
    )
    return rates[len(rates) // 2] if rates else _USUAL_LETTER_S
