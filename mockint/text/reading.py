"""Words as they are read: fillers, stutters and contractions out of the way, figures as one mark.

"We, sorry, I- I cut it to 0.3%" and "i i cut it to zero point three percent" read the same, so that
what follows works on punctuated and on bare transcripts. Every token remembers its words, so that
a quote is always cut from the words that stand in the transcript.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mockint.text.fillers import ASIDES, SOUNDS, without_repeats
from mockint.text.normalize import straight, word_set
from mockint.text.numbers import NUMBER_WORDS, Rules, number_end

NUMBER: Final = "0"
"""The token that stands for any figure."""


@dataclass(frozen=True, slots=True)
class Token:
    """One read word."""

    text: str
    first: int
    """Index of the first word that it was read from."""
    last: int
    """Index of the last one."""


_SOUNDS: Final = SOUNDS - {"hm"}
"""The weights of the signals know "hm" as a word."""
_BEFORE_LARGE: Final = frozenset(["hundred", "thousand", "million", "dozen"])
_NUMBERS: Final = Rules(
    words=NUMBER_WORDS | {NUMBER},
    opens={
        "a": _BEFORE_LARGE,
        "one": _BEFORE_LARGE | {"point", "percent"},
        "point": NUMBER_WORDS | {NUMBER},
    },
    joins={
        "and": frozenset(["hundred", "thousand", "million"]),
        "point": None,
        "oh": None,
        "one": None,
    },
    one_after=NUMBER_WORDS,
)
_JOINED = {
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "kinda": "kind of",
    "sorta": "sort of", "dunno": "do not know", "cos": "because", "cuz": "because", "till": "until",
    "til": "until", "noone": "nobody", "everyone": "everybody", "someone": "somebody",
    "anyone": "anybody", "won't": "will not", "wont": "will not", "can't": "can not",
    "cant": "can not", "cannot": "can not", "shan't": "shall not", "im": "i am", "i'm": "i am",
    "ive": "i have", "let's": "let us", "ok": "okay",
}  # fmt: skip
_BARE_NOT = re.compile(r"(did|was|is|are|were|has|have|had|does|do|would|could|should)nt")
_ENDINGS = (
    ("n't", " not"),
    ("'ve", " have"),
    ("'re", " are"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'d", " 'd"),
    ("'s", " 's"),
)
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
_STRIP = re.compile(r"^[^\w$€£%#]+|[^\w%]+$")
_SPLIT = re.compile(r"[-\u2013—/_.…,;:!?]+(?=[^\W\d])|[\u2013—/_…]+")
_YEAR = re.compile(r"(?:19|20)\d\d[.,:]?")
_FIGURE = re.compile(r"([$€£]?)(\d[\d,.:]*)(%?)(k|m|x|ms|s|th|st|nd|rd|gb|mb|bn)?")


@lru_cache(maxsize=8192)
def read_word(text: str) -> tuple[str, ...]:
    """One spoken word as read words: none for a filler sound, several for a contraction."""
    read: list[str] = []
    for piece in _SPLIT.split(straight(text)):
        read.extend(_read_piece(_STRIP.sub("", piece)))
    return tuple(read)


def _read_piece(piece: str) -> list[str]:
    if not piece or piece in _SOUNDS:
        return []
    figure = _FIGURE.fullmatch(piece)
    if figure:
        return _read_figure(*figure.groups())
    if piece in _JOINED:
        return _JOINED[piece].split()
    bare = _BARE_NOT.fullmatch(piece)
    if bare:
        return [bare.group(1), "not"]
    for ending, spelt in _ENDINGS:
        if piece.endswith(ending) and len(piece) > len(ending):
            piece = _JOINED.get(piece[: -len(ending)], piece[: -len(ending)]) + spelt
            break
    return piece.split()


def _read_figure(money: str, digits: str, percent: str, suffix: str | None) -> list[str]:
    if _YEAR.fullmatch(digits) and not (money or percent or suffix):
        return ["year"]
    read = [NUMBER]
    if money:
        read.append(_MONEY[money])
    if percent:
        read.append("percent")
    elif suffix and suffix not in ("th", "st", "nd", "rd"):
        read.append(suffix)
    return read


def read(words: Sequence[str]) -> tuple[Token, ...]:
    """The words as tokens: no filler sounds, no stutters, figures folded, self-corrections done."""
    return _read(tuple(words))


@lru_cache(maxsize=2048)  # an answer's sentences: each stage of its analysis reads them again
def _read(words: tuple[str, ...]) -> tuple[Token, ...]:
    tokens = [
        Token(text, index, index) for index, word in enumerate(words) for text in read_word(word)
    ]
    plain = _without_asides(_folded(tokens))
    return tuple(_corrected(without_repeats(plain, lambda token: token.text, frozenset([NUMBER]))))


def read_text(words: Sequence[str]) -> str:
    """The words as they are read, joined by blanks."""
    return text_of(read(words))


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens joined by blanks."""
    return " ".join(token.text for token in tokens)


_BEFORE_A_CAUSE = word_set(
    "the a an root real true actual main likely common that this one no any which what its their"
    " my our 's same first second other deeper underlying to not would could might may can will"
)
"""After one of these "cause" is a noun or a verb, and no "because" cut short."""


def _folded(tokens: list[Token]) -> list[Token]:
    """ "zero point three" becomes one figure; "one" alone stays a word ("this one", "no one")."""
    folded: list[Token] = []
    texts = [token.text for token in tokens]
    at = 0
    while at < len(tokens):
        end = number_end(texts, at, _NUMBERS)
        if end > at:
            folded.append(Token(NUMBER, tokens[at].first, tokens[end - 1].last))
            at = end
        elif tokens[at].text == "cause" and _text(tokens, at - 1) not in _BEFORE_A_CAUSE:
            folded.append(Token("because", tokens[at].first, tokens[at].last))
            at += 1
        elif tokens[at].text == "no" and _text(tokens, at + 1) == "one":
            folded.append(Token("nobody", tokens[at].first, tokens[at + 1].last))
            at += 2
        else:
            folded.append(tokens[at])
            at += 1
    return folded


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


_NOT_ASIDE_BEFORE = word_set("do did to not will if would let that what as")
_LIKE_IS_A_WORD_AFTER = word_set(
    "look looks looked looking feel feels felt sound sounds sounded would 'd something things"
    " just seem seems seemed did do not was is are were"
)


def _without_asides(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        pair = (tokens[at].text, _text(tokens, at + 1))
        before = kept[-1].text if kept else ""
        if pair in ASIDES and before not in _NOT_ASIDE_BEFORE:
            at += 2
        elif pair[0] == "like" and before not in _LIKE_IS_A_WORD_AFTER:
            at += 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept


_TAKES_BACK = word_set("sorry no well actually rather or i mean should say correction")


def _corrected(tokens: list[Token]) -> list[Token]:
    """ "we, sorry, I cut" is a first person who took the "we" back."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text == "we":
            end = at + 1
            while end < at + 5 and _text(tokens, end) in _TAKES_BACK - {"i"}:
                end += 1
            if _text(tokens, end) == "i":
                at = end
                continue
        kept.append(tokens[at])
        at += 1
    return kept
