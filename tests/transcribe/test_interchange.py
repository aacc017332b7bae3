"""Transcripts as JSON: what is written comes back, what is broken is said in one line."""

import copy
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.errors import UnreadableTranscript
from mockint.transcribe.interchange import from_json, to_json
from mockint.transcribe.transcript_file import TranscriptFile, read
from mockint.transcribe.types import EngineInfo, Stretch, Transcript, Word

CLI_OUTPUT: dict[str, Any] = {
    "text": " First, I pulled the well-known logs. It cost $8,000.",
    "segments": [
        {
            "id": 0,
            "seek": 0,
            "start": 0.0,
            "end": 2.5,
            "text": " First, I pulled the well-known logs.",
            "tokens": [50363, 3274],
            "temperature": 0.0,
            "avg_logprob": -0.2,
            "words": [
                {"word": " First,", "start": 0.0, "end": 0.4, "probability": 0.9},
                {"word": " I", "start": 0.6, "end": 0.6, "probability": 0.99},
                {"word": " pulled", "start": 0.6, "end": 1.0, "probability": 0.98},
                {"word": " the", "start": 1.0, "end": 1.1, "probability": 0.97},
                {"word": " well", "start": 1.1, "end": 1.3, "probability": 0.8},
                {"word": "-known", "start": 1.3, "end": 1.7, "probability": 0.7},
                {"word": " logs.", "start": 1.7, "end": 2.5, "probability": 0.95},
            ],
        },
        {
            "id": 1,
            "start": 3.0,
            "end": 4.0,
            "text": " It cost $8,000.",
            "words": [
                {"word": " It", "start": 3.0, "end": 3.2, "probability": 0.9},
                {"word": " cost", "start": 3.2, "end": 3.5},
                {"word": " $8", "start": 3.5, "end": 3.7, "probability": None},
                {"word": ",000.", "start": 3.7, "end": 4.0, "probability": 0.6},
            ],
        },
    ],
    "language": "en",
}


def with_words(*words: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"segments": [{"words": list(words)}], **more}


def word(text: str, start: Any, end: Any, **more: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, **more}


def test_what_the_whisper_command_line_writes() -> None:
    read = from_json(CLI_OUTPUT, "a.json")

    assert read.text == "First, I pulled the well-known logs. It cost $8,000."
    assert read.words[4] == Word("well-known", 1.1, 1.7, 0.7)
    assert read.words[1] == Word("I", 0.6, 0.6, 0.99)  # no length is all right
    assert [one.probability for one in read.words[-2:]] == [None, 0.6]
    assert (read.duration, read.language, read.engine) == (4.0, "en", "transcript file")
    assert read.speech is None


