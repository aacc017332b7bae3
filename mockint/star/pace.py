"""How fast it was said: over the whole answer, and in each part.

Pace is taken over speaking time ("articulation rate"), so that a pause to think costs nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mockint.content.types import Cues
from mockint.domain import SEGMENTS
from mockint.star.types import PartPace, Span
from mockint.text.fillers import is_word
from mockint.text.normalize import plain_word
from mockint.transcribe.types import Stretch, Transcript, Word

BREATH_S = 0.5
"""A gap between words up to this long counts as speaking time, where voice was not measured."""
ENOUGH_SPEECH_S = 10.0
"""Under this much speech a rate would say more about chance than about the speaker."""


def per_minute(count: int, spoken_s: float) -> float | None:
    """A rate over speaking time; None where that is too short for one."""
    return count * 60.0 / spoken_s if spoken_s >= ENOUGH_SPEECH_S else None


def count_words(words: Sequence[Word], cues: Cues) -> int:
    """Words that carry meaning: filler sounds are left out, discourse fillers are words."""
    sounds = {*cues.fillers}
    texts = [word.text for word in words]
    plain = [plain_word(text) for text in texts]
    return sum(
        1 for at, word in enumerate(plain) if word and (word not in sounds or is_word(texts, at))
    )


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


def pace_by_part(transcript: Transcript, cues: Cues, spans: Sequence[Span]) -> tuple[PartPace, ...]:
    """Words a minute in each part that was there; a word is where it begins."""
    found: list[PartPace] = []
    for segment in SEGMENTS:
        own = [_during(transcript, span) for span in spans if span.segment == segment]
        words = sum(count_words(one.words, cues) for one in own)
        spoken_s = sum(speaking_seconds(one) for one in own)
        if words:
            found.append(PartPace(segment, words, per_minute(words, spoken_s)))
    return tuple(found)


def _during(transcript: Transcript, span: Span) -> Transcript:
    """What of the transcript, which is in order of time, lies inside ``span``."""
    speech = transcript.speech
    if speech is not None:
        first = bisect_right(speech, span.start, key=lambda one: one.end)
        beyond = bisect_left(speech, span.end, key=lambda one: one.start)
        speech = tuple(
            Stretch(max(one.start, span.start), min(one.end, span.end))
            for one in speech[first:beyond]
        )
    first = bisect_left(transcript.words, span.start, key=lambda word: word.start)
    beyond = bisect_left(transcript.words, span.end, key=lambda word: word.start)
    return replace(transcript, words=transcript.words[first:beyond], speech=speech)
