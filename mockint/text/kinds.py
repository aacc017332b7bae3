"""What kind of number a figure is: an amount that was measured, or a date, an age, a headcount.

Only an amount says how big a problem was or what changed. What a figure is follows from the words
beside it. Works on words as they stand in a transcript, and on read ones (``reading``), where
a figure has lost its value.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from mockint.text.figures import Figure, figures
from mockint.text.normalize import EDGES, ends_phrase, plain_word, word_set
from mockint.text.numbers import LARGE, ONES, TENS

Kind = Literal[
    "amount", "headcount", "parts", "date", "clock", "age", "duration", "school year", "label"
]
"""``headcount``: how many people a team or a place has. ``parts``: of how many pieces a plan or a
system is. ``duration``: how long ago or how long somebody was there. ``label``: a version, a room,
a chapter."""

_BESIDE: Final = 5
"""Words before and after a figure that say what kind it is."""
_SMALL_GROUP: Final = 40
"""So many people are a team or a class; more are a crowd that something happened to."""
_MONTHS: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_LONG: Final = r"(?:days?|weeks?|months?|years?|quarters?|terms?|semesters?|decades?)"
_ROUGHLY: Final = r"(?:about |around |roughly |nearly |almost |over |like |some |maybe )*"
_STANDS_BEFORE: Final[Sequence[tuple[Kind, str]]] = (
    (
        "school year",
        "(?:in|since|from|by|my|of|a|to|entered|started|teach|taught|for) (?:year|grade)|grade"
        "|form|key stage|class year|years",
    ),
    ("label", "version|v|release|sprint|chapter|phase|level|number|room|floor|ward|gate|bay|line"
              "|step|part|route|bus|section|article|paragraph|page|tier|python|java|windows|unit"
              "|platform|studio|table|shop|store|block|quarter|week|day|question|act|scene"),
    ("date", f"{_MONTHS}|in the year|since the year|back in"),
    ("age", "aged|age|at the age of|turned|i was|i am|i'm|he was|she was|he's|she's"),
    (
        "headcount",
        "(?:team|group|squad|staff|crew|class|department|family|shift|office|company|startup"
        "|party|panel|town|village|band|troupe|society|club|kitchen|ward) of"
        "|(?:we|they|you) (?:are|were|'re)|we're|they're|there (?:are|were) (?:only |just )?",
    ),
)  # fmt: skip
_STANDS_AFTER: Final[Sequence[tuple[Kind, str]]] = (
    ("age", r"years? old|year-olds?|-year-old"),
    ("duration", rf"{_LONG} (?:ago|later|before|after|earlier|back|in(?:to)?\b (?:the|my) job)"),
    ("clock", r"o'clock|am\b|pm\b|a\.m|p\.m|in the (?:morning|evening|afternoon)|at night"
              r"|sharp"),
    ("date", rf"(?:of )?{_MONTHS}"),
    ("headcount", r"of us|of them (?:in|on|at)|person team|people team|man team"),
    ("parts",
     r"(?:different |separate |other |main )?(?:parts|pieces|steps|stages|phases|layers|kinds"
     r"|sorts|halves|sides|companies|teams|squads|vendors|services|systems|modules|reasons"
     r"|things|ways|options|offices|countries|machines|servers|nodes|hosts|instances|clusters"
     r"|regions|queues|workers|databases|floors|rooms|wards|branches|sites|shops|stores|schools"
     r"|depots|classes|subjects|languages)"),
)  # fmt: skip
_BEFORE: Final = [
    (kind, re.compile(rf"\b(?:{words}) {_ROUGHLY}$")) for kind, words in _STANDS_BEFORE
]
_AFTER: Final = [(kind, re.compile(rf"^(?:{words})\b")) for kind, words in _STANDS_AFTER]
_LASTED: Final = re.compile(
    r"\b(?:for|over|within|in|during|after|next|last|past|first|took|spent|been|had|every)"
    r" (?:the |a |just |only )?(?:next |last |past |first )?$"
)
_PEOPLE: Final = word_set(
    "people person engineer developer colleague teammate report staff employee nurse teacher"
    " designer analyst tester manager volunteer intern cook waiter driver student pupil kid"
    " children child member team-mate friend brother sister"
)
"""In the singular, as a figure's unit is."""
_MEASURES: Final = word_set("percent dollar euro pound second minute hour")
_LONG_UNITS: Final = word_set("day week month year quarter term semester decade")
_HAPPENS: Final = re.compile(
    r"\b(?:who|a|per|each|every|couldn't|could|can't|lost|left|quit|missed|missing|waiting|waited"
    r"|complained|stopped|charged|affected|stuck|without|were not|weren't|never|signed|came|come"
    r"|gone|instead|down|up|more|fewer|less)\b"
)
"""After a number of people: something happens to them, or they are counted by the day."""
_CLOCK_BEFORE: Final = re.compile(
    r"(?<!stuck )(?<!was )(?<!were )(?<!is )(?<!are )(?<!stayed )"
    r"\b(?:at|by|until|till|past|before) (?:about |around )?$"
)
_TEENS: Final = frozenset(ONES[10:]) | frozenset(TENS[2:])
_AMOUNT_WORDS: Final = re.compile(
    r"\b(?:half|halved|doubled?|tripled?|quadrupled|twice|(?:a|one|two) (?:third|quarter|fifth"
    r"|tenth)s?|thirds|zero|none|nothing|nil|every single|most of|hardly any|last place"
    r"|[a-z]+ty-odd|forty odd|hundreds|thousands|millions|dozens|percent)\b"
)


