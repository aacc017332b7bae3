"""Small real stations for rounds: a microphone that delivers what it is given, a recognizer that
knows what was said, a voice that remembers what it said. No device, no model, no waiting."""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Literal

import numpy as np

from mockint.audio.types import Ended, Loudness, Mark, Recording, Report, Samples
from mockint.coach.types import Coach
from mockint.content.types import Principle, Question
from mockint.domain import Theme
from mockint.errors import MockintError
from mockint.events import KeysNow, Outward
from mockint.interview import Follow, Plan, Prompt, Stations, run
from mockint.record import RoundRecord
from mockint.screen.keys import CtrlCKeys
from mockint.screen.scripted import Press, RecordingScreen, ScriptedKeys
from mockint.star.types import (
    Analysis,
    BudgetUse,
    Delivery,
    ProbeChoice,
    ReplyFinding,
    ReplyStrength,
    Signal,
    Verdict,
)
from mockint.transcribe.types import NO_ENGINE, EngineInfo, Progress, Transcript, Word, no_progress
from mockint.voice.types import Began, unheard
from tests.support.amazon import SENIOR

PRINCIPLE = Principle(slug="ownership", title="Ownership", sentence="Acts for the whole.")
QUESTIONS = tuple(
    Question(slug=f"q{n}", ask=f"Tell me about time {n}.", principle="ownership") for n in (1, 2, 3)
)
LONG_S = 20.0
"""How long a test waits before it fails, where only a fault would make it wait."""


def level(elapsed_s: float) -> Loudness:
    return Loudness(elapsed_s=elapsed_s, rms_dbfs=-25.0, peak_dbfs=-9.0, voice_since_s=0.0)


SPEECH: tuple[Report, ...] = (level(1.0), level(2.0), level(3.0))
SPEECH_THAT_ENDS: tuple[Report, ...] = (*SPEECH, Ended(3.0))


def probe(theme: Theme) -> ProbeChoice:
    return ProbeChoice(theme=theme, ask=f"And {theme}?", because="not said", quote="")


def analysis(*themes: Theme) -> Analysis:
    return Analysis(
        level="senior",
        question="q1",
        principle="ownership",
        duration=3.0,
        thinking=0.0,
        spans=(),
        timings=(),
        budget=BudgetUse("senior", 150.0, 180.0, 3.0, "under"),
        delivery=Delivery(2, None, (), None, ()),
        signals=(),
        missing=(),
        probes=tuple(probe(theme) for theme in themes),
        verdict=Verdict("not enough evidence", ()),
    )


@dataclass
class Voice:
    """Says at once; with ``holds`` it speaks until it is stopped."""

    log: list[str]
    holds: bool | Iterator[bool] = False
    """An iterator: of each thing it says, in order."""
    error: BaseException | None = None
    name: str = "a test voice"
    prepared: list[str] = field(default_factory=list)

    def prepare(self, text: str) -> None:
        self.prepared.append(text)

    def say(self, text: str, stop: threading.Event, began: Began = unheard) -> None:
        began()
        self.log.append(f"say {text}")
        try:
            if self.error is not None:
                raise self.error
            if next(self.holds) if isinstance(self.holds, Iterator) else self.holds:
                assert stop.wait(LONG_S)
        finally:
            self.log.append("said")

    def close(self) -> None:
        """Nothing to end."""


@dataclass
class Take:
    """A take under way. Each thing that is shown lets it report the next of its script; what it
    had left comes late, when it was stopped."""

    log: list[str]
    path: Path
    report: Callable[[Report], None]
    script: list[Report]
    stop_errors: list[BaseException]
    elapsed_s: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    stopped: bool = False

    def tick(self) -> None:
        if not self.stopped and self.script:
            report = self.script.pop(0)
            self.elapsed_s = report.elapsed_s
            self.report(report)

    def mark(self, kind: Literal["think", "talk", "part"]) -> None:
        self.marks.append(Mark(kind, self.elapsed_s))

    def take_back(self) -> None:
        del self.marks[max(n for n, mark in enumerate(self.marks) if mark.kind == "part")]

    def stop(self) -> Recording:
        if self.stop_errors:
            raise self.stop_errors.pop(0)
        if not self.stopped:
            self.log.append("stopped")
        self.stopped = True
        for late in self.script:
            self.report(late)
        self.script = []
        return Recording(self.path, self.elapsed_s, tuple(self.marks))


