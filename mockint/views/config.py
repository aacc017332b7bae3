"""Settings as terminal text."""

import json

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mockint.commands.values.config import SettingChanged, SettingList, SettingsFine
from mockint.views.drawing import draw, unbroken


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
        lines.append(Padding(Text(one.about, "dim"), (0, 0, 0, 2), expand=False))
    there = (
        "" if value.file_exists else " (it does not exist yet, because you have not set anything)"
    )
    return Group(
        *lines,
        Text(),
        unbroken(f"The file: {value.file}{there}"),
        Text("Change one:  mockint config set level senior", "dim"),
    )


@draw.register
def _changed(value: SettingChanged) -> RenderableType:
    return unbroken(f"{value.name} = {_written(value.value)}")


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
