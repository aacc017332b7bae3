"""A person's settings: defaults for what the command line takes.

One small TOML file (``mockint config path`` says where, ``mockint config`` shows it), every field
optional::

    pack = "general"         # question set to use: amazon, general, or a folder of your own
    level = "senior"         # one of the pack's levels
    engine = "auto"          # auto, faster-whisper, whisper, pocketsphinx, or http://… for a server
    probes = 2               # follow-ups per question

What each is for stands beside it below, and ``mockint config`` prints that. A value on the command
line wins.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from mockint import files
from mockint.coach.types import NO_COACH
from mockint.decoding import Undecodable, toml_table
from mockint.errors import FileError, NoSuchFile, UsageError
from mockint.servers.address import CHAT, address, masked
from mockint.text.shell import quoted
from mockint.transcribe.engines import registry

Value = str | int | float
SPEECH_RATES = (0.7, 1.3)
"""The slowest and the fastest that is good to listen to with every voice."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which numbers a setting may be; both ends are good."""

    least: float
    most: float | None = None
    """None: as many as one likes."""
    step: float = 1
    """Between one value and the next that makes a difference."""


NUMBERS: Mapping[str, Numbers] = {"speech_rate": Numbers(*SPEECH_RATES, 0.1), "probes": Numbers(0)}
"""Of each setting that is a number."""


def _about(text: str) -> dict[str, str]:
    return {"about": text}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers. The metadata ``about`` is shown to them."""

    pack: str = field(
        default="amazon",
        metadata=_about("Question set to use: the name of a pack, or the folder of your own pack."),
    )
    level: str = field(
        default="",
        metadata=_about(
            "The level to judge your answers at. Empty: the level that the pack suggests."
        ),
    )
    engine: str = field(
        default="auto",
        metadata=_about(
            f"What turns your voice into words: {', '.join(registry.names())}, "
            "or http://… for a server."
        ),
    )
    model: str = field(
        default="base.en", metadata=_about("A Whisper model: its name, or the path of its file.")
    )
    voice: str = field(
        default="",
        metadata=_about(
            "The interviewer's voice: part of its name, or the path of a Piper voice (.onnx); "
            '"none" for text only. Empty: the American English of your system.'
        ),
    )
    speech_rate: float = field(
        default=1.0,
        metadata=_about("How fast the interviewer speaks: from 0.7 (slow) to 1.3 (fast)."),
    )
    device: str = field(
        default="",
        metadata=_about("Microphone: its number or part of its name. Empty: the system's default."),
    )
    speaker: str = field(
        default="",
        metadata=_about(
            "Loudspeaker: its number or part of its name. Empty: the system's default."
        ),
    )
    probes: int = field(default=2, metadata=_about("Follow-ups per question; 0 for none."))
    coach: str = field(
        default="",
        metadata=_about(
            "A language model on this machine that may suggest a follow-up and a sentence: "
            'http://localhost:11434 for Ollama. Empty or "none": none.'
        ),
    )
    coach_model: str = field(
        default="",
        metadata=_about("Which model of that server. Empty: the first that it lists."),
    )
    own_content: str = field(
        default="",
        metadata=_about(
            "Folder with your own questions and stories. Empty: content, next to this file."
        ),
    )


NAMES: tuple[str, ...] = tuple(one.name for one in fields(Settings))
ABOUT: Mapping[str, str] = {one.name: one.metadata["about"] for one in fields(Settings)}
_DEFAULTS: Mapping[str, Value] = {name: getattr(Settings(), name) for name in NAMES}
_ONE_LINE_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[+-]?[0-9_]+(?:\.[0-9_]+)?)"""
_KINDS = {str: "text in quotes", int: "a whole number", float: "a number"}


