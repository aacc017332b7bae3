"""The candidate's own words that fit into a probe's wording, none of them doubted.

A quote, a step or a "we" is a whole main clause of 4 to 14 words; a number is an amount with what
it counts; a team is named by a noun.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from mockint.content.types import Slot
from mockint.domain import SignalName
from mockint.star.clauses import whole
from mockint.star.signals.model import signal_model
from mockint.star.signals.quotes import candidates
from mockint.star.types import LabelledUnit, Signal
from mockint.star.word_classes import NOT_NAMED
from mockint.star.words import read_words
from mockint.text.figures import Figure
from mockint.text.kinds import amounts
from mockint.text.normalize import MARKS, ends_phrase, plain_word, word_set
from mockint.text.reading import read_text, read_word
from mockint.transcribe.types import Word

FEWEST = 4
MOST = 14

_ARTICLES = word_set("the our their my his her its all these those")
_MOSTLY = 0.6
"""Share of what speaks for a signal in its quote that the clause said back must hold."""
_RATES = word_set("a an per every each")
_LONG = word_set("month year winter summer spring autumn fall season")
"""Of these the number says since when, and seldom how much."""
_LEADS_ON = word_set("as a an the and or but")
"""Nobody ends with these: the recognizer lost what came after."""
_NOBODY = word_set("them us you these those")
_LONG_AGO = word_set("ago back later earlier before after")
_TEAM_ENDS = word_set("team group crew squad department office")
_TEAM_BEFORE = frozenset(("the", "their", "another", "other", "his", "her"))
_NO_TEAM = word_set(
    "my our whole entire same other two three four few most many some of right wrong young old"
    " older younger new first second last next best good bad nice big small poor rich local"
    " different only own actual real very kind sort usual missing remaining rest"
    " english important affected"
)
"""No noun: "the right people" are no team with a name."""

_SIGNALS_OF: Mapping[Slot, Sequence[SignalName]] = {
    "step": ("first_person_action",),
    "we": ("we_in_action", "collective_decision"),
}
_SAID_AGAIN = re.compile(
    r"\b(?:wait|sorry|i mean|you know|or rather|let me think|what was it|how do (?:i|you) say)\b"
)
_INTERJECTED = frozenset(("no,", "well,", "ha,", "oh,", "hey,", "yeah,", "okay,"))
_WHY = re.compile(
    r"\b(?:because|since|so (?:that|i|we|they|he|she|it|the)|in order|in case|that way|the reason"
    r"|that is why|to (?:see|check|make sure|be sure|find|avoid|keep|stop|prevent|show))\b"
)
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
Shows = Callable[[str], bool]


def fitting(
    slot: Slot,
    signals: Sequence[Signal],
    labelled: Sequence[LabelledUnit],
    preferred: Sequence[SignalName],
    turn: int,
    own: Own = NOTHING_OWN,
) -> str:
    """Words of the candidate for ``slot``; empty where none fit.

    ``preferred``: signals whose quote a ``quote`` slot, or whose figure a ``number`` slot may take,
    the best first.
    ``turn``: which of several figures or "we", so that two probes do not repeat the same one.
    ``own``: words that hold a name or figure of the story that is told go before others.
    """
    if slot == "team":
        teams = list(_teams(labelled))
        return next(filter(own.fits, teams), (teams or [""])[0])
    names = preferred if slot in ("quote", "number") else _SIGNALS_OF[slot]
    usable: list[str] = []
    for signal in sorted(
        (signal for signal in signals if signal.name in names),
        key=lambda signal: names.index(signal.name),
    ):
        for words in _words_of(signal, labelled):
            said = _number(words) if slot == "number" else _said_back(words, signal.name)
            if said and (slot != "we" or _WE.search(said.lower())):
                usable.append(said)
    if slot == "step":
        usable = unexplained(usable, labelled)
    fresh = [words for words in usable if words not in own.used] or usable
    best = list(filter(own.fits, fresh)) or fresh
    if not best:
        return ""
    if slot == "step":
        return max(best, key=_matter)
    return best[0] if slot == "quote" else best[turn % len(best)]


def unexplained(steps: Sequence[str], labelled: Sequence[LabelledUnit]) -> list[str]:
    """Steps of which no reason is given, in their sentence or at the beginning of the next."""
    texts = [one.unit.text for one in labelled]
    told = [
        text
        for text, following in zip(texts, [*texts[1:], ""], strict=True)
        if gives_a_reason(text) or _WHY.match(read_text(following.split()))
    ]
    return [step for step in steps if not any(step in text for text in told)]


def gives_a_reason(said: str) -> bool:
    """Whether a sentence says why."""
    return bool(_WHY.search(read_text(said.split())))


def _matter(said: str) -> int:
    """How much a step tells: to "I called them" there is little to ask."""
    return len(set(map(plain_word, said.split())) - NOT_NAMED)


def holds(text: str, own: Collection[str]) -> bool:
    """Whether a name or figure of ``own`` stands in the text, in any case, as whole words."""
    said = f" {_bare(text)} "
    return any(f" {_bare(name)} " in said for name in own if _bare(name))


def _bare(text: str) -> str:
    words = map(plain_word, text.split())
    return " ".join(word.removesuffix("'s") for word in words if word)


def is_fluent(text: str) -> bool:
    """Without an "um", a stutter or a correction inside, which nobody likes to hear read back, and
    without half of what somebody else said."""
    if sum(text.count(mark) for mark in '"\u201c\u201d') % 2:
        return False
    plain = [plain_word(piece) for piece in text.split()]
    if any(piece.lower() in _INTERJECTED for piece in text.split()):
        return False
    if _SAID_AGAIN.search(" ".join(plain)):
        return False
    return all(read_word(word) for word in plain) and all(a != b for a, b in pairwise(plain))


def trim(words: Sequence[Word], shows: Shows | None = None) -> str:
    """The longest whole clause that is short enough to be said back; empty where none is.

    ``shows``: of a clause as read, whether it shows what it is said back for.
    """
    texts = [word.text for word in words]
    found = [
        texts[first : last + 1]
        for first, last in whole(texts, [word.sure for word in words])
        if shows is None or shows(read_text(texts[first : last + 1]))
    ]
    return _spoken(max(filter(_can_be_said, found), key=len, default=[]))


def _said_back(words: Sequence[Word], name: SignalName) -> str:
    """The clause of a signal's quote that shows it best, if it can be said back; else empty."""
    texts = [word.text for word in words]
    found = candidates(name, read_words(words), words, signal_model())
    most = max((one.worth for one in found), default=0.0)
    clauses = (texts[one.first : one.last + 1] for one in found if one.worth >= _MOSTLY * most)
    return _spoken(next(filter(_can_be_said, clauses), []))


