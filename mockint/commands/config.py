"""``mockint config``: the settings file shown, changed and checked; completion for a shell."""

import json
import os
from dataclasses import replace
from pathlib import Path

import click

from mockint import config, locations
from mockint.errors import UsageError
from mockint.wiring import settings as base

PLACES = {
    "bash": '# Put into ~/.bashrc:   eval "$(mockint config completion bash)"',
    "zsh": '# Put into ~/.zshrc, after compinit:   eval "$(mockint config completion zsh)"',
    "fish": "# Put into ~/.config/fish/completions/mockint.fish:   "
    "mockint config completion fish | source",
}
"""Shell -> the line above its script: where it goes."""


def show_settings(*, as_json: bool) -> None:
    """Every setting, its value, and whether the file says so."""
    from rich.padding import Padding
    from rich.text import Text

    file = locations.config_file()
    said = config.read(file)
    settings = base.settings()
    if as_json:
        value = {name: getattr(settings, name) for name in config.NAMES}
        click.echo(json.dumps({"file": str(file), "settings": value, "set": sorted(said)}))
        return
    console = base.console()
    for name in config.NAMES:
        shown = json.dumps(getattr(settings, name), ensure_ascii=False)
        source = "yours" if name in said else "default"
        console.print(Text.assemble((f"{name} = {shown}", "bold"), (f"   ({source})", "dim")))
        console.print(Padding(Text(config.ABOUT[name], "dim"), (0, 0, 0, 2), expand=False))
    there = "" if file.exists() else " (not there yet: nothing is set)"
    console.print(Text(f"\nThe file: {file}{there}"), soft_wrap=True)
    console.print("Change one:  mockint config set level senior", style="dim")


def set_value(name: str, typed: str) -> None:
    """Write one setting; all else in the file stays as it is."""
    file = locations.config_file()
    value = config.meant(name, typed)
    config.read(file)  # a broken file is not made worse
    _check_choice(name, str(value))
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = config.with_value(text, name, value)
    _write(file, changed)
    click.echo(f"{name} = {json.dumps(value, ensure_ascii=False)}")


def _check_choice(name: str, value: str) -> None:
    """A pack that can be found, and a level that it has."""
    wanted = base.settings()
    if name == "pack":
        base.library(replace(wanted, pack=value))
    elif name == "level" and value:
        base.level_of(value, base.library(wanted).pack)


def _write(file: Path, text: str) -> None:
    """Whole or not at all. A link to a file elsewhere (dotfiles) stays a link."""
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, target)
    except OSError as error:
        raise UsageError(f"{target} could not be written", cause=str(error)) from error


def show_path() -> None:
    """Where the settings are, for an editor."""
    click.echo(locations.config_file())


def check_settings() -> None:
    """Read the settings and all that they lead to. Raises what is wrong with the first."""
    wanted = base.settings()
    library = base.library(wanted)
    base.level(None, wanted, library)
    stories = base.stories(wanted, library)
    counted = (
        f"{len(library.questions)} questions, {len(library.walkthroughs)} walkthroughs "
        f"and {len(stories)} of your stories can be used."
    )
    click.echo(f"{locations.config_file()}: fine. The pack is {library.pack.folder}. {counted}")


def show_completion(program: click.Command, shell: str) -> None:
    """What a shell needs to complete our commands, under a line that says where it goes."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise UsageError(f"no completion for {shell!r}", cause=f"known are {', '.join(PLACES)}")
    script = made(program, {}, "mockint", "_MOCKINT_COMPLETE").source()
    click.echo(f"{PLACES[shell]}\n{script}")
