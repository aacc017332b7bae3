"""A round as plain lines, with one line that is kept up to date where there is a terminal.

For pipes and screen readers every piece of news is a line of its own, and while the candidate talks
one line each 15 s. Nothing is said by colour alone; there is hardly any.
"""

import shutil
import textwrap
from collections.abc import Callable, Mapping
from typing import Self, TextIO

from mockint.domain import Segment
from mockint.events import (
    AnswerSoFar,
    Asking,
    Choosing,
    Help,
    InTrouble,
    KeyHint,
    KeysNow,
    Listening,
    Notice,
    OnBreak,
    Outward,
    QuestionAgain,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Typing,
    Working,
)
from mockint.screen import wording
from mockint.screen.state import current_part, due_warnings
from mockint.screen.types import Legend, no_legend
from mockint.text.format import clock, counted
from mockint.text.printable import one_line

LINE_EVERY_S = 15.0
"""Without a terminal: how often the clock is told while the candidate talks."""
PERCENT_STEP = 25
"""Without a terminal: how often progress is told."""
WIDEST = 100
"""Running text is not set wider than this."""


def _terminal_columns() -> int:
    return shutil.get_terminal_size().columns


class PlainScreen:
    """Shows a round on a text stream."""

    def __init__(  # noqa: PLR0913  (where it is shown, then how)
        self,
        stream: TextIO,
        *,
        live: bool = False,
        bold: bool = False,
        legend: Legend = no_legend,
        quiet: bool = False,
        bars: bool = True,
        columns: Callable[[], int] = _terminal_columns,
    ) -> None:
        """``quiet``: while the candidate talks, only the clock.

        ``bars``: how loud it is, as a bar.
        """
        self._stream = stream
        self._live = live
        self._bold = bold
        self._legend_of = legend
        self._keys: tuple[KeyHint, ...] = ()
        self._told_keys: set[frozenset[str]] = set()
        self._choosing = False
        self._quiet = quiet
        self._bars = bars
        self._columns = columns
        self._glyphs = wording.glyphs_for(stream.encoding)
        self._status_width = 0
        self._listening: Listening | None = None
        self._told_s = 0.0
        self._progress: TakeProgress | None = None
        self._so_far: AnswerSoFar | None = None
        self._warned: frozenset[Segment | None] = frozenset()
        self._work = ""
        self._work_told = 0

    @classmethod
    def on(
        cls,
        stream: TextIO,
        environ: Mapping[str, str],
        *,
        legend: Legend = no_legend,
        quiet: bool = False,
        read_aloud: bool = False,
    ) -> Self:
        """The screen that suits ``stream``: live on a terminal, unless it is a dumb one.

        ``read_aloud``: lines of text only, as a screen reader needs them.
        """
        live = stream.isatty() and environ.get("TERM") != "dumb" and not read_aloud
        bold = live and not environ.get("NO_COLOR")
        bars = not read_aloud
        return cls(stream, live=live, bold=bold, legend=legend, quiet=quiet, bars=bars)

    def show(self, event: Outward) -> None:
        """Show one event."""
        match event:
            case RoundBegan():
                self._began(event)
            case Asking(text=text, label=label, by=by):
                who = label or "Interviewer"
                self._asking(text, f"{who} ({wording.BY_COACH})" if by == "coach" else who)
            case Listening():
                self._begin_listening(event)
            case TakeProgress():
                self._heard(event)
            case AnswerSoFar():
                self._so_far = event
                self._warn()
            case Working():
                self._working(event)
            case Stopped(seconds=seconds):
                self._line(f"Recorded {clock(seconds)}.")
            case RoundEnded(path=path):
                self._line(f"Saved in {path}" if path else "Nothing was saved.")
            case event:
                self._say(event)

    def _say(self, event: Outward) -> None:
        """What is for the candidate to read, or to do."""
        self._choosing = isinstance(event, Choosing | OnBreak) or self._choosing
        match event:
            case InTrouble(trouble=trouble):
                began_s = self._progress.began_s if self._progress is not None else None
                self._line(wording.trouble_line(trouble, began_s))
            case Notice(text=text):
                self._line(text)
            case KeysNow():
                self._keys_are(event)
            case Help():
                self._line(wording.help_line(event, self._legend))
            case QuestionAgain(text=text):
                self._line(text)
            case Choosing(text=text) if text:
                self._line(text)
            case OnBreak():
                self._on_break(event)
            case Typing():
                self._typing(event)

    def close(self) -> None:
        """End on a clean line."""
        self._clear_status()

    # ------------------------------------------------------------ what happens

    def _began(self, event: RoundBegan) -> None:
        self._line(f"{event.title or _in_short(event)}.")
        self._line(f"Voice: {event.voice}. Microphone: {event.microphone}.")
        self._line(f"Recognizer: {event.engine}.")

    @property
    def _legend(self) -> str:
        return self._legend_of(self._keys)

    def _keys_are(self, event: KeysNow) -> None:
        """Said once of the same keys, and always where one of them is waited for."""
        self._keys = event.keys
        among = frozenset(key for hint in event.keys for key in hint.keys)
        if self._legend and (self._choosing or among not in self._told_keys):
            self._line(self._legend)
        self._told_keys.add(among)
        self._choosing = False

    def _asking(self, text: str, who: str) -> None:
        self._work = ""
        self._line("")
        for line in f"{who}: {text}".splitlines():
            self._line(line, lead=f"{who}:")
        if self._live:
            self._status("Asking ...")

    def _begin_listening(self, event: Listening) -> None:
        self._listening = event
        self._told_s, self._progress, self._work = 0.0, None, ""
        self._so_far, self._warned = None, frozenset()
        if event.take > 1:
            self._line(f"Recording again: take {event.take}. The debrief is of this one.")
        elif event.exercise is not None:
            doing = wording.exercise_progress(event.exercise, 0.0)
            self._line(f"Recording: {doing}. {wording.TAKE_YOUR_TIME}")
        elif event.probe is not None:
            self._line(f"Recording your reply. {wording.TAKE_YOUR_TIME}")
        else:
            self._line(f"Recording. {wording.TAKE_YOUR_TIME}")
        whole = event.probe is None and event.exercise is None
        if whole and event.take == 1 and not self._quiet:
            self._line(wording.whole_plan(event.level))

    def _heard(self, event: TakeProgress) -> None:
        before, self._progress = self._progress, event
        self._warn()
        clock_s = event.clock_s
        at = "" if clock_s is None else f"{clock(clock_s)} "
        if self._live:
            self._status(f"REC {at}{self._beside_the_clock(event)}")
        elif event.thinking != (before is not None and before.thinking):
            self._line(f"{at}Thinking, still recording." if event.thinking else f"{at}Continuing.")
        elif event.part is not None and (before is None or event.part != before.part):
            self._line(f"{at}You marked that the {event.part.title()} starts here.")
        elif clock_s is not None and clock_s >= self._told_s + LINE_EVERY_S:
            self._told_s = clock_s - clock_s % LINE_EVERY_S
            mic = "" if self._quiet or not self._bars else "mic "
            now = f"recording, {mic}{self._beside_the_clock(event)}".rstrip(", ")
            self._line(f"{at}{now}")

    def _beside_the_clock(self, event: TakeProgress) -> str:
        now = self._where(event)
        if self._quiet:
            return now if event.thinking or event.clock_s is None else ""
        return f"{wording.meter(event.loudness, self._glyphs)} {now}" if self._bars else now

    def _where(self, event: TakeProgress) -> str:
        listening, elapsed_s = self._listening, event.clock_s
        if event.thinking or elapsed_s is None:
            ends = "".join(f" (p={hint.what})" for hint in self._keys if hint.keys == "p")
            return f"thinking, still recording{ends}" if event.thinking else wording.TAKE_YOUR_TIME
        if listening is not None and listening.exercise is not None:
            return wording.exercise_progress(listening.exercise, elapsed_s)
        if listening is None or listening.probe is not None:
            return "reply"
        level = listening.level
        now = current_part(event, self._so_far)
        if now is not None and self._so_far is not None:
            seconds = dict(self._so_far.parts).get(now, 0.0)
            heard = wording.part_now(now, seconds, level)
            return f"{heard} {self._glyphs.dot} {wording.plan_in_short(level, elapsed_s)}"
        if event.part is not None:
            return wording.marked_now(event.part, level, elapsed_s, self._glyphs)
        return wording.plan_now(level, elapsed_s, self._glyphs)

    def _warn(self) -> None:
        if self._quiet:
            return
        for warning in due_warnings(self._listening, self._progress, self._so_far, self._warned):
            self._warned |= {warning.about}
            self._line(warning.text)

    def _on_break(self, event: OnBreak) -> None:
        if event.elapsed_s == 0.0:
            self._line(wording.break_line(event))
        elif self._live:
            self._status(f"Break {clock(event.elapsed_s)}")

    def _typing(self, event: Typing) -> None:
        if self._live:
            self._status(f"{event.prompt} {event.text}")
        elif not event.text:
            self._line(event.prompt)

    def _working(self, event: Working) -> None:
        name = wording.WORK[event.stage]
        percent = None if event.fraction is None else int(event.fraction * 100)
        if self._live:
            self._status(f"{name} ..." if percent is None else f"{name} {percent}%")
        elif name != self._work or percent is None:
            self._work_told = 0
            self._line(f"{name} ...")
        elif percent >= self._work_told + PERCENT_STEP:
            self._work_told = percent - percent % PERCENT_STEP
            self._line(f"{name} {self._work_told}%")
        self._work = name

    # ------------------------------------------------------------ the stream

    def _line(self, text: str, lead: str = "") -> None:
        """Print ``text`` as lines of its own; ``lead``, its beginning, is bold where it may be."""
        self._clear_status()
        width = max(20, min(WIDEST, self._columns() - 1))
        # Long words are paths, which are copied: the terminal may wrap them, we do not cut them.
        wrapped = textwrap.wrap(
            one_line(text), width, break_long_words=False, break_on_hyphens=False
        ) or [""]
        if lead and self._bold and wrapped[0].startswith(lead):
            wrapped[0] = f"\x1b[1m{lead}\x1b[0m{wrapped[0][len(lead) :]}"
        self._write("\n".join(wrapped) + "\n")

    def _status(self, text: str) -> None:
        """Replace the line that is kept up to date; cut to the terminal, so that it never wraps."""
        width = max(1, self._columns() - 1)
        text = one_line(text)[:width]
        self._write(f"\r{text:<{min(width, self._status_width)}}")
        self._status_width = len(text)

    def _clear_status(self) -> None:
        if self._status_width:
            blank = " " * min(self._status_width, max(1, self._columns() - 1))
            self._write(f"\r{blank}\r")
            self._status_width = 0

    def _write(self, text: str) -> None:
        encoding = self._stream.encoding or "ascii"
        self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()


def _in_short(event: RoundBegan) -> str:
    """E.g. "SDE2 round: 1 question, up to 2 follow-ups"."""
    level = event.level.title
    what = f"{event.round_name or f'{level} round'}: {counted(event.questions, 'question')}"
    if not event.probes:
        return what
    each = " each" if event.questions > 1 else ""
    return f"{what}, up to {counted(event.probes, 'follow-up')}{each}"
