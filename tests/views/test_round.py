"""What is said after a round about what is left of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mockint.commands.values.round import Debrief, RoundDebrief, RoundResult
from mockint.record import RoundRecord
from mockint.views.render import as_text

RECORD = RoundRecord(
    id="20261121-193005",
    began=datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC),
    level="senior",
    engine="test",
    voice="none",
    answers=(),
)
LONG = Path("/a/long/way/to/the/rounds/of/somebody/with/many/folders/20261121-193005/answer-1.flac")


@pytest.mark.parametrize(
    ("is_kept", "keeps_recordings", "not_transcribed", "last"),
    [
        (True, True, (), "To delete this round: mockint delete 20261121-193005"),
        (False, False, (), "Nothing from this round was kept."),
        (
            True,
            False,
            (),
            "The recordings were not kept. To delete the rest: mockint delete 20261121-193005",
        ),
        (
            True,
            False,
            (LONG,),
            f"Kept because it could not be transcribed:\n{LONG}\n"
            "To delete this round: mockint delete 20261121-193005",
        ),
    ],
)
def test_what_is_left_of_a_round(
    is_kept: bool, keeps_recordings: bool, not_transcribed: tuple[Path, ...], last: str
) -> None:
    result = RoundResult(
        shown=RoundDebrief(debrief=Debrief(RECORD, {})),
        is_kept=is_kept,
        keeps_recordings=keeps_recordings,
        not_transcribed=not_transcribed,
    )
    text = as_text(result)
    assert text.endswith(f"\n\n{last}\n")
    assert ("mockint report 20261121-193005" in text) == is_kept
