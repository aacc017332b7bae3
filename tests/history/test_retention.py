"""What is left of a round that was not to be kept, at its end and after a crash."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from mockint import locations
from mockint.commands.round import hold, run_demo
from mockint.content.types import Question
from mockint.history import folders
from mockint.history.database import History
from mockint.history.keeper import Keeper, kept_round, mend_torn_takes
from mockint.history.retention import Keep, clear_up, recordings
from mockint.record import Answer, RoundRecord
from mockint.transcribe.interchange import to_json
from tests.history.test_keeper import BEGAN, HEARD, recorded
from tests.support.past_rounds import STRONG, transcript

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


def held(keep: Keep, *, heard: bool = True) -> tuple[Path, str]:
    with kept_round(BEGAN, {}, keep) as keeper:
        packed = keeper.pack(sat(keeper, heard=heard))
        keeper.write_debrief("what was said")
        assert packed.answers
        return keeper.folder.path, keeper.last_words()


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_private_round_leaves_nothing_but_its_memory() -> None:
    folder, said = held("nothing")
    assert not folder.exists()
    assert said == "Nothing of this round is kept."
    assert not any(path.is_file() for path in locations.data_dir().rglob("*"))


def test_it_records_to_disk_while_it_runs() -> None:
    with kept_round(BEGAN, {}, "nothing") as keeper:
        sat(keeper)
        assert len(recordings(keeper.folder)) == 2


def test_without_audio_figures_and_transcript_stay() -> None:
    folder, said = held("figures")
    names = {path.name for path in folder.iterdir()}
    assert names == {"plan.json", "round.json", "debrief.txt", "answer-1-take-2.transcript.json"}
    assert b"RIFF" not in every_byte(folder)
    assert b"fLaC" not in every_byte(folder)
    assert said.startswith("Its recordings are not kept.")
    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    assert kept["answers"][0]["recording"] == "answer-1-take-2.wav"
    assert History(locations.history_file()).asked() == ("q",)


def test_what_could_not_be_transcribed_is_not_lost() -> None:
    folder, said = held("figures", heard=False)
    assert {path.name for path in folder.glob("answer*")} == {
        "answer-1.flac",
        "answer-1-take-2.flac",
    }
    assert said.startswith("Kept, since it could not be transcribed: ")


def interrupted(keep: Keep) -> None:
    with kept_round(BEGAN, {}, keep) as keeper:
        sat(keeper)
        raise KeyboardInterrupt


@pytest.mark.parametrize("keep", ["all", "figures"])
def test_ctrl_c_keeps_what_may_be_kept(keep: Keep) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(keep)
    (folder,) = folders.all_folders(locations.rounds_dir())
    assert bool(recordings(folder)) == (keep == "all")
    assert (folder.path / folders.ROUND).exists()


def test_ctrl_c_in_a_private_round_leaves_nothing() -> None:
    with pytest.raises(click.Abort):
        interrupted("nothing")
    assert folders.all_folders(locations.rounds_dir()) == ()


def left_by_a_dead_round(keep: Keep, name: str) -> folders.RoundFolder:
    """As SIGKILL leaves it: the lock's file, whole takes and a torn one."""
    folder = folders.create(locations.make_private_dir(locations.rounds_dir()), name)
    folder.write_json(folders.PLAN, {"questions": ["q"], "level": "senior", "keep": keep})
    (folder.path / folders.LOCK).touch()
    recorded(folder.path / "answer-1.wav").path.rename(folder.path / "answer-1.part.wav")
    return folder


def test_a_crash_is_offered_first_and_cleared_up_after() -> None:
    whole, figures, nothing = (
        left_by_a_dead_round(keep, f"20261121-19300{number}")
        for number, keep in enumerate(("all", "figures", "nothing"))
    )
    assert [take.keep for take in mend_torn_takes()] == ["all", "figures", "nothing"]
    assert all(recordings(folder) for folder in (whole, figures, nothing))
    clear_up(locations.rounds_dir())
    assert recordings(whole)
    assert not recordings(figures)
    assert figures.path.exists()
    assert not nothing.path.exists()
    clear_up(locations.rounds_dir())  # once is enough
    assert [folder.id for folder in folders.all_folders(locations.rounds_dir())] == [
        "20261121-193000",
        "20261121-193001",
    ]


def test_what_a_dead_private_round_recorded_whole_is_offered_too() -> None:
    for keep, name in (("nothing", "20261121-193000"), ("all", "20261121-193001")):
        folder = left_by_a_dead_round(keep, name)  # type: ignore[arg-type]
        (folder.path / "answer-1.part.wav").rename(folder.path / "answer-1.wav")
    (take,) = mend_torn_takes()
    assert (take.path.parent.name, take.path.name) == ("20261121-193000", "answer-1.wav")
    assert (take.keep, take.seconds, take.question) == ("nothing", 1.0, "q")


def test_ctrl_c_without_audio_leaves_an_unheard_take_for_good() -> None:
    def stopped() -> None:
        with kept_round(BEGAN, {}, "figures") as keeper:
            sat(keeper, heard=False)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    clear_up(locations.rounds_dir())
    (folder,) = folders.all_folders(locations.rounds_dir())
    assert len(recordings(folder)) == 2


def test_a_living_private_round_is_left_alone() -> None:
    later = datetime(2026, 11, 21, 20, tzinfo=UTC)
    with kept_round(BEGAN, {}, "nothing") as keeper:
        sat(keeper)
        with kept_round(later, {}, "all"):
            clear_up(locations.rounds_dir())
        assert recordings(keeper.folder)


@pytest.mark.parametrize("keep", ["nothing", "figures"])
def test_a_whole_round_leaves_no_sound_anywhere(
    keep: Keep, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    spoken = tmp_path / "spoken.json"
    spoken.write_text(json.dumps(to_json(transcript(STRONG))), encoding="utf-8")
    monkeypatch.setattr(
        "mockint.commands.round.hold", lambda sitting: hold(replace(sitting, keep=keep))
    )
    run_demo(
        candidate="flawed", real_time=False, probes=1, engine=str(spoken), model=None,
        voice="none", plain=True,
    )  # fmt: skip
    said = capsys.readouterr().out
    left = {path.name for path in home.rglob("*") if path.is_file()}
    if keep == "nothing":
        assert left == set()
        assert "Nothing of this round is kept." in said
        assert "Nothing was kept." in said
        assert "mockint delete" not in said
    else:
        assert "Its recordings are not kept." in said
        assert {"round.json", "answer-1.transcript.json"} <= left
        assert not {name for name in left if name.endswith((".wav", ".flac"))}
