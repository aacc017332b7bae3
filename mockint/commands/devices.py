"""``mockint devices``: microphones and loudspeakers, and the voices that come out of them."""

from threading import Event

from mockint import locations
from mockint.commands.values.machine import (
    Devices,
    ListedDevice,
    ListedVoice,
    VoicePlayed,
    Voices,
)
from mockint.errors import NoDevice, VoiceError
from mockint.wiring import settings, stations

_SAMPLE = "Tell me about a time you disagreed with a decision. What did you do, and why?"


def devices() -> Devices:
    """Every microphone and loudspeaker. Raises NoDevice where there is none."""
    from mockint.audio.devices import list_devices

    found = list_devices()
    if not found:
        raise NoDevice(
            "no sound device was found",
            cause="no device is plugged in, or the sound system is not running",
            next_step="plug in a device, then mockint devices",
        )
    return Devices(
        tuple(
            ListedDevice(
                id=one.id,
                name=one.name,
                host=one.host,
                inputs=one.inputs,
                outputs=one.outputs,
                rate_hz=one.rate_hz,
                default_input=one.default_input,
                default_output=one.default_output,
            )
            for one in found
        )
    )


def voices() -> Voices:
    """Every voice of both engines that is here. An engine without voices says why."""
    from mockint.voice import piper, piper_voices
    from mockint.voice.pyttsx3 import Pyttsx3Renderer

    troubles = []
    natural = [
        ListedVoice(
            name=model.stem,
            about=about,
            languages=(language,),
            engine="Piper",
            path=model,
        )
        for model in piper_voices.here(locations.voices_dir())
        for language, about in [piper_voices.told_by_name(model.stem)]
    ]
    try:
        piper.installed_version()
    except VoiceError as error:
        troubles.append(str(error))
    try:
        of_system = Pyttsx3Renderer().voices()
    except VoiceError as error:
        of_system = []
        troubles.append(str(error))
    system = [
        ListedVoice(name=one.id, about=one.name, languages=one.languages, engine="pyttsx3")
        for one in of_system
    ]
    return Voices(voices=(*natural, *system), troubles=troubles)


def play(wanted: str, rate: float | None, speaker: str | None) -> VoicePlayed:
    """Let a voice be heard. Raises UsageError, VoiceError, AudioError."""
    kept = settings.settings()
    voice = stations.voice(
        wanted,
        rate or kept.speech_rate,
        speaker or kept.speaker or None,
        fixed={_SAMPLE},
        typed="mockint devices --play",
    )
    try:
        voice.say(_SAMPLE, Event())
    finally:
        voice.close()
    return VoicePlayed(voice.name)
