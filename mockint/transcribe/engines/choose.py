"""Which engine hears, and what to say about it. Pure: what is here is passed in.

What this machine can hear with, without loading any of it.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from mockint.errors import EngineMissing, UsageError, WeightsMissing
from mockint.transcribe.engines.address import address, is_address
from mockint.transcribe.weights import ctranslate2
from mockint.transcribe.weights import whisper as weights

Engine = Literal["faster-whisper", "whisper", "pocketsphinx", "remote", "file"]
REQUESTS = ("auto", "faster-whisper", "whisper", "pocketsphinx")

_INSTALL_WHISPER = "pip install openai-whisper"
_INSTALL_FASTER = 'pip install "mockint[fast]"'
_INSTALL_POCKETSPHINX = "pip install pocketsphinx"


@dataclass(frozen=True, slots=True)
class Here:
    """What this machine has."""

    whisper: bool = False
    """openai-whisper is installed."""
    pocketsphinx: bool = False
    """PocketSphinx is installed."""
    weights: bool = False
    """openai-whisper's weights of the model asked for are here."""
    faster: bool = False
    """faster-whisper is installed."""
    faster_weights: bool = False
    """And so are its weights of the model asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine that will hear."""

    engine: Engine
    fetch: bool = False
    """Its weights must be fetched first."""
    notice: str = ""
    """One line to show once; empty when all is as asked."""


def _never() -> bool:
    return False


def choose(
    request: str,
    model: str,
    here: Here,
    can_fetch: Callable[[], bool],
    can_fetch_faster: Callable[[], bool] = _never,
) -> Choice:
    """Choose for ``request``: one of REQUESTS, a server's address, or a transcript file's path.

    ``auto`` takes faster-whisper when it is installed and its weights are here or can be fetched,
    else openai-whisper in the same way, else PocketSphinx; never a server. ``can_fetch`` and
    ``can_fetch_faster`` ask the network and are only called where the answer matters.

    Raises EngineMissing, WeightsMissing, or UsageError for a name that is no engine.
    """
    if request == "auto":
        return _best(model, here, can_fetch, can_fetch_faster)
    if request == "faster-whisper":
        return _faster(model, here, can_fetch_faster)
    if request == "whisper":
        return _whisper(model, here, can_fetch)
    if request == "pocketsphinx":
        return _pocketsphinx(here)
    check(request)
    return _remote(request) if is_address(request) else Choice("file")


def check(request: str) -> None:
    """Raise UsageError where ``request`` is no engine, no server and no transcript's path."""
    if is_address(request):
        address(request)
    elif request not in REQUESTS and os.sep not in request and "." not in request:
        raise UsageError(
            f"no engine is called {request!r}",
            cause=f"known are {', '.join(REQUESTS)}, http://… and a transcript's path",
            next_step="--engine auto",
        )


def _remote(request: str) -> Choice:
    to = address(request)
    if to.here:
        return Choice("remote")
    notice = f"Sound leaves this machine: {to.shown} hears what you say."
    if to.readable_on_the_way:
        notice += " Over http:// whoever is on the way can listen in; https:// keeps them out."
    return Choice("remote", notice=notice)


def _faster(model: str, here: Here, can_fetch: Callable[[], bool]) -> Choice:
    if not here.faster:
        raise EngineMissing("faster-whisper is not installed", next_step=_INSTALL_FASTER)
    if here.faster_weights:
        return Choice("faster-whisper")
    if can_fetch():
        return _fetching("faster-whisper", model)
    raise WeightsMissing(
        f"faster-whisper's weights for {model} are not here and cannot be fetched",
        cause="no such model or no network",
        next_step=f"mockint setup --engine faster-whisper --model {model} when online, "
        "or --engine auto now",
    )


def _whisper(model: str, here: Here, can_fetch: Callable[[], bool]) -> Choice:
    if not here.whisper:
        raise EngineMissing("openai-whisper is not installed", next_step=_INSTALL_WHISPER)
    if here.weights:
        return Choice("whisper")
    if can_fetch():
        return _fetching("whisper", model)
    raise WeightsMissing(
        f"Whisper's weights for {model} are not here and cannot be fetched",
        cause="no such model or no network",
        next_step=f"mockint setup --model {model} when online, or --engine pocketsphinx now",
    )


def _pocketsphinx(here: Here) -> Choice:
    if here.pocketsphinx:
        return Choice("pocketsphinx")
    raise EngineMissing("PocketSphinx is not installed", next_step=_INSTALL_POCKETSPHINX)


def _best(
    model: str, here: Here, can_fetch: Callable[[], bool], can_fetch_faster: Callable[[], bool]
) -> Choice:
    if here.faster and (here.faster_weights or can_fetch_faster()):
        return _faster(model, here, lambda: True)
    if here.whisper:
        if here.weights:
            return Choice("whisper", notice=_slower(model) if here.faster else "")
        if can_fetch():
            return _fetching("whisper", model)
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


def _slower(model: str) -> str:
    return (
        f"faster-whisper has no weights for {model} yet, so openai-whisper listens, slower. "
        f"Later: mockint setup --engine faster-whisper --model {model}"
    )


def _fetching(engine: Literal["faster-whisper", "whisper"], model: str) -> Choice:
    whose = "Whisper" if engine == "whisper" else engine
    return Choice(engine, fetch=True, notice=f"Fetching {whose}'s weights for {model}, once.")


def look(model: str, folder: Path) -> Here:
    """Which engines are installed, and whether their weights of ``model`` are in ``folder``.

    ``model``: a name, the path of Whisper's own checkpoint, or that of a folder in CTranslate2's
    form. Raises WeightsMissing for a model that no installed engine has, or a path without one: a
    name that was mistyped should be said, not worked around.
    """
    whisper, faster = (find_spec(name) is not None for name in ("whisper", "faster_whisper"))
    return Here(
        whisper=whisper,
        pocketsphinx=find_spec("pocketsphinx") is not None,
        weights=whisper and _whispers(model, folder, faster),
        faster=faster,
        faster_weights=faster and _fasters(model, folder, whisper),
    )


def _whispers(model: str, folder: Path, faster: bool) -> bool:
    if ctranslate2.is_folder(model):
        return False
    try:
        return weights.present(model, folder) is not None
    except WeightsMissing:
        if faster and model in ctranslate2.published():
            return False
        raise


def _fasters(model: str, folder: Path, whisper: bool) -> bool:
    if ctranslate2.is_folder(model):
        if ctranslate2.present(model, folder) is None:
            raise WeightsMissing(
                f"the folder {model} holds no Whisper model in CTranslate2's form",
                cause=f"it needs {', '.join(ctranslate2.NEEDED)}",
                next_step="--model base.en",
            )
        return True
    if weights.is_checkpoint(model):
        return False
    if not whisper:
        ctranslate2.check(model)
    return ctranslate2.present(model, folder) is not None
