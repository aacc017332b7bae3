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
