"""The page's words, picture and peaks: pure values, against slow and plain oracles."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.files import write_flac
from mockint.audio.meter import peaks
from mockint.audio.types import RATE_HZ
from mockint.errors import UnreadableAudio
from mockint.pages.timeline import timeline, wave_path
from mockint.pages.words import Paragraph, Remarks, find_quote, paragraphs
from mockint.star.types import Filler, Pause, Signal, Span
from mockint.transcribe.types import Transcript, Word
from tests.views.test_debrief import ANALYSIS

WORDS = (
    Word("Um,", 1.0, 1.3),
    Word("we", 1.4, 1.6),
    Word("fixed", 1.6, 2.0, 0.2),
    Word("it.", 2.0, 2.2),
    Word("I", 2.3, 2.4),
    Word("pulled", 4.9, 5.2),
    Word("logs.", 5.2, 5.6),
)
SPANS = (Span("situation", 1.0, 2.3), Span("action", 2.3, 5.6))
SAID = Transcript(WORDS, 6.0, "test")


def shape(found: tuple[Paragraph, ...]) -> list[tuple[str | None, list[str]]]:
    return [
        (one.segment, [" ".join(piece.text for piece in phrase.pieces) for phrase in one.phrases])
        for one in found
    ]


def test_parts_are_paragraphs_and_silences_cut_phrases() -> None:
    assert shape(paragraphs(SAID, SPANS, Remarks())) == [
        ("situation", ["Um, we fixed it."]),
        ("action", ["I", "pulled logs."]),
    ]
    assert shape(paragraphs(SAID, (), Remarks())) == [
        (None, ["Um, we fixed it.", "I", "pulled logs."])
    ]
    assert paragraphs(Transcript((), 1.0, "test"), SPANS, Remarks()) == ()


def test_each_word_carries_what_is_said_of_it() -> None:
    remarks = Remarks(
        fillers=(Filler("um", 1.0), Filler("uh", 4.0)),  # the second was a sound only
        signals=(
            Signal("we_in_action", "fault", "we fixed it.", 1.4, 2.2, "situation"),
            Signal("first_person_action", "strength", "I pulled logs.", 2.3, 5.6, "action"),
        ),
        pauses=(Pause(2.4, 4.9),),
    )
    pieces = [
        piece
        for paragraph in paragraphs(SAID, SPANS, remarks)
        for phrase in paragraph.phrases
        for piece in phrase.pieces
    ]
    assert [set(piece.kinds.split()) for piece in pieces] == [
        {"filler"}, {"fault"}, {"fault", "unsure"}, {"fault"},
        {"strength"}, {"strength"}, {"strength"},
    ]  # fmt: skip
    assert [at for at, piece in enumerate(pieces) if piece.pause_s is not None] == [5]
    assert pieces[5].pause_s == pytest.approx(2.5)


times = st.lists(st.integers(1, 2000), min_size=1, max_size=40).map(
    lambda gaps: [sum(gaps[: at + 1]) / 1000 for at in range(len(gaps))]
)


@given(times, st.lists(st.integers(0, 39), max_size=5))
def test_no_word_is_lost_doubled_or_moved(starts: list[float], cuts: list[int]) -> None:
    words = tuple(Word(f"w{at}", start, start) for at, start in enumerate(starts))
    places = [starts[at] for at in sorted({0, *cuts}) if at < len(starts)]
    ends = [*places[1:], starts[-1]]
    spans = [Span("action", a, b) for a, b in zip(places, ends, strict=True)]
    found = paragraphs(Transcript(words, starts[-1], "test"), spans, Remarks())
    assert [
        (piece.text, piece.start)
        for paragraph in found
        for phrase in paragraph.phrases
        for piece in phrase.pieces
    ] == [(word.text, word.start) for word in words]
    assert [paragraph.start for paragraph in found] == places


def test_a_quote_is_found_where_it_was_first_said() -> None:
    assert find_quote(WORDS, "we fixed it.") == 1.4
    assert find_quote(WORDS, "we fixed it") == 1.4
    assert find_quote(WORDS, "I pulled") == 2.3
    for absent in ("", "we pulled", "it fixed", "logs. and more"):
        assert find_quote(WORDS, absent) is None


def test_the_picture_holds_all_at_its_time() -> None:
    line = timeline(ANALYSIS, [(1, 70.0), (2, 71.0), (3, 20.0)], [0.5] * 10)
    second = 100 / line.end_s
    assert [block.segment for block in line.blocks] == ["situation", "action"]
    assert line.blocks[0].x == pytest.approx(2.0 * second, abs=0.01)
    assert line.blocks[1].width == pytest.approx(30.0 * second, abs=0.01)
    # The plan begins with the first word, has all five, and ends at the budget it is scaled to.
    assert [block.segment for block in line.plan] == [t.segment for t in ANALYSIS.timings]
    assert line.plan[0].x == line.blocks[0].x
    assert line.plan[-1].x + line.plan[-1].width == pytest.approx(122.0 * second, abs=0.05)
    assert line.budget_x == pytest.approx((2.0 * second, 122.0 * second), abs=0.01)
    assert line.wave_width == pytest.approx(100.0 * second, abs=0.01)
    assert [(place.text, place.row) for place in line.probes] == [("3", 0), ("1", 0), ("2", 1)]
    assert [place.text for place in line.ticks] == ["0:00", "0:30", "1:00", "1:30", "2:00"]
    [pause] = line.pauses
    assert (pause.text, pause.start) == ("3.0 s", 50.0)
    everything = [*line.blocks, *line.plan, *line.pauses, *line.fillers, *line.probes, *line.ticks]
    assert all(one.x >= 0 and one.x + one.width <= 100 for one in everything if hasattr(one, "x"))


def test_a_long_answer_has_few_ticks_and_one_without_words_has_a_picture() -> None:
    assert len(timeline(replace(ANALYSIS, duration=1800.0), [], []).ticks) <= 12
    silent = replace(ANALYSIS, spans=(), thinking=0.0)
    assert timeline(silent, [], []).blocks == ()


def test_a_wave_is_a_closed_shape_mirrored_about_its_middle() -> None:
    assert wave_path([]) == ""
    assert wave_path([1.0, 0.5]) == "M0 0.00 1 0.50 1 1.50 0 2.00Z"


@pytest.mark.parametrize("seconds", [0.004, 0.5, 3.21])
def test_peaks_are_the_loudest_of_each_stretch(tmp_path: Path, seconds: float) -> None:
    length = int(seconds * RATE_HZ)
    rng = np.random.default_rng(7)
    samples = (rng.uniform(-0.5, 0.5, length) * np.linspace(0.1, 1, length)).astype(np.float32)
    path = tmp_path / "take.flac"
    write_flac(samples, path)
    found = peaks(path, 20)
    assert max(found) == 1.0
    assert len(found) == min(20, -(-length // 160))
    for at, value in enumerate(found):
        grains = -(-length // 160)
        first, last = (int(edge * grains / len(found)) * 160 for edge in (at, at + 1))
        stretch = np.abs(samples[first:last]).max() / np.abs(samples).max()
        assert value == pytest.approx(stretch, abs=0.001)


def test_silence_is_flat_and_what_is_no_sound_is_said(tmp_path: Path) -> None:
    path = tmp_path / "quiet.flac"
    write_flac(np.zeros(RATE_HZ, np.float32), path)
    assert set(peaks(path, 10)) == {0.0}
    broken = tmp_path / "broken.flac"
    broken.write_bytes(b"no sound at all")
    with pytest.raises(UnreadableAudio):
        peaks(broken, 10)
