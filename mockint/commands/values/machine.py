"""What this machine has, the settings, and files that a command wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Health = Literal["ok", "note", "broken"]
HowLoud = Literal["silent", "soft", "good", "clipped"]
"""Of the loudest moment."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. Only what is broken keeps a round from running."""

    name: str
    health: Health
    found: str
    fix: str = ""
    """The next command to type."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What all checks came to."""

    round_can_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDevice:
    """A microphone, a loudspeaker, or both."""

    id: int
    name: str
    host: str
    """The sound system it is reached through, e.g. "ALSA"."""
    inputs: int
    """Channels; 0 for a loudspeaker."""
    outputs: int
    """Channels; 0 for a microphone."""
    rate_hz: int
    default_input: bool
    default_output: bool


@dataclass(frozen=True, slots=True)
class Devices:
    """Every device, in the sound system's order."""

    devices: Sequence[ListedDevice]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVoice:
    """A voice that the interviewer can have."""

    name: str
    """As typed after ``--voice``."""
    about: str
    """e.g. "English (America)"; for Piper the language."""
    languages: Sequence[str]
    engine: str
    """"Piper" or "pyttsx3"."""
    path: Path | None = None
    """The file of a voice of Piper's."""
    is_set: bool = False
    """The settings name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Every voice that is here, Piper's first."""

    voices: Sequence[ListedVoice]
    troubles: Sequence[str]
    """Why an engine has none."""

    @property
    def in_english(self) -> Sequence[ListedVoice]:
        """Those that a candidate wants, a few of 131; and the one that is set."""
        return [
            one
            for one in self.voices
            if one.is_set or any(code.startswith("en") for code in one.languages)
        ]


@dataclass(frozen=True, slots=True)
class VoicePlayed:
    """A voice was heard."""

    name: str
    """As it is called in a debrief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceHere:
    """Where a voice is that was fetched, or that was there."""

    name: str
    """As typed after ``--voice``."""
    path: Path
    card: Path | None
    """Names its license."""


@dataclass(frozen=True, slots=True)
class WeightsHere:
    """Where an engine's weights are."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedModel:
    """A Whisper model that has a name, or that the settings name by its path."""

    name: str
    size_mb: int
    """0 for a path where nothing is any more."""
    english_only: bool | None
    """None where nobody knows: a model with a path."""
    here: Sequence[str]
    """The engines that could use it now, as printed."""
    costs: "Sequence[ModelCost]"
    """What it costs on this machine; empty where nothing was measured yet."""
    pip: str
    """The command that brings it from the package index; empty where it is not there."""
    is_set: bool = False
    """The settings name it."""
    begun_mb: int = 0
    """Of a download that was cut off; the next try goes on there."""


@dataclass(frozen=True, slots=True)
class ModelCost:
    """What a model costs on this machine with one engine."""

    engine: str
    seconds: float
    """Of work for a minute of speech."""
    measured: bool
    """False: worked out from another model."""


@dataclass(frozen=True, slots=True)
class Models:
    """Every model by name, the smallest first; at the end one that is set by its path."""

    models: Sequence[ListedModel]
    measured_on: str = ""
    """The last day on which something was measured; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    name: str
    value: object
    """Text, a number, or true and false."""
    about: str
    is_set: bool
    """The file says so; otherwise it is the default."""
    default: object


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a setting can be on this machine."""

    value: str
    """As it is kept, and typed."""
    title: str
    """As a person reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What a setting can be. With no choices and no numbers it is any text."""

    choices: Sequence[Choice] = ()
    takes_more: bool = False
    """Something that is not among the choices can be typed as well: an address, or a path."""
    least: float | None = None
    """Of a number; None where it is none, or has no such end."""
    most: float | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True)
class SettingList:
    """Every setting."""

    file: Path
    file_exists: bool
    settings: Sequence[Setting]


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting as it was written."""

    name: str
    value: object
    is_default: bool = False
    """It was taken out of the file."""
    notice: str = ""
    """What the person must know of it; empty where there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFine:
    """The settings and all that they lead to could be read."""

    file: Path
    pack: str
    questions: int
    walkthroughs: int
    stories: int


@dataclass(frozen=True, slots=True)
class PageWritten:
    """An HTML file to open in a browser."""

    path: Path
    embedded_bytes: int | None = None
    """Size of the file where the recordings are inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Rounds in a zip file."""

    rounds: int
    files: int
    bytes: int
    path: Path
    unreadable: tuple[str, ...] = ()
    """A line for each of them that cannot be read."""
    beside: tuple[str, ...] = ()
    """What else is in it, in words: the plan, the notes on real loops."""


@dataclass(frozen=True, slots=True)
class LauncherWritten:
    """A file to double-click."""

    path: Path
    where: str
    """Where a person finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundChecked:
    """What came of saying a sentence to try the microphone; nothing of it is kept."""

    microphone: str
    engine: str
    words: str
    """What was heard; empty where nothing was."""
    sure: float
    """Share of the words that the recognizer was sure of, 0 to 1."""
    peak_dbfs: float
    loudness: HowLoud
    advice: str
    """What to do, or that all is well."""
    is_well: bool
