"""What is left of a round that was not to be kept, at its end and after a crash."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mockint import files, locations
from mockint.commands.demo import DemoOptions, run_demo
from mockint.commands.round import hold_round
from mockint.content.types import Question
from mockint.errors import Interrupted
from mockint.history import folders
from mockint.history.database import History
from mockint.history.keeper import Keeper, kept_round
from mockint.history.recovery.waiting import find_waiting
from mockint.history.retention import Keep, delete_after_crashes
from mockint.record import Answer, RoundRecord
from mockint.transcribe.interchange import to_json
from tests.history.test_keeper import BEGAN, HEARD, recorded
from tests.support.past_rounds import STRONG, transcript
from tests.support.rehearsal import FRONT

QUESTION = Question(slug="q", ask="Tell me.", principle="ownership")


def sat(keeper: Keeper, *, heard: bool = True) -> RoundRecord:
    """A round of one answer, taken twice."""
    answer = Answer(
        question=QUESTION,
        principle=None,
        earlier_takes=(recorded(keeper.take_path(1, None, 1)),),
        recording=recorded(keeper.take_path(1, None, 2)),
        transcript=HEARD if heard else None,
    )
    record = RoundRecord(
        id=keeper.folder.id,
        began=BEGAN,
        level="senior",
        engine="test",
        voice="none",
        answers=(answer,),
    )
    keeper.save(record)
    return record


def held(keep: Keep, *, heard: bool = True) -> Path:
    with kept_round(BEGAN, {}, keep) as keeper:
        packed = keeper.pack(sat(keeper, heard=heard))
        keeper.write_debrief("what was said")
        assert packed.answers
        return keeper.folder.path


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_private_round_leaves_nothing_but_its_memory() -> None:
    folder = held("nothing")
    assert not folder.exists()
    assert not any(path.is_file() for path in locations.data_dir().rglob("*"))


def test_it_records_to_disk_while_it_runs() -> None:
    with kept_round(BEGAN, {}, "nothing") as keeper:
        sat(keeper)
        assert len(keeper.folder.recordings()) == 2


def test_without_audio_figures_and_transcript_stay() -> None:
    folder = held("figures")
    names = {path.name for path in folder.iterdir()}
    assert names == {"plan.json", "round.json", "debrief.txt", "answer-1-take-2.transcript.json"}
    assert b"RIFF" not in every_byte(folder)
    assert b"fLaC" not in every_byte(folder)
    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    assert kept["answers"][0]["recording"] == "answer-1-take-2.wav"
    assert History(locations.history_file()).asked() == ("q",)


def test_what_could_not_be_transcribed_is_not_lost() -> None:
    folder = held("figures", heard=False)
    assert {path.name for path in folder.glob("answer*")} == {
        "answer-1.flac",
        "answer-1-take-2.flac",
    }


def interrupted(keep: Keep) -> None:
    with kept_round(BEGAN, {}, keep) as keeper:
        sat(keeper)
        raise KeyboardInterrupt


@pytest.mark.parametrize("keep", ["all", "figures"])
def test_ctrl_c_keeps_what_may_be_kept(keep: Keep) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(keep)
    (folder,) = folders.all_folders(locations.rounds_dir())
    assert bool(folder.recordings()) == (keep == "all")
    assert (folder.path / folders.ROUND).exists()


def test_ctrl_c_in_a_private_round_leaves_nothing() -> None:
    with pytest.raises(Interrupted):
        interrupted("nothing")
    assert folders.all_folders(locations.rounds_dir()) == ()


def left_by_a_dead_round(keep: Keep, name: str) -> folders.RoundFolder:
    """As SIGKILL leaves it: the lock's file, whole takes and a torn one."""
    folder = folders.create(files.make_private_dir(locations.rounds_dir()), name)
    folder.write_plan({"questions": ["q"], "level": "senior", "keep": keep})
    (folder.path / folders.LOCK).touch()
    recorded(folder.path / "answer-1.wav").path.rename(folder.path / "answer-1.part.wav")
    return folder


def test_a_crash_is_offered_first_and_cleared_up_after() -> None:
    whole, figures, nothing = (
        left_by_a_dead_round(keep, f"20261121-19300{number}")
        for number, keep in enumerate(("all", "figures", "nothing"))
    )
    assert [take.keep for take in find_waiting().takes] == ["all", "figures"]
    assert all(folder.recordings() for folder in (whole, figures, nothing))
    delete_after_crashes()
    assert whole.recordings()
    assert not figures.recordings()
    assert figures.path.exists()
    assert not nothing.path.exists()
    delete_after_crashes()  # once is enough
    assert [folder.id for folder in folders.all_folders(locations.rounds_dir())] == [
        "20261121-193000",
        "20261121-193001",
    ]


def test_ctrl_c_without_audio_leaves_an_unheard_take_for_good() -> None:
    def stopped() -> None:
        with kept_round(BEGAN, {}, "figures") as keeper:
            sat(keeper, heard=False)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    delete_after_crashes()
    (folder,) = folders.all_folders(locations.rounds_dir())
    assert len(folder.recordings()) == 2


def test_a_living_private_round_is_left_alone() -> None:
    later = datetime(2026, 11, 21, 20, tzinfo=UTC)
    with kept_round(BEGAN, {}, "nothing") as keeper:
        sat(keeper)
        with kept_round(later, {}, "all"):
            delete_after_crashes()
        assert keeper.folder.recordings()


@pytest.mark.parametrize("keep", ["nothing", "figures"])
def test_a_whole_round_leaves_no_sound_anywhere(
    keep: Keep, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    spoken = tmp_path / "spoken.json"
    spoken.write_text(json.dumps(to_json(transcript(STRONG))), encoding="utf-8")
    monkeypatch.setattr(
        "mockint.commands.demo.hold_round",
        lambda setup, *rest: hold_round(replace(setup, keep=keep), *rest),
    )
    FRONT.show(run_demo(DemoOptions(probes=1, engine=str(spoken), voice="none", plain=True), FRONT))
    said = capsys.readouterr().out
    left = {path.name for path in home.rglob("*") if path.is_file()}
    if keep == "nothing":
        assert left == set()
        assert "Nothing from this round was kept." in said
        assert "Nothing was saved." in said
        assert "mockint delete" not in said
    else:
        assert "The recordings were not kept." in said
        assert {"round.json", "answer-1.transcript.json"} <= left
        assert not {name for name in left if name.endswith((".wav", ".flac"))}
