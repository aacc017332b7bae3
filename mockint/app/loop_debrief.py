"""A loop put together again from the rounds that were kept of it."""

from collections.abc import Mapping

from mockint import locations
from mockint.app.known import history
from mockint.app.stored import load_round
from mockint.debrief.loop import LoopDebrief, Place, Sat, StoryUse, answers_of
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.base import Wanted
from mockint.questions.base import Library
from mockint.stories.base import Story
from mockint.stories.recognise import recognise

IN_PLAN = "loop"
"""Where ``plan.json`` says which part of a loop the round was."""
LOOPS_SHOWN = 3


def newest_loop() -> str | None:
    """The last loop that was sat, if there is one."""
    return next((one.loop for one in history().past() if one.loop), None)


def loop_debrief(loop: str, library: Library, stories: Mapping[str, Story]) -> LoopDebrief:
    """The debrief of the loop ``loop``. Raises UsageError where there is none of it."""
    known = history()
    rounds = dict.fromkeys(one.round_id for one in known.past(Wanted(loop=loop)))
    if not rounds:
        there = list(dict.fromkeys(one.loop for one in known.past() if one.loop))[:LOOPS_SHOWN]
        cause = f"the last ones are {', '.join(there)}" if there else "none was sat yet"
        raise UsageError(f"there is no loop {loop}", cause=cause)
    sat: list[Sat] = []
    minutes, of = 0.0, len(rounds)
    for name in sorted(rounds):
        folder = folders.RoundFolder(locations.rounds_dir() / name)
        record = load_round(folder, library)
        plan = (folder.read_json(folders.PLAN) or {}).get(IN_PLAN, {})
        slug = record.answers[0].question.principle
        principle = library.principles.get(slug)
        minutes, of = plan.get("minutes", minutes), plan.get("of", of)
        sat.append(
            Sat(
                principle=slug,
                title=principle.title if principle else slug,
                share_s=plan.get("share_s", 0.0),
                record=record,
            )
        )
    return LoopDebrief(
        id=loop,
        began=sat[0].record.began,
        minutes=minutes,
        of=of,
        sat=tuple(sat),
        stories=_stories(sat, stories),
    )


def _stories(sat: list[Sat], stories: Mapping[str, Story]) -> tuple[StoryUse, ...]:
    told = [(place, answer) for place, answer in answers_of(sat) if answer.transcript is not None]
    texts = [answer.transcript.text for _, answer in told if answer.transcript is not None]
    named = {at: answer.story for at, (_, answer) in enumerate(told) if answer.story}
    places: list[Place] = [place for place, _ in told]
    return tuple(
        StoryUse(name=one.name, words=one.words, places=tuple(places[at] for at in one.places))
        for one in recognise(texts, stories, named)
    )
