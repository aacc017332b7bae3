"""``mockint setup``: an engine's weights, and whether they may compute in 8 bits here.

The second is asked once, on the recorded candidate's answers.
"""

from collections.abc import Iterator

from mockint import locations
from mockint.audio.types import Samples
from mockint.commands.ports import Front
from mockint.commands.values.machine import EightBits, WeightsHere
from mockint.transcribe.engines.registry import find
from mockint.wiring import settings

WINDOW_S = 28.0
ENOUGH_S = 150.0
"""Of speech: some 400 words, so that one wrong in a hundred would show."""


def setup(engine: str, model: str | None, front: Front) -> Iterator[WeightsHere | EightBits]:
    """Fetch and check weights, and find out how they compute fastest here.

    ``engine``: by a name of an engine that has weights. Raises UsageError, EngineMissing,
    WeightsMissing or TranscribeError.
    """
    from mockint.wiring.engines import fetch

    wanted = find(engine)
    model = model or settings.settings().model
    yield WeightsHere(fetch(wanted, model, front.working))
    if wanted.name == "whisper":
        front.tell("Testing whether 8-bit computing is faster here and gives the same words …")
        yield try_eight_bits(model)


def try_eight_bits(model: str) -> EightBits:
    """Transcribe recordings in 32 and in 8 bits, and keep which of them is used.

    Raises EngineMissing, WeightsMissing or TranscribeError.
    """
    from mockint.transcribe.engines.whisper_model import settle

    outcome = settle(model, locations.weights_dir(), list(_spoken()))
    if outcome is None:
        return EightBits(words=None, same=False, saved=0.0, used=False)
    saved = 1 - outcome.after_s / outcome.before_s
    return EightBits(outcome.words, outcome.same, saved, outcome.worth_it)


def _spoken() -> Iterator[Samples]:
    """Pieces of the strong candidate's answers, each of one window at most, ENOUGH_S in all."""
    from mockint.audio.files import read
    from mockint.audio.phrases import merged, phrases
    from mockint.audio.types import RATE_HZ
    from mockint.audio.vad import speech

    total_s = 0.0
    for path in sorted((locations.content_dir() / "candidates" / "strong").glob("*.ogg")):
        samples = read(path)
        for start_s, end_s in merged(phrases(speech(samples), samples), max_s=WINDOW_S):
            if total_s >= ENOUGH_S:
                return
            total_s += end_s - start_s
            yield samples[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)]
