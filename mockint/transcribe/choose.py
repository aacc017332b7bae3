"""Which engine hears, and what to say about it. Pure: what is here is passed in."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mockint.errors import EngineMissing, UsageError, WeightsMissing

Engine = Literal["whisper", "pocketsphinx", "file"]
REQUESTS = ("auto", "whisper", "pocketsphinx")

_INSTALL_WHISPER = "pip install openai-whisper"
_INSTALL_POCKETSPHINX = "pip install pocketsphinx"


@dataclass(frozen=True, slots=True)
class Here:
    """What this machine has."""

    whisper: bool
    """openai-whisper is installed."""
    pocketsphinx: bool
    """PocketSphinx is installed."""
    weights: bool
    """The weights of the model asked for are here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine that will hear."""

    engine: Engine
    fetch: bool = False
    """Its weights must be fetched first."""
    notice: str = ""
    """One line to show once; empty when all is as asked."""


def choose(request: str, model: str, here: Here, can_fetch: Callable[[], bool]) -> Choice:
    """Choose for ``request``: auto, whisper, pocketsphinx, or the path of a transcript file.

    ``auto`` takes Whisper when its weights are here or can be fetched, else PocketSphinx.
    ``can_fetch`` asks the network and is only called where the answer matters.

    Raises EngineMissing, WeightsMissing, or UsageError for a name that is no engine.
    """
    if request == "whisper":
        return _whisper(model, here, can_fetch)
    if request == "pocketsphinx":
        return _pocketsphinx(here)
    if request == "auto":
        return _best(model, here, can_fetch)
    check(request)
    return Choice("file")


def check(request: str) -> None:
    """Raise UsageError where ``request`` can be neither an engine nor a transcript's path."""
    if request not in REQUESTS and os.sep not in request and "." not in request:
        raise UsageError(
            f"no engine is called {request!r}",
            cause=f"known are {', '.join(REQUESTS)} and a transcript's path",
            next_step="--engine auto",
        )


def _whisper(model: str, here: Here, can_fetch: Callable[[], bool]) -> Choice:
    if not here.whisper:
        raise EngineMissing("openai-whisper is not installed", next_step=_INSTALL_WHISPER)
    if here.weights:
        return Choice("whisper")
    if can_fetch():
        return _fetching(model)
    raise WeightsMissing(
        f"Whisper's weights for {model} are not here and cannot be fetched",
        cause="no such model or no network",
        next_step=f"mockint setup --model {model} when online, or --engine pocketsphinx now",
    )


def _pocketsphinx(here: Here) -> Choice:
    if here.pocketsphinx:
        return Choice("pocketsphinx")
    raise EngineMissing("PocketSphinx is not installed", next_step=_INSTALL_POCKETSPHINX)


def _best(model: str, here: Here, can_fetch: Callable[[], bool]) -> Choice:
    if here.whisper:
        if here.weights:
            return Choice("whisper")
        if can_fetch():
            return _fetching(model)
        why = f"Whisper's weights for {model} are not here and cannot be fetched"
        later = f"mockint setup --model {model}"
    else:
        why, later = "openai-whisper is not installed", _INSTALL_WHISPER
    if not here.pocketsphinx:
        raise EngineMissing(
            f"nothing here can hear: {why}",
            cause="PocketSphinx is not installed either",
            next_step=f"{later}, or {_INSTALL_POCKETSPHINX}",
        )
    return Choice(
        "pocketsphinx",
        notice=f"{why}, so PocketSphinx listens: its words are rough. Later: {later}",
    )


def _fetching(model: str) -> Choice:
    return Choice("whisper", fetch=True, notice=f"Fetching Whisper's weights for {model}, once.")
