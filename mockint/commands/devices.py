"""``mockint devices``: microphones and loudspeakers, and the voices that come out of them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from mockint import files, locations
from mockint.commands.values.machine import (
    Choice,
    Devices,
    ListedDevice,
    ListedVoice,
    VoicePlayed,
    Voices,
)
from mockint.errors import NoDevice, NoSuchDevice, UsageError, VoiceError
from mockint.voice.types import SpeechVoice
from mockint.wiring import settings, stations

if TYPE_CHECKING:
    from mockint.audio.devices import Device, Kind

_SAMPLE = "Tell me about a time you disagreed with a decision. What did you do, and why?"


def devices() -> Devices:
    """Every microphone and loudspeaker. Raises NoDevice where there is none."""
    from mockint.audio.devices import list_devices, one_each

    found = one_each(list_devices())
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


def to_choose(kind: "Kind") -> tuple[Choice, ...]:
    """The microphones ("input") or the loudspeakers, each once, with what is kept to have it.

    Nothing is kept for the system's default, which is first. What several sound systems list under
    one name is one device. Raises AudioLibraryMissing, or DeviceLost where the sound system does
    not answer.
    """
    from mockint.audio.devices import list_devices, one_each

    found = one_each(list_devices())
    once: dict[str, Device] = {}
    for one in found:
        if one.has(kind) and (one.name not in once or one.is_default(kind)):
            once[one.name] = one
    usual = [one for one in once.values() if one.is_default(kind)]
    return (
        *(Choice("", f"{one.name} (your system's default)") for one in usual),
        *(Choice(_typed(one, found, kind), one.name) for one in once.values() if one not in usual),
    )


def default(kind: "Kind") -> str:
    """What is typed to have the system's own, whatever the settings say; empty without one."""
    from mockint.audio.devices import list_devices

    found = list_devices()
    return next((_typed(one, found, kind) for one in found if one.is_default(kind)), "")


def _typed(one: "Device", found: "Sequence[Device]", kind: "Kind") -> str:
    """Its name where that means no other, since numbers change with each device plugged in."""
    from mockint.audio.devices import choose

    for words in (one.name, f"{one.name}, {one.host}"):
        with suppress(NoSuchDevice):
            if choose(found, words, kind) == one:
                return words
    return str(one.id)


def voices() -> Voices:
    """Every voice of both engines that is here. An engine without voices says why."""
    from mockint.voice import piper, piper_voices
    from mockint.voice.pyttsx3 import Pyttsx3Renderer

    troubles = []
    wanted, folder = settings.settings().voice, locations.voices_dir()
    natural = [_natural(model, model.stem) for model in piper_voices.here(folder)]
    if piper_voices.is_path(wanted):
        natural.append(_natural(files.expanded(Path(wanted)), wanted))
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
    chosen = _chosen(wanted, of_system)
    marked = [replace(one, is_set=one.name == chosen) for one in (*natural, *system)]
    return Voices(voices=marked, troubles=troubles)


def _natural(model: Path, name: str) -> ListedVoice:
    from mockint.voice.piper_voices import is_name, told_by_name

    language, about = told_by_name(model.stem) if is_name(model.stem) else ("", "your own file")
    if not files.is_file(model):
        about = "the file is not there"
    languages = (language,) if language else ()
    return ListedVoice(name=name, about=about, languages=languages, engine="Piper", path=model)


def _chosen(wanted: str, of_system: Sequence[SpeechVoice]) -> str:
    """The name in the list of what the settings name; empty where that is nothing that is here."""
    from mockint.voice import choice, piper_voices

    if not wanted or piper_voices.is_path(wanted):
        return wanted
    natural = piper_voices.find(wanted, locations.voices_dir())
    if natural is not None:
        return natural.stem
    try:
        return choice.choose(of_system, wanted).id
    except UsageError:
        return ""


def play(
    wanted: str, rate: float | None, speaker: str | None, stop: Event | None = None
) -> VoicePlayed:
    """Let a voice be heard, until ``stop`` is set. Raises UsageError, VoiceError, AudioError."""
    kept = settings.settings()
    voice = stations.voice(
        wanted,
        rate or kept.speech_rate,
        speaker or kept.speaker or None,
        fixed={_SAMPLE},
        typed="mockint devices --play",
    )
    try:
        voice.say(_SAMPLE, stop or Event())
    finally:
        voice.close()
    return VoicePlayed(voice.name)
