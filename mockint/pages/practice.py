"""What practice comes to, as pages: each value with a template of its own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise
from typing import Any

from mockint.commands.values.practice import (
    CompressDrill,
    DrillResult,
    InterruptDrill,
    LensChoice,
    LensResult,
    LessonTaught,
    LessonTry,
    PartDrill,
    ProbesDrill,
    QuizResult,
    Spotted,
)
from mockint.commands.values.round import InterviewerComes, NothingRecorded, PanelHeld
from mockint.commands.values.sentences import angle_lines, dropped_lines, named, recovery_line
from mockint.content.types import LETTERS
from mockint.domain import SEGMENTS, TARGET_S, scaled_targets
from mockint.history.panel import Place, answers_of, leaning_of, notes_of
from mockint.pages.document import Dress, document
from mockint.star.drills.types import PartCheck

_APP = Dress(styles=("page.css",), served=True)
QUOTES_SHOWN = 2
"""Of what shows a point of a part."""
LOW_SHOWN = 4
"""Of the sentences that should have been short, the longest."""
DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class Piece:
    """A value with the template that draws it."""

    template: str
    """Name of a file in ``templates/shown``, without its end."""
    title: str
    """What the page is called where this comes first."""
    values: Mapping[str, Any]


def shown_page(pieces: Sequence[Piece]) -> str:
    """What came of what was done last."""
    title = pieces[0].title if pieces else "Done"
    return document("shown.html", _APP, here="", title=title, pieces=pieces)


def as_text(text: str) -> Piece:
    """A value without a template, as the terminal shows it."""
    return Piece("text", "Done", {"text": text})


@singledispatch
def piece(_value: object) -> Piece | None:
    """The value with its template; None where there is none for its kind."""
    return None


def only_passing(value: object) -> bool:
    """It was said while something went on, and is old once that is over."""
    return isinstance(value, InterviewerComes)


# ---------------------------------------------------------------- drills


@piece.register
def _drill(value: DrillResult) -> Piece:
    drill = value.drill
    about = {"recordings": value.recordings}
    match drill:
        case PartDrill():
            return Piece("part", f"Only the {drill.part.capitalize()}", about | _part(drill))
        case CompressDrill():
            return Piece("compress", "The same story in less time", about | _compressed(drill))
        case InterruptDrill():
            said = "" if drill.recovery is None else recovery_line(drill.recovery)
            return Piece("interrupt", "An interruption", about | {"drill": drill, "said": said})
        case ProbesDrill():
            return Piece("replies", "Only the follow-ups", about | {"drill": drill})


def _part(drill: PartDrill) -> dict[str, Any]:
    full_s = drill.study.target_s if drill.study else TARGET_S[drill.part]
    longest = max((one.seconds for one in drill.tries), default=0.0)
    target_s = drill.tries[0].target if drill.tries else full_s
    return {
        "drill": drill,
        "target_s": target_s,
        "full_s": full_s,
        "longest_s": max(longest, target_s, 1.0),
        "last": checked(drill.tries[-1]) if drill.tries else None,
    }


@dataclass(frozen=True, slots=True)
class Ticked:
    """One thing that was asked for, and the words that show it."""

    text: str
    met: bool
    quotes: tuple[tuple[str, float], ...]
    """(words, where they begin)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A try at a part."""

    check: PartCheck
    points: tuple[Ticked, ...]

    @property
    def change(self) -> str:
        """The first thing to do otherwise; empty where nothing is missing."""
        return next((one.text for one in self.points if not one.met), "")


def checked(check: PartCheck) -> Checked:
    """A try at a part, point by point."""
    return Checked(
        check,
        tuple(
            Ticked(
                one.asked.text,
                one.met,
                tuple((found.quote, found.start) for found in one.shown_by[:QUOTES_SHOWN]),
            )
            for one in check.points
        ),
    )


def _compressed(drill: CompressDrill) -> dict[str, Any]:
    rows = []
    for segment in SEGMENTS:
        cells = []
        for one in drill.tellings:
            took = {timing.segment: timing.seconds for timing in one.analysis.timings}
            cells.append((took.get(segment, 0.0), scaled_targets(one.limit_s)[segment]))
        rows.append((segment, cells))
    steps = [
        (before.limit_s, after.limit_s, dropped_lines(gone, drill.signals))
        for (before, after), gone in zip(pairwise(drill.tellings), drill.lost, strict=True)
    ]
    left = (*drill.lost[-1].kept, *drill.lost[-1].gained) if drill.lost else ()
    return {"drill": drill, "rows": rows, "steps": steps, "left": named(left, drill.signals)}


# ---------------------------------------------------------------- lesson, quiz, lens


@piece.register
def _lesson(value: LessonTaught) -> Piece:
    tries: dict[str, list[tuple[LessonTry, Checked | None]]] = {}
    for one in value.tries:
        found = checked(one.found) if isinstance(one.found, PartCheck) else None
        tries.setdefault(one.section, []).append((one, found))
    spotted = [one.found for one in value.tries if isinstance(one.found, Spotted)]
    return Piece("lesson", "Your lesson", {"lesson": value, "tries": tries, "spotted": spotted})


@piece.register
def _quiz(value: QuizResult) -> Piece:
    asked = [one.card.item.difficulty for one in value.answers]
    known = [one.card.item.difficulty for one in value.answers if one.right]
    by_difficulty = [
        (name, known.count(name), asked.count(name)) for name in DIFFICULTIES if name in asked
    ]
    slugs = {one.card.walkthrough for one in value.answers}
    values = {
        "quiz": value,
        "right": len(known),
        "by_difficulty": by_difficulty,
        "slug": slugs.pop() if len(slugs) == 1 else "",
        "letters": LETTERS.upper(),
    }
    return Piece("quiz", "Your quiz", values)


@piece.register
def _lens(value: LensResult) -> Piece:
    low = () if value.found is None else value.found.angle.low
    longest = sorted(low, key=lambda one: -one.seconds)[:LOW_SHOWN]
    values = {
        "lens": value,
        "lines": () if value.found is None else angle_lines(value.found.angle),
        "low": sorted(longest, key=lambda one: one.start),
    }
    return Piece("lens", "Your story through a lens", values)


@piece.register
def _lens_choice(value: LensChoice) -> Piece:
    return Piece("lenses", "The same story for another principle", {"choice": value})


# ---------------------------------------------------------------- panel


@piece.register
def _panel(value: PanelHeld) -> Piece:
    panel = value.debrief
    answers: dict[int, list[dict[str, Any]]] = {}
    for place, answer in answers_of(panel.interviews):
        story = panel.story_at(place)
        said = {
            "answer": answer,
            "leaning": leaning_of(answer),
            "notes": notes_of(answer),
            "story": story.label if story else "",
        }
        answers.setdefault(place.interviewer, []).append(said)
    held = len(panel.interviews) + len(panel.unreadable)
    values = {
        "panel": panel,
        "answers": answers,
        "not_held": panel.planned - held,
        "told_to": lambda places: _told_to(panel.interviews, places),
    }
    return Piece("panel", "Debrief of your panel", values)


def _told_to(interviews: Sequence[Any], places: Sequence[Place]) -> str:
    return ", ".join(dict.fromkeys(interviews[at.interviewer - 1].title for at in places))


@piece.register
def _nothing(_value: NothingRecorded) -> Piece:
    text = "Nothing was recorded, so there is nothing to debrief."
    return Piece("said", "Debrief of your panel", {"text": text})
