"""A round's order of events, and every key at every stage."""

import threading
from pathlib import Path

import pytest

from mockint.audio.types import Ended, Loudness, Trouble
from mockint.errors import TranscribeError
from mockint.events import (
    Asking,
    Help,
    InTrouble,
    Key,
    KeysNow,
    Listening,
    Notice,
    QuestionAgain,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Working,
)
from mockint.interview import Prompt
from mockint.interview.worker import PASTED, QUIT_AGAIN
from mockint.screen.scripted import Press, at_once, heard, listening, shown
from mockint.voice.types import ShownVoice
from tests.support.amazon import SENIOR
from tests.support.round_stations import (
    LONG_S,
    QUESTIONS,
    SPEECH,
    SPEECH_THAT_ENDS,
    Table,
    analysis,
    takes_in,
)


def stages(table: Table) -> list[str]:
    """What was shown, in order, a word each, without repetitions."""
    events = [event for event in table.screen.events if not isinstance(event, KeysNow)]
    names = [type(event).__name__ for event in events]
    return [name for n, name in enumerate(names) if n == 0 or name != names[n - 1]]


def test_a_whole_round(tmp_path: Path) -> None:
    table = Table(tmp_path)
    record = table.hold()
    turn = ["Asking", "Listening", "TakeProgress", "Stopped", "Working"]
    assert stages(table) == ["RoundBegan", *turn * 3, "RoundEnded"]
    assert table.log == [
        *("say Tell me about time 1.", "said", "record", "stopped"),
        *("say And impact?", "said", "record", "stopped"),
        *("say And trade_offs?", "said", "record", "stopped"),
    ]
    [answer] = record.answers
    assert answer.question == QUESTIONS[0]
    assert answer.principle is not None
    assert answer.principle.slug == "ownership"
    assert answer.recording is not None
    assert answer.recording.duration_s == 3.0
    assert answer.transcript is not None
    assert answer.transcript.text == "I decided1"
    assert answer.analysis is not None
    assert [exchange.probe.theme for exchange in answer.exchanges] == ["impact", "trade_offs"]
    assert [exchange.finding.theme for exchange in answer.exchanges if exchange.finding] == [
        "impact",
        "trade_offs",
    ]
    assert [exchange.transcript.text for exchange in answer.exchanges if exchange.transcript] == [
        "I decided2",
        "I decided3",
    ]
    assert takes_in(record) == [tmp_path / name for name in ("1-0-1.wav", "1-1-1.wav", "1-2-1.wav")]
    assert (record.notices, record.ended_early) == ((), False)
    assert (record.engine, record.voice) == ("a test recognizer", "a test voice")
    assert table.store.saved[-1] == record
    assert table.screen.events[-1] == RoundEnded(str(tmp_path))
    assert table.transcriber.hints == ("webhook",)