def kind_of(figure: Figure, words: Sequence[str]) -> Kind:
    """What kind of number ``figure``, found in ``words``, is."""
    before = _joined(words[max(0, figure.first - _BESIDE) : figure.first]) + " "
    number_end = figure.last + 1 - (1 if figure.unit and _unit_is_a_word(figure, words) else 0)
    closed = ends_phrase(words[number_end - 1])
    after = "" if closed else _joined(words[number_end : number_end + _BESIDE])
    if _is_year(figure, words) or _is_clock(figure, words):
        return "date" if _is_year(figure, words) else "clock"
    beside = next((kind for kind, pattern in _AFTER if pattern.search(after)), None)
    if beside is None and figure.unit not in _MEASURES:
        beside = next(
            (
                kind
                for kind, pattern in _BEFORE
                if pattern.search(before) and _fits(kind, figure, after)
            ),
            None,
        )
    return beside or _by_its_unit(figure, before, after)


def _by_its_unit(figure: Figure, before: str, after: str) -> Kind:
    """Where nothing beside it says what it is."""
    if not figure.unit and _CLOCK_BEFORE.search(before) and figure.value in range(1, 25):
        return "clock"
    if _HAPPENS.search(after):
        return "amount"
    if figure.unit in _LONG_UNITS and _LASTED.search(before):
        return "duration"
    if figure.unit in _PEOPLE and 0 < figure.value <= _SMALL_GROUP:
        return "headcount"
    return "amount"


def _fits(kind: Kind, figure: Figure, after: str) -> bool:
    """An age and the size of a group stand without a thing that is counted, or count people."""
    if kind == "age":
        return not figure.unit and figure.value < 100
    if kind == "headcount":
        return (not figure.unit or figure.unit in _PEOPLE) and not _HAPPENS.search(after)
    if kind in ("label", "school year"):
        return not figure.unit or figure.value < 100
    return True


def amounts(words: Sequence[str], sure: Sequence[bool] = ()) -> tuple[Figure, ...]:
    """The figures in ``words`` that measure something. ``sure`` as in ``figures``."""
    return tuple(one for one in figures(words, sure) if kind_of(one, words) == "amount")


def measures(words: Sequence[str]) -> bool:
    """Whether an amount stands in ``words``, as a figure or as a word ("halved", "a third")."""
    return bool(_AMOUNT_WORDS.search(_joined(words))) or bool(amounts(words))


_FROM_TO: Final = re.compile(
    r"\bfrom\b.{1,60}\b(?:to|down to|up to)\b|\b(?:instead of|rather than|used to be|used to take"
    r"|where it (?:was|had been)|compared (?:to|with)|versus|against|down from|up from"
    r"|previously)\b"
)
_MOVED: Final = re.compile(
    r"\b(?:went|gone|go|goes|dropped|drops?|fell|fall(?:en)?|rose|risen|grew|grown|came (?:down|up)"
    r"|climbed|shrank|cut|decreased|increased|reduced|improved|down|up|doubled|halved|tripled|saved"
    r"|fewer|less|more|faster|slower|since|now|to (?:zero|none|nothing))\b"
)


def tells_change(words: Sequence[str]) -> bool:
    """Whether a figure before and one after, or a figure by which something moved, stands there."""
    text = _joined(words)
    found = [one for one in figures(words) if kind_of(one, words) not in ("date", "clock", "age")]
    halves = bool(_AMOUNT_WORDS.search(text))
    if _FROM_TO.search(text) and len(found) + halves >= 2:
        return True
    return bool(_MOVED.search(text)) and measures(words)


def _is_year(figure: Figure, words: Sequence[str]) -> bool:
    """ "two thousand nineteen", "twenty nineteen", "nineteen ninety-six": a year, said aloud."""
    number = _pieces(figure, words)
    if number[:2] == ["two", "thousand"] and 2000 <= figure.value < 2100:
        return not figure.unit
    return (
        len(number) >= 2
        and number[0] in ("nineteen", "twenty")
        and number[1] in _TEENS
        and not figure.unit
    )


def _is_clock(figure: Figure, words: Sequence[str]) -> bool:
    """ "Twenty-two fifty": an hour, and minutes that no number goes on with."""
    number = _pieces(figure, words)
    return (
        len(number) > 1
        and number[-1] in TENS
        and number[-2] in ONES
        and not (figure.unit or set(number) & set(LARGE))
    )


def _pieces(figure: Figure, words: Sequence[str]) -> list[str]:
    """The number words of the figure."""
    pieces = (
        piece
        for word in words[figure.first : figure.last + 1]
        for piece in plain_word(word).split("-")
    )
    return [piece for piece in pieces if piece in _TEENS or piece in ONES or piece in LARGE]


def _unit_is_a_word(figure: Figure, words: Sequence[str]) -> bool:
    last = words[figure.last].strip(EDGES)
    return figure.last > figure.first and not last[:1].isdigit() and plain_word(last) not in LARGE


def _joined(words: Sequence[str]) -> str:
    return " ".join(map(plain_word, words))
