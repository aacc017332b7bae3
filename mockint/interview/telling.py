"""A take while it is being told: its one clock, the candidate's marks, what the keys do to it."""

from dataclasses import replace

from mockint.audio.types import Loudness
from mockint.domain import SEGMENTS
from mockint.events import LiveWords, TakeProgress
from mockint.interview.first_word import FirstWord
from mockint.interview.stations import Take

SILENCE = Loudness(elapsed_s=0.0, rms_dbfs=-120.0, peak_dbfs=-120.0)


class Telling:
    """``progress`` is what a screen shows of it. ``whole``: an answer with its five parts."""

    def __init__(self, take: Take, *, whole: bool) -> None:
        self._take = take
        self._parts = SEGMENTS[1:] if whole else ()
        self._first = FirstWord()
        self.progress = TakeProgress(SILENCE, thinking=False)
        self.marks: list[float] = []
        """When the candidate went on to the next part, on the recording's clock."""

    @property
    def elapsed_s(self) -> float:
        """On the recording's clock."""
        return self.progress.loudness.elapsed_s

    def hears(self, loudness: Loudness) -> None:
        """The latest tenth of a second."""
        self._first.hears(loudness)
        self.progress = replace(self.progress, loudness=loudness, began_s=self._first.began_s)

    def reads(self, heard: LiveWords) -> None:
        """The words so far."""
        self._first.reads(heard.words, heard.sure_s)

    def pause(self) -> None:
        """The pause key: on, or off again."""
        self.progress = replace(self.progress, thinking=not self.progress.thinking)
        self._take.mark("think" if self.progress.thinking else "talk")

    def next_part(self) -> None:
        """The candidate goes on to the next part, where there is one."""
        if len(self.marks) < len(self._parts):
            self.progress = replace(self.progress, part=self._parts[len(self.marks)])
            self._take.mark("part")
            self.marks.append(self.elapsed_s)
