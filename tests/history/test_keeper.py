"""What a round leaves in its folder, drill-downs included."""

import errno
import json
import os
import shutil
import tempfile
import wave
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mockint.audio.types import RATE_HZ, Recording
from mockint.content.types import Question
from mockint.errors import FileError
from mockint.history.keeper import Keeper, kept_round
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.types import ProbeChoice
from mockint.transcribe.types import Transcript, Word

BEGAN = datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC)
HEARD = Transcript((Word("Well.", 0.0, 0.4),), 1.0, "test")


def recorded(path: Path) -> Recording:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(2 * RATE_HZ))
    return Recording(path, 1.0)


def said_once(keeper: Keeper) -> RoundRecord:
    answer = Answer(
        question=Question(slug="q", ask="Tell me.", principle="ownership"),
        principle=None,
        recording=recorded(keeper.take_path(1, None, 1)),
        transcript=HEARD,
    )
    return RoundRecord(
        id=keeper.folder.id, began=BEGAN, level="senior", engine="test", voice="none",
        answers=(answer,),
    )  # fmt: skip


def test_a_disk_that_fills_up_costs_no_debrief(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record comes back for it, with the take as it is; what failed is said once."""

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with kept_round(BEGAN, {}) as keeper:
        record = said_once(keeper)
        with monkeypatch.context() as filled:
            filled.setattr(tempfile, "mkstemp", full)
            packed = keeper.pack(record)
            with keeper.trying():
                keeper.write_debrief("the debrief")
    assert packed == record
    assert packed.answers[0].recording is not None
    assert packed.answers[0].recording.path.exists()
    assert [problem.cause for problem in keeper.problems] == ["the disk is full"]


def test_a_private_take_that_cannot_be_deleted_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_arguments: object, **_more: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(shutil, "rmtree", stuck)
    with kept_round(BEGAN, {}, "nothing") as keeper:
        keeper.pack(said_once(keeper))
    assert [problem.cause for problem in keeper.problems] == ["the disk is read-only"]

    def stopped() -> None:
        with kept_round(BEGAN, {}, "nothing") as keeper:
            said_once(keeper)
            raise KeyboardInterrupt

    with pytest.raises(FileError, match="could not be deleted"):
        stopped()


def test_every_take_is_packed_and_every_transcript_written() -> None:
    with kept_round(BEGAN, {}) as keeper:
        probe = ProbeChoice("own_part", "Which was yours?", "open", "")
        said = [
            recorded(keeper.take_path(1, None, 1)),
            recorded(keeper.take_path(1, 1, 1)),
            recorded(keeper.take_path(1, 1, 1, drill=True)),
            recorded(keeper.take_path(1, 1, 2, drill=True)),
        ]
        drill = Exchange(probe=probe, recording=said[3], earlier_takes=(said[2],), transcript=HEARD)
        answer = Answer(
            question=Question(slug="q", ask="Tell me.", principle="ownership"),
            principle=None,
            recording=said[0],
            transcript=HEARD,
            exchanges=(Exchange(probe=probe, recording=said[1], transcript=HEARD, drill=drill),),
        )
        record = RoundRecord(
            id=keeper.folder.id, began=BEGAN, level="senior", engine="test", voice="none",
            answers=(replace(answer),), notices=(f"Look at {said[3].path}",),
        )  # fmt: skip
        packed = keeper.pack(record)
        folder = keeper.folder.path
    names = {path.name for path in folder.iterdir()}
    stems = ["answer-1", "answer-1-probe-1", "answer-1-probe-1-drill-down"]
    assert {f"{stem}.flac" for stem in stems} <= names
    assert "answer-1-probe-1-drill-down-take-2.flac" in names
    assert not any(name.endswith(".wav") for name in names)
    assert {name for name in names if name.endswith(".transcript.json")} == {
        "answer-1.transcript.json",
        "answer-1-probe-1.transcript.json",
        "answer-1-probe-1-drill-down-take-2.transcript.json",
    }
    assert packed.notices == (f"Look at {folder}/answer-1-probe-1-drill-down-take-2.flac",)
    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    drilled = kept["answers"][0]["probes"][0]["drill_down"]
    assert drilled["recording"] == "answer-1-probe-1-drill-down-take-2.flac"
    assert drilled["reply"] == "Well."
