"""The settings file, and completion for a shell."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from mockint.cli import terminal
from mockint.cli.group import commands
from mockint.cli.options import json_option
from mockint.errors import MockintError, UsageError

COMPLETION_GOES: dict[str, str] = {
    "bash": '# Put this line into ~/.bashrc:   eval "$(mockint config completion bash)"',
    "zsh": "# Put this line into ~/.zshrc, after compinit:   "
    'eval "$(mockint config completion zsh)"',
    "fish": "# Put this line into ~/.config/fish/completions/mockint.fish:   "
    "mockint config completion fish | source",
}
"""Shell -> the line above its script: where it goes."""


@commands.group(invoke_without_command=True)
@json_option
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Show or change your settings; set up Tab completion.

    A setting is the value that commands use when you do not give the option. Your settings are in
    one small text file. You can write comments in it.

    \b
    Example:  mockint config
              mockint config set level senior
    """
    if context.invoked_subcommand is None:
        from mockint.commands.config import config as settings

        terminal.output(settings(), as_json=as_json)


def _keys(_context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    from mockint.commands.config import names

    return [CompletionItem(name, help=about) for name, about in names() if name.startswith(typed)]


def _values(context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    from mockint.commands.config import possible

    try:
        choices = possible(context.params.get("key", "")).choices
    except MockintError:
        return []
    return [
        CompletionItem(one.value, help=one.title)
        for one in choices
        if one.value and one.value.startswith(typed)
    ]


@config.command("set")
@click.argument("key", shell_complete=_keys)
@click.argument("value", shell_complete=_values)
def set_(key: str, value: str) -> None:
    """Change one setting.

    The rest of the file stays the same, with your comments.

    \b
    Example:  mockint config set engine pocketsphinx
    """
    from mockint.commands.config import set_ as change

    terminal.show(change(key, value))


@config.command()
@click.argument("key", shell_complete=_keys)
def unset(key: str) -> None:
    """Go back to the default for one setting.

    \b
    Example:  mockint config unset engine
    """
    from mockint.commands.config import unset as change

    terminal.show(change(key))


@config.command()
def path() -> None:
    """Show where the settings file is.

    \b
    Example:  mockint config path
    """
    from mockint.commands.config import path as file

    terminal.say(str(file()))


@config.command()
def check() -> None:
    """Check the settings file for mistakes.

    This checks your own questions and stories too.

    \b
    Example:  mockint config check
    """
    from mockint.commands.config import check as read_all

    terminal.show(read_all())


@config.command()
@click.argument("shell", type=click.Choice(list(COMPLETION_GOES)))
def completion(shell: str) -> None:
    """Print a script that completes commands with Tab.

    It completes commands, options, questions and the names of your stories. The first line of the
    script tells you where to put it.

    \b
    Example:  mockint config completion bash
    """
    made = get_completion_class(shell)
    if made is None:
        raise UsageError(f"there is no completion for {shell!r}")
    script = made(commands, {}, "mockint", "_MOCKINT_COMPLETE").source()
    terminal.say(f"{COMPLETION_GOES[shell]}\n{script}")
