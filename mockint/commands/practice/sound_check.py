"""``mockint devices --test``: say a sentence, and see how loud it was and what was heard."""

from math import log10

from mockint.audio.files import read
from mockint.audio.meter import FULL_SCALE, QUIET_DBFS, peak_dbfs
from mockint.commands.ports import Front
from mockint.commands.practice.session import (
    PracticeOptions,
    Topic,
    own_equipment,
    practice_session,
)
from mockint.commands.values.machine import HowLoud, SoundChecked
from mockint.content.types import Question
from mockint.errors import AudioError
from mockint.events import Exercise
from mockint.transcribe.types import Transcript
from mockint.wiring import settings

ASK = "Say a sentence as you would in an interview. For example, what you did last week."
LENGTH_S = 10.0
SURE_ENOUGH = 0.7
"""Of the words: below it a debrief would call many of them unsure. Ours."""
LOUDEST_DBFS = 20 * log10(FULL_SCALE)
SOFT_DBFS = -36.0
"""Speech whose loudest moment is below it is close to the noise of a laptop's microphone. Ours."""
WELL = "All is well."


def sound_check(options: PracticeOptions, front: Front) -> SoundChecked | None:
    """Record one sentence, and keep nothing of it; None where nothing was recorded.

    Raises NoDevice without a microphone.
    """
    library = settings.library(settings.settings())
    equipment = own_equipment(options, library, front)
    question = Question(slug="sound-check", ask=ASK, principle="")
    topic = Topic(title="Sound check", questions=(question,))
    with practice_session(topic, options.level, library, equipment, keep="nothing") as session:
        practice = session.practice
        practice.say(ASK)
        spoken = practice.listen(question, exercise=Exercise("Sound check", LENGTH_S))
        if spoken.recording is None:
            return None
        try:
            peak = peak_dbfs(read(spoken.recording.path))
        except AudioError:  # ended before the first sound
            return None
        return judged(spoken.transcript, peak, equipment.microphone, equipment.transcriber.name)


def judged(heard: Transcript | None, peak: float, microphone: str, engine: str) -> SoundChecked:
    """What one sentence shows. ``peak``: of its sound, in dBFS, at most 0."""
    words = heard.words if heard is not None else ()
    sure = sum(word.sure for word in words) / len(words) if words else 0.0
    loudness = _loudness(peak)
    advice = _advice(loudness, words_heard=len(words), sure=sure)
    return SoundChecked(
        microphone=microphone,
        engine=engine,
        words=" ".join(word.text.strip() for word in words),
        sure=sure,
        peak_dbfs=peak,
        loudness=loudness,
        advice=advice,
        is_well=advice == WELL,
    )


def _loudness(peak: float) -> HowLoud:
    if peak < QUIET_DBFS:
        return "silent"
    if peak >= LOUDEST_DBFS:
        return "clipped"
    return "soft" if peak < SOFT_DBFS else "good"


def _advice(loudness: HowLoud, *, words_heard: int, sure: float) -> str:
    if loudness == "silent":
        return (
            "Nothing was heard. Check that the microphone is not muted and that it is the right "
            "one, and that your system lets mockint use it."
        )
    if loudness == "clipped":
        return "It is too loud and distorts. Move back a little, or lower the microphone's level."
    if loudness == "soft":
        return "It is too soft. Move closer, or raise the microphone's level."
    if not words_heard:
        return "There was sound, and no words in it. Speak closer to the microphone."
    if sure < SURE_ENOUGH:
        return (
            "Many words were not heard surely. Move closer, use a headset, or choose a larger "
            "model: mockint setup --list"
        )
    return WELL
