"""PocketSphinx on the recorded candidates: words against what they say, times against when."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.phrases import phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.candidates import Candidate, SpokenSentence, load_candidate, sentences_of
from mockint.locations import content_dir
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer, _hesitations, _words
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Piece, Stretch, Transcript
from mockint.transcribe.word_pieces import RawWord
from training.scoring import words_wrong

LONGEST_S = 60.0
"""Of the strong answer: enough to count errors, and 10 s of work."""
MOST_ERRORS = 0.10
"""Words wrong, missing or too many, a word that should be there. Measured: 0.03."""


def cut(samples: Samples) -> Sequence[Piece]:
    return phrases(speech(samples), samples)


def voice(samples: Samples) -> Sequence[Piece]:
    return [(one.start_s, one.end_s) for one in speech(samples)]


@pytest.fixture(scope="module")
def hear() -> RecordingTranscriber:
    return RecordingTranscriber(PocketSphinxRecognizer(), cut=cut, find_voice=voice)


@pytest.fixture(scope="module")
def strong() -> Candidate:
    return load_candidate(content_dir() / "candidates", "strong")


@pytest.fixture(scope="module")
def beginning(strong: Candidate) -> tuple[SpokenSentence, ...]:
    return tuple(one for one in strong.spoken if one.end < LONGEST_S)


@pytest.fixture(scope="module")
def heard(
    hear: RecordingTranscriber, strong: Candidate, beginning: tuple[SpokenSentence, ...]
) -> Transcript:
    end = beginning[-1].end + 0.2
    return hear.transcribe(read(strong.answer)[: round(end * RATE_HZ)])


def plain(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z']+", text.lower()) if word not in ("um", "uh")]


def test_errors_are_counted_right() -> None:
    assert words_wrong(["a", "b", "c"], ["a", "b", "c"]) == 0
    assert words_wrong(["a", "b", "c"], ["a", "x", "c", "d"]) == 2
    assert words_wrong(["a", "b", "c"], []) == 3
    assert words_wrong([], ["a"]) == 1


def test_the_words_of_an_answer(heard: Transcript, beginning: Sequence[SpokenSentence]) -> None:
    said = [word for one in beginning for word in plain(one.text)]
    assert len(said) > 120

    assert words_wrong(said, plain(heard.text)) <= MOST_ERRORS * len(said)


def test_sentences_lie_where_they_were_said(
    heard: Transcript, beginning: Sequence[SpokenSentence]
) -> None:
    for one in beginning:
        inside = [word for word in heard.words if one.start - 0.3 <= word.start < one.end]
        assert abs(inside[0].start - one.start) < 0.4, one.text
        assert abs(inside[-1].end - one.end) < 0.4, one.text
        assert words_wrong(plain(one.text), plain(" ".join(word.text for word in inside))) <= max(
            2, len(plain(one.text)) // 3
        )


def test_its_transcript_is_well_formed(heard: Transcript) -> None:
    edges = [edge for word in heard.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert edges[-1] <= heard.duration
    assert all(re.fullmatch(r"[a-z'.]+", word.text) for word in heard.words)
    chances = [word.probability for word in heard.words if word.probability is not None]
    assert len(chances) == len(heard.words)
    assert 0 <= min(chances) < 0.5 < max(chances) <= 1  # they tell something
    assert heard.engine == "PocketSphinx en-us"
    assert heard.speech


def test_another_voice_after_it(hear: RecordingTranscriber) -> None:
    """The mean that was kept from the first voice must not spoil the second."""
    flawed = load_candidate(content_dir() / "candidates", "flawed")
    told: list[float] = []

    heard = hear.transcribe(read(flawed.reply("follow_through")), progress=told.append)

    said = sentences_of(flawed.script)["follow_through"]
    words = plain(" ".join(text for text, _ in said))
    assert words_wrong(words, plain(heard.text)) <= 2 * MOST_ERRORS * len(words)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_silence_gives_no_words() -> None:
    quiet = np.zeros(RATE_HZ * 2, np.float32)

    assert RecordingTranscriber(PocketSphinxRecognizer(), cut=cut).transcribe(quiet).words == ()
    whole = RecordingTranscriber(
        PocketSphinxRecognizer(), cut=lambda _: [(0.0, 2.0), (1.99999, 2.0)]
    )
    assert whole.transcribe(quiet).words == ()


class BrokenLattice:
    """A decoder that ends with nothing, as the library's does when no way leads through."""

    def start_utt(self) -> None: ...
    def process_raw(self, _: bytes) -> None: ...
    def end_utt(self) -> None: ...
    def seg(self) -> None: ...
    def set_cmn(self, _: str) -> None: ...
    def get_cmn(self, _: bool) -> str:
        return "40,3,-1"


def test_a_phrase_with_a_broken_lattice_is_heard_again() -> None:
    flawed = load_candidate(content_dir() / "candidates", "flawed")
    hears = PocketSphinxRecognizer()
    hears.warm()
    hears._decoder = BrokenLattice()

    heard = hears.recognize(read(flawed.reply("impact"))[: RATE_HZ * 4])

    assert len(heard.words) > 4
    assert heard.words[0].probability is None
    assert not isinstance(hears._decoder, BrokenLattice)


def test_what_is_a_word_and_what_a_hesitation() -> None:
    names = ["<s>", "was(2)", "[SPEECH]", "<sil>", "um", "[NOISE]", "[UH]", "++UM++", "(NULL)"]
    raw = [RawWord(name, i * 0.5, i * 0.5 + 0.4, 1.0) for i, name in enumerate(names)]

    assert [one.text for one in _words(raw)] == ["was", "um"]
    assert _hesitations(raw) == [Stretch(1.0, 1.4), Stretch(3.0, 3.4), Stretch(3.5, 3.9)]


def test_noises_in_a_row_are_one_hesitation_and_long_ones_none() -> None:
    def noise(start: float, end: float) -> RawWord:
        return RawWord("[SPEECH]", start, end, 1.0)

    raw = [noise(0.0, 0.1), noise(0.1, 0.3), noise(1.0, 1.1), noise(2.0, 3.5)]

    assert _hesitations(raw) == [Stretch(0.0, 0.3)]


def test_hearing_as_it_comes_is_hearing_the_whole(strong: Candidate) -> None:
    """Fed by tenths of a second: the same words at the same times."""
    sound = read(strong.answer)[: RATE_HZ * 6]
    streamed = PocketSphinxRecognizer()

    streamed.begin()
    partial = [streamed.push(sound[at : at + 1600]) for at in range(0, sound.size, 1600)]
    heard = streamed.end()

    assert heard == PocketSphinxRecognizer().recognize(sound)
    assert len(heard.words) > 8
    assert "was a senior" in " ".join(word.text for word in partial[-10])


def test_a_piece_given_up_leaves_no_words_behind(strong: Candidate) -> None:
    sound = read(strong.answer)[: RATE_HZ * 6]
    hears = PocketSphinxRecognizer()

    hears.begin()
    hears.push(sound[: RATE_HZ * 3])
    heard = hears.recognize(sound)

    assert "senior engineer" in " ".join(word.text for word in heard.words)
    assert heard.words[-1].end <= 6.0
