"""Answering aloud: a round, a loop of several, the demo of one, and what can be asked."""

from typing import Any

import click

from mockint.cli import terminal
from mockint.cli.evening import begin
from mockint.cli.group import commands
from mockint.cli.options import (
    coach_option,
    engine_options,
    json_option,
    level_option,
    practice_options,
    principle_option,
    principle_slugs,
    question_slugs,
    story_names,
    voice_options,
)
from mockint.errors import UsageError
from mockint.text.shell import quoted


def screen_options(command: Any) -> Any:
    """What a round looks like."""
    command = click.option(
        "--quiet-screen",
        is_flag=True,
        help="Show only the clock while you talk, as in a real interview.",
    )(command)
    return click.option(
        "--plain",
        is_flag=True,
        help="Print plain lines, e.g. for a screen reader, not a live screen.",
    )(command)


@commands.command("round")
@click.argument("slug", required=False, shell_complete=question_slugs)
@principle_option
@click.option(
    "--story",
    metavar="NAME",
    shell_complete=story_names,
    help="One of your own stories: you get a question that it can answer.",
)
@click.option(
    "--lens",
    metavar="P",
    shell_complete=principle_slugs,
    help="Judge the answer for this principle, whatever the question.",
)
@level_option
@click.option(
    "--questions", type=click.IntRange(min=1), default=1, help="How many questions.  [default: 1]"
)
@click.option("--probes", type=click.IntRange(min=0), help="Follow-ups per question.  [default: 2]")
@engine_options
@click.option("--device", metavar="NAME", help="Microphone: its number or part of its name.")
@click.option("--speaker", metavar="NAME", help="Loudspeaker: its number or part of its name.")
@voice_options
@coach_option
@click.option("--seed", type=int, help="Any number. The same number gives the same questions.")
@click.option(
    "--keep-audio/--no-keep-audio",
    default=True,
    help="Keep the recordings; if not, only transcript and figures.  [default: keep]",
)
@click.option("--private", is_flag=True, help="Keep nothing from this round.")
@screen_options
def round_(**options: Any) -> None:
    """Answer one question aloud, with follow-ups and a debrief.

    Without SLUG, the interviewer picks a question. New questions come first. After the debrief, one
    key goes on: try again, only the weak part, hear yourself, the next question.

    \b
    Keys:     Enter done   p pause to think (it still records)   n next part
              u undo n   r record again   s skip the voice   q end
              w hear the question again (once you talk: show the question)
              ? show the keys
    Example:  mockint round --principle ownership --level senior
              mockint round --story web-hooks
    """
    from mockint.commands.round import RoundOptions

    begin(RoundOptions(**options))


@commands.command()
@click.option(
    "--principles",
    metavar="A,B,C",
    shell_complete=principle_slugs,
    help="One principle per interviewer, separated by commas.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(min=1),
    default=45.0,
    help="Total time, not counting breaks.  [default: 45]",
)
@click.option("--probes", type=click.IntRange(min=0), help="Follow-ups per question.  [default: 2]")
@click.option("--seed", type=int, help="Any number. The same number gives the same questions.")
@click.option(
    "--debrief",
    metavar="[LOOP]",
    is_flag=False,
    flag_value="",
    help="Only show the debrief of a past loop; the newest one without LOOP.",
)
@practice_options
@json_option
def loop(
    principles: str | None,
    minutes: float,
    probes: int | None,
    seed: int | None,
    debrief: str | None,
    as_json: bool,
    **rest: Any,
) -> None:
    """Practice with several interviewers, one after another.

    Each interviewer asks about one principle, and no question comes twice. There is a break between
    two interviewers. If the time runs out, the interviewer skips the last follow-up and does not
    interrupt you. At the end you see what each interviewer could write down, and which story you
    told to whom.

    \b
    Example:  mockint loop --principles ownership,dive-deep --minutes 30
              mockint loop --debrief
    """
    from mockint.commands.evening.steps import Panel
    from mockint.commands.loop import PanelOptions, panel_debrief

    if debrief is not None:
        terminal.output(panel_debrief(debrief or None), as_json=as_json)
        return
    from mockint.commands.practice.session import PracticeOptions

    named = [one.strip() for one in (principles or "").split(",") if one.strip()]
    options = PanelOptions(principles=named, minutes=minutes, probes=probes, seed=seed)
    begin(Panel(options, PracticeOptions(**rest)))


@commands.command()
@click.option(
    "--candidate",
    type=click.Choice(["flawed", "strong"]),
    default="flawed",
    help="Which recorded candidate answers.  [default: flawed]",
)
@click.option("--real-time", is_flag=True, help="Play the recording at normal speed.")
@click.option("--probes", type=click.IntRange(min=0), help="How many follow-ups.  [default: 2]")
@engine_options
@voice_options
@coach_option
@screen_options
def demo(**options: Any) -> None:
    """Watch a whole round with a recorded candidate.

    You do not need a microphone.

    \b
    Example:  mockint demo --candidate strong
    """
    from mockint.commands.demo import DemoOptions

    begin(DemoOptions(**options))


@commands.command()
@click.argument("slug", required=False, shell_complete=question_slugs)
@principle_option
@click.option(
    "--job",
    metavar="FILE",
    help="A job posting (PDF, Word or text): questions that it asks for come first.",
)
def questions(slug: str | None, principle: str | None, job: str | None) -> None:
    """List the questions, or show one with its model answer.

    With --job, mockint looks for what a job posting stresses, shows the words that say so, and puts
    the questions in that order. The posting stays on this machine.

    \b
    Example:  mockint questions
              mockint questions beyond-your-job-description
              mockint questions --job posting.txt
    """
    from mockint.commands.questions import question_in_full
    from mockint.commands.questions import questions as listed

    if slug is not None and job is not None:
        raise UsageError(
            "one question has no order", next_step=f"mockint questions --job {quoted(job)}"
        )
    terminal.show(listed(principle, job=job) if slug is None else question_in_full(slug))
