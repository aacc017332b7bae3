"""What waits to be judged: every state that a round or a practice may be left in."""

import json
from collections.abc import Callable
from dataclasses import asdict

import pytest

from mockint import locations
from mockint.audio.types import RATE_HZ
from mockint.audio.wav import header
from mockint.content.types import Question
from mockint.events import Exercise
from mockint.history import folders, locks
from mockint.history.catalogue import history
from mockint.history.folders import PRACTICE_TITLE, RoundFolder
from mockint.history.recovery.purposes import Purpose, note_take, purpose_from
from mockint.history.recovery.waiting import find_waiting
from tests.history.test_keeper import recorded
from tests.support.past_rounds import SLUG, STRONG, keep

NAME = "20261101-193005"


def there() -> list[str]:
    """The names of what waits; nothing is in the way of it."""
    found = find_waiting()
    assert found.troubles == ()
    return [take.path.name for take in found.takes]


def kept(**options: object) -> RoundFolder:
    """A whole round: an answer and a reply."""
    return RoundFolder(locations.rounds_dir() / keep(STRONG, **options))  # type: ignore[arg-type]


def without(folder: RoundFolder, *names: str) -> None:
    for name in names:
        (folder.path / name).unlink()


def torn(folder: RoundFolder, name: str, seconds: float = 1.0) -> None:
    whole = recorded(folder.path / f"{name}.wav").path
    data = whole.read_bytes()[: 44 + round(seconds * RATE_HZ) * 2]
    whole.unlink()
    (folder.path / f"{name}.part.wav").write_bytes(data)


def nothing(_folder: RoundFolder) -> None:
    """Leave it as it is."""


def plan_only(folder: RoundFolder) -> None:
    names = ("answer-1.transcript.json", "answer-1-probe-1.transcript.json", "round.json")
    without(folder, *names, "debrief.txt")


def taken_again(folder: RoundFolder) -> None:
    without(folder, "answer-1.transcript.json")
    recorded(folder.path / "answer-1-take-2.wav")


def damaged(folder: RoundFolder) -> None:
    without(folder, "answer-1.transcript.json")
    (folder.path / "round.json").write_text("{", encoding="utf-8")
    (folder.path / "plan.json").write_text('{"questions": 3, "takes": []}', encoding="utf-8")


def empty(folder: RoundFolder) -> None:
    (folder.path / "answer-3.wav").write_bytes(header(0))


STATES: list[tuple[str, Callable[[RoundFolder], None], list[str]]] = [
    ("judged", nothing, []),
    ("its words lost", lambda at: without(at, "answer-1.transcript.json"), ["answer-1.flac"]),
    (
        "a reply without words",
        lambda at: without(at, "answer-1-probe-1.transcript.json"),
        ["answer-1-probe-1.flac"],
    ),
    ("never saved", plan_only, ["answer-1.flac", "answer-1-probe-1.flac"]),
    ("taken again", taken_again, ["answer-1-take-2.wav"]),
    ("the last take torn", lambda at: torn(at, "answer-2"), ["answer-2.wav"]),
    ("torn before the first sound", lambda at: torn(at, "answer-2", 0.0), []),
    ("torn inside its header", lambda at: torn(at, "answer-2", -0.001), []),
    ("whole, and empty", empty, []),
    ("nothing can be read", damaged, ["answer-1.flac"]),
]


@pytest.mark.parametrize(
    ("leave", "waits"), [state[1:] for state in STATES], ids=[state[0] for state in STATES]
)
def test_what_waits_of_a_round(leave: Callable[[RoundFolder], None], waits: list[str]) -> None:
    folder = kept()
    assert there() == []
    leave(folder)
    assert there() == waits
    assert there() == waits, "asked again it is the same"
    assert not list(folder.path.glob("*.part.wav"))


def test_a_round_is_read_again_only_where_its_file_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = kept()
    kept(days=1)
    read: list[str] = []
    before = RoundFolder.round

    def reading(self: RoundFolder) -> object:
        read.append(self.id)
        return before(self)

    monkeypatch.setattr(RoundFolder, "round", reading)
    assert there() == []
    assert len(read) == 2
    assert there() == []
    assert len(read) == 2
    value = before(folder)
    assert value is not None
    value["answers"][0]["analysis"] = None
    folder.write_round(value)
    assert there() == ["answer-1.flac"]
    assert set(read[2:]) == {folder.id}


