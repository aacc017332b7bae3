"""What a reply brings and what it admits, as numbers from 0 to 1.

A few words of a kind are enough for the whole number, so talking on does not count. A sentence that
only says the question or the answer again brings nothing.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from mockint.star.proportional_odds import Inputs
from mockint.star.segmenter.sentences import cut
from mockint.star.words import read_sure
from mockint.text.figures import figures
from mockint.text.normalize import plain_word, word_set
from mockint.text.reading import read_text
from mockint.text.stems import beginning
from mockint.transcribe.types import Transcript, Word

BRINGS = ("amounts", "people", "checks", "steps", "reasons")
HOLLOW = ("generic", "long_words", "loose")
ADMITS = ("others", "admits", "denies", "fault")
SUBJECT = "subject"

REPEATS_SHARE = 0.65
"""A sentence with a larger share of words said before says them again."""
SHORTEST = 3
"""Letters of a word that carries matter; of a sentence, such words."""
BY_CHANCE = 0.002
"""Of all pairs of a reply's word and an answer's, the share that is one word where the two are of
different stories, and as much again. A reply to the answer shares more."""
LONG_WORD = 8
"""Letters: those of management are long, those of things are short."""

_ENOUGH: Mapping[str, int] = {"amounts": 3, "people": 2, "checks": 3, "steps": 3, "reasons": 2}

_GRAMMAR = word_set(
    "a about after all also an and any are as at be because been before being bit but by came can"
    " come could 'd did do does done down each every for from get go got had has have he her here"
    " him his how i if in into is it its just kind know let like lot many may me mean might mine"
    " more most much must my no not of off okay on one only or our ours out over quite really"
    " 's said say she should so some sort than that the their them then there these they thing"
    " think this those to too under up us very was way we well went were what when where which"
    " while who why will with would year yes you your yours"
)
_GENERIC = word_set(
    "ownership owner align aligned alignment stakeholder stakeholders communicate communicated"
    " communication collaborate collaborated collaboration collaborative teamwork proactive"
    " proactively transparent transparency leadership initiative mindset culture values vision"
    " journey resilient resilience challenge challenges challenging opportunity opportunities"
    " passion passionate obsessed obsession motivated dedicated commitment committed driven drive"
    " drove driving lead leading led ensure ensured ensuring deliver delivered delivering"
    " deliverables impact impactful significant significantly robust rigorous rigorously thorough"
    " thoroughly careful carefully closely strategic strategy strategies responsibility"
    " responsible accountable accountability growth grow learning learnings improvement continuous"
    " feedback best practice practices process processes approach excellence excellent quality"
    " success successful successfully metrics kpis milestones loop page leverage leveraged synergy"
    " dynamic agile flexible perspective perspectives diverse dialogue debate respect respectful"
    " respectfully constructive positive positively energy bias principle principles professional"
    " professionally standards outcome outcomes goals objectives priorities proud confident"
    " confidence trust important importance crucial critical key everybody always holistic"
    " structured structure prioritise prioritize prioritised prioritized efficient efficiently"
    " efficiency effective effectively validate validated visibility empower empowered support"
    " supported value values various several multiple different things stuff general generally"
    " basically obviously naturally definitely absolutely certainly coordinated coordinating"
    " managed managing handled monitored verified verifying considered weighed believe believed"
)
_ABSTRACT = re.compile(r"[a-z]{3,}(?:tion|sion|ment|ity|ness|ship|ance|ence|ism)s?")
_LOOSE = re.compile(
    r"\b(?:you|people|everybody|anybody|always|in general|generally|by nature|at the end of the day"
    r"|as (?:there|it) always|there (?:is|are|'s) always|a lot of|all about|it is just who)\b"
)
_ROLES = (
    "accountant analyst apprentice architect assistant auditor baker boss boy brother builder buyer"
    " caretaker carpenter cashier chef chief child cleaner clerk client colleague contractor"
    " consultant cook coordinator councillor courier cousin customer daughter deputy designer"
    " developer director doctor driver editor electrician engineer farmer father fireman foreman"
    " friend girl guard guest guy head husband inspector intern journalist judge lady landlord"
    " lawyer lead leader librarian man manager matron mayor mechanic mentor midwife mother"
    " neighbor neighbour nurse officer operator organizer owner patient pharmacist pilot planner"
    " plumber porter principal professor receptionist secretary seller shopkeeper sister son"
    " student supervisor supplier surgeon surveyor teacher technician tenant tester trainer tutor"
    " uncle aunt user vet visitor volunteer waiter wife witness woman worker"
)
_PERSON = re.compile(rf"\b(?:he|she|him|her|his|hers|mr|mrs|ms|{'|'.join(_ROLES.split())})\b")
_CHECK = re.compile(
    r"\b(?:count(?:ed)?|compar\w+|measured|test(?:ed)?|tried|checked|looked|watched|timed|weighed"
    r"|before|after|without|both|same|only|instead|turned out|differen\w+|differs?|until|again)\b"
)
_REASON = re.compile(
    r"\b(?:because|since|so that|otherwise|in order to|which meant|that is why|the reason|if i"
    r"|due to|so i|so we)\b"
)
_BETWEEN = r"(?:(?:then|also|just|first|even|myself|only|always|have|had|did|went and|'d) ){0,2}"
_IRREGULAR = (
    "began bought broke brought built came caught chose cut done drew dug fell felt found gave"
    " given got grew held hid hung hit kept knew laid lent lost made met paid put ran rang read"
    " rode saw seen sent set shown shut slept spent split spoke stood stuck sat swept taken taught"
    " threw tied told took tore went woke won wore written wrote"
)
_STEP = re.compile(rf"\bi {_BETWEEN}([a-z]{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b")
_NO_STEP = word_set(
    "aligned assumed believed challenged considered coordinated delivered ensured expected felt"
    " guessed handled helped hoped learned leaned liked looked loved made managed monitored"
    " needed owned prioritised prioritized stayed supported supposed thought took tried validated"
    " verified waited wanted worked knew collaborated communicated"
)
"""Past forms after "i" that nobody could watch."""
_DENIES = re.compile(r"\b(?:not|no|none|nothing|nobody|never|hardly|neither|nowhere)\b")
_ADMITS = re.compile(
    r"\bi (?:[a-z']+ )?(?:do|did|have|had|could|would|was|am|'d)(?: [a-z]+)? not\b"
    r"|\bi (?:[a-z']+ )?(?:never|waited|assumed|guessed|hoped|hope|guess|suppose|left|forgot)\b"
    r"|\bwe (?:do|did|have|had|could|never|just)(?: [a-z]+)? (?:not|never|waited)\b"
    r"|\bif i am honest\b|\bto be honest\b|\bi am afraid\b|\bmaybe it\b|\bnot really\b"
    r"|\bthe (?:same|old|usual) way\b|\bno (?:idea|clue)\b|\banyway\b"
)
_OTHERS = re.compile(
    r"\b(?:they|he|she|the [a-z]+|somebody|[a-z]+s) (?:just |all )?(?:made|did|decided|fixed|sorted"
    r"|handled|finished|wanted|told me|asked me|put it|gave it|took it|chose|said that)\b"
    r"|\bmy (?:manager|boss|lead|director|supervisor|chief)\b"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What was said before the reply."""

    ask: str = ""
    """The question that it replies to."""
    answer: Transcript | None = None
    """None where it is not at hand."""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply, and how often each kind of thing stands in it."""

    words: Sequence[Word]
    text: str
    brings: Mapping[str, int]
    """Empty where it says again what was said before."""
    admits: Mapping[str, int]

    @property
    def concrete(self) -> int:
        """How much there is to point at."""
        return sum(self.brings.values())

    @property
    def against(self) -> int:
        """How much of it speaks against the speaker."""
        return sum(self.admits.values())


def sentences(spoken: Sequence[Sequence[Word]], known: Known) -> tuple[Sentence, ...]:
    """The sentences that hold a word the engine stands by."""
    before = [read_text(known.ask.split())]
    if known.answer is not None:
        before += [read_sure(unit.words) for unit in cut(known.answer)]
    numbers = _numbers(known)
    told: list[Sentence] = []
    for words in spoken:
        text = read_sure(words)
        if text:
            told.append(_sentence(words, text, before, numbers))
            before.append(text)
    return tuple(told)


def inputs(told: Sequence[Sentence], known: Known, *, fault: bool) -> Inputs:
    """The numbers of a reply of one sentence or more.

    ``fault``: a signal was heard that the theme counts as weak.
    """
    matter = [word for one in told for word in _matter(one.text)]
    generic = sum(word in _GENERIC or bool(_ABSTRACT.fullmatch(word)) for word in matter)
    stems = set(map(beginning, matter))
    before = _said_before(known)
    by_chance = int(BY_CHANCE * len(stems) * len(before))
    share = 1 / max(1, len(matter))
    return {
        **{
            name: _part(sum(one.brings.get(name, 0) for one in told), most)
            for name, most in _ENOUGH.items()
        },
        SUBJECT: float(len(stems & before) >= by_chance),
        "generic": min(1.0, 4 * generic * share),
        "long_words": min(1.0, 2 * share * sum(len(word) >= LONG_WORD for word in matter)),
        "loose": min(1.0, sum(len(_LOOSE.findall(one.text)) for one in told) / len(told)),
        "others": _part(sum(one.admits["others"] for one in told), 2),
        "admits": _part(sum(one.admits["admits"] for one in told), 2),
        "denies": float(bool(_DENIES.search(told[0].text))),
        "fault": float(fault),
    }


def _sentence(
    words: Sequence[Word],
    text: str,
    before: Sequence[str],
    numbers: AbstractSet[tuple[float, str]],
) -> Sentence:
    stems = _stems(text)
    same = max(len(stems & _stems(one)) for one in before)
    repeats = text in before or (len(stems) >= SHORTEST and same >= REPEATS_SHARE * len(stems))
    said = figures([word.text for word in words], [word.sure for word in words])
    steps = [step for step in _STEP.findall(text) if step not in _NO_STEP]
    brings = {
        "amounts": sum((one.value, one.unit) not in numbers for one in said),
        "people": len(_PERSON.findall(text)) + len(_names(words)),
        "checks": len(_CHECK.findall(text)),
        "steps": len(steps),
        "reasons": len(_REASON.findall(text)),
    }
    admits = {"others": len(_OTHERS.findall(text)), "admits": len(_ADMITS.findall(text))}
    return Sentence(words, text, {} if repeats else brings, admits)


def _names(words: Sequence[Word]) -> set[str]:
    """Words with a capital inside the sentence."""
    return {
        word.text
        for before, word in pairwise(words)
        if word.sure
        and word.text[:1].isupper()
        and plain_word(word.text).partition("'")[0] != "i"
        and before.text[-1:] not in ".?!'\""
    }


def _said_before(known: Known) -> set[str]:
    answer = read_sure(known.answer.words) if known.answer else ""
    return _stems(f"{read_text(known.ask.split())} {answer}")


def _numbers(known: Known) -> set[tuple[float, str]]:
    answer = [word.text for word in known.answer.words] if known.answer else []
    return {
        (one.value, one.unit) for words in (known.ask.split(), answer) for one in figures(words)
    }


def _stems(text: str) -> set[str]:
    return set(map(beginning, _matter(text)))


def _matter(text: str) -> list[str]:
    return [word for word in text.split() if len(word) >= SHORTEST and word not in _GRAMMAR]


def _part(count: int, enough: int) -> float:
    return min(count, enough) / enough
