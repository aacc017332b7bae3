"""Some texts at a pace of their own: a model answer is spoken in the seconds it should take."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from mockint.voice.rendered import seconds
from mockint.voice.types import Renderer

SLOWEST, FASTEST = 0.7, 1.45
"""Rates that are still good to listen to."""
CLOSE_ENOUGH = 0.03
"""As a part of the seconds that were wanted."""


class PacedRenderer:
    """A Renderer that speaks the texts in ``within_s`` in their seconds, all others as ever.

    How long a text takes depends on the engine and the voice, so it is rendered and measured, and
    then rendered again at the rate that is missing.
    """

    def __init__(self, renderer: Renderer, within_s: Mapping[str, float]) -> None:
        self._renderer = renderer
        self._within_s = within_s

    @property
    def name(self) -> str:
        """As Renderer.name."""
        return self._renderer.name

    @property
    def rate(self) -> float:
        """Of all other texts."""
        return self._renderer.rate

    def made_of(self, text: str) -> Sequence[str | float]:
        """As Renderer.made_of."""
        within_s = self._within_s.get(text)
        if within_s is None:
            return self._renderer.made_of(text)
        return (*self._renderer.at_rate(1.0).made_of(text), "within", within_s)

    def render(self, text: str, out: Path) -> None:
        """As Renderer.render."""
        self._renderer.render(text, out)
        within_s = self._within_s.get(text)
        if within_s is None:
            return
        taken_s = seconds(out)
        if abs(taken_s - within_s) > CLOSE_ENOUGH * within_s:
            rate = rate_for(within_s, taken_s, self.rate)
            self._renderer.at_rate(rate).render(text, out)

    def at_rate(self, rate: float) -> Self:
        """As Renderer.at_rate."""
        return type(self)(self._renderer.at_rate(rate), self._within_s)

    def close(self) -> None:
        """As Renderer.close."""
        self._renderer.close()


def rate_for(wanted_s: float, taken_s: float, rate: float) -> float:
    """The rate at which a text takes ``wanted_s`` that took ``taken_s`` at ``rate``.

    As near to it as may be listened to.
    """
    return min(FASTEST, max(SLOWEST, rate * taken_s / max(1.0, wanted_s)))