@dataclass
class Microphone:
    """Plays the next script for each take; the last script is used again and again."""

    log: list[str]
    scripts: list[Sequence[Report]] = field(default_factory=lambda: [SPEECH_THAT_ENDS])
    errors: dict[int, BaseException] = field(default_factory=dict)
    """By number of the call, from 1."""
    stop_errors: list[BaseException] = field(default_factory=list)
    while_opening: Callable[[int], None] = lambda _call: None
    prompts: list[Prompt] = field(default_factory=list)
    takes: list[Take] = field(default_factory=list)

    def __call__(
        self,
        prompt: Prompt,
        path: Path,
        report: Callable[[Report], None],
        sound: Callable[[Samples], None] | None,
        /,
    ) -> Take:
        self.prompts.append(prompt)
        self.while_opening(len(self.prompts))
        if error := self.errors.get(len(self.prompts)):
            raise error
        self.log.append("record")
        path.write_bytes(b"sound")
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        self.takes.append(Take(self.log, path, report, list(script), self.stop_errors))
        return self.takes[-1]


@dataclass
class Screen(RecordingScreen):
    """Remembers, lets the keys see, then lets the time pass by one report."""

    keys: ScriptedKeys
    microphone: Microphone
    before: Callable[[Outward], None] = lambda _event: None

    def __post_init__(self) -> None:
        super().__init__(self.keys)

    def show(self, event: Outward) -> None:
        super().show(event)
        self.before(event)
        if isinstance(event, KeysNow):  # it takes no time
            return
        for take in self.microphone.takes[-1:]:
            take.tick()


@dataclass
class Transcriber:
    """Hears two words in everything. ``before`` runs in the worker, once a call."""

    warm_error: BaseException | None = None
    errors: dict[int, BaseException] = field(default_factory=dict)
    """By number of the call, from 1."""
    before: Callable[[int], None] = lambda _call: None
    name: str = "a test recognizer"
    engine_info: EngineInfo = NO_ENGINE
    calls: int = 0
    hints: Sequence[str] = ()

    def warm(self) -> None:
        if self.warm_error is not None:
            raise self.warm_error

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        self.calls += 1
        self.hints = hints
        call = self.calls
        progress(0.5)
        self.before(call)
        if error := self.errors.get(call):
            raise error
        words = (Word("I", 0.0, 0.2), Word(f"decided{call}", 0.2, 0.9))
        return Transcript(words=words, duration=len(samples) / 16_000, engine=self.name)


@dataclass
class Store:
    """Keeps every state it was given."""

    folder: Path
    error: MockintError | None = None
    saved: list[RoundRecord] = field(default_factory=list)

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        return self.folder / f"{question}-{probe or 0}{'d' if drill else ''}-{take}.wav"

    def save(self, record: RoundRecord) -> Path:
        if self.error is not None:
            raise self.error
        self.saved.append(record)
        return self.folder


