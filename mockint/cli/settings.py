"""The settings file, and completion for a shell."""

import click
from click.shell_completion import CompletionItem

from mockint.cli.group import commands, json_option

SHELLS = click.Choice(["bash", "zsh", "fish"])


@commands.group(invoke_without_command=True)
@json_option
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Your settings, and completion for your shell.

    What each command takes where you do not say otherwise.

    One small text file, with comments of your own where you like.

    \b
    Example:  mockint config
              mockint config set level senior
    """
    if context.invoked_subcommand is None:
        from mockint.commands.config import show_settings

        show_settings(as_json=as_json)


def _keys(_context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    from mockint.config import ABOUT

    return [
        CompletionItem(name, help=about) for name, about in ABOUT.items() if name.startswith(typed)
    ]


@config.command("set")
@click.argument("key", shell_complete=_keys)
@click.argument("value")
def set_(key: str, value: str) -> None:
    """Set one of them.

    The rest of the file, comments too, stays as it is.

    \b
    Example:  mockint config set engine pocketsphinx
    """
    from mockint.commands.config import set_value

    set_value(key, value)


@config.command()
def path() -> None:
    """Say where the file is.

    \b
    Example:  mockint config path
    """
    from mockint.commands.config import show_path

    show_path()


@config.command()
def check() -> None:
    """Say what is wrong with it, if anything.

    Your own questions and stories are read as well.

    \b
    Example:  mockint config check
    """
    from mockint.commands.config import check_settings

    check_settings()


@config.command()
@click.argument("shell", type=SHELLS)
def completion(shell: str) -> None:
    """Print what completes commands with Tab.

    The first line says where it goes. Commands, options, and the names of your stories.

    \b
    Example:  mockint config completion bash
    """
    from mockint.commands.config import show_completion

    show_completion(commands, shell)
