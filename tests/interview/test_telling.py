"""A take while it is being told, and what the real recorder keeps of its marks."""

from pathlib import Path

import pytest

from mockint.audio.recorder import Recorder
from mockint.audio.types import Loudness
from mockint.events import KeyHint
from mockint.interview import keys
from mockint.interview.telling import Telling
from tests.support.sound_card import noise


class Held:
    """A microphone that delivers one block and then waits."""

    name = "held"
    finished = False
    failed = None

    def start(self, deliver) -> None:  # type: ignore[no-untyped-def]
        deliver(noise(0.5))

    def stop(self) -> None: ...


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    made = Recorder(Held, tmp_path / "take.wav", lambda _report: None)
    made.start()
    return made


def test_a_mark_that_was_taken_back_is_not_kept(recorder: Recorder) -> None:
    telling = Telling(recorder, whole=True, asked=True, spoken=True)
    for key in ("part", "pause", "part", "undo", "pause", "undo", "undo"):
        telling.marks_with(key)  # type: ignore[arg-type]
    assert [mark.kind for mark in recorder.stop().marks] == ["think", "talk"]
    assert telling.marks == []
    assert telling.progress.part is None


def test_only_four_parts_follow_the_first(recorder: Recorder) -> None:
    telling = Telling(recorder, whole=True, asked=True, spoken=True)
    assert [telling.marks_with("part") for _ in range(5)] == [True] * 4 + [False]
    assert keys.PART not in telling.keys
    recorder.stop()


def test_the_question_is_spoken_again_only_before_the_first_word(recorder: Recorder) -> None:
    telling = Telling(recorder, whole=True, asked=True, spoken=True)
    assert keys.AGAIN in telling.keys
    telling.hears(Loudness(1.0, -30.0, -20.0, 0.2))
    assert keys.AGAIN not in telling.keys
    assert keys.SHOW in telling.keys
    recorder.stop()


def test_an_answer_given_by_a_letter_comes_before_the_keys_of_a_take(recorder: Recorder) -> None:
    more = (KeyHint("rn", "an answer"),)
    telling = Telling(recorder, whole=True, asked=False, spoken=True, more=more)
    assert telling.keys[0] == more[0]
    assert not {keys.RETAKE, keys.SHOW, keys.AGAIN} & {*telling.keys}
    recorder.stop()
