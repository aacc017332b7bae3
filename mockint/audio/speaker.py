"""A real loudspeaker, through PortAudio."""

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio import devices, portaudio
from mockint.audio.files import sound_of
from mockint.audio.types import Samples
from mockint.errors import DeviceLost

POLL_S = 0.02
"""How often ``stop`` and the device are looked at."""

LEAD_S = 0.05
"""Silence before: a loudspeaker that was asleep swallows the first sound."""

TAIL_S = 0.15
"""Silence after: sound systems report the end a little before the last sample has been heard,
and a stream shorter than their buffer may never start."""

STALL_S = 2.0
"""A device that takes nothing for so long hangs. Buffers are 0.01-0.2 s."""

CLOSE_LIMIT_S = 1.0


class Speaker:
    """Plays WAV files; a ``voice.base.Player``. ``device`` as for ``devices.choose``."""

    def __init__(
        self, device: str | int | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = "the default loudspeaker" if device is None else str(device)
        self._device = device
        self._clock = clock

    def __call__(
        self, wav: Path, stop: threading.Event, began: Callable[[], None] = lambda: None, /
    ) -> None:
        """Play ``wav`` until its last sample is out, or until ``stop`` is set (within 0.1 s).

        ``began`` is called when the device has taken the first sound of it.

        Raises NoDevice, AudioLibraryMissing or UnreadableAudio before a sound; DeviceLost where
        the device goes away or takes no more sound.
        """
        self.play(*sound_of(wav), stop, began)

    def play(
        self,
        sound: Samples,
        rate_hz: int,
        stop: threading.Event,
        began: Callable[[], None] = lambda: None,
    ) -> None:
        """The same for a sound in memory: shape (n,), float32, in [-1, 1]."""
        if stop.is_set():
            return
        with portaudio.quiet:  # ALSA tells of an underrun whenever it likes, over the screen
            playing = portaudio.try_twice(partial(self._open, sound, rate_hz))
            try:
                self._wait(playing, stop, began)
            finally:
                playing.close()

    def _open(self, sound: Samples, rate_hz: int) -> "_Playing":
        library = portaudio.library()
        device = devices.find(self._device, "output")
        self.name = device.name
        try:
            return _Playing(library, device.id, sound, rate_hz, self._clock)
        except library.PortAudioError as refused:
            if device.rate_hz == rate_hz:
                raise portaudio.no_device("loudspeaker", str(refused.args[0])) from refused
        import soxr

        resampled = soxr.resample(sound, rate_hz, device.rate_hz)
        try:
            return _Playing(library, device.id, resampled, device.rate_hz, self._clock)
        except library.PortAudioError as error:
            raise portaudio.no_device("loudspeaker", str(error.args[0])) from error

    def _wait(self, playing: "_Playing", stop: threading.Event, began: Callable[[], None]) -> None:
        told = False
        while not playing.ended.is_set():
            if stop.wait(POLL_S):
                return
            if playing.sounding and not told:
                told = True
                began()
            if self._clock() - playing.last_s > STALL_S:
                raise DeviceLost(
                    f"{self.name} stopped playing",
                    cause="the sound server is stuck",
                    next_step="mockint devices",
                )
        if not playing.complete:
            raise DeviceLost(
                f"{self.name} was disconnected while it played", next_step="mockint devices"
            )


class _Playing:
    """One sound on its way out of one stream."""

    def __init__(
        self,
        library: Any,
        device: int,
        sound: Any,
        rate_hz: int,
        clock: Callable[[], float],
    ) -> None:
        lead, tail = (np.zeros(round(rate_hz * s), np.float32) for s in (LEAD_S, TAIL_S))
        self._sound = np.concatenate([lead, sound, tail])
        self._lead = lead.size
        self._at = 0
        self._clock = clock
        self._end_of_stream = library.CallbackStop
        self.ended = threading.Event()
        self.last_s = clock()

        def open_and_start() -> Any:
            stream = library.OutputStream(
                device=device,
                channels=1,
                samplerate=rate_hz,
                dtype="float32",
                callback=self._fill,
                finished_callback=self.ended.set,
            )
            stream.start()
            return stream

        self._stream = portaudio.bounded(open_and_start, undo=lambda stream: stream.close())

    @property
    def sounding(self) -> bool:
        """The silence before the sound has been handed over."""
        return self._at > self._lead

    @property
    def complete(self) -> bool:
        """All samples have been handed to the device."""
        return self._at >= self._sound.size

    def close(self) -> None:
        """Cut whatever is left."""

        def cut() -> None:
            self._stream.abort()
            self._stream.close()

        try:
            portaudio.bounded(cut, limit_s=CLOSE_LIMIT_S)
        except DeviceLost:  # it hangs: nothing more can be done, and nothing more is heard
            return

    def _fill(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """PortAudio's callback, on its own thread."""
        piece = self._sound[self._at : self._at + frames]
        out[: piece.size, 0] = piece
        out[piece.size :, 0] = 0
        self._at += piece.size
        self.last_s = self._clock()
        if self.complete:
            raise self._end_of_stream
