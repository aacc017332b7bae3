"""Every engine that turns sound into words: the one list that all others read.

What the command line offers, what ``auto`` takes, what is fetched, what a debrief says about the
words and about where the sound went: all of it is read from here. To add an engine, write its
module, one entry in :data:`ENGINES` and its test (docs/adding.md).

Cheap to import, because ``mockint --help`` reads it: a library or a heavy module of ours is
imported by the function that needs it.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mockint.errors import UsageError
from mockint.servers.address import SOUND_LEAVES, address, is_address, leaving_notice

if TYPE_CHECKING:
    from mockint.transcribe.types import EngineInfo, Recognizer, WordQuality
    from mockint.transcribe.weights.published import WeightsSource

AUTO = "auto"
"""The request for the best engine that can work on this machine."""
DEFAULT_SETUP = "whisper"
"""Whose weights ``mockint setup`` fetches where no engine is named."""

WeightsKind = Literal["checkpoint", "CTranslate2 folder"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What an engine must have on disk before it can work."""

    kind: WeightsKind
    """The form they have; a path in the other form is no model of this engine."""
    source: "Callable[[], WeightsSource]"
    """Imports what knows where they are and how they are fetched."""


def _stays(_request: str) -> bool:
    return False


def _nothing_to_say(_request: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One way to turn sound into words."""

    name: str
    """As typed after ``--engine``, e.g. "whisper"."""
    title: str
    """As printed, in front of the model's name where there is one, e.g. "openai-whisper"."""
    aliases: tuple[str, ...] = ()
    """Other names that ``--engine`` takes. The title is always one; capitals do not matter."""
    asked_by: Callable[[str], bool] | None = None
    """Where it is asked for by an address or a path: whether a request does. None: by name.

    May raise UsageError for a request that has the form and is wrong.
    """
    example: str = ""
    """What to type for an engine that has no name of its own, for help."""
    package: str = ""
    """The module that must be installed; empty where none must."""
    install: str = ""
    """The command that installs it."""
    extra: bool = False
    """It does not come with mockint, so nothing is said where it is missing."""
    weights: Weights | None = None
    words: "WordQuality"
    """What its words are good for."""
    live: bool = False
    """It hears a phrase while it is being said, not only at its end."""
    preference: int | None = None
    """Its place where ``auto`` chooses, the smallest first; None: only where it is asked for."""
    align: bool = False
    """Its word times drift and it drops most "um": its words are aligned with the sound."""
    sound_leaves: Callable[[str], bool] = _stays
    """Whether a request sends the sound to another machine."""
    notice: Callable[[str], str] = _nothing_to_say
    """A line to show once where a request chooses it; empty for none."""
    make: "Callable[[str, str, Path], Recognizer] | None" = None
    """Makes it from the request, the model and the folder of weights, without loading anything.

    A function of a module, so that it can be sent to another process. None where nothing hears:
    the words are read from a file.
    """

    def answers_to(self, request: str) -> bool:
        """Whether ``request`` is one of its names."""
        known = (self.name, self.title, *self.aliases)
        return self.asked_by is None and request.strip().casefold() in map(str.casefold, known)

    def is_installed(self) -> bool:
        """Whether the package it needs can be imported; it is not."""
        return not self.package or find_spec(self.package) is not None

    def info(self, request: str) -> "EngineInfo":
        """What a transcript keeps about it."""
        from mockint.transcribe.types import EngineInfo

        return EngineInfo(words=self.words, sound_left=self.sound_leaves(request))

    def setup(self, model: str) -> str:
        """The command that fetches its weights of ``model``."""
        whose = "" if self.name == DEFAULT_SETUP else f"--engine {self.name} "
        return f"mockint setup {whose}--model {model}"


# ---------------------------------------------------------------- how each is made


def _faster_whisper(_request: str, model: str, weights_dir: Path) -> "Recognizer":
    from mockint.transcribe.engines.faster_whisper import FasterWhisperRecognizer

    return FasterWhisperRecognizer(model, weights_dir=weights_dir)


def _faster_whisper_weights() -> "WeightsSource":
    from mockint.transcribe.weights import ctranslate2

    return ctranslate2


def _whisper(_request: str, model: str, weights_dir: Path) -> "Recognizer":
    from mockint.transcribe.engines.whisper import WhisperRecognizer

    return WhisperRecognizer(model, weights_dir=weights_dir)


def _whisper_weights() -> "WeightsSource":
    from mockint.transcribe.weights import whisper

    return whisper


def _pocketsphinx(_request: str, _model: str, _weights_dir: Path) -> "Recognizer":
    from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer

    return PocketSphinxRecognizer()


def _server(request: str, model: str, _weights_dir: Path) -> "Recognizer":
    from mockint.transcribe.engines.server import RemoteRecognizer

    return RemoteRecognizer(request, model)


def _is_server(request: str) -> bool:
    return is_address(request) and bool(address(request))


def _is_path(request: str) -> bool:
    return not is_address(request) and (os.sep in request or "." in request)


ENGINES: tuple[Engine, ...] = (
    Engine(
        name="faster-whisper",
        title="faster-whisper",
        package="faster_whisper",
        install='pip install "mockint[fast]"',
        extra=True,
        weights=Weights("CTranslate2 folder", _faster_whisper_weights),
        words="good",
        preference=1,
        align=True,
        make=_faster_whisper,
    ),
    Engine(
        name="whisper",
        title="openai-whisper",
        package="whisper",
        install="pip install openai-whisper",
        weights=Weights("checkpoint", _whisper_weights),
        words="good",
        preference=2,
        align=True,
        make=_whisper,
    ),
    Engine(
        name="pocketsphinx",
        title="PocketSphinx",
        aliases=("PocketSphinx en-us",),
        package="pocketsphinx",
        install="pip install pocketsphinx",
        words="rough",
        live=True,
        preference=3,
        make=_pocketsphinx,
    ),
    Engine(
        name="server",
        title="remote",
        asked_by=_is_server,
        example="http://HOST:PORT for a server (your sound then leaves this machine)",
        words="unknown",
        align=True,
        sound_leaves=lambda request: not address(request).here,
        notice=leaving_notice,
        make=_server,
    ),
    Engine(
        name="transcript file",
        title="transcript file",
        asked_by=_is_path,
        example="FILE.json for a transcript",
        words="unknown",
    ),
)


# ---------------------------------------------------------------- reading the list


def names(engines: Sequence[Engine] = ENGINES) -> tuple[str, ...]:
    """What ``--engine`` offers by name; the best first."""
    return (AUTO, *(one.name for one in engines if one.asked_by is None))


def examples(engines: Sequence[Engine] = ENGINES) -> tuple[str, ...]:
    """What else ``--engine`` takes, each with what it is for."""
    return tuple(one.example for one in engines if one.asked_by is not None)


def with_weights(engines: Sequence[Engine] = ENGINES) -> tuple[str, ...]:
    """Names of the engines whose weights ``mockint setup`` can fetch."""
    return tuple(one.name for one in engines if one.weights is not None)


def by_preference(engines: Sequence[Engine] = ENGINES) -> tuple[Engine, ...]:
    """Those that ``auto`` may take, the best first."""
    taken = [(one.preference, one) for one in engines if one.preference is not None]
    return tuple(one for _, one in sorted(taken, key=lambda pair: pair[0]))


def candidates(request: str, engines: Sequence[Engine] = ENGINES) -> tuple[Engine, ...]:
    """The engines that may answer ``request``, the best first. Raises as :func:`find`."""
    return by_preference(engines) if is_auto(request) else (find(request, engines),)


def is_auto(request: str) -> bool:
    """Whether ``request`` leaves the choice to us."""
    return request.strip().casefold() == AUTO


def find(request: str, engines: Sequence[Engine] = ENGINES) -> Engine:
    """The engine that ``request`` asks for: by a name, an address or a path; not ``auto``.

    Raises UsageError where there is none.
    """
    for one in engines:
        if one.answers_to(request):
            return one
    # "openai-whisper base.en", as printed: the "." does not make it a path.
    first, *rest = request.replace("--model", " ").split() or [""]
    meant = next((one for one in engines if one.answers_to(first)), None)
    if meant is None:
        for one in engines:
            if one.asked_by is not None and one.asked_by(request):
                return one
    raise UsageError(
        f"there is no engine {request!r}",
        cause=f"you can type {', '.join(names(engines))}, or {', or '.join(examples(engines))}",
        next_step=f"--engine {meant.name} --model {rest[0]}" if meant and rest else "--engine auto",
    )


def is_setting(value: str, engines: Sequence[Engine] = ENGINES) -> bool:
    """Whether ``value`` names an engine for every round to come; a transcript file is for one."""
    try:
        return is_auto(value) or _is_server(value) or any(one.answers_to(value) for one in engines)
    except UsageError:  # an address that is none
        return False


def check(request: str, engines: Sequence[Engine] = ENGINES) -> None:
    """Raise UsageError where ``request`` asks for no engine."""
    candidates(request, engines)


def info_of(printed: str, engines: Sequence[Engine] = ENGINES) -> "EngineInfo":
    """What is true of the engine with this printed name.

    Only for transcripts from before the two facts were kept beside the name.
    """
    from mockint.transcribe.types import NO_ENGINE, EngineInfo

    for one in engines:
        if printed.startswith(one.title):
            return EngineInfo(words=one.words, sound_left=SOUND_LEAVES in printed)
    return NO_ENGINE
