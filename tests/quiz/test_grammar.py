"""Options heard with a grammar: flite's four voices through PocketSphinx in its child process.

How many of many are understood: benchmarks/spoken_choices.py.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.types import RATE_HZ
from mockint.errors import EngineDied
from mockint.quiz.answers import LEADS, Either, understand
from mockint.quiz.grammar import ChoiceRecognizer, Offered
from mockint.quiz.recognizer import ChoiceTranscriber, choice_transcriber, offered
from mockint.transcribe.types import EngineInfo
from tests.support.flite_says import say
from tests.support.rehearsal import pocketsphinx

OPTIONS = (
    "We found the timeouts after a long look at the metrics.",
    "I escalated it and stayed in close contact.",
    "I traced the timeouts and wrote the retry logic.",
    "The issue was analyzed and retries were added.",
)


@pytest.fixture(scope="module")
def choices() -> Iterator[ChoiceTranscriber]:
    made = choice_transcriber(pocketsphinx())
    assert made is not None
    made.offer(LEADS, offered(OPTIONS))
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("said")


TRIES = [
    ("rms", "The second.", 1),
    ("rms", "Um, I think it's number four.", 3),
    ("rms", "I escalated it and stayed", 1),
    ("rms", "Give me a hint.", "hint"),
    ("slt", "The third one.", 2),
    ("slt", "Option one.", 0),
    ("slt", "C.", 2),
    ("slt", "The issue was analyzed", 3),
    ("awb", "Number three.", 2),
    ("awb", "Um, the last one.", 3),
    ("awb", "We found the timeouts after a long look", 0),
    ("awb", "I don't know.", "skip"),
    ("kal16", "It's the first option.", 0),
    ("kal16", "I'd say number two.", 1),
    ("kal16", "I traced the timeouts and wrote", 2),
    ("kal16", "Can you repeat the question?", "repeat"),
]


def test_nineteen_of_twenty_are_understood_and_none_is_guessed(
    choices: ChoiceTranscriber, folder: Path
) -> None:
    wrong = []
    for voice, text, meant in TRIES:
        heard = choices.transcribe(read(say(folder, text, voice))).text
        if understand(heard, OPTIONS) != meant:
            wrong.append((voice, text, heard))
    assert len(wrong) * 20 <= len(TRIES), wrong


@pytest.mark.parametrize("voice", ["rms", "slt", "awb", "kal16"])
def test_what_is_no_answer_is_not_taken_for_one(
    choices: ChoiceTranscriber, folder: Path, voice: str
) -> None:
    for text in ("The weather is nice today.", "Hello.", "Because of the metric.", "Hmm."):
        heard = choices.transcribe(read(say(folder, text, voice))).text
        assert understand(heard, OPTIONS) is None, (text, heard)


def test_silence_and_noise_are_no_answer(choices: ChoiceTranscriber) -> None:
    quiet = np.zeros(RATE_HZ, np.float32)
    noise = np.random.default_rng(1).normal(0.0, 0.05, RATE_HZ).astype(np.float32)
    for sound in (quiet[:0], quiet, noise):
        assert understand(choices.transcribe(sound).text, OPTIONS) is None


def test_two_alike_are_both_given(folder: Path) -> None:
    recognizer = ChoiceRecognizer()
    recognizer.offer((), [Offered(("write", "x")), Offered(("right",)), Offered(("left",))])
    words = [word.text for word in recognizer.recognize(read(say(folder, "Right."))).words]
    assert words == ["write", "or", "right"]
    assert understand("b or d", OPTIONS) == Either(1, 3)


def test_words_that_no_dictionary_has_can_be_offered(folder: Path) -> None:
    recognizer = ChoiceRecognizer()
    recognizer.offer(LEADS, offered(["99.9% of webhooks arrived", "$8,000 came back each week"]))
    heard = recognizer.recognize(read(say(folder, "eight thousand dollars came back")))
    assert [word.text for word in heard.words][:3] == ["eight", "thousand", "dollars"]


def test_nothing_offered_nothing_heard(folder: Path) -> None:
    assert ChoiceRecognizer().recognize(read(say(folder, "The second."))).words == ()


def test_a_child_that_died_is_started_anew_and_told_again(folder: Path) -> None:
    choices = ChoiceTranscriber(command=("false",))
    choices.offer(LEADS, offered(OPTIONS))
    with pytest.raises(EngineDied):
        choices.warm()
    alive = ChoiceTranscriber()
    alive.offer(LEADS, offered(OPTIONS))
    alive.warm()
    child = alive._recognizer._child
    assert child is not None
    child.kill()
    child.wait()
    second = read(say(folder, "The second."))
    with pytest.raises(EngineDied):
        alive.transcribe(second)
    assert alive.transcribe(second).text == "the second"
    alive.close()


def test_only_rough_words_are_replaced() -> None:
    recognizer = ChoiceRecognizer()

    class Whisper:
        name = "faster-whisper base.en"
        engine_info = EngineInfo(words="good")
        warm = recognizer.warm
        transcribe = ChoiceTranscriber.transcribe

    assert choice_transcriber(Whisper()) is None  # type: ignore[arg-type]
    assert choice_transcriber(pocketsphinx()) is not None
