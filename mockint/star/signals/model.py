"""The learned ear: for one unit, how likely each signal is, and which words speak for it.

One logistic regression a name over the features of ``ear_features``. The weights (whole numbers,
one scale a name) lie beside this file; ``python -m training train`` makes them from labelled
answers and says in ``source`` which. Loaded once, on first use.

What the learned ear looks at in one unit: its words, its patterns, its part, its neighbours.

Training and the running program both call :func:`features`, so they cannot drift apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from mockint.domain import FAULTS, STRENGTHS, Segment, SignalName
from mockint.star.signals.patterns import every_pattern
from mockint.text.stems import LETTERS, beginning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Features = dict[str, float]

_EDGE = "^"


def features(texts: Sequence[str], at: int, segment: Segment, *, place: float) -> Features:
    """Named features of the unit ``texts[at]``.

    ``texts``: the read words of every unit of the answer, joined by blanks.
    ``place``: 0..1, where in the answer the unit begins.
    """
    words = texts[at].split()
    found: Features = {f"part:{segment}": 2.0, "place": place, **dict.fromkeys(grams(words), 1.0)}
    for name, pattern in every_pattern():
        if pattern.search(texts[at]):
            found[name] = 1.0
            found[f"{name}&{segment}"] = 1.0
    for side, index in (("before", at - 1), ("after", at + 1)):
        if 0 <= index < len(texts):
            for word in texts[index].split():
                found[f"{side}:{beginning(word)}"] = 0.4
    if "0" in words:
        found[f"figure&{segment}"] = 1.0
    found[f"long:{min((len(words) + 2) // 8, 4)}"] = 1.0
    return found


def grams(words: Sequence[str]) -> Iterator[str]:
    """Runs of one to three words, stems, and two stems in a row, with the sentence's edges."""
    edged = [_EDGE, *words, _EDGE]
    return chain(_grams(edged), _stems(edged))


def _grams(words: Sequence[str]) -> Iterator[str]:
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _stems(words: Sequence[str]) -> Iterator[str]:
    stems = [beginning(word) for word in words]
    for index, stem in enumerate(stems):
        if len(words[index]) > LETTERS:
            yield f"~{stem}"
        if index + 1 < len(stems):
            yield f"~{stem} {stems[index + 1]}"


def place_of(index: int, count: int) -> float:
    """0 for the first of ``count`` units, towards 1 for the last."""
    return index / max(count, 1)


NAMES: tuple[SignalName, ...] = (*STRENGTHS, *FAULTS)
WEIGHTS_FILE = "weights.npz"


@dataclass(frozen=True, slots=True)
class SignalModel:
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
    """Hashes of the training answers and of the features."""

    def logits(self, found: Features) -> "NDArray[np.float32]":
        """Log-odds of every name, shape (names,)."""
        import numpy as np

        known = [(self.index[name], value) for name, value in found.items() if name in self.index]
        if not known:
            return self.bias
        rows = np.fromiter((row for row, _ in known), dtype=np.int64, count=len(known))
        values = np.fromiter((value for _, value in known), dtype=np.float32, count=len(known))
        return np.asarray(self.bias + values @ self.weights[rows], dtype=np.float32)

    def chances(self, found: Features) -> "NDArray[np.float32]":
        """Chance of every name in one unit, shape (names,)."""
        import numpy as np

        return np.asarray(1.0 / (1.0 + np.exp(-self.logits(found))), dtype=np.float32)

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
def signal_model() -> SignalModel:
    """The weights that come with the program."""
    import numpy as np

    raw = files("mockint.star.signals").joinpath(WEIGHTS_FILE).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        vocabulary = bytes(kept["vocabulary"]).decode().split("\n")
        weights = kept["weights"].astype(np.float32) * kept["scale"].astype(np.float32)
        return SignalModel(
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
