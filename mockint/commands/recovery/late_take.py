"""A take of a practice that is judged after it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mockint.commands.values.recovery import JudgedTake
from mockint.commands.values.sentences import read_lines, reply_lines, seconds_line
from mockint.content.types import Library
from mockint.domain import SEGMENTS, Level
from mockint.history.recovery.waiting import WaitingTake
from mockint.star.types import ProbeChoice
from mockint.transcribe.types import Transcript
from mockint.wiring import stations

WHOLE = "The whole story"
"""The exercise in which a whole answer is given within a limit."""


def judge_late(
    take: WaitingTake, heard: Transcript, level: Level, library: Library
) -> tuple[JudgedTake, Mapping[str, Any]]:
    """What can be said of it now, and what of that is to be kept among the practice's results.

    Of a part that is the check of a drill, of a reply how far it went, of a whole answer all that
    a round says; of anything else (an answer in a quiz) only the words.
    """
    from mockint.star.drills.part import check

    of, said = take.purpose, JudgedTake(take=take, heard=heard, pack=library.pack)
    exercise = of.exercise
    part = next((one for one in SEGMENTS if exercise and exercise.name == one.title()), None)
    if of.theme is not None:
        finding = stations.assess_reply(library, heard, ProbeChoice(of.theme, of.asked, "", ""))
        seconds = heard.words[-1].end - heard.words[0].start if heard.words else 0.0
        return said.saying(*reply_lines(finding, seconds, None)), asdict(finding)
    if part is not None and exercise is not None and exercise.target_s is not None:
        found = check(heard, part, exercise.target_s, level, library)
        return said.saying(seconds_line(found), *read_lines(found)), asdict(found)
    if of.question is not None and (exercise is None or exercise.name == WHOLE):
        analysis = stations.analyse(library, level, heard, of.question, (), ())
        parts = {one.segment: one.seconds for one in analysis.timings}
        return said.judged(analysis), {"parts": parts, "leaning": analysis.verdict.leaning}
    return said, {}
