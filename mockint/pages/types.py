"""What the page is made from besides the round, and small values that its files share."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint.audio.types import Recording
from mockint.content.pack import Pack
from mockint.content.types import Walkthrough


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that the page can play."""

    url: str
    """Relative to the page, or a data URI."""
    peaks: tuple[float, ...] = ()
    """Loudness along the way, 0..1, over the whole recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is known about questions, levels and signals, and what can be heard."""

    pack: Pack
    walkthroughs: Mapping[str, Walkthrough]
    sounds: Mapping[Path, Sound]
    """By a recording's path; one that is gone is left out."""


@dataclass(frozen=True, slots=True)
class Take:
    """A recording as the page names it. Without a sound its words are only text."""

    id: str
    label: str
    seconds: float
    sound: Sound | None


def take(id_: str, label: str, recording: Recording | None, material: Material) -> Take | None:
    """The recording with its sound, or None where nothing was recorded."""
    if recording is None:
        return None
    return Take(id_, label, recording.duration_s, material.sounds.get(recording.path))
