"""What the sound itself shows: how loud it is, and whether the microphone is heard at all.

How loud samples are, in decibels below full scale (dBFS).

How loud a recording is along its way, for a picture of it.
"""

import math
import sys
from collections import deque
from pathlib import Path

import numpy as np

from mockint.audio.files import read_blocks
from mockint.audio.types import RATE_HZ, Loudness, Report, Samples, Trouble, TroubleKind
from mockint.audio.vad import VoiceActivity

FLOOR_DBFS = -120.0
"""Digital silence. 16-bit sound cannot be quieter than -90 without being silent."""


def rms_dbfs(samples: Samples) -> float:
    """Root mean square of ``samples`` ((n,), in [-1, 1]): 0 for a full-scale square wave,
    -3.01 for a full-scale sine, FLOOR_DBFS for silence or no samples."""
    if samples.size == 0:
        return FLOOR_DBFS
    wide = samples.astype(np.float64, copy=False)
    return _dbfs(math.sqrt(float(np.dot(wide, wide)) / samples.size))


def peak_dbfs(samples: Samples) -> float:
    """The largest sample, either sign: 0 at full scale, FLOOR_DBFS for silence or no samples."""
    if samples.size == 0:
        return FLOOR_DBFS
    return _dbfs(float(np.max(np.abs(samples))))


def _dbfs(amplitude: float) -> float:
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS


WINDOWS_PER_S = 10
WINDOW = RATE_HZ // WINDOWS_PER_S
"""Samples a Loudness report is about."""

MUTED_S = 3
MUTED_WINDOWS = MUTED_S * WINDOWS_PER_S
"""Exact zeros for so long: even a silent room gives a converter some noise."""

QUIET_DBFS = -42.0
QUIET_WINDOWS = 45
"""Judged once, so that it is said within five seconds."""
HEARD_WINDOWS = 3
"""So many windows that peak above QUIET_DBFS are somebody speaking; the key pressed at the start
makes one or two. Speech at a desk peaks between -30 and -6."""

FULL_SCALE = 0.98
"""Not 1: a sound system that resamples what was clipped makes ripples of its flat tops. With this,
speech 1.6 dB too loud was noticed, and speech that peaks at -0.2 dB was not (virtual card)."""
FULL_SCALE_RUN = 3
"""Neighbouring samples at full scale: a loud sound may touch it once, a clipped one stays there."""
CLIPPED_WINDOWS = 3
CLIPPED_WITHIN = 4 * WINDOWS_PER_S
CLIPPED_OVER = 10 * WINDOWS_PER_S
"""After so long without clipping, the next is a new occurrence."""

_REMEDIES = {
    "darwin": "let your terminal use it (System Settings, Privacy & Security, Microphone) and start"
    " the terminal again; or it is muted",
    "win32": "let desktop apps use it (Settings, Privacy & security, Microphone); or it is muted",
}


def silence_remedy(platform: str = sys.platform) -> str:
    """What to do about exact zeros, the likeliest first: macOS and Windows send them to a program
    that may not use the microphone."""
    muted = "unmute it with the switch on the microphone or headset, or in the sound settings"
    return _REMEDIES.get(platform, muted)


_SAY: dict[TroubleKind, tuple[str, str]] = {
    "muted": (
        "the microphone gives no sound at all",
        silence_remedy(),
    ),
    "quiet": (
        "the microphone is very quiet",
        "if you are speaking, move closer, or raise its level in the sound settings",
    ),
    "clipping": (
        "the microphone is too loud and distorts",
        "move back a little, or lower its level in the sound settings",
    ),
    "back": ("the microphone works again", "continue"),
}


