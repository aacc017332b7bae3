"""The candidate's turn: recording until the candidate is done, then words from the recording."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

from mockint.audio.types import Ended, Loudness, Recording, Report
from mockint.domain import Theme
from mockint.errors import EngineMissing, MockintError, TranscribeError, WeightsMissing
from mockint.events import (
    BackgroundNotice,
    Exercise,
    KeyPressed,
    Listening,
    LiveWords,
    Notice,
    QuestionAgain,
    Reported,
    Stopped,
)
from mockint.interview import keys
from mockint.interview.keys import Hints
from mockint.interview.live_analysis import LiveAnalysis
from mockint.interview.put_right import may_try_again
from mockint.interview.record_builder import Utterance
from mockint.interview.speaking import Speaking
from mockint.interview.stations import Plan, Prompt, Stations, Take
from mockint.interview.telling import Telling
from mockint.interview.worker import EventLoop, Retaken, Worker
from mockint.star.types import Analysis, Span
from mockint.transcribe.types import LiveTranscription, Progress, Transcript, no_progress

MISSED_S = 0.1
"""Of the recording, by which what was heard may be shorter: a few of a device's blocks."""

_NOT_TRANSCRIBED = "Recorded, but not transcribed"

Ending = Literal["done", "retake", "again", "quit", "cut", "key"]

CutIn = Callable[[float, Sequence[Span]], bool]
"""Seconds since the first word, the parts so far -> whether the interviewer cuts in now."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the candidate is to speak about; ``number`` and ``probe`` count from 1."""

    prompt: Prompt
    number: int
    probe: int | None
    spoken: Utterance
    exercise: Exercise | None = None
    """Set where no whole answer is given: it has no five parts to show."""
    cut_in: CutIn | None = None
    """The interviewer may cut in: that ends the take, and its words come later."""
    keys: Hints = ()
    """What may be pressed instead of speaking: it ends the take, which then counts for nothing."""

    @property
    def whole(self) -> bool:
        """A whole answer, with its five parts."""
        return self.probe is None and self.exercise is None

    def cuts_in(self, clock_s: float | None, spans: Sequence[Span]) -> bool:
        """Whether the interviewer does now."""
        return self.cut_in is not None and self.cut_in(clock_s or 0.0, spans)

    @property
    def drill(self) -> bool:
        """It answers the probe's drill-down."""
        return self.prompt.drill


