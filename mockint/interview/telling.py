"""A take while it is being told: its one clock, the candidate's marks, what the keys do to it."""

from dataclasses import replace

from mockint.audio.types import Loudness
from mockint.domain import SEGMENTS
from mockint.events import Key, KeyHint, LiveWords, TakeProgress
from mockint.interview import keys
from mockint.interview.first_word import FirstWord
from mockint.interview.keys import Hints
from mockint.interview.stations import Take

SILENCE = Loudness(elapsed_s=0.0, rms_dbfs=-120.0, peak_dbfs=-120.0)


class Telling:
    """``progress`` is what a screen shows of it.

    ``whole``: an answer with its five parts. ``spoken``: what was asked can be spoken again;
    ``asked`` is False where nothing was. ``more``: keys that count beside those of every take.
    """

    def __init__(
        self, take: Take, *, whole: bool, asked: bool, spoken: bool, more: Hints = ()
    ) -> None:
        self._take = take
        self._asked, self._spoken, self._more = asked, spoken, tuple(more)
        self._parts = SEGMENTS[1:] if whole else ()
        self._first = FirstWord()
        self.progress = TakeProgress(SILENCE, thinking=False)
        self.marks: list[float] = []
        """When the candidate went on to the next part, on the recording's clock."""

    @property
    def elapsed_s(self) -> float:
        """On the recording's clock."""
        return self.progress.loudness.elapsed_s

    @property
    def may_start_anew(self) -> bool:
        """Nothing was said yet, so the question may be spoken again before a new take."""
        return self._spoken and self.progress.began_s is None

    @property
    def keys(self) -> tuple[KeyHint, ...]:
        """Those that count at this moment."""
        again = keys.AGAIN if self.may_start_anew else keys.SHOW
        count = {
            keys.DONE: True,
            keys.GO_ON if self.progress.thinking else keys.PAUSE: True,
            keys.PART: len(self.marks) < len(self._parts),
            keys.UNDO: bool(self.marks),
            keys.RETAKE: True,
            again: self._asked,
            keys.QUIT: True,
            keys.HELP: True,
        }
        taken = keys.letters(self._more)
        own = (one for one, counts in count.items() if counts and one.keys not in taken)
        return (*self._more, *own)

    def hears(self, loudness: Loudness) -> None:
        """The latest tenth of a second."""
        self._first.hears(loudness)
        self.progress = replace(self.progress, loudness=loudness, began_s=self._first.began_s)

    def reads(self, heard: LiveWords) -> None:
        """The words so far."""
        self._first.reads(heard.words, heard.sure_s)

    def marks_with(self, key: Key) -> bool:
        """Do what a key does to the marks; False where it does nothing to them now."""
        match key:
            case "pause":
                self.progress = replace(self.progress, thinking=not self.progress.thinking)
                self._take.mark("think" if self.progress.thinking else "talk")
            case "part" if len(self.marks) < len(self._parts):
                self._take.mark("part")
                self.marks.append(self.elapsed_s)
            case "undo" if self.marks:
                self._take.take_back()
                self.marks.pop()
            case _:
                return False
        part = self._parts[len(self.marks) - 1] if self.marks else None
        self.progress = replace(self.progress, part=part)
        return True
