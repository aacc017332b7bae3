"""One quiet line on stderr while a command works."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from mockint.transcribe.types import Progress, no_progress


@contextmanager
def working(what: str, *, quiet: bool = False) -> Iterator[Progress]:
    """Give a function to tell progress to; shown only on a terminal, cleared at the end."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return

    def tell(fraction: float) -> None:
        sys.stderr.write(f"\r{what} … {fraction:4.0%}")
        sys.stderr.flush()

    tell(0.0)
    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
