"""Sound in: what a microphone delivers, what the recorder reports, what a recording is.

Everything behind a microphone is mono float32 at :data:`RATE_HZ`, in [-1, 1].
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.float32]
else:
    # Who only looks at past rounds does not wait for numpy, which takes a tenth of a second.
    Samples = Any
"""Shape (n,), mono, float32 in [-1, 1], at RATE_HZ unless a name says otherwise."""

RATE_HZ = 16_000
"""The one rate inside the program: what Whisper, PocketSphinx and the voice detector take."""

Deliver = Callable[[Samples], None]
"""Called by a microphone for each block, from its own thread; must return at once."""


class Microphone(Protocol):
    """Anything that delivers sound: a device, or a recording played as if it were one.

    ``start`` opens the source and calls ``deliver`` with blocks at RATE_HZ until ``stop``.
    A source that ends by itself (a file) sets ``finished``; one that breaks sets ``failed``.
    """

    name: str

    def start(self, deliver: Deliver) -> None:
        """Open and begin. Raises NoDevice, AudioLibraryMissing or UnreadableAudio."""

    def stop(self) -> None:
        """End and close; no block is delivered after it returns. Safe to call twice."""

    @property
    def finished(self) -> bool:
        """The source has no more sound (a file's end). A device never finishes."""

    @property
    def failed(self) -> str | None:
        """Why the device stopped by itself, or None while all is well."""


TroubleKind = Literal[
    "muted", "quiet", "clipping", "stalled", "lost", "back", "disk", "room", "dropout"
]
"""back: sound comes again; room: the disk takes it again."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud the last stretch was, reported about ten times a second while recording."""

    elapsed_s: float
    """On the recording's clock: samples heard / RATE_HZ."""
    rms_dbfs: float
    """-120 for digital silence, 0 for a full-scale square wave."""
    peak_dbfs: float
    voice_since_s: float | None = None
    """When the speech that goes on at this moment began; None in a pause."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the candidate should know while recording. Reported once an occurrence."""

    kind: TroubleKind
    elapsed_s: float
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The source ended by itself (a recording played as a microphone reached its end)."""

    elapsed_s: float


Report = Loudness | Trouble | Ended


MarkKind = Literal["think", "talk", "gap", "part", "muted", "unmuted"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment the candidate or the recorder marked, on the recording's clock."""

    kind: MarkKind
    """think/talk: the pause key, on and off. part: the candidate moves on to the next part.
    muted/unmuted: from here the device sent nothing but zeros, until there.
    gap: the device was away here; the recording's clock stands still meanwhile, no silence is put
    in."""
    at_s: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A take that is safe on disk."""

    path: Path
    duration_s: float
    marks: tuple[Mark, ...] = ()

    def between(self, on: MarkKind, off: MarkKind) -> tuple[tuple[float, float], ...]:
        """Stretches from a mark of one kind to the next of the other, or to the end."""
        found: list[tuple[float, float]] = []
        since_s: float | None = None
        for mark in self.marks:
            if mark.kind == on and since_s is None:
                since_s = mark.at_s
            elif mark.kind == off and since_s is not None:
                found.append((since_s, mark.at_s))
                since_s = None
        if since_s is not None:
            found.append((since_s, self.duration_s))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Voiced:
    """Somebody speaks from ``start_s`` to ``end_s``, on the recording's clock."""

    start_s: float
    end_s: float
