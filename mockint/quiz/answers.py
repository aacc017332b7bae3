"""Which option a spoken answer means: "B", "the second", "option two", its own words. Pure.

:func:`wordings` is what may be said, for a recognizer that takes a grammar; :func:`understand`
reads what any recognizer heard. What is not clear is None, never a guess.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from mockint.content.types import LETTERS
from mockint.text.fillers import SOUNDS
from mockint.text.normalize import plain_words, word_set
from mockint.text.numbers import ONES, ordinal

Command = Literal["repeat", "hint", "skip"]
COMMANDS: tuple[Command, ...] = get_args(Command)

ORDINALS = tuple(ordinal([name])[0] for name in ONES[1:9])
SPELLED = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")

LEADS = (
    *("i think", "i think it is", "i think it's", "i believe it's", "it is", "it's", "i say"),
    *("i would say", "i'd say", "the answer is", "my answer is", "i choose", "i take", "i'll take"),
    *("i would go with", "i'll go with", "let me say", "that would be", "that's"),
    *("well", "so", "probably", "maybe", "definitely", "okay"),
)
"""What people say before they come to it."""
SAID_FOR: dict[Command, tuple[str, ...]] = {
    "repeat": (
        *("repeat", "repeat that", "repeat the question", "again", "say that again"),
        *("can you repeat the question", "can you repeat that", "what was the question"),
    ),
    "hint": ("hint", "a hint", "a hint please", "give me a hint", "can i have a hint"),
    "skip": (
        *("i don't know", "i do not know", "no idea", "i have no idea", "pass", "skip"),
        *("skip this one", "next question", "i'm not sure"),
    ),
}
OTHER_WORDS = (
    *("yes", "no", "hello", "what", "why", "who", "where", "okay", "right", "wrong"),
    *("wait", "please wait", "hmm", "oh dear", "thanks", "sure", "good", "great", "stop", "help"),
)
"""Short things that are no answer, for a recognizer that would take them for one."""

_HEARD_AS: dict[str, str] = {
    **{"be": "b", "bee": "b", "see": "c", "sea": "c", "dee": "d", "ay": "a", "eh": "a", "hey": "a"},
    **{"to": "two", "too": "two", "for": "four", "won": "one", "tree": "three"},
    **{"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six"},
    **{"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "alfa": "alpha"},
}
"""Words that engines write for a letter or a number that stands alone."""
_HESITATIONS = (SOUNDS | {"oh"}) - {"eh"}
"""An "eh" may be a letter, see above."""
_TAILS = ("please", "i think", "i guess", "i suppose", "i believe", "thanks", "thank you")
_EMPTY = word_set(
    "a an the and or but so of to in on at by for from with as it its it's is was are were be been "
    "i my me we our you your he she they them this that these those there what which who how"
)
_NOT = frozenset({"not", "isn't", "neither", "nor", "don't", "except"})

FEWEST_IN_A_ROW = 3
"""Words of an option that show it when they are said one after the other."""


@dataclass(frozen=True, slots=True)
class Either:
    """It was one of these two, and could not be told which."""

    first: int
    second: int


Understood = int | Either | Command
"""Index of the option from 0; two that may be meant; or something else that was asked for."""


def wordings(count: int) -> tuple[tuple[str, ...], ...]:
    """For each of ``count`` options what may be said for it; a single letter is a letter's name."""
    return tuple(_wordings(index, count) for index in range(count))


def _wordings(index: int, count: int) -> tuple[str, ...]:
    letter, number, nth = LETTERS[index], ONES[index + 1], ORDINALS[index]
    said = [letter, number, nth, SPELLED[index], f"the {nth}"]
    said += [f"{kind} {letter}" for kind in ("option", "answer", "letter", "choice")]
    said += [f"{kind} {number}" for kind in ("option", "answer", "number", "choice")]
    said += [f"the {nth} {kind}" for kind in ("one", "option", "answer", "choice")]
    if index == count - 1 and index > 0:
        said += ["the last", "the last one", "the last option", "the last answer"]
    return tuple(said)