@pytest.mark.parametrize(
    "empty",
    [
        {"segments": []},
        {"text": "", "segments": [], "language": "en"},
        {"text": " ", "segments": [{"id": 0, "start": 0, "end": 1, "text": "", "words": []}]},
        {"segments": [{"text": ""}]},
    ],
)
def test_nothing_said(empty: dict[str, Any]) -> None:
    assert from_json(empty, "a.json").words == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1], "an object with segments, not a list"),
        (None, "not nothing"),
        ({}, 'no "segments"'),
        ({"segments": "all"}, "must be a list, not text"),
        ({"segments": ["one"]}, "segment 1 must be an object"),
        ({"segments": [{"text": " said", "start": 0, "end": 1}]}, "segment 1 has no word times"),
        ({"segments": [{"text": " said", "words": []}]}, "segment 1 has no word times"),
        ({"segments": [{"text": " a", "words": 5}]}, "must be a list, not a number"),
        ({"text": " all of it", "segments": []}, "its text has no word times"),
        (with_words(word(" a", "0.5", 1.0)), '"start" of word 1 of segment 1 must be seconds'),
        (with_words(word(" a", 0.5, None)), '"end" of word 1 of segment 1 must be seconds'),
        (with_words(word(" a", True, 1.0)), "must be seconds, not true/false"),
        (with_words(word(" a", math.nan, 1.0)), "0 or more seconds, not nan"),
        (with_words(word(" a", 0.0, math.inf)), "0 or more seconds, not inf"),
        (with_words(word(" a", 10**400, 1.0)), "0 or more seconds, not inf"),
        (with_words(word(" a", -3, 1.0)), "0 or more seconds, not -3"),
        (with_words(word(" a", 2.0, 1.0)), "ends at 1 s, before it starts at 2 s"),
        (with_words(word(" a", 9e7, 9e7)), "milliseconds?"),
        (with_words({"start": 0, "end": 1}), '"word" of word 1 of segment 1 must be text'),
        (with_words("a"), "word 1 of segment 1 must be an object"),
        (with_words(word(" a", 0, 1, probability="high")), '"probability" of word 1'),
        (
            with_words(word(" a", 5, 9), word(" b", 0, 3), word(" c", 1, 6)),
            "out of order and overlap",
        ),
        (with_words(word(" a", 0, 1), mockint=[]), '"mockint" must be an object'),
        (with_words(word(" a", 0, 1), mockint={"hesitations": [[1]]}), "must be [start, end]"),
        (with_words(word(" a", 0, 1), mockint={"duration": "2"}), "duration must be seconds"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(value: object, expected: str) -> None:
    with pytest.raises(UnreadableTranscript) as told:
        from_json(value, "take.json")

    line = str(told.value)
    assert expected in line
    assert line.startswith("cannot read take.json as a transcript")
    assert "\n" not in line


def test_missing_word_times_come_with_the_command_that_makes_them() -> None:
    with pytest.raises(UnreadableTranscript, match="--word_timestamps True"):
        from_json({"segments": [{"text": " said"}]}, "take.json")


@pytest.mark.parametrize(
    ("given_words", "expected"),
    [
        # small faults are mended
        ([word(" a", 1.0, 0.8)], [("a", 1.0, 1.0)]),
        ([word(" a", -0.2, 0.3)], [("a", 0.0, 0.3)]),
        ([word(" a", 0, 1.0), word(" b", 0.8, 2.0)], [("a", 0, 0.8), ("b", 0.8, 2.0)]),
        ([word(" a", 1.0, 1.5), word(" b", 0.7, 2.0)], [("a", 1.0, 1.0), ("b", 1.0, 2.0)]),
        # gross disorder is sorted
        ([word(" b", 5, 6), word(" a", 1, 2)], [("a", 1, 2), ("b", 5, 6)]),
        # blanks and lone marks are no words
        ([word(" ", 0, 1), word(" a", 1, 2), word(" -", 2, 3)], [("a", 1, 2)]),
        ([word(" so", 0, 1), word("...", 1, 2)], [("so...", 0, 1)]),
        # a writer that puts no blanks marks no joins
        ([word("well", 0, 1), word("known", 1, 2)], [("well", 0, 1), ("known", 1, 2)]),
    ],
)
def test_faults_that_are_mended(
    given_words: list[dict[str, Any]], expected: list[tuple[str, float, float]]
) -> None:
    read = from_json(with_words(*given_words), "a.json")

    assert [(one.text, one.start, one.end) for one in read.words] == expected


@pytest.mark.parametrize(
    ("given_chance", "expected"),
    [(1.5, 1.0), (-0.1, 0.0), (math.nan, None), (None, None), (1, 1.0)],
)
def test_probabilities(given_chance: float | None, expected: float | None) -> None:
    read = from_json(with_words(word(" a", 0, 1, probability=given_chance)), "a.json")

    assert read.words[0].probability == expected


def test_what_the_sound_confirmed_is_kept() -> None:
    words = (Word("Um,", 0.0, 0.3, 0.1, confirmed=True), Word("so", 0.2, 0.6, 0.9))
    written = json.loads(json.dumps(to_json(Transcript(words, 1.0, "test"))))

    read = from_json(written, "a.json")

    assert [one.confirmed for one in read.words] == [True, False]
    assert [one.sure for one in read.words] == [True, True]
    marks = [word(" um", 0, 1, confirmed=True), word("...", 1, 2), word(" a", 2, 3, confirmed=1)]
    assert [one.confirmed for one in from_json(with_words(*marks), "a.json").words] == [True, False]


def test_segments_end_with_a_sentence_or_a_pause() -> None:
    said = [("I", 0), ("left.", 1), ("Then", 2), ("it", 3), ("broke", 4), ("again", 6)]
    words = tuple(Word(text, at, at + 1.0) for text, at in said)

    written = to_json(Transcript(words, 9.0, "test"))

    assert [one["text"] for one in written["segments"]] == [" I left.", " Then it broke", " again"]
    assert written["text"] == " I left. Then it broke again"
    assert [(one["start"], one["end"]) for one in written["segments"]] == [(0, 2), (2, 5), (6, 7)]


_MS = st.integers(0, 400_000).map(lambda ms: ms / 1000)
_TEXT = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() and any(letter.isalnum() for letter in text)
)
_CHANCE = st.none() | st.floats(0, 1)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    times = sorted(draw(st.lists(_MS, max_size=24)))
    pairs = zip(times[::2], times[1::2], strict=False)
    words = tuple(Word(draw(_TEXT), start, end, draw(_CHANCE)) for start, end in pairs)
    stretches = st.lists(st.tuples(_MS, _MS).map(sorted).map(lambda p: Stretch(*p)), max_size=4)
    return Transcript(
        words=words,
        duration=draw(_MS) + (words[-1].end if words else 0.0),
        engine=draw(st.sampled_from(["openai-whisper base.en", "PocketSphinx en-us"])),
        language=draw(st.sampled_from(["en", "de"])),
        speech=draw(st.none() | stretches.map(tuple)),
        hesitations=tuple(draw(stretches)),
        not_understood=tuple(draw(stretches)),
        estimated=tuple(draw(stretches)),
        engine_info=EngineInfo(
            words=draw(st.sampled_from(["good", "rough", "unknown"])),
            sound_left=draw(st.booleans()),
        ),
    )


