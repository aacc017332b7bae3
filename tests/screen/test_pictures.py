"""Pictures of the live screen, drawn by Textual itself and compared with those in tests/pictures.

To draw them anew: ``MOCKINT_PICTURES=draw scripts/test tests/test_screen_pictures.py``; then look
at each before it is committed.
"""

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme
from textual.pilot import Pilot
from textual.widgets import Static

from mockint.domain import SEGMENTS
from mockint.events import (
    Asking,
    Choosing,
    Help,
    KeyHint,
    KeysNow,
    Listening,
    Notice,
    Outward,
    QuestionAgain,
    Stopped,
    Working,
)
from mockint.interview import keys
from mockint.screen.live_app import LiveApp
from mockint.screen.parts_bar import signs_for
from mockint.screen.state import ScreenState
from mockint.screen.wording import ASCII, BLOCKS
from tests.support.amazon import SDE1, SDE2, SENIOR
from tests.support.screen_story import (
    ASK,
    BEGAN,
    LOST,
    QUESTION,
    SPEAKING_KEYS,
    answering,
    heard,
    seen,
    so_far,
    whole_round,
)

AS_HEARD = tuple(zip(SEGMENTS, (25.0, 13.0, 8.0, 0.0, 0.0), strict=True))
PICTURES = Path(__file__).parent / "pictures"
LONG = [*answering(), heard(45.5), so_far(45.5, (60.0, 61.0, 62.0, 63.0, 64.0), behind_s=7.0), LOST]
OVER = [*answering(SDE1), so_far(126.0), heard(126.0, part="result"), Notice("A step back.")]
REPLY: list[Outward] = [BEGAN, Asking(ASK, 1, 1), Listening(QUESTION, SENIOR, 1, 2)]
REPLY += [KeysNow((keys.DONE, keys.GO_ON, keys.RETAKE, keys.SHOW, keys.QUIT, keys.HELP))]
REPLY += [heard(12.0, thinking=True)]
MARKED = [*answering(SDE2), heard(46.0, part="task"), replace(so_far(46.0), as_heard=AS_HEARD)]
WORKING: list[Outward] = [Stopped(45.5, "/takes/1.wav"), Working("transcribing", 0.4)]
WORKING += [KeysNow(keys.while_working(may_retake=True))]
WAITING = [Choosing(""), KeysNow(keys.to_choose((KeyHint("\n", "try 2 of 3"),)))]


@dataclass(frozen=True)
class Case:
    events: Sequence[Outward]
    size: tuple[int, int] = (80, 24)
    theme: TerminalTheme = field(default=SVG_EXPORT_THEME)
    quiet: bool = False
    ascii: bool = False
    colour: bool = True


CASES = {
    "before": Case([BEGAN]),
    "asking": Case([BEGAN, Asking(ASK, 1), SPEAKING_KEYS]),
    "no-such-key": Case([BEGAN, Asking(ASK, 1), SPEAKING_KEYS, Help("з")]),
    "take-your-time": Case([*answering(), replace(heard(12.0), began_s=None)]),
    "no-words-yet": Case([*answering(), heard(12.0)]),
    "answering-dark": Case(LONG),
    "answering-light": Case(LONG, theme=DEFAULT_TERMINAL_THEME),
    "answering-no-colour": Case(LONG, colour=False),
    "answering-narrow": Case(LONG, size=(40, 20)),
    "answering-tall": Case(LONG, size=(50, 50)),
    "answering-wide": Case(LONG, size=(120, 40)),
    "answering-tiny": Case(LONG, size=(30, 8)),
    "answering-ascii": Case(LONG, ascii=True),
    "over-the-budget": Case(OVER),
    "reply": Case(REPLY),
    "marked": Case(MARKED),
    "working": Case([*LONG, *WORKING]),
    "waiting": Case([replace(BEGAN, title="Drill: Result"), *WAITING]),
    "quiet": Case(LONG, quiet=True),
    "quiet-question": Case([*answering(), heard(30.0), QuestionAgain(ASK)], quiet=True),
    "ended": Case(whole_round()),
}


