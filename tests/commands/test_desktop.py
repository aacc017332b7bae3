"""What is double-clicked, for each system; and on this one it starts the program."""

import configparser
import shlex
import sys
from pathlib import Path

import pytest

from mockint.commands.desktop import launcher, write_launcher

HOME = Path("/home/a person")
PROGRAM = ('/opt/my "tools"/py%thon', "-m", "mockint", "open")


def unquoted(line: str) -> list[str]:
    """The arguments of an Exec key, as the Desktop Entry Specification reads them."""
    return [one.replace("%%", "%") for one in shlex.split(line.replace("\\\\", "\\"))]


def test_linux_gets_a_desktop_entry() -> None:
    made = launcher("linux", PROGRAM, HOME, {})
    assert made.path == HOME / ".local/share/applications/mockint.desktop"
    entry = configparser.RawConfigParser()
    entry.read_string(made.text)
    assert unquoted(entry["Desktop Entry"]["Exec"]) == list(PROGRAM)
    elsewhere = launcher("linux", PROGRAM, HOME, {"XDG_DATA_HOME": "/data"})
    assert elsewhere.path == Path("/data/applications/mockint.desktop")


def test_macos_gets_a_command_for_the_terminal() -> None:
    made = launcher("darwin", PROGRAM, HOME, {})
    assert made.path == HOME / "Applications/mockint.command"
    assert shlex.split(made.text.splitlines()[1]) == ["exec", *PROGRAM]


def test_windows_gets_an_entry_in_the_start_menu() -> None:
    made = launcher("win32", ("C:\\a b\\python.exe", "-m", "mockint"), HOME, {"APPDATA": "/roam"})
    assert made.path.parts[:2] == ("/", "roam")
    assert made.text == '@"C:\\a b\\python.exe" "-m" "mockint"\r\n'


@pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's place")
def test_it_is_written_where_this_system_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    written = write_launcher()
    assert written.path == tmp_path / "applications" / "mockint.desktop"
    assert written.path.stat().st_mode & 0o111
    exec_line = next(one for one in written.path.read_text().splitlines() if one[:5] == "Exec=")
    assert unquoted(exec_line[5:]) == [sys.executable, "-m", "mockint", "open"]
