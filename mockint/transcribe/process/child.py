"""``python -m mockint.transcribe.process.child``: the child's half of ``parent``."""

import contextlib
import os
import queue
import signal
import sys
import threading
import time
from typing import IO, Any

from mockint.errors import MockintError
from mockint.transcribe.process.parent import (
    ALIVE,
    DRAFT,
    SIGN_S,
    STOP,
    error_as_text,
    receive,
    send,
)


def main() -> None:
    """Make the recognizer that is sent first, then do what is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = os.fdopen(os.dup(0), "rb")
    outbox = _Outbox(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # libraries that print must not print into the answers
    try:
        recognizer = receive(asked)()
        inbox = _Inbox(asked)
        while True:
            what, values, named = inbox.next()
            outbox.working.set()
            if what == DRAFT:
                values = (*values, inbox.stop.is_set)
            try:
                answer = (True, getattr(recognizer, what)(*values, **named))
            except MockintError as error:
                answer = (False, error_as_text(error))
            outbox.put(answer)
    except (EOFError, BrokenPipeError):  # the round is over
        sys.exit(0)


class _Outbox:
    """Answers, and while one is being made signs of life: nobody reads them at other times."""

    def __init__(self, answers: IO[bytes]) -> None:
        self.working = threading.Event()
        self._answers = answers
        self._lock = threading.Lock()
        threading.Thread(target=self._give_signs, name="mockint-alive", daemon=True).start()

    def put(self, answer: object) -> None:
        """Answer. Raises OSError."""
        with self._lock:
            self.working.clear()
            send(self._answers, answer)

    def _give_signs(self) -> None:
        with contextlib.suppress(OSError):  # the round is over
            while self.working.wait():
                time.sleep(SIGN_S)
                with self._lock:
                    if self.working.is_set():
                        send(self._answers, ALIVE)


class _Inbox:
    """What is asked, read by a thread of its own: a draft may be told to stop while it is made."""

    def __init__(self, asked: IO[bytes]) -> None:
        self.stop = threading.Event()
        """Set when the draft under way is not wanted any more."""
        self._asked = asked
        self._waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="mockint-asked", daemon=True).start()

    def next(self) -> Any:
        """What is asked next. Raises EOFError where nobody asks any more."""
        asked = self._waiting.get()
        if isinstance(asked, EOFError):
            raise asked
        return asked

    def _read(self) -> None:
        while True:
            try:
                asked = receive(self._asked)
            except EOFError as error:
                self.stop.set()
                self._waiting.put(error)
                return
            if asked == STOP:
                self.stop.set()
            else:  # what came too late for the last draft is not meant for this one
                self.stop.clear()
                self._waiting.put(asked)


if __name__ == "__main__":
    main()
