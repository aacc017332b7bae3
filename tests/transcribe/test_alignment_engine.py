"""Words and hesitations by alignment, on the recorded candidates and behind PocketSphinx."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import Candidate, SpokenSentence, load_candidate
from mockint.locations import content_dir
from mockint.text.fillers import is_sound
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.chain import Alignment
from mockint.transcribe.alignment.engine import (
    AlignedRecognizer,
    AlignedStreamingRecognizer,
    in_order,
    longest_pause,
    merged,
    with_aligner,
    with_alignment,
)
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.types import Recognition, Recognizer, Streaming, Stretch, Word

BEFORE_S = 0.2


class Says:
    """A recognizer that heard these words, evenly spread over the sound."""

    name = "told"
    window_s = 28.0

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def warm(self) -> None:
        """Nothing to load."""

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        step = len(sound) / RATE_HZ / max(1, len(self._texts))
        words = [Word(t, i * step, (i + 1) * step, 0.7) for i, t in enumerate(self._texts)]
        return Recognition(tuple(words))


class Fits:
    """An aligner for texts of up to so many words; it finds each where it is told."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.asked: list[tuple[float, int]] = []

    def warm(self) -> None:
        """Nothing to load."""

    def align(self, sound: Samples, texts: Sequence[str]) -> Alignment | None:
        self.asked.append((len(sound) / RATE_HZ, len(texts)))
        if len(texts) > self.most:
            return None
        places = tuple(Stretch(0.01 * i, 0.01 * i + 0.01) for i in range(len(texts)))
        return Alignment(places, (Stretch(0.5, 0.7),))


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    return Aligner()


@pytest.fixture(scope="module")
def flawed() -> Candidate:
    return load_candidate(content_dir() / "candidates", "flawed")


@pytest.fixture(scope="module")
def answer(flawed: Candidate) -> Samples:
    return read(flawed.answer)


def sound_of(answer: Samples, one: SpokenSentence) -> Samples:
    return answer[round((one.start - BEFORE_S) * RATE_HZ) : round((one.end + 0.3) * RATE_HZ)]


def tidy(text: str) -> list[str]:
    """The words as Whisper writes them: without "um" and "uh"."""
    return [word for word in text.split() if word.strip(",").lower() not in ("um", "uh")]


def test_hesitations_that_were_left_out_and_the_sentences_edges(
    flawed: Candidate, answer: Samples
) -> None:
    hears_again = Aligner()
    found = said = 0
    astray: list[float] = []
    for one in flawed.spoken:
        texts = tidy(one.text)
        hesitations = len(one.text.split()) - len(texts)
        heard = AlignedRecognizer(Says(texts), hears_again).recognize(sound_of(answer, one))
        assert [word.text for word in heard.words] == texts
        assert {word.probability for word in heard.words} == {0.7}
        astray.append(abs(heard.words[0].start - BEFORE_S))
        astray.append(abs(heard.words[-1].end - BEFORE_S - (one.end - one.start)))
        said += hesitations
        found += min(hesitations, len(heard.hesitations))
        assert len(heard.hesitations) <= hesitations
    assert np.median(astray) < 0.05
    assert max(astray) < 0.3
    assert said == 6
    assert found >= 5  # all six, where it was measured


