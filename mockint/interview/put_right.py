"""What keeps a recording from beginning and can be put right in the middle of a round."""

from mockint.errors import DeviceLost, FileError, MockintError, NoDevice
from mockint.events import Choosing, KeyHint, KeyPressed
from mockint.interview import keys
from mockint.interview.stations import NO_MICROPHONE, Stations
from mockint.interview.worker import EventLoop

TRY_AGAIN = (KeyHint("\n", "try again"), keys.QUIT)

_ASKS: dict[type[MockintError], str] = {
    NoDevice: "Plug the microphone in",
    DeviceLost: "Plug the microphone in again",
    FileError: "Free some space on the disk",
}


def may_try_again(error: MockintError, stations: Stations, loop: EventLoop) -> bool:
    """Tell the candidate and ask them to put it right; whether they say that they have.

    False as well where nobody is at the keys, there was no microphone to begin with, or it is
    nothing that a person can put right.
    """
    asks = next((text for kind, text in _ASKS.items() if isinstance(error, kind)), None)
    had_one = stations.microphone != NO_MICROPHONE
    if asks is None or not had_one or not stations.keys.legend(TRY_AGAIN) or loop.ending:
        return False
    why = MockintError(error.what, cause=error.cause)  # the next step is said below
    loop.note(f"Recording could not begin: {why}.")
    loop.inbox.drop_keys()
    loop.show(Choosing(f"{asks}, then press Enter."))
    loop.offer(keys.to_choose(TRY_AGAIN))
    while True:
        match loop.inbox.get():
            case KeyPressed(key="done"):
                return True
            case KeyPressed(key="quit" | "quit?"):
                return False
            case event:
                loop.handle(event)


def check_disk(stations: Stations, loop: EventLoop) -> None:
    """Raise MockintError where there is no room to record, and the candidate makes none."""
    while True:
        try:
            stations.check_disk()
        except MockintError as error:
            if not may_try_again(error, stations, loop):
                raise
        else:
            return
