"""Pace, fillers and pauses."""

from dataclasses import replace

import pytest
from hypothesis import given

from mockint.star.delivery import find_fillers, find_pauses, measure
from mockint.star.pace import speaking_seconds
from mockint.star.types import Span
from mockint.transcribe.types import Stretch, Transcript, Word
from tests.support.star_telling import CUES, say, transcripts


def heard(text: str) -> list[str]:
    return [filler.text for filler in find_fillers(say([text]), CUES)]


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("Um, so I, uh, read it.", ["um", "uh"]),
        ("um so i uh read it", ["um", "uh"]),
        ("It was, you know, late.", ["you know"]),
        ("it was you know late", ["you know"]),
        ("Do you know the team?", []),
        ("I told her that you know the team.", []),
        ("You know what happened next.", []),
        ("I mean, it broke.", ["i mean"]),
        ("That is what I mean by done.", []),
        ("It was, like, forty percent.", ["like"]),
        ("it was like forty percent", ["like"]),
        ("I would like to add that.", []),
        ("It looked like a race.", []),
        ("People like that we asked.", []),
        ("Well, it broke.", ["well"]),
        ("It went well in the end.", []),
        ("At the end of the day it broke.", ["at the end of the day"]),
    ],
)
def test_fillers_count_only_as_asides(text: str, fillers: list[str]) -> None:
    assert heard(text) == fillers


SOUNDS = (*CUES.fillers, "er", "err", "erm", "ah", "eh", "hm", "mm")


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("I was the charge nurse in the ER of a county hospital.", []),
        ("the er was full and i moved one out of the er myself", []),
        ("The, er, dashboard was red.", ["er"]),
        ("the er dashboard was red and it er broke", ["er", "er"]),
        ("We use UM as a module name.", []),
        ("WE HAD UM THREE BUGS", ["um"]),
        ("Spare cells at 90 Ah. I took 120 Ah ones.", []),
        ("It took, ah, three days, and ah, a night.", ["ah", "ah"]),
        ("The gap was 3 mm at most, then twelve mm wide, a few mm more.", []),
        ("We measure in mm.", []),
        ("Mm, that was it, and, mm, it held.", ["mm", "mm"]),
        ("I would err on the safe side.", []),
        ("I, err, did it.", ["err"]),
        ("You know it before the light goes red.", []),
        ("You know the tool.", []),
        ("what you know about a truck, and things you know about it", []),
        ("you know the tool was slow", ["you know"]),
        ("You know, the tool was slow.", ["you know"]),
        ("It was late but you know it was dark.", ["you know"]),
        ("I mean the parcels that came back.", []),
        ("I mean the parcels.", []),
        ("I mean to say it well.", []),
        ("i mean the parcels were late", ["i mean"]),
        ("I mean, the parcels that came back were late.", ["i mean"]),
        ("i mean we were late", ["i mean"]),
    ],
)
def test_fillers_are_told_by_what_stands_beside_them(text: str, fillers: list[str]) -> None:
    found = find_fillers(say([text]), replace(CUES, fillers=SOUNDS))
    assert [filler.text for filler in found] == fillers


def test_a_unit_is_a_word() -> None:
    cues = replace(CUES, fillers=SOUNDS)
    assert measure(say(["Um, the gap, mm, was 3 mm."]), cues).words == 5


def test_a_doubted_word_is_no_filler() -> None:
    words = (Word("um", 0.0, 0.3, 0.39), Word("um", 1.0, 1.3, 0.4), Word("um", 2.0, 2.3))
    found = find_fillers(Transcript(words, 3.0, "test"), CUES)
    assert [filler.start for filler in found] == [1.0, 2.0]


def test_a_doubted_filler_that_the_sound_confirms_counts_once() -> None:
    words = (Word("Uh,", 0.0, 0.3, 0.1, confirmed=True), Word("uh", 1.0, 1.3, 0.1))
    transcript = Transcript(words, 3.0, "test", hesitations=(Stretch(0.1, 0.4),))
    assert [(f.text, f.start) for f in find_fillers(transcript, CUES)] == [("uh", 0.0)]


def test_voiced_sound_without_a_word_is_a_filler_unless_a_word_covers_it() -> None:
    transcript = Transcript(
        (Word("hello", 0.0, 0.5), Word("there", 2.0, 2.5)),
        3.0,
        "test",
        hesitations=(Stretch(1.0, 1.3), Stretch(2.2, 2.4)),
    )
    assert [(f.text, f.start) for f in find_fillers(transcript, CUES)] == [("um", 1.0)]


def test_filler_sounds_are_no_words_but_discourse_fillers_are() -> None:
    assert measure(say(["Um, you know, it uh broke."]), CUES).words == 4