async def drawn(case: Case) -> str:
    """The SVG of what is seen after the events."""
    state = seen()
    app = LiveApp(lambda: state, signs_for(ASCII if case.ascii else BLOCKS), quiet=case.quiet)
    async with app.run_test(size=case.size) as pilot:
        state = seen(*case.events)
        app.draw()
        return without_ids(await settled(app, pilot))


async def settled(app: LiveApp, pilot: Pilot[None], contains: str = "") -> str:
    """The SVG once it stays as it is."""
    before, now = "", app.export_screenshot(title="mockint round")
    for _ in range(200):
        await pilot.pause(0.02)
        before, now = now, app.export_screenshot(title="mockint round")
        if before == now and contains in now:
            break
    return now


def without_ids(svg: str) -> str:
    """Nothing that differs from drawing to drawing or leads into the network."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg)


@pytest.mark.parametrize("name", CASES)
def test_the_screen_looks_as_in_the_picture(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    monkeypatch.setattr("rich.console.SVG_EXPORT_THEME", case.theme)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not case.colour:
        monkeypatch.setenv("NO_COLOR", "1")
    svg = asyncio.run(drawn(case))
    kept = PICTURES / f"{name}.svg"
    if os.environ.get("MOCKINT_PICTURES") == "draw":
        PICTURES.mkdir(exist_ok=True)
        kept.write_text(svg, encoding="utf-8")
    now = tmp_path / f"{name}.svg"
    now.write_text(svg, encoding="utf-8")
    if kept.read_text(encoding="utf-8") != svg:
        pytest.fail(f"{now} differs from {kept}; the command to draw anew is in this file's head")


def test_every_picture_is_compared() -> None:
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(CASES)


def test_light_and_dark_differ_in_the_terminals_own_colours_only() -> None:
    texts = [
        re.sub(r"#[0-9a-f]{6}|class=\"terminal-r\d+\"|<style>.*?</style>", "", svg, flags=re.DOTALL)
        for name in ("answering-dark", "answering-light")
        for svg in [(PICTURES / f"{name}.svg").read_text(encoding="utf-8")]
    ]
    assert texts[0] == texts[1]


def test_without_colour_only_the_terminals_own_two_are_left() -> None:
    def colours(name: str) -> set[str]:
        svg = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        return set(re.findall(r"\.terminal-r\d+ \{ fill: (#[0-9a-f]{6})", svg))

    fewer, all_of_them = colours("answering-no-colour"), colours("answering-dark")
    assert fewer < all_of_them
    assert SVG_EXPORT_THEME.foreground_color.hex in fewer
    assert len(fewer) == 2  # and its faint form


def test_it_follows_the_terminals_size_and_draws_only_what_changed() -> None:
    async def play() -> tuple[str, list[str], list[str]]:
        state = seen(*answering(), so_far(40.0))
        app = LiveApp(lambda: state, signs_for(BLOCKS))
        changed: list[str] = []
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.resize_terminal(40, 20)
            narrow = await settled(app, pilot, contains="Reflection")
            for widget in app.query(Static):
                update = widget.update
                widget.update = (  # type: ignore[method-assign]
                    lambda *a, _name=widget.id, _update=update, **k: (
                        changed.append(_name),
                        _update(*a, **k),
                    )
                )
            app.draw()
            nothing = list(changed)
            state = seen(*answering(), heard(41.0), so_far(40.0))
            app.draw()
            return narrow, nothing, changed

    narrow, nothing, changed = asyncio.run(play())
    assert "Reflection" in narrow  # the narrow form has room for whole names
    assert nothing == []
    assert changed == ["status"]


def test_a_fault_ends_the_app_and_is_told_without_what_was_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken(Exception):
        pass

    async def play() -> BaseException | None:
        state: ScreenState = seen(*answering(), so_far(40.0))

        def look() -> ScreenState:
            if app.is_running:
                raise Broken(state)
            return state

        app = LiveApp(look, signs_for(BLOCKS))
        await app.run_async(headless=True, mouse=False)
        return app.fault

    assert isinstance(asyncio.run(play()), Broken)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
