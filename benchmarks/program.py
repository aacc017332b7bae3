#!/usr/bin/env python3
"""How quick the program is for the person in front of it.

    benchmarks/program.py                 start-up, questions, one demo round
    benchmarks/program.py --recording     CPU while recording, on the virtual sound card
    benchmarks/program.py --talking       CPU while the candidate talks, with the live screen and
                                          PocketSphinx (Linux)

Start-up is also given as a ratio to an empty Python in the same run: that carries over to other
machines, seconds do not.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 7
RECORD_S = 20.0
SETTLE_S = 10.0
TALK_S = 40.0


def seconds(*command: str, env: dict[str, str] | None = None) -> float:
    """Wall time of a command."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=env, stdin=subprocess.DEVNULL)
    return time.perf_counter() - began


def median(*command: str, env: dict[str, str]) -> float:
    """Median wall time of several runs, after one that warms the file cache."""
    seconds(*command, env=env)
    return statistics.median(seconds(*command, env=env) for _ in range(REPEATS))


def program() -> None:
    """Start-up, a list, a round."""
    mockint = str(Path(sys.executable).parent / "mockint")
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "MOCKINT_HOME": home}
        empty = median(sys.executable, "-c", "pass", env=env)
        shown = median(mockint, "--help", env=env)
        listed = median(mockint, "questions", env=env)
        print(f"python -c pass            {empty:6.3f} s")
        print(f"mockint --help            {shown:6.3f} s   {shown / empty:5.1f} x an empty Python")
        print(f"mockint questions         {listed:6.3f} s   {listed / empty:5.1f} x")
        for candidate in ("flawed", "strong"):
            took = seconds(mockint, "demo", "--candidate", candidate, env=env)
            print(f"mockint demo, {candidate:11} {took:6.1f} s")


def recording() -> None:
    """CPU of this process while it records from the virtual microphone."""
    from mockint.audio.microphone import DeviceMicrophone
    from mockint.audio.recorder import Recorder

    levels: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(DeviceMicrophone, Path(folder) / "take.wav", levels.append)
        recorder.start()
        time.sleep(1.0)
        cpu, wall = time.process_time(), time.perf_counter()
        time.sleep(RECORD_S)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        recorder.stop()
    print(f"recording                 {cpu / wall:6.1%} of one core, {len(levels)} level reports")


def talking() -> None:
    """CPU of the program and of its recognizer while a recorded candidate talks at life speed."""
    import pty

    person, program = pty.openpty()
    mockint = str(Path(sys.executable).parent / "mockint")
    with tempfile.TemporaryDirectory() as home:
        child = subprocess.Popen(
            [mockint, "demo", "--real-time", "--voice", "none", "--engine", "pocketsphinx"],
            stdin=program,
            stdout=program,
            stderr=program,
            start_new_session=True,
            env={**os.environ, "MOCKINT_HOME": home, "TERM": "xterm-256color"},
        )
        threading.Thread(target=_swallow, args=(person,), daemon=True).start()
        time.sleep(SETTLE_S)
        before = _cpu_s(child.pid)
        time.sleep(TALK_S)
        spent = {name: cpu_s - before.get(name, 0.0) for name, cpu_s in _cpu_s(child.pid).items()}
        child.kill()
        child.wait()
    for name, cpu_s in spent.items():
        print(f"{name:25} {cpu_s / TALK_S:6.1%} of one core")


def _swallow(terminal: int) -> None:
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # the program is gone
        return


def _cpu_s(pid: int) -> dict[str, float]:
    """Seconds of CPU that the program and its recognizer have used, from /proc."""
    used = {"the program": 0.0, "its recognizer": 0.0}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        cpu_s = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if int(stat.parent.name) == pid:
            used["the program"] = cpu_s
        elif int(fields[1]) == pid:
            used["its recognizer"] = cpu_s
    return used


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recording", action="store_true")
    parser.add_argument("--talking", action="store_true")
    options = parser.parse_args()
    if options.talking:
        talking()
        return
    if not options.recording:
        program()
        return
    if "PULSE_SERVER" not in os.environ:
        card = str(ROOT / "scripts" / "virtual-sound-card")
        started = subprocess.run([card, "start"], check=True, capture_output=True, text=True).stdout
        command = f"{started}\nexec {sys.executable} {__file__} --recording"
        try:
            subprocess.run(["sh", "-c", command], check=True)
        finally:
            subprocess.run([card, "stop"], check=False)
        return
    recording()


if __name__ == "__main__":
    main()
