"""A disk of its own for a few commands: a real one of a few megabytes, full, read-only or without
room for one more file. Linux gives it to whoever may have a mount namespace; elsewhere there is
none, and the tests are skipped."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import mockint

FILL = "dd if=/dev/zero of=$DISK/filler bs=4k 2>/dev/null; true"
"""To be typed between commands: the disk is full from here on."""
NO_MORE_FILES = "n=0; while touch $DISK/file$n; do n=$((n+1)); done 2>/dev/null"
READ_ONLY = "mount -o remount,ro $DISK"

_MOUNT = "mount -t tmpfs -o size=4m,nr_inodes=100 tmpfs $DISK"
_NAMESPACE = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "-r")


@cache
def _is_given() -> bool:
    command = [*_NAMESPACE, "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


class SmallDisk:
    """Runs commands whose MOCKINT_HOME lies on the disk; what is on it is gone after ``run``."""

    def __init__(self, place: Path) -> None:
        if sys.platform != "linux" or not _is_given():
            pytest.skip("no disk can be mounted here")
        self.place = place
        place.mkdir()

    def run(self, *typed: str) -> list[tuple[int, str]]:
        """(exit code, all that was printed) of each line; ``mockint`` is ours."""
        marker = "--- exit "
        lines = "\n".join(f"{one}\necho '{marker}'$?" for one in typed)
        ours = f'mockint() {{ {sys.executable} -m mockint "$@"; }}'
        done = subprocess.run(
            [*_NAMESPACE, "sh", "-c", f"{_MOUNT} && cd $DISK && {{ {ours}\n{lines}\n}} 2>&1"],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={
                **os.environ,
                "DISK": str(self.place),
                "PYTHONPATH": str(Path(mockint.__file__).parents[1]),
                "MOCKINT_HOME": str(self.place / "home"),
                "COLUMNS": "1000",
            },
            timeout=120,
            check=False,
        )
        outputs, told = [], ""
        for line in done.stdout.splitlines(keepends=True):
            if line.startswith(marker):
                outputs.append((int(line.removeprefix(marker)), told))
                told = ""
            else:
                told += line
        assert len(outputs) == len(typed), done.stdout + done.stderr
        return outputs
