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
    """Shape (names,): from which chance on an answer shows the signal."""
    mean: "NDArray[np.float32]"
    sd: "NDArray[np.float32]"
    """Shape (2 * names,): what ``over_answer`` is standardised by."""
    across: "NDArray[np.float32]"
    """Shape (names, names): what hearing one signal says about another."""
    any_unit: "NDArray[np.float32]"
    whole_bias: "NDArray[np.float32]"
    """Shape (names,) each."""
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
        return np.asarray(self.bias + values @ self.weights[rows], dtype=np.float32)

    def whole(self, chances: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """The second look: chance of every name in the whole answer, shape (names,).

        ``chances``: shape (units, names). A signal's own evidence, corrected by what the other
        signals say: an answer that was handed off seldom holds a root cause.
        """
        import numpy as np

        z = (over_answer(chances) - self.mean) / self.sd
        count = len(NAMES)
        total = z[:count] @ self.across + z[count:] * self.any_unit + self.whole_bias
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)

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


def over_answer(chances: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """From shape (units, names) to (2 * names,) log-odds: of the best unit, and of any unit."""
    import numpy as np

    least, most = 1e-4, 1.0 - 1e-4
    best = chances.max(axis=0)
    any_unit = 1.0 - np.prod(1.0 - chances, axis=0)
    both = np.clip(np.concatenate([best, any_unit]), least, most)
    return np.asarray(np.log(both / (1.0 - both)), dtype=np.float32)


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
            bias=kept["bias"],
            threshold=kept["threshold"],
            mean=kept["mean"],
            sd=kept["sd"],
            across=kept["across"],
            any_unit=kept["any_unit"],
            whole_bias=kept["whole_bias"],
            source=str(kept["source"]),
        )
