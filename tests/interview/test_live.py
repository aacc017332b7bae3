"""A take that is heard while it is recorded: shown, made ready for, measured, never trusted more
than the recording."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mockint.audio.types import Ended, Samples
from mockint.errors import EngineDied, WeightsMissing
from mockint.events import AnswerSoFar, Listening, Notice, Outward
from mockint.interview import Follow
from mockint.record import Wait
from mockint.screen.scripted import Press, shown
from mockint.transcribe.types import LiveTranscription, Progress, Transcript, Word
from tests.support.round_stations import SPEECH, Table

HEARD_S = 3.0
SAID = "I decided to go and see for myself why they were all late"
WORDS = tuple(Word(word, i * 0.2, i * 0.2 + 0.19) for i, word in enumerate(SAID.split()))


@dataclass
class Follower:
    """Hears what the test says; remembers what became of it."""

    tell: Callable[[tuple[Word, ...], float, float], None]
    note: Callable[[str], None]
    duration_s: float = HEARD_S
    error: Exception | None = None
    abandoned: bool = False
    finished: bool = False
    fed: list[Samples] = field(default_factory=list)

    def push(self, block: Samples) -> None:
        self.fed.append(block)

    def finish(self, progress: Progress) -> Transcript:
        self.finished = True
        progress(1.0)
        if self.error:
            raise self.error
        return Transcript(WORDS, duration=self.duration_s, engine="follower")

    def abandon(self) -> None:
        self.abandoned = True


@dataclass
class Followers:
    """``round.base.Follow``: one for each take."""

    made: list[Follower] = field(default_factory=list)
    begun: Callable[[Follower], None] = lambda _one: None

    def __call__(
        self,
        _hints: Sequence[str],
        tell: Callable[[tuple[Word, ...], float, float], None],
        note: Callable[[str], None],
        /,
    ) -> LiveTranscription:
        self.made.append(Follower(tell, note))
        self.begun(self.made[-1])
        return self.made[-1]


@pytest.fixture
def follow() -> Followers:
    return Followers()


def table(folder: Path, follow: Follow | None, *script: Press) -> Table:
    made = Table(folder, *script)
    made.follow = follow
    made.probes = 1
    return made


def test_the_follower_is_what_heard_it(tmp_path: Path, follow: Followers) -> None:
    laid = table(tmp_path, follow)

    record = laid.hold()

    answer = record.answers[0]
    assert answer.transcript is not None
    assert answer.transcript.engine == "follower"
    assert answer.exchanges[0].transcript is not None
    assert laid.transcriber.calls == 0
    assert [one.finished for one in follow.made] == [True, True]


def test_what_the_recording_holds_more_is_heard_from_the_recording(
    tmp_path: Path, follow: Followers
) -> None:
    def lag(one: Follower) -> None:
        one.duration_s = HEARD_S - 1.0

    follow.begun = lag
    laid = table(tmp_path, follow)

    record = laid.hold()

    assert record.answers[0].transcript is not None
    assert record.answers[0].transcript.engine == laid.transcriber.name


def test_a_recognizer_that_fails_on_the_way_hears_the_recording(
    tmp_path: Path, follow: Followers
) -> None:
    def fail(one: Follower) -> None:
        one.error = EngineDied("it died", next_step="mockint doctor")

    follow.begun = fail
    laid = table(tmp_path, follow)

    record = laid.hold()

    assert record.answers[0].transcript is not None
    assert record.answers[0].transcript.engine == laid.transcriber.name
    assert record.answers[0].exchanges[0].transcript is not None
    assert record.notices == ()


def test_a_recognizer_that_is_missing_is_not_asked_twice(tmp_path: Path, follow: Followers) -> None:
    def fail(one: Follower) -> None:
        one.error = WeightsMissing("no weights", next_step="mockint setup")

    follow.begun = fail
    laid = table(tmp_path, follow)
    laid.transcriber.errors = {1: WeightsMissing("no weights", next_step="mockint setup")}

    record = laid.hold()

    assert record.answers[0].transcript is None
    assert record.answers[0].recording is not None
    assert "Recorded, but not transcribed: no weights" in record.notices[0]
    assert laid.transcriber.calls == 1  # at the end of the round


def test_a_take_taken_again_is_not_heard_to_its_end(tmp_path: Path, follow: Followers) -> None:
    laid = table(tmp_path, follow, Press("retake", shown(Listening)))
    laid.probes = 0
    laid.microphone.scripts = [SPEECH, (*SPEECH, Ended(HEARD_S))]

    laid.hold()

    assert (follow.made[0].abandoned, follow.made[0].finished) == (True, False)
    assert follow.made[1].finished


def test_words_are_shown_as_they_come_with_their_parts(tmp_path: Path, follow: Followers) -> None:
    laid = table(tmp_path, follow)
    follow.begun = lambda one: one.tell(WORDS[:2], 0.5, 0.2)

    laid.hold()

    seen = laid.shown(AnswerSoFar)
    assert seen
    assert seen[0].words == WORDS[:2]
    assert (seen[0].sure_s, seen[0].behind_s) == (0.5, 0.2)
    assert laid.store.saved[-1].answers[0].transcript.words == WORDS  # type: ignore[union-attr]


def test_words_of_a_take_that_is_over_are_not_shown(tmp_path: Path, follow: Followers) -> None:
    laid = table(tmp_path, follow)
    late: list[Follower] = []

    def tell_of_the_first(one: Follower) -> None:
        late.append(one)
        if len(late) == 2:  # the reply is being recorded
            late[0].tell(WORDS, 2.0, 0.0)

    follow.begun = tell_of_the_first

    laid.hold()

    assert laid.shown(AnswerSoFar) == []


def test_the_voice_is_made_ready_for_what_would_be_asked(tmp_path: Path, follow: Followers) -> None:
    def judged(event: Outward) -> bool:
        return isinstance(event, AnswerSoFar) and bool(event.parts)

    def prepared(number: int) -> list[str]:
        place = tmp_path / str(number)
        place.mkdir()
        laid = table(place, follow, Press("done", judged))
        follow.begun = lambda one: one.tell(WORDS, 2.0, 0.0)
        laid.microphone.scripts = [SPEECH, (*SPEECH, Ended(HEARD_S))]
        laid.hold()
        return laid.voice.prepared

    # Where "done" is pressed before the voice has begun, it drops what is only likely.
    assert any("And impact?" in prepared(number) for number in range(5))


def test_a_step_back_is_said_once_and_kept(tmp_path: Path, follow: Followers) -> None:
    def twice(one: Follower) -> None:
        one.note("It was started again.")
        one.note("It was started again.")

    follow.begun = twice
    laid = table(tmp_path, follow)

    record = laid.hold()

    assert record.notices == ("It was started again.",)
    assert laid.shown(Notice).count(Notice("It was started again.")) == 1


def test_waits_are_measured_stage_by_stage(tmp_path: Path, follow: Followers) -> None:
    """The clock goes on by a second with each look at it, so a wait counts looks."""
    laid = table(tmp_path, follow)
    looks = iter(range(1000))
    laid.clock = lambda: float(next(looks))

    record = laid.hold()

    answer = record.answers[0]
    assert answer.wait == Wait(tail_s=1.0, parts_s=1.0, choice_s=1.0, voice_s=2.0)
    reply = answer.exchanges[0].wait
    assert reply is not None
    assert reply.voice_s is None  # nothing more was said
    assert reply.total_s == reply.tail_s + reply.parts_s + reply.choice_s


def test_without_a_follower_nothing_is_missed(tmp_path: Path) -> None:
    record = table(tmp_path, None).hold()

    assert record.answers[0].wait is not None
    assert record.answers[0].transcript is not None
