"""How far a reply goes, as two sums over few inputs: what it brings, and what it admits.

Weights and cuts (``proportional_odds``) lie beside this file;
``python -m training train --only replies`` fits them to replies that a reader judged, with the
sign of every weight held.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.star.probes.reply_inputs import SUBJECT
from mockint.star.proportional_odds import Inputs, Sum
from mockint.star.types import ReplyStrength

WEIGHTS_FILE = "replies.json"


@dataclass(frozen=True, slots=True)
class ReplyModel:
    """The two sums, as they are used."""

    brings: Sum
    """Two cuts: from the first the reply is partly an answer, from the second a strong one."""
    admits: Sum
    """Two cuts: over the first it is not strong, over the second it is weak."""

    def strength(self, inputs: Inputs) -> ReplyStrength:
        """Never "declined"; strong only where it is about the same thing as the answer."""
        brought, admitted = self.brings.step(inputs), self.admits.step(inputs)
        if admitted == len(self.admits.cuts):
            return "weak"
        if not brought:
            return "not enough evidence"
        strong = brought > 1 and not admitted and inputs[SUBJECT] > 0
        return "strong" if strong else "partly"


@cache
def reply_model() -> ReplyModel:
    """The weights that come with the program."""
    raw = json.loads(files("mockint.star.probes").joinpath(WEIGHTS_FILE).read_text("utf-8"))
    sums = {name: Sum(raw[name]["weights"], tuple(raw[name]["cuts"])) for name in raw}
    return ReplyModel(sums["brings"], sums["admits"])
