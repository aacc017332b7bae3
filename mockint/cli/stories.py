"""The person's own stories."""

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

    You tell or write a story once, and then practice it with many questions. Each story is a text
    file in the folder "stories" of your content folder.

    \b
    Keys:     those of a round: see mockint round --help
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
    help="A principle that the story shows; you can repeat this option.",
)
@click.option(
    "--from", "source", metavar="FILE", help='Read a text or story file; "-" for standard input.'
)
@click.option("--write", is_flag=True, help="Write the story in your editor, not aloud.")
@practice_options
def add(
    name: str, principles: tuple[str, ...], source: str | None, write: bool, **rest: Any
) -> None:
    """Tell a story aloud, or write it.

    mockint writes down what you say and divides it into the five parts. Then you keep it, tell it
    again, or correct it in your editor.

    \b
    Example:  mockint story add web-hooks --principle ownership
              mockint story add web-hooks --from notes.txt
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.story_add import AddOptions, add_story

    piped = terminal.piped() if source == "-" else None
    options = AddOptions(name=name, principles=principles, source=source, text=piped, write=write)
    front = TerminalFront()
    front.show(add_story(options, PracticeOptions(**rest), front))


@story.command("list")
@click.option("--coverage", is_flag=True, help="Same as mockint story coverage.")
@json_option
def list_(coverage: bool, as_json: bool) -> None:
    """List your stories.

    \b
    Example:  mockint story list
    """
    from mockint.commands.story import coverage as covered
    from mockint.commands.story import list_stories

    terminal.output(covered() if coverage else list_stories(), as_json=as_json)


@story.command()
@level_option
@json_option
def coverage(level: str | None, as_json: bool) -> None:
    """Show which principles your stories cover.

    You see principles without a story, and stories that you use for too many principles. mockint
    judges a story as you last told it. If you have not told it yet, it judges the written text.

    \b
    Example:  mockint story coverage --level senior
    """
    from mockint.commands.story import coverage as covered

    terminal.output(covered(level=level), as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
@level_option
@json_option
def show(name: str, level: str | None, as_json: bool) -> None:
    """Show one story.

    You see its parts, what an interviewer would note, and which questions it can answer.

    \b
    Example:  mockint story show web-hooks
    """
    from mockint.commands.story import show as in_full

    terminal.output(in_full(name, level=level), as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
def edit(name: str) -> None:
    """Change a story in your editor.

    mockint checks the story when you close the editor.

    \b
    Example:  mockint story edit web-hooks
    """
    from mockint.commands.story import edit as change

    terminal.show(change(name, TerminalFront()))


@story.command()
@click.argument("name", shell_complete=story_names)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def remove(name: str, yes: bool) -> None:
    """Delete a story.

    The rounds in which you told it are not deleted.

    \b
    Example:  mockint story remove web-hooks
    """
    from mockint.commands.story import remove as delete

    terminal.show(delete(name, TerminalFront(), sure=yes))
