"""What a coach is asked for."""

from collections.abc import Sequence
from typing import Protocol

NO_COACH = "none"
"""The request for none, whatever the settings say."""


class Coach(Protocol):
    """Suggests, where it can in time; what it suggests was checked. Nothing depends on it.

    Each call may take a few seconds and never raises: it answers None where nothing usable came.
    One call at a time.
    """

    notice: str
    """What to tell a person whose words it is given; empty where they stay on this machine."""

    def warm(self) -> None:
        """Have the model loaded, so that the first question is not too slow. May take a minute."""

    def follow_up(self, question: str, answer: str, asked: Sequence[str]) -> str | None:
        """One question about the ``answer`` to ``question``, like none of ``asked``."""

    def rewrite(self, sentence: str) -> str | None:
        """The candidate's ``sentence`` as they could say it more simply: with their words alone."""
