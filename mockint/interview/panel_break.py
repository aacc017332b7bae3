"""The break between two interviewers of a panel: the candidate decides when it goes on."""

import queue

from mockint.events import Inward, KeyHint, KeyPressed, KeysNow, OnBreak
from mockint.screen.types import Keys, Screen

TICK_S = 1.0
KEYS = (KeyHint("\n", "continue"), KeyHint("q", "end the loop"))


def take_break(keys: Keys, screen: Screen, news: OnBreak) -> bool:
    """Show ``news`` and wait, with the seconds counted; False where the candidate ends the panel.

    Called in the main thread, so that a second Ctrl-C comes out of here as KeyboardInterrupt.
    """
    inbox: queue.SimpleQueue[Inward] = queue.SimpleQueue()
    keys.start(inbox.put)
    seconds = 0
    try:
        screen.show(news)
        screen.show(KeysNow(KEYS))
        while True:
            try:
                event = inbox.get(timeout=TICK_S)
            except queue.Empty:
                seconds += 1
                screen.show(news.after(seconds))
                continue
            match event:
                case KeyPressed(key="done"):
                    return True
                case KeyPressed(key="quit"):
                    return False
                case _:
                    pass
    finally:
        keys.stop()
        screen.close()
