"""The microphone and the settings."""

from collections.abc import Mapping, Sequence

from mockint.commands.values.machine import SoundChecked
from mockint.errors import AudioError, MockintError
from mockint.pages import evening


def sound(values: Sequence[object]) -> str:
    """Microphones, and what the last sentence came to."""
    from mockint.commands.devices import devices

    checked = next((one for one in reversed(values) if isinstance(one, SoundChecked)), None)
    try:
        return evening.sound_page(devices(), "", checked)
    except AudioError as error:
        return evening.sound_page(None, str(error), checked)


def settings(said: str = "") -> str:
    """Every setting."""
    from mockint.commands.config import config, levels

    usual = [("", "The one that the pack suggests")]
    return evening.settings_page(config(), said, {"level": usual + list(levels())})


def changed(given: Mapping[str, str]) -> str:
    """Write a setting, and show them all again."""
    from mockint.commands.config import set_

    name = given.get("name", "")
    try:
        set_(name, given.get("value", ""))
    except MockintError as error:
        return settings(str(error))
    return settings(f"{name} is saved.")
