"""The weights that judge a reply to a follow-up, from replies that a reader judged.

Two sums, each with the sign of every weight held: what a reply brings (nothing, part of an answer,
a strong one), and what it admits (that the answer was weaker than it sounded, or not). Each reply
is learned with and without punctuation and with and without its answer. Needs scipy.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.content.types import Library
from mockint.domain import Theme
from mockint.star.probes.reply_inputs import (
    ADMITS,
    BRINGS,
    HOLLOW,
    Known,
    inputs,
    sentences,
)
from mockint.star.probes.reply_model import ReplyModel
from mockint.star.proportional_odds import Inputs, Sum
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import find
from mockint.transcribe.types import Transcript
from training import proportional_odds
from training.answers import Answer
from training.speech import say

REPLIES = Path(__file__).with_name("replies.jsonl")
"""What the weights are trained on."""
ASIDE = Path(__file__).with_name("replies-aside.jsonl")
"""Testing only: never train or tune on it."""

SHRINKAGE = 0.3
"""Of the squared weights, against the log likelihood of ``WORTH`` replies."""
WORTH = 60
STRONG, PARTLY = 0.55, 0.5
"""Chances from which a reply is that."""
NOT_STRONG, WEAK = 0.4, 0.55
"""Chances that it admits something: from these it is no strong one, and a weak one."""

SIGNS_BRINGS = {**dict.fromkeys(BRINGS, 1), **dict.fromkeys(HOLLOW, -1)}
SIGNS_ADMITS = {**dict.fromkeys(ADMITS, 1), "amounts": -1, "steps": -1, "generic": -1}
_BRINGS_STEP = {"evasive": 0, "too short": 0, "partly": 1, "weak": 1, "strong": 2}


@dataclass(frozen=True, slots=True)
class JudgedReply:
    """One reply to a follow-up, and how far a reader said it goes."""

    name: str
    theme: Theme
    ask: str
    context: str
    """What the answer said, in a sentence or three."""
    reply: str
    strength: str
    """strong, partly, weak, evasive, declined or too short."""


class Form(NamedTuple):
    """How a reply is said, and whether the answer is at hand."""

    punctuated: bool = True
    answer: bool = True


FORMS = (Form(), Form(punctuated=False), Form(answer=False))


def read_replies(path: Path) -> list[JudgedReply]:
    """The replies of a file, in order."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        JudgedReply(
            one["id"], one["theme"], one["ask"], one["context"], one["reply"], one["strength"]
        )
        for one in lines
    ]


def spoken(name: str, text: str, *, punctuated: bool) -> Transcript:
    """The text as a transcript, its sentences with pauses between them."""
    parts = tuple(text.replace("? ", "?\n").replace("! ", "!\n").replace(". ", ".\n").split("\n"))
    made = Answer(name, "", "", "", "", parts, ("other",) * len(parts))
    return say(made, punctuated=punctuated).transcript


def known(one: JudgedReply, form: Form) -> Known:
    """What was said before it."""
    if not form.answer:
        return Known(one.ask)
    return Known(one.ask, spoken(one.name + "/answer", one.context, punctuated=form.punctuated))


def heard(one: JudgedReply, form: Form, library: Library) -> Inputs:
    """The reply's numbers."""
    labelled = label(cut(spoken(one.name, one.reply, punctuated=form.punctuated)))
    before = known(one, form)
    told = sentences([each.unit.words for each in labelled], before)
    weak = library.probes[one.theme].weak_signals
    fault = any(signal.name in weak for signal in find(labelled, library.cues))
    return inputs(told, before, fault=fault)


class Learned(NamedTuple):
    """One way of one reply, as it is learned from."""

    found: Inputs
    brings: int
    """0 nothing, 1 part of an answer, 2 a strong one."""
    admits: bool


def learned(replies: Sequence[JudgedReply]) -> list[list[Learned]]:
    """For each reply the ways that it is learned in; nothing for a refusal or a word or two."""
    library = load.load(locations.content_dir())
    judged = [one for one in replies if one.strength not in ("declined", "too short")]
    made: dict[str, list[Learned]] = {one.name: [] for one in replies}
    for one in judged:
        for form in FORMS:
            step, weak = _BRINGS_STEP[one.strength], one.strength == "weak"
            made[one.name].append(Learned(heard(one, form, library), step, weak))
    return list(made.values())


def fit(ways: Sequence[Learned]) -> ReplyModel:
    """The weights that make the reader's judgments likeliest."""
    brings = _fit(ways, [one.brings for one in ways], SIGNS_BRINGS)
    admits = _fit(ways, [int(one.admits) for one in ways], SIGNS_ADMITS)
    (even,) = admits.cuts
    return ReplyModel(
        _at(brings, brings.cuts, (PARTLY, STRONG)), _at(admits, (even, even), (NOT_STRONG, WEAK))
    )


def _fit(ways: Sequence[Learned], steps: Sequence[int], signs: Mapping[str, int]) -> Sum:
    weight = np.full(len(ways), WORTH / len(ways))
    found = [one.found for one in ways]
    return proportional_odds.fit(found, np.array(steps), signs, weight=weight, shrinkage=SHRINKAGE)


def _at(one: Sum, even: Sequence[float], chances: Sequence[float]) -> Sum:
    """The sum with cuts where these chances are reached, and not an even one."""
    moved = zip(even, chances, strict=True)
    return Sum(one.weights, tuple(cut + math.log(chance / (1 - chance)) for cut, chance in moved))


def save(model: ReplyModel, path: Path) -> None:
    """Write what the program reads."""
    sums = (("brings", model.brings), ("admits", model.admits))
    kept = {name: proportional_odds.kept(one) for name, one in sums}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
