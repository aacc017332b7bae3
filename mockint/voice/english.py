"""Which of a system's voices speaks English, and which of these is the default. Pure.

What a voice's language is stands somewhere else with each driver: in its id (macOS, Windows), in a
list of codes or of Windows numbers, or only in its name.
"""

import re
from collections.abc import Sequence

from mockint.text.normalize import word_set
from mockint.voice.types import SpeechVoice

AMERICAN = "gmw/en-us"
"""espeak-ng's American English, whose rate and sound our own texts were tried with."""

_IN_ID = re.compile(
    r"(?<![a-z])([a-z]{2})-(?:[a-z]{2}|\d{3})(?![a-z])|_([a-z]{2})[a-z]{2}_", re.IGNORECASE
)
"""com.apple.voice.compact.en-US.Samantha, TTS_MS_EN-US_ZIRA_11.0, MSTTS_V110_enUS_DavidM."""
_CODE = re.compile(r"(?<![a-z])en(?![a-z])", re.IGNORECASE)
_PRIMARY, _ENGLISH_NUMBER = 0x3FF, 0x009
"""Of a Windows language number, which is written in hexadecimal: 409 is American English."""
_JOKES = word_set(
    "albert bad bahh bells boing bubbles cellos deranged good grandma grandpa hysterical jester"
    " junior organ pipe ralph superstar trinoids whisper wobble zarvox"
)
"""Voices of macOS that sing or joke."""


def default(voices: Sequence[SpeechVoice]) -> SpeechVoice | None:
    """The first that speaks English and is meant for speech; None where there is none."""
    english = [one for one in voices if speaks_english(one)]
    return min(english, key=_rank, default=None)


def speaks_english(voice: SpeechVoice) -> bool:
    """By its id where that has a language in it, else by its languages, else by its name."""
    if found := _IN_ID.search(voice.id):
        return (found.group(1) or found.group(2)).lower() == "en"
    if voice.languages:
        return any(_is_english(code) for code in voice.languages)
    return "english" in f"{voice.name} {voice.id}".lower()


def _is_english(code: str) -> bool:
    if code.isalnum() and any(letter.isdigit() for letter in code):
        try:
            return int(code, 16) & _PRIMARY == _ENGLISH_NUMBER
        except ValueError:
            return False
    return _CODE.search(code) is not None


def _rank(voice: SpeechVoice) -> int:
    if voice.id == AMERICAN:
        return 0
    words = set(re.findall(r"[a-z]+", f"{voice.id.rpartition('.')[2]} {voice.name}".lower()))
    if voice.id.startswith("com.apple") and words & _JOKES:
        return 3
    return 2 if voice.id.startswith("com.apple.eloquence") else 1
