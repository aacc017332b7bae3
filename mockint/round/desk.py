"""What every part of a round shares: the inbox, the screen, and what is to be noted."""

from collections.abc import Callable
from typing import Literal, TypeVar, cast

from mockint.audio.base import Trouble, TroubleKind
from mockint.errors import MockintError
from mockint.events import (
    Help,
    InTrouble,
    Inward,
    KeyPressed,
    Noted,
    Notice,
    Outward,
    Reported,
    WorkDone,
    Working,
    WorkProgress,
)
from mockint.round.inbox import Inbox, Lane
from mockint.screen.base import Screen
from mockint.transcribe.base import Progress

T = TypeVar("T")
FAREWELL = "Ending the round. What was recorded is kept and debriefed."
Stage = Literal["transcribing", "analysing"]


class Retaken(Exception):
    """The candidate would rather speak again than wait for this work."""


class Desk:
    """One inbox in, one screen out, the notices, and whether the round is to end."""

    def __init__(self, screen: Screen, farewell: str = FAREWELL) -> None:
        self.inbox = Inbox()
        self.ending = False
        """The candidate asked for the end, or the round cannot go on."""
        self.notices: list[str] = []
        """Steps back that were taken, and troubles, each once."""
        self._screen = screen
        self._farewell = farewell
        self._troubles: set[TroubleKind] = set()
        self._complaints: dict[int, str] = {}

    def show(self, event: Outward) -> None:
        """Put it on the screen."""
        self._screen.show(event)

    def note(self, text: str) -> None:
        """Say a step back once, and keep it with the round."""
        if text not in self.notices:
            self.notices.append(text)
            self.show(Notice(text))

    def quit(self) -> None:
        """The candidate wants to end."""
        if not self.ending:
            self.ending = True
            self.show(Notice(self._farewell))

    def in_background(self, lane: Lane, task: Callable[[], None], complaint: str = "") -> None:
        """Begin work nobody waits for. A MockintError of it is noted after ``complaint``.

        Without a complaint it is passed over: the work is asked for again and will tell then.
        """
        job = lane.do(lambda _tell: task())
        if complaint:
            self._complaints[job] = complaint

    def wait(
        self,
        lane: Lane,
        task: Callable[[Progress], T],
        stage: Stage,
        complain: Callable[[MockintError], str],
        *,
        may_retake: bool = False,
    ) -> T | None:
        """Work on ``task`` and show how far it is; None where it failed as work may.

        Raises Retaken where the candidate wants to speak again instead; the work then goes on in
        its lane and its result is passed over.
        """
        self.show(Working(stage))
        job = lane.do(task)
        while True:
            match self.inbox.get():
                case WorkDone(job=ended, error=None, result=result) if ended == job:
                    return cast("T", result)
                case WorkDone(job=ended, error=MockintError() as error) if ended == job:
                    self.note(complain(error))
                    return None
                case WorkProgress(job=going, fraction=fraction) if going == job:
                    self.show(Working(stage, fraction))
                case KeyPressed(key="quit"):
                    self.quit()
                case KeyPressed(key="retake") if may_retake and not self.ending:
                    raise Retaken
                case event:
                    self.aside(event)

    def aside(self, event: Inward) -> None:
        """What may come at any time and changes nothing about where the round is.

        Raises what a worker raised, unless it is a MockintError.
        """
        match event:
            case KeyPressed(key="help"):
                self.show(Help())
            case Reported(report=Trouble() as trouble):
                self._in_trouble(trouble)
            case Noted(text=text):
                self.note(text)
            case WorkDone(job=job, error=MockintError() as error):
                if job in self._complaints:
                    self.note(f"{self._complaints[job]}: {error}")
            case WorkDone(error=BaseException() as error):
                raise error
            case _:
                pass

    def _in_trouble(self, trouble: Trouble) -> None:
        self.show(InTrouble(trouble))
        if trouble.kind not in self._troubles:
            self._troubles.add(trouble.kind)
            self.notices.append(trouble.message)