class Table:
    """A round laid out: change what you like, then ``hold`` it."""

    def __init__(self, folder: Path, *script: Press) -> None:
        self.log: list[str] = []
        self.voice = Voice(self.log)
        self.microphone = Microphone(self.log)
        self.transcriber = Transcriber()
        self.store = Store(folder)
        self.keys = ScriptedKeys(script)
        self.screen = Screen(self.keys, self.microphone)
        self.analyses: list[Analysis | BaseException] = [analysis("impact", "trade_offs", "scope")]
        self.asked: list[frozenset[Theme]] = []
        self.marks: list[tuple[float, ...]] = []
        self.reply_error: BaseException | None = None
        self.strengths: list[ReplyStrength] = ["strong"]
        """Of the replies, in order; the last one is used again and again."""
        self.no_room: dict[int, MockintError] = {}
        self.no_time: list[str] = []
        """Each time it is asked whether there is time: for what there is none."""
        self.questions = QUESTIONS[:1]
        self.probes = 2
        self.checked = 0
        self.follow: Follow | None = None
        self.clock: Callable[[], float] = time.monotonic
        self.coach: Coach | None = None

    def analyse(
        self,
        _heard: Transcript,
        _q: Question,
        asked: Collection[Theme],
        marks: Sequence[float],
    ) -> Analysis:
        self.asked.append(frozenset(asked))
        self.marks.append(tuple(marks))
        made = self.analyses.pop(0) if len(self.analyses) > 1 else self.analyses[0]
        if isinstance(made, BaseException):
            raise made
        return made

    def assess_reply(
        self, heard: Transcript, probe: ProbeChoice, _answer: Transcript | None
    ) -> ReplyFinding:
        if self.reply_error is not None:
            raise self.reply_error
        made = self.strengths.pop(0) if len(self.strengths) > 1 else self.strengths[0]
        return ReplyFinding(probe.theme, made, "heard", heard.words[0].text, 0.0)

    def drill(
        self,
        choice: ProbeChoice,
        _signals: Sequence[Signal],
        finding: ReplyFinding,
        _reply: Transcript,
    ) -> ProbeChoice | None:
        """Every weak reply gets one."""
        if finding.strength != "weak":
            return None
        return ProbeChoice(choice.theme, f"And more {choice.theme}?", "weak", finding.quote)

    def check_disk(self) -> None:
        self.checked += 1
        if error := self.no_room.get(self.checked):
            raise error

    def hold(self) -> RoundRecord:
        plan = Plan(
            id="20261121-193005",
            began=datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC),
            level=SENIOR,
            questions=self.questions,
            principles={"ownership": PRINCIPLE},
            probes=self.probes,
            hints=("webhook",),
        )
        self.ctrl_c = CtrlCKeys(self.keys)
        stations = Stations(
            voice=self.voice,
            transcriber=self.transcriber,
            start_recording=self.microphone,
            read=lambda _path: np.zeros(16_000, np.float32),
            analyse=self.analyse,
            assess_reply=self.assess_reply,
            drill_down=self.drill,
            screen=self.screen,
            keys=self.ctrl_c,
            store=self.store,
            microphone="a test microphone",
            check_disk=self.check_disk,
            time_for=lambda what: not self.no_time or self.no_time.pop(0) != what,
            follow=self.follow,
            clock=self.clock,
            coach=self.coach,
        )
        try:
            return run(plan, stations)
        finally:
            self.check_that_all_is_left_well()

    def check_that_all_is_left_well(self) -> None:
        """What holds after any round, however it ended."""
        assert not self.keys.reading
        assert self.screen.closed
        assert all(take.stopped for take in self.microphone.takes)
        speaking = recording = False
        for entry in self.log:
            speaking = entry.startswith("say ") or (speaking and entry != "said")
            recording = entry == "record" or (recording and entry != "stopped")
            assert not (speaking and recording), "the app would have heard itself"

    def kept(self) -> list[Path]:
        """Every take in what was saved last."""
        return takes_in(self.store.saved[-1]) if self.store.saved else []

    def shown(self, kind: type) -> list:
        return [event for event in self.screen.events if isinstance(event, kind)]


def takes_in(record: RoundRecord) -> list[Path]:
    """Every take that a record knows, in order."""
    found = []
    for answer in record.answers:
        exchanges = chain.from_iterable(
            (one, one.drill) if one.drill else (one,) for one in answer.exchanges
        )
        for spoken in (answer, *exchanges):
            found += [take.path for take in spoken.earlier_takes]
            found += [spoken.recording.path] if spoken.recording else []
    return found