class Listener:
    """Records and transcribes one turn after another.

    ``asked``: the themes asked so far. ``on_analysis`` is given each analysis of an answer that is
    not over yet. ``began`` is told of each take once it is being recorded: it is then the last of
    ``turn.spoken``, without a length.
    """

    def __init__(  # noqa: PLR0913  (what it stands on, then whom it tells)
        self,
        plan: Plan,
        stations: Stations,
        loop: EventLoop,
        *,
        worker: Worker,
        speaking: Speaking,
        asked: Collection[Theme],
        on_analysis: Callable[[Analysis], None],
        began: Callable[[Turn], object],
    ) -> None:
        self._plan = plan
        self._began = began
        self._asked = asked
        self._on_analysis = on_analysis
        self._stations = stations
        self._loop = loop
        self._worker = worker
        self._speaking = speaking
        self._analysis_worker = Worker("mockint-analysis", loop.inbox)
        self._take_numbers = count(1)
        self._following: LiveTranscription | None = None
        """The take that was recorded last, as it is being heard."""

    def close(self) -> None:
        """Stop listening."""
        self._analysis_worker.close()
        self._abandon()

    def listen(self, turn: Turn, cannot_record: Callable[[MockintError], None]) -> None:
        """Let the candidate speak, as often as they like; ``turn.spoken`` is filled.

        Where a recording cannot begin the candidate is asked to put that right; ``cannot_record``
        is told where they would rather end, or nobody can be asked: it ends the round or raises.
        Where the interviewer cut in, this returns at once, and the words are there when those of
        the next turn are.
        """
        while True:
            ending: Ending = "retake"
            try:
                while ending in ("retake", "again"):
                    ending = self._asked_again(turn) if ending == "again" else "retake"
                    ending = self._one_take(turn) if ending == "retake" else ending
            except MockintError as error:
                self._abandon()
                if may_try_again(error, self._stations, self._loop):
                    continue
                cannot_record(error)
            recording = turn.spoken.recording
            if recording is None:
                return
            if ending == "key":
                self._abandon()
                return
            if ending == "cut":
                self._transcribe_later(turn.spoken, recording)
                return
            try:
                turn.spoken.transcript = self._loop.wait(
                    self._worker,
                    partial(self._transcribe, recording, self._following),
                    "transcribing",
                    partial(_not_transcribed, recording.path, self._plan.recorded),
                    may_retake=True,
                )
            except Retaken:
                continue
            turn.spoken.heard_s = self._stations.clock()
            return

    def _asked_again(self, turn: Turn) -> Ending:
        """The question once more, while nothing is recorded; what is to be done then."""
        turn.spoken.pressed = self._speaking.repeat(turn.keys)
        if self._loop.ending:
            return "quit"
        return "key" if turn.spoken.pressed else "retake"

    def hear_again(self, spoken: Utterance) -> bool:
        """Try once more to transcribe what could not be; whether there are words now."""
        recording = spoken.recording
        if recording is None:
            return False
        spoken.transcript = self._loop.wait(
            self._worker,
            partial(self._transcribe, recording, None),
            "transcribing",
            partial(_not_transcribed, recording.path, self._plan.recorded),
        )
        if spoken.transcript is None:
            return False
        self._loop.take_back(_not_yet_transcribed(recording.path, self._plan.recorded))
        self._loop.show(Notice("An answer that had no words yet is transcribed now."))
        return True

    def _transcribe_later(self, spoken: Utterance, recording: Recording) -> None:
        following, self._following = self._following, None

        def transcribe() -> None:
            try:
                spoken.transcript = self._transcribe(recording, following, no_progress)
            finally:
                if following is not None:
                    following.abandon()

        self._loop.in_background(self._worker, transcribe, f"{recording.path} was not transcribed")

    def _one_take(self, turn: Turn) -> Ending:
        """Record once. Raises MockintError where the recording cannot begin."""
        stations, spoken, question = self._stations, turn.spoken, turn.prompt.question
        number, nth = next(self._take_numbers), len(spoken.takes) + 1
        path = stations.store.take_path(turn.number, turn.probe, nth, drill=turn.drill)
        self._follow(number)
        sound = self._following.push if self._following else None
        take = stations.start_recording(turn.prompt, path, partial(self._report, number), sound)
        speaking = self._speaking
        telling = Telling(
            take,
            whole=turn.whole,
            asked=bool(speaking.asked),
            spoken=bool(speaking.asked) and not speaking.is_silent,
            more=turn.keys,
        )
        spoken.takes.append(Recording(path, 0.0))
        try:
            self._loop.inbox.drop_keys()
            level = self._plan.level
            self._loop.show(Listening(question, level, turn.probe, nth, turn.drill, turn.exercise))
            self._began(turn)
            ending = self._listen(telling, number, turn)
            spoken.done_s = stations.clock()
        finally:
            recording = self._close(take, telling, spoken, path)
        self._loop.show(Stopped(recording.duration_s, str(recording.path)))
        return ending

    def _report(self, number: int, report: Report) -> None:
        self._loop.inbox.put(Reported(report, number))

    def _follow(self, number: int) -> None:
        """Begin to hear the next take as it comes, and no other any more."""
        self._abandon()
        if self._stations.follow is None:
            return
        put = self._loop.inbox.put
        self._following = self._stations.follow(
            self._plan.hints,
            lambda words, sure_s, behind_s: put(LiveWords(words, sure_s, behind_s, number)),
            lambda text: put(BackgroundNotice(text)),
        )

    def _abandon(self) -> None:
        if self._following is not None:
            self._following.abandon()
            self._following = None

    def _live_analysis(self, turn: Turn, number: int, telling: Telling) -> LiveAnalysis:
        question = turn.prompt.question

        def judge(heard: Transcript) -> tuple[Analysis, Sequence[Span], Sequence[Span]]:
            by_marks = tuple(telling.marks)  # they may be taken back meanwhile
            analysis = self._stations.analyse(heard, question, frozenset(self._asked), by_marks)
            so_far = self._stations.parts_so_far
            if so_far is None:
                return analysis, analysis.spans, ()
            return analysis, so_far(heard, by_marks), so_far(heard, ()) if by_marks else ()

        return LiveAnalysis(
            self._loop,
            self._analysis_worker,
            take=number,
            judge=judge if turn.whole or turn.cut_in else None,
            on_words=telling.reads,
            on_analysis=self._on_analysis,
        )

    def _listen(self, telling: Telling, number: int, turn: Turn) -> Ending:
        """Until the candidate says so, or a recorded candidate has finished. Never by silence."""
        live = self._live_analysis(turn, number, telling)
        own = keys.letters(turn.keys)
        while True:
            self._loop.offer_others(telling.keys)
            match self._loop.inbox.get():
                case KeyPressed(choice=chosen) if chosen and chosen in own:
                    turn.spoken.pressed = chosen
                    return "key"
                case KeyPressed(key="done" | "retake" as ending):
                    return ending
                case KeyPressed(key="quit"):
                    self._loop.quit()
                    return "quit"
                case KeyPressed(key="again") if telling.may_start_anew:
                    return "again"
                case KeyPressed(key="again") if self._speaking.asked:
                    self._loop.show(QuestionAgain(self._speaking.asked))
                case KeyPressed(key=key) if telling.marks_with(key):
                    self._loop.show(telling.progress)
                    live.again()
                case Reported(report=Loudness() as loudness, take=about) if about == number:
                    telling.hears(loudness)
                    self._loop.show(telling.progress)
                    if turn.cuts_in(telling.progress.clock_s, live.spans):
                        return "cut"
                case Reported(report=Ended(), take=about) if about == number:
                    return "done"
                case event:
                    if not live.accepts(event):
                        self._loop.handle(event)

    def _close(self, take: Take, telling: Telling, spoken: Utterance, path: Path) -> Recording:
        """Make the take safe and count it in, whatever else is going wrong."""
        try:
            recording = take.stop()
        except KeyboardInterrupt:
            spoken.takes[-1] = take.stop()
            raise
        except MockintError as error:
            recording = Recording(path, telling.elapsed_s)
            self._loop.note(f"A recording may be incomplete: {error}")
        spoken.takes[-1] = recording
        return recording

    def _transcribe(
        self, recording: Recording, following: LiveTranscription | None, tell: Progress
    ) -> Transcript:
        transcriber = self._stations.transcriber
        if recording.duration_s == 0:  # ended before the first sound: nothing was said
            return Transcript((), 0.0, transcriber.name, engine_info=transcriber.engine_info)
        heard = _followed(following, tell) if following is not None else None
        # What was heard must be what is on disk: where a recording could not be followed to
        # its end, the one on disk counts.
        if heard is not None and abs(heard.duration - recording.duration_s) < MISSED_S:
            return heard
        samples = self._stations.read(recording.path)
        return transcriber.transcribe(samples, hints=self._plan.hints, progress=tell)


def _followed(following: LiveTranscription, tell: Progress) -> Transcript | None:
    """What was heard on the way; None where the recognizer failed on it, which it may not again, or
    where the recording is so quiet that all of it must be made louder first."""
    try:
        return following.finish(tell)
    except (EngineMissing, WeightsMissing):
        raise
    except TranscribeError:
        return None


def _not_transcribed(path: Path, recorded: str | None, error: MockintError) -> str:
    return f"{_NOT_TRANSCRIBED}: {error}. {_again(path, recorded)}"


def _again(path: Path, recorded: str | None) -> str:
    """What to do about it; ``recorded`` is the candidate, in a demo."""
    if recorded:
        return f"To hear {path.stem} again: mockint demo --candidate {recorded}"
    return f"The take is saved; try: mockint recover {path.parent.name}/{path.stem}"


def _not_yet_transcribed(path: Path, recorded: str | None) -> Callable[[str], bool]:
    """Tells what :func:`_not_transcribed` said of this recording."""
    again = _again(path, recorded)
    return lambda notice: notice.startswith(_NOT_TRANSCRIBED) and notice.endswith(again)
