"""What a round leaves in its folder, drill-downs included."""

import json
import wave
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mockint.audio.types import RATE_HZ, Recording
from mockint.content.types import Question
from mockint.history.keeper import kept_round
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
