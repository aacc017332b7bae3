"""Where an evening stands after each thing that was held, and what can come next. Pure offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import files
from mockint.commands.evening.steps import Panel, Step, Telling, equipment_of
from mockint.commands.practice.drill import DrillOptions, find_part, part_study
from mockint.commands.round import RoundOptions
from mockint.commands.values.evening import ENTER, Offer, Offers
from mockint.commands.values.practice import (
    DrillResult,
    LensResult,
    LessonTaught,
    PartDrill,
    QuizResult,
)
from mockint.commands.values.round import PanelHeld, RoundResult
from mockint.commands.values.stories import StoryAdded
from mockint.content.types import Library
from mockint.domain import Segment, target_of
from mockint.history.folders import RoundFolder
from mockint.history.panel import PanelDebrief
from mockint.record import Answer
from mockint.wiring import settings, stations


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What was last held, and what of it can be gone on with."""

    again: Step | None = None
    """What Enter begins."""
    again_what: str = "try again"
    part: DrillOptions | None = None
    """The weak part alone."""
    part_s: float = 0.0
    """Seconds that it should take."""
    answer: Answer | None = None
    """The answer that was debriefed."""
    can_hear: bool = False
    """Its recording was kept."""
    model: str | None = None
    """The question's walkthrough, by slug."""
    is_silent: bool = False
    """There is no voice to say it."""
    story: str | None = None
    """The person's own story that was told."""
    page: Path | None = None
    yourself: Step | None = None
    """After a recorded candidate."""
    pack: str | None = None
    """That the recorded candidate answered a question of."""
    library: Library | None = None
    """Of the pack that it was held with."""


def offers(place: Place, next_what: str = "next question") -> Offers:
    """What makes sense there. ``next_what``: what "n" begins, in a few words."""
    return Offers(tuple(_offers(place, next_what)))


def _offers(place: Place, next_what: str) -> Iterator[Offer]:
    if place.yourself is not None:
        yield Offer(ENTER, "yourself", "answer it yourself")
    if place.again is not None:
        yield Offer(ENTER, "again", place.again_what)
    if place.part is not None and place.part.part:
        what = f"only the {place.part.part.capitalize()} ({place.part_s:.0f} s)"
        yield Offer("w", "part", what)
    if place.can_hear:
        yield Offer(
            "h", "hear", "hear yourself" if place.yourself is None else "hear the candidate"
        )
    if place.story is not None:
        yield Offer("m", "story", "read your story")
    elif place.model is not None:
        yield Offer("m", "model", f"{'read' if place.is_silent else 'hear'} a model answer")
    if place.yourself is None:
        yield Offer("n", "next", next_what)
    if place.page is not None:
        yield Offer("o", "page", "open the page")
    yield Offer("q", "stop", "stop")


def place_after(step: Step, result: object | None, library: Library) -> Place | None:
    """Where one stands after a step; None where the evening is over with it.

    ``library``: of the pack that it was held with.
    """
    place: Place | None = None
    match result:
        case RoundResult():
            place = _after_round(step, result, library)
        case PanelHeld(debrief):
            place = _after_panel(step, debrief)
        case DrillResult(drill) if isinstance(step, DrillOptions):
            part = replace(step, part=drill.part) if isinstance(drill, PartDrill) else None
            place = Place(
                again=_whole(step.slug, step, library),
                again_what="tell the whole answer",
                part=part,
                part_s=_target(part, library) if part else 0.0,
            )
        case LensResult():
            place = Place(again=step)
        case QuizResult():
            place = Place(again=step, again_what="another quiz")
        case LessonTaught(slug):
            again = _whole(slug, step, library)
            place = Place(again=again, again_what="answer it yourself")
        case StoryAdded(name):
            again = RoundOptions(story=name, level=_level(step), **equipment_of(step))
            place = Place(again=again, again_what="a question that it can answer")
    return place


def _after_panel(step: Step, debrief: PanelDebrief) -> Place:
    weakest = _weakest([one for held in debrief.interviews for one in held.record.answers])
    if weakest is None:
        return Place()
    again = RoundOptions(slug=weakest.question.slug, level=_level(step), **equipment_of(step))
    return Place(again=again, again_what="your weakest answer again")


def _after_round(step: Step, result: RoundResult, library: Library) -> Place:
    answer = _debriefed(result)
    folder = RoundFolder(answer.recording.path.parent) if answer.recording else None
    kept = result.keeps_recordings and answer.recording is not None
    can_hear = kept and answer.transcript is not None and bool(answer.transcript.words)
    page = folder.page if folder and result.is_kept and files.exists(folder.page) else None
    slug = answer.question.slug
    model = slug if slug in library.walkthroughs else None
    used = equipment_of(step)
    is_silent = (used["voice"] or settings.settings().voice) == stations.NO_VOICE
    if result.record.recorded is not None:
        own = RoundOptions(slug=slug, **used)
        return Place(
            yourself=own,
            answer=answer,
            can_hear=can_hear,
            model=model,
            is_silent=is_silent,
            page=page,
            pack=result.record.pack,
            library=library,
        )
    again = replace(
        step if isinstance(step, RoundOptions) else RoundOptions(),
        slug=slug,
        story=answer.story,
        principle=None,
        level=result.record.level,
        questions=1,
    )
    part = _weak_part(answer, again, library)
    return Place(
        again=again,
        part=part,
        part_s=_target(part, library) if part else 0.0,
        answer=answer,
        can_hear=can_hear,
        model=model,
        is_silent=is_silent,
        story=answer.story,
        page=page,
        library=library,
    )


def _debriefed(result: RoundResult) -> Answer:
    """The answer whose first screen was shown last."""
    answers = result.record.answers
    return next((one for one in reversed(answers) if one.analysis is not None), answers[-1])


def _weak_part(answer: Answer, again: RoundOptions, library: Library) -> DrillOptions | None:
    """The part to tell again; None where the change is about the whole."""
    found = answer.analysis
    part: Segment | None = found.next.part if found and found.next else None
    if part is None or found is None or not found.has_story:
        return None
    slug = answer.question.slug
    name = slug if slug in library.questions else answer.story
    if name is None:
        return None
    return DrillOptions(
        slug=name, part=part, level=again.level, keep=again.keep, **equipment_of(again)
    )


def _target(drill: DrillOptions, library: Library) -> float:
    """Seconds for the part, as the drill itself has them."""
    if drill.part is None:
        return 0.0
    part = find_part(drill.part)
    level = settings.level(drill.level, settings.settings(), library)
    question = library.questions.get(drill.slug)
    study = part_study(library, question, part) if question else None
    return target_of(level, part, study.target_s if study else None)[0]


def _whole(name: str, step: Step, library: Library) -> RoundOptions:
    """The question, or a question for the story, of that name."""
    is_question = name in library.questions
    return RoundOptions(
        slug=name if is_question else None,
        story=None if is_question else name,
        level=_level(step),
        **equipment_of(step),
    )


def _level(step: Step) -> str | None:
    if isinstance(step, Panel | Telling):
        return step.practice.level
    return getattr(step, "level", None)


def _weakest(answers: list[Answer]) -> Answer | None:
    """The judged answer that leans furthest from a hire."""
    order = ("strong no hire", "not enough evidence", "no hire", "hire", "strong hire")
    judged = [one for one in answers if one.analysis is not None]
    return min(
        judged,
        key=lambda one: order.index(one.analysis.verdict.leaning) if one.analysis else 0,
        default=None,
    )
