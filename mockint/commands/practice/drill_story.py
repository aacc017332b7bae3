"""Drills of a whole story: within less and less time, and with an interviewer who cuts in."""

from collections.abc import Sequence
from itertools import pairwise

from mockint.commands.practice.session import PracticeSession
from mockint.commands.values.practice import CompressDrill, InterruptDrill
from mockint.commands.values.sentences import (
    dropped_lines,
    parts_line,
    recovery_line,
    telling_line,
)
from mockint.content.types import Question
from mockint.events import Exercise, KeyHint
from mockint.interview.keys import NEXT
from mockint.star.drills.types import Recovery, Telling
from mockint.star.types import Span

CUT_IN = "Sorry to interrupt. What was the result?"


def compress(
    session: PracticeSession, question: Question, limits: Sequence[float]
) -> CompressDrill:
    """The same story within each of ``limits`` seconds, in order."""
    from mockint.star.drills.story import dropped

    practice, signals = session.practice, session.library.pack.bar.signals
    tellings: list[Telling] = []
    for number, limit_s in enumerate(limits, 1):
        label = f"Try {number} of {len(limits)}"
        ask = f"Tell the whole story in {limit_s:.0f} seconds."
        again = f"Tell the same story again, in {limit_s:.0f} seconds."
        first = number == 1
        practice.say(
            f"{question.ask} {ask}" if first else again,
            label=label,
            about="" if first else question.ask,
        )
        spoken = practice.listen(question, exercise=Exercise("The whole story", limit_s))
        analysis = practice.analyse(spoken, question)
        if spoken.transcript is not None and analysis is not None:
            tellings.append(Telling(limit_s, spoken.transcript, analysis))
            practice.note(parts_line(tellings[-1]))
            if len(tellings) > 1:
                for line in dropped_lines(dropped(*tellings[-2:]), signals):
                    practice.note(line)
            found = telling_line(tellings[-1])
            practice.say(found, label=label, stopping=(NEXT,), about=question.ask)
        _keep_tellings(session, question, tellings)
        if practice.ending or number == len(limits):
            break
        practice.choose((KeyHint("\n", f"next try, in {limits[number]:.0f} s"),))
    lost = [dropped(before, after) for before, after in pairwise(tellings)]
    return CompressDrill(
        question=question.slug,
        ask=question.ask,
        tellings=tuple(tellings),
        lost=tuple(lost),
        signals=signals,
    )


def _keep_tellings(
    session: PracticeSession, question: Question, tellings: Sequence[Telling]
) -> None:
    session.write(
        {
            "drill": "compress",
            "question": question.slug,
            "level": session.level.name,
            "tellings": [
                {
                    "limit_s": one.limit_s,
                    "seconds": one.seconds,
                    "parts": {timing.segment: timing.seconds for timing in one.analysis.timings},
                }
                for one in tellings
            ],
        }
    )


def interrupt(session: PracticeSession, question: Question) -> InterruptDrill:
    """The interviewer cuts in once; how long until the first words of the result."""
    from mockint.star.drills.story import is_moment, recover

    practice, level = session.practice, session.level
    cut: list[tuple[float, Sequence[Span]]] = []

    def cut_in(elapsed_s: float, so_far: Sequence[Span]) -> bool:
        if not is_moment(elapsed_s, so_far, level):
            return False
        cut.append((elapsed_s, so_far))
        return True

    practice.say(question.ask)
    practice.prepare(CUT_IN)
    practice.listen(question, cut_in=cut_in)
    if not cut or practice.ending:
        return InterruptDrill(
            question=question.slug, ask=question.ask, cut_at_s=0.0, cut_part=None, recovery=None
        )
    at_s, so_far = cut[0]
    practice.say(CUT_IN, about=question.ask)
    reply = practice.listen(question, exercise=Exercise("Result"))
    recovery = Recovery(None, None, "")
    if reply.transcript is not None:
        recovery = recover(reply.transcript, session.library)
        practice.say(recovery_line(recovery))
    session.write(
        {
            "drill": "interrupt",
            "question": question.slug,
            "level": level.name,
            "cut_at_s": at_s,
            "first_word_s": recovery.first_word_s,
            "result_s": recovery.result_s,
        }
    )
    return InterruptDrill(
        question=question.slug,
        ask=question.ask,
        cut_at_s=at_s,
        cut_part=so_far[-1].segment if so_far else None,
        recovery=recovery,
    )
