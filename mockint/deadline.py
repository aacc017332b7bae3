"""Work that is over in time, or is left to itself.

For what has no time limit of its own that could be set: looking up a name, a server that sends a
byte now and then.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(
    limit_s: float, work: Callable[[], T], *, give_up: Callable[[], None] = lambda: None
) -> T:
    """What ``work`` returns or raises, done in a thread of its own.

    After ``limit_s`` seconds, and where this thread is interrupted, ``give_up`` is called, which
    should make ``work`` end soon. Raises TimeoutError after the limit.
    """
    made: list[T] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            made.append(work())
        except Exception as error:  # noqa: BLE001 - the top of a thread; raised again below
            failed.append(error)

    worker = threading.Thread(target=run, name="work with a time limit", daemon=True)
    worker.start()
    try:
        worker.join(limit_s)
    except BaseException:
        give_up()
        raise
    if made:
        return made[0]
    if failed:
        raise failed.pop()  # with no name for it here, which would tie it to this frame
    give_up()
    raise TimeoutError
