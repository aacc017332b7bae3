"""The group that every command belongs to, and the sections of ``mockint --help``."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click

from mockint import __version__
from mockint.cli import terminal
from mockint.cli.options import pack_names
from mockint.errors import MockintError
from mockint.text.shell import quoted

SECTIONS: Mapping[str, Sequence[str]] = {
    "Practice": (
        "open", "round", "learn", "quiz", "drill", "lens", "level", "loop", "demo", "questions",
    ),
    "Your stories": ("story",),
    "Review": (
        "next", "plan", "history", "report", "compare", "progress", "correct", "review",
        "recover", "export", "import", "delete",
    ),
    "Settings": ("doctor", "devices", "setup", "config"),
}  # fmt: skip
"""Where each command stands in the help."""

_OF_A_PACK = re.compile(
    r"\bmockint (?=(?:questions|round|learn|quiz|drill|lens|level|loop|plan|story)\b)"
)


class Group(click.Group):
    """A group whose help gives each command one whole line: nothing is cut with dots."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every command, in its section where the group has sections."""
        for title, names in self.sections():
            rows = [(name, short_help(self.commands[name])) for name in names]
            with formatter.section(title):
                formatter.write_dl(rows)

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Titles and names of commands."""
        return [("Commands", list(self.commands))]


class SectionedGroup(Group):
    """The group of all commands."""

    group_class = Group

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command.

        Where it fails, the next step names the pack that was typed, too, and "last" for the id of
        the newest round.
        """
        try:
            return super().invoke(ctx)
        except MockintError as error:
            if any(sign.isdigit() for sign in error.next_step):
                from mockint.commands.history import with_names

                error.next_step = with_names(error.next_step)
            if ctx.params.get("pack"):
                error.next_step = with_pack(error.next_step, ctx.params["pack"])
            raise

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """As SECTIONS has them."""
        return list(SECTIONS.items())


def with_pack(step: str, pack: str) -> str:
    """The next step with ``--pack`` in each command that depends on the pack."""
    return _OF_A_PACK.sub(lambda _: f"mockint --pack {quoted(pack)} ", step)


def short_help(command: click.Command) -> str:
    """The first sentence of its help."""
    return command.get_short_help_str(limit=1000)


@click.group(
    cls=SectionedGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="mockint")
@click.option(
    "--pack",
    metavar="NAME|FOLDER",
    shell_complete=pack_names,
    help="Question set to use: amazon, general (any company), or a folder of your own.  "
    "[default: amazon]",
)
@click.pass_context
def commands(context: click.Context, pack: str | None) -> None:
    """A mock interviewer that you talk to.

    It asks you a behavioral question aloud, listens to your answer, and times each STAR part. Then
    it asks follow-up questions and shows you what to improve, with quotes from your own answer.
    Nothing leaves this machine, unless you choose a server to recognize your speech.

    \b
    Start with:  mockint doctor   check that everything works
    Then:        mockint          what to practice now; Enter begins
    """
    _clear_leftovers()
    if pack is not None:
        from mockint.commands.config import using_pack

        context.with_resource(using_pack(pack))
    if context.invoked_subcommand is None:
        from mockint.cli.evening import open_evening

        open_evening(context.get_help())


def _clear_leftovers() -> None:
    """A command that is typed is done even where this fails."""
    from mockint.commands.delete import clear_leftovers

    try:
        clear_leftovers()
    except MockintError as error:
        terminal.error(error)
