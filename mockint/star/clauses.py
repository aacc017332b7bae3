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

from mockint.text.normalize import plain_word, word_set
from mockint.text.reading import read_word

_MARKS: Final = (",", ".", ";", ":", "?", "!", "\u2026", "\u2014", "\u2013")
_SENTENCE_MARKS: Final = (".", "?", "!", "\u2026")

_TIES: Final = word_set("and but so or then yet well yeah yes okay ok like anyway also oh now no")
"""Words before a clause that only tie it to what stood there."""
_JOINS: Final = word_set("and but so or then yet")
_UNDER: Final = word_set("when while if because although though unless whereas whenever 'cause")
"""Open a clause that hangs on another one."""
_UNDER_OR_NOT: Final = word_set("since once before after until till as where wherever than")
"""The same where somebody follows who does something; else they belong to what stands before."""
_RELATIVE: Final = word_set("who whom whose which that what how why whether")
"""Never open what can stand alone."""
_SUBJECTS: Final = word_set("i we he she they nobody everybody somebody everyone someone no-one")
"""Pronouns that do something wherever they stand."""
_MAYBE_SUBJECTS: Final = word_set("it you there this that these those who which one people none")
"""Pronouns that do something where a verb follows."""
_ENDINGS: Final = ("'d", "'ll", "'ve", "'re", "'m", "'s")
_PREPOSITIONS: Final = word_set(
    "about above across after against along among around as at before behind below between by down"
    " during except for from in inside into like near of off on onto out outside over past per"
    " since than through till to toward towards under until up upon via with within without"
)
_DETERMINERS: Final = word_set(
    "a an the my our your his her its their this these those every each some any no another such"
)
_HANGS: Final = (
    _PREPOSITIONS - word_set("about down in off on out over through up across around along behind")
) | (_DETERMINERS - word_set("this these those her some any each another"))
"""No clause ends with one of these."""
_CUT_SHORT: Final = _HANGS | word_set(
    "i we he she they and but so or because which who that if when while in on about into is was"
    " are were am be been had has have will would could should can might must not very just really"
    " only it's that's i'm i'd we'd i've we've they'd he'd she'd there"
)
"""Nor with one of these, where it does not end the sentence."""
_ADVERBS: Final = word_set(
    "also always already actually all almost basically both certainly even ever finally first"
    " honestly just kind kinda later literally maybe mostly myself never not now often only"
    " ourselves probably quickly rather really simply so sometimes soon sort still then there"
    " therefore together today too usually um uh themselves himself herself"
)
_AUXILIARIES: Final = word_set(
    "is was are were am has have had do does did can could will would shall should may might must"
    " isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't"
    " wouldn't shouldn't cannot ain't mustn't needn't 's"
)
_PASTS: Final = word_set(
    "ate became began bent bet bit bled blew bought bred broke brought built burnt burst came"
    " caught chose clung cost crept cut dealt did drank dreamt drew drove dug fed fell felt flew"
    " forgave forgot fought found froze gave got grew had heard held hid hit hung hurt kept knew"
    " laid lay leapt learnt led left lent let lit lost made meant met overheard overran paid put"
    " quit ran rang read rebuilt redid rewrote rode rose said sang sank sat saw sent set shook"
    " shot showed shrank shut slept slid snuck sold spent spelt spoke split spread sprang stood"
    " stole struck stuck swam swept swore swung taught thought threw told took tore understood"
    " undid upset used went wept withdrew woke won wore wound wrote"
)
_NO_PASTS: Final = word_set("hundred indeed speed breed naked sacred kindred wicked")
_PRESENTS: Final = word_set(
    "asks becomes belongs brings calls carries checks comes costs counts cuts feels finds gets"
    " gives goes happens helps holds keeps knows lets lives loses looks makes matters means needs"
    " owns pays prints puts reads runs says sees seems sends sets shows sits starts stands stays"
    " stops takes talks tells tries uses wants works writes belong come get go keep know make mean"
    " need say take use want work"
)
_SPEECH: Final = word_set(
    "said says saying say told tell tells asked asks explained replied answered thought think wrote"
    " realized realised decided knew know noticed felt insisted argued suggested figured meant"
    " showed shouted promised admitted agreed is was"
)
"""After one of these and a mark, what was said or thought goes on."""
_HEARERS: Final = word_set("me him her them us you it myself everybody everyone people all")


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
        while end > lo and hi < len(words) - 1 and plain_word(words[end]) in _CUT_SHORT | _TIES:
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
    if word in _UNDER:
        return _acts(words, following, hi)
    if word in _UNDER_OR_NOT:
        return following <= hi and bool(_agent(words[following]))
    if word not in _JOINS:
        return False
    while following <= hi and plain_word(words[following]) in _TIES | _ADVERBS:
        following += 1
    if following > hi:
        return False
    return bool(_agent(words[following])) or _is_past(words[following])


