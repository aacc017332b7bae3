"""How it was said: pace, fillers, pauses, restarts. Reported; judged elsewhere, lightly.

Fillers are the two families that the speech literature counts, vocalised ("um") and
discourse ("you know"); the second only where it stands as an aside.
"""

from collections.abc import Sequence

from mockint.content.types import Cues
from mockint.star.pace import count_words, pace_by_part, per_minute, speaking_seconds
from mockint.star.restarts import find_restarts
from mockint.star.types import Delivery, Filler, Pause, Span
from mockint.star.understood import Stretches, only_understood, runs
from mockint.text.fillers import is_word
from mockint.text.normalize import plain_word, word_set
from mockint.transcribe.types import Stretch, Transcript, Word

PAUSE_S = 1.0
"""A silence from here on is listed. Shorter ones belong to speaking."""
_ENDS = ",.;:!?…—\u2013-"
_LIKE = "like"
_LIKE_BEFORE = word_set(
    "was were is it's its and so um uh but just i'm i he's she's they're we're of"
)
_LIKE_WORD_AFTER = word_set("to a an the that this it him her them me my what i we you")
_YOU_KNOW_VERB_BEFORE = word_set(
    "do did don't dont didn't didnt that if what as when since because would could let will who"
    " how and so than where before should might may unless"
)
_KNOW_WHAT = word_set("what how that who why where whether about")
_OBJECT_BEGINS = word_set(
    "the a an this these those my your our his her their it him them me us each every both"
)
_OBJECT_ENDS = word_set(
    "that who which from in of at for on with before after by when if because better best"
)
_SAYS = word_set(
    "was were is are had has have did does do would could should can will might must just really"
    " got went came took made said kept broke failed"
)
_OBJECT_WORDS = 4
_MEAN_VERB_BEFORE = word_set("what that which do did not didn't don't but if how")


def measure(transcript: Transcript, cues: Cues, spans: Sequence[Span] = ()) -> Delivery:
    """The delivery of one recording. Fillers stand in order of time.

    ``spans``: the answer's parts, for the pace of each. What was not understood counts for nothing:
    it is no word, no filler, and no time to speak. Where most word times are estimated, there is
    no pace, and no filler has a time.
    """
    heard = only_understood(transcript)
    spoken_s = speaking_seconds(heard)
    fillers = find_fillers(heard, cues)
    words = count_words(heard.words, cues)
    timed = heard.has_word_times
    return Delivery(
        words=words,
        words_per_minute=per_minute(words, spoken_s) if timed else None,
        fillers=fillers if timed else (),
        fillers_per_minute=per_minute(len(fillers), spoken_s) if timed else None,
        pauses=find_pauses(transcript),
        by_part=pace_by_part(heard, cues, spans) if timed else (),
        restarts=tuple(
            restart
            for run in runs(transcript.words, transcript.not_understood)
            for restart in find_restarts(run, cues)
        ),
    )


def thinking(transcript: Transcript) -> float:
    """Seconds before the first word, from when somebody else stopped speaking."""
    if not transcript.words:
        return 0.0
    first = transcript.words[0].start
    return first - max((one.end for one in transcript.others if one.end <= first), default=0.0)


def find_pauses(transcript: Transcript) -> tuple[Pause, ...]:
    """Silences of ``PAUSE_S`` and more between the first word and the last.

    Where voice was measured, what has none is silence, so a long "um" that the engine dropped ends
    a pause; else what lies between two words is. Time before the first word is no pause.
    """
    words = transcript.words
    if not words:
        return ()
    sounds: Sequence[Word | Stretch] = words
    if transcript.others:
        sounds = sorted([*words, *transcript.others], key=lambda one: one.start)
        sounds = [one for one in sounds if words[0].start <= one.start < words[-1].end]
    if transcript.speech is not None:
        first, last = words[0].start, max(word.end for word in words)
        sounds = [one for one in transcript.speech if one.end > first and one.start < last]
    pauses: list[Pause] = []
    reached: float | None = None
    for sound in sounds:
        if reached is not None and sound.start - reached >= PAUSE_S:
            pauses.append(Pause(reached, sound.start))
        reached = sound.end if reached is None else max(reached, sound.end)
    return tuple(pauses)


def find_fillers(transcript: Transcript, cues: Cues) -> tuple[Filler, ...]:
    """Every filler word, phrase and wordless hesitation."""
    words = transcript.words
    found = [
        filler for run in runs(words, transcript.not_understood) for filler in _in_words(run, cues)
    ]
    spoken = Stretches(words)
    found += [
        Filler("um", one.start)
        for one in transcript.hesitations
        if not spoken.meet(one.start, one.end)
    ]
    return tuple(sorted(found, key=lambda filler: filler.start))


def _in_words(words: Sequence[Word], cues: Cues) -> list[Filler]:
    plain = [plain_word(word.text) for word in words]
    texts = [word.text for word in words]
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
            size = 0 if is_word(texts, at) else 1
        else:
            size = next((len(p) for p in phrases if _is_aside(words, plain, at, p)), 0)
        if size and all(word.sure for word in words[at : at + size]):
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
        verb = before in _YOU_KNOW_VERB_BEFORE or after in _KNOW_WHAT
        return not (verb or _has_object(words, plain, end))
    if phrase == ("i", "mean"):
        verb = before in _MEAN_VERB_BEFORE or after in ("to", "by")
        return not (verb or _has_object(words, plain, end))
    return len(phrase) > 1


def _has_object(words: Sequence[Word], plain: Sequence[str], at: int) -> bool:
    """Whether what begins at ``at`` is what is known or meant ("the parcels that came back"), and
    no sentence of its own ("the parcels were late")."""
    if at >= len(words) or _ends_clause(words[at - 1]) or plain[at] not in _OBJECT_BEGINS:
        return False
    for index in range(at, min(at + _OBJECT_WORDS, len(words))):
        if index > at and plain[index] in _OBJECT_ENDS:
            return True
        if plain[index] in _SAYS or plain[index].endswith(("'s", "'re", "'d", "'ll")):
            return False
        if _ends_clause(words[index]):
            return True
    return at + _OBJECT_WORDS >= len(words)


def _ends_clause(word: Word) -> bool:
    return word.text[-1:] in _ENDS
