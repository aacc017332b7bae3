"""Saying, listening and choosing in any order: what every way of practicing stands on."""

import json
import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.commands.practice.session import PracticeSession, Topic, practice_session
from mockint.content.types import Question
from mockint.errors import NoDevice
from mockint.events import (
    Asking,
    Choosing,
    Exercise,
    Help,
    KeyHint,
    KeysNow,
    Listening,
    Outward,
    RoundBegan,
    RoundEnded,
    TakeProgress,
    Typing,
)
from mockint.history.catalogue import history
from mockint.history.deletion import delete_rounds
from mockint.history.folders import PRACTICE
from mockint.interview import Plan, Stations, keys
from mockint.interview.practice import Practice
from mockint.interview.stations import TellWords
from mockint.locations import rounds_dir
from mockint.screen.scripted import Press, at_once, heard, shown
from mockint.star.types import Span
from mockint.transcribe.types import Transcript, Word
from mockint.voice.types import Began, ShownVoice, unheard
from mockint.wiring import settings
from mockint.wiring.interview import Equipment
from tests.support.amazon import SENIOR
from tests.support.rehearsal import Rehearsal, said
from tests.support.round_stations import Table, level

QUESTION = Question(slug="own", ask="Tell me about a time.", principle="ownership")
RESULT = Exercise("Result", 20.0)


def practicing(
    title: str, equipment: Equipment, *questions: Question
) -> AbstractContextManager[PracticeSession]:
    """A practice under way."""
    content = settings.library(settings.settings())
    return practice_session(Topic(title=title, questions=questions), "senior", content, equipment)


class LongVoice:
    """Speaks until it is stopped."""

    name = "a voice that goes on"

    def prepare(self, text: str) -> None:
        pass

    def say(self, text: str, stop: threading.Event, began: Began = unheard) -> None:
        began()
        assert stop.wait(20.0)

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return said(tmp_path_factory.mktemp("sound"), "result", most_s=6.0)


def test_said_and_heard_through_real_speech(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(tmp_path, [sound])
    with practicing("Drill: Result", table.equipment, QUESTION) as session:
        folder = session.folder.path
        assert session.practice.say("Tell me the result.", label="Try 1 of 1") == ""
        spoken = session.practice.listen(QUESTION, exercise=RESULT)
        session.write({"tries": 1})
    assert spoken.transcript is not None
    assert len(spoken.transcript.words) > 10
    assert len(list(table.spoken_to.glob("*.wav"))) == 1
    assert table.screen.events[0] == RoundBegan(
        SENIOR,
        table.equipment.transcriber.name,
        table.equipment.voice.name,
        "a recorded candidate",
        1,
        0,
        "Drill: Result",
    )
    assert Asking("Tell me the result.", 1, label="Try 1 of 1") in table.screen.events
    assert Listening(QUESTION, SENIOR, exercise=RESULT) in table.screen.events
    assert table.screen.events[-1] == RoundEnded(str(folder))
    assert table.screen.closed
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer-1.flac",
        "answer-1.transcript.json",
        "plan.json",
        PRACTICE,
    ]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))
    assert json.loads((folder / "answer-1.transcript.json").read_text())["segments"]
    assert abs(read(folder / "answer-1.flac").size - read(sound).size) < 2
    assert history().count() == 0, "practice is no round"
    delete_rounds(folder.name)
    assert not folder.exists()


def test_keys_of_a_take(tmp_path: Path, sound: Path) -> None:
    """Retaken at life speed, paused, ended: both takes are kept, the second one counts."""
    table = Rehearsal(
        tmp_path,
        [sound],
        Press("retake", heard(0.3)),
        Press("pause", heard(0.2)),
        Press("done", heard(0.4)),
        voice=ShownVoice(),
        pace=1.0,
    )
    with practicing("Drill", table.equipment, QUESTION) as session:
        spoken = session.practice.listen(QUESTION, exercise=RESULT)
    assert [take.path.name for take in spoken.takes] == ["answer-1.flac", "answer-1-take-2.flac"]
    assert [mark.kind for mark in spoken.takes[1].marks] == ["think"]
    assert all(take.path.exists() for take in spoken.takes)
    assert not table.keys.left