def _can_be_said(said: Sequence[str]) -> bool:
    """Neither too short nor too long to say back, without an "um", and no report of other words."""
    plain = [plain_word(word) for word in said]
    fits = FEWEST <= len(said) <= MOST and len(set(plain)) >= FEWEST
    fits = fits and plain[-1] not in _LEADS_ON
    return fits and plain[:2] != ["i", "said"] and is_fluent(_spoken(said))


def _spoken(said: Sequence[str]) -> str:
    return " ".join(said).strip(MARKS)


def _words_of(signal: Signal, labelled: Sequence[LabelledUnit]) -> Iterator[Sequence[Word]]:
    """The transcript's words behind a signal's quote."""
    wanted = len(signal.quote.split(" "))
    first = bisect_left(labelled, signal.start, key=lambda one: one.unit.end)
    for one in takewhile(lambda one: one.unit.start <= signal.start, labelled[first:]):
        words = one.unit.words
        begins = bisect_left(words, signal.start, key=lambda word: word.start)
        for at in range(begins, len(words) - wanted + 1):
            if words[at].start != signal.start:
                break
            said = words[at : at + wanted]
            if " ".join(word.text for word in said).startswith(signal.quote):
                yield said


def _number(words: Sequence[Word]) -> str:
    """The first amount with what it counts: "3% of our parcels", "nine hours a week"."""
    texts = [word.text for word in words]
    for figure in amounts(texts, [word.sure for word in words]):
        last = _with_its_thing(figure, texts)
        said = words[figure.first : last + 1]
        following = plain_word(texts[last + 1]) if last + 1 < len(texts) else ""
        is_time = following in _LONG_AGO or figure.unit in _LONG
        of_whom = plain_word(texts[last]) in _NOBODY
        if said and not (is_time or of_whom) and all(word.sure for word in said):
            return " ".join(word.text for word in said).strip(MARKS)
    return ""


def _with_its_thing(figure: Figure, texts: Sequence[str]) -> int:
    """The last word of the figure and of what belongs to it."""
    last = figure.last
    plain = [plain_word(text) for text in texts]

    def at(index: int) -> str:
        """The word there, where no mark parts it from the figure."""
        inside = index < len(texts) and not any(map(ends_phrase, texts[last:index]))
        return plain[index] if inside else ""

    if at(last + 1) == "of":
        thing = last + 2 + (at(last + 2) in _ARTICLES)
        if not at(thing) or not at(thing).isalpha():
            return last if figure.unit else figure.first - 1
        last = thing
    elif at(last + 1) in _RATES and at(last + 2).isalpha():
        last += 2
    return last if figure.unit or last > figure.last else figure.first - 1


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
