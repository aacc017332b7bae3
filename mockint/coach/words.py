"""Words that add no fact to a question or a sentence, and words as they are compared. Pure."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from mockint.star import word_classes as classes
from mockint.text.normalize import plain_words, straight, word_set
from mockint.text.numbers import LARGE, NUMBER_WORDS
from mockint.text.stems import stem

ASKING: Final = word_set(
    "approach ask asked change changed choice choose chose consider decide decided decision"
    " describe did different differently do does doing done effect elaborate else example"
    " explain feel felt find follow found get go goal going got handle handled happen happened"
    " help helped impact important influence involved knew know lead learn learned learnt let"
    " like look made make making mean meant measure mention mentioned moment more most next"
    " outcome own part please point process reason reasons response result results role said"
    " say see share show shown specific specifically step steps take taken tell thing things"
    " think thought told took try turn understand used walk want wanted way went work worked"
    " working"
)
"""What an interviewer may say of any story: it takes nothing for granted that was not told."""

NEUTRAL: Final = word_set(
    "choose chose consider decide decided describe do doing done explain feel felt find found"
    " handle handled happen know knew learn learned learnt look mean meant measure mention"
    " mentioned say said tell think thought understand want wanted"
)
"""Of these, what "you" may be asked about without its being said that you did it."""
_IRREGULAR: Final = {
    form: base
    for base, *forms in (
        line.split()
        for line in (
            "become became", "begin began begun", "break broke broken", "bring brought",
            "build built", "buy bought", "catch caught", "choose chose chosen", "come came",
            "deal dealt", "draw drew drawn", "drive drove driven", "eat ate eaten",
            "fall fell fallen", "feel felt", "fight fought", "find found", "fly flew", "get got",
            "give gave given", "go went gone", "grow grew grown", "hear heard", "hide hid hidden",
            "hold held", "keep kept", "know knew known", "lead led", "leave left", "lend lent",
            "lose lost", "make made", "mean meant", "meet met", "pay paid", "ride rode", "run ran",
            "say said", "see saw seen", "sell sold", "send sent", "show shown", "sit sat",
            "speak spoke spoken", "spend spent", "stand stood", "steal stole", "stick stuck",
            "take took taken", "teach taught", "tell told", "think thought", "throw threw thrown",
            "understand understood", "wake woke", "wear wore", "win won", "write wrote written",
        )
    )
    for form in forms
}  # fmt: skip

ME: Final = word_set("i me my mine myself i'm i've i'd i'll")
US: Final = word_set("we us our ours ourselves we're we've we'd we'll let's")
YOU: Final = word_set("you your yours yourself you're you've you'd you'll")
OTHERS: Final = word_set(
    "he him his himself she her hers herself they them their themselves theirs it its nobody"
    " somebody everybody who he's she's they're they've they'd they'll he'd she'd he'll she'll"
    " it's it'd it'll that's there's what's who's where's here's ain't"
)
FUNCTION: Final = (
    classes.PREPOSITIONS
    | classes.DETERMINERS
    | classes.SUBJECTS
    | classes.MAYBE_SUBJECTS
    | classes.ADVERBS
    | classes.AUXILIARIES
    | classes.JOINS
    | classes.UNDER
    | classes.UNDER_OR_NOT
    | classes.RELATIVE
    | ME
    | US
    | YOU
    | OTHERS
)
"""Words that carry no content of their own."""
_NOT: Final = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|hardly|cannot|\w+n't)\b"
)
_COUNTS: Final = NUMBER_WORDS | LARGE.keys()


def root(word: str) -> str:
    """What forms of one word share: "decided", "decides" and "deciding" are "decid"."""
    word = word.removesuffix("'s")
    bare = stem(_IRREGULAR.get(word, word), shortest=3)
    if len(bare) > 3 and bare[-1] == bare[-2]:  # "stopped"
        bare = bare[:-1]
    bare = bare.removesuffix("e") if len(bare) > 3 else bare
    return bare[:-1] + "i" if bare.endswith("y") else bare


def is_number(word: str) -> bool:
    """Whether it counts something: "3", "twenty", "2nd"; a lone "one" does not."""
    return word in _COUNTS or any(letter.isdigit() for letter in word)


def content(text: str, without: Collection[str] = ()) -> Iterator[str]:
    """The roots of the words of ``text`` that carry content, in order; numbers are none."""
    for word in plain_words(text):
        if word not in FUNCTION and word not in without and not is_number(word):
            yield root(word)


def denials(text: str) -> int:
    """How often something is denied."""
    return len(_NOT.findall(straight(text)))


def numbers(text: str) -> tuple[str, ...]:
    """The words of ``text`` that count something, in order."""
    return tuple(word for word in plain_words(text) if is_number(word))
