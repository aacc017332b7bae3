"""The interviewer's turn: words shown and spoken, and what comes next made ready meanwhile."""

import threading

from mockint.errors import MockintError
from mockint.events import Asking, KeyPressed, WorkDone
from mockint.round.desk import Desk
from mockint.round.inbox import Lane
from mockint.voice.base import Voice


class Speaking:
    """Asks one thing after another. Once the voice has failed, words are only shown."""

    def __init__(self, voice: Voice, desk: Desk) -> None:
        self._voice = voice
        self._desk = desk
        self._mouth = Lane("mockint-voice", desk.inbox)
        self._failed = False

    def close(self) -> None:
        """Say no more."""
        self._mouth.close()

    def ask(self, asking: Asking) -> None:
        """Show the words and speak them; returns when the loudspeaker is silent again."""
        self._desk.show(asking)
        if self._failed:
            return
        stop = threading.Event()
        job = self._mouth.do(lambda _tell: self._voice.say(asking.text, stop))
        try:
            error = self._until_said(job, stop)
        finally:
            was_cut = stop.is_set()
            stop.set()
        if error is not None and not isinstance(error, MockintError):
            raise error
        if error is not None and not was_cut:
            self._failed = True
            self._desk.note(f"The voice failed, so questions are shown from here on: {error}")

    def prepare(self, text: str | None) -> None:
        """Let the voice get ready for what comes next. If that fails, saying it will tell."""
        if text and not self._failed:
            self._desk.in_background(self._mouth, lambda: self._voice.prepare(text))

    def _until_said(self, job: int, stop: threading.Event) -> BaseException | None:
        while True:
            match self._desk.inbox.get():
                case WorkDone(job=ended, error=error) if ended == job:
                    return error
                case KeyPressed(key="skip"):
                    stop.set()
                case KeyPressed(key="quit"):
                    self._desk.quit()
                    stop.set()
                case event:
                    self._desk.aside(event)
