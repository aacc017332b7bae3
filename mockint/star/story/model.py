"""The weights that hear whether there is a story, where a second begins, and what it is about.

They lie beside this file; ``python -m training train --only story`` makes them from labelled
answers and says in ``source`` which. Loaded once, on first use.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from mockint.star.story.asked import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS_FILE = "story.npz"

OneKind = Literal["story", "general", "hypothetical", "none"]
KINDS: Final[tuple[OneKind, ...]] = ("story", "general", "hypothetical", "none")
_THEME: Final = "theme:"


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight for each named feature."""

    bias: float
    by_name: Mapping[str, float]

    def score(self, found: Mapping[str, float]) -> float:
        """Log-odds, or a part of them."""
        return self.bias + sum(self.by_name[name] * value for name, value in found.items())


@dataclass(frozen=True, slots=True)
class About:
    """What the words of a story speak for: principles and themes, the columns."""

    columns: tuple[str, ...]
    """Slugs of principles, and themes with ``theme:`` before them."""
    index: Mapping[str, int]
    """Row of each term."""
    rarity: "NDArray[np.float32]"
    """Shape (terms,): the rarer a term, the more it says."""
    weights: "NDArray[np.float32]"
    """Shape (terms, columns)."""
    mean: "NDArray[np.float32]"
    sd: "NDArray[np.float32]"
    """Shape (columns,): of the scores of stories that the weights were not made from."""

    def scores(self, texts: Sequence[str]) -> Mapping[str, float]:
        """Each column's score for one story, 0 for a usual one, in standard deviations."""
        import numpy as np

        vector = np.zeros(len(self.index), dtype=np.float32)
        for term, count in terms(" ".join(texts)).items():
            row = self.index.get(term)
            if row is not None:
                vector[row] = (1.0 + math.log(count)) * self.rarity[row]
        size = float(np.linalg.norm(vector)) or 1.0
        z = (vector / size @ self.weights - self.mean) / self.sd
        return dict(zip(self.columns, map(float, z), strict=True))

    def best_principle(self, scores: Mapping[str, float]) -> str:
        """The principle that a story speaks for most."""
        slugs = (column for column in self.columns if not column.startswith(_THEME))
        return max(slugs, key=lambda slug: scores[slug])

    def strongest(self, texts: Sequence[str], column: str) -> int:
        """Which of ``texts`` speaks most for a column."""
        return max(range(len(texts)), key=lambda at: self.scores([texts[at]])[column])


@dataclass(frozen=True, slots=True)
class StoryModel:
    """All weights of this wing."""

    kinds: Mapping[OneKind, Linear]
    second: Linear
    about: About
    source: str
    """Hashes of the training answers and of the features."""

    def chances(self, shape: Mapping[str, float]) -> Mapping[OneKind, float]:
        """How likely each kind is; together 1."""
        odds = {kind: linear.score(shape) for kind, linear in self.kinds.items()}
        most = max(odds.values())
        raised = {kind: math.exp(value - most) for kind, value in odds.items()}
        return {kind: value / sum(raised.values()) for kind, value in raised.items()}


def fit(scores: Mapping[str, float], themes: Iterable[str], principle: str | None) -> float | None:
    """How well a story fits what a question asks; None where nothing is known of the question.

    ``scores``: see ``About.scores``. A usual pair has about 0, one that does not fit less; where
    only the principle or only a theme is known, that one alone can seldom be low enough.
    """
    own = scores.get(principle or "")
    asked = [scores[_THEME + theme] for theme in themes if _THEME + theme in scores]
    theme = sum(asked) / math.sqrt(len(asked)) if asked else None
    if own is None or theme is None:
        return own if theme is None else theme
    return own + theme


@cache
def story_model() -> StoryModel:
    """The weights that come with the program."""
    import numpy as np

    raw = files("mockint.star.story").joinpath(WEIGHTS_FILE).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        names = str(kept["shape_names"]).split("\n")
        kinds = {
            kind: Linear(float(row[0]), dict(zip(names, map(float, row[1:]), strict=True)))
            for kind, row in zip(KINDS, kept["kinds"], strict=True)
        }
        turn_names, turn = str(kept["turn_names"]).split("\n"), kept["second"]
        vocabulary = bytes(kept["vocabulary"]).decode().split("\n")
        return StoryModel(
            kinds=kinds,
            second=Linear(float(turn[0]), dict(zip(turn_names, map(float, turn[1:]), strict=True))),
            about=About(
                columns=tuple(str(kept["columns"]).split("\n")),
                index={term: row for row, term in enumerate(vocabulary)},
                rarity=kept["rarity"],
                weights=kept["weights"].astype(np.float32) * kept["scale"],
                mean=kept["mean"],
                sd=kept["sd"],
            ),
            source=str(kept["source"]),
        )
