"""Reads a file descriptor on a thread that can be told to stop."""

import os
import select
import sys
import threading
from collections.abc import Callable

CHUNK_BYTES = 1024


class Reading:
    """Hands what arrives at a descriptor to ``feed``; at its end ``feed`` gets no bytes, once.

    It reads the descriptor itself, not ``sys.stdin``: a thread that waits inside Python's
    buffered reader keeps the interpreter from shutting down in order.
    """

    def __init__(self, descriptor: int, feed: Callable[[bytes], None]) -> None:
        self._descriptor = descriptor
        self._feed = feed
        self._stopped = threading.Event()
        self._wake_reader, self._wake_writer = os.pipe()
        self._thread = threading.Thread(target=self._read, name="mockint-keys", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nothing is fed once this has returned."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        os.write(self._wake_writer, b"x")
        if sys.platform != "win32":
            self._thread.join()
            os.close(self._wake_reader)
        os.close(self._wake_writer)

    def _read(self) -> None:
        while True:
            # On Windows only sockets can be waited for, so the thread stays in ``read`` there;
            # it is a daemon, and what it still reads is dropped.
            if sys.platform != "win32":
                select.select([self._descriptor, self._wake_reader], [], [])
            if self._stopped.is_set():
                return
            try:
                chunk = os.read(self._descriptor, CHUNK_BYTES)
            except OSError:  # the terminal is gone
                chunk = b""
            if not self._stopped.is_set():
                self._feed(chunk)
            if not chunk:
                return
