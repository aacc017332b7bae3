"""What the next take must hold again: one of the candidate's own sentences that counts for them."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from mockint.content.pack import Bar
from mockint.star.next_take.rewrite import NO_WORDS, Words, is_deed, told
from mockint.star.next_take.said_again import is_smooth
from mockint.star.principle import shown
from mockint.star.probes.found import Found
from mockint.star.types import Unit
from mockint.star.verdict import Evidence
from mockint.star.word_classes import POINTS_BACK, TIES
from mockint.text.normalize import MARKS, plain_word

_ENOUGH_WORDS = 7
_LEADS_ON = ",;:\u2014\u2013 "
_LONGEST = 180
"""Letters of a quote on the first screen: two lines and a half."""


def kept(
    evidence: Evidence, found: Found, bar: Bar, doubted: Collection[Unit], changed: str
) -> Words:
    """The words that say most, of those that can be said as they are.

    What shows the principle goes first, then the weightiest area, then any strength, then a plain
    deed of the speaker's own. ``doubted``: sentences that may tell harm, in which nothing is
    praised. ``changed``: the words that the next take is to tell in another way; nobody is told to
    keep them as well.
    """
    strengths = _fit(_strengths(evidence, bar), doubted, changed)
    best = max(strengths, key=lambda one: _sayable(one[0]), default=NO_WORDS)
    if best[0] and _sayable(best[0]):
        return best
    deeds = _fit(_deeds(evidence, found), doubted, changed)
    return next((one for one in deeds if is_smooth(one[0]) and _tells(one[0])), best)


def _fit(found: Iterable[Words], doubted: Collection[Unit], changed: str) -> list[Words]:
    """Those that fit on the screen and may be praised, without a mark that leads on."""
    return [
        (quote.rstrip(_LEADS_ON), start)
        for quote, start in found
        if len(quote) <= _LONGEST
        and start is not None
        and not _is_part(quote, changed)
        and not _is_part(changed, quote)
        and not any(unit.start <= start <= unit.end for unit in doubted)
    ]


def _is_part(words: str, whole: str) -> bool:
    """Whether ``words`` stand in ``whole``, whatever the marks at their ends."""
    bare = words.strip(MARKS)
    return bool(bare) and bare in whole


def _strengths(evidence: Evidence, bar: Bar) -> Sequence[Words]:
    about = shown(evidence.principle or ())
    areas = [name for area in bar.areas for name in bar.evidence_of(area.name)]
    strengths = [one for one in evidence.heard.plain if one.kind == "strength"]
    order = {name: at for at, name in enumerate(areas)}
    strengths.sort(key=lambda one: (order.get(one.name, len(areas)), -one.sure))
    return [
        *((one.quote, one.start) for one in about if one.speaks == "for"),
        *((one.quote, one.start) for one in strengths),
    ]


def _deeds(evidence: Evidence, found: Found) -> Iterator[Words]:
    """What the speaker did, where no fault was heard in it."""
    faults = [one.start for one in evidence.heard.signals if one.kind == "fault"]
    for one in found.labelled:
        said, start = told(one)
        is_fault = any(one.unit.start <= at <= one.unit.end for at in faults)
        if one.segment in ("task", "action") and not (one.aside or is_fault) and is_deed(said):
            yield said, start


def _tells(deed: str) -> bool:
    """Whether a deed says by itself what was done, and to what."""
    plain = [plain_word(word) for word in deed.split()]
    return len(plain) >= _ENOUGH_WORDS and not POINTS_BACK & set(plain)


def _sayable(quote: str) -> int:
    """2: it stands by itself; 1: it leans on what was said before; 0: it stumbles."""
    first = next(iter(w for w in map(plain_word, quote.split()) if w not in TIES), "")
    leans = first.partition("'")[0] in POINTS_BACK
    return (1 if leans else 2) if is_smooth(quote) else 0
