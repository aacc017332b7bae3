"""Practicing one thing: drills, the same story for another principle, the bar of each level."""

from typing import Any

import click

from mockint.cli.evening import begin
from mockint.cli.group import commands
from mockint.cli.options import (
    LEVEL,
    practice_options,
    principle_option,
    question_slugs,
    questions_and_rounds,
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
            self.fail(f"{value!r} is not a list of seconds like 180,120,60", param, ctx)
        if min(limits) < 10 or list(limits) != sorted(limits, reverse=True):
            self.fail(
                f"no time in {value!r} may be longer than the one before it, or under 10 s",
                param,
                ctx,
            )
        return limits


@commands.command()
@click.argument("slug", shell_complete=question_slugs)
@click.option(
    "--part", metavar="PART", help="Only this part: situation, task, action, result or reflection."
)
@practice_options
def learn(**options: Any) -> None:
    """Listen to a lesson about one question, and try each part.

    You hear the scenario, and then each part: a model answer at the right pace, phrases to start
    with, and advice. Then come reflections for each level, follow-ups with a weak and a strong
    reply, and a weak answer in which you find the mistakes. To save the lesson as text, use
    --voice none and send the output to a file.

    \b
    Keys:     Enter or n next   b back   r repeat   j jump   s skip the voice
              t try it yourself (recorded and timed, with the keys of a round)
              w say it again   q end   ? show the keys
    Example:  mockint learn beyond-your-job-description
              mockint learn beyond-your-job-description --part action
    """
    from mockint.commands.practice.learn import LearnOptions

    begin(LearnOptions(**options))


@commands.command()
@click.argument("slug", required=False, shell_complete=question_slugs)
@click.option("--all", "everything", is_flag=True, help="Ask every question of every walkthrough.")
@click.option(
    "--number", type=click.IntRange(min=1), help="How many questions.  [default: 10 mixed ones]"
)
@click.option("--seed", type=int, help="Any number. The same number gives the same order.")
@click.option("--score", is_flag=True, help="Only show how well you know each walkthrough.")
@practice_options
def quiz(score: bool, **options: Any) -> None:
    """Answer quiz questions aloud or with a key.

    Questions that you get wrong come back later. Say "the second", "option two", "B", or some words
    of the answer, and then press Enter. You can also say "repeat", "a hint" or "I don't know". If
    mockint does not understand you, it asks again and does not guess.

    \b
    Keys:     a to d or 1 to 4 answer (at any time)   h hint   0 I don't know
              Enter done   s skip the voice   w say it again   r record again
              q end   ? show the keys
    Example:  mockint quiz beyond-your-job-description
              mockint quiz --all --seed 7
              mockint quiz --score
    """
    from mockint.cli.front import TerminalFront
    from mockint.commands.practice.quiz import QuizOptions, quiz_scores

    if score:
        TerminalFront().show(quiz_scores())
        return
    begin(QuizOptions(**options))


@commands.command()
@click.argument("slug", metavar="SLUG|STORY", shell_complete=questions_and_stories)
@click.option(
    "--part", metavar="PART", help="Part to drill: situation, task, action, result or reflection."
)
@click.option(
    "--times", type=click.IntRange(min=1), default=3, help="How many tries.  [default: 3]"
)
@click.option(
    "--compress",
    type=_Limits(),
    default=(),
    metavar="S,S,S",
    help="Tell the same story in less and less time (seconds).",
)
@click.option("--interrupt", is_flag=True, help="The interviewer cuts in and asks for the result.")
@click.option("--probes", is_flag=True, help="Answer only the follow-ups, one by one.")
@click.option(
    "--reference", is_flag=True, help="With --probes: ask about the walkthrough's story, not yours."
)
@practice_options
def drill(**options: Any) -> None:
    """Repeat one part of an answer until it is right.

    Each try is timed and checked. You can drill one part, the whole story in less and less time
    (--compress), an interruption (--interrupt), or only the follow-ups (--probes). Without any of
    these options, you drill the part that was furthest from its target last time. Drills also
    work with your own questions and stories.

    \b
    Keys:     those of a round: see mockint round --help
    Example:  mockint drill beyond-your-job-description --part result --times 5
              mockint drill beyond-your-job-description --compress 180,120,60
    """
    from mockint.commands.practice.drill import DrillOptions

    begin(DrillOptions(**options))


@commands.command()
@click.argument("slug", metavar="SLUG|STORY", shell_complete=questions_and_stories)
@principle_option
@practice_options
def lens(**options: Any) -> None:
    """Tell the same story for another principle.

    mockint tells you what to start with, what to emphasize and what to keep short. You tell the
    story. Then you see whether your first two sentences started with the right thing, and how much
    time you spent on what should be short. Without --principle, it lists the possible principles.

    \b
    Keys:     those of a round: see mockint round --help
    Example:  mockint lens beyond-your-job-description --principle dive-deep
    """
    from mockint.commands.practice.lens import LensOptions

    begin(LensOptions(**options))


@commands.command()
@click.argument("slug_or_round", metavar="SLUG|ROUND", shell_complete=questions_and_rounds)
@click.option("--as", "as_level", type=LEVEL, help="Judge the answers of a round at this level.")
def level(slug_or_round: str, as_level: str | None) -> None:
    """See what each level expects.

    With a question, you see what each level expects, side by side. With a round and --as, the
    answers of that round are judged again at another level. mockint history lists your rounds;
    "last" is the newest one, "best" your best take of its question.

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
