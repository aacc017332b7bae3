"""The live screen as a Textual app. It only draws: what there is to see is handed to it.

Ten times a second it looks whether there is something new, and only the sections that changed are
drawn again. Its driver writes to our own Terminal and reads nothing: keys are read as they are
without it, so it can run beside the main thread, where Textual's own drivers cannot (they take
signals), and Ctrl-C never goes through it.
"""

import io
from collections.abc import Callable
from typing import Any, ClassVar

from rich.console import Console
from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.driver import Driver
from textual.geometry import Size
from textual.widgets import Static

from mockint.screen.layout import SECTIONS, Arranged, Section, arrange, arrange_quiet
from mockint.screen.parts_bar import Signs
from mockint.screen.runs import Line, Style
from mockint.screen.state import ScreenState
from mockint.screen.terminal import Terminal
from mockint.text.printable import printable

LOOK_EVERY_S = 0.1
MARGIN = 1
"""Columns left blank on both sides."""
MOST_COLUMNS = 120
"""Lines are not set longer than this: they would be hard to read."""
KEEP_PRINTS = 200

LOOKS: dict[Style, str] = {
    "": "",
    "faint": "dim",
    "strong": "bold",
    "good": "ansi_green",
    "over": "ansi_yellow",
    "alarm": "bold ansi_red",
}


class LiveApp(App[None]):
    """Draws what ``look`` returns, until ``leaving`` says so."""

    CSS = """
    Screen { overflow: hidden; background: ansi_default; color: ansi_default; }
    Static { height: 0; width: 100%; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = []
    AUTO_FOCUS = None

    def __init__(
        self,
        look: Callable[[], ScreenState],
        signs: Signs,
        *,
        quiet: bool = False,
        terminal: Terminal | None = None,
        leaving: Callable[[], bool] = lambda: False,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        # Said at once, not by the theme later: the filter for NO_COLOR is chosen here, and that for
        # true colours would paint the terminal's own foreground and background black.
        super().__init__(driver_class=WriteOnly if terminal else None, ansi_color=True)
        # A fault is told in a line by whoever runs this; Textual's own report would show what
        # variables hold, and those are the candidate's words.
        self.error_console = Console(file=io.StringIO())
        self.theme = "ansi-dark"
        self.terminal = terminal
        self.printed: list[str] = []
        """What others printed meanwhile, which would have torn the picture."""
        self._look = look
        self._signs = signs
        self._arrange = arrange_quiet if quiet else arrange
        self._leaving = leaving
        self._tell_ready = ready
        self._drawn: tuple[ScreenState, Size] | None = None
        self._sections: dict[Section, Static] = {}
        self._lines: dict[Section, tuple[Line, ...]] = {}

    @property
    def fault(self) -> BaseException | None:
        """What ended the app, unless it was asked to end."""
        return self._exception

    def compose(self) -> ComposeResult:
        """One widget a section, from top to bottom."""
        for section in SECTIONS:
            self._sections[section] = Static(id=section)
            yield self._sections[section]

    def on_mount(self) -> None:
        """Begin to look."""
        self.begin_capture_print(self)
        self.set_interval(LOOK_EVERY_S, self.draw)
        self.call_after_refresh(self._tell_ready)

    def on_print(self, event: events.Print) -> None:
        """Keep what was printed for later."""
        if len(self.printed) < KEEP_PRINTS:
            self.printed.append(event.text)

    def on_resize(self) -> None:
        """Set everything anew."""
        self.draw()

    def draw(self) -> None:
        """Draw what has changed since the last time."""
        if self._leaving():
            self.exit()
            return
        if self.terminal is not None and (size := Size(*self.terminal.size())) != self.size:
            self.post_message(events.Resize(size, size))
            return
        now = (self._look(), self.size)
        if now != self._drawn:
            self._drawn = now
            state, (columns, rows) = now
            width = max(1, min(MOST_COLUMNS, columns - 2 * MARGIN))
            self._put(self._arrange(state, width, rows, self._signs))

    def _put(self, arranged: Arranged) -> None:
        for section, widget in self._sections.items():
            lines = arranged[section]
            if lines == self._lines.get(section, ()):
                continue
            if len(lines) != len(self._lines.get(section, ())):
                widget.styles.height = len(lines)
            self._lines[section] = lines
            widget.update(_content(lines), layout=False)


def _content(lines: tuple[Line, ...]) -> Content:
    pieces: list[str | tuple[str, str]] = []
    for line in lines:
        for text, style in line:
            shown = printable(text)  # the last guard
            pieces.append((shown, LOOKS[style]) if LOOKS[style] else shown)
        pieces.append("\n")
    return Content.assemble(*pieces[:-1])


class WriteOnly(Driver):
    """Puts Textual's output on our terminal; nothing comes in."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        assert isinstance(app, LiveApp)
        assert app.terminal is not None
        self._terminal = app.terminal

    def write(self, data: str) -> None:
        """Send it."""
        self._terminal.write(data)

    def start_application_mode(self) -> None:
        """Turn to the second page and say how large it is."""
        self._terminal.enter()
        size = Size(*self._terminal.size())
        self.send_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        """Turn back."""
        self._terminal.leave()