def load(path: Path) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises UsageError naming the field and what was expected.
    """
    values = read(path)
    return Settings(**values)  # type: ignore[arg-type]  # each was checked against its field


def read(path: Path) -> dict[str, Value]:
    """What the file itself sets, checked; nothing where there is no file. Raises as ``load``."""
    try:
        values = toml_table(files.read_bytes(path))
    except NoSuchFile:
        return {}
    except FileError as error:
        raise _broken(path, error.cause) from error
    except Undecodable as error:
        raise _broken(path, str(error)) from error
    for name, value in values.items():
        problem = _problem(name, value)
        if problem:
            raise _broken(path, problem)
    return values


def meant(name: str, typed: str) -> Value:
    """What was typed for ``name``, as its field holds it. Raises UsageError."""
    value: Value = typed
    number = typed.strip()
    if isinstance(_DEFAULTS.get(name), int) and re.fullmatch(r"[+-]?[0-9]+", number):
        value = int(number)
    elif isinstance(_DEFAULTS.get(name), float) and re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", number):
        value = float(number)
    problem = _problem(name, value)
    if problem:
        raise UsageError(f"cannot change {name}", cause=problem, next_step="mockint config")
    return value


def default_of(name: str) -> Value:
    """What counts where the file says nothing of ``name``. Raises UsageError."""
    if name not in _DEFAULTS:
        problem = f"there is no setting {name!r}; there are {', '.join(NAMES)}"
        raise UsageError(f"cannot change {name}", cause=problem, next_step="mockint config")
    return _DEFAULTS[name]


def without(text: str, name: str) -> str:
    """The file's text without the line that sets ``name``; every other one stays as it is.

    Raises UsageError where it is written in a way that is not one line.
    """
    changed = re.sub(rf"{_line_of(name).pattern}[^\n]*\n?", "", text, flags=re.MULTILINE)
    wanted = {other: value for other, value in _values(text).items() if other != name}
    if _values(changed) != wanted:
        raise UsageError(
            f"cannot remove the line that sets {name}, so remove it yourself",
            next_step="mockint config path",
        )
    return changed


def _line_of(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t]*{name}[ \t]*=[ \t]*{_ONE_LINE_VALUE}(?=[ \t]*(?:#|$))",
        re.MULTILINE,
    )


def with_value(text: str, name: str, value: Value) -> str:
    """The file's text with ``name`` set; every other line, comments among them, stays as it is.

    The settings have no tables, so one setting is one line. Raises UsageError where it is written
    in a way that a line cannot be put in the place of.
    """
    written = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    changed, found = _line_of(name).subn(lambda _: written, text)
    if not found:
        changed = text + ("" if not text or text.endswith("\n") else "\n") + written + "\n"
    wanted = {**_values(text), name: value}
    if _values(changed) != wanted:
        raise UsageError(
            f"cannot change the line that sets {name}, so change it yourself",
            cause=f"write this instead: {written}",
            next_step="mockint config path",
        )
    return changed


def _values(text: str) -> Mapping[str, object]:
    try:
        return toml_table(text)
    except Undecodable:
        return {}


def _problem(name: str, value: object) -> str:
    """What is wrong with a setting; empty where nothing is."""
    if name not in _DEFAULTS:
        return f"there is no setting {name!r}; there are {', '.join(NAMES)}"
    wanted = type(_DEFAULTS[name])
    if type(value) is not wanted and (wanted, type(value)) != (float, int):
        return f"{name} must be {_KINDS[wanted]}, not {value!r}"
    if name == "engine" and not registry.is_setting(str(value)):
        known = ", ".join(registry.names())
        shown = masked(str(value))
        return f"{name} must be one of {known}, or http://HOST:PORT for a server, not {shown!r}"
    if name in NUMBERS and isinstance(value, int | float):
        return _out_of(NUMBERS[name], name, value)
    return _wrong_coach(str(value)) if name == "coach" else ""


def _out_of(numbers: Numbers, name: str, value: float) -> str:
    least, most = numbers.least, numbers.most
    if value >= least and (most is None or value <= most):
        return ""
    allowed = f"{least} or more" if most is None else f"from {least} to {most}"
    return f"{name} must be {allowed}, not {value}"


def _wrong_coach(url: str) -> str:
    try:
        if url not in ("", NO_COACH):
            address(url, CHAT)
    except UsageError as error:
        shown = masked(url)
        return f"coach must be http://HOST:PORT or {NO_COACH}, not {shown!r}: {error.cause}"
    return ""


def _broken(path: Path, cause: str) -> UsageError:
    return UsageError(
        f"cannot use the settings file {path}", cause=cause, next_step=f"edit {quoted(path)}"
    )
