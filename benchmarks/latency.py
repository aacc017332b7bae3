#!/usr/bin/env python3
"""How long a candidate waits: from "done" to the first sound of the follow-up.

    benchmarks/latency [--stops 10] [--json] [--engine NAME ...]

The real round, in real time: the strong candidate's answer is played at life speed from some ten
seconds before a place where a sentence ends, and "done" comes 0.3 s after its last word. The whole
answer up to there, up to three minutes, is judged; the voice is rendered by pyttsx3 and counted
when the loudspeaker has taken its first sound (without one: when the sound is handed over). Waits
are those that the program keeps with each round. ``after`` is the same engine given the whole
answer when it is over, once. Whisper runs at its true size with random weights (true_size.py).
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from mockint.audio.files import read
from mockint.audio.replay import FileMicrophone
from mockint.audio.types import RATE_HZ, Report, Samples
from mockint.content.candidates import load_candidate
from mockint.content.load import load
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import MockintError
from mockint.events import KeyPressed, Outward
from mockint.interview import Plan, Prompt, Stations, Take, run
from mockint.locations import content_dir
from mockint.record import RoundRecord, Wait
from mockint.screen.types import PressKey
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.transcriber import LiveTranscriber
from mockint.transcribe.types import NO_ENGINE, Recognizer, Transcript, Word
from mockint.voice.types import Began, Player, Voice, unheard
from mockint.wiring import stations
from mockint.wiring.engines import live_transcriber

LEAD_S = 10.0
ENTER_S = 0.3
"""After the last word; nobody is quicker."""


@dataclass(frozen=True)
class Engine:
    name: str
    model: str
    make: Callable[[], Recognizer]


@dataclass(frozen=True)
class Told:
    """An answer whose words and their times are known."""

    question: Question
    library: Library
    sound: Samples
    words: tuple[Word, ...]
    ends: tuple[float, ...]
    """Where sentences end, seconds."""

    @property
    def level(self) -> Level:
        """The highest of the pack."""
        return self.library.pack.levels[-1]

    def until(self, moment_s: float) -> Transcript:
        words = self.words[: bisect_left([word.end for word in self.words], moment_s)]
        return Transcript(words, duration=moment_s, engine="known")


def strong() -> Told:
    candidate = load_candidate(content_dir() / "candidates", "strong")
    library = load(content_dir())
    words = []
    for sentence in candidate.spoken:
        texts = sentence.text.split()
        step = (sentence.end - sentence.start) / len(texts)
        words += [
            Word(text, sentence.start + step * i, sentence.start + step * (i + 0.9))
            for i, text in enumerate(texts)
        ]
    return Told(
        library.questions[candidate.question],
        library,
        read(candidate.answer),
        tuple(words),
        tuple(one.end for one in candidate.spoken),
    )


# ---------------------------------------------------------------- stations of the measured round


class QuietScreen:
    def show(self, event: Outward) -> None: ...
    def close(self) -> None: ...


class NoKeys:
    legend = ""

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


def wait_at(stop_s: float, told: Told, ear: LiveTranscriber, speaker: Voice, folder: Path) -> Wait:
    """What the candidate waits for who says the last word at ``stop_s``."""
    start_s = max((end for end in told.ends if end <= stop_s - LEAD_S), default=0.0)
    clip = told.sound[round(start_s * RATE_HZ) : round((stop_s + ENTER_S) * RATE_HZ)]
    path = _wav(folder / "clip.wav", clip)
    nothing = _wav(folder / "nothing.wav", np.zeros(RATE_HZ // 5, np.float32))

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
        # the words heard are nonsense or of the clip only: the whole answer up to there is judged
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
            transcriber=ear,
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
    from time import perf_counter

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


def engines(wanted: Sequence[str], folder: Path) -> Iterator[Engine]:
    """Each engine that is here; the checkpoints are written as they are needed."""
    from benchmarks import true_size

    if _is_wanted("pocketsphinx", wanted):
        yield Engine("pocketsphinx", "en-us", PocketSphinxRecognizer)
    if not any(_is_wanted(name, wanted) for name in ("openai-whisper", "faster-whisper")):
        return
    checkpoint = true_size.write("base.en", folder)
    if _is_wanted("openai-whisper", wanted):
        yield Engine("openai-whisper", "base.en", partial(true_size.Forced, str(checkpoint)))
    if _is_wanted("faster-whisper", wanted):
        ct2 = true_size.write_ct2(checkpoint)
        yield Engine("faster-whisper", "base.en", partial(true_size.ForcedFaster, str(ct2)))


def _is_wanted(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or name in wanted


def measure(
    engine: Engine, told: Told, stops: Sequence[float], speaker: Voice, folder: Path
) -> tuple[list[Wait], list[Wait]]:
    ear = live_transcriber(engine.make, NO_ENGINE)
    try:
        ear.warm()
        ear.transcribe(told.sound[: 4 * RATE_HZ])
        return (
            [wait_at(stop_s, told, ear, speaker, folder) for stop_s in stops],
            [wait_after(told, ear, speaker)],
        )
    finally:
        ear.close()


def _wav(path: Path, sound: Samples) -> Path:
    import soundfile

    soundfile.write(path, sound, RATE_HZ)
    return path


def p95(values: Sequence[float]) -> float:
    """The smallest value that 95 % do not exceed: of fewer than twenty, the largest."""
    ordered = sorted(values)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def figures(engine: Engine, mode: str, waits: Sequence[Wait]) -> dict[str, Any]:
    stages = {
        f"{stage}_p50_s": round(
            statistics.median(getattr(w, stage + "_s") or 0.0 for w in waits), 3
        )
        for stage in ("tail", "parts", "choice", "voice")
    }
    totals = [wait.total_s for wait in waits]
    return {
        "engine": engine.name,
        "model": engine.model,
        "mode": mode,
        "p50_s": round(statistics.median(totals), 3),
        "p95_s": round(p95(totals), 3),
        "n": len(waits),
        **stages,
    }


def shown(row: dict[str, Any]) -> str:
    stages = " | ".join(f"{row[f'{s}_p50_s']:.2f}" for s in ("tail", "parts", "choice", "voice"))
    return (
        f"| {row['engine']} {row['model']} | {row['mode']} | {row['p50_s']:.2f} | "
        f"{row['p95_s']:.2f} | {stages} | {row['n']} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stops", type=int, default=10, help="places where the candidate is done")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--engine", action="append", default=[], help="only this one")
    asked = parser.parse_args()
    # the recognizer's process makes what stands in true_size.py
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    told = strong()
    late = [end for end in told.ends if end > told.ends[-1] / 3]
    stops = [late[round(i)] for i in np.linspace(0, len(late) - 1, asked.stops)]
    with tempfile.TemporaryDirectory() as name, voice(Path(name)) as (speaker, where):
        if not asked.json:
            cores = os.cpu_count()
            print(f"{date.today()}, {cores} cores, Python {platform.python_version()}, {where}\n")
            print("| engine | mode | p50 s | p95 s | tail | parts | choice | voice | n |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
        for engine in engines(asked.engine, Path(name)):
            during, after = measure(engine, told, stops, speaker, Path(name))
            for mode, waits in (("incremental", during), ("after", after)):
                row = figures(engine, mode, waits)
                print(json.dumps(row) if asked.json else shown(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
