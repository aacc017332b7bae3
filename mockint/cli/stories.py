"""The person's own stories."""

import sys
from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.evening import begin
from mockint.cli.front import TerminalFront
from mockint.cli.group import commands
from mockint.cli.options import (
    json_option,
    level_option,
    practice_options,
    principle_slugs,
    story_names,
)
from mockint.errors import UsageError


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
@click.argument("name", required=False)
@click.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="P",
    shell_complete=principle_slugs,
    help="A principle that the story shows; you can repeat this option.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="With NAME, the story itself in a text, PDF, Word or story file; without NAME, your CV. "
    '"-" for standard input.',
)
@click.option("--write", is_flag=True, help="Write the story in your editor, not aloud.")
@click.option("--list", "only_list", is_flag=True, help="Only list the stories found in a CV.")
@click.option(
    "--all", "everything", is_flag=True, help="List also the lines of a CV that tell no story."
)
@click.option(
    "--pick", type=click.IntRange(min=1), metavar="N", help="Take story N of a CV's list."
)
@practice_options
@json_option
def add(
    name: str | None, source: str | None, *, only_list: bool, as_json: bool, **options: Any
) -> None:
    """Tell a story aloud, write it, or find it in your CV.

    mockint writes down what you say and divides it into the five parts. Then you keep it, tell it
    again, or correct it in your editor.

    With --from and no NAME, mockint reads your CV (PDF, Word, text or Markdown) and lists the lines
    that hide a story: something you did, with a figure or with what came of it. You pick one, and
    mockint asks for the parts that the CV leaves out. Your CV stays on this machine.

    \b
    Example:  mockint story add web-hooks --principle ownership
              mockint story add web-hooks --from notes.txt
              mockint story add --from cv.pdf
    """
    from mockint.commands.evening.steps import Telling
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.story.add import AddOptions
    from mockint.commands.story.from_cv import CvOptions, proposals

    own = {key: options.pop(key) for key in ("principles", "write", "everything", "pick")}
    listed = only_list or own["everything"] or as_json
    is_cv = source is not None and (name is None or listed or own["pick"] is not None)
    if source is None and (name is None or listed or own["pick"] is not None):
        raise UsageError(
            "a story needs a name, or a CV to find it in",
            next_step="mockint story add NAME, or mockint story add --from cv.pdf",
        )
    common = {
        "name": name,
        "principles": own["principles"],
        "source": source,
        "text": terminal.piped() if source == "-" else None,
    }
    practice = PracticeOptions(**options)
    if not is_cv:
        begin(Telling(AddOptions(**common, write=own["write"]), practice))
        return
    cv = CvOptions(**common, pick=own["pick"], everything=own["everything"])
    if listed:
        terminal.output(proposals(cv), as_json=as_json)
    else:
        begin(Telling(cv, practice))


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

    if coverage:
        terminal.output(covered(), as_json=as_json)
        return
    listed = list_stories()
    terminal.output(listed, as_json=as_json)
    if listed.broken:
        sys.exit(1)


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
