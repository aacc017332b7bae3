"""``mockint setup --desktop``: something to double-click that opens mockint in the browser."""

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint import files
from mockint.commands.values.machine import LauncherWritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Launcher:
    """A file that starts the program."""

    path: Path
    text: str
    where: str
    """Where a person finds it."""


def launcher(
    platform: str, program: tuple[str, ...], home: Path, environ: Mapping[str, str]
) -> Launcher:
    """What ``platform`` (as ``sys.platform``) takes for a program. ``program``: with arguments."""
    if platform == "win32":
        roaming = Path(environ.get("APPDATA", str(home / "AppData" / "Roaming")))
        menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        typed = " ".join(f'"{one}"' for one in program)
        return Launcher(
            path=menu / "mockint.cmd", text=f"@{typed}\r\n", where="the Start menu, under mockint"
        )
    if platform == "darwin":
        return Launcher(
            path=home / "Applications" / "mockint.command",
            text=f"#!/bin/sh\nexec {shlex.join(program)}\n",
            where="the folder Applications in your home",
        )
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=mockint",
        "Comment=A mock interviewer that you talk to",
        f"Exec={' '.join(_quoted(one) for one in program)}",
        "Terminal=false",
        "Categories=Education;",
    )
    return Launcher(
        path=data / "applications" / "mockint.desktop",
        text="\n".join(lines) + "\n",
        where="your list of applications",
    )


def _quoted(word: str) -> str:
    """As the Desktop Entry Specification wants an argument of Exec."""
    escaped = "".join(f"\\{one}" if one in '"`$\\' else one for one in word)
    # A backslash is escaped once as part of a string and once within the quotes; % begins a code.
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")


def write_launcher() -> LauncherWritten:
    """Write it for this person. Raises FileError."""
    program = (sys.executable, "-m", "mockint", "open")
    made = launcher(sys.platform, program, files.expanded(Path("~")), os.environ)
    files.make_dir(made.path.parent)
    files.write_text(made.path, made.text)
    files.make_private(made.path, files.PRIVATE_DIR_MODE)  # it is to be run
    return LauncherWritten(made.path, made.where)
