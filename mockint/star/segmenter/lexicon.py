"""Classes of words: what lets a model trained on some stories hear the shape of another.

Two views. ``shape`` puts every token in one grammatical class (pronoun, past verb, number, …), so
that "I rewired it" and "I traced it" look alike. ``meanings`` gives the groups a token belongs to
(words of pain, of ownership, of learning, …).
"""

from typing import Final

from mockint.star.segmenter.tokens import MONEY, NUMBER, PERCENT
from mockint.text.normalize import word_set

_SHAPE_WORDS: Final[dict[str, str]] = {
    "I": "i me myself",
    "MY": "my",
    "WE": "we us ourselves",
    "OUR": "our",
    "YOU": "you your",
    "HE": "he she him her his",
    "THEY": "they them their",
    "IT": "it its",
    "THAT": "that this",
    "THERE": "there",
    "WH": "who which what where",
    "WHEN": "when while",
    "IF": "if",
    "NOB": "nobody no none never nothing",
    "SOMEB": "somebody someone",
    "EVB": "everybody everyone",
    "BE": "is 's are 're 'm am be been being",
    "BEP": "was were",
    "HAD": "'d had",
    "HAVE": "have 've has",
    "DID": "did",
    "DO": "do does",
    "MOD": "will 'll would could should can may might must",
    "NEG": "n't not",
    "NUM": NUMBER,
    "MON": MONEY,
    "PCT": PERCENT,
    "DET": "the a an some any each every these those",
    "PREP": "in on at of for with from by into over through across under about before after during"
    " between until",
    "CONJ": "or as than though although",
    "ADV": "really actually only even too very",
    "so": "so",
    "then": "then",
    "and": "and",
    "but": "but",
    "because": "because",
    "now": "now",
    "still": "still",
    "just": "just",
    "also": "also",
    "to": "to",
    "PAST": "got took made said told saw found thought knew gave kept left ran wrote read built sat"
    " stood brought bought caught taught felt met sent spent lost won put cut set let hit shut"
    " split paid led held drew grew threw began broke chose drove fell rose spoke woke wore"
    " understood rang went came rode stuck dug swept hid bet lent became stole tore hung slept",
}
_SHAPES: Final = {word: name for name, words in _SHAPE_WORDS.items() for word in words.split()}

_MEANING_WORDS: Final[dict[str, str]] = {
    "LEARN": "learn learned learnt learning lesson lessons taught takeaway insight reminder"
    " realised realized realise moral thread",
    "MINE": "mine ours theirs belonged belongs owned owner owners owns remit patch job description"
    " responsibility responsible sprint nobody's anybody's anyone's board scope strictly officially"
    " department departments",
    "BOSS": "manager boss lead supervisor director vp president producer cto head chief mentor"
    " professor senior",
    "ASSIGN": "asked asking assigned handed gave given told put",
    "DECIDE": "decided decide figured volunteered resolved promised chase goal task target",
    "DOWN": "down fell dropped drop fewer less lower halved cut reduced shrank zero gone saved"
    " saving saves recovered",
    "UP": "up rose faster doubled higher grew increased",
    "SINCE": "since still after afterwards later nowadays stayed within",
    "ADOPT": "adopted copied copy standard everywhere others template sister elsewhere picked"
    " required company wide default",
    "HAPPY": "happy pleased liked loved thanked better calmer smoother quieter satisfied fine well"
    " relieved cake",
    "TIME": "second seconds minute minutes hour hours day days week weeks month months quarter year"
    " years milliseconds morning evening night",
    "CUST": "customer customers user users people merchant merchants patient patients member"
    " members client clients guest guests player players parents nurses drivers passengers shops"
    " families riders students farmers",
    "PAIN": "wrong broken broke slow failing failed fail crashed crash crashing lost losing missing"
    " stuck complained complaining complaints late dying dead error errors blank twice empty bug"
    " bugs refund refunds problem trouble issue",
    "NOTICE": "noticed saw spotted found heard seen looked reading happened came",
    "HABIT": "now always never every anything whenever before first next again differently",
    "META": "story example answer question sorry anyway whatever think pick start short star"
    " situation action result",
    "TRACE": "turned out cause traced root showed because",
    "ACT": "pulled wrote built added fixed traced ran tested replayed moved changed removed wrapped"
    " rewrote put sat walked showed asked called rang went checked compared measured logged read"
    " took sent deployed rolled shipped merged reviewed set made swapped deleted replaced created"
    " designed recorded timed opened drew split cut turned switched patched plotted counted sorted"
    " listed printed dug looked tried pushed proposed argued explained taught paired started kept"
    " held interviewed copied drafted posted phoned messaged wired soldered flashed reproduced"
    " queried profiled instrumented labelled pinned rebuilt persuaded booked raised brought stuck"
    " grabbed tagged stepped muted collected sampled simulated",
    "VAGUE": "helped worked looked handled bit some things stuff various",
    "PLACE": "company team startup firm bank hospital shop app job group place platform service"
    " system product called",
    "HEDGE": "guess suppose maybe probably think believe honestly basically",
    "GENERIC": "communication important teamwork proactive listen trust collaboration quality"
    " careful everyone everybody should really",
    "CONSEQ": "so therefore which meant",
}


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _MEANING_WORDS.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), name)
    return found


_MEANINGS: Final = _by_word()
_FUNCTION_WORDS: Final = word_set("one all out up down back off like well ok yes right") | {
    word for word, name in _SHAPES.items() if name != "PAST"
}


def shape(token: str) -> str:
    """The grammatical class of ``token``; "X" for a word of no known shape."""
    known = _SHAPES.get(token)
    if known is not None:
        return known
    if len(token) > 3 and token.endswith("ed"):
        return "PAST"
    if len(token) > 4 and token.endswith("ing"):
        return "ING"
    return "LY" if len(token) > 3 and token.endswith("ly") else "X"


def meanings(token: str) -> tuple[str, ...]:
    """Groups of meaning that ``token`` belongs to; usually none."""
    return _MEANINGS.get(token, ())


def is_content(token: str) -> bool:
    """Whether ``token`` carries matter rather than grammar."""
    return token not in _FUNCTION_WORDS
