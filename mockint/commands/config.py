"""``mockint config``: the settings file shown, changed and checked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mockint import config as settings_file
from mockint import files, locations
from mockint.commands.values.machine import (
    Choice,
    Possible,
    Setting,
    SettingChanged,
    SettingList,
    SettingsFine,
)
from mockint.content.packs import pack_title
from mockint.errors import NoSuchModel, UsageError
from mockint.servers.address import CHAT, is_address, leaving_notice
from mockint.text.shell import quoted
from mockint.wiring import settings, stations


def config() -> SettingList:
    """Every setting, its value, and whether the file says so."""
    file = locations.config_file()
    said = settings_file.read(file)
    now = settings.settings()
    return SettingList(
        file,
        files.exists(file),
        tuple(
            Setting(
                name,
                getattr(now, name),
                settings_file.ABOUT[name],
                name in said,
                settings_file.default_of(name),
            )
            for name in settings_file.NAMES
        ),
    )


def names() -> tuple[tuple[str, str], ...]:
    """Each setting's name and what it is about."""
    return tuple(settings_file.ABOUT.items())


def speech_rate(typed: str) -> float:
    """How fast the voice speaks, as it was typed. Raises UsageError."""
    return float(settings_file.meant("speech_rate", typed))


def possible(name: str) -> Possible:
    """What a setting can be on this machine. Voices take a process, 0.3 s.

    Raises UsageError for an unknown name, and what listing the choices raises: AudioError for the
    devices.
    """
    settings_file.default_of(name)
    if name in settings_file.NUMBERS:
        numbers = settings_file.NUMBERS[name]
        return Possible(least=numbers.least, most=numbers.most, step=numbers.step)
    offered = _OFFERED.get(name)
    if offered is None:
        return Possible()
    return Possible(choices=offered(), takes_more=name in _TAKE_MORE)


_TAKE_MORE = frozenset({"pack", "engine", "model", "voice", "coach"})
"""A path or an address can be typed as well."""


def _packs() -> tuple[Choice, ...]:
    known = settings.packs(settings.settings())
    return tuple(Choice(name, pack_title(folder)) for name, folder in known.items())


def _levels() -> tuple[Choice, ...]:
    from mockint.content.packs import default_level, level_titles

    pack = settings.pack_folder(settings.settings())
    titles = level_titles(pack)
    suggested = titles.get(default_level(pack), "its own")
    return (
        Choice("", f"What the question set suggests: {suggested}"),
        *(Choice(name, title) for name, title in titles.items()),
    )


def _engines() -> tuple[Choice, ...]:
    from mockint.transcribe.engines.registry import AUTO, ENGINES

    named = [one for one in ENGINES if one.asked_by is None]
    return (
        Choice(AUTO, "The best one on this machine"),
        *(
            Choice(one.name, one.title + ("" if one.is_installed() else " (not installed)"))
            for one in named
        ),
    )


def _models() -> tuple[Choice, ...]:
    from mockint.transcribe.weights import models

    folder = locations.weights_dir()
    return tuple(
        Choice(
            one.name,
            f"{one.name}: {one.size_mb} MB, {'English' if one.english_only else 'many languages'}"
            + ("" if models.here(one, folder) else ", not downloaded yet"),
        )
        for one in models.MODELS
    )


def _voices() -> tuple[Choice, ...]:
    from mockint.commands.devices import voices

    return (
        Choice("", "American English of your system"),
        Choice(stations.NO_VOICE, "None: you read the questions"),
        *(Choice(one.name, f"{one.about} ({one.engine})") for one in voices().in_english),
    )


def _microphones() -> tuple[Choice, ...]:
    from mockint.commands.devices import to_choose

    return to_choose("input") or _NO_DEVICE


def _loudspeakers() -> tuple[Choice, ...]:
    from mockint.commands.devices import to_choose

    return to_choose("output") or _NO_DEVICE


_NO_DEVICE = (Choice("", "Your system's default; none is plugged in"),)


def _coaches() -> tuple[Choice, ...]:
    return (Choice("", "None"), Choice("http://localhost:11434", "Ollama on this machine"))


_OFFERED: Mapping[str, Callable[[], tuple[Choice, ...]]] = {
    "pack": _packs,
    "level": _levels,
    "engine": _engines,
    "model": _models,
    "voice": _voices,
    "device": _microphones,
    "speaker": _loudspeakers,
    "coach": _coaches,
}


