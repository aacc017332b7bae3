"""The door to PortAudio, through sounddevice: loaded late, kept quiet, waited for with a limit.

Microphone, loudspeaker and the list of devices all come through here, so that the library's ways of
failing are known in one place. Two of them shape this file. PortAudio and ALSA write on file
descriptor 2, whatever Python does with ``sys.stderr``. And while a sound server hangs, every call
hangs with it: opening, closing, even ending the library; so each is made on a thread of its own,
under a time limit, one at a time, since PortAudio is not safe to call from two threads.
"""

import atexit
import os
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Generic, TypeVar

from mockint.errors import AudioLibraryMissing, DeviceLost, NoDevice

LIMIT_S = 5.0
"""Longest wait for one call. Opening takes 0.01-0.3 s on machines that are well."""

_ONE_CALL = threading.Lock()
"""Held during each call; PortAudio is one a process, and so is this."""

Result = TypeVar("Result")


def keep_own_messages() -> None:
    """Give Python's standard error a way of its own, so that only others are kept quiet.

    Once a program, and not taken back: whoever remembers ``sys.stderr`` meanwhile may give it back
    at any time.
    """
    try:
        is_descriptor_2 = sys.stderr is not None and sys.stderr.fileno() == 2
    except (OSError, ValueError):  # something else stands in for it
        return
    if is_descriptor_2:
        before = sys.stderr
        sys.stderr = os.fdopen(
            os.dup(2), "w", buffering=1, encoding=before.encoding, errors=before.errors
        )


class _Quiet:
    """File descriptor 2 leads nowhere while at least one holder is inside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._kept = -1

    def __enter__(self) -> None:
        with self._lock:
            self._holders += 1
            if self._holders > 1:
                return
            keep_own_messages()
            try:
                self._kept = os.dup(2)
            except OSError:  # a daemon without a standard error: nothing to keep quiet
                self._kept = -1
                return
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._holders -= 1
            if self._holders == 0 and self._kept >= 0:
                os.dup2(self._kept, 2)
                os.close(self._kept)


quiet = _Quiet()
"""``with quiet:`` around whatever lets PortAudio talk. One object, because descriptor 2 is one."""


class _Call(Generic[Result]):
    """One call on a thread of its own; what comes too late is undone there."""

    def __init__(self, call: Callable[[], Result], undo: Callable[[Result], object] | None) -> None:
        self._call = call
        self._undo = undo
        self._lock = threading.Lock()
        self._given_up = False
        self.done = threading.Event()
        self.value: Result | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        with _ONE_CALL:
            if self._given_up:
                return
            try:
                with quiet:
                    value = self._call()
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                self.error = error
                self.done.set()
                return
            with self._lock:
                self.value = value
                if not self._given_up:
                    self.done.set()
            if not self.done.is_set() and self._undo is not None:
                with quiet:
                    self._undo(value)

    def give_up(self) -> bool:
        """True where the call has not ended; its value will then be undone."""
        with self._lock:
            self._given_up = not self.done.is_set()
            return self._given_up


def bounded(
    call: Callable[[], Result],
    *,
    limit_s: float = LIMIT_S,
    undo: Callable[[Result], object] | None = None,
) -> Result:
    """``call()``, waiting at most ``limit_s`` seconds for it and for calls before it.

    ``undo`` is given the value of a call that ended after nobody waited any more.
    Raises what ``call`` raises, or DeviceLost when there is no answer.
    """
    one = _Call(call, undo)
    threading.Thread(target=one.run, name="portaudio", daemon=True).start()
    if not one.done.wait(limit_s) and one.give_up():
        _never_wait_at_exit()
        raise DeviceLost(
            "the sound system does not answer",
            cause="the sound server is stuck, or another program blocks it",
            next_step="systemctl --user restart pipewire pipewire-pulse, or pulseaudio -k",
        )
    if one.error is not None:
        raise one.error
    return one.value  # type: ignore[return-value]  # set before done is


def _never_wait_at_exit() -> None:
    """Forget sounddevice's end-of-program handler, which would hang with the server."""
    loaded = sys.modules.get("sounddevice")
    handler = getattr(loaded, "_exit_handler", None)
    if handler is not None:
        atexit.unregister(handler)


def library() -> Any:
    """The sounddevice module. Raises AudioLibraryMissing, or DeviceLost where loading hangs."""

    def load() -> Any:
        import sounddevice

        return sounddevice

    if "sounddevice" in sys.modules:
        return load()
    try:
        return bounded(load)
    except (OSError, ImportError) as error:
        raise AudioLibraryMissing(
            "the sound library PortAudio is not installed",
            cause=str(error),
            next_step="sudo apt install libportaudio2",
        ) from error


def reinitialise() -> None:
    """Start PortAudio afresh, so that it sees devices and servers that came after it.

    It looks at the machine once, when it starts. No stream may be open: they would all be closed.
    """
    sound = library()

    def restart() -> None:
        sound._terminate()
        sound._initialize()

    bounded(restart)


def try_twice(open_device: Callable[[], Result]) -> Result:
    """``open_device()``; where it raises NoDevice, once more with PortAudio started afresh."""
    try:
        return open_device()
    except NoDevice:
        reinitialise()
        return open_device()


def no_device(kind: str, cause: str) -> NoDevice:
    """What a person reads when a device cannot be opened. ``kind``: microphone, loudspeaker."""
    return NoDevice(f"could not open the {kind}", cause=cause, next_step="mockint devices")