@given(transcripts())
def test_what_is_written_is_read_back(transcript: Transcript) -> None:
    written = to_json(transcript)

    back = from_json(json.loads(json.dumps(written)), "a.json")

    assert back.words == transcript.words
    assert back.duration == pytest.approx(transcript.duration, abs=0.001)
    assert (back.engine, back.language) == (transcript.engine, transcript.language)
    assert back.engine_info == transcript.engine_info
    assert (back.speech, back.hesitations) == (transcript.speech, transcript.hesitations)
    assert back.not_understood == transcript.not_understood
    assert back.estimated == transcript.estimated
    assert to_json(back) == written


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["segments", "words", "word", "start", "end", "text", "mockint"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_gives_a_transcript_or_our_error(value: object) -> None:
    try:
        read = from_json(value, "a.json")
    except UnreadableTranscript:
        return
    assert all(0 <= one.start <= one.end for one in read.words)


@given(st.lists(st.tuples(_MS, _MS), max_size=8))
def test_words_come_out_in_order_and_apart(times: list[tuple[float, float]]) -> None:
    value = with_words(*[word(f" w{i}", a, b) for i, (a, b) in enumerate(times)])
    try:
        words = from_json(value, "a.json").words
    except UnreadableTranscript:
        return
    assert len(words) == len(times)
    for a, b in pairwise(words):
        assert a.start <= a.end <= b.start <= b.end


def test_reading_changes_nothing_that_it_was_given() -> None:
    before = copy.deepcopy(CLI_OUTPUT)
    from_json(CLI_OUTPUT, "a.json")
    assert before == CLI_OUTPUT


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "it is empty"),
        (b"  \n", "it is empty"),
        (b"RIFF\xff\xfe\x00\x81", "it is not UTF-8 text"),
        (b'{"segments": [', "not valid JSON at line 1"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"segments": [{"text": "a"}]}', "no word times"),
    ],
)
def test_broken_files(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "take.json"
    path.write_bytes(content)

    with pytest.raises(UnreadableTranscript) as told:
        read(path)

    assert expected in str(told.value)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTranscript, match="there is no such file"):
        read(tmp_path / "none.json")
    with pytest.raises(UnreadableTranscript, match="it is a folder"):
        read(tmp_path)


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "take.json"
    path.write_text("\ufeff" + json.dumps(CLI_OUTPUT), encoding="utf-8")

    assert len(read(path).words) == 9


def test_a_file_as_an_engine(tmp_path: Path) -> None:
    import numpy as np

    path = tmp_path / "take.json"
    path.write_text(json.dumps(CLI_OUTPUT))
    told: list[float] = []

    heard = TranscriptFile(path).transcribe(np.zeros(16_000 * 60, np.float32), progress=told.append)

    assert heard.text.startswith("First, I pulled")
    assert (heard.engine, heard.duration, told) == ("transcript file take.json", 60.0, [1.0])


@pytest.mark.parametrize(
    ("engine", "words", "sound_left"),
    [
        ("openai-whisper base.en", "good", False),
        ("faster-whisper base.en int8", "good", False),
        ("PocketSphinx en-us", "rough", False),
        ("remote http://big:8000 small (sound leaves this machine)", "unknown", True),
        ("remote http://localhost:8000 small (on this machine)", "unknown", False),
        ("transcript file take.json", "unknown", False),
        ("something else", "unknown", False),
    ],
)
def test_an_older_file_has_only_its_engines_name(engine: str, words: str, sound_left: bool) -> None:
    older = {"segments": [], "mockint": {"engine": engine}}
    info = from_json(older, "a.json").engine_info
    assert (info.words, info.sound_left) == (words, sound_left)


@pytest.mark.parametrize("kept", [{}, {"words": 3, "sound_left": "yes"}, {"words": "fine"}])
def test_an_engine_described_in_another_way_is_unknown(kept: object) -> None:
    value = {"segments": [], "mockint": {"engine": "PocketSphinx en-us", "engine_info": kept}}
    assert from_json(value, "a.json").engine_info == EngineInfo()