def test_what_is_shown_at_the_start_and_while_working(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.probes = 0
    record = table.hold()
    assert table.screen.events[0] == RoundBegan(
        SENIOR, "a test recognizer", "a test voice", "a test microphone", 1, 0
    )
    assert table.shown(Working) == [
        Working("transcribing"),
        Working("transcribing", 0.5),
        Working("analysing"),
        Working("saving"),
    ]
    assert table.shown(Stopped) == [Stopped(3.0, str(tmp_path / "1-0-1.wav"))]
    assert record.answers[0].exchanges == ()


def test_the_round_is_kept_before_and_after_each_answer_and_each_reply(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.hold()
    kept = [len(record.answers[0].exchanges) for record in table.store.saved]
    assert kept == [0, 0, 1, 1, 2, 2, 2]


def test_a_recorded_candidate_is_told_what_was_asked(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.hold()
    assert table.microphone.prompts == [
        Prompt(QUESTIONS[0]),
        Prompt(QUESTIONS[0], "impact"),
        Prompt(QUESTIONS[0], "trade_offs"),
    ]


def test_what_comes_next_is_prepared_while_the_candidate_talks(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.questions = QUESTIONS[:2]
    table.analyses = [analysis("impact", "scope"), analysis("motivation")]
    table.hold()
    assert table.voice.prepared == [QUESTIONS[1].ask, "And scope?"]


def test_no_theme_is_probed_twice_in_a_round(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.questions = QUESTIONS
    table.analyses = [
        analysis("impact", "impact", "scope"),
        analysis("scope", "impact", "motivation"),
        analysis("motivation", "scope"),
    ]
    record = table.hold()
    themes = [[e.probe.theme for e in answer.exchanges] for answer in record.answers]
    assert themes == [["impact", "scope"], ["motivation"], []]
    assert table.asked == [
        frozenset(),
        frozenset({"impact", "scope"}),
        frozenset({"impact", "scope", "motivation"}),
    ]


# ---------------------------------------------------------------- drill-downs


def test_a_weak_reply_gets_one_drill_down_and_the_interviewer_moves_on(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.strengths = ["weak", "weak", "partly"]
    record = table.hold()
    assert table.log == [
        *("say Tell me about time 1.", "said", "record", "stopped"),
        *("say And impact?", "said", "record", "stopped"),
        *("say And more impact?", "said", "record", "stopped"),
        *("say And trade_offs?", "said", "record", "stopped"),
    ]
    first, second = record.answers[0].exchanges
    assert first.drill is not None
    assert first.drill.probe.ask == "And more impact?"
    assert first.drill.recording is not None
    assert first.drill.recording.path.name == "1-1d-1.wav"
    assert first.drill.transcript is not None
    assert first.drill.transcript.text == "I decided3"
    assert first.drill.finding is not None
    assert first.drill.finding.strength == "weak"
    assert second.drill is None
    assert table.microphone.prompts[1:3] == [
        Prompt(QUESTIONS[0], "impact"),
        Prompt(QUESTIONS[0], "impact", drill=True),
    ]
    asked = [(event.number, event.probe, event.drill) for event in table.shown(Asking)]
    assert asked == [(1, None, False), (1, 1, False), (1, 1, True), (1, 2, False)]
    assert [event.drill for event in table.shown(Listening)] == [False, False, True, False]
    assert len(table.store.saved) == 9
    assert table.voice.prepared == ["And trade_offs?"]


def test_without_time_a_follow_up_or_a_question_is_left_out(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.questions = QUESTIONS[:3]
    # Asked before each follow-up and before the second and third question.
    table.no_time = ["", "follow-up", "", "follow-up", "question"]
    record = table.hold()
    assert [answer.question.slug for answer in record.answers] == ["q1", "q2"]
    assert [len(answer.exchanges) for answer in record.answers] == [1, 0]
    assert not record.ended_early, "nobody ended it"
    assert table.no_time == []


def test_no_follow_ups_no_drill_downs(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.strengths, table.probes = ["weak"], 0
    assert table.hold().answers[0].exchanges == ()
    assert len(table.shown(Asking)) == 1


def test_r_in_a_drill_down_keeps_that_take_too(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("retake", listening(probe=1, drill=True)))
    table.strengths, table.probes = ["weak"], 1
    [exchange] = table.hold().answers[0].exchanges
    assert exchange.drill is not None
    assert [take.path.name for take in exchange.drill.earlier_takes] == ["1-1d-1.wav"]
    assert exchange.drill.recording is not None
    assert exchange.drill.recording.path.name == "1-1d-2.wav"


def test_q_in_a_weak_reply_ends_without_a_drill_down(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", listening(probe=1)))
    table.strengths = ["weak"]
    [exchange] = table.hold().answers[0].exchanges
    assert exchange.finding is not None
    assert exchange.drill is None


def test_q_while_a_drill_down_is_spoken_leaves_it_out(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", lambda event: isinstance(event, Asking) and event.drill))
    table.strengths = ["weak"]
    [exchange] = table.hold().answers[0].exchanges
    assert exchange.drill is None


def test_a_reply_that_was_not_heard_gets_nothing_more(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.strengths = ["weak"]
    table.reply_error = TranscribeError("no")
    assert [one.drill for one in table.hold().answers[0].exchanges] == [None, None]


# ---------------------------------------------------------------- while the voice speaks


def test_s_cuts_the_voice_and_listening_begins(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("skip", shown(Asking)))
    table.voice.holds = True
    table.probes = 0
    record = table.hold()
    assert table.log == ["say Tell me about time 1.", "said", "record", "stopped"]
    assert not record.ended_early


def test_q_while_the_voice_speaks_ends_a_round_with_nothing_in_it(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", shown(Asking)))
    table.voice.holds = True
    record = table.hold()
    assert table.log == ["say Tell me about time 1.", "said"]
    assert (record.answers, record.ended_early) == ((), True)
    assert table.store.saved == []
    assert table.screen.events[-1] == RoundEnded(None)


def test_q_while_a_probe_is_spoken_keeps_the_answer(tmp_path: Path) -> None:
    table = Table(
        tmp_path,
        Press("quit", lambda event: isinstance(event, Asking) and event.probe == 1),
    )
    record = table.hold()
    assert table.log[-2:] == ["say And impact?", "said"]
    assert record.answers[0].analysis is not None
    assert record.answers[0].exchanges == ()
    assert record.ended_early


@pytest.mark.parametrize("key", ["done", "pause", "part", "retake"])
def test_keys_for_recording_mean_nothing_while_the_voice_speaks(tmp_path: Path, key: str) -> None:
    table = Table(tmp_path, Press(key, shown(Asking)), Press("skip", at_once), Press(key, at_once))
    table.voice.holds = True
    table.probes = 0
    record = table.hold()
    assert table.keys.left == ()
    assert [event.loudness.elapsed_s for event in table.shown(TakeProgress)] == [1.0, 2.0, 3.0]
    assert not any(event.thinking for event in table.shown(TakeProgress))
    assert len(takes_in(record)) == 1


def test_keys_pressed_while_the_microphone_opens(tmp_path: Path) -> None:
    """Enter was meant for what is over; q is not lost."""
    table = Table(tmp_path)
    pressed = iter(["done", "quit"])
    table.microphone.while_opening = lambda _call: table.keys.press(next(pressed))
    record = table.hold()
    assert record.answers[0].recording is not None
    assert record.answers[0].recording.duration_s == 3.0
    assert len(record.answers[0].exchanges) == 1
    assert record.ended_early


# ---------------------------------------------------------------- while the candidate talks


def test_the_clock_starts_with_the_voice_and_follows_the_first_word(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("done", heard(9.0)))
    table.probes = 0
    silent = [Loudness(n / 2, -60.0, -50.0) for n in range(1, 11)]
    spoken = [Loudness(n / 2, -30.0, -20.0, 5.0) for n in range(11, 19)]
    table.microphone.scripts = [[*silent, *spoken]]
    table.hold()
    clock = [(e.loudness.elapsed_s, e.clock_s) for e in table.shown(TakeProgress)]
    assert all(clock_s is None for at_s, clock_s in clock if at_s <= 5.0)
    assert all(clock_s == at_s - 5.0 for at_s, clock_s in clock if at_s > 5.0)


def test_enter_is_done(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("done", heard(2.0)))
    table.microphone.scripts = [SPEECH, SPEECH_THAT_ENDS]
    record = table.hold()
    assert not record.ended_early
    assert len(record.answers[0].exchanges) == 2


def test_p_marks_and_the_recording_goes_on(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("pause", heard(1.0)), Press("pause", heard(2.0)))
    table.probes = 0
    record = table.hold()
    assert record.answers[0].recording is not None
    assert [mark.kind for mark in record.answers[0].recording.marks] == ["think", "talk"]
    thinking = [event.thinking for event in table.shown(TakeProgress)]
    assert thinking[0] is False
    assert True in thinking
    assert thinking[-1] is False
    assert table.log.count("record") == 1


def test_n_marks_the_next_part_and_the_parts_follow(tmp_path: Path) -> None:
    table = Table(
        tmp_path, Press("part", heard(1.0)), Press("part", heard(2.0)), Press("done", heard(3.0))
    )
    table.microphone.scripts = [SPEECH]
    table.probes = 0
    [answer] = table.hold().answers
    assert answer.recording is not None
    assert {mark.kind for mark in answer.recording.marks} == {"part"}
    assert len(answer.recording.marks) == 2
    assert table.marks == [tuple(mark.at_s for mark in answer.recording.marks)]
    parts = [event.part for event in table.shown(TakeProgress)]
    assert list(dict.fromkeys(parts)) == [None, "task", "action"]


def test_n_counts_four_times_an_answer_and_thinking_is_no_part(tmp_path: Path) -> None:
    presses = [Press("part", at_once) for _ in range(6)]
    table = Table(tmp_path, Press("pause", heard(1.0)), *presses)
    table.probes = 0
    [answer] = table.hold().answers
    assert answer.recording is not None
    assert [mark.kind for mark in answer.recording.marks] == ["think", *["part"] * 4]
    assert len(table.marks[0]) == 4
    assert table.shown(TakeProgress)[-1].part == "reflection"
    assert table.shown(TakeProgress)[-1].thinking


def test_only_the_marks_of_the_take_that_counts_count(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("part", heard(1.0)), Press("retake", heard(2.0)))
    table.microphone.scripts = [SPEECH, SPEECH_THAT_ENDS]
    table.probes = 0
    [answer] = table.hold().answers
    assert [len(take.marks) for take in answer.earlier_takes] == [1]
    assert table.marks == [()]
    assert table.shown(TakeProgress)[-1].part is None


def test_a_reply_has_no_parts(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("part", listening(probe=1)))
    table.probes = 1
    [exchange] = table.hold().answers[0].exchanges
    assert table.keys.left == ()
    assert exchange.recording is not None
    assert exchange.recording.marks == ()
    assert not any(event.part for event in table.shown(TakeProgress))


def test_r_keeps_the_take_and_records_anew_at_once(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("retake", heard(2.0)), Press("retake", heard(3.0)))
    table.microphone.scripts = [SPEECH, SPEECH, SPEECH_THAT_ENDS]
    table.probes = 0
    record = table.hold()
    [answer] = record.answers
    assert [take.path.name for take in answer.earlier_takes] == ["1-0-1.wav", "1-0-2.wav"]
    assert answer.recording is not None
    assert answer.recording.path.name == "1-0-3.wav"
    assert table.transcriber.calls == 1
    assert [event.take for event in table.shown(Listening)] == [1, 2, 3]
    assert len(table.shown(Asking)) == 1


def test_r_in_a_reply_keeps_that_take_too(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("retake", listening(probe=1)))
    table.probes = 1
    record = table.hold()
    [exchange] = record.answers[0].exchanges
    assert [take.path.name for take in exchange.earlier_takes] == ["1-1-1.wav"]
    assert exchange.recording is not None
    assert exchange.recording.path.name == "1-1-2.wav"


def test_s_means_nothing_while_the_candidate_talks(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("skip", heard(1.0)))
    table.probes = 0
    table.hold()
    assert len(table.shown(TakeProgress)) == 3


SILENT = [Loudness(n / 2, -60.0, -50.0) for n in range(1, 9)]


def test_w_while_the_voice_speaks_says_it_from_the_start(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("again", shown(KeysNow)))
    table.voice.holds = iter([True, False])
    table.probes = 0
    record = table.hold()
    say = ["say Tell me about time 1.", "said"]
    assert table.log == [*say, *say, "record", "stopped"]
    assert len(table.shown(Asking)) == len(takes_in(record)) == 1


def test_s_after_w_still_skips(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("again", shown(KeysNow)), Press("skip", at_once))
    table.voice.holds = True
    table.probes = 0
    table.hold()
    assert table.log == ["say Tell me about time 1.", "said", "record", "stopped"]


def test_w_before_the_first_word_says_the_question_again_and_the_take_starts_anew(
    tmp_path: Path,
) -> None:
    table = Table(tmp_path, Press("again", heard(2.0)))
    table.microphone.scripts = [SILENT, SPEECH_THAT_ENDS]
    table.probes = 0
    [answer] = table.hold().answers
    say = ["say Tell me about time 1.", "said"]
    assert table.log == [*say, "record", "stopped", *say, "record", "stopped"]
    assert len(answer.earlier_takes) == 1, "nothing recorded is lost"
    assert answer.recording is not None
    assert answer.recording.duration_s == 3.0
    assert table.transcriber.calls == 1


def test_q_while_it_is_said_again_ends_the_round(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("again", heard(2.0)), Press("quit", shown(Asking)))
    table.microphone.scripts = [SILENT]
    record = table.hold()
    assert record.ended_early
    assert len(takes_in(record)) == 1


@pytest.mark.parametrize("silent", [False, True])
def test_w_once_one_talks_or_without_a_voice_only_shows_the_question(
    tmp_path: Path, silent: bool
) -> None:
    table = Table(tmp_path, Press("again", heard(2.0)), Press("done", heard(3.0)))
    table.microphone.scripts = [SILENT if silent else SPEECH]
    if silent:
        table.voice = ShownVoice()  # type: ignore[assignment]
    table.probes = 0
    record = table.hold()
    assert table.shown(QuestionAgain) == [QuestionAgain(QUESTIONS[0].ask)]
    assert len(table.shown(Asking)) == 1
    assert len(takes_in(record)) == 1


def test_u_takes_back_the_last_n_and_no_other(tmp_path: Path) -> None:
    keys = ["part", "part", "undo", "undo", "undo", "part"]
    table = Table(tmp_path, Press("pause", heard(1.0)), *(Press(key, at_once) for key in keys))
    table.probes = 0
    [answer] = table.hold().answers
    assert answer.recording is not None
    assert [mark.kind for mark in answer.recording.marks] == ["think", "part"]
    assert [len(marks) for marks in table.marks] == [1]
    parts = [event.part for event in table.shown(TakeProgress)]
    told = [part for n, part in enumerate(parts) if n == 0 or part != parts[n - 1]]
    assert told == [None, "task", "action", "task", None, "task"]


def test_the_keys_offered_are_those_that_do_something(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("pause", heard(1.0)), Press("part", heard(2.0)))
    table.probes = 1
    table.hold()
    offered = [[hint.what for hint in event.keys] for event in table.shown(KeysNow)]
    assert offered[0] == ["skip the voice", "say it again", "end", "show the keys"]
    assert offered[1][:3] == ["done", "pause to think", "next part"]
    assert "undo n" not in offered[1]
    assert any("end the pause" in each for each in offered)
    assert any("undo n" in each for each in offered)
    assert "next part" not in offered[-2], "a reply has no parts"
    assert offered[-1] == ["end", "show the keys"]


def test_a_letter_that_does_nothing_is_told_once_among_the_same_keys(tmp_path: Path) -> None:
    table = Table(
        tmp_path,
        *(Press("skip", heard(1.0), "s"), Press("other", at_once, "з"), Press("other", at_once)),
        Press("part", listening(probe=1), "n"),
    )
    table.probes = 1
    table.hold()
    assert table.shown(Help) == [Help("s"), Help("n")]


@pytest.mark.parametrize(
    ("pressed", "asked", "ended"),
    [
        ([("quit", "q")], 1, False),
        ([("quit", "q"), ("quit", "q")], 1, True),
        ([("quit", "q"), ("other", "x"), ("quit", "й")], 2, False),
        ([("quit", "q\n")], 0, True),  # a line in a pipe
    ],
)
def test_a_typed_q_is_asked_about_once(
    tmp_path: Path, pressed: list[tuple[Key, str]], asked: int, ended: bool
) -> None:
    table = Table(tmp_path, *(Press(key, heard(1.0), char) for key, char in pressed))
    table.microphone.scripts = [SPEECH_THAT_ENDS]
    table.probes = 0
    assert table.hold().ended_early == ended
    assert [one.text for one in table.shown(Notice)].count(QUIT_AGAIN) == asked


def test_what_is_pasted_counts_for_nothing_and_is_told(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("pasted", heard(1.0), "quick"))
    table.microphone.scripts = [SPEECH_THAT_ENDS]
    table.probes = 0
    assert not table.hold().ended_early
    assert [one.text for one in table.shown(Notice)] == [PASTED]


@pytest.mark.parametrize("thinking", [False, True])
def test_q_ends_the_round_and_what_was_said_is_judged(tmp_path: Path, thinking: bool) -> None:
    script = [Press("pause", heard(1.0))] if thinking else []
    table = Table(tmp_path, *script, Press("quit", heard(2.0)))
    table.microphone.scripts = [SPEECH]
    table.questions = QUESTIONS
    record = table.hold()
    [answer] = record.answers
    assert answer.transcript is not None
    assert answer.analysis is not None
    assert answer.exchanges == ()
    assert record.ended_early


def test_q_in_a_reply_keeps_and_hears_the_reply(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", listening(probe=1)))
    table.questions = QUESTIONS
    record = table.hold()
    [answer] = record.answers
    [exchange] = answer.exchanges
    assert exchange.finding is not None
    assert record.ended_early


def test_help_may_be_asked_at_any_time(tmp_path: Path) -> None:
    table = Table(
        tmp_path,
        Press("help", shown(Asking)),
        Press("help", heard(1.0)),
        Press("help", shown(Working)),
    )
    table.probes = 0
    table.hold()
    assert table.keys.left == ()
    assert len(table.shown(Help)) >= 2


def test_silence_never_ends_a_take(tmp_path: Path) -> None:
    """Ten minutes in which nothing is heard; only the key ends them."""
    from mockint.audio.types import Loudness

    silent = [Loudness(float(n), -120.0, -120.0) for n in range(600)]
    table = Table(tmp_path, Press("done", heard(599.0)))
    table.microphone.scripts = [silent, SPEECH_THAT_ENDS]
    table.probes = 0
    record = table.hold()
    assert record.answers[0].recording is not None
    assert record.answers[0].recording.duration_s == 599.0


def test_a_late_report_of_an_earlier_take_does_not_end_the_next(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("retake", heard(3.0)), Press("done", heard(2.0)))
    table.microphone.scripts = [SPEECH_THAT_ENDS, SPEECH]
    table.probes = 0
    record = table.hold()
    assert table.keys.left == ()
    assert len(takes_in(record)) == 2


# ---------------------------------------------------------------- while the program works


def test_q_while_transcribing_judges_the_answer_and_asks_no_more(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", shown(Working)))
    record = table.hold()
    assert record.answers[0].analysis is not None
    assert record.answers[0].exchanges == ()
    assert record.ended_early
    assert len([notice for notice in table.shown(Notice) if "Ending" in notice.text]) == 1


def test_r_while_transcribing_lets_the_candidate_speak_again(tmp_path: Path) -> None:
    """Enter was pressed by mistake."""
    seen = threading.Event()
    table = Table(tmp_path, Press("retake", shown(Working)))

    def wait_for_the_second_take(call: int) -> None:
        if call == 1:
            assert seen.wait(LONG_S)

    table.transcriber.before = wait_for_the_second_take
    table.microphone.while_opening = lambda call: seen.set() if call == 2 else None
    table.probes = 0
    record = table.hold()
    [answer] = record.answers
    assert [take.path.name for take in answer.earlier_takes] == ["1-0-1.wav"]
    assert answer.transcript is not None
    assert answer.transcript.text == "I decided2"


def test_r_means_nothing_once_the_end_was_asked_for(tmp_path: Path) -> None:
    table = Table(tmp_path, Press("quit", shown(Working)), Press("retake", at_once))
    record = table.hold()
    assert len(takes_in(record)) == 1


# ---------------------------------------------------------------- troubles


def test_troubles_are_shown_each_time_and_noted_once_a_kind(tmp_path: Path) -> None:
    lost = Trouble("lost", 1.0, "the microphone went away", "plug it in again")
    back = Trouble("back", 2.0, "the microphone is back", "")
    table = Table(tmp_path)
    table.microphone.scripts = [[*SPEECH, lost, back, lost, back, Ended(3.0)]]
    table.probes = 1
    record = table.hold()
    assert len(table.shown(InTrouble)) == 8
    assert record.notices == ("the microphone went away", "the microphone is back")
