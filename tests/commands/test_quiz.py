"""A quiz through real speech: questions spoken to files, answers from flite's voice through
PocketSphinx with its grammar, keys by a script."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from mockint import locations
from mockint.audio.types import Samples
from mockint.commands.practice.quiz import QuizOptions, quiz_scores, run_quiz
from mockint.content.types import LETTERS
from mockint.errors import NoDevice, UsageError
from mockint.events import Choosing, Listening, Outward
from mockint.history.folders import PRACTICE
from mockint.history.quiz_scores import QuizScores
from mockint.locations import rounds_dir
from mockint.quiz.answers import ORDINALS
from mockint.quiz.sitting import Card, cards_of, draw
from mockint.screen.scripted import Press, shown
from mockint.transcribe.types import EngineInfo, Progress, Transcript, Word, no_progress
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from tests.support.flite_says import say
from tests.support.rehearsal import FRONT, Rehearsal

SLUG = "protected-users-at-a-business-cost"


def drawn(number: int, seed: int) -> Sequence[Card]:
    """What a quiz asks, so that it can be answered."""
    import random

    library = settings.library(settings.settings())
    return draw(cards_of([library.walkthroughs[SLUG]]), number, random.Random(seed))


def spoken_to_end(event: Outward) -> bool:
    return isinstance(event, Choosing)


def test_spoken_answers_right_wrong_unclear_and_back_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = drawn(2, seed=1)
    wrong = (first.item.answer + 1) % 4
    sounds = [
        say(tmp_path, "The weather is nice today."),
        say(tmp_path, f"I think it's the {ORDINALS[wrong]} one.", "slt"),
        say(tmp_path, "Can you repeat the question?", "kal16"),
        say(tmp_path, " ".join(second.item.options[second.item.answer].split()[:7]), "awb"),
        say(tmp_path, f"Number {['one', 'two', 'three', 'four'][first.item.answer]}."),
    ]
    table = Rehearsal(tmp_path, sounds, *[Press("done", shown(Choosing))] * 2)
    table.run(run_quiz, QuizOptions(slug=SLUG, number=2, seed=1))

    said = table.asked
    assert said[0].startswith(first.item.ask)
    assert f"D: {first.item.options[3]}" in said[0]
    assert said[1].startswith("I did not understand. Say the first")
    assert said[2].startswith(f"No. You said {LETTERS[wrong].upper()}. The answer is")
    assert first.item.explanation in said[2]
    assert said[3] == said[4], "repeated because that was asked for"
    assert said[5].startswith("Right.")
    hint = [f"Hint: {first.item.hint}"] if first.item.hint else []
    assert said[6:-2] == hint, "it comes back, with its hint"
    assert said[-2] == said[0]
    assert said[-1].startswith("Right.")
    assert said[2].splitlines()[1:] == [
        f"Step {number}: {step}" for number, step in enumerate(first.item.steps, start=1)
    ]
    assert len(list(table.spoken_to.glob("*.wav"))) == len(said), "\n".join(table.noted)
    assert "Correct the first time: 1 of 2" in capsys.readouterr().out
    [score] = QuizScores(locations.history_file()).scores().values()
    assert (score.last_right, score.last_of, score.sittings) == (1, 2, 1)
    [kept] = rounds_dir().glob(f"*/{PRACTICE}")
    assert [one["right"] for one in json.loads(kept.read_text())["quiz"]] == [False, True]


def test_two_that_cannot_be_told_apart_are_asked_about(tmp_path: Path) -> None:
    table = Rehearsal(
        tmp_path,
        [say(tmp_path, "I'd say D.", "awb"), say(tmp_path, "The fourth.", "awb")],
        voice=ShownVoice(),
    )
    table.run(run_quiz, QuizOptions(slug=SLUG, number=1, seed=1))
    assert table.asked[1] == "Did you say B, the second, or D, the fourth?"
    assert table.asked[2].startswith(("Right.", "No. You said D"))


def test_what_was_misheard_is_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [card] = drawn(1, seed=1)
    wrong = say(tmp_path, f"The {ORDINALS[(card.item.answer + 1) % 4]} one.")
    right = Press("other", shown(Choosing), LETTERS[card.item.answer])
    table = Rehearsal(tmp_path, [wrong], right, voice=ShownVoice())
    table.run(run_quiz, QuizOptions(slug=SLUG, number=1, seed=1))
    assert table.asked[1].startswith("No. You said")
    assert table.noted[-1] == "Right."
    assert "Correct the first time: 1 of 1" in capsys.readouterr().out


def test_a_key_answers_at_any_time_and_asks_for_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = drawn(8, seed=4)
    silence = say(tmp_path, "hello")
    script = []
    for number, card in enumerate(cards):
        key = LETTERS[card.item.answer] if number % 2 else str(card.item.answer + 1)
        if number == 0:
            script += [Press("other", shown(Listening), "h"), Press("other", shown(Listening), "0")]
        else:
            script.append(Press("other", shown(Listening), key))
        script.append(Press("done", spoken_to_end))
    back = Press("other", shown(Listening), LETTERS[cards[0].item.answer])
    script[7:7] = [back, Press("done", spoken_to_end)]
    table = Rehearsal(tmp_path, [silence], *script, voice=ShownVoice(), pace=1.0)
    table.run(run_quiz, QuizOptions(slug=SLUG, seed=4))
    assert table.asked[1].startswith(("Hint:", "There is no hint"))
    assert table.asked[2].startswith("The answer is ")
    out = capsys.readouterr().out
    assert "Correct the first time: 7 of 8" in out
    assert "By difficulty: easy " in out


class Engine:
    """Hears the next of these texts in whatever is said, as an engine with words of its own."""

    name = "an engine that writes words"
    engine_info = EngineInfo(words="good")

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)

    def warm(self) -> None:
        """Nothing to load."""

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        said = self.texts.pop(0).split()
        words = tuple(Word(word, 0.1 * n, 0.1 * n + 0.1) for n, word in enumerate(said))
        return Transcript(words, len(samples) / 16_000, self.name)


def test_another_engines_words_are_matched(tmp_path: Path) -> None:
    [card] = drawn(1, seed=3)
    engine = Engine("Well, let me see.", f"I'd say {LETTERS[card.item.answer].upper()}.")
    table = Rehearsal(tmp_path, [say(tmp_path, "B.")], voice=ShownVoice(), transcriber=engine)
    table.run(run_quiz, QuizOptions(slug=SLUG, number=1, seed=3))
    assert table.asked[1].startswith("I did not understand.")
    assert table.asked[2].startswith("Right.")
    assert not engine.texts


def test_without_a_microphone_keys_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [card] = drawn(1, seed=2)
    table = Rehearsal(
        tmp_path,
        [],
        Press("quit", shown(Choosing)),  # there is none to plug in
        Press("other", shown(Choosing), LETTERS[card.item.answer]),
        voice=ShownVoice(),
    )

    def no_microphone(_prompt: object) -> None:
        raise NoDevice("no microphone was found")

    monkeypatch.setattr("mockint.wiring.stations.recorder", lambda *_all: no_microphone(None))
    table.run(run_quiz, QuizOptions(slug=SLUG, number=1, seed=2))
    assert any("No microphone was found" in line for line in table.noted)
    assert table.asked[-1].startswith("Right.")


def test_the_score_is_shown_per_walkthrough(capsys: pytest.CaptureFixture[str]) -> None:
    FRONT.show(quiz_scores())
    assert "You have not taken a quiz yet" in capsys.readouterr().out
    from datetime import UTC, datetime

    keys = [
        card.key for card in cards_of([settings.library(settings.settings()).walkthroughs[SLUG]])
    ]
    scores = QuizScores(locations.history_file())
    scores.keep(datetime(2026, 11, 20, tzinfo=UTC), [(SLUG, keys[0], True), (SLUG, keys[1], True)])
    scores.keep(datetime(2026, 11, 21, tzinfo=UTC), [(SLUG, keys[1], False)])
    FRONT.show(quiz_scores())
    lines = capsys.readouterr().out.splitlines()
    [row] = [line for line in lines if line.startswith(SLUG)]
    assert row.split()[1:] == ["1", "of", "8", "0", "of", "1", "2026-11-21", "2"]
    assert len(lines) == 1 + len(settings.library(settings.settings()).walkthroughs)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(UsageError, match="one walkthrough or --all"):
        FRONT.show(run_quiz(QuizOptions(slug=SLUG, everything=True), FRONT))
    with pytest.raises(UsageError, match="there is no question"):
        FRONT.show(run_quiz(QuizOptions(slug="nothing-like-it"), FRONT))
