"""The weights that judge a reply to a follow-up, from replies that a reader judged.

Two sums, each with the sign of every weight held: what a reply brings (nothing, part of an answer,
a strong one), and what it admits (that the answer was weaker than it sounded, or not). Each reply
is learned with and without punctuation and with and without its answer. Needs scipy.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mockint import locations
from mockint.content import load
from mockint.content.types import Library
from mockint.domain import Theme
from mockint.star.probes.reply_inputs import (
    ADMITS,
    BRINGS,
    HOLLOW,
    Inputs,
    Known,
    inputs,
    sentences,
)
from mockint.star.probes.reply_model import ReplyModel, Sum
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import find
from mockint.transcribe.types import Transcript
from training.answers import Answer
from training.speech import say

Floats = npt.NDArray[np.float64]

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
    brings = _fit(ways, np.array([one.brings for one in ways]), SIGNS_BRINGS, (PARTLY, STRONG))
    weak = np.array([int(one.admits) for one in ways])
    admits = _fit(ways, weak, SIGNS_ADMITS, (NOT_STRONG,))
    more = _logit(WEAK) - _logit(NOT_STRONG)
    return ReplyModel(brings, Sum(admits.weights, (*admits.cuts, round(admits.cuts[0] + more, 3))))


def _fit(
    ways: Sequence[Learned],
    steps: npt.NDArray[np.int64],
    signs: dict[str, int],
    at: tuple[float, ...],
) -> Sum:
    """One sum, with a cut for each chance of ``at``: a proportional odds model."""
    from scipy.optimize import minimize

    x = np.array([[one.found[name] for name in signs] for one in ways])
    worth = WORTH / len(ways)
    count = len(signs)

    def cost(p: Floats) -> float:
        cuts = np.array([-np.inf, *_cuts(p[count:]), np.inf])
        total = x @ p[:count]
        likely = _odds(cuts[steps + 1] - total) - _odds(cuts[steps] - total)
        return float(
            SHRINKAGE * p[:count] @ p[:count] - worth * np.log(np.maximum(likely, 1e-9)).sum()
        )

    bounds = [
        *((0.0, np.inf) if sign > 0 else (-np.inf, 0.0) for sign in signs.values()),
        (-np.inf, np.inf),
        *((-3.0, 3.0) for _ in at[1:]),
    ]
    start = np.array([*(0.5 * sign for sign in signs.values()), 0.0, *(0.5 for _ in at[1:])])
    best = minimize(cost, start, method="L-BFGS-B", bounds=bounds).x
    cuts = [cut + _logit(chance) for cut, chance in zip(_cuts(best[count:]), at, strict=True)]
    weights = {name: round(float(w), 3) for name, w in zip(signs, best, strict=False)}
    return Sum(weights, tuple(round(float(cut), 3) for cut in cuts))


def _logit(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def _cuts(p: Floats) -> Floats:
    return np.cumsum([p[0], *np.exp(p[1:])])


def _odds(z: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))))


def save(model: ReplyModel, path: Path) -> None:
    """Write what the program reads."""
    kept: dict[str, Any] = {
        name: {"weights": one.weights, "cuts": one.cuts}
        for name, one in (("brings", model.brings), ("admits", model.admits))
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
