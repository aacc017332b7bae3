"""The group that every command hangs on, and the options that several of them share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click
from click.shell_completion import CompletionItem

from mockint import __version__


class LevelName(click.ParamType):  # type: ignore[type-arg]
    """One of the pack's levels. Whether it has it is said where the pack is loaded."""

    name = "level"

    def __init__(self, *, of_all: bool = False) -> None:
        """``of_all``: those of every pack, to look at rounds that were sat with any of them."""
        self._of_all = of_all

    def names(self, context: click.Context) -> tuple[str, ...]:
        """Read from the packs' files."""
        from mockint.commands import completion

        return completion.level_names(_pack(context), of_all=self._of_all)

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Any name, but of all packs only one that is known."""
        if self._of_all and ctx is not None and value not in (names := self.names(ctx)):
            self.fail(f"{value!r} is not one of {', '.join(names)}.", param, ctx)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The names there are."""
        return f"[{'|'.join(self.names(ctx))}]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names there are."""
        return _that_begin(incomplete, self.names(ctx))


LEVEL = LevelName()
ANY_LEVEL = LevelName(of_all=True)


def _pack(context: click.Context) -> str | None:
    """The pack that was typed."""
    typed: str | None = context.find_root().params.get("pack")
    return typed


def pack_names(
    _context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: every pack with a name."""
    from mockint.commands import completion

    return _that_begin(typed, completion.pack_names())


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mockint")
@click.option(
    "--pack",
    metavar="NAME|FOLDER",
    shell_complete=pack_names,
    help="Whose questions and bar: amazon, general (any company), or a folder of your own.  "
    "[default: amazon]",
)
@click.pass_context
def commands(context: click.Context, pack: str | None) -> None:
    """A mock interviewer that you talk to.

    It asks a behavioural question aloud, listens, times every STAR part of your answer, asks
    the follow-up that the answer invites, and debriefs with your own words. Nothing leaves
    this machine.

    \b
    Start with:   mockint doctor      is everything here?
                  mockint round       one question, two follow-ups, a debrief
                  mockint questions   what can be asked
    Practise:     mockint learn, quiz, drill, lens, level
    Your own:     mockint story         your stories, and what they cover
                  mockint loop          several interviewers against the clock
    Later:        mockint             what to practise next, and why
    """
    if pack is not None:
        from mockint.wiring import settings

        context.with_resource(settings.using_pack(pack))
        settings.pack_folder(settings.settings())  # a wrong name is said at once
    if context.invoked_subcommand is None:
        from mockint.commands.next import offer_next

        if not offer_next(datetime.now().astimezone()):
            click.echo(context.get_help())


def engine_options(command: Any) -> Any:
    """Options of every command that hears."""
    command = click.option(
        "--model",
        help="Whisper model name, the path of a checkpoint, or a server's name for its model.  "
        "[default: base.en]",
    )(command)
    return click.option(
        "--engine",
        metavar="E",
        help="What hears: auto, faster-whisper, whisper, pocketsphinx, a server (http://HOST:PORT; "
        "sound then leaves this machine), or a transcript FILE.json. Auto takes faster-whisper, "
        "else Whisper, whose weights are here or can be fetched, else PocketSphinx.",
    )(command)


def level_option(command: Any) -> Any:
    """``--level``."""
    return click.option(
        "--level", type=LEVEL, help="The level to judge against.  [default: the pack's, or yours]"
    )(command)


def principle_option(command: Any) -> Any:
    """``--principle``."""
    return click.option(
        "--principle",
        metavar="P",
        shell_complete=principle_slugs,
        help="One of the pack's principles, e.g. ownership.",
    )(command)


def practice_options(command: Any) -> Any:
    """Options of every command that speaks with the candidate: all of PracticeOptions."""
    command = click.option(
        "--plain", is_flag=True, help="Lines instead of the live screen, e.g. for a screen reader."
    )(command)
    command = click.option("--voice", metavar="NAME", help='Part of a name; "none" only shows.')(
        command
    )
    command = click.option("--speaker", metavar="NAME", help="Loudspeaker, the same way.")(command)
    command = click.option(
        "--device", metavar="NAME", help="Microphone: number or part of its name."
    )(command)
    return level_option(engine_options(command))


def json_option(command: Any) -> Any:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON.")(command)


def story_names(
    _context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: the person's own stories."""
    from mockint.commands import completion

    return _that_begin(typed, completion.story_names())


def question_slugs(
    context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: every question."""
    from mockint.commands import completion

    return _that_begin(typed, completion.question_slugs(_pack(context)))


def questions_and_stories(
    context: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: what can be told."""
    return [*question_slugs(context, param, typed), *story_names(context, param, typed)]


def principle_slugs(
    context: click.Context, _param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: every principle, in a list with commas the one being typed."""
    from mockint.commands import completion

    before = typed[: typed.rfind(",") + 1]
    return _that_begin(
        typed, [before + slug for slug in completion.principle_slugs(_pack(context))]
    )


def _that_begin(typed: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(typed)]