def test_the_question_of_each() -> None:
    folder = kept()
    without(folder, "answer-1-probe-1.transcript.json")
    torn(folder, "answer-2")
    assert [(take.question, take.name.reply) for take in find_waiting().takes] == [
        (SLUG, True),
        (None, False),
    ]


def test_a_demo_and_a_running_round_are_left_alone() -> None:
    demo = kept(recorded="flawed")
    without(demo, "answer-1.transcript.json")
    assert there() == []
    folders.delete(demo)
    running = kept()
    without(running, "answer-1.transcript.json")
    torn(running, "answer-2")
    with locks.in_use(running):
        assert there() == []
        assert (running.path / "answer-2.part.wav").exists()
    assert there() == ["answer-1.flac", "answer-2.wav"]


def test_a_round_of_which_nothing_was_said_is_gone() -> None:
    folder = kept()
    assert history().count() == 1
    without(folder, *(path.name for path in folder.files() if path.name.startswith("answer")))
    torn(folder, "answer-1", 0.0)
    assert there() == []
    assert not folder.path.exists()
    assert history().count() == 0


def test_a_reply_of_which_nothing_was_said_is_taken_out() -> None:
    folder = kept()
    names = ("answer-1-probe-1.flac", "answer-1-probe-1.transcript.json")
    without(folder, *names)
    torn(folder, "answer-1-probe-1", 0.0)
    assert there() == []
    value = folder.round()
    assert value is not None
    assert value["answers"][0]["probes"] == []
    assert history().count() == 1


def test_one_that_cannot_be_mended_keeps_no_other_back() -> None:
    bad, good = kept(), RoundFolder(locations.rounds_dir() / keep(STRONG, days=1))
    (bad.path / "answer-2.part.wav").write_bytes(b"this is no recording at all, not even a bit")
    without(good, "answer-1.transcript.json")
    found = find_waiting()
    assert [take.folder.id for take in found.takes] == [good.id]
    [trouble] = found.troubles
    assert "answer-2.part.wav is not a recording" in str(trouble)


# ---------------------------------------------------------------- practices

PURPOSE = Purpose(
    question=Question(slug="own", ask="Tell me.", principle="ownership"),
    exercise=Exercise("Result", 20.0),
    asked="Tell only the result.",
)


def practiced() -> RoundFolder:
    folder = folders.create(locations.rounds_dir(), NAME)
    folder.write_plan({PRACTICE_TITLE: "Drill: Result", "questions": ["own"]})
    return folder


def test_a_purpose_is_read_as_it_was_kept() -> None:
    folder = practiced()
    take = recorded(folder.take_path(1, None, 2)).path
    note_take(folder, take, PURPOSE)
    note_take(folder, recorded(folder.take_path(2, 1, 1)).path, Purpose(theme="impact"))
    first, second = find_waiting().takes
    assert (first.purpose, first.practice, first.question) == (PURPOSE, "Drill: Result", "own")
    assert (second.purpose, second.name.reply) == (Purpose(theme="impact"), True)
    assert purpose_from(json.loads(json.dumps(asdict(PURPOSE)))) == PURPOSE
    assert purpose_from({"theme": 3}) == purpose_from(None) == Purpose()


def test_a_take_that_counts_for_nothing_does_not_wait() -> None:
    """A key was pressed in its place; so it is with what older versions did not say."""
    folder = practiced()
    take = recorded(folder.take_path(1, None, 1)).path
    assert there() == []
    note_take(folder, take, PURPOSE)
    assert there() == ["answer-1.wav"]
    note_take(folder, take, None)
    assert there() == []


def test_a_torn_take_of_a_practice_waits_even_where_its_purpose_was_not_kept() -> None:
    folder = practiced()
    torn(folder, "answer-1")
    assert there() == there() == ["answer-1.wav"]
