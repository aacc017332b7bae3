"""Options that several commands share, and names for the shell's completion."""

import math
from collections.abc import Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from mockint.cli import terminal
from mockint.transcribe.engines import registry

SPEECH_RATES = (0.7, 1.3)
"""As the settings have it."""


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


class RoundName(click.ParamType):  # type: ignore[type-arg]
    """An id, or a name for a round: last, prev, best, best:SLUG."""

    name = "round"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """As it was typed; a notice where something newer than "last" is no round."""
        if value == "last" and not (ctx is not None and ctx.resilient_parsing):
            from mockint.commands.history import newer_practice

            if notice := newer_practice():
                terminal.notice(notice)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names first, then ids with their question and day."""
        from mockint.commands import completion

        found = completion.round_names(incomplete)
        return [CompletionItem(n, help=what) for n, what in found if n.startswith(incomplete)]


ROUND = RoundName()


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
        "--level",
        type=LEVEL,
        help="Level to judge your answers at.  [default: your setting, or the pack's]",
    )(command)


def principle_option(command: Any) -> Any:
    """``--principle``."""
    return click.option(
        "--principle",
        metavar="P",
        shell_complete=principle_slugs,
        help="A principle, e.g. ownership (mockint questions lists them).",
    )(command)


def practice_options(command: Any) -> Any:
    """Options of every command that speaks with the candidate: all of PracticeOptions."""
    command = click.option(
        "--plain",
        is_flag=True,
        help="Print plain lines, e.g. for a screen reader, not a live screen.",
    )(command)
    command = voice_options(command)
    command = click.option(
        "--speaker", metavar="NAME", help="Loudspeaker: its number or part of its name."
    )(command)
    command = click.option(
        "--device", metavar="NAME", help="Microphone: its number or part of its name."
    )(command)
    return level_option(engine_options(command))


class SpeechRate(click.FloatRange):
    """A number in SPEECH_RATES, in words of ours; "nan" is none."""

    def __init__(self) -> None:
        super().__init__(*SPEECH_RATES)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """What was typed, as a number. Raises click.BadParameter."""
        try:
            rate = float(value)
        except ValueError:
            rate = math.nan
        if not self.min <= rate <= self.max:  # type: ignore[operator]
            self.fail(f"{value} is not a number from {self.min} to {self.max}.", param, ctx)
        return rate


def voice_options(command: Any) -> Any:
    """How the interviewer speaks."""
    command = click.option(
        "--speech-rate",
        type=SpeechRate(),
        help="How fast the interviewer speaks.  [default: your setting, or 1.0]",
    )(command)
    return click.option(
        "--voice",
        metavar="NAME",
        help="The interviewer's voice: part of its name (mockint devices --voices lists them), or "
        'the path of a Piper voice (.onnx); "none" for text only.',
    )(command)


def coach_option(command: Any) -> Any:
    """``--coach``."""
    return click.option(
        "--coach",
        metavar="URL",
        help="A language model on this machine that may suggest a follow-up and a sentence, "
        'e.g. http://localhost:11434; "none" for none.  [default: your setting, or none]',
    )(command)


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


def questions_and_rounds(
    context: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """For the shell's completion: what has a level."""
    return [*question_slugs(context, param, typed), *ROUND.shell_complete(context, param, typed)]


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
