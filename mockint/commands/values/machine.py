"""What this machine has: checks, devices, weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Health = Literal["ok", "note", "broken"]


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


@dataclass(frozen=True, slots=True)
class WeightsHere:
    """Where an engine's weights are."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedModel:
    """A Whisper model that has a name."""

    name: str
    size_mb: int
    english_only: bool
    work: float
    """Computing for the same sound, as a multiple of base.en's."""
    here: Sequence[str]
    """The engines that could use it now, as printed."""
    pip: str
    """The command that brings it from the package index; empty where it is not there."""


@dataclass(frozen=True, slots=True)
class Models:
    """Every model by name, the smallest first."""

    models: Sequence[ListedModel]
