"""Whole clauses of a spoken sentence: what can be quoted, aloud or in writing, and still be said.

A whole stretch has at least one main clause, with its verb and whoever does it, and is not cut in
the middle of one: "I pulled the logs" is whole; "who could not pay", "once it had", "into a button"
and "I told her that" are not. There is no grammar behind it, only words and marks, so that it works
on punctuated transcripts and, with fewer places to cut, on bare ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mockint.star.word_classes import (
    ADVERBS,
    ALSO_NOUNS,
    AUXILIARIES,
    CUT_SHORT,
    DETERMINERS,
    ENDINGS,
    GOES_ON,
    HEARERS,
    JOINS,
    LEANS_BACK,
    MAYBE_SUBJECTS,
    NO_PASTS,
    NOT_NAMED,
    PASTS,
    POINTS_BACK,
    PRESENTS,
    RELATIVE,
    SPEECH,
    SUBJECTS,
    TIES,
    UNDER,
    UNDER_OR_NOT,
)
from mockint.text.normalize import plain_word
from mockint.text.reading import read_word

_MARKS: Final = (",", ".", ";", ":", "?", "!", "\u2026", "\u2014", "\u2013")
_SENTENCE_MARKS: Final = (".", "?", "!", "\u2026")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between marks, or up to a word that opens a clause."""

    first: int
    last: int
    acts: bool
    """Has a verb and whoever does it."""
    stands: bool
    """May be the first piece of what is quoted."""
    alone: bool
    """Acts, and hangs on no other clause."""
    names: bool
    """Names somebody or something and hangs on no other clause, but does not act."""
    headless: bool
    """Begins with a verb: whoever does it stands elsewhere."""


def is_whole(words: Sequence[str]) -> bool:
    """Whether ``words`` can be said by themselves: some whole clause fills them but for ties."""
    first, last = _trimmed(words, 0, len(words) - 1, 0)
    return (first, last) in whole(words)


def whole(words: Sequence[str], sure: Sequence[bool] = ()) -> list[tuple[int, int]]:
    """First and last word of every whole stretch of one sentence, in order.

    ``sure``: for each word whether it is to be relied on; none of a stretch is in doubt. Empty: all
    are.
    """
    found: list[tuple[int, int]] = []
    for lo, hi in _sure_runs(len(words), sure):
        end = hi
        while end > lo and hi < len(words) - 1 and plain_word(words[end]) in CUT_SHORT | TIES:
            end -= 1
        pieces = list(_pieces(words, lo, end))
        cut = [_may_end(words, pieces, at) for at in range(len(pieces))]
        for i, start in enumerate(pieces):
            if not start.stands or (i and not cut[i - 1] and _speaks(words, pieces[i - 1].last)):
                continue
            for j in range(i, len(pieces)):
                run = pieces[i : j + 1]
                if not (cut[j] and (any(piece.alone for piece in run) or _parted(run))):
                    continue
                first, last = _trimmed(words, start.first, pieces[j].last, lo)
                if last > first and not _opens_speech(words[first : last + 1]):
                    found.append((first, last))
    return list(dict.fromkeys(found))


