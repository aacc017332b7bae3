"""Others are kept quiet on descriptor 2; what the program itself has to say is not."""

import subprocess
import sys

PROGRAM = """
import os, sys
from mockint.audio.portaudio import quiet
print("before", file=sys.stderr)
for _ in range(2):
    with quiet, quiet:
        os.write(2, b"ALSA lib: underrun occurred\\n")
        print("ours", file=sys.stderr)
os.write(2, b"after\\n")
raise SystemExit("the last word")
"""


def test_our_own_messages_come_through() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines() == ["before", "ours", "ours", "after", "the last word"]
