"""The first screen of a debrief: what stands on it, and that it fits."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from mockint.content.candidates import load_candidate
from mockint.content.load import load
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript, Word
from mockint.views.next_take import next_take_view
from tests.support import amazon

MOST_LINES, COLUMNS = 18, 80
LABELS = ("Keep", "Change", "You", "Say", "Redo", "Time", "Leaning")


def heard(name: str, level: str) -> Analysis:
    spoken = " ".join(one.text for one in load_candidate(content_dir() / "candidates", name).spoken)
    words = tuple(
        Word(word, at * 0.4, at * 0.4 + 0.3, 1.0) for at, word in enumerate(spoken.split())
    )
    found = amazon.PACK.level(level)
    assert found
    return analyse(
        Transcript(words, words[-1].end, "test"),
        question=None,
        principle="ownership",
        level=found,
        library=load(content_dir()),
    )


def drawn(value: Analysis) -> str:
    console = Console(file=StringIO(), width=COLUMNS, color_system=None)
    console.print(next_take_view(value, amazon.PACK))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("level", ["sde1", "sde2", "senior"])
@pytest.mark.parametrize("name", ["strong", "flawed"])
@pytest.mark.parametrize("coach", ["", "I read the logs and fixed the clock of the server. " * 2])
def test_it_fits_on_one_screen_and_leads_with_what_to_do(name: str, level: str, coach: str) -> None:
    value = heard(name, level)
    assert value.next is not None
    value = replace(value, next=replace(value.next, coach=coach))
    lines = drawn(value).splitlines()
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= COLUMNS for line in lines)
    labels = [line.split()[0] for line in lines[1:] if line[:1].strip()]
    assert labels == [
        label
        for label in ("Keep", "Change", "You", "Say", "Redo", "Time", "Leaning")
        if label in labels
    ]
    assert {"Change", "Time", "Leaning"} <= set(labels)
    assert ("Your local model says it so:" in drawn(value)) == bool(coach)


def test_an_older_round_has_none() -> None:

    assert drawn(replace(heard("strong", "sde2"), next=None)).strip() == ""
