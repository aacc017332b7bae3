"""Options that several commands share, and names for the shell's completion."""

from collections.abc import Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from mockint.transcribe.engines import registry

LEVEL = click.Choice(["sde1", "sde2", "senior"])


def engine_options(command: Any) -> Any:
    """Options of every command that transcribes."""
    command = click.option(
        "--model",
        help="Whisper model: its name, the path of its file, or its name on your server.  "
        "[default: base.en]",
    )(command)
    return click.option(
        "--engine",
        metavar="E",
        help=f"What turns your speech into words: {', '.join(registry.names())}, "
        f"or {', or '.join(registry.examples())}. "
        "auto takes the best one that works on this machine.",
    )(command)


def level_option(command: Any) -> Any:
    """``--level``."""
    return click.option(
        "--level", type=LEVEL, help="Level to judge your answers at.  [default: sde2]"
    )(command)


def principle_option(command: Any) -> Any:
    """``--principle``."""
    return click.option(
        "--principle",
        metavar="P",
        shell_complete=principle_slugs,
        help="A Leadership Principle, e.g. ownership.",
    )(command)


def practice_options(command: Any) -> Any:
    """Options of every command that speaks with the candidate: all of PracticeOptions."""
    command = click.option(
        "--plain",
        is_flag=True,
        help="Print plain lines, e.g. for a screen reader, not a live screen.",
    )(command)
    command = click.option(
        "--voice",
        metavar="NAME",
        help='The interviewer\'s voice: part of its name; "none" for text only.',
    )(command)
    command = click.option(
        "--speaker", metavar="NAME", help="Loudspeaker: its number or part of its name."
    )(command)
    command = click.option(
        "--device", metavar="NAME", help="Microphone: its number or part of its name."
    )(command)
    return level_option(engine_options(command))


def json_option(command: Any) -> Any:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def story_names(
    _context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: the person's own stories."""
    from mockint.commands import completion

    return _that_begin(typed, completion.story_names())


def question_slugs(
    _context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: every question."""
    from mockint.commands import completion

    return _that_begin(typed, completion.question_slugs())


def questions_and_stories(
    context: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: what can be told."""
    return [*question_slugs(context, param, typed), *story_names(context, param, typed)]


def principle_slugs(
    _context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: every principle, in a list with commas the one being typed."""
    from mockint.commands import completion

    before = typed[: typed.rfind(",") + 1]
    return _that_begin(typed, [before + slug for slug in completion.principle_slugs()])


def _that_begin(typed: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(typed)]
