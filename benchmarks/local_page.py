#!/usr/bin/env python3
"""What the page of ``mockint open`` costs, in real Chromium, with the virtual sound card (Linux).

    python -m benchmarks.local_page                    pages, keys, words, CPU: about three minutes
    python -m benchmarks.local_page --minutes 10       an answer so long, in real time, besides
    python -m benchmarks.local_page --engine faster-whisper --seconds 60

Pages: bytes that Chromium fetched with an empty cache, and the time to its first paint.

Keys: in the tab, from the key to the frame with the new state (pause, and on again).

Words: what the strong candidate says comes through the virtual microphone. A word is said where it
ends in the recording (its time in the final transcript; of a sentence's last word also where that
ends in the clip), and the recording's clock is read off the file as it grows. It is shown with the
frame in which the tab has it as it stays. Sound on its way through the card is not counted.

CPU and memory are read from /proc: the program, its recognizer, and all processes of Chromium.
"""

import argparse
import difflib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.told import Told, strong, write_wav
from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir

CARD = Path(__file__).resolve().parent.parent / "scripts" / "virtual-sound-card"
SLUG = load_candidate(content_dir() / "candidates", "strong").question
PATHS = (
    "/", "/plan", "/questions", f"/questions/{SLUG}", "/practice", "/stories", "/rounds",
    "/rounds/last", "/progress", "/sound", "/settings", "/setup", "/check",
)  # fmt: skip
NOW = "/now"
"""After a round it leads to the debrief."""
MOST_BYTES, MOST_S = 150_000, 0.3
"""The goals of each page."""
LIMIT_S = 120.0
EACH_S = 15.0
"""Between two looks at memory; what the tab noted is taken out of it then."""
SEARCHED = 360
"""So many words of the transcript are looked through for the last 160, which the tab has."""
WATCH = """
window.benchmarked = [];
const Plain = WebSocket;
window.WebSocket = class extends Plain {
  constructor(...about) {
    super(...about);
    this.addEventListener("message", (event) => {
      const words = (JSON.parse(event.data).words || []).map(([word]) => word);
      const note = () => [performance.timeOrigin + performance.now(), event.data.length, words];
      requestAnimationFrame(() => benchmarked.push(note()));
    });
  }
};
"""
PRESS = """
const [key, done] = arguments;
const state = document.getElementById("doing");
const began = performance.now();
new MutationObserver((_all, observer) => {
  observer.disconnect();
  requestAnimationFrame(() => done(performance.now() - began));
}).observe(state, { childList: true, characterData: true, subtree: true });
document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
"""
OPENED = """
const [way] = performance.getEntriesByType("navigation");
const all = [way, ...performance.getEntriesByType("resource")];
const paint = performance.getEntriesByName("first-contentful-paint")[0];
return [all.reduce((sum, one) => sum + one.encodedBodySize, 0), paint ? paint.startTime : null];
"""


