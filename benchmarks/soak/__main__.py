"""Use mockint for an hour as nobody would, and check after each step that nothing is lost.

Random rounds (on a virtual sound card where there is PulseAudio, and with the recorded candidate)
and other commands, most of them with one fault: a kill, a full disk, a broken database, a frozen
sound server, ... All is drawn from the seed. "--seed N --first STEP" begins again with that step,
in an empty home.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.soak import faults, steps
from benchmarks.soak.checks import Ledger
from benchmarks.soak.program import run
from tests.support.sound_card import Card

DISK = "size=96m,mode=700"
MOUNTS = "MOCKINT_SOAK_MOUNTS"
"""Set in a process that has mounts of its own, which go with it."""
LAST_LINES = 12
LEAST_LONG_S, MOST_LONG_S = 25.0, 240.0


def soak(world: steps.World, seed: int, options: argparse.Namespace) -> int:
    """Steps until the time is over, a line each, and a table; the number of violations."""
    ledger, end = Ledger(world), time.monotonic() + options.minutes * 60
    of_fault: Counter[str] = Counter()
    wrong_of: Counter[str] = Counter()
    for number in range(options.first, options.first + options.steps):
        if time.monotonic() > end:
            break
        rng = random.Random(f"{seed} {number}")
        step = steps.draw(world, rng)
        with faults.draw(world, step, rng)(world, step, rng):
            for command in step.before:
                run(world, steps.Step(command), rng)
            done = run(world, step, rng)
        wrong = ledger.check(step, done)
        of_fault[step.fault] += 1
        wrong_of[step.fault] += len(wrong)
        print(f"--seed {seed} --first {number}: {step}: {done.code}, {done.seconds:.1f} s")
        if wrong:
            said = [*done.out.splitlines()[-LAST_LINES:], *done.err.splitlines()[-LAST_LINES * 3 :]]
            print(*(f"    VIOLATION: {one}" for one in wrong), sep="\n")
            print(*(f"        {line}" for line in said), sep="\n")
        sys.stdout.flush()
    print(f"\n| {'fault':22} | steps | violations |\n| --- | --- | --- |")
    for fault, count in sorted(of_fault.items()):
        print(f"| {fault:22} | {count:5} | {wrong_of[fault]:10} |")
    print(f"| {'all':22} | {of_fault.total():5} | {wrong_of.total():10} |", flush=True)
    return wrong_of.total()


@contextlib.contextmanager
def _world(options: argparse.Namespace) -> Iterator[steps.World]:
    with tempfile.TemporaryDirectory(prefix="mockint-soak-") as folder:
        root = Path(folder)
        home = root / "home"
        home.mkdir()
        has_disk = MOUNTS in os.environ and not subprocess.call(
            ["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", home]
        )
        card = None
        if shutil.which("pulseaudio") and not options.no_card:
            card = Card(root / "card")
            card.do("start")
        long_s = min(max(LEAST_LONG_S, options.minutes * 6), MOST_LONG_S)
        try:
            yield steps.World(root, card, has_disk, long_s)
        finally:
            if card is not None:
                card.do("stop")
            if has_disk:
                subprocess.call(["umount", "--lazy", home])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, metavar="N")
    parser.add_argument("--steps", type=int, default=1_000_000, metavar="N", help="at most")
    parser.add_argument("--seed", type=int, default=None, metavar="N")
    parser.add_argument("--first", type=int, default=1, metavar="STEP")
    parser.add_argument("--no-card", action="store_true", help="no rounds on the sound card")
    options = parser.parse_args()
    if sys.platform == "linux" and os.geteuid() == 0 and MOUNTS not in os.environ:
        again = [sys.executable, "-m", "benchmarks.soak", *sys.argv[1:]]
        if subprocess.call(["unshare", "--mount", "true"], stderr=subprocess.DEVNULL) == 0:
            os.execvpe("unshare", ["unshare", "--mount", *again], {**os.environ, MOUNTS: "1"})
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's "&" has it ignored
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stop the card, too
    seed = random.randrange(1_000_000) if options.seed is None else options.seed
    with _world(options) as world:
        violations = soak(world, seed, options)
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