def stands_alone(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a whole stretch of a sentence says what it says without the rest of it.

    It does not where the rest holds whoever does it ("and found the leak"), what its first "it" or
    "they" is, or what changes it ("I asked, but").
    """
    inside = [at for at in range(first, last + 1) if plain_word(words[at]) not in TIES]
    if not inside:
        return False
    after = (plain_word(words[at]) for at in range(last + 1, len(words)) if read_word(words[at]))
    if next(after, "") in GOES_ON:
        return False
    if _only_ties(words, 0, inside[0]):
        return True
    if is_past(words[inside[0]]) or plain_word(words[inside[0]]) in AUXILIARIES:
        return False
    if not any(_names(words[at]) for at in range(inside[0])):
        return True
    leads = next((n for n, at in enumerate(inside) if _names(words[at])), len(inside))
    return not any(_points_back(words, at, last) for at in inside[: leads + 1])


def _names(word: str) -> bool:
    """Whether a later "it" or "they" may be this."""
    plain = plain_word(word)
    verb = is_past(word) or plain in AUXILIARIES | PRESENTS
    return not (verb or _agent(word) or plain in NOT_NAMED) and bool(read_word(word))


def _points_back(words: Sequence[str], at: int, last: int) -> bool:
    """Whether the word is somebody or something that was named before."""
    plain = plain_word(words[at])
    bare = _bare(plain)
    if bare in POINTS_BACK:
        return True
    verb = bare != plain or (
        at < last and (is_past(words[at + 1]) or plain_word(words[at + 1]) in AUXILIARIES)
    )
    return verb and bare in ("this", "that", "these", "those", "one")


def _opens_speech(words: Sequence[str]) -> bool:
    """Whether somebody's words begin in it and do not end."""
    text = " ".join(words)
    return text.count('"') % 2 == 1 or text.count("\u201c") > text.count("\u201d")


def _parted(run: Sequence[_Piece]) -> bool:
    """Whether a clause goes on behind what stands between whoever acts and the verb: "the manager,
    who was new, said no"."""
    return run[0].names and any(piece.headless for piece in run[1:])


def _sure_runs(count: int, sure: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last word of each run of words that are all sure."""
    first = 0
    for at in range(count + 1):
        if at == count or (sure and not sure[at]):
            if at > first:
                yield first, at - 1
            first = at + 1


def _pieces(words: Sequence[str], lo: int, hi: int) -> Iterator[_Piece]:
    """The pieces of the words from ``lo`` to ``hi``; a piece that hangs on the one before is part
    of it."""
    starts = [lo]
    for at in range(lo + 1, hi + 1):
        if words[at - 1].endswith(_MARKS) or (
            _opens(words, at, hi) and at - starts[-1] >= 1 and not _only_ties(words, starts[-1], at)
        ):
            starts.append(at)
    for first, after in zip(starts, [*starts[1:], hi + 1], strict=True):
        yield _piece(words, first, after - 1, opens=_only_ties(words, 0, first))


def _opens(words: Sequence[str], at: int, hi: int) -> bool:
    """Whether a clause that may be left out begins at ``at``, where no mark stands before it."""
    word, following = plain_word(words[at]), at + 1
    if word in UNDER:
        return _acts(words, following, hi)
    if word in UNDER_OR_NOT:
        return following <= hi and bool(_agent(words[following]))
    if word not in JOINS:
        return False
    while following <= hi and plain_word(words[following]) in TIES | ADVERBS:
        following += 1
    if following > hi:
        return False
    return bool(_agent(words[following])) or is_past(words[following])


def _piece(words: Sequence[str], first: int, last: int, *, opens: bool) -> _Piece:
    begins = first
    while begins < last and (plain_word(words[begins]) in TIES or not read_word(words[begins])):
        begins += 1
    opener = plain_word(words[begins])
    so_that = begins > first and plain_word(words[begins - 1]) == "so" and opener == "that"
    points = opener == "that" and not so_that and _verb_follows(words, begins, last)
    cleft = opener == "what" and {"is", "was"} & set(map(plain_word, words[begins + 2 : last]))
    relative = _bare(opener) in RELATIVE and not (points or cleft or opener == "that's")
    under = opener in UNDER or (
        opener in UNDER_OR_NOT and begins < last and bool(_agent(words[begins + 1]))
    )
    leans_back = opener in LEANS_BACK
    under = under and (leans_back or not _main_follows(words, begins, last))
    acts = _acts(words, begins, last)
    elided = is_past(words[begins])
    heads = begins
    while heads < last and plain_word(words[heads]) in ADVERBS and not _agent(words[heads]):
        heads += 1
    headless = plain_word(words[heads]) in AUXILIARIES or is_past(words[heads])
    alone = (acts and not relative and not under and not headless) or (opens and elided)
    apart = first == 0 or words[first - 1].endswith(_MARKS)
    stands = opens or alone or (under and acts and apart and not leans_back)
    hollow = _only_ties(words, first, last + 1)
    names = opens and not (acts or relative or under or headless or hollow)
    return _Piece(
        first, last, acts or elided, stands and not (relative or hollow), alone, names, headless
    )


def _may_end(words: Sequence[str], pieces: list[_Piece], at: int) -> bool:
    """Whether nothing is cut short behind the piece ``at``."""
    if at == len(pieces) - 1 or words[pieces[at].last].endswith(_SENTENCE_MARKS):
        return True
    last, following = pieces[at].last, pieces[at + 1]
    if at and _only_ties(words, pieces[at].first, last + 1):
        return _may_end(words, [*pieces[:at], following], at - 1)
    goes_on = words[last].endswith(":") or plain_word(words[last]) in CUT_SHORT
    if goes_on or _speaks(words, last):
        return False
    if at and not pieces[at].acts and _speaks(words, pieces[at - 1].last):
        return False
    hangs = plain_word(words[following.first]) in UNDER
    return words[last].endswith(_MARKS) or following.acts or hangs


def _speaks(words: Sequence[str], last: int) -> bool:
    """Whether what is said or thought goes on behind ``last``."""
    if plain_word(words[last]) in HEARERS and last:
        last -= 1
    if plain_word(words[last]) == "to" and last:
        last -= 1
    return plain_word(words[last]) in SPEECH


def _trimmed(words: Sequence[str], first: int, last: int, lo: int) -> tuple[int, int]:
    """Without ties and fillers at its beginning, and what leads on at its end."""
    while first < last and (plain_word(words[first]) in TIES or not read_word(words[first])):
        if plain_word(words[first]) == "no" and first == lo:
            break
        first += 1
    while last > first and (
        plain_word(words[last]) in JOINS | {"because", "well", "like"} or not read_word(words[last])
    ):
        last -= 1
    return first, last


def _only_ties(words: Sequence[str], first: int, after: int) -> bool:
    return all(
        plain_word(words[at]) in TIES or not read_word(words[at]) for at in range(first, after)
    )


def _acts(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the words have a verb and, before it, whoever does it.

    A relative clause has a verb of its own, which is not the main one: "the man who rang" does not
    act, "the man who rang was right" does.
    """
    named, relative, at = False, 0, first
    while at <= last:
        word, agent = plain_word(words[at]), _agent(words[at])
        verb = at if agent == "does" else _verb_of(words, at, last) if agent else None
        if verb is None and named and _is_finite(words, at):
            verb = at
        if verb is not None:
            if not relative:
                return True
            relative, at = relative - 1, verb
        elif word in RELATIVE and named:
            relative += 1
        named = named or (word not in NOT_NAMED and bool(read_word(words[at])))
        at += 1
    return False


def _main_follows(words: Sequence[str], first: int, last: int) -> bool:
    """Whether somebody does something behind a clause that hangs: "when it was late I rang"."""
    acting = next((at for at in range(first, last) if _acts(words, first + 1, at)), last)
    return any(
        _agent(words[at]) == "acts"
        and _verb_follows(words, at, last)
        and plain_word(words[at - 1]) not in TIES | SPEECH | RELATIVE | UNDER | UNDER_OR_NOT
        for at in range(acting + 1, last)
    )


def _bare(plain: str) -> str:
    """A word without a verb written on to it: "who'd" is "who"."""
    return next((plain.removesuffix(end) for end in ENDINGS if plain.endswith(end)), plain)


@lru_cache(maxsize=4096)
def _agent(word: str) -> str:
    """ "does": a pronoun with its verb ("I'd"); "acts": one that always acts; "maybe"; or empty."""
    plain = plain_word(word)
    for ending in ENDINGS:
        bare = plain.removesuffix(ending)
        if bare != plain and (bare in SUBJECTS or bare in MAYBE_SUBJECTS - {"that"}):
            return "does" if bare not in ("who", "which") else ""
        if bare == "that" and plain != bare:
            return "does"
    if plain in SUBJECTS:
        return "acts"
    return "maybe" if plain in MAYBE_SUBJECTS else ""


def _verb_follows(words: Sequence[str], at: int, last: int) -> bool:
    """Whether the pronoun at ``at`` does something."""
    return _verb_of(words, at, last) is not None


def _verb_of(words: Sequence[str], at: int, last: int) -> int | None:
    """Where the verb of the pronoun at ``at`` is; None where it does nothing."""
    sure = _agent(words[at]) == "acts"
    for following in range(at + 1, min(last, at + 4) + 1):
        plain = plain_word(words[following])
        if plain in AUXILIARIES or is_past(words[following]) or plain in PRESENTS:
            return following
        if plain in ADVERBS or plain.endswith("ly") or not read_word(words[following]):
            continue
        acts = sure and plain not in NOT_NAMED and not _agent(words[following])
        return following if acts else None
    return None


def _is_finite(words: Sequence[str], at: int) -> bool:
    """Whether the word is a verb that somebody named before it may do."""
    plain = plain_word(words[at])
    if plain in AUXILIARIES or plain in PRESENTS - ALSO_NOUNS:
        return True
    before = plain_word(words[at - 1])
    return is_past(words[at]) and before not in DETERMINERS | AUXILIARIES


@lru_cache(maxsize=4096)
def is_past(word: str) -> bool:
    """Whether the word may be the past of a verb."""
    plain = plain_word(word)
    regular = len(plain) > 4 and plain.endswith("ed") and plain not in NO_PASTS
    return plain in PASTS or regular
