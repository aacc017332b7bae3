"""scripts/check beside the tests: begun with them on what they leave of the processors, and one of
them in the end. scripts/test names this plugin; pytest by itself runs the tests alone.

Half of the time a test waits (for sound, for a child, for a browser), so this costs the run little.
"""

import subprocess
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_configure(config: pytest.Config) -> None:
    """Only in the process that a person sees: xdist's workers are configured, too."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Beside("scripts/check"))


class Beside:
    """A command that runs while the tests do; if it fails, so does the run."""

    def __init__(self, *command: str) -> None:
        self._command = command
        self._to_show = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Begin it, and when the last test is over report its end as that of a test."""
        began = time.time()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            # Lowest priority: what is timed on the sound card must not wait for it.
            child = subprocess.Popen(
                ["nice", "-n", "19", *self._command],
                cwd=ROOT,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                done = yield
                code = child.wait()
            finally:
                child.kill()
                child.wait()
            said.seek(0)
            told = said.read()
        self._to_show = "" if code else told
        name, length = self._command[0], time.time() - began
        session.ihook.pytest_runtest_logreport(
            report=pytest.TestReport(
                name,
                (name, None, name),
                {},
                "failed" if code else "passed",
                told if code else None,
                "setup" if code else "call",  # what fails outside of a test is an error
                start=began,
                stop=began + length,
                duration=length,
            )
        )
        return done

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """What it said where all is well; otherwise it stands among the errors."""
        if self._to_show:
            terminalreporter.section(self._command[0])
            terminalreporter.write(self._to_show)
