"""What a model costs on this machine: seconds of work for a minute of speech.

Measured once for a model that is here, and kept with the day and the machine. A model that was not
measured is estimated from one that was, of the same engine where there is one: work grows as the
models do.
"""

import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mockint.audio.types import RATE_HZ, Samples
from mockint.decoding import json_object
from mockint.errors import FileError
from mockint.files import make_private_dir, read_text, write_json
from mockint.transcribe.types import Recognizer
from mockint.transcribe.weights.models import MODELS, Model


@dataclass(frozen=True, slots=True)
class Cost:
    """What one engine needs with one model."""

    engine: str
    """As printed, e.g. "openai-whisper"."""
    model: str
    seconds: float
    """Of work for a minute of speech."""
    day: str
    """When it was measured, ISO."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model would need."""

    seconds: float
    measured: bool
    """False: worked out from another model."""
    engine: str


def machine() -> str:
    """What the figures are true of; another machine that shares the folder measures its own."""
    return f"{platform.node()}, {platform.machine()}, {os.cpu_count()} cores"


def measure(recognizer: Recognizer, sound: Samples) -> float:
    """Seconds of work for a minute, from hearing ``sound`` ((n,), mono float32, 16 kHz) once.

    Loading is not counted, and neither is a first pass over a little of it, in which libraries
    compile, nor the time that other programs took meanwhile. Raises as Recognizer.recognize.
    """
    recognizer.warm()
    recognizer.recognize(sound[: 2 * RATE_HZ])
    began, work = time.perf_counter(), time.process_time()
    recognizer.recognize(sound)
    # Several threads work more than time passes; on a busy machine more time passes than they work.
    spent_s = min(time.perf_counter() - began, time.process_time() - work)
    return spent_s * 60.0 * RATE_HZ / sound.size


def kept(file: Path) -> tuple[Cost, ...]:
    """What was measured on this machine; nothing where the file is missing or damaged."""
    try:
        value = json_object(read_text(file))
        return tuple(Cost(**one) for one in value[machine()])
    except (FileError, ValueError, KeyError, TypeError):
        return ()


def keep(file: Path, costs: Sequence[Cost]) -> None:
    """Put ``costs`` in the file, instead of older ones of the same engine and model.

    Raises FileError.
    """
    new = {(one.engine, one.model) for one in costs}
    old = [one for one in kept(file) if (one.engine, one.model) not in new]
    make_private_dir(file.parent)
    write_json(file, _others(file) | {machine(): [asdict(one) for one in [*old, *costs]]})


def _others(file: Path) -> dict[str, Any]:
    try:
        return json_object(read_text(file))
    except (FileError, ValueError):
        return {}


def today() -> str:
    """The day of a measurement."""
    return date.today().isoformat()


def estimates(model: Model, engines: Sequence[str], known: Sequence[Cost]) -> tuple[Estimate, ...]:
    """What ``model`` needs with each of ``engines`` (as printed).

    Where none of them is measured with it or with another model, from any other engine's figure;
    nothing where nothing was measured.
    """
    work = {one.name: one.work for one in MODELS}
    usable = [one for one in known if one.model in work]
    found = [_of(model, one, usable, work) for one in engines]
    made = tuple(one for one in found if one is not None)
    if made or not usable:
        return made
    other = _of(model, usable[0].engine, usable, work)
    return (other,) if other else ()


def _of(
    model: Model, engine: str, known: Sequence[Cost], work: Mapping[str, float]
) -> Estimate | None:
    own = [one for one in known if one.engine == engine]
    for one in own:
        if one.model == model.name:
            return Estimate(one.seconds, True, engine)
    # The nearest in size is the surest guide.
    nearest = min(own, key=lambda one: abs(work[one.model] - model.work), default=None)
    if nearest is None:
        return None
    return Estimate(nearest.seconds * model.work / work[nearest.model], False, engine)
