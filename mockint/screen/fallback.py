"""A screen that may fail, with another one behind it: the round is never the worse for it."""

from collections.abc import Callable

from mockint.errors import ScreenError
from mockint.events import Asking, KeysNow, Listening, Notice, Outward, RoundBegan
from mockint.screen.types import Screen


class FallbackScreen:
    """Shows all on ``first``, and from its first ScreenError on all on what ``second`` makes."""

    def __init__(self, first: Screen, second: Callable[[], Screen]) -> None:
        self._shown = first
        self._second = second
        self._stepped_back = False
        self._before: dict[type[Outward], Outward] = {}

    def show(self, event: Outward) -> None:
        """Show one event."""
        try:
            self._shown.show(event)
        except ScreenError as error:
            if self._stepped_back:
                raise
            self._step_back(error)
            self._shown.show(event)
        self._remember(event)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._shown.close()

    def _step_back(self, error: ScreenError) -> None:
        """Say so once, and tell the second screen where the round is."""
        self._stepped_back = True
        self._shown.close()
        self._shown = self._second()
        why = f" ({error.cause})" if error.cause else ""
        text = f"The live screen failed{why}. The round continues as plain text."
        self._shown.show(Notice(text))
        for event in self._before.values():
            self._shown.show(event)

    def _remember(self, event: Outward) -> None:
        """What a screen that comes later must have been shown to know where it is."""
        match event:
            case RoundBegan():
                self._before = {RoundBegan: event}
            case Asking():
                self._before.pop(Listening, None)
                self._remember_last(event)
            case Listening() | KeysNow():
                self._remember_last(event)
            case _:
                pass

    def _remember_last(self, event: Outward) -> None:
        self._before.pop(type(event), None)
        self._before[type(event)] = event
