"""Practicing one thing: drills, the same story for another principle, the bar of each level."""

from typing import Any

import click

from mockint.cli.group import commands
from mockint.cli.options import (
    LEVEL,
    practice_options,
    principle_option,
    question_slugs,
    questions_and_stories,
)


class _Limits(click.ParamType):  # type: ignore[type-arg]
    """ "180,120,60" as seconds."""

    name = "seconds"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[float, ...]:
        """Numbers of seconds, each at least 10, none larger than the one before it."""
        if isinstance(value, tuple):
            return value
        try:
            limits = tuple(float(piece) for piece in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not a list of seconds such as 180,120,60", param, ctx)
        if min(limits) < 10 or list(limits) != sorted(limits, reverse=True):
            self.fail(f"{value!r} should grow less from step to step, to 10 s at least", param, ctx)
        return limits


@commands.command()
@click.argument("slug", shell_complete=question_slugs)
@click.option("--part", metavar="PART", help="Only situation, task, action, result or reflection.")
@practice_options
def learn(**options: Any) -> None:
    """Listen to a lesson about one question, and try each part.

    Scenario, each part with its model answer at the pace of its target, cue phrases, coaching,
    reflections by level, follow-ups with a weak and a strong reply, and a weak answer of which you
    say what is wrong before you are told. With --voice none into a pipe it is a text to read.

    \b
    Keys:     Enter or n next   b back   r again   j jump   s skip what is said
              t try it yourself (recorded, timed; the keys are then a round's)
              q end   ? keys
    Example:  mockint learn beyond-your-job-description
              mockint learn beyond-your-job-description --part action
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.learn import LearnOptions, run_learn

    front = TerminalFront()
    front.show(run_learn(LearnOptions(**options), front))


@commands.command()
@click.argument("slug", required=False, shell_complete=question_slugs)
@click.option("--all", "everything", is_flag=True, help="Every question of every walkthrough.")
@click.option("--number", type=click.IntRange(min=1), help="How many.  [default: 10 mixed ones]")
@click.option("--seed", type=int, help="Makes the order repeatable.")
@click.option("--score", is_flag=True, help="What you know of each walkthrough; asks nothing.")
@practice_options
def quiz(score: bool, **options: Any) -> None:
    """Answer quiz questions aloud or by a key.

    Wrong ones come back. Say "the second", "option two", "B", or some words of the answer, then
    press Enter; "repeat", "a hint" and "I don't know" work too. What is not understood is asked
    again, never guessed.

    \b
    Keys:     a b c d or 1 2 3 4 answer at any time   h hint   0 I don't know
              s skip the voice   Enter done, or next   r say it again   q end
              ? keys
    Example:  mockint quiz beyond-your-job-description
              mockint quiz --all --seed 7
              mockint quiz --score
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.quiz import QuizOptions, quiz_scores, run_quiz

    front = TerminalFront()
    front.show(quiz_scores() if score else run_quiz(QuizOptions(**options), front))


@commands.command()
@click.argument("slug", metavar="SLUG|STORY", shell_complete=questions_and_stories)
@click.option("--part", metavar="PART", help="situation, task, action, result or reflection.")
@click.option("--times", type=click.IntRange(min=1), default=3, help="How often.  [default: 3]")
@click.option(
    "--compress", type=_Limits(), default=(), metavar="S,S,S", help="The same story in less."
)
@click.option("--interrupt", is_flag=True, help="The interviewer cuts in: give me the result.")
@click.option("--probes", is_flag=True, help="Only the follow-ups, one after the other.")
@click.option(
    "--reference", is_flag=True, help="With --probes: as asked about the walkthrough's own story."
)
@practice_options
def drill(**options: Any) -> None:
    """Repeat one part of an answer until it fits.

    Each try is checked and timed. A part alone against its target (without --part the one that
    was furthest off last time); the same story in less and less time; an interruption, and how
    soon you give the result; or only the follow-ups. Works for your own questions and stories,
    too.

    \b
    Example:  mockint drill beyond-your-job-description --part result --times 5
              mockint drill beyond-your-job-description --compress 180,120,60
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.drill import DrillOptions, run_drill

    front = TerminalFront()
    front.show(run_drill(DrillOptions(**options), front))


@commands.command()
@click.argument("slug", metavar="SLUG|STORY", shell_complete=questions_and_stories)
@principle_option
@practice_options
def lens(**options: Any) -> None:
    """Tell the same story for another principle.

    Says what to lead with, emphasize and play down, listens, and then tells whether your first two
    sentences led with it and how long you spent on what was to be played down. Without
    --principle: the angles there are.

    \b
    Example:  mockint lens beyond-your-job-description --principle dive-deep
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.lens import LensOptions, run_lens

    front = TerminalFront()
    front.show(run_lens(LensOptions(**options), front))


@commands.command()
@click.argument("slug_or_round", metavar="SLUG|ROUND|last", shell_complete=question_slugs)
@click.option("--as", "as_level", type=LEVEL, help="Read the answers of a round at this level.")
def level(slug_or_round: str, as_level: str | None) -> None:
    """See what each level expects.

    What each level asks for, side by side; or a past answer, judged again for another level. For
    that, give --as and the name of a round (see mockint history), or "last" for the newest one.

    \b
    Example:  mockint level beyond-your-job-description
              mockint level last --as senior
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.level import level_bars, round_at_level

    front = TerminalFront()
    if as_level is None:
        front.show(level_bars(slug_or_round))
    else:
        front.show(round_at_level(slug_or_round, as_level))
