"""What goes wrong in a round, and what is left of it then."""

import errno
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mockint.audio.types import Ended, Recording, Trouble
from mockint.errors import (
    AudioLibraryMissing,
    ContentError,
    DeviceLost,
    DiskFull,
    HistoryError,
    MockintError,
    NoDevice,
    NoSuchDevice,
    TranscribeError,
    UnreadableAudio,
    VoiceError,
    WeightsMissing,
)
from mockint.events import (
    Asking,
    Choosing,
    Listening,
    Notice,
    Outward,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Working,
)
from mockint.screen.scripted import Press, shown
from mockint.star.types import Reason, Verdict
from mockint.voice.types import Began, unheard
from tests.support.round_stations import (
    LONG_S,
    QUESTIONS,
    SPEECH,
    Table,
    analysis,
    takes_in,
)
from tests.support.sound_card import wait_for

GIVES_UP, GOES_ON = Press("quit", shown(Choosing)), Press("done", shown(Choosing))
FULL = DiskFull("too little room", cause="40 MB free", next_step="free some space")


# ---------------------------------------------------------------- the language


def test_an_answer_in_another_language_is_said_in_one_line_and_kept(tmp_path: Path) -> None:
    table = Table(tmp_path)
    why = Reason("This seems to be German. mockint understands English only.", "", None)
    verdict = Verdict("not enough evidence", (why,))
    table.analyses = [replace(analysis(), language="de", verdict=verdict)]
    record = table.hold()
    assert record.notices == (why.text,)
    [answer] = record.answers
    assert answer.transcript is not None
    assert answer.exchanges == ()
    assert takes_in(record)[0].exists()


# ---------------------------------------------------------------- the voice


@pytest.mark.parametrize("error", [VoiceError, NoDevice, AudioLibraryMissing, DeviceLost])
def test_without_a_voice_the_words_are_shown(tmp_path: Path, error: type[MockintError]) -> None:
    table = Table(tmp_path)
    table.voice.error = error("no loudspeaker", next_step="mockint doctor")
    record = table.hold()
    assert [event.text for event in table.shown(Asking)] == [
        "Tell me about time 1.",
        "And impact?",
        "And trade_offs?",
    ]
    assert len(takes_in(record)) == 3
    [notice] = record.notices
    assert notice.startswith(
        "The voice failed, so read the question on the screen. mockint tries the voice again"
    )
    assert [event.text for event in table.shown(Notice)] == [notice]


def test_a_voice_that_failed_once_is_tried_again(tmp_path: Path) -> None:
    table = Table(tmp_path)
    say, cut = table.voice.say, [DeviceLost("the loudspeaker was disconnected")]

    def once(text: str, stop: threading.Event, began: Began = unheard) -> None:
        if cut:
            raise cut.pop()
        say(text, stop, began)

    table.voice.say = once  # type: ignore[method-assign]
    record = table.hold()
    said = [entry for entry in table.log if entry.startswith("say ")]
    assert said == ["say And impact?", "say And trade_offs?"]
    assert len(record.notices) == 1


def test_a_voice_that_fails_because_it_was_cut_is_asked_again(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("skip", shown(Asking)))
    table.probes = 1
    say = table.voice.say

    def cut(text: str, stop: threading.Event, _began: Began = unheard) -> None:
        if text == QUESTIONS[0].ask:
            assert stop.wait(LONG_S)
            raise VoiceError("the stream was aborted")
        say(text, stop)

    table.voice.say = cut  # type: ignore[method-assign]
    record = table.hold()
    assert table.log[2] == "say And impact?"
    assert record.notices == ()


# ---------------------------------------------------------------- recognizer and judge


BROKEN = TranscribeError("it broke", cause="no memory")