def _piece(words: Sequence[str], first: int, last: int, *, opens: bool) -> _Piece:
    begins = first
    while begins < last and (plain_word(words[begins]) in _TIES or not read_word(words[begins])):
        begins += 1
    opener = plain_word(words[begins])
    so_that = begins > first and plain_word(words[begins - 1]) == "so" and opener == "that"
    points = opener == "that" and not so_that and _verb_follows(words, begins, last)
    cleft = opener == "what" and {"is", "was"} & set(map(plain_word, words[begins + 2 : last]))
    relative = opener in _RELATIVE and not (points or cleft)
    under = opener in _UNDER or (
        opener in _UNDER_OR_NOT and begins < last and bool(_agent(words[begins + 1]))
    )
    under = under and (opener == "because" or not _main_follows(words, begins, last))
    acts = _acts(words, begins, last)
    elided = _is_past(words[begins])
    heads = begins
    while heads < last and plain_word(words[heads]) in _ADVERBS and not _agent(words[heads]):
        heads += 1
    headless = plain_word(words[heads]) in _AUXILIARIES or _is_past(words[heads])
    alone = (acts and not relative and not under and not headless) or (opens and elided)
    apart = first == 0 or words[first - 1].endswith(_MARKS)
    stands = opens or alone or (under and acts and apart and opener != "because")
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
    goes_on = words[last].endswith(":") or plain_word(words[last]) in _CUT_SHORT
    if goes_on or _speaks(words, last):
        return False
    if at and not pieces[at].acts and _speaks(words, pieces[at - 1].last):
        return False
    return words[last].endswith(_MARKS) or following.acts


def _speaks(words: Sequence[str], last: int) -> bool:
    """Whether what is said or thought goes on behind ``last``."""
    if plain_word(words[last]) in _HEARERS and last:
        last -= 1
    if plain_word(words[last]) == "to" and last:
        last -= 1
    return plain_word(words[last]) in _SPEECH


def _trimmed(words: Sequence[str], first: int, last: int, lo: int) -> tuple[int, int]:
    """Without ties and fillers at its beginning, and what leads on at its end."""
    while first < last and (plain_word(words[first]) in _TIES or not read_word(words[first])):
        if plain_word(words[first]) == "no" and first == lo:
            break
        first += 1
    while last > first and (plain_word(words[last]) in _JOINS or not read_word(words[last])):
        last -= 1
    return first, last


def _only_ties(words: Sequence[str], first: int, after: int) -> bool:
    return all(
        plain_word(words[at]) in _TIES or not read_word(words[at]) for at in range(first, after)
    )


def _acts(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the words have a verb and, before it, whoever does it."""
    named = False
    for at in range(first, last + 1):
        word = plain_word(words[at])
        agent = _agent(words[at])
        if agent == "does" or (agent and _verb_follows(words, at, last)):
            return True
        if named and _is_finite(words, at):
            return True
        if word in _RELATIVE and named and not agent:
            continue
        named = named or (word not in _NOT_NAMED and bool(read_word(words[at])))
    return False


def _main_follows(words: Sequence[str], first: int, last: int) -> bool:
    """Whether somebody does something behind a clause that hangs: "when it was late I rang"."""
    acting = next((at for at in range(first, last) if _acts(words, first + 1, at)), last)
    return any(
        _agent(words[at]) == "acts"
        and _verb_follows(words, at, last)
        and plain_word(words[at - 1]) not in _TIES | _SPEECH | _RELATIVE | _UNDER | _UNDER_OR_NOT
        for at in range(acting + 1, last)
    )


_NOT_NAMED: Final = (
    _PREPOSITIONS | _DETERMINERS | _TIES | _ADVERBS | _UNDER | _UNDER_OR_NOT | _RELATIVE
    | _AUXILIARIES | word_set("me him us them to")
)  # fmt: skip


@lru_cache(maxsize=4096)
def _agent(word: str) -> str:
    """ "does": a pronoun with its verb ("I'd"); "acts": one that always acts; "maybe"; or empty."""
    plain = plain_word(word)
    for ending in _ENDINGS:
        bare = plain.removesuffix(ending)
        if bare != plain and (bare in _SUBJECTS or bare in _MAYBE_SUBJECTS - {"that"}):
            return "does" if bare not in ("who", "which") else ""
        if bare == "that" and plain != bare:
            return "does"
    if plain in _SUBJECTS:
        return "acts"
    return "maybe" if plain in _MAYBE_SUBJECTS else ""


def _verb_follows(words: Sequence[str], at: int, last: int) -> bool:
    """Whether the pronoun at ``at`` does something."""
    sure = _agent(words[at]) == "acts"
    following = at + 1
    while following <= last and following <= at + 4:
        plain = plain_word(words[following])
        if plain in _AUXILIARIES or _is_past(words[following]) or plain in _PRESENTS:
            return True
        if plain in _ADVERBS or plain.endswith("ly") or not read_word(words[following]):
            following += 1
            continue
        return sure and plain not in _NOT_NAMED and not _agent(words[following])
    return False


def _is_finite(words: Sequence[str], at: int) -> bool:
    """Whether the word is a verb that somebody named before it may do."""
    plain = plain_word(words[at])
    if plain in _AUXILIARIES or plain in _PRESENTS - word_set("use work need say"):
        return True
    before = plain_word(words[at - 1])
    return _is_past(words[at]) and before not in _DETERMINERS | _AUXILIARIES


@lru_cache(maxsize=4096)
def _is_past(word: str) -> bool:
    plain = plain_word(word)
    regular = len(plain) > 4 and plain.endswith("ed") and plain not in _NO_PASTS
    return plain in _PASTS or regular
