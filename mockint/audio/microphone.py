"""A real microphone, through PortAudio."""

import threading
from typing import Any

import numpy as np

from mockint.audio import devices, portaudio
from mockint.audio.types import RATE_HZ, Deliver
from mockint.errors import AudioError

BLOCK_S = 0.032
"""512 samples at 16 kHz: one frame of the voice detector, and no dropout in what was measured."""

CLOSE_LIMIT_S = 1.5
"""A frozen sound server never lets a stream close; nobody should wait longer for it than this."""


class DeviceMicrophone:
    """Records one channel from a device; resamples where the device refuses ``first_rate_hz``.

    ``device``: an id, words of a name, or None for the default (see ``devices.choose``).
    ``first_rate_hz``: the rate asked for first; what is delivered is at RATE_HZ in any case.
    While it is open, PortAudio's own messages are kept off the screen.

    A device that disappears sets ``failed``. One that only stops delivering cannot be told from
    here: PortAudio then says nothing. The recorder's watchdog sees that.
    """

    def __init__(self, device: str | int | None = None, *, first_rate_hz: int = RATE_HZ) -> None:
        self.name = "the default microphone" if device is None else str(device)
        self._device = device
        self._first_rate_hz = first_rate_hz
        self._lock = threading.Lock()
        self._deliver: Deliver | None = None
        self._stream: Any = None
        self._resampler: Any = None
        self._failed: str | None = None
        self._dropouts = 0

    @property
    def finished(self) -> bool:
        """Never: a device has no end."""
        return False

    @property
    def failed(self) -> str | None:
        """Why the device stopped unexpectedly, or None."""
        return self._failed

    @property
    def dropouts(self) -> int:
        """How many times sound was lost because this machine was too busy to take it."""
        return self._dropouts

    def start(self, deliver: Deliver) -> None:
        """Open the device and begin.

        Where there is none, PortAudio is started afresh for a second try: it may have looked at
        the machine before the device, or the sound server, was there. Raises NoDevice,
        AudioLibraryMissing, or DeviceLost where the sound system hangs.
        """
        self._failed = None
        self._deliver = deliver
        try:
            portaudio.try_twice(self._open)
        except AudioError:
            self._deliver = None
            raise
        portaudio.quiet.__enter__()

    def stop(self) -> None:
        """Close the device; what it had not yet delivered of a resampled block comes first."""
        stream, self._stream = self._stream, None
        if stream is None:
            return

        def close() -> None:
            stream.abort()
            stream.close()

        with self._lock:
            deliver, self._deliver = self._deliver, None
            if deliver is not None and self._resampler is not None:
                _deliver_some(deliver, self._resampler.resample_chunk(_NOTHING, last=True))
        try:
            portaudio.bounded(close, limit_s=CLOSE_LIMIT_S)
        except AudioError:  # it hangs; no block of it is taken any more, and all is on disk
            return
        finally:
            portaudio.quiet.__exit__(None, None, None)

    def _open(self) -> None:
        sound = portaudio.library()
        device = devices.find(self._device, "input")
        try:
            self._stream = self._open_at(sound, device, self._first_rate_hz)
        except sound.PortAudioError as refused:
            if device.rate_hz == self._first_rate_hz:
                raise portaudio.no_device("microphone", _why(refused)) from refused
            try:
                self._stream = self._open_at(sound, device, device.rate_hz)
            except sound.PortAudioError as error:
                raise portaudio.no_device("microphone", _why(error)) from error
        self.name = device.name

    def _open_at(self, sound: Any, device: devices.Device, rate_hz: int) -> Any:
        self._resampler = None
        if rate_hz != RATE_HZ:
            import soxr

            self._resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")

        def open_and_start() -> Any:
            stream = sound.InputStream(
                device=device.id,
                channels=1,  # the ALSA plugin would offer 32
                samplerate=rate_hz,
                blocksize=round(rate_hz * BLOCK_S),
                dtype="float32",
                callback=self._hear,
                finished_callback=self._ended,
            )
            stream.start()
            return stream

        return portaudio.bounded(open_and_start, undo=lambda stream: stream.close())

    def _hear(self, block: Any, _frames: int, _time: Any, status: Any) -> None:
        """PortAudio's callback: its own thread, every BLOCK_S seconds."""
        samples = block[:, 0].copy()  # PortAudio uses the memory again
        with self._lock:
            if status.input_overflow:
                self._dropouts += 1
            if self._deliver is None:
                return
            if self._resampler is not None:
                samples = self._resampler.resample_chunk(samples)
            _deliver_some(self._deliver, samples)

    def _ended(self) -> None:
        if self._deliver is not None:  # nobody asked
            self._failed = f"{self.name} stopped unexpectedly"


_NOTHING = np.zeros(0, np.float32)


def _deliver_some(deliver: Deliver, samples: Any) -> None:
    if samples.size:  # what was resampled, here or by the sound system, overshoots a little
        deliver(np.clip(samples, -1.0, 1.0))


def _why(error: Exception) -> str:
    """PortAudio's own words, without the numbers behind them."""
    return str(error.args[0]) if error.args else str(error)
