"""What is done to this machine: its sound tried, models and voices fetched, all of it checked."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Literal
from urllib.parse import urlencode

from mockint.errors import MockintError
from mockint.pages.machine import NotFetched
from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront, Stopped
from mockint.web.showing.machine import tried

SOUND, SETUP, CHECK = "/sound", "/setup", "/check"
CHECKS = 8
"""How many lines the doctor has, where a language model is asked as well."""


def _sound(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.practice.sound_check import sound_check

    options = PracticeOptions(
        device=_device(given, "device"),
        speaker=_device(given, "speaker"),
        voice=given.get("voice"),
        speech_rate=_rate(given),
    )
    checked = sound_check(options, front)
    if checked is not None:
        front.show(checked)
    return f"{SOUND}?{urlencode(tried(given))}"


def _play(given: Given, front: PageFront) -> str:
    from mockint.commands.devices import play

    with front.stoppable() as stop:
        play(given.get("voice", ""), _rate(given), _device(given, "speaker"), stop)
    return SOUND


def _device(given: Given, name: str) -> str:
    """What was chosen, also where that is the system's own and the settings name another."""
    from mockint.commands.devices import default

    return given.get(name) or default("input" if name == "device" else "output")


def _rate(given: Given) -> float | None:
    """How fast the voice speaks. Raises UsageError for what is no number of that setting."""
    from mockint.commands.config import speech_rate

    return speech_rate(given["speech_rate"]) if "speech_rate" in given else None


def _model(given: Given, front: PageFront) -> str:
    from mockint.commands.setup import setup

    name = given.get("model", "")
    return _fetched("model", name, lambda: list(setup(None, name, front)), front)


def _voice(given: Given, front: PageFront) -> str:
    from mockint.commands.setup import fetch_voice

    name = (given.get("other") or given.get("voice", "")).strip()
    return _fetched("voice", name, lambda: fetch_voice(name, front), front)


def _fetched(
    kind: Literal["model", "voice"], name: str, fetch: Callable[[], object], front: PageFront
) -> str:
    """What came of it is shown where models and voices are, also that it failed."""
    try:
        with front.cancellable():
            front.show(fetch())
    except Stopped:
        front.show(NotFetched(kind, name, "You stopped it.", "", ""))
    except MockintError as error:
        front.show(NotFetched(kind, name, error.what, error.cause, error.next_step))
    return SETUP


def _check(_given: Given, front: PageFront) -> str:
    from mockint.commands.doctor import doctor

    with (
        suppress(Stopped),
        front.cancellable(),
        front.working("checking this machine; say something meanwhile") as far,
    ):
        for done, one in enumerate(doctor(), 1):
            front.show(one)
            far(min(1.0, done / CHECKS))
    return CHECK


DOINGS: Mapping[str, Doing] = {
    "sound": Doing("Sound check", _sound),
    "play": Doing("The interviewer's voice", _play, SOUND),
    "fetch-model": Doing("Downloading a model", _model),
    "fetch-voice": Doing("Downloading a voice", _voice),
    "check": Doing("Checking this machine", _check),
}
