"""A program of its own in which a recorded candidate speaks at life speed, to be killed.

The argument says in what: a round or a drill.
"""

import sys
import tempfile
from pathlib import Path

from mockint.commands.practice.session import Topic, practice_session
from mockint.commands.round import hold_round
from mockint.events import Exercise, Outward, TakeProgress
from mockint.voice.types import ShownVoice
from mockint.wiring.interview import InterviewSetup
from tests.support.amazon import SENIOR
from tests.support.past_rounds import SLUG, library
from tests.support.rehearsal import FRONT, Rehearsal, said

SPEAKING = "speaking"
"""Printed when so much was said:"""
LEAST_S = 0.3


def main(what: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Rehearsal(
            Path(folder), [said(Path(folder), "action")], voice=ShownVoice(), pace=1.0
        )
        show = table.screen.show

        def told(event: Outward) -> None:
            show(event)
            if isinstance(event, TakeProgress) and event.loudness.elapsed_s > LEAST_S:
                print(SPEAKING, flush=True)  # noqa: T201

        table.screen.show = told  # type: ignore[method-assign]
        question = library().questions[SLUG]
        if what == "round":
            setup = InterviewSetup(library=library(), level=SENIOR, questions=(question,))
            hold_round(setup, table.equipment, FRONT)
            return
        topic = Topic(title="Drill: Result", questions=(question,))
        with practice_session(topic, "senior", library(), table.equipment) as session:
            session.practice.listen(question, exercise=Exercise("Result", 20.0))


if __name__ == "__main__":
    main(sys.argv[1])
