"""The person's own stories."""

import sys
from typing import Any

import click

from mockint.cli.group import (
    commands,
    json_option,
    level_option,
    practice_options,
    principle_slugs,
    story_names,
)


@commands.group()
def story() -> None:
    """Your own stories, and which principles they cover.

    Told or written once, practised for many questions.

    Each is a readable file of yours, in the folder "stories" of your content folder.

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

    What you tell is transcribed and cut into its five parts; you keep it, tell it again, or put
    it right in your editor.

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
    """List them.

    \b
    Example:  mockint story list
    """
    from mockint.commands.story import list_stories, show_coverage

    if coverage:
        show_coverage(level=None, as_json=as_json)
    else:
        list_stories(as_json=as_json)


@story.command()
@level_option
@json_option
def coverage(level: str | None, as_json: bool) -> None:
    """Which principles they cover, by what each one shows.

    Gaps and stories that have to do for too many are named. A story counts as it was last told;
    one that was not told yet, as it is written.

    \b
    Example:  mockint story coverage --level senior
    """
    from mockint.commands.story import show_coverage

    show_coverage(level=level, as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
@level_option
@json_option
def show(name: str, level: str | None, as_json: bool) -> None:
    """Show one: parts, what an interviewer would note, questions.

    \b
    Example:  mockint story show web-hooks
    """
    from mockint.commands.story import show_story

    show_story(name, level=level, as_json=as_json)


@story.command()
@click.argument("name", shell_complete=story_names)
def edit(name: str) -> None:
    """Open one in your editor, and check it.

    \b
    Example:  mockint story edit web-hooks
    """
    from mockint.commands.story import edit_story

    edit_story(name)


@story.command()
@click.argument("name", shell_complete=story_names)
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Delete one.

    \b
    Example:  mockint story remove web-hooks
    """
    from mockint.commands.story import remove_story

    remove_story(name, sure=yes)