def test_an_um_that_was_written_is_confirmed_where_it_was_said(
    flawed: Candidate, answer: Samples, aligner: Aligner
) -> None:
    said = confirmed = made_up = 0
    for one in flawed.spoken[:9]:
        texts = one.text.split()
        if not any(map(is_sound, texts)):  # nobody hesitates here; the engine says so
            texts.insert(len(texts) // 2, "uh,")
            heard = AlignedRecognizer(Says(texts), aligner).recognize(sound_of(answer, one))
            made_up += sum(word.sure for word in heard.words if is_sound(word.text))
            edges = [edge for word in heard.words for edge in (word.start, word.end)]
            assert edges == sorted(edges)
            continue
        heard = AlignedRecognizer(Says(texts), aligner).recognize(sound_of(answer, one))
        said += sum(map(is_sound, texts))
        confirmed += sum(word.confirmed for word in heard.words)
        assert heard.hesitations == ()
    assert said == 3
    assert confirmed == 3
    assert made_up == 0


def test_figures_and_unknown_words_are_aligned(aligner: Aligner) -> None:
    strong = load_candidate(content_dir() / "candidates", "strong")
    one = strong.spoken[0]
    texts = tidy(one.text)
    sound = sound_of(read(strong.answer), one)
    plain = aligner.align(sound, texts)
    assert plain is not None

    # A word that no dictionary has, written for the one that was said, takes its place.
    longest = max(range(len(texts)), key=lambda i: len(texts[i]))
    strange = [*texts]
    strange[longest] = "Xq" + texts[longest] + "ly"
    again = aligner.align(sound, strange)
    assert again is not None
    for here, there in zip(plain.words[: longest - 1], again.words, strict=False):
        assert here is not None
        assert there is not None
        assert there.start == pytest.approx(here.start, abs=0.1)


def test_text_that_cannot_be_said_in_the_time_is_refused(aligner: Aligner) -> None:
    second = np.zeros(RATE_HZ, np.float32)
    assert aligner.align(second, ["word"] * 30) is None
    assert aligner.align(second, ["-", "..."]) is None
    assert aligner.align(second, []) is None
    assert aligner.align(second[:0], ["word"]) is None
    assert aligner.align(np.zeros(40 * RATE_HZ, np.float32), ["word"]) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=8) | st.sampled_from(["um", "$8,000", "i'm"])),
    st.integers(0, RATE_HZ),
    st.booleans(),
)
def test_any_text_on_any_sound(texts: list[str], count: int, silent: bool) -> None:
    noise = np.random.default_rng(1).normal(0, 0 if silent else 0.3, count).astype(np.float32)
    found = ONE_FOR_ALL.align(noise, texts)
    if found is None:
        return
    assert len(found.words) == len(texts)
    places = [edge for word in found.words if word for edge in (word.start, word.end)]
    assert places == sorted(places)
    assert all(0 <= edge <= count / RATE_HZ + 0.03 for edge in places)


ONE_FOR_ALL = Aligner()


def test_silence_keeps_the_engines_times(aligner: Aligner) -> None:
    engine = Says([])
    assert AlignedRecognizer(engine, aligner).recognize(
        np.zeros(RATE_HZ, np.float32)
    ) == Recognition(())


def test_what_does_not_fit_is_cut_at_pauses_and_keeps_its_times_in_the_end() -> None:
    sound = np.zeros(10 * RATE_HZ, np.float32)
    words = tuple(Word(f"w{i}", i * 1.0, i + 0.5) for i in range(10))
    fits = Fits(5)
    heard = AlignedRecognizer(Says([]), fits).refined(sound, Recognition(words))
    assert fits.asked[0] == (10.0, 10)
    assert sum(length for length, count in fits.asked[1:] if count <= 5) <= 10
    assert [word.text for word in heard.words] == [word.text for word in words]
    assert heard.words[0].start == 0.0
    assert heard.words[1].start == 0.01
    assert heard.hesitations

    never = AlignedRecognizer(Says([]), Fits(0)).refined(sound, Recognition(words))
    assert never == Recognition(words)

    close = tuple(Word(f"w{i}", i * 1.0, i + 0.95) for i in range(10))
    never_cut = Fits(5)
    assert AlignedRecognizer(Says([]), never_cut).refined(sound, Recognition(close)) == Recognition(
        close
    )
    assert len(never_cut.asked) == 1


def test_cutting_costs_no_more_than_five_alignments() -> None:
    words = tuple(Word(f"w{i}", i * 0.3, i * 0.3 + 0.1) for i in range(90))
    never = Fits(0)
    AlignedRecognizer(Says([]), never).refined(
        np.zeros(28 * RATE_HZ, np.float32), Recognition(words)
    )
    assert sum(length for length, _ in never.asked) <= 5 * 28.1


def test_a_hesitation_of_the_engine_is_not_told_twice() -> None:
    sound = np.zeros(2 * RATE_HZ, np.float32)
    before = Recognition((Word("one", 0.2, 0.4),), (Stretch(0.6, 0.8), Stretch(1.5, 1.7)))
    heard = AlignedRecognizer(Says([]), Fits(5)).refined(sound, before)
    assert heard == Recognition((Word("one", 0.0, 0.01),), (Stretch(0.5, 0.7), Stretch(1.5, 1.7)))


def test_a_word_is_not_laid_over_a_hesitation_that_the_engine_heard() -> None:
    before = Recognition((Word("one", 0.35, 0.45), Word("two", 0.6, 0.9)), (Stretch(0.0, 0.3),))
    laid = [Word("one", 0.1, 0.45), Word("two", 0.5, 0.9)]
    assert merged(before, laid, []) == Recognition((before.words[0], laid[1]), before.hesitations)