def test_what_could_not_be_transcribed_is_heard_again_at_the_end(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.questions = QUESTIONS[:2]
    table.transcriber.errors = {1: BROKEN}
    record = table.hold()
    first, second = record.answers
    assert first.transcript is not None
    assert first.analysis is not None
    assert (first.exchanges, first.wait) == ((), None)
    assert len(second.exchanges) == 2
    assert record.notices == ()
    assert table.store.saved[-1] == record
    told = [event.text for event in table.shown(Notice)]
    assert "Recorded, but not transcribed" in told[0]
    assert told[-1] == "An answer that had no words yet is transcribed now."


def test_a_reply_that_could_not_be_transcribed_is_heard_again_and_counts(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.transcriber.errors = {2: BROKEN}
    record = table.hold()
    first, second = record.answers[0].exchanges
    assert first.transcript is not None
    assert first.finding is not None
    assert second.finding is not None


def test_what_cannot_be_transcribed_at_the_end_either_is_kept(tmp_path: Path) -> None:
    table = Table(tmp_path / "with blank")
    (tmp_path / "with blank").mkdir()
    table.questions = QUESTIONS[:2]
    table.probes = 0
    table.transcriber.errors = dict.fromkeys(range(1, 9), BROKEN)
    record = table.hold()
    first, second = record.answers
    assert (first.transcript, first.analysis, first.exchanges) == (None, None, ())
    assert first.recording is not None
    assert second.recording is not None
    assert table.transcriber.calls == 3, "an engine that fails again is not asked for the rest"
    assert len(record.notices) == 2
    assert "it broke (no memory)" in record.notices[0]
    assert record.notices[0].endswith("mockint recover with blank/1-0-1")
    assert not record.ended_early


def test_a_disk_that_fails_under_the_recognizer_is_no_fault_of_the_program(tmp_path: Path) -> None:
    table = Table(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")
    table.transcriber.errors = {1: full, 2: full}
    record = table.hold()
    assert record.answers[0].recording is not None
    [notice] = record.notices
    assert "could not read or write (the disk is full)" in notice


def test_weights_that_are_missing_are_told_while_the_candidate_is_asked(tmp_path: Path) -> None:
    missing = WeightsMissing("no weights", next_step="mockint setup")
    table = Table(tmp_path)
    table.transcriber.warm_error = missing
    table.transcriber.errors = {1: missing, 2: missing}
    record = table.hold()
    assert record.answers[0].recording is not None
    assert [notice.split(":")[0] for notice in record.notices] == [
        "The recognizer is not ready, but your answers are still recorded",
        "Recorded, but not transcribed",
    ]
    assert all("mockint setup" in notice for notice in record.notices)


def test_a_reply_that_cannot_be_transcribed_is_kept(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.transcriber.errors = dict.fromkeys((2, 4), UnreadableAudio("damaged"))
    record = table.hold()
    first, second = record.answers[0].exchanges
    assert first.recording is not None
    assert (first.transcript, first.finding) == (None, None)
    assert second.finding is not None


def test_what_cannot_be_judged_is_still_there(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.questions = QUESTIONS[:2]
    table.analyses = [ContentError("no such principle"), analysis("impact")]
    table.reply_error = ContentError("no such theme")
    record = table.hold()
    first, second = record.answers
    assert first.transcript is not None
    assert (first.analysis, first.exchanges) == (None, ())
    assert second.exchanges[0].transcript is not None
    assert second.exchanges[0].finding is None
    assert record.notices == (
        "Transcribed, but not judged: no such principle",
        "Transcribed, but not judged: no such theme",
    )


# ---------------------------------------------------------------- the microphone


@pytest.mark.parametrize("error", [NoDevice("no microphone"), FULL])
def test_a_first_recording_that_cannot_begin_is_the_callers(
    tmp_path: Path, error: MockintError
) -> None:
    table = Table(tmp_path, GIVES_UP)
    table.microphone.errors = {1: error}
    with pytest.raises(type(error)) as raised:
        table.hold()
    assert raised.value is error
    assert table.store.saved == []
    assert table.screen.events[-1] == RoundEnded(None)


def test_too_little_room_is_said_before_the_question(tmp_path: Path) -> None:
    table = Table(tmp_path, GIVES_UP)
    table.no_room = {1: FULL}
    with pytest.raises(DiskFull):
        table.hold()
    assert table.shown(Asking) == []


def test_too_little_room_later_ends_the_round(tmp_path: Path) -> None:
    table = Table(tmp_path, GIVES_UP)
    table.questions = QUESTIONS
    table.no_room = {2: FULL}
    record = table.hold()
    assert len(record.answers) == 1
    assert record.ended_early
    assert record.notices == (
        "Recording could not begin: too little room (40 MB free).",
        f"The round ends here: {FULL}. You get a debrief of what you recorded.",
    )


def test_when_room_was_made_the_round_goes_on(tmp_path: Path) -> None:
    table = Table(tmp_path, GOES_ON, GOES_ON)
    table.questions = QUESTIONS[:2]
    table.no_room = {2: FULL, 3: FULL}
    record = table.hold()
    assert len(record.answers) == 2
    assert not record.ended_early
    assert [event.text for event in table.shown(Choosing)] == [
        "Free some space on the disk, then press Enter."
    ] * 2


def test_nobody_is_asked_where_no_keys_are_read(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.keys.legend = lambda _hints: ""
    table.microphone.errors = {1: NoDevice("no microphone")}
    with pytest.raises(NoDevice):
        table.hold()
    assert table.shown(Choosing) == []


@pytest.mark.parametrize("call", [1, 2, 4])
@pytest.mark.parametrize("error", [NoSuchDevice, DeviceLost])
def test_a_microphone_that_is_plugged_in_again_is_recorded_with(
    tmp_path: Path, error: type[MockintError], call: int
) -> None:
    table = Table(tmp_path, Press("done", shown(Asking)), GOES_ON)
    table.questions = QUESTIONS[:2]
    table.microphone.errors = {call: error("no microphone", cause="gone", next_step="devices")}
    record = table.hold()
    assert len(takes_in(record)) == 5
    assert not record.ended_early
    assert record.notices == ("Recording could not begin: no microphone (gone).",)
    (asked,) = table.shown(Choosing)
    assert asked.text.startswith("Plug the microphone in")


@pytest.mark.parametrize("call", [2, 4])
def test_a_microphone_that_is_gone_later_ends_the_round(tmp_path: Path, call: int) -> None:
    """At the first probe, and at the second question."""
    table = Table(tmp_path, GIVES_UP)
    table.questions = QUESTIONS[:2]
    table.microphone.errors = {call: NoDevice("no microphone")}
    record = table.hold()
    assert record.answers[0].analysis is not None
    assert len(record.answers) == 1
    assert len(takes_in(record)) == call - 1
    assert record.ended_early


def test_a_second_take_that_cannot_begin_leaves_the_first(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("retake", shown(TakeProgress)), GIVES_UP)
    table.microphone.errors = {2: NoDevice("no microphone")}
    record = table.hold()
    assert record.answers[0].transcript is not None
    assert [path.name for path in takes_in(record)] == ["1-0-1.wav"]
    assert record.ended_early


def test_a_take_that_does_not_close_well_is_kept(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.probes = 0
    table.microphone.stop_errors = [DiskFull("no room left")]
    table.check_that_all_is_left_well = lambda: None  # type: ignore[method-assign]
    record = table.hold()
    assert record.answers[0].recording is not None
    assert record.answers[0].recording.duration_s == 3.0
    assert record.notices == ("A recording may be incomplete: no room left",)


def test_a_microphone_that_comes_back(tmp_path: Path) -> None:
    lost = Trouble("lost", 3.0, "the microphone went away", "plug it in again")
    back = Trouble("back", 3.0, "the microphone is back", "")
    table = Table(tmp_path)
    table.microphone.scripts = [[*SPEECH, lost, back, *SPEECH, Ended(6.0)]]
    table.probes = 0
    record = table.hold()
    assert record.answers[0].recording is not None
    assert record.answers[0].recording.duration_s == 6.0
    assert table.log.count("record") == 1


# ---------------------------------------------------------------- the store


def test_a_round_that_cannot_be_saved_is_still_returned(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.store.error = HistoryError("read-only folder")
    record = table.hold()
    assert record.answers[0].analysis is not None
    assert record.notices == (
        "Your recordings are saved, but the rest of the round is not: read-only folder",
    )
    assert table.screen.events[-1] == RoundEnded(str(takes_in(record)[0].parent))


# ---------------------------------------------------------------- faults of the program


def test_a_fault_in_a_worker_comes_out_after_the_take_is_safe(tmp_path: Path) -> None:
    """The voice prepares the next text while the candidate talks, and there is a bug in it."""
    table = Table(tmp_path)
    table.questions = QUESTIONS[:2]
    table.microphone.scripts = [SPEECH]

    def prepare(_text: str) -> None:
        raise ZeroDivisionError

    table.voice.prepare = prepare  # type: ignore[method-assign]
    with pytest.raises(ZeroDivisionError):
        table.hold()
    assert [path.name for path in table.kept()] == ["1-0-1.wav"]
    assert table.store.saved[-1].ended_early


@pytest.mark.parametrize("fault", [ZeroDivisionError(), SystemExit(3)])
def test_a_fault_in_the_recognizer_leaves_the_recording(
    tmp_path: Path, fault: BaseException
) -> None:
    table = Table(tmp_path)
    table.transcriber.errors = {1: fault}
    with pytest.raises(type(fault)):
        table.hold()
    assert len(table.kept()) == 1
    assert table.screen.events[-1] == RoundEnded(str(tmp_path))


def test_a_fault_in_the_voice_comes_out(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.voice.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        table.hold()


def test_a_screen_that_breaks_does_not_cost_the_take(tmp_path: Path) -> None:
    """The other end of the pipe is gone."""
    table = Table(tmp_path)

    def broken(event: Outward) -> None:
        if table.microphone.takes:
            raise BrokenPipeError

    table.screen.before = broken
    with pytest.raises(BrokenPipeError):
        table.hold()
    assert len(table.kept()) == 1


# ---------------------------------------------------------------- Ctrl-C


@pytest.mark.parametrize("kind", [RoundBegan, Asking])
def test_ctrl_c_that_cannot_wait_before_anything_was_said(
    tmp_path: Path, kind: type[Outward]
) -> None:
    table = Table(tmp_path)
    table.screen.before = interrupting(kind)
    with pytest.raises(KeyboardInterrupt):
        table.hold()
    assert table.store.saved == []
    assert table.screen.events[-1] == RoundEnded(None)


@pytest.mark.parametrize("kind", [Listening, TakeProgress, Stopped, Working])
def test_ctrl_c_that_cannot_wait_leaves_what_was_recorded(
    tmp_path: Path, kind: type[Outward]
) -> None:
    table = Table(tmp_path)
    table.screen.before = interrupting(kind)
    record = table.hold()
    assert record.ended_early
    assert takes_in(record) == table.kept() == [table.microphone.takes[0].path]
    assert table.kept()[0].exists()
    assert table.store.saved[-1] == record
    assert table.screen.events[-1] == RoundEnded(str(tmp_path))


def interrupting(kind: type[Outward]) -> Callable[[Outward], None]:
    once = [KeyboardInterrupt()]

    def interrupt(event: Outward) -> None:
        if isinstance(event, kind) and once:
            raise once.pop()

    return interrupt


@pytest.mark.parametrize("kind", [Asking, Listening])
def test_ctrl_c_at_a_probe_leaves_the_answer_judged(tmp_path: Path, kind: type[Outward]) -> None:
    table = Table(tmp_path)
    once = [KeyboardInterrupt()]

    def interrupt(event: Outward) -> None:
        if isinstance(event, kind) and getattr(event, "probe", None) == 1 and once:
            raise once.pop()

    table.screen.before = interrupt
    [answer] = table.hold().answers
    assert answer.analysis is not None
    assert len(answer.exchanges) == (1 if kind is Listening else 0)


def test_ctrl_c_while_the_take_is_being_closed(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.microphone.stop_errors = [KeyboardInterrupt()]
    table.hold()
    assert len(table.kept()) == 1
    assert table.store.saved[-1].answers[0].recording == Recording(table.kept()[0], 3.0)


def press_ctrl_c(table: Table, times: int) -> None:
    """Each is seen before the next is pressed: two at once may count as one."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    if times > 1:
        wait_for(lambda: table.ctrl_c.was_pressed)
        press_ctrl_c(table, times - 1)


needs_signals = pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="no signals to threads"
)


@needs_signals
@pytest.mark.parametrize("stage", ["transcribing", "analysing", "reply"])
def test_a_second_ctrl_c_stops_the_judging(tmp_path: Path, stage: str) -> None:
    """The worker never finishes, and what it had is there to be judged another time."""
    table = Table(tmp_path)
    never = threading.Event()

    def hang(*_anything: object) -> None:
        press_ctrl_c(table, 2)
        never.wait(LONG_S)

    if stage == "transcribing":
        table.transcriber.before = hang
    elif stage == "analysing":
        table.analyse = hang  # type: ignore[method-assign, assignment]
    else:
        table.assess_reply = hang  # type: ignore[method-assign, assignment]
    record = table.hold()
    never.set()
    assert record.ended_early
    assert takes_in(record) == table.kept()
    assert len(table.kept()) == (2 if stage == "reply" else 1)
    assert (record.answers[0].transcript is None) == (stage == "transcribing")


@needs_signals
def test_one_ctrl_c_while_the_candidate_speaks_judges_what_is_there(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.microphone.scripts = [SPEECH]
    table.screen.before = lambda event: (
        press_ctrl_c(table, 1) if isinstance(event, Listening) else None
    )
    record = table.hold()
    assert record.ended_early
    assert record.answers[0].transcript is not None
    assert record.answers[0].analysis is not None
    assert record.answers[0].exchanges == ()


@needs_signals
def test_one_ctrl_c_while_the_voice_speaks_cuts_it(tmp_path: Path) -> None:
    table = Table(tmp_path)
    cut = threading.Event()

    def say(_text: str, stop: threading.Event, _began: Began = unheard) -> None:
        press_ctrl_c(table, 1)
        if stop.wait(LONG_S):
            cut.set()

    table.voice.say = say  # type: ignore[method-assign]
    assert table.hold().answers == ()
    assert cut.wait(LONG_S)
    assert table.store.saved == []


def test_ctrl_c_is_pythons_own_again_after_the_round(tmp_path: Path) -> None:
    Table(tmp_path).hold()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# ---------------------------------------------------------------- SIGKILL


def test_the_round_is_saved_with_each_take_that_begins(tmp_path: Path) -> None:
    """So whatever is killed while somebody speaks knows what they were asked."""
    table = Table(tmp_path)
    at_listening: list[tuple[int, str | None]] = []

    def look(event: Outward) -> None:
        if isinstance(event, TakeProgress) and event.loudness.elapsed_s == 1.0:
            [answer] = table.store.saved[-1].answers
            last = answer.exchanges[-1] if answer.exchanges else answer
            assert last.recording is not None
            assert last.transcript is None
            probe = answer.exchanges[-1].probe.ask if answer.exchanges else None
            at_listening.append((len(table.kept()), probe))

    table.screen.before = look
    table.hold()
    assert at_listening == [(1, None), (2, "And impact?"), (3, "And trade_offs?")]
