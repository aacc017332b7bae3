"""One debrief never contradicts itself: over every labelled answer, cut and shuffled too."""

import random
from dataclasses import replace

import pytest

from mockint.content.load import load
from mockint.content.types import Library
from mockint.locations import content_dir
from mockint.star.analyse import analyse
from mockint.star.types import Analysis, ProbeChoice, Reason, Signal
from mockint.transcribe.types import Transcript
from tests.support.star_telling import STRONG, say, told
from training.agree import disagreements
from training.answers import FOLDER, read

FILES = sorted(FOLDER.glob("*.jsonl"))
EVERY = 9
"""One answer in so many: all of them take minutes."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(content_dir())


def analysed(transcript: Transcript, library: Library, level: str = "sde2") -> Analysis:
    found = library.pack.level(level)
    assert found is not None
    return analyse(transcript, question=None, principle="ownership", level=found, library=library)


@pytest.mark.parametrize("change", ["none", "bare", "cut", "shuffled"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_labelled_answer_gets_a_debrief_that_contradicts_itself(
    path: object, change: str, library: Library
) -> None:
    for number, answer in enumerate(read(path)[:: 2 * EVERY if change != "none" else EVERY]):  # type: ignore[arg-type]
        sentences = list(answer.sentences)
        if change == "cut":
            sentences = sentences[number % 2 :: 2]
        if change == "shuffled":
            random.Random(number).shuffle(sentences)
        found = analysed(say(sentences, bare=change == "bare"), library, answer.level)
        assert disagreements(found, library) == (), answer.name


@pytest.fixture(scope="module")
def sound(library: Library) -> Analysis:
    found = analysed(told(STRONG), library)
    assert disagreements(found, library) == ()
    return found


def broken(value: Analysis, library: Library) -> str:
    """The one disagreement."""
    (line,) = disagreements(value, library)
    return line


def test_heard_and_missing(sound: Analysis, library: Library) -> None:
    assert "missing" in broken(replace(sound, missing=("metric_delta",)), library)


def test_a_fault_beside_its_opposite(sound: Analysis, library: Library) -> None:
    fault = Signal(
        "unquantified_result", "fault", "They all liked it a lot.", 900.0, 901.0, "result"
    )
    lines = disagreements(replace(sound, signals=(*sound.signals, fault)), library)
    assert "unquantified_result beside metric_delta" in lines


def test_one_quote_for_two_findings(sound: Analysis, library: Library) -> None:
    again = replace(sound.signals[0], name="root_cause")
    assert "one quote" in broken(replace(sound, signals=(*sound.signals, again)), library)


def test_praise_on_words_that_are_a_fault(sound: Analysis, library: Library) -> None:
    first = sound.signals[0]
    fault = replace(first, name="waited", kind="fault", start=first.start + 0.01)
    lines = disagreements(replace(sound, signals=(*sound.signals, fault)), library)
    assert any("shared words" in line for line in lines)


def test_a_clipped_quote(sound: Analysis, library: Library) -> None:
    clipped = Signal("root_cause", "strength", "into a button,", 900.0, 901.0, "action")
    assert "no whole clause" in broken(replace(sound, signals=(*sound.signals, clipped)), library)


def test_a_sheet_that_quotes_no_finding(sound: Analysis, library: Library) -> None:
    verdict = replace(sound.verdict, reasons=(Reason("Found it.", "I found a coin", 3.0),))
    assert "no finding" in broken(replace(sound, verdict=verdict), library)


def test_a_follow_up_for_what_was_said(sound: Analysis, library: Library) -> None:
    asks = next(w for w in library.probes["impact"].wordings if "metric_delta" in w.asks_for)
    probe = ProbeChoice("impact", asks.text, "Because.", "")
    assert "asked for metric_delta" in broken(replace(sound, probes=(probe,)), library)


def test_a_follow_up_that_says_back_a_fragment(sound: Analysis, library: Library) -> None:
    slotted = next(w for w in library.probes["impact"].wordings if w.slot == "quote")
    assert "metric_delta" in slotted.asks_for
    plain = replace(sound, signals=(), missing=(), verdict=replace(sound.verdict, reasons=()))
    fragment = ProbeChoice(
        "impact", slotted.text.replace("{quote}", "into a button"), "Because.", "into a button"
    )
    assert "no whole clause" in broken(replace(plain, probes=(fragment,)), library)