class SoundMonitor:
    """Hears every block of a recording, in order, and tells what there is to report.

    Pure: its clock is the number of samples. It looks for a voice itself, so that the clock can
    start with it whatever engine listens, and also where none does while one talks.
    """

    def __init__(self, activity: VoiceActivity | None = None) -> None:
        self._activity = activity or VoiceActivity()
        self._left: Samples = np.zeros(0, np.float32)
        self._windows = 0
        self._zero_windows = 0
        self._muted = False
        self._clipped: deque[int] = deque(maxlen=CLIPPED_WINDOWS)
        self._clipping = False
        self._start_again()

    def push(self, block: Samples) -> tuple[Report, ...]:
        """A Loudness for each tenth of a second that is now complete, and what went wrong in it."""
        samples = np.concatenate([self._left, block])
        whole = samples.size - samples.size % WINDOW
        self._left = samples[whole:]
        reports: list[Report] = []
        for at in range(0, whole, WINDOW):
            self._windows += 1
            reports.extend(self._hear_window(samples[at : at + WINDOW]))
        return tuple(reports)

    def device_is_back(self) -> None:
        """Another device may be quiet where the first one was not."""
        self._start_again()
        self._zero_windows, self._muted = 0, False

    @property
    def _elapsed_s(self) -> float:
        return self._windows / WINDOWS_PER_S

    def _start_again(self) -> None:
        self._judged_windows, self._heard_windows = 0, 0

    def _hear_window(self, window: Samples) -> list[Report]:
        peak = peak_dbfs(window)
        found: list[TroubleKind | None] = [
            self._mute(window),
            self._quiet(peak),
            self._clip(window),
        ]
        self._activity.push(window)
        since_s = self._activity.since_s
        reports: list[Report] = [Loudness(self._elapsed_s, rms_dbfs(window), peak, since_s)]
        reports.extend(Trouble(kind, self._elapsed_s, *_SAY[kind]) for kind in found if kind)
        return reports

    def _mute(self, window: Samples) -> TroubleKind | None:
        if not window.any():
            self._zero_windows += 1
            if self._zero_windows >= MUTED_WINDOWS and not self._muted:
                self._muted = True
                return "muted"
            return None
        self._zero_windows = 0
        if self._muted:
            self._muted = False
            self._start_again()
            return "back"
        return None

    def _quiet(self, peak: float) -> TroubleKind | None:
        if self._zero_windows or self._judged_windows >= QUIET_WINDOWS:
            return None
        self._judged_windows += 1
        self._heard_windows += peak > QUIET_DBFS
        done = self._judged_windows == QUIET_WINDOWS
        return "quiet" if done and self._heard_windows < HEARD_WINDOWS else None

    def _clip(self, window: Samples) -> TroubleKind | None:
        if not _stays_at_full_scale(window):
            if self._clipping and self._windows - self._clipped[-1] > CLIPPED_OVER:
                self._clipping = False
            return None
        self._clipped.append(self._windows)
        often = len(self._clipped) == CLIPPED_WINDOWS
        if self._clipping or not often or self._windows - self._clipped[0] > CLIPPED_WITHIN:
            return None
        self._clipping = True
        return "clipping"


def _stays_at_full_scale(window: Samples) -> bool:
    full = np.abs(window) >= FULL_SCALE
    run = full[FULL_SCALE_RUN - 1 :]
    for back in range(1, FULL_SCALE_RUN):
        run = run & full[FULL_SCALE_RUN - 1 - back : -back]
    return bool(run.any())


_GRAIN = RATE_HZ // 100
"""Samples of the finest step: 10 ms."""


def peaks(path: Path, columns: int) -> tuple[float, ...]:
    """The loudest moment of each of ``columns`` equal stretches of ``path``, 0..1.

    1 is the loudest of the whole recording; silence is all 0. A recording shorter than its columns
    (10 ms each) gets as many as it has. Raises UnreadableAudio.
    """
    grains = np.concatenate([_loudest(piece) for piece in read_blocks(path)])
    edges = np.linspace(0, len(grains), min(columns, len(grains)) + 1).astype(int)[:-1]
    loudest = np.maximum.reduceat(grains, edges)
    top = float(loudest.max())
    return tuple(float(value) for value in (loudest / top if top > 0.0 else loudest))


def _loudest(piece: Samples) -> Samples:
    """The loudest of each 10 ms of ``piece``; its last grain may be shorter."""
    return np.maximum.reduceat(np.abs(piece), np.arange(0, len(piece), _GRAIN))