def test_quit_ends_everything_and_keeps_what_was_said(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(tmp_path, [sound], Press("quit", heard(0.3)), voice=ShownVoice(), pace=1.0)
    with practicing("Drill", table.equipment, QUESTION) as session:
        practice = session.practice
        spoken = practice.listen(QUESTION)
        assert practice.ending
        assert practice.say("No more.") == ""
        assert practice.listen(QUESTION).takes == []
        assert practice.choose((KeyHint("ab", "these"),)) == ""
        assert practice.typed("?") == ""
    assert spoken.transcript is not None
    assert spoken.takes[0].path.exists()
    assert table.asked == []
    assert "Ending here. If you recorded anything, it is kept." in table.noted


def test_where_nothing_was_recorded_nobody_is_told_that_it_is_kept(
    tmp_path: Path, sound: Path
) -> None:
    table = Rehearsal(tmp_path, [sound], Press("quit", shown(Choosing), "q"), voice=ShownVoice())
    with practicing("Learn", table.equipment, QUESTION) as session:
        assert session.practice.choose((KeyHint("ab", "these"),)) == ""
    assert table.noted == ["Ending here. If you recorded anything, it is kept."]


def test_nothing_recorded_leaves_no_folder(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(tmp_path, [sound], voice=ShownVoice())
    with practicing("Quiz", table.equipment) as session:
        folder = session.folder.path
    assert not folder.exists()
    assert table.screen.events[-1] == RoundEnded(None)


def test_choosing_by_key(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(
        tmp_path,
        [sound],
        Press("other", shown(Choosing), "x"),
        Press("help", at_once, "?"),
        Press("other", at_once, "b"),
        Press("other", shown(Choosing), "3\n"),
        Press("done", shown(Choosing)),
        Press("quit", shown(Choosing), "q"),
        voice=ShownVoice(),
    )
    with practicing("Quiz", table.equipment) as session:
        choose = session.practice.choose
        letter, digit = (KeyHint("abc", "that one"),), (KeyHint("123", "that one"),)
        enter = (KeyHint("a\n", "that one"),)
        chosen = [choose(letter, "Which?"), choose(digit), choose(enter), choose(enter)]
        assert session.practice.ending
    assert chosen == ["b", "3", "\n", ""]
    at = table.screen.events.index(Choosing("Which?"))
    assert table.screen.events[at + 1] == KeysNow((*letter, keys.QUIT, keys.HELP))
    assert [one.pressed for one in table.screen.events if isinstance(one, Help)] == ["x", ""]


@pytest.mark.parametrize(
    ("presses", "line"),
    [
        ([("other", "n"), ("part", "o"), ("other", " "), ("quit", "q"), ("done", "\n")], "no q"),
        ([("other", "x"), ("other", "\x7f"), ("other", "y"), ("done", "\n")], "y"),
        ([("help", "a whole line?\n")], "a whole line?"),
        ([("other", "x"), ("quit", "")], "x"),
    ],
)
def test_a_line_that_is_typed(tmp_path: Path, sound: Path, presses: list[tuple], line: str) -> None:
    script = [
        Press(key, at_once if at else shown(Typing), char) for at, (key, char) in enumerate(presses)
    ]
    table = Rehearsal(tmp_path, [sound], *script, voice=ShownVoice())
    with practicing("Story", table.equipment) as session:
        assert session.practice.typed("Its name:") == line
        assert session.practice.ending == (presses[-1] == ("quit", ""))


def test_a_key_that_goes_elsewhere_stops_the_voice(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(
        tmp_path,
        [sound],
        Press("other", shown(Asking), "x"),
        Press("other", at_once, "b"),
        Press("done", shown(Asking)),
        Press("skip", shown(Asking), "s"),
        voice=LongVoice(),
    )
    with practicing("Learn", table.equipment) as session:
        say, leading = session.practice.say, (KeyHint("b", "back"), keys.NEXT)
        assert say("A long text.", stopping=leading) == "b"
        assert say("A long text.", stopping=leading) == "\n"
        assert say("A long text.", stopping=leading) == ""


def test_the_interviewer_cuts_in(tmp_path: Path, sound: Path) -> None:
    """What was said until then is transcribed while the next take goes on."""
    table = Rehearsal(tmp_path, [sound], voice=ShownVoice(), pace=4.0)
    with practicing("Drill", table.equipment, QUESTION) as session:
        practice = session.practice
        before = practice.listen(QUESTION, cut_in=lambda elapsed_s, _so_far: elapsed_s > 1.0)
        assert before.transcript is None
        practice.say("Give me the result.")
        after = practice.listen(QUESTION, exercise=RESULT)
        folder = session.folder.path
    assert before.takes[0].duration_s < after.takes[0].duration_s
    assert before.transcript is not None
    assert after.transcript is not None
    assert (folder / "answer-1.transcript.json").exists()
    assert (folder / "answer-2.transcript.json").exists()


def test_without_a_microphone_the_error_comes_out(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(tmp_path, [sound], Press("quit", shown(Choosing)), voice=ShownVoice())

    def none(_prompt: object) -> None:
        raise NoDevice("no microphone was found")

    equipment = type(table.equipment)(
        **{
            **{name: getattr(table.equipment, name) for name in type(table.equipment).__slots__},
            "open_microphone": none,
        }
    )
    with pytest.raises(NoDevice), practicing("Drill", equipment) as session:
        session.practice.listen(QUESTION)
    assert table.screen.closed
    assert not table.keys.reading


def test_ctrl_c_leaves_the_take(tmp_path: Path, sound: Path) -> None:
    table = Rehearsal(tmp_path, [sound], voice=ShownVoice(), pace=1.0)
    seen = table.screen.show

    def show(event: Outward) -> None:
        seen(event)
        if isinstance(event, TakeProgress) and event.loudness.elapsed_s > 0.3:
            raise KeyboardInterrupt

    table.screen.show = show  # type: ignore[method-assign]
    practice = practicing("Drill", table.equipment, QUESTION)
    with pytest.raises(KeyboardInterrupt), practice as session:
        session.practice.listen(QUESTION)
    [kept] = rounds_dir().rglob("answer-1.flac")
    assert read(kept).size > 0


def test_the_parts_so_far_decide_when_to_cut_in(tmp_path: Path) -> None:
    """What is heard is judged beside the telling, and what that found reaches ``cut_in``."""
    table = Table(tmp_path)
    table.microphone.scripts = [[level(n / 10) for n in range(1000)]]
    action = Span("action", 0.0, 20.0)
    told: list[Sequence[Span]] = []

    class Following:
        """Hears some words as soon as there is a take."""

        def __init__(self, _hints: object, tell: TellWords, _note: object) -> None:
            self.words = tuple(
                Word(text, n / 9, n / 9 + 0.1) for n, text in enumerate("abcdefghijklm")
            )
            tell(self.words, 1.5, 0.0)

        def push(self, _samples: object) -> None:
            pass

        def finish(self, _progress: object) -> Transcript:
            return Transcript(self.words, 0.0, "following")

        def abandon(self) -> None:
            pass

    def cut_in(_elapsed_s: float, so_far: Sequence[Span]) -> bool:
        told.append(so_far)
        if not so_far:
            time.sleep(0.01)  # the judging goes on beside this
        return bool(so_far)

    with Practice(
        Plan(id="x", began=datetime.now(UTC), level=SENIOR, questions=()),
        Stations(
            voice=table.voice,
            transcriber=table.transcriber,
            start_recording=table.microphone,
            read=lambda _path: np.zeros(16_000, np.float32),
            analyse=table.analyse,
            assess_reply=table.assess_reply,
            screen=table.screen,
            keys=table.keys,
            store=table.store,
            microphone="a test microphone",
            follow=Following,
            parts_so_far=lambda _heard, _marks: [action],
        ),
        title="Drill",
    ) as practice:
        spoken = practice.listen(QUESTION, cut_in=cut_in)
        assert told[0] == ()
        assert told[-1] == (action,)
        practice.listen(
            QUESTION, exercise=RESULT, cut_in=lambda elapsed_s, _so_far: elapsed_s > 0.2
        )
    table.check_that_all_is_left_well()
    assert len(spoken.takes) == 1
