"""A person's settings: defaults for what the command line takes.

One small TOML file (``mockint doctor`` prints where), every field optional::

    level = "senior"         # sde1, sde2 or senior
    engine = "auto"          # auto, faster-whisper, whisper, pocketsphinx, or http://… for a server
    model = "base.en"        # any Whisper model, or the path of a checkpoint
    voice = "en-us"          # part of a voice's name; "none" shows the questions only
    device = "USB"           # microphone: number or part of its name, see `mockint devices`
    speaker = "Headset"      # loudspeaker, the same way
    probes = 2               # follow-ups a question
    own_content = "~/my-questions"

A value on the command line wins.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from mockint.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers."""

    level: str = "sde2"
    engine: str = "auto"
    model: str = "base.en"
    voice: str = ""
    """Empty: the first English voice. "none": no voice."""
    device: str = ""
    """Empty: the system's default microphone."""
    speaker: str = ""
    """Empty: the system's default loudspeaker."""
    probes: int = 2
    own_content: str = ""
    """Empty: the ``content`` folder beside the settings file."""


_ALLOWED = {
    "level": ("sde1", "sde2", "senior"),
    "engine": ("auto", "faster-whisper", "whisper", "pocketsphinx"),
}
_SERVER = ("http://", "https://")


def load(path: Path) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises UsageError naming the field and what was expected.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error
    known = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            raise _broken(path, f"unknown setting {name!r}; known are {', '.join(known)}")
        if type(value) is not known[name]:
            raise _broken(path, f"{name} must be of type {known[name].__name__}, not {value!r}")
        server = name == "engine" and str(value).startswith(_SERVER)
        if name in _ALLOWED and value not in _ALLOWED[name] and not server:
            raise _broken(path, f"{name} must be one of {', '.join(_ALLOWED[name])}, not {value!r}")
    if values.get("probes", 0) < 0:
        raise _broken(path, f"probes must be 0 or more, not {values['probes']}")
    return Settings(**values)


def _broken(path: Path, cause: str) -> UsageError:
    return UsageError(
        f"the settings file {path} cannot be used", cause=cause, next_step=f"edit {path}"
    )
