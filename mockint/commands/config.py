"""``mockint config``: the settings file shown, changed and checked; completion for a shell."""

import json

import click

from mockint import config, files, locations
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
    text = files.read_text(file) if file.exists() else ""
    files.make_private_dir(file.parent)
    files.write_text(file, config.with_value(text, name, value))
    click.echo(f"{name} = {json.dumps(value, ensure_ascii=False)}")


def show_path() -> None:
    """Where the settings are, for an editor."""
    click.echo(locations.config_file())


def check_settings() -> None:
    """Read the settings and all that they lead to. Raises what is wrong with the first."""
    wanted = base.settings()
    library = base.library(wanted)
    stories = base.stories(wanted, library)
    click.echo(
        f"{locations.config_file()}: fine. {len(library.questions)} questions, "
        f"{len(library.walkthroughs)} walkthroughs and {len(stories)} of your stories can be used."
    )


def show_completion(program: click.Command, shell: str) -> None:
    """What a shell needs to complete our commands, under a line that says where it goes."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise UsageError(f"no completion for {shell!r}", cause=f"known are {', '.join(PLACES)}")
    script = made(program, {}, "mockint", "_MOCKINT_COMPLETE").source()
    click.echo(f"{PLACES[shell]}\n{script}")
