"""How it was said: pace over speaking time, fillers, pauses. Reported; judged elsewhere, lightly.

Sources. Pace is taken over speaking time ("articulation rate"), so that a pause to think costs
nothing. Fillers are the two families that the speech literature counts, vocalised ("um") and
discourse ("you know"); the second only where it stands as an aside.
"""

from collections.abc import Sequence

from mockint.questions.base import Cues
from mockint.star.base import Delivery, Filler, Pause
from mockint.star.spoken import sure
from mockint.transcribe.base import Stretch, Transcript, Word

PAUSE_S = 1.0
"""A silence from here on is listed. Shorter ones belong to speaking."""
BREATH_S = 0.5
"""A gap between words up to this long counts as speaking time, where voice was not measured."""
ENOUGH_SPEECH_S = 10.0
"""Under this much speech a rate would say more about chance than about the speaker."""
_EDGES = ".,;:!?…\"'“”\u2018\u2019()[]—\u2013-"
_ENDS = ",.;:!?…—\u2013-"
_LIKE = "like"
_LIKE_BEFORE = frozenset(
    [
        "was",
        "were",
        "is",
        "it's",
        "its",
        "and",
        "so",
        "um",
        "uh",
        "but",
        "just",
        "i'm",
        "i",
        "he's",
        "she's",
        "they're",
        "we're",
        "of",
    ]
)
_LIKE_WORD_AFTER = frozenset(
    [
        "to",
        "a",
        "an",
        "the",
        "that",
        "this",
        "it",
        "him",
        "her",
        "them",
        "me",
        "my",
        "what",
        "i",
        "we",
        "you",
    ]
)
_YOU_KNOW_VERB_BEFORE = frozenset(
    [
        "do",
        "did",
        "don't",
        "dont",
        "didn't",
        "didnt",
        "that",
        "if",
        "what",
        "as",
        "when",
        "since",
        "because",
        "would",
        "could",
        "let",
        "will",
        "who",
        "how",
        "and",
        "so",
        "than",
        "where",
        "before",
        "should",
        "might",
        "may",
        "unless",
    ]
)
_MEAN_VERB_BEFORE = frozenset(
    ["what", "that", "which", "do", "did", "not", "didn't", "don't", "but", "if", "how"]
)


def measure(transcript: Transcript, cues: Cues) -> Delivery:
    """The delivery of one recording. Fillers stand in order of time."""
    spoken_s = speaking_seconds(transcript)
    fillers = find_fillers(transcript, cues)
    words = count_words(transcript.words, cues)
    enough = spoken_s >= ENOUGH_SPEECH_S
    return Delivery(
        words=words,
        words_per_minute=words * 60.0 / spoken_s if enough else None,
        fillers=fillers,
        fillers_per_minute=len(fillers) * 60.0 / spoken_s if enough else None,
        pauses=find_pauses(transcript.words),
    )


def count_words(words: Sequence[Word], cues: Cues) -> int:
    """Words that carry meaning: filler sounds are left out, discourse fillers are words."""
    sounds = {*cues.fillers}
    return sum(1 for word in words if _plain(word) and _plain(word) not in sounds)


def speaking_seconds(transcript: Transcript) -> float:
    """Seconds with voice: as measured, or else from the words with every real gap left out."""
    if transcript.speech is not None:
        return sum(max(0.0, stretch.end - stretch.start) for stretch in transcript.speech)
    total = 0.0
    reached: float | None = None
    for word in transcript.words:
        start = word.start if reached is None else max(word.start, reached)
        gap = 0.0 if reached is None else word.start - reached
        if 0.0 < gap <= BREATH_S:
            total += gap
        total += max(0.0, word.end - start)
        reached = word.end if reached is None else max(reached, word.end)
    return total


def find_pauses(words: Sequence[Word]) -> tuple[Pause, ...]:
    """Silences between words of ``PAUSE_S`` and more. Time before the first word is none."""
    pauses: list[Pause] = []
    reached: float | None = None
    for word in words:
        if reached is not None and word.start - reached >= PAUSE_S:
            pauses.append(Pause(reached, word.start))
        reached = word.end if reached is None else max(reached, word.end)
    return tuple(pauses)


def find_fillers(transcript: Transcript, cues: Cues) -> tuple[Filler, ...]:
    """Every filler word, phrase and wordless hesitation."""
    words = transcript.words
    found = _in_words(words, cues)
    for stretch in transcript.hesitations:
        if not any(_overlap(stretch, word) for word in words):
            found.append(Filler("um", stretch.start))
    return tuple(sorted(found, key=lambda filler: filler.start))


def _in_words(words: Sequence[Word], cues: Cues) -> list[Filler]:
    plain = [_plain(word) for word in words]
    sounds = {*cues.fillers}
    phrases = sorted(
        (tuple(phrase.split()) for phrase in cues.filler_phrases if phrase.split()),
        key=len,
        reverse=True,
    )
    found: list[Filler] = []
    at = 0
    while at < len(words):
        size = 0
        if plain[at] in sounds:
            size = 1
        else:
            size = next((len(p) for p in phrases if _is_aside(words, plain, at, p)), 0)
        if size and all(sure(word) for word in words[at : at + size]):
            text = " ".join(plain[at : at + size])
            found.append(Filler(text, words[at].start))
        at += max(size, 1)
    return found


def _is_aside(
    words: Sequence[Word], plain: Sequence[str], at: int, phrase: tuple[str, ...]
) -> bool:
    """Whether ``phrase`` stands at ``at`` as an aside, not as a part of the sentence."""
    end = at + len(phrase)
    if tuple(plain[at:end]) != phrase:
        return False
    before = plain[at - 1] if at else ""
    after = plain[end] if end < len(plain) else ""
    set_off = (at == 0 or _ends_clause(words[at - 1])) and (
        end == len(words) or _ends_clause(words[end - 1])
    )
    if set_off:
        return True
    if phrase == (_LIKE,):
        return before in _LIKE_BEFORE - {"i"} and after not in _LIKE_WORD_AFTER
    if phrase == ("you", "know"):
        return before not in _YOU_KNOW_VERB_BEFORE and after not in ("what", "how", "that", "who")
    if phrase == ("i", "mean"):
        return before not in _MEAN_VERB_BEFORE
    return len(phrase) > 1


def _plain(word: Word) -> str:
    return word.text.lower().replace("\u2019", "'").strip(_EDGES)


def _ends_clause(word: Word) -> bool:
    return word.text[-1:] in _ENDS


def _overlap(stretch: Stretch, word: Word) -> bool:
    return stretch.start < word.end and word.start < stretch.end
