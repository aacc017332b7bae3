"""Which of the many voices speaks: by id, or by a part of its name."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.errors import UsageError

DEFAULT_VOICE_ID = "gmw/en-us"
"""espeak-ng's American English."""

_LISTED = 8


@dataclass(frozen=True, slots=True)
class SpeechVoice:
    """A voice that can be asked for."""

    id: str
    """As pyttsx3 takes it, e.g. "gmw/en-us"."""
    name: str
    """e.g. "English (America)"."""
    languages: tuple[str, ...]


def choose(voices: Sequence[SpeechVoice], wanted: str) -> SpeechVoice:
    """The voice that ``wanted`` means: its id, its language, its whole name, or a part of these.

    Raises UsageError where none or several fit, and names them.
    """
    asked = wanted.strip().casefold()
    exact = [one for one in voices if asked in _exact_names(one)]
    if len(exact) == 1:
        return exact[0]
    fitting = [one for one in voices if asked in f"{one.id} {one.name}".casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = "; ".join(f"{one.id} ({one.name})" for one in fitting[:_LISTED])
        more = f"; and {len(fitting) - _LISTED} more" if len(fitting) > _LISTED else ""
        raise UsageError(
            f"{len(fitting)} voices match “{wanted}”",
            cause=listed + more,
            next_step=f"--voice {_likeliest(fitting)}",
        )
    known = {name: one for one in voices for name in _exact_names(one)}
    near = dict.fromkeys(known[name].id for name in difflib.get_close_matches(asked, known, n=5))
    raise UsageError(
        f"there is no voice “{wanted}”",
        cause=f"nearest: {', '.join(near)}"
        if near
        else f"none of the {len(voices)} voices has a similar name",
        next_step=f"--voice {next(iter(near), DEFAULT_VOICE_ID)}",
    )


def _likeliest(fitting: Sequence[SpeechVoice]) -> str:
    ids = [one.id for one in fitting]
    return DEFAULT_VOICE_ID if DEFAULT_VOICE_ID in ids else ids[0]


def _exact_names(voice: SpeechVoice) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (voice.id, voice.name, *voice.languages))
