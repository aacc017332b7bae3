"""Transcripts as other programs write them: each form is read, each fault mended or refused."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint.errors import UnreadableTranscript
from mockint.text.normalize import letters
from mockint.transcribe.forms.find import is_json
from mockint.transcribe.hallucinations import without_invented
from mockint.transcribe.interchange import from_json, to_json
from mockint.transcribe.transcript_file import is_transcript, transcript_in
from mockint.transcribe.types import Transcript, Word
from tests.support.mutations import mutated
from tests.support.told_files import (
    LAST_S,
    SENTENCES,
    TEXT,
    WORDS,
    forms,
    moved,
    told,
    whisper,
)

ANSWERS = Path(__file__).parents[2] / "training" / "answers"
FORMS = forms()


def read(data: bytes) -> Transcript:
    return transcript_in(data, "take")


def notes(transcript: Transcript) -> str:
    return " ".join(transcript.notes)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_form_is_read_by_its_shape(name: str, encoding: str) -> None:
    data, has_word_times = FORMS[name]

    heard = read(data.decode().encode(encoding))

    assert [letters(one.text) for one in heard.words] == [letters(one) for one in TEXT.split()]
    assert heard.words[0].start == pytest.approx(1.0, abs=0.01)
    assert heard.words[-1].end == pytest.approx(LAST_S, abs=0.35)
    assert heard.has_word_times is has_word_times
    assert heard.words[-1].text == "later."  # marks are taken from the text
    sure = all(one.probability is None for one in heard.words)
    assert ("how sure" in notes(heard)) is sure
    exact = {one.start for segment in told() for one in map(_start, segment["words"])}
    close = sum(any(abs(one.start - at) < 0.01 for at in exact) for one in heard.words)
    assert close >= 0.85 * WORDS or not has_word_times


def _start(word: dict[str, Any]) -> Word:
    return Word(word["word"], word["start"], word["end"])


@pytest.mark.parametrize("name", FORMS)
def test_a_transcript_is_known_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.dat"
    path.write_bytes(FORMS[name][0])
    assert is_transcript(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"I did it all by myself.", "a text without times"),
        (b'{"text": "all of it"}', "its text has no word times"),
        (
            b'{"results": {"channels": [{"alternatives": [{"transcript": "a b"}]}]}}',
            "no word times",
        ),
        (b'{"utterances": [], "text": "all of it"}', "no word times"),
        (b'{"name": "x", "version": 1}', 'it has no "segments", but "name", "version"'),
        (b'{"segments": [{"text": " said"}]}', "segment 1 has no word times"),
        (b'{"chunks": [{"text": "a", "timestamp": [1]}]}', "must be [start, end]"),
        (b"start\tend\ttext\n1\tx\ta", "a time that is no number"),
        (b'{"transcription": [1]}', "must be an object"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableTranscript, match="cannot read take") as error:
        read(data)
    assert said in str(error.value)
    assert "; try: " in str(error.value)


# ---------------------------------------------------------------- times that cannot be


def _relative() -> bytes:
    segments = told()
    for one in segments:
        shifted = moved([{**one, "start": 0, "end": 0}], lambda t, s=one["start"]: t - s)
        one["words"] = shifted[0]["words"]
    return whisper(segments)


def _restarted(window: float) -> bytes:
    segments = told([*SENTENCES, *SENTENCES[:6]])
    for one in segments:
        for word in one["words"]:
            piece = word["start"] // window * window
            word["start"] -= piece
            word["end"] -= piece
        one["start"], one["end"] = one["words"][0]["start"], one["words"][-1]["end"]
    return whisper(segments)


def _stretched(at: int) -> bytes:
    """The word ``at`` begins 12 s before it is said."""
    words = [word for one in told() for word in one["words"]]
    for word in words[at:]:
        word["start"] += 12.0
        word["end"] += 12.0
    words[at]["start"] -= 12.0
    return whisper([{"text": TEXT, "words": words}])


def test_words_counted_from_their_sentence_are_put_into_it() -> None:
    heard = read(_relative())
    assert heard.words == read(whisper(told())).words
    assert "start of their sentence" in notes(heard)


@pytest.mark.parametrize(("unit", "name"), [(100, "hundredths"), (1000, "milliseconds")])
@pytest.mark.parametrize("words", [True, False])
def test_another_unit_is_read_as_what_it_is(unit: int, name: str, *, words: bool) -> None:
    segments = moved(told(), lambda time: time * unit)
    if not words:
        segments = [{**one, "words": []} for one in segments]
    heard = read(whisper(segments))
    assert heard.words[-1].end == pytest.approx(LAST_S, abs=0.01)
    assert name in notes(heard)


@pytest.mark.parametrize("window", [15.0, 30.0])
def test_a_clock_that_begins_again_is_carried_on(window: float) -> None:
    heard = read(_restarted(window))
    right = read(whisper(told([*SENTENCES, *SENTENCES[:6]])))
    assert [one.text for one in heard.words] == [one.text for one in right.words]
    for one, other in zip(heard.words, right.words, strict=True):
        assert one.start == pytest.approx(other.start, abs=0.05)
    assert f"every {window:.0f} seconds" in notes(heard)


def test_lines_on_a_clock_that_begins_again_are_carried_on() -> None:
    right = [{**one, "words": []} for one in told([*SENTENCES, *SENTENCES])]
    begins = [one["start"] // 30 * 30 for one in right]
    wrong = [
        {**one, "start": one["start"] - begin, "end": one["end"] - begin}
        for one, begin in zip(right, begins, strict=True)
    ]
    assert read(whisper(wrong)).words == read(whisper(right)).words


@pytest.mark.parametrize("unit", [300.0, 5000.0, 0.2])
def test_a_unit_that_nobody_knows_is_refused(unit: float) -> None:
    segments = moved(told(), lambda time: time * unit)
    with pytest.raises(UnreadableTranscript, match=r"words a minute|12 hours"):
        read(whisper(segments))


def test_two_recordings_in_one_are_refused() -> None:
    both = [*told(), *told(begin=0.5)]
    with pytest.raises(UnreadableTranscript, match="two recordings in one file"):
        read(whisper(both))


def test_what_stands_twice_for_one_time_counts_once() -> None:
    segments = told()
    again = moved([segments[3]], lambda time: time + 0.1)
    heard = read(whisper([*segments[:4], *again, *segments[4:]]))
    assert len(heard.words) == WORDS
    assert "counted once" in notes(heard)
    lines = [{**one, "words": []} for one in (*segments[:4], *again, *segments[4:])]
    assert len(read(whisper(lines)).words) == WORDS


def test_a_tail_that_the_next_piece_tells_again_counts_once() -> None:
    segments = told()
    tail = moved([segments[3]], lambda time: time + 0.08)[0]["words"][-6:]
    segments[4]["words"] = [*tail, *segments[4]["words"]]
    heard = read(whisper(segments))
    assert len(heard.words) == WORDS


def test_a_word_said_twice_fast_counts_twice() -> None:
    said = ["I", "I", "I", "did", "it"]
    words = [_word(f" {text}", at / 5, at / 5 + 0.19) for at, text in enumerate(said)]
    assert read(whisper([{"text": "", "words": words}])).text == "I I I did it"


@pytest.mark.parametrize("at", [0, len(SENTENCES[0].split())])
def test_a_word_over_a_silence_is_cut(at: int) -> None:
    heard = read(_stretched(at))
    word = heard.words[at]
    assert word.end - word.start < 1.0
    assert word.start == pytest.approx(told()[0 if at == 0 else 1]["start"] + 12, abs=0.5)
    assert "over a silence" in notes(heard)


def test_dots_without_words_and_a_sentence_without_times() -> None:
    segments = told()
    segments[3]["words"] = []
    dots: list[Any] = [
        {"start": 5.0, "end": 5.0, "text": "", "words": []},
        {"start": 5.0, "end": 5.2, "text": " ."},
        {"start": 5.0, "end": 5.2, "text": "...", "words": []},
    ]
    heard = read(whisper([*segments[:2], *dots, *segments[2:]]))
    assert len(heard.words) == WORDS
    [stretch] = heard.estimated
    assert (stretch.start, stretch.end) == (segments[3]["start"], segments[3]["end"])
    assert heard.has_word_times


def test_words_that_whisper_gave_to_the_sentence_before_are_not_told_twice() -> None:
    dots = {"start": 1.5, "end": 1.9, "text": "...", "words": [_word(" Right.", 1.5, 1.9)]}
    empty = {"start": 4.0, "end": 5.9, "text": " Right.", "words": []}
    said = {"start": 0.0, "end": 1.4, "text": " I did", "words": [_word(" I did...", 0.0, 1.4)]}
    assert read(whisper([said, dots, empty])).text == "I did... Right."


def _word(text: str, start: float, end: float) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, "probability": 0.9}


# ---------------------------------------------------------------- invented

LONG = " ".join([SENTENCES[3], SENTENCES[4]])


@pytest.mark.parametrize("place", [2, len(SENTENCES)])
@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("so", 30),
        ("I know.", 20),
        (SENTENCES[7], 20),
        (SENTENCES[3], 8),
        (LONG, 5),
        (SENTENCES[1], 3),
    ],
)
def test_loops_of_any_length_are_said_once(unit: str, times: int, place: int) -> None:
    sentences = [*SENTENCES[:place], *[unit] * times, *SENTENCES[place:]]
    heard = read(whisper(told(sentences)))
    kept = [*SENTENCES[:place], *([unit] if unit not in SENTENCES[:place][-1:] else [])]
    right = " ".join([*kept, *SENTENCES[place:]]).split()
    assert [letters(one.text) for one in heard.words] == [letters(one) for one in right]
    assert "over and over" in notes(heard)
    if place == len(SENTENCES):
        assert heard.duration <= told(kept)[-1]["end"] + 0.01


@pytest.mark.parametrize(
    "said",
    ["No, no, no, no, we never did that.", "It was bad. It was bad. It was bad.", SENTENCES[2]],
)
def test_what_somebody_says_again_stays(said: str) -> None:
    sentences = [*SENTENCES[:3], said, *SENTENCES[3:]]
    heard = read(whisper(told(sentences)))
    assert heard.text == " ".join(sentences)
    assert heard.notes == ()


@pytest.mark.parametrize("gap", [6.0, 30.0])
@pytest.mark.parametrize("said", ["Thanks for watching!", "Thank you.", "Bye. Bye.", "You"])
def test_an_ending_far_from_speech_goes(said: str, gap: float) -> None:
    heard = read(whisper([*told(), *told([said], LAST_S + gap)]))
    assert heard.words == read(whisper(told())).words
    assert heard.duration == LAST_S
    assert "nobody said it" in notes(heard)


def test_thanks_right_after_the_answer_stay() -> None:
    heard = read(whisper([*told(), *told(["Thank you."], LAST_S + 0.8)]))
    assert heard.text == f"{TEXT} Thank you."
    video = read(whisper([*told(), *told(["Thanks for watching!"], LAST_S + 0.8)]))
    assert video.text == TEXT


@pytest.mark.parametrize(
    "label",
    ["[typing]", "[BLANK_AUDIO]", "(clears throat)", "*sighs*", "\u266a", "\u266a la la \u266a"],
)
def test_labels_are_no_words(label: str) -> None:
    sentences = [label, SENTENCES[0], f"{label} {SENTENCES[1]} {label}", *SENTENCES[2:], label]
    heard = read(whisper(told(sentences)))
    assert heard.text == TEXT


def test_only_labels_are_nothing() -> None:
    heard = read(whisper(told(["[BLANK_AUDIO] (silence) [Music] \u266a\u266a *coughs*"])))
    assert heard.words == ()
    assert heard.duration == 0.0


@pytest.mark.parametrize("text", ["[/bold]", "[red]x[/red]", "(2019)", "f***", "5*3", "[31mmonths"])
def test_what_is_no_label_stands_as_it_is(text: str) -> None:
    assert text in read(whisper(told([f"It was {text} then and nothing else."]))).text


def test_a_label_in_pieces_is_one() -> None:
    pieces = [" [", "BLANK", "_", "AUDIO", "]", " I", " paid", " $", "8", ",000", "."]
    tokens = [
        {"text": one, "offsets": {"from": 300 * n, "to": 300 * n + 290}, "p": 0.9}
        for n, one in enumerate(pieces)
    ]
    data = json.dumps({"transcription": [{"text": "".join(pieces), "tokens": tokens}]}).encode()
    assert read(data).text == "I paid $8,000."


# ---------------------------------------------------------------- who speaks

QUESTION = ("So tell me about a time when you went beyond your job.", "What did you do?")


def _two(names: tuple[str, str]) -> list[dict[str, Any]]:
    asked = told(QUESTION)
    said = told(begin=asked[-1]["end"] + 2.0)
    return [{**one, "speaker": names[0]} for one in asked] + [
        {**one, "speaker": names[1]} for one in said
    ]


def _channels(segments: list[dict[str, Any]]) -> bytes:
    channels: list[Any] = [{"alternatives": [{"words": []}]}, {"alternatives": [{"words": []}]}]
    for one in segments:
        channel = channels[one["speaker"] == "B"]["alternatives"][0]["words"]
        channel += [{**w, "word": w["word"].strip(), "confidence": 0.9} for w in one["words"]]
    return json.dumps({"results": {"channels": channels}}).encode()


def _voices(segments: list[dict[str, Any]], form: str) -> bytes:
    cues = ["WEBVTT\n"] + [
        f"00:00:{one['start']:06.3f} --> 00:00:{min(59.9, one['end']):06.3f}\n"
        + form.format(one["speaker"], one["text"].strip())
        for one in segments
    ]
    return "\n\n".join(cues).encode()


@pytest.mark.parametrize(
    ("data", "who"),
    [
        (whisper(_two(("SPEAKER_00", "SPEAKER_01"))), "SPEAKER_01"),
        (json.dumps({"segments": [{**o, "words": []} for o in _two(("A", "B"))]}).encode(), "B"),
        (_channels(_two(("A", "B"))), "channel 2"),
        (_voices(_two(("Ann", "Bob")), "<v {}>{}</v>"), "Bob"),
        (_voices(_two(("SPEAKER_00", "SPEAKER_01")), "[{}]: {}"), "SPEAKER_01"),
        (_voices(_two(("Ann Lee", "Bob Day")), "{}: {}"), "Bob Day"),
    ],
)
def test_only_the_candidate_is_heard(data: bytes, who: str) -> None:
    heard = read(data)
    assert heard.text == TEXT
    assert f"{who} says most ({WORDS} of" in notes(heard)
    [asked] = heard.others
    assert asked.start == pytest.approx(1.0, abs=0.01)
    assert asked.end < heard.words[0].start


# ---------------------------------------------------------------- whatever comes


@pytest.mark.parametrize("name", [name for name in FORMS if is_json(FORMS[name][0].decode())])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mutation_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    value = json.loads(FORMS[name][0])
    changed = data.draw(mutated(value))
    _read_or_refused(json.dumps(changed).encode("utf-8", "replace"))


@pytest.mark.parametrize("name", [name for name in FORMS if not is_json(FORMS[name][0].decode())])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_change_of_a_text_is_read_or_refused(name: str, data: st.DataObject) -> None:
    lines = FORMS[name][0].decode().split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        new = data.draw(
            st.sampled_from(["", "\t", "0 --> 1", "99:99:99,999 --> 00:00:00,000", "<v"])
        )
        lines[at] = data.draw(st.sampled_from([new, lines[0], lines[at][::-1], lines[at][:9]]))
    _read_or_refused("\n".join(lines).encode())


def _read_or_refused(data: bytes) -> None:
    refused = ""
    try:
        heard = read(data)
    except UnreadableTranscript as error:
        refused = str(error)
    if refused:
        assert "\n" not in refused
        assert len(refused) < 500
        return
    for a, b in pairwise(heard.words):
        assert 0.0 <= a.start <= a.end <= b.start <= b.end
    assert all("\n" not in note for note in heard.notes)
    kept = from_json(json.loads(json.dumps(to_json(heard))), "kept")  # it can be kept
    assert kept.text == heard.text


_SOME = st.sampled_from(
    ["so", "I", "fixed", "it.", "Thank", "you.", "[music]", "(uh)", "no,", "bye.", *SENTENCES]
)


@given(st.lists(st.tuples(_SOME, st.sampled_from([0.0, 0.3, 1.0, 7.0])), max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_filter_only_leaves_out_and_does_so_once(said: list[tuple[str, float]]) -> None:
    words: list[Word] = []
    at = 0.0
    for text, gap in said:
        for one in text.split():
            words.append(Word(one, at, at + 0.3, 0.9))
            at += 0.3
        at += gap
    kept, note = without_invented(words, None)
    assert bool(note) is (len(kept) < len(words))
    places = [words.index(one) for one in kept]
    assert places == sorted(places)
    again, nothing = without_invented(kept, None)
    assert (again, nothing) == (kept, "")


def test_good_answers_pass_as_they_are() -> None:
    """Each fifth of the labeled answers, as Whisper would write it down."""
    seen = 0
    for file in sorted(ANSWERS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[::5]:
            units = [one["text"] for one in json.loads(line)["units"]]
            heard = read(whisper(told(units)))
            right = [one for one in " ".join(units).split() if letters(one)]
            assert [word.text for word in heard.words] == right
            assert heard.notes == ()
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("name", FORMS)
def test_what_was_mended_needs_no_mending(name: str) -> None:
    heard = read(FORMS[name][0])
    written = to_json(heard)
    del written["mockint"]
    again = read(json.dumps(written).encode())
    assert [(w.text, w.start) for w in again.words] == [
        (w.text, round(w.start, 3)) for w in heard.words
    ]
