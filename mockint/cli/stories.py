"""The person's own stories."""

import sys
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import (
    json_option,
    level_option,
    practice_options,
    principle_slugs,
    story_names,
)


@commands.group()
def story() -> None:
    """Keep your own stories, and see what they cover.

    You tell or write a story once, and practice it for many questions. Each is a file that you can
    read, in the folder "stories" of your content folder.

    \b
    Example:  mockint story add web-hooks --principle ownership
              mockint story coverage
    """


@story.command()
@click.argument("name")
@click.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="P",
    shell_complete=principle_slugs,
    help="One that it shows, as you see it; may be given again.",
)
@click.option("--from", "source", metavar="FILE", help='A text or a story file; "-" for a pipe.')
@click.option("--write", is_flag=True, help="Write it in your editor instead of telling it.")
@practice_options
def add(
    name: str, principles: tuple[str, ...], source: str | None, write: bool, **rest: Any
) -> None:
    """Tell a story aloud, or write it.

    What you tell is transcribed and cut into its five parts; you keep it, tell it again, or
    correct it in your editor.

    \b
    Example:  mockint story add web-hooks --principle ownership
              mockint story add web-hooks --from notes.txt
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.story_add import AddOptions, add_story

    piped = sys.stdin.read() if source == "-" else None
    options = AddOptions(name=name, principles=principles, source=source, text=piped, write=write)
    front = TerminalFront()
    front.show(add_story(options, PracticeOptions(**rest), front))


@story.command("list")
@click.option("--coverage", is_flag=True, help="As mockint story coverage.")
@json_option
def list_(coverage: bool, as_json: bool) -> None:
    """List your stories.

    \b
    Example:  mockint story list
    """
    from mockint.commands.stories.coverage import coverage as covered
    from mockint.commands.stories.list import list_stories

    terminal.output(covered() if coverage else list_stories(), as_json=as_json)


@story.command()
@level_option
@json_option
def coverage(level: str | None, as_json: bool) -> None:
    """Show which principles your stories cover.

    You see the gaps, and stories that you need for too many principles. A story counts as it was
    last told; one that was not told yet, as it is written.

    \b
    Example:  mockint story coverage --level senior
    """
    from mockint.commands.stories.coverage import coverage as covered

    terminal.output(covered(level=level), as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
@level_option
@json_option
def show(name: str, level: str | None, as_json: bool) -> None:
    """Show one story.

    Its parts, what an interviewer would note, and which questions it could answer.

    \b
    Example:  mockint story show web-hooks
    """
    from mockint.commands.stories.show import show as in_full

    terminal.output(in_full(name, level=level), as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
def edit(name: str) -> None:
    """Change a story in your editor.

    It is checked afterwards.

    \b
    Example:  mockint story edit web-hooks
    """
    from mockint.commands.stories.edit import edit as change

    terminal.show(change(name, TerminalFront()))


@story.command()
@click.argument("name", shell_complete=story_names)
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Delete a story.

    Rounds in which it was told stay.

    \b
    Example:  mockint story remove web-hooks
    """
    from mockint.commands.stories.remove import remove as delete

    terminal.show(delete(name, TerminalFront(), sure=yes))
