"""The learned ear: for one unit, how likely each signal is, and which words speak for it.

One logistic regression a name over the features of ``ear_features``. The weights (whole numbers,
one scale a name) lie beside this file; ``scripts/train_signals.py`` makes them from labelled
answers and says in ``source`` which. Loaded once, on first use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from mockint.questions.base import FAULTS, STRENGTHS, SignalName
from mockint.star.ear_features import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES: tuple[SignalName, ...] = (*STRENGTHS, *FAULTS)
WEIGHTS_FILE = "ear.npz"


@dataclass(frozen=True, slots=True)
class Ear:
    """Weights as they are used."""

    index: Mapping[str, int]
    """Row of each feature."""
    weights: "NDArray[np.float32]"
    """Shape (features, names)."""
    bias: "NDArray[np.float32]"
    """Shape (names,)."""
    threshold: "NDArray[np.float32]"
    """Shape (names,): from which probability on a unit shows the signal."""
    source: str
    """SHA-256 of the labelled answers and of the code the features come from."""

    def logits(self, found: Features) -> "NDArray[np.float32]":
        """Log-odds of every name, shape (names,)."""
        import numpy as np

        known = [(self.index[name], value) for name, value in found.items() if name in self.index]
        if not known:
            return self.bias
        rows = np.fromiter((row for row, _ in known), dtype=np.int64, count=len(known))
        values = np.fromiter((value for _, value in known), dtype=np.float32, count=len(known))
        total: NDArray[np.float32] = self.bias + values @ self.weights[rows]
        return total

    def word_weights(self, words: Sequence[str], name: SignalName) -> list[float]:
        """How much each of ``words`` speaks for ``name``: its share of every gram it stands in."""
        column = NAMES.index(name)
        share = [0.0] * len(words)
        for size in (1, 2, 3):
            for start in range(len(words) - size + 1):
                row = self.index.get(" ".join(words[start : start + size]))
                if row is not None:
                    weight = float(self.weights[row, column]) / size
                    for at in range(start, start + size):
                        share[at] += weight
        return share


@cache
def ear() -> Ear:
    """The weights that come with the program."""
    import numpy as np

    raw = files("mockint.star").joinpath(WEIGHTS_FILE).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        vocabulary = bytes(kept["vocabulary"]).decode().split("\n")
        weights = kept["weights"].astype(np.float32) * kept["scale"].astype(np.float32)
        return Ear(
            index={name: row for row, name in enumerate(vocabulary)},
            weights=weights,
            bias=kept["bias"].astype(np.float32),
            threshold=kept["threshold"].astype(np.float32),
            source=str(kept["source"]),
        )