def test_where_a_text_is_cut() -> None:
    def said(*gaps: float) -> list[Word]:
        words = [Word("w", 0.0, 1.0)]
        for gap in gaps:
            start = words[-1].end + gap
            words.append(Word("w", start, start + 1))
        return words

    assert longest_pause(said(0.2, 0.2, 0.3, 0.9, 0.1, 0.1)) == 4
    assert longest_pause(said(0.9, 0.2, 0.3, 0.2, 0.1, 0.9)) == 3
    assert longest_pause(said(0.0, 0.0, 0.05, 0.0, 0.0)) is None
    assert longest_pause(said(0.9, 0.9, 0.9)) is None
    assert longest_pause([]) is None


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 2)), max_size=20))
def test_words_never_go_back(times: list[tuple[float, float]]) -> None:
    words = [Word(str(i), start, start + long) for i, (start, long) in enumerate(times)]
    edges = [edge for word in in_order(words) for edge in (word.start, word.end)]
    assert edges == sorted(edges)


def test_behind_pocketsphinx(aligner: Aligner, flawed: Candidate, answer: Samples) -> None:
    one = flawed.spoken[0]
    sound = sound_of(answer, one)
    engine = PocketSphinxRecognizer()
    heard = with_aligner(engine, aligner)
    assert heard.name == engine.name
    assert heard.window_s == engine.window_s
    heard.warm()

    once = heard.recognize(sound, hints=["webhook"])

    assert once.words
    edges = [edge for word in once.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] <= edges[-1] <= len(sound) / RATE_HZ + 0.03
    assert heard.recognize(np.zeros(2 * RATE_HZ, np.float32)).words == ()


def test_it_hears_while_the_sound_comes_if_the_engine_does(
    aligner: Aligner, flawed: Candidate, answer: Samples
) -> None:
    streaming = with_aligner(PocketSphinxRecognizer(), aligner)
    assert isinstance(streaming, AlignedStreamingRecognizer)
    assert isinstance(streaming, Streaming)
    told = with_aligner(Says([]), aligner)
    assert not isinstance(told, Streaming)

    sound = sound_of(answer, flawed.spoken[0])
    streaming.begin()
    streaming.push(np.ones(RATE_HZ, np.float32))  # given up by the next line
    streaming.begin(hints=["webhook"])
    block = np.empty(4000, np.float32)
    for at in range(0, len(sound), 4000):
        part = sound[at : at + 4000]
        block[: len(part)] = part  # a block that its maker uses again
        streaming.push(block[: len(part)])
    heard = streaming.end()

    assert heard.words


def test_it_can_be_sent_to_another_process(
    aligner: Aligner, flawed: Candidate, answer: Samples
) -> None:
    aligner.warm()
    sound, texts = sound_of(answer, flawed.spoken[0]), tidy(flawed.spoken[0].text)
    copy = pickle.loads(pickle.dumps(aligner))
    here, there = aligner.align(sound, texts), copy.align(sound, texts)
    assert here is not None
    assert there is not None
    for one, other in zip(here.words, there.words, strict=True):
        assert one is not None
        assert other is not None
        assert one.start == pytest.approx(other.start, abs=0.03)  # a decoder remembers a little


def test_whole_recognizer_made_elsewhere(flawed: Candidate, answer: Samples) -> None:
    one = flawed.spoken[0]
    texts = tidy(one.text)
    make = partial(with_alignment, partial(Says, texts))
    recognizer: Recognizer = pickle.loads(pickle.dumps(make))()
    heard = recognizer.recognize(sound_of(answer, one))
    assert [word.text for word in heard.words] == texts
    assert len(heard.hesitations) == 1


@pytest.mark.parametrize(("most", "estimated"), [(9, False), (4, True)])
def test_times_that_were_found_are_estimated_no_more(most: int, estimated: bool) -> None:
    texts = ["I", "pulled", "the", "logs", "first"]
    heard = replace(Says(texts).recognize(np.zeros(RATE_HZ, np.float32)), estimated=True)

    found = AlignedRecognizer(Says(texts), Fits(most)).refined(np.zeros(RATE_HZ, np.float32), heard)

    assert found.estimated is estimated
