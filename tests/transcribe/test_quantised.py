"""Whisper in 8 bits, only where the words stay the same."""

import json
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mockint.transcribe.engines import whisper_int8
from mockint.transcribe.engines.whisper import WhisperRecognizer
from mockint.transcribe.engines.whisper_int8 import Outcome
from mockint.transcribe.engines.whisper_model import load, quiet
from tests.support.whisper_checkpoint import HIGH, LOW, SENTENCES, silence, tone, write_scripted

SOUNDS = [tone(LOW.tone_hz, 5), tone(HIGH.tone_hz, 4)]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    path = tmp_path / "scripted.pt"
    write_scripted(path)
    return path


def loaded(path: Path) -> Any:
    return load(str(path), path.parent, "cpu", 1)


def in_8_bits(model: Any) -> bool:
    return any("Linear8" in type(one).__name__ for one in model.modules())


def clock(*seconds: float) -> Any:
    """A clock that tells begin, middle, packed and end as given."""
    told: Iterator[float] = iter(seconds)
    return lambda: next(told)


def slow_then_quick() -> Any:
    return clock(0.0, 2.0, 2.1, 3.0)


def test_a_quantised_layer_is_within_a_hundredth() -> None:
    import torch

    torch.manual_seed(0)
    layers = [torch.nn.Linear(512, 256), torch.nn.Linear(512, 256, bias=False)]
    # Rows of very different size: one scale for all would lose the small ones.
    given = torch.randn(2, 30, 512) * torch.logspace(-3, 2, 30)[:, None]
    for layer in layers:
        holder = torch.nn.Sequential(layer)
        with torch.inference_mode():
            exact = holder(given)
            whisper_int8.quantise_layers(holder)
            rounded = holder(given)
        assert in_8_bits(holder)
        assert rounded.shape == exact.shape
        off = (rounded - exact).norm(dim=-1) / exact.norm(dim=-1)
        assert float(off.max()) < 0.04
        assert float(off.mean()) < 0.015


def test_silence_does_not_divide_by_nothing() -> None:
    import torch

    holder = torch.nn.Sequential(torch.nn.Linear(64, 32))
    whisper_int8.quantise_layers(holder)
    with torch.inference_mode():
        assert torch.isfinite(holder(torch.zeros(1, 3, 64))).all()


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.words[0])
def test_a_whole_model_says_the_same_words(checkpoint: Path, sentence: Any) -> None:
    hear = WhisperRecognizer(str(checkpoint), weights_dir=checkpoint.parent, threads=1)
    hear.warm()
    whisper_int8.quantise(hear._loaded)

    heard = hear.recognize(tone(sentence.tone_hz, 5.5))

    assert in_8_bits(hear._loaded)
    assert [word.text for word in heard.words] == list(sentence.words)


def test_until_it_was_decided_nothing_is_quantised(checkpoint: Path) -> None:
    assert not whisper_int8.agreed(checkpoint)
    assert not in_8_bits(loaded(checkpoint))


def test_the_same_words_in_less_time_are_kept_and_used(checkpoint: Path) -> None:
    with quiet():
        outcome = whisper_int8.decide(
            checkpoint, loaded(checkpoint), SOUNDS, clock=slow_then_quick()
        )

    assert outcome == Outcome(len(LOW.words) + len(HIGH.words), True, 2.0, 0.9)
    assert whisper_int8.agreed(checkpoint)
    assert in_8_bits(loaded(checkpoint))


def test_a_word_that_changes_keeps_it_as_it_was(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = count()
    whole = whisper_int8._texts

    def off_by_a_word(model: Any, sounds: Any) -> list[list[str]]:
        texts = whole(model, sounds)
        if next(number) == 2:  # the third time, after warming and 32 bits
            texts[0][3] = "a"
        return texts

    monkeypatch.setattr(whisper_int8, "_texts", off_by_a_word)
    with quiet():
        outcome = whisper_int8.decide(
            checkpoint, loaded(checkpoint), SOUNDS, clock=slow_then_quick()
        )

    assert not outcome.same
    assert not whisper_int8.agreed(checkpoint)


def test_no_words_show_nothing(checkpoint: Path) -> None:
    with quiet():
        outcome = whisper_int8.decide(
            checkpoint, loaded(checkpoint), [silence(2)], clock=slow_then_quick()
        )

    assert outcome.same
    assert not outcome.worth_it
    assert not whisper_int8.agreed(checkpoint)


def test_the_same_time_is_not_worth_it() -> None:
    assert not Outcome(10, True, 2.0, 1.9).worth_it
    assert Outcome(10, True, 2.0, 1.7).worth_it


@pytest.mark.parametrize("change", ["checkpoint", "torch", "machine", "damaged", "words"])
def test_an_outcome_counts_while_nothing_has_changed(checkpoint: Path, change: str) -> None:
    with quiet():
        whisper_int8.decide(checkpoint, loaded(checkpoint), SOUNDS, clock=slow_then_quick())
    kept = checkpoint.with_name("scripted.pt.int8.json")
    told = json.loads(kept.read_text())
    assert whisper_int8.agreed(checkpoint)

    if change == "checkpoint":
        os.utime(checkpoint, (1, 1))
    elif change == "damaged":
        kept.write_text("{")
    elif change == "words":
        told["outcome"]["same"] = False
        kept.write_text(json.dumps(told))
    else:
        told["conditions"][change] = "another"
        kept.write_text(json.dumps(told))

    assert not whisper_int8.agreed(checkpoint)
    assert not in_8_bits(loaded(checkpoint))


def test_settling_forgets_what_was_found_before(checkpoint: Path) -> None:
    from mockint.transcribe.engines.whisper_model import settle

    with quiet():
        whisper_int8.decide(checkpoint, loaded(checkpoint), SOUNDS, clock=slow_then_quick())
    assert whisper_int8.agreed(checkpoint)

    outcome = settle(str(checkpoint), checkpoint.parent, [silence(1)])

    assert outcome is None or outcome.words == 0  # None where a GPU does the work
    assert not whisper_int8.agreed(checkpoint)


def test_settling_remembers_nothing_between_the_two(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mockint.transcribe.engines.whisper_model import settle

    def spoil(model: Any) -> None:
        for parameter in model.encoder.parameters():
            parameter.data.zero_()

    monkeypatch.setattr(whisper_int8, "quantise", spoil)

    outcome = settle(str(checkpoint), checkpoint.parent, SOUNDS[:1])

    if outcome is None:
        pytest.skip("a GPU does the work here")
    assert (outcome.words, outcome.same) == (len(LOW.words), False)
