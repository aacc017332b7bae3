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

    ``give_up`` is called where nothing comes of it: after ``limit_s`` seconds, where this thread is
    interrupted, where ``work`` fails. It should make ``work`` end soon. Raises TimeoutError after
    the limit.
    """
    made: list[T] = []
    failed: list[Exception] = []
    given_up = threading.Event()

    def run() -> None:
        try:
            made.append(work())
        except Exception as error:  # noqa: BLE001 - the top of a thread; raised again below
            if not given_up.is_set():  # or nobody takes it any more
                failed.append(error)

    worker = threading.Thread(target=run, name="work with a time limit", daemon=True)
    worker.start()
    try:
        worker.join(limit_s)
        if made:
            return made[0]
        if failed:
            raise failed.pop()  # with no name for it here, which would tie it to this frame
        raise TimeoutError("no answer in time")
    except BaseException:
        given_up.set()
        give_up()
        raise
