"""``mockint setup``: an engine's weights."""

from collections.abc import Iterator

from mockint.commands.ports import Front
from mockint.commands.values.machine import WeightsHere
from mockint.transcribe.engines.registry import find
from mockint.wiring import settings


def setup(engine: str, model: str | None, front: Front) -> Iterator[WeightsHere]:
    """Fetch and check weights.

    ``engine``: by a name of an engine that has weights. Raises UsageError, EngineMissing,
    WeightsMissing or TranscribeError.
    """
    from mockint.wiring.engines import fetch

    wanted = find(engine)
    model = model or settings.settings().model
    front.tell(f"Checking the model {model} for {wanted.title} …")
    yield WeightsHere(fetch(wanted, model, front.working))
