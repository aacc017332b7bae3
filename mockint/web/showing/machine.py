"""The microphone, the settings, models and voices, and what a check found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mockint.commands.values.machine import Possible, Setting, SoundChecked
from mockint.errors import MockintError
from mockint.pages import machine


def sound(values: Sequence[object], tried: Mapping[str, str]) -> str:
    """Devices and voices, with what was tried last, and what the last sentence came to."""
    known = [name for name in machine.TRIED if name in tried]
    return _sound(values, {name: machine.Typed(name, tried[name]) for name in known})


def tried(given: Mapping[str, str]) -> Mapping[str, str]:
    """What of a form is tried out and can be kept: the page after it has it, too.

    An empty field does not come with its form, and the form of the sound check always has a speed.
    """
    is_whole = "speech_rate" in given
    return {name: given.get(name, "") for name in machine.TRIED if is_whole or name in given}


def keep_sound(given: Mapping[str, str]) -> str:
    """Make settings of what was tried, where that differs, and show the page again."""
    from mockint.commands.config import config

    now = {one.name: str(one.value) for one in config().settings}
    came = {name: _kept(name, given.get(name, ""), now[name]) for name in machine.TRIED}
    said = "" if any(one.problem for one in came.values()) else "Kept. Every round uses it now."
    return _sound((), came, said)


def _kept(name: str, typed: str, now: str) -> machine.Typed:
    return machine.Typed(name, typed) if typed == now else _set(name, typed)


def _sound(values: Sequence[object], tried: Mapping[str, machine.Typed], said: str = "") -> str:
    from mockint.commands.config import config

    fields, trouble, lacking = [], "", []
    for one in config().settings:
        if one.name in machine.TRIED:
            possible, why = _possible(one)
            trouble = trouble or why
            if one.name in ("device", "speaker") and not (why or _is_plugged_in(one.name)):
                lacking.append(one.name)
            fields.append(_tried(one, possible, tried.get(one.name)))
    checked = next((one for one in reversed(values) if isinstance(one, SoundChecked)), None)
    return machine.sound_page(
        fields,
        trouble=trouble,
        lacking=lacking,
        said=said,
        checked=checked,
        again=bool(tried),
    )


def _is_plugged_in(name: str) -> bool:
    from mockint.commands.devices import to_choose

    return bool(to_choose("input" if name == "device" else "output"))


def _tried(one: Setting, possible: Possible, typed: machine.Typed | None) -> machine.Field:
    """As it was tried; a path or an address is for the page of the settings."""
    if typed is not None and not typed.problem:
        one = replace(one, value=typed.value)
    return machine.field(one, replace(possible, takes_more=False), typed)


def _possible(one: Setting) -> tuple[Possible, str]:
    """(what it can be, why that cannot be told); then what it is now stays the only choice."""
    from mockint.commands.config import possible

    try:
        return possible(one.name), ""
    except MockintError as error:
        return Possible(), in_words(error)


def settings(came: machine.Typed | None = None) -> str:
    """Every setting; ``came``: what was just typed for one of them, and what became of it."""
    from mockint.commands.config import config

    value = config()
    fields = [
        machine.field(one, _possible(one)[0], came if came and came.name == one.name else None)
        for one in value.settings
    ]
    return machine.settings_page(value, fields)


def changed(given: Mapping[str, str]) -> str:
    """Write a setting, or give it back its default, and show them all again."""
    from mockint.commands.config import unset

    name = given.get("name", "")
    if "usual" in given:
        unset(name)
        return settings(machine.Typed(name, "", said="It is as usual again."))
    return settings(_set(name, given.get("more", "").strip() or given.get("value", "")))


def _set(name: str, typed: str) -> machine.Typed:
    from mockint.commands.config import set_

    try:
        done = set_(name, typed)
    except MockintError as error:
        return machine.Typed(name, typed, problem=in_words(error))
    return machine.Typed(name, typed, said=f"Saved. {done.notice}".strip())


def in_words(error: MockintError) -> str:
    """What failed and why, without what would be typed next in a terminal."""
    if error.what.startswith("cannot change "):
        return _sentence(error.cause)
    return _sentence(f"{error.what}: {error.cause}" if error.cause else error.what)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def setup(values: Sequence[object]) -> str:
    """Models and voices: what is here, and what can be fetched."""
    from mockint.commands.devices import voices
    from mockint.commands.setup import models, suggested_voices

    return machine.setup_page(models(), voices(), suggested_voices(), values)


def check(values: Sequence[object]) -> str:
    """What the last check of this machine found."""
    return machine.check_page(values)
