"""What a panel leaves behind: each interviewer's notes, and which story was told to whom.

A panel is put together from the rounds that were kept of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mockint.content.types import Library
from mockint.errors import MockintError, UsageError
from mockint.history.catalogue import folder_of, history, load_round
from mockint.history.types import Wanted
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.types import Leaning, Reason

IN_PLAN = "loop"
"""The plan's field that says which part of a panel a round was."""
PANELS_NAMED = 3
REASONS_KEPT = 4
"""What an interviewer could write down about one answer, the weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelInterview:
    """One interviewer's part, as it was held."""

    principle: str
    """Slug."""
    title: str
    share_s: float
    """Time the interviewer had."""
    record: RoundRecord

    @property
    def spoken_s(self) -> float:
        """Seconds that were recorded: answers and replies, takes said again included."""
        return sum(_recorded_s(answer) for answer in self.record.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An answer of the panel, both counted from 1."""

    interviewer: int
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryUse:
    """One story, and where it was told."""

    name: str | None
    """The candidate's own name for it; None where it is none of theirs."""
    words: tuple[str, ...]
    """By which it is known, as they were said."""
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        """As a person would call it."""
        return self.name or (
            "the story with the words " + ", ".join(self.words) if self.words else "a story"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDebrief:
    """The whole panel."""

    id: str
    began: datetime
    level: str
    """Its title, where that is known."""
    minutes: float
    planned: int
    """Interviewers that were planned."""
    interviews: tuple[PanelInterview, ...]
    stories: tuple[StoryUse, ...]
    unreadable: tuple[str, ...] = ()
    """What is wrong with each interview that was held and cannot be read."""

    @property
    def repeated(self) -> tuple[StoryUse, ...]:
        """Stories that more than one interviewer heard: they compare notes."""
        return tuple(one for one in self.stories if len({at.interviewer for at in one.places}) > 1)

    def story_at(self, place: Place) -> StoryUse | None:
        """The story that was told there; None where nothing was heard."""
        return next((one for one in self.stories if place in one.places), None)


def newest_panel() -> str | None:
    """The id of the last panel, if there is one."""
    return next((one.loop for one in history().answers() if one.loop), None)


def load_panel(
    panel: str,
    library: Library,
    stories_of: Callable[[Sequence[PanelInterview]], tuple[StoryUse, ...]],
    levels: Mapping[str, str],
) -> PanelDebrief:
    """The debrief of the panel with the id ``panel``.

    ``stories_of``: tells the stories apart that were told in it. ``levels``: titles by name.
    Raises UsageError where there is
    no such panel, and what ``load_round`` raises where none of its rounds can be read.
    """
    known = history()
    answers = reversed(known.answers(Wanted(loop=panel)))
    rounds = tuple(dict.fromkeys(one.round_id for one in answers))
    if not rounds:
        there = list(dict.fromkeys(one.loop for one in known.answers() if one.loop))[:PANELS_NAMED]
        cause = f"the last ones are {', '.join(there)}" if there else "you have not done one yet"
        raise UsageError(f"there is no loop {panel}", cause=cause)
    interviews: list[PanelInterview] = []
    minutes, planned = 0.0, len(rounds)
    unreadable: list[MockintError] = []
    for round_id in rounds:
        folder = folder_of(round_id)
        try:
            record = load_round(folder, library)
        except MockintError as error:
            unreadable.append(error)
            continue
        part = folder.plan().get(IN_PLAN, {})
        slug = next((one.question.principle for one in record.answers), "")
        principle = library.principles.get(slug)
        minutes, planned = part.get("minutes", minutes), part.get("of", planned)
        title = principle.title if principle else slug
        share_s = part.get("share_s", 0.0)
        interviews.append(
            PanelInterview(principle=slug, title=title, share_s=share_s, record=record)
        )
    if not interviews:
        raise unreadable[0]
    return PanelDebrief(
        id=panel,
        began=interviews[0].record.began,
        level=levels.get(interviews[0].record.level, interviews[0].record.level),
        minutes=minutes,
        planned=planned,
        interviews=tuple(interviews),
        stories=stories_of(interviews),
        unreadable=tuple(str(one) for one in unreadable),
    )


def answers_of(interviews: Sequence[PanelInterview]) -> Iterator[tuple[Place, Answer]]:
    """Every answer of the panel with its place, in the order given."""
    for interviewer, one in enumerate(interviews, 1):
        for number, answer in enumerate(one.record.answers, 1):
            yield Place(interviewer=interviewer, answer=number), answer


def leaning_of(answer: Answer) -> Leaning:
    """What its interviewer leaned to."""
    return answer.analysis.verdict.leaning if answer.analysis else "not enough evidence"


def notes_of(answer: Answer) -> tuple[Reason, ...]:
    """What its interviewer could write down."""
    return answer.analysis.verdict.reasons[:REASONS_KEPT] if answer.analysis else ()


def panel_json(value: PanelDebrief) -> dict[str, Any]:
    """As plain values for ``json.dumps``."""
    return {
        "loop": value.id,
        "began": value.began.isoformat(timespec="seconds"),
        "minutes": value.minutes,
        "of": value.planned,
        "interviewers": [
            {
                "principle": one.principle,
                "round": one.record.id,
                "share_s": round(one.share_s, 3),
                "spoken_s": round(one.spoken_s, 3),
                "answers": [
                    _answer_json(value, place, answer)
                    for place, answer in answers_of(value.interviews)
                    if place.interviewer == number
                ],
            }
            for number, one in enumerate(value.interviews, 1)
        ],
        "stories": [
            {
                "name": one.name,
                "words": list(one.words),
                "told_to": [value.interviews[at.interviewer - 1].principle for at in one.places],
            }
            for one in value.stories
        ],
    }


def _answer_json(panel: PanelDebrief, place: Place, answer: Answer) -> dict[str, Any]:
    story = panel.story_at(place)
    return {
        "question": answer.question.slug,
        "leaning": leaning_of(answer),
        "seconds": round(answer.analysis.budget.seconds, 3) if answer.analysis else None,
        "story": story.label if story else None,
        "notes": [
            {"text": one.text, "quote": one.quote, "start": one.start} for one in notes_of(answer)
        ],
        "follow_ups": [
            {
                "theme": one.probe.theme,
                "reply": one.finding.strength if one.finding else None,
                **({"by": one.probe.by} if one.probe.by != "mockint" else {}),
            }
            for one in answer.exchanges
        ],
    }


def _recorded_s(answer: Answer) -> float:
    drills = [one.drill for one in answer.exchanges if one.drill]
    said: list[Answer | Exchange] = [answer, *answer.exchanges, *drills]
    takes = [take for one in said for take in one.earlier_takes]
    takes += [one.recording for one in said if one.recording]
    return sum(take.duration_s for take in takes)
