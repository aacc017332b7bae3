"""A scripted terminal: keys that are pressed when the screen shows what they wait for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mockint.events import Key, KeyHint, KeyPressed, Listening, Outward, TakeProgress
from mockint.screen.types import PressKey

When = Callable[[Outward], bool]


@dataclass(frozen=True, slots=True)
class Press:
    """Press ``key`` once ``when`` holds for what the screen shows."""

    key: Key
    when: When
    char: str = ""
    """What is typed, where that matters."""


def at_once(_event: Outward) -> bool:
    """Right after the key before it."""
    return True


def shown(kind: type[Outward]) -> When:
    """When an event of this kind is shown."""
    return lambda event: isinstance(event, kind)


def listening(*, probe: int | None = None, take: int = 1, drill: bool = False) -> When:
    """When this recording begins."""
    return lambda event: (
        isinstance(event, Listening)
        and (event.probe, event.take, event.drill) == (probe, take, drill)
    )


def heard(elapsed_s: float) -> When:
    """When the recorder's clock has reached ``elapsed_s``."""
    return lambda event: isinstance(event, TakeProgress) and event.loudness.elapsed_s >= elapsed_s


class ScriptedKeys:
    """Presses its keys one after another; each waits for its turn, then for its moment."""

    def __init__(self, script: Sequence[Press] = ()) -> None:
        self._script = list(script)
        self._press: PressKey | None = None
        self.reading = False
        """Started and not yet stopped."""

    def start(self, press: PressKey) -> None:
        """Begin."""
        self._press = press
        self.reading = True

    def legend(self, _hints: Sequence[KeyHint], /) -> str:
        """Somebody is at the keys."""
        return "Keys are scripted."

    def stop(self) -> None:
        """End."""
        self.reading = False

    def press(self, key: Key, char: str = "") -> None:
        """Press a key now."""
        if self._press is not None:
            self._press(KeyPressed(key, char))

    def see(self, event: Outward) -> None:
        """What the screen shows; called by RecordingScreen."""
        if self._script and self._script[0].when(event):
            self._next()
            while self._script and self._script[0].when is at_once:
                self._next()

    def _next(self) -> None:
        press = self._script.pop(0)
        self.press(press.key, press.char)

    @property
    def left(self) -> tuple[Press, ...]:
        """What was never pressed."""
        return tuple(self._script)


class RecordingScreen:
    """Remembers all it is shown, and lets scripted keys see it."""

    def __init__(self, keys: ScriptedKeys | None = None) -> None:
        self._keys = keys
        self.events: list[Outward] = []
        self.closed = False

    def show(self, event: Outward) -> None:
        """Remember one event."""
        self.events.append(event)
        if self._keys is not None:
            self._keys.see(event)

    def close(self) -> None:
        """Remember that too."""
        self.closed = True