def understand(heard: str, options: Sequence[str]) -> Understood | None:
    """What ``heard`` means where these are the options; None where that is not clear."""
    said = [word for word in plain_words(heard) if word not in _HESITATIONS]
    if not said:
        return None
    core = _core(said)
    labels = {wording: i for i, ways in enumerate(wordings(len(options))) for wording in ways}
    if len(core) >= 3 and "or" in core[1:-1]:
        return _either(core, labels)
    for attempt in (core, [_HEARD_AS.get(word, word) for word in core], said):
        found = labels.get(" ".join(attempt), labels.get(" ".join(_core(attempt))))
        if found is not None:
            return found
    spoken = " ".join(core)
    for command in COMMANDS:
        if spoken in SAID_FOR[command] or " ".join(said) in SAID_FOR[command]:
            return command
    return _by_talk(core, said, options, labels)


def _by_talk(
    core: Sequence[str], said: Sequence[str], options: Sequence[str], labels: dict[str, int]
) -> int | None:
    """The option whose words were said, or that is named in the talk; none after a "not"."""
    if _NOT & set(said) and not _quotes_whole(said, options):
        return None
    found = (_by_words(words, options) for words in (core, said))
    return next((one for one in found if one is not None), _mentioned(core, labels))


def _either(core: Sequence[str], labels: dict[str, int]) -> Either | None:
    at = core.index("or", 1)
    pair = [labels.get(" ".join(core[:at])), labels.get(" ".join(core[at + 1 :]))]
    if pair[0] is None or pair[1] is None or pair[0] == pair[1]:
        return None
    return Either(pair[0], pair[1])


def _core(said: Sequence[str]) -> list[str]:
    """Without what people say before and after."""
    core = list(said)
    trimmed = True
    while trimmed:
        trimmed = False
        for lead in sorted(LEADS, key=len, reverse=True):
            words = lead.split()
            if len(core) > len(words) and core[: len(words)] == words:
                core, trimmed = core[len(words) :], True
        for tail in _TAILS:
            words = tail.split()
            if len(core) > len(words) and core[-len(words) :] == words:
                core, trimmed = core[: -len(words)], True
    return core


def _mentioned(core: Sequence[str], labels: dict[str, int]) -> int | None:
    """The one option that is named by two words or more ("option b", "the second") in the talk."""
    text = f" {' '.join(core)} "
    named = {i for wording, i in labels.items() if " " in wording and f" {wording} " in text}
    return named.pop() if len(named) == 1 else None


def _quotes_whole(said: Sequence[str], options: Sequence[str]) -> bool:
    """Whether the "not" is the option's own."""
    return any(_longest_run(said, plain_words(option)) >= FEWEST_IN_A_ROW for option in options)


def _by_words(core: Sequence[str], options: Sequence[str]) -> int | None:
    """The option of which enough was said, and clearly more than of any other."""
    split = [plain_words(option) for option in options]
    often = Counter(word for words in split for word in set(words))
    telling = [_telling(words, often, len(options)) for words in split]
    talk = {word for word in core if word not in _EMPTY}
    whole = [words for words in telling if words and words <= talk]
    if any(not words <= max(whole, key=len) for words in whole):
        return None  # two of them, each in full
    scores = [_score(core, words, its, often) for words, its in zip(split, telling, strict=True)]
    best, second = sorted(scores, reverse=True)[:2] if len(scores) > 1 else (*scores, 0.0)
    return scores.index(best) if best >= 2.0 and best - second >= 1.0 else None


def _telling(option: Sequence[str], often: Counter[str], count: int) -> set[str]:
    """The words that not every option has."""
    return {word for word in option if word not in _EMPTY and often[word] < count}


def _score(
    core: Sequence[str], option: Sequence[str], telling: set[str], often: Counter[str]
) -> float:
    """Distinctive words of the option that were said; 0 where most of what was said is not it."""
    talk = {word for word in core if word not in _EMPTY}
    shared = telling & talk
    run = _longest_run(core, option)
    if not shared or (len(shared) < len(talk) / 2 and run < FEWEST_IN_A_ROW):
        return 0.0
    score = sum(1.0 / often[word] for word in shared)
    if run >= FEWEST_IN_A_ROW:
        score += run - FEWEST_IN_A_ROW + 1
    if talk == shared and (talk == telling or len(telling) <= 2):
        score += 1.0  # a short option, all of it or half
    return score


def _longest_run(said: Iterable[str], option: Sequence[str]) -> int:
    """How many words of ``option`` were said one after the other."""
    words = list(said)
    best = 0
    for at in range(len(words)):
        for start in range(len(option)):
            size = 0
            while (
                at + size < len(words)
                and start + size < len(option)
                and words[at + size] == option[start + size]
            ):
                size += 1
            best = max(best, size)
    return best