def test_pace_is_over_speaking_time() -> None:
    words = [Word("word", at * 0.5, at * 0.5 + 0.5) for at in range(40)]
    words += [Word("word", 60 + at * 0.5, 60.5 + at * 0.5) for at in range(40)]
    delivery = measure(Transcript(tuple(words), 80.0, "test"), CUES)
    assert delivery.words_per_minute == pytest.approx(120.0)
    assert [(pause.start, pause.end) for pause in delivery.pauses] == [(20.0, 60.0)]


def test_measured_voice_wins_over_word_times() -> None:
    words = tuple(Word("word", at * 0.5, at * 0.5 + 0.5) for at in range(40))
    speech = (Stretch(0.0, 10.0), Stretch(12.0, 17.0))
    delivery = measure(Transcript(words, 20.0, "test", speech=speech), CUES)
    assert delivery.words_per_minute == pytest.approx(160.0)


@pytest.mark.parametrize(("gap", "listed"), [(0.99, 0), (1.0, 1)])
def test_pauses_from_one_second_on(gap: float, listed: int) -> None:
    words = (Word("a", 5.0, 6.0), Word("b", 6.0 + gap, 8.0))
    assert len(measure(Transcript(words, 9.0, "test"), CUES).pauses) == listed


def test_measured_silence_wins_over_gaps_between_words() -> None:
    """An engine stretched a word over a pause, and dropped an "um" in the middle of another."""
    words = (Word("so", 2.0, 6.0), Word("then", 6.0, 6.5), Word("done", 9.5, 10.0))
    speech = (
        Stretch(0.0, 0.5),  # a cough before the first word
        Stretch(2.0, 2.4),
        Stretch(5.6, 6.5),
        Stretch(7.4, 8.1),
        Stretch(9.4, 10.0),
        Stretch(13.0, 13.2),  # a chair after the last
    )
    measured = find_pauses(Transcript(words, 14.0, "test", speech=speech))
    assert [(pause.start, pause.end) for pause in measured] == [(2.4, 5.6), (8.1, 9.4)]
    told = find_pauses(Transcript(words, 14.0, "test"))
    assert [(pause.start, pause.end) for pause in told] == [(6.5, 9.5)]
    assert find_pauses(Transcript((), 14.0, "test", speech=speech)) == ()


def test_pace_by_part() -> None:
    """Twenty seconds at 60 words a minute, twenty at 180, and then a few words more."""
    words = [Word("um" if at == 3 else "word", float(at), at + 1.0) for at in range(20)]
    words += [Word("word", 20 + at / 3, 20 + (at + 1) / 3) for at in range(60)]
    words += [Word("end", 40.0 + at, 41.0 + at) for at in range(4)]
    spans = (Span("situation", 0.0, 20.0), Span("action", 20.0, 40.0), Span("result", 40.0, 44.0))
    heard = measure(Transcript(tuple(words), 44.0, "test"), CUES, spans)
    assert [(part.segment, part.words) for part in heard.by_part] == [
        ("situation", 19),
        ("action", 60),
        ("result", 4),
    ]
    rates = [part.words_per_minute for part in heard.by_part]
    assert rates[:2] == [pytest.approx(57.0), pytest.approx(180.0)]
    assert rates[2] is None
    spoken = Transcript(
        tuple(words), 44.0, "test", speech=(Stretch(5.0, 35.0), Stretch(40.0, 44.0))
    )
    rates = [part.words_per_minute for part in measure(spoken, CUES, spans).by_part]
    assert rates == [pytest.approx(19 * 4), pytest.approx(60 * 4), None]


def test_a_parts_spans_are_taken_together() -> None:
    words = tuple(Word("word", at / 2, (at + 1) / 2) for at in range(60))
    spans = (Span("action", 0.0, 8.0), Span("task", 8.0, 20.0), Span("action", 20.0, 30.0))
    parts = measure(Transcript(words, 30.0, "test"), CUES, spans).by_part
    assert [(part.segment, part.words, part.words_per_minute) for part in parts] == [
        ("task", 24, pytest.approx(120.0)),
        ("action", 36, pytest.approx(120.0)),
    ]


def test_too_little_speech_gives_no_rate() -> None:
    words = tuple(Word("word", float(at), at + 0.99) for at in range(10))
    delivery = measure(Transcript(words, 10.0, "test"), CUES)
    assert delivery.words == 10
    assert delivery.words_per_minute is None
    assert delivery.fillers_per_minute is None


@given(transcripts())
def test_any_transcript_is_measured(transcript: Transcript) -> None:
    delivery = measure(transcript, CUES)
    assert 0 <= delivery.words <= len(transcript.words)
    assert speaking_seconds(transcript) >= 0.0
    starts = [filler.start for filler in delivery.fillers]
    assert starts == sorted(starts)
    assert all(pause.end - pause.start >= 0.99 for pause in delivery.pauses)
    for restart in delivery.restarts:
        assert f" {restart.text} " in f" {transcript.text} "
    assert len(delivery.restarts) <= len(transcript.words) / 2
