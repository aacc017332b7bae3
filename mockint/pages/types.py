"""What the page is made from besides the round, and small values that its files share."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint.audio.types import Recording
from mockint.content.pack import Pack
from mockint.content.types import Walkthrough
from mockint.pages.correcting import Correctable
from mockint.record import RoundRecord


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
    as_heard: RoundRecord | None = None
    """The round before it was corrected, where that can be done: on the local page alone."""


@dataclass(frozen=True, slots=True)
class Take:
    """A recording as the page names it. Without a sound its words are only text."""

    id: str
    label: str
    seconds: float
    sound: Sound | None
    fix: Correctable | None = None
    """How its words are corrected; None where that cannot be done here."""


def take(
    id_: str,
    label: str,
    recording: Recording | None,
    material: Material,
    fix: Correctable | None = None,
) -> Take | None:
    """The recording with its sound, or None where nothing was recorded."""
    if recording is None:
        return None
    return Take(id_, label, recording.duration_s, material.sounds.get(recording.path), fix)
