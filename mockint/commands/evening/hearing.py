"""Hearing oneself, and how it could be said: a take, a model answer, one's own story."""

from collections.abc import Sequence
from dataclasses import replace

from mockint.audio.files import sound_of
from mockint.commands.ports import Front
from mockint.commands.values.evening import HearingYourself, ModelPart, OwnStory
from mockint.content.types import Library
from mockint.domain import SEGMENTS
from mockint.errors import MockintError
from mockint.record import Answer
from mockint.transcribe.types import Word
from mockint.voice.types import LessonVoice, ShownVoice
from mockint.wiring import settings, stations
from mockint.wiring.interview import EquipmentOptions

BEFORE_S, AFTER_S = 0.2, 0.4
"""Kept around what is played: a word's times are its middle, not its breath."""


def hear_yourself(answer: Answer, front: Front, options: EquipmentOptions) -> None:
    """Play the take from its first word: first the sentence that the change is about, if any.

    The person may end each of the two. Raises what reading or playing the recording raises.
    """
    if answer.recording is None or answer.transcript is None or not answer.transcript.words:
        return
    words = answer.transcript.words
    sound, rate_hz = sound_of(answer.recording.path)
    speaker = stations.loudspeaker(options.speaker or settings.settings().speaker or None)
    for one in (_quoted(answer, words), _all_of(words)):
        if one is not None:
            front.show(one)
            first = max(0, round((one.start_s - BEFORE_S) * rate_hz))
            with front.stoppable() as stop:
                speaker.play(sound[first : round((one.end_s + AFTER_S) * rate_hz)], rate_hz, stop)


def _all_of(words: Sequence[Word]) -> HearingYourself:
    return HearingYourself(words[0].start, words[-1].end)


def _quoted(answer: Answer, words: Sequence[Word]) -> HearingYourself | None:
    """The sentence of the change, where it is in the transcript."""
    take = answer.analysis.next if answer.analysis else None
    if take is None or not take.sentence or take.sentence_start is None:
        return None
    start = take.sentence_start
    first = min(range(len(words)), key=lambda at: abs(words[at].start - start))
    last = min(len(words), first + len(take.sentence.split())) - 1
    return HearingYourself(words[first].start, words[last].end, take.sentence)


def hear_model(slug: str, library: Library, front: Front, options: EquipmentOptions) -> None:
    """A walkthrough's model answer, part by part, each spoken within its target.

    Where there is no voice, all of it is shown. Any key ends it, with what was not shown yet shown.
    """
    study = library.walkthroughs[slug]
    told = [ModelPart(one, study.parts[one].example, study.parts[one].target_s) for one in SEGMENTS]
    try:
        _say_all(told, front, options)
    except MockintError as error:
        front.tell(f"The model answer is only shown: {error}")
        for one in told:
            front.show(one)


def _say_all(told: Sequence[ModelPart], front: Front, options: EquipmentOptions) -> None:
    wanted = settings.settings()
    voice = stations.voice(
        options.voice or wanted.voice,
        options.speech_rate or wanted.speech_rate,
        options.speaker or wanted.speaker or None,
        fixed=(),
    )
    if isinstance(voice, LessonVoice):
        texts = {one.text: one.within_s for one in told}
        voice = voice.reading(texts, texts)
    try:
        with front.stoppable() as stop:
            for one in told:
                spoken = not stop.is_set() and not isinstance(voice, ShownVoice)
                front.show(replace(one, is_spoken=spoken))
                voice.say(one.text, stop)
    finally:
        voice.close()


def read_story(name: str, library: Library, front: Front) -> None:
    """The person's own story as it is written."""
    story = settings.stories(settings.settings(), library).get(name)
    if story is not None:
        parts = tuple((one, story.parts[one]) for one in SEGMENTS if story.parts.get(one))
        front.show(OwnStory(name, parts))