@dataclass
class Bench:
    """A server, a browser and a sound card."""

    root: str
    server: int
    """Process number."""
    driver: Any
    home: Path
    env: dict[str, str]

    def js(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def until(self, script: str, limit_s: float = LIMIT_S) -> None:
        end = time.monotonic() + limit_s
        while not self.js(script):
            assert time.monotonic() < end, script
            time.sleep(0.05)

    def press(self, label: str) -> None:
        self.driver.find_element("xpath", f"//button[contains(., '{label}')]").click()

    def begin_round(self) -> None:
        self.driver.get(f"{self.root}/questions/{SLUG}")
        self.press("Answer it")
        self.until("document.getElementById('doing')?.textContent.startsWith('Recording')")

    def end_round(self) -> Path:
        """The folder of the round."""
        self.driver.execute_script(
            "document.body.dispatchEvent("
            "new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))"
        )
        self.until("location.pathname.startsWith('/rounds/')", 10 * LIMIT_S)
        self.until("!document.getElementById('next').hidden")
        self.driver.find_element("xpath", "(//*[@id='next-keys']/button)[last()]").click()
        self.until("document.getElementById('next').hidden")
        return max((self.home / "data" / "rounds").iterdir())


@contextmanager
def bench(engine: str) -> Iterator[Bench]:
    """All of it, with nothing kept from before; it ends with the block."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "VIRTUAL_SOUND_DIR": str(folder / "card")}
        lines = subprocess.run([CARD, "start"], env=env, check=True, capture_output=True, text=True)
        pairs = (one.removeprefix("export ").split("=", 1) for one in lines.stdout.splitlines())
        env |= {key: value.strip("'") for key, value in pairs}
        home = folder / "home"
        (home / "config").mkdir(parents=True)
        settings = f'engine = "{engine}"\nprobes = 0\nvoice = "none"\n'
        (home / "config" / "config.toml").write_text(settings)
        command = [sys.executable, "-m", "mockint", "open", "--no-browser"]
        try:
            with subprocess.Popen(
                command, env={**env, "MOCKINT_HOME": str(home)}, stdout=subprocess.PIPE, text=True
            ) as server:
                assert server.stdout is not None
                address = server.stdout.readline().strip()
                driver = browser()
                try:
                    driver.get(address)
                    root = address.partition("/enter")[0]
                    made = Bench(root, server.pid, driver, home, env)
                    made.until("location.pathname === '/'")
                    yield made
                finally:
                    driver.quit()
                    server.terminate()
        finally:
            subprocess.run([CARD, "stop"], env=env, check=False)


def browser() -> Any:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for one in ("--headless=new", "--mute-audio", "--disable-dev-shm-usage"):
        options.add_argument(one)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    driver = webdriver.Chrome(options=options, service=service)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    return driver


# ---------------------------------------------------------------- pages and keys


def pages(on: Bench, paths: Sequence[str], times: int) -> None:
    """Each page, with an empty cache."""
    print("| page | bytes | first paint, median s | most | |\n| --- | --- | --- | --- | --- |")
    for path in paths:
        sizes, paints = [], []
        for _ in range(times):
            on.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
            on.driver.get(on.root + path)
            on.until("performance.getEntriesByName('first-contentful-paint').length")
            size, paint = on.driver.execute_script(OPENED)
            sizes.append(size)
            paints.append(paint / 1000)
        middle, most = statistics.median(paints), max(paints)
        over = ["too large"] * (max(sizes) >= MOST_BYTES) + ["too slow"] * (middle >= MOST_S)
        columns = (path, f"{max(sizes):,}", f"{middle:.3f}", f"{most:.3f}", ", ".join(over))
        print(f"| {' | '.join(columns)} |", flush=True)


def keys(on: Bench, times: int) -> None:
    """Pause, and on again, in a take under way."""
    on.begin_round()
    took = []
    for _ in range(times):
        took.append(on.driver.execute_async_script(PRESS, "p") / 1000)
        time.sleep(random.uniform(0.1, 0.4))
    on.end_round()
    print(f"key to state shown: {spread(took)}", flush=True)


def spread(seconds: Sequence[float]) -> str:
    """The middle, and what 95 of 100 are below."""
    if len(seconds) < 2:
        return f"too few ({len(seconds)})"
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return f"p50 {statistics.median(seconds):.2f} s, p95 {p95:.2f} s, n {len(seconds)}"


# ---------------------------------------------------------------- an answer


@dataclass
class Take:
    """What was noted while somebody talked."""

    shown: list[tuple[float, list[str]]] = field(default_factory=list)
    """(wall time, the last words that it has) of each change of the words in the tab."""
    bytes: int = 0
    zero_s: float = 0.0
    """The wall time of the recording's beginning."""
    memory: list[tuple[float, float, float]] = field(default_factory=list)
    """(seconds since the beginning, MB of the program, MB of the tab's heap)."""

    def take_notes(self, on: Bench) -> None:
        for wall_ms, size, words in on.js("benchmarked.splice(0)"):
            self.bytes += size
            if words:
                self.shown.append((wall_ms / 1000, words))


def talk(on: Bench, told: Told, seconds: float) -> None:
    """Say the answer, over again where it is too short, and print what it came to."""
    repeats = int(seconds * RATE_HZ // told.sound.size) + 1
    clip = np.tile(told.sound, repeats)[: int(seconds * RATE_HZ)]
    on.begin_round()
    take = Take(zero_s=recording_began(on))
    path = write_wav(on.home / "clip.wav", clip)
    before, began = cpu_s(on), time.monotonic()
    with subprocess.Popen([CARD, "play", str(path)], env=on.env) as playing:
        looked = began - EACH_S
        while playing.poll() is None:
            if time.monotonic() - looked >= EACH_S:
                looked = time.monotonic()
                take.take_notes(on)
                take.memory.append((looked - began, program_mb(on), heap_mb(on)))
            time.sleep(0.2)
    took = time.monotonic() - began
    spent = {name: used - before[name] for name, used in cpu_s(on).items()}
    time.sleep(3.0)
    take.take_notes(on)
    folder = on.end_round()
    print(f"an answer of {seconds:.0f} s")
    for name, used in spent.items():
        print(f"  CPU, {name}: {used / took:.1%} of one core")
    print(f"  on the socket: {take.bytes / took / 1000:.1f} kB a second")
    report(take, told, clip, folder)
    seen = take.memory
    for at_s, program, heap in (seen[0], seen[len(seen) // 2], seen[-1]):
        print(f"  memory at {at_s:4.0f} s: program {program:.0f} MB, tab's heap {heap:.1f} MB")


def report(take: Take, told: Told, clip: Samples, folder: Path) -> None:
    """How long after a word was said it was shown, in the beginning and in the end."""
    words = json.loads((folder / "answer-1.transcript.json").read_text())
    heard = [one for part in words["segments"] for one in part["words"]]
    said = [(one["word"].strip(), one["end"]) for one in heard]
    delays = list(delays_of(take, said))
    third = len(delays) // 3
    print(f"  word said to word shown: {spread([one for _, one in delays])} of {len(said)}")
    print(f"    the first third: {spread([one for _, one in delays[:third]])}")
    print(f"    the last third: {spread([one for _, one in delays[-third:]])}")
    offset_s = place_of(clip[: 5 * RATE_HZ], read(folder / "answer-1.flac")) / RATE_HZ
    length_s = told.sound.size / RATE_HZ
    ends = [
        turn * length_s + end + offset_s
        for turn in range(clip.size // told.sound.size + 1)
        for end in told.ends
    ]
    last = [
        delay + end_s - true_s
        for true_s in ends
        for end_s, delay in delays
        if abs(end_s - true_s) < 0.25
    ]
    print(f"    a sentence's last word, from its true end: {spread(last)}", flush=True)


def delays_of(take: Take, said: Sequence[tuple[str, float]]) -> list[tuple[float, float]]:
    """(a word's end in the recording, seconds until it was shown as it stays), in order. Words that
    the tab never had so (heard again in the end) are left out."""
    texts = [text for text, _ in said]
    shown_s: dict[int, float] = {}
    for wall_s, words in take.shown:
        low = max(0, max(shown_s, default=0) - len(words) - 20)
        there = texts[low : low + SEARCHED]
        matcher = difflib.SequenceMatcher(None, words, there, autojunk=False)
        for _, at, length in matcher.get_matching_blocks():
            for place in range(low + at, low + at + length if length > 1 else 0):
                shown_s.setdefault(place, wall_s)
    return [
        (said[place][1], wall_s - take.zero_s - said[place][1])
        for place, wall_s in sorted(shown_s.items())
    ]


def recording_began(on: Bench) -> float:
    """The wall time at which the recording's clock is zero: the file is watched as it grows."""
    until, found = time.monotonic() + 3.0, []
    (path,) = (on.home / "data" / "rounds").rglob("*.part.wav")
    while time.monotonic() < until:
        samples = (path.stat().st_size - 44) / 2
        found.append(time.time() - samples / RATE_HZ)
        time.sleep(0.002)
    return min(found)


def place_of(clip: Samples, heard: Samples) -> int:
    """Where the clip begins in the recording, samples."""
    size = 1 << (clip.size + heard.size).bit_length()
    product = np.fft.rfft(heard, size) * np.fft.rfft(clip, size).conj()
    return int(np.argmax(np.fft.irfft(product, size)[: heard.size]))


# ---------------------------------------------------------------- what the system says


def processes() -> dict[int, tuple[int, str, float]]:
    """Parent, name and seconds of CPU of each."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            front, _, rest = stat.read_text().rpartition(")")
        except OSError:  # gone meanwhile
            continue
        fields = rest.split()
        used_s = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        found[int(stat.parent.name)] = (int(fields[1]), front.partition("(")[2], used_s)
    return found


def below(top: int, known: dict[int, tuple[int, str, float]]) -> list[int]:
    """Children, and theirs."""
    own = [one for one, (parent, _, _) in known.items() if parent == top]
    return own + [deeper for one in own for deeper in below(one, known)]


def cpu_s(on: Bench) -> dict[str, float]:
    """Seconds of CPU so far."""
    known = processes()
    chromium = below(on.driver.service.process.pid, known)
    return {
        "the program": known[on.server][2],
        "its recognizer": sum(known[one][2] for one in below(on.server, known)),
        "Chromium": sum(known[one][2] for one in chromium),
    }


def program_mb(on: Bench) -> float:
    """What the program holds in memory, without its recognizer."""
    lines = Path(f"/proc/{on.server}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


def heap_mb(on: Bench) -> float:
    """What the page's script holds, once it is tidied up."""
    on.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    return float(on.js("performance.memory.usedJSHeapSize")) / 1e6


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="pocketsphinx")
    parser.add_argument("--times", type=int, default=7, help="each page is opened so often")
    parser.add_argument("--keys", type=int, default=60, help="keys pressed")
    parser.add_argument("--seconds", type=float, default=90.0, help="of the short answer")
    parser.add_argument("--minutes", type=float, default=0.0, help="of a long answer; 0: none")
    asked = parser.parse_args()
    told = strong()
    with bench(asked.engine) as on:
        print(f"load {os.getloadavg()[0]:.1f}, engine {asked.engine}")
        pages(on, (NOW,), asked.times)
        talk(on, told, asked.seconds)
        keys(on, asked.keys)
        pages(on, PATHS, asked.times)
        if asked.minutes:
            talk(on, told, asked.minutes * 60)


if __name__ == "__main__":
    main()
