"""A program of its own with the live screen on its terminal, for test_screen_live.py.

Keys are shown as notices until q. The argument says what goes wrong meanwhile.
"""

import queue
import sys
import threading
import time

from mockint.events import KeyPressed, Notice, RoundEnded
from mockint.wiring import stations
from tests.support.screen_story import answering, heard, so_far


def main(trouble: str) -> None:
    print("before the round", flush=True)  # noqa: T201
    keys = stations.keys()
    screen = stations.screen(keys, plain=trouble == "plain")
    if trouble == "cannot start":
        break_the_app("compose", RuntimeError("no widgets"))
    pressed: queue.Queue[KeyPressed] = queue.Queue()
    try:
        keys.start(pressed.put)
        for event in [*answering(), so_far(40.0), heard(40.0)]:
            screen.show(event)
        time.sleep(0.5)  # all of that is seen
        if trouble == "fails":
            break_the_app("_put", RuntimeError("the words of the candidate"))
        elif trouble == "hangs":
            break_the_app("_put", None)
            screen.show(heard(50.0))
            time.sleep(0.5)
            print("hanging", file=sys.__stdout__, flush=True)
        elif trouble == "raises":
            raise ZeroDivisionError
        elif trouble == "prints":
            print("a library talks", file=sys.stderr)  # noqa: T201
        go_on(screen, pressed)
        screen.show(RoundEnded("/rounds/of/this/test"))
    finally:
        keys.stop()
        screen.close()
    print("after the round", flush=True)  # noqa: T201


def go_on(screen, pressed) -> None:  # type: ignore[no-untyped-def]
    """As the round does: events come while it waits for keys."""
    elapsed_s = 40.0
    while True:
        try:
            key = pressed.get(timeout=0.05).key
        except queue.Empty:
            elapsed_s += 0.1
            screen.show(heard(elapsed_s))
            continue
        if key == "quit":
            return
        screen.show(Notice(f"pressed {key}"))


def break_the_app(method: str, error: Exception | None) -> None:
    """The method raises from now on, or never returns."""
    from mockint.screen.live_app import LiveApp

    def broken(*_: object) -> None:
        if error is None:
            threading.Event().wait(60)
        else:
            raise error

    setattr(LiveApp, method, broken)


if __name__ == "__main__":
    main(sys.argv[1])
