"""Recognizers for a child process: made there from this module, so they are at its top level."""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import WeightsMissing
from mockint.transcribe.types import Recognition, Word


@dataclass
class Child:
    """Hears one word a second of sound; what it is told to be wrong is wrong."""

    fault: str = ""
    once: Path | None = None
    """The fault happens while this file is not there."""
    name: str = "a child"
    window_s: float = 0.0

    def warm(self) -> None:
        if self.fault == "no weights":
            raise WeightsMissing("no weights", cause="never fetched", next_step="mockint setup")

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        print("libraries print", flush=True)  # noqa: T201
        self._go_wrong()
        words = [Word(f"{hint}{os.getpid()}", 0.0, 0.1) for hint in hints]
        words += [Word(f"w{i}", i, i + 0.5) for i in range(sound.size // RATE_HZ)]
        return Recognition(tuple(words))

    def _go_wrong(self) -> None:
        if self.once is not None:
            if self.once.exists():
                return
            self.once.write_text("it has happened")
        if self.fault == "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        if self.fault == "exit":
            sys.exit("the library gave up")
        if self.fault == "bug":
            raise ZeroDivisionError("by zero")
        if self.fault == "hang":
            time.sleep(600)


@dataclass
class DraftingChild(Child):
    """The same, with drafts that take ``draft_s`` seconds where nobody stops them."""

    draft_s: float = 0.0
    extends: bool = True

    def draft(self, sound: Samples, stop: Callable[[], bool], *, hints: Sequence[str] = ()) -> bool:
        self._go_wrong()
        ends = time.monotonic() + self.draft_s
        while time.monotonic() < ends:
            if stop():
                return False
            time.sleep(0.01)
        return True
