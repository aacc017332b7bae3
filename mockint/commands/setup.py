"""Whether Whisper may compute in 8 bits here: asked once, on the recorded candidate's answers."""

from collections.abc import Iterator

from mockint import locations
from mockint.audio.types import Samples
from mockint.transcribe.engines.registry import DEFAULT_SETUP, find
from mockint.wiring import settings

WINDOW_S = 28.0
ENOUGH_S = 150.0
"""Of speech: some 400 words, so that one wrong in a hundred would show."""


def fetch_weights(engine: str | None, model: str | None) -> None:
    """``mockint setup``: fetch and check, and find out how they compute fastest here."""
    from mockint.wiring.engines import fetch

    wanted = find(engine or DEFAULT_SETUP)
    model = model or settings.settings().model
    path = fetch(wanted, model)
    settings.console().print(f"The weights are here: {path}", soft_wrap=True)
    if wanted.name == "whisper":
        settle(model)


def settle(model: str) -> None:
    """Hear recordings in 32 and in 8 bits, keep which of them is used, and say it in one line.

    Raises EngineMissing, WeightsMissing or TranscribeError.
    """
    from mockint.transcribe.engines.whisper_model import settle as try_both

    console = settings.console()
    console.print("Trying whether 8-bit arithmetic hears the same words here, faster …")
    outcome = try_both(model, locations.weights_dir(), list(_spoken()))
    if outcome is None:
        console.print("It is not needed or not possible here; nothing was changed.")
    elif outcome.worth_it:
        saved = 1 - outcome.after_s / outcome.before_s
        console.print(f"The same {outcome.words} words in {saved:.0%} less time: it is used.")
    elif outcome.same:
        console.print(f"The same {outcome.words} words, but hardly faster: it is not used.")
    else:
        console.print(f"Not the same words ({outcome.words} in all): it is not used.")


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