def set_(name: str, typed: str) -> SettingChanged:
    """Write one setting; all else in the file stays as it is.

    Raises UsageError for an unknown name or value, FileError.
    """
    file = locations.config_file()
    value = settings_file.meant(name, typed)
    settings_file.read(file)  # a broken file is not made worse
    value = _checked(name, value)
    text = files.read_text(file) if files.exists(file) else ""
    files.make_private_dir(file.parent)
    files.write_text(file, settings_file.with_value(text, name, value))
    return SettingChanged(name, value, notice=_notice(name, str(value)))


def _notice(name: str, value: str) -> str:
    """That the words of answers leave this machine, where that was just allowed."""
    return leaving_notice(value, CHAT) if name == "coach" and is_address(value) else ""


def _checked(name: str, value: settings_file.Value) -> settings_file.Value:
    """A pack, a voice, a model and a device must be there, and the pack must have the level.

    A folder or a file becomes a whole path: the settings are read wherever one stands.
    """
    wanted = settings.settings()
    if name == "pack":
        return settings.library(replace(wanted, pack=str(value))).pack.folder
    if name == "level" and value:
        pack = settings.library(wanted).pack
        settings.level_of(str(value), pack, typed="mockint config set level")
    if name == "own_content" and value:
        return _own_content(str(value), wanted)
    if name == "voice" and value:
        return _voice(str(value))
    if name == "model":
        return _model(str(value), wanted.engine)
    if name in ("device", "speaker") and value:
        from mockint.audio.devices import find

        find(str(value), "input" if name == "device" else "output")
    return value


def _own_content(name: str, wanted: settings_file.Settings) -> str:
    """A folder that can be read as a person's own content. Raises UsageError, ContentError."""
    from mockint.content.load import may_be_own

    place = files.expanded(Path(name))
    folder = str(place if place.is_absolute() else files.absolute(place))
    if not files.is_dir(Path(folder)) or not may_be_own(Path(folder)):
        found = "holds nothing of that" if files.is_dir(Path(folder)) else "is not a folder"
        raise UsageError(
            f"cannot use {folder} for own_content",
            cause="your own content is a folder with questions.toml, probes.toml or cues.toml, or"
            f" with the folders stories or walkthroughs; this {found}",
            next_step=f"mkdir -p {quoted(f'{folder}/stories')}, then the same again",
        )
    changed = replace(wanted, own_content=folder)
    settings.stories(changed, settings.library(changed))
    return name if place.is_absolute() else folder


def unset(name: str) -> SettingChanged:
    """Take one setting out of the file, so that the default counts; all else stays as it is.

    Raises UsageError for an unknown name, FileError.
    """
    file = locations.config_file()
    default = settings_file.default_of(name)
    said = settings_file.read(file)
    if name in said:
        files.write_text(file, settings_file.without(files.read_text(file), name))
    return SettingChanged(name, default, is_default=True)


def _voice(name: str) -> str:
    """A voice that is here; a file is not loaded. Raises UsageError, VoiceError."""
    from mockint.voice import piper_voices
    from mockint.voice.choice import renderer_for

    if name == stations.NO_VOICE:
        return name
    if piper_voices.is_path(name):
        return str(piper_voices.check(Path(name)))
    renderer_for(name, locations.voices_dir(), typed="mockint config set voice")
    return name


def _model(name: str, engine: str) -> str:
    """A name that an engine has, or a file or folder that is there; on a server it is any name.

    Raises UsageError.
    """
    from mockint.transcribe.engines import choose, registry

    if not name:
        raise UsageError("the name of the model is empty", next_step="mockint setup --list")
    if engine != registry.AUTO and registry.find(engine).asked_by is not None:
        return name
    try:
        choose.look(name, locations.weights_dir())
    except NoSuchModel as error:
        raise UsageError(error.what, cause=error.cause, next_step="mockint setup --list") from error
    return str(files.absolute(Path(name))) if choose.form_of(name) else name


@contextmanager
def using_pack(name: str) -> Iterator[None]:
    """Within it every command uses this pack, whatever the file says: a name, or a folder.

    Raises UsageError at once where there is no such pack.
    """
    with settings.using_pack(name):
        settings.pack_folder(settings.settings())
        yield


def path() -> Path:
    """Where the settings are, for an editor."""
    return locations.config_file()


def check() -> SettingsFine:
    """Read the settings and all that they lead to. Raises what is wrong with the first."""
    wanted = settings.settings()
    library = settings.library(wanted)
    settings.level(None, wanted, library)
    said = settings_file.read(locations.config_file())
    for name in ("voice", "model"):
        if name in said:
            _checked(name, said[name])
    return SettingsFine(
        file=locations.config_file(),
        pack=library.pack.folder,
        questions=len(library.questions),
        walkthroughs=len(library.walkthroughs),
        stories=len(settings.stories(wanted, library)),
    )
