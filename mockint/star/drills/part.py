"""One part told alone, against its target and what is asked of that part.

What the part is, is known, so the ear is not asked: every unit belongs to it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mockint.content.pack import Bar
from mockint.content.types import Library
from mockint.domain import Level, Segment, SignalName
from mockint.star.drills.types import Asked, PartCheck, Point
from mockint.star.segmenter.label import label, relabelled
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import find
from mockint.star.signals.patterns import patterns
from mockint.star.signals.rules import allowed, evident
from mockint.star.timing import status_of
from mockint.star.types import Signal, Span
from mockint.star.understood import understood, units
from mockint.star.words import read_sure, read_words
from mockint.text.normalize import word_set
from mockint.transcribe.types import Transcript, Word

ENOUGH_WORDS = 5
"""Of fewer it is not said what they lack."""


_BY_PATTERN: tuple[SignalName, ...] = (
    "problem_metric",
    "business_value",
    "second_order_effect",
    "systemic_insight",
)

_STEP: SignalName = "first_person_action"
_NO_STEP = word_set(
    "am was had have would could can should think thought knew know mean guess felt want wanted"
    " did do will need"
)
"""After "I" these tell of no step."""
STEP_WORDS = 6
"""Of a further step, for its quote."""
_RATE = re.compile(r"\b0 (?:percent|out of|dollars|times|complaints|customers|users|orders)\b")

ASKED: Mapping[Segment, tuple[Asked, ...]] = {
    "situation": (
        Asked("The problem first, before any background", lacks=("architecture_detour",)),
        Asked("How bad it was: a number, or who was hurt", ("problem_metric", "customer_impact")),
    ),
    "task": (
        Asked("Where your own job ended", ("scope_boundary", "nobody_asked")),
        Asked("Your own decision to act", ("decided_to_act",), ("assigned_by_manager", "waited")),
    ),
    "action": (
        Asked("Three steps of your own", ("first_person_action",), least=3),
        Asked('The word "I", not "we"', lacks=("we_in_action", "collective_decision")),
        Asked("Clear steps, nothing vague", lacks=("vague_action",)),
        Asked("Your own work, not handed off", lacks=("handed_off", "waited")),
    ),
    "result": (
        Asked(
            "The number before and the number after", ("metric_delta",), ("unquantified_result",)
        ),
        Asked("What it was worth", ("business_value",)),
        Asked("What it led to elsewhere", ("second_order_effect",)),
    ),
    "reflection": (
        Asked("A lesson from this story", ("specific_lesson", "systemic_insight")),
        Asked("More than a general lesson", lacks=("generic_reflection",)),
        Asked("The deeper cause, in how teams work", ("systemic_insight",), where_expected=True),
    ),
}
"""As issue, walkthroughs and labelled answers ask of the parts; three steps are ours."""


def asked_of(part: Segment, level: Level, bar: Bar) -> tuple[Asked, ...]:
    """What is asked of ``part`` at ``level``, in order."""
    expected = bar.levels[level.name].expected
    return tuple(
        one for one in ASKED[part] if not one.where_expected or set(one.has).intersection(expected)
    )


def check(
    transcript: Transcript, part: Segment, target: float, level: Level, library: Library
) -> PartCheck:
    """Judge one try. ``target``: seconds, scaled to the level by the caller."""
    words = transcript.words
    seconds = words[-1].end - words[0].start if words else 0.0
    status = status_of(seconds, target, present=bool(words))
    if len(words) < ENOUGH_WORDS:
        return PartCheck(part, seconds, target, status, ())
    heard = signals_of(transcript, part, library)
    signals = (*heard, *_of_patterns(transcript, part), *_more_steps(transcript, part, heard))
    asked = asked_of(part, level, library.pack.bar)
    points = tuple(_point(one, signals) for one in asked)
    return PartCheck(part, seconds, target, status, points)


def signals_of(transcript: Transcript, part: Segment, library: Library) -> tuple[Signal, ...]:
    """What is heard when all of it is ``part``."""
    whole = (Span(part, 0.0, transcript.duration),)
    labelled = relabelled(label(cut(transcript)), whole)
    return find(understood(labelled, transcript.not_understood), library.cues)


def _of_patterns(transcript: Transcript, part: Segment) -> tuple[Signal, ...]:
    """What its words show where the ear, which learned on whole answers, is not sure of a part."""
    found = []
    for unit in units(cut(transcript), transcript.not_understood):
        text = read_sure(unit.words)
        for name in _BY_PATTERN:
            if name == "problem_metric" and not _RATE.search(text):
                continue  # "six machines" is a figure, and says nothing of how bad it was
            shows = any(pattern.search(text) for pattern in patterns(name))
            if shows and allowed(name, text, part) and evident(name, text):
                found.append(Signal(name, "strength", unit.text, unit.start, unit.end, part))
    return tuple(found)


def _more_steps(
    transcript: Transcript, part: Segment, heard: Sequence[Signal]
) -> tuple[Signal, ...]:
    """Further steps in a sentence of one's own steps: "I pulled the logs, I found the line". The
    ear names such a sentence once, and without punctuation several may stand in it."""
    found = []
    for unit in units(cut(transcript), transcript.not_understood):
        mine = [s for s in heard if s.name == _STEP and unit.start <= s.start <= unit.end]
        steps = _steps(unit.words) if mine else []
        for one in mine:  # its own "I"
            own = [at for at in steps if unit.words[at].start >= one.start] or steps
            steps = [at for at in steps if at not in own[:1]]
        for at in steps:
            said = unit.words[at : at + STEP_WORDS]
            quote = " ".join(word.text for word in said)
            found.append(Signal(_STEP, "strength", quote, said[0].start, said[-1].end, part))
    return tuple(found)


def _steps(words: Sequence[Word]) -> list[int]:
    """Where an "I" stands that is followed by what was done."""
    tokens = read_words(words)
    return [
        token.first
        for token, after in pairwise(tokens)
        if token.text == "i" and after.text not in _NO_STEP and words[token.first].sure
    ]


def _point(asked: Asked, signals: Sequence[Signal]) -> Point:
    against = tuple(signal for signal in signals if signal.name in asked.lacks)
    if against:
        return Point(asked, met=False, shown_by=against)
    speaks = tuple(signal for signal in signals if signal.name in asked.has)
    enough = not asked.has or len(speaks) >= asked.least
    return Point(asked, met=enough, shown_by=speaks)
