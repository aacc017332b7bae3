"""Ctrl-C where there is nothing to keep."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
PRESSED = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
ROOT = Path(__file__).resolve().parents[2]


def ended(place: Path, **module: str) -> subprocess.CompletedProcess[str]:
    """``mockint questions`` with this content of one module that it loads."""
    for name, content in module.items():
        (place / f"{name}.py").write_text(content, encoding="utf-8")
    paths = os.pathsep.join((str(place), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "mockint", "questions"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        timeout=30,
        check=False,
    )


def test_while_the_program_is_loaded_it_ends_at_once_and_without_a_word(tmp_path: Path) -> None:
    done = ended(tmp_path, click=PRESSED)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_when_all_is_done_it_ends_without_a_word(tmp_path: Path) -> None:
    late = "import atexit, os, signal\natexit.register(os.kill, os.getpid(), signal.SIGINT)\n"
    done = ended(tmp_path, sitecustomize=late)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
    assert "beyond-your-job-description" in done.stdout
