"""What a round is given: its plan, and the stations it goes through."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from mockint.audio.types import Recording, Report, Samples
from mockint.coach.types import Coach
from mockint.content.pack import DEFAULT_PACK
from mockint.content.types import Principle, Question
from mockint.domain import Level, Theme
from mockint.record import RoundRecord
from mockint.screen.types import Keys, Screen
from mockint.star.types import Analysis, ProbeChoice, ReplyFinding, Signal, Span, Verdict
from mockint.transcribe.types import LiveTranscription, Transcriber, Transcript, Word
from mockint.voice.types import Voice

NO_MICROPHONE = "none"
"""The microphone's name where there is none."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the candidate was just asked. A recorded candidate chooses its sound by it."""

    question: Question
    theme: Theme | None = None
    """The probe's theme; None for the question itself."""
    drill: bool = False
    """The drill-down of that probe: what was asked because the reply was weak."""


class Take(Protocol):
    """A recording under way."""

    def mark(self, kind: Literal["think", "talk", "part"]) -> None:
        """Mark this moment; the recording goes on."""

    def take_back(self) -> None:
        """The last mark of a part was a mistake and does not count. There is one."""

    def stop(self) -> Recording:
        """End it; when this returns, the take is safe on disk.

        Safe to call twice: a second call finishes what an interrupted first one left.
        """


class StartRecording(Protocol):
    """Begins to record into ``path`` and tells ``report`` how it goes, from any thread.

    Raises NoDevice, AudioLibraryMissing, DiskFull or UnreadableAudio.
    """

    def __call__(
        self,
        prompt: Prompt,
        path: Path,
        report: Callable[[Report], None],
        sound: Callable[[Samples], None] | None,
        /,
    ) -> Take:
        """Return once sound is being recorded. ``sound`` is given every block of it, from any
        thread, once it is safe."""


TellWords = Callable[[tuple[Word, ...], float, float], None]
"""Words so far; up to when, on the recording's clock, they will not change; seconds of voice that
are not heard yet. May be called from any thread."""


class Follow(Protocol):
    """Begins to hear a take while it is being recorded."""

    def __call__(
        self, hints: Sequence[str], tell: TellWords, note: Callable[[str], None], /
    ) -> LiveTranscription:
        """``note`` gets a line for the candidate where the recognizer had to step back."""


class Store(Protocol):
    """Where a round is kept."""

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        """Where to record; all three count from 1. ``drill``: the probe's drill-down.

        Raises HistoryError.
        """

    def save(self, record: RoundRecord) -> Path | None:
        """Keep the round as it stands and say where, None where it is not to be kept.

        Raises FileError.

        Called when a take begins, after each answer and each reply, and at the end, so that little
        is lost when the machine dies; each call replaces what was kept under the same id.
        """


def no_disk_check() -> None:
    """The default of :attr:`Stations.check_disk`: nothing is checked."""


def always_time(_what: Literal["question", "follow-up"]) -> bool:
    """The default of :attr:`Stations.time_for`: there is always time."""
    return True


DrillDown = Callable[
    [ProbeChoice, Sequence[Signal], ReplyFinding, Transcript],
    ProbeChoice | None,
]
"""The probe, the answer's signals, how its reply was found, the reply -> one question more, or
None where the interviewer moves on."""


def never_drill(
    _probe: ProbeChoice, _signals: Sequence[Signal], _finding: ReplyFinding, _reply: Transcript
) -> None:
    """The default of :attr:`Stations.drill_down`: never a drill-down."""


def unmoved(verdict: Verdict, _replies: Sequence[ReplyFinding]) -> Verdict:
    """The default of :attr:`Stations.with_replies`: replies change nothing."""
    return verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """Everything a round works with. ``wiring`` picks the implementations."""

    voice: Voice
    transcriber: Transcriber
    """Hears a recording after its end, where ``follow`` cannot."""
    start_recording: StartRecording
    read: Callable[[Path], Samples]
    """A recording's sound. Raises UnreadableAudio."""
    analyse: Callable[[Transcript, Question, Collection[Theme], Sequence[float]], Analysis]
    """Judges an answer. The themes are those already asked in this round; the seconds are when the
    candidate marked the next part, on the recording's clock."""
    assess_reply: Callable[[Transcript, ProbeChoice, Transcript | None], ReplyFinding]
    """Judges a reply to a follow-up; the last is the answer that it is about, where heard."""
    parts_so_far: Callable[[Transcript, Sequence[float]], Sequence[Span]] | None = None
    """The parts of an answer that is still being told, for the screen; None takes those that it
    would have were it whole."""
    screen: Screen
    keys: Keys
    store: Store
    microphone: str
    """What a person would call the source of sound."""
    follow: Follow | None = None
    """Hears a take while it is being recorded; None where the engine cannot."""
    prerender: Sequence[str] = ()
    """What the interviewer may say later: rendered while the candidate talks."""
    clock: Callable[[], float] = time.monotonic
    """Seconds, to measure what the candidate waits for. Nothing depends on it."""
    drill_down: DrillDown = never_drill
    with_replies: Callable[[Verdict, Sequence[ReplyFinding]], Verdict] = unmoved
    """The answer's verdict, and how its replies were found -> the verdict after them."""
    check_disk: Callable[[], None] = no_disk_check
    """Called before each question is asked. Raises DiskFull."""
    coach: Coach | None = None
    """Suggests what is used where it comes in time."""
    time_for: Callable[[Literal["question", "follow-up"]], bool] = always_time
    """Asked before each question but the first, and before each follow-up; False skips it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be asked, of whom."""

    id: str
    began: datetime
    level: Level
    pack: str = DEFAULT_PACK
    """Name of the pack that the questions and the level are of."""
    questions: tuple[Question, ...]
    principles: Mapping[str, Principle] = field(default_factory=dict)
    """By slug; a question whose principle is not here is judged without one."""
    probes: int = 2
    """At most this many follow-ups a question."""
    hints: tuple[str, ...] = ()
    """Words likely to be said, for engines that take a vocabulary."""
    story: str | None = None
    """Name of the candidate's own story that is to be told, where it was named."""
    panel: str | None = None
    """The panel that this round is part of: when that began, in the form of a round's id."""
    recorded: str | None = None
    """Name of the recorded candidate that answers, in a demo; None where a person does."""
    name: str = ""
    """What it is called on the screen; empty where its level says enough."""
