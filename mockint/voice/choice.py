"""Which of the many voices speaks: what is typed after ``--voice``, and who renders it."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from mockint.errors import UsageError
from mockint.text.shell import quoted
from mockint.voice import english, piper_voices
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.types import Renderer, SpeechVoice

_LISTED = 8


def renderer_for(wanted: str, folder: Path, *, typed: str = "--voice") -> Renderer:
    """The renderer of the voice ``wanted``; empty is the system's English voice.

    A path that ends with ``.onnx`` is a voice of Piper's, and so is the name of one in ``folder``.
    Anything else is looked up among the system's voices, for which a process is started (0.3 s).

    Raises UsageError where none or several fit, VoiceError where the engine is missing. ``typed``:
    what stands before the name on the command line.
    """
    if not wanted:
        return Pyttsx3Renderer()
    model = Path(wanted) if piper_voices.is_path(wanted) else piper_voices.find(wanted, folder)
    if model is not None:
        from mockint.voice.piper import PiperRenderer

        return PiperRenderer(model)
    if piper_voices.is_name(wanted):
        raise UsageError(
            f"the voice {wanted} is not on this machine",
            cause="it has the form of a name of Piper's list",
            next_step=f"mockint setup --voice {wanted}",
        )
    return Pyttsx3Renderer(choose(Pyttsx3Renderer().voices(), wanted, typed=typed).id)


def choose(voices: Sequence[SpeechVoice], wanted: str, *, typed: str = "--voice") -> SpeechVoice:
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
            next_step=f"{typed} {quoted(_likeliest(fitting))}",
        )
    known = {name: one for one in voices for name in _exact_names(one)}
    near = dict.fromkeys(known[name].id for name in difflib.get_close_matches(asked, known, n=5))
    usual, listing = english.default(voices), "mockint devices --voices"
    nearest = next(iter(near), usual.id if usual else "")
    raise UsageError(
        f"there is no voice “{wanted}”",
        cause=f"nearest: {', '.join(near)}"
        if near
        else f"none of the {len(voices)} voices has a similar name",
        next_step=f"{typed} {quoted(nearest)}, or {listing}" if nearest else listing,
    )


def _likeliest(fitting: Sequence[SpeechVoice]) -> str:
    return (english.default(fitting) or fitting[0]).id


def _exact_names(voice: SpeechVoice) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (voice.id, voice.name, *voice.languages))
