"""Which engine hears, and what to say about it.

:func:`look` finds out what this machine can hear with, without loading any of it; all else is
pure: what this machine has is passed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mockint.errors import EngineMissing, WeightsMissing
from mockint.transcribe.engines.registry import (
    ENGINES,
    Engine,
    WeightsKind,
    by_preference,
    find,
    is_auto,
)

CanFetch = Callable[[Engine], bool]
"""Whether an engine's weights can be fetched now; asks the network."""


@dataclass(frozen=True, slots=True)
class Here:
    """What this machine has, by the engines' names."""

    installed: frozenset[str] = frozenset()
    weights: frozenset[str] = frozenset()
    """Engines whose weights of the model asked for are here."""

    def has(self, engine: Engine) -> bool:
        """Whether what the engine needs is installed."""
        return not engine.package or engine.name in self.installed

    def is_ready(self, engine: Engine) -> bool:
        """Whether it could hear now."""
        return self.has(engine) and (engine.weights is None or engine.name in self.weights)


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine that will hear."""

    engine: Engine
    fetch: bool = False
    """Its weights must be fetched first."""
    notice: str = ""
    """One line to show once; empty when all is as asked."""


def choose(
    request: str,
    model: str,
    here: Here,
    can_fetch: CanFetch | None,
    engines: Sequence[Engine] = ENGINES,
) -> Choice:
    """Choose for ``request``: "auto", an engine's name, a server's address, or a file's path.

    ``auto`` takes the first engine by preference that is installed and has its weights, or can get
    them; never a server. ``can_fetch`` is only called where the answer matters; None never asks the
    network, and then nothing is claimed about it.

    Raises EngineMissing, WeightsMissing, or UsageError for a request that asks for no engine.
    """
    if is_auto(request):
        return _best(model, here, can_fetch, engines)
    engine = find(request, engines)
    if not here.has(engine):
        raise EngineMissing(f"{engine.title} is not installed", next_step=engine.install)
    if here.is_ready(engine):
        return Choice(engine, notice=engine.notice(request))
    if can_fetch is not None and can_fetch(engine):
        return _fetching(engine, model)
    other = _without_weights(engines)
    raise WeightsMissing(
        _no_weights(engine, model, asked=can_fetch is not None),
        cause="there is no such model, or no network" if can_fetch is not None else "",
        next_step=f"{engine.setup(model)} when you are online"
        + (f", or --engine {other.name} now" if other else ""),
    )


def choose_instead(
    error: WeightsMissing, model: str, here: Here, engines: Sequence[Engine] = ENGINES
) -> Choice:
    """What ``auto`` takes after weights that could be fetched did not come: ``error`` says why.

    Raises ``error`` where nothing else can hear.
    """
    for engine in by_preference(engines):
        if here.is_ready(engine):
            rough = ", which is less accurate" if engine.words == "rough" else ""
            return Choice(engine, notice=f"{error}. For now, mockint uses {engine.title}{rough}.")
    raise error


def _best(model: str, here: Here, can_fetch: CanFetch | None, engines: Sequence[Engine]) -> Choice:
    passed: list[Engine] = []
    """Better ones that cannot hear now."""
    for engine in by_preference(engines):
        if here.is_ready(engine):
            return Choice(engine, notice=_second_best(engine, passed, model, here, can_fetch))
        if here.has(engine) and can_fetch is not None and can_fetch(engine):
            return _fetching(engine, model)
        passed.append(engine)
    if not passed:
        raise EngineMissing("there is no engine for auto to choose", next_step="--engine NAME")
    last = passed[-1]
    why, later = _why(passed[:-1] or passed, model, here, can_fetch)
    raise EngineMissing(
        f"no speech engine works on this machine: {why}",
        cause=f"{last.title} is not installed either" if not here.has(last) else "",
        next_step=f"{later}, or {last.install}" if not here.has(last) else later,
    )


def _second_best(
    engine: Engine, passed: Sequence[Engine], model: str, here: Here, can_fetch: CanFetch | None
) -> str:
    """Why a better one does not hear; empty where nobody would expect it to."""
    expected = [one for one in passed if here.has(one) or not one.extra]
    if not expected:
        return ""
    why, later = _why(expected, model, here, can_fetch)
    worse = "less accurate" if engine.words == "rough" else "slower"
    return f"{why}, so mockint uses {engine.title}, which is {worse}. To change this: {later}"


def _why(
    passed: Sequence[Engine], model: str, here: Here, can_fetch: CanFetch | None
) -> tuple[str, str]:
    """What keeps the likeliest of ``passed`` from hearing, and the command that changes it."""
    installed = [one for one in passed if here.has(one)]
    if installed:
        engine = installed[-1]
        return _no_weights(engine, model, asked=can_fetch is not None), engine.setup(model)
    usual = [one for one in passed if not one.extra] or passed
    return f"{usual[-1].title} is not installed", usual[-1].install


def _no_weights(engine: Engine, model: str, *, asked: bool) -> str:
    """``asked`` False: the network was not asked, so nothing is said of it."""
    return f"the {engine.title} model {model} is not on this machine" + (
        " and cannot be downloaded" if asked else " yet"
    )


def _fetching(engine: Engine, model: str) -> Choice:
    return Choice(
        engine,
        fetch=True,
        notice=f"Downloading the {engine.title} model {model}. This is needed only once.",
    )


def _without_weights(engines: Sequence[Engine]) -> Engine | None:
    """The first that can hear without any."""
    return next((one for one in by_preference(engines) if one.weights is None), None)


# ---------------------------------------------------------------- what this machine has


def look(model: str, folder: Path, engines: Sequence[Engine] = ENGINES) -> Here:
    """Which of ``engines`` are installed, and whose weights of ``model`` are in ``folder``.

    ``model``: a name, the path of a checkpoint, or that of a folder in CTranslate2's form. Raises
    WeightsMissing for a model that none of the installed engines has, or a path without one: a name
    that was mistyped should be said, not worked around.
    """
    installed = [one for one in engines if one.package and find_spec(one.package) is not None]
    form = form_of(model)
    asked = [one for one in installed if one.weights and (form is None or one.weights.kind == form)]
    found: set[str] = set()
    unknown: list[WeightsMissing] = []
    for engine in asked:
        assert engine.weights is not None
        source = engine.weights.source()
        try:
            if source.present(model, folder) is not None:
                found.add(engine.name)
            else:
                source.check(model)
        except WeightsMissing as error:
            unknown.append(error)
    if unknown and len(unknown) == len(asked):
        raise unknown[-1]
    return Here(frozenset(one.name for one in installed), frozenset(found))


def form_of(model: str) -> WeightsKind | None:
    """The form of weights that ``model`` is the path of; None for a name."""
    if "/" in model or "\\" in model:
        is_folder = Path(model).expanduser().is_dir()
        return "CTranslate2 folder" if is_folder else "checkpoint"
    return "checkpoint" if model.endswith(".pt") else None
