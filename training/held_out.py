"""Weights that never heard an answer, and the program run with them in place of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from mockint.domain import Theme
from mockint.star import analyse, conduct, principle, verdict
from mockint.star.asks import AsksModel
from mockint.star.conduct import ConductModel
from mockint.star.leaning import LeaningModel
from mockint.star.probes import rank
from mockint.star.probes.rank import ThemeWeights
from mockint.star.second_look import SecondLook
from mockint.star.segmenter import crf
from mockint.star.signals import detect
from mockint.star.signals.model import SignalModel
from training.answers import Answer
from training.heard import NO_RETELLINGS, Retellings


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``mockint.star`` hears with; None where the shipped ones are to be taken."""

    parts: crf.Weights | None = None
    ear: SignalModel | None = None
    themes: Mapping[Theme, ThemeWeights] | None = None
    leaning: LeaningModel | None = None
    asks: AsksModel | None = None
    conduct: ConductModel | None = None
    look: SecondLook | None = None


SHIPPED = Weights()


@contextmanager
def hearing_with(weights: Weights) -> Iterator[None]:
    """Within it, the program hears with ``weights``: its loaders give them out."""
    places: list[tuple[Any, str, Any]] = [
        (crf, "packaged", weights.parts),
        (detect, "signal_model", weights.ear),
        (rank, "weights", weights.themes),
        (verdict, "leaning_model", weights.leaning),
        (analyse, "asks_model", weights.asks),
        (conduct, "conduct_model", weights.conduct),
        (principle, "second_look", weights.look),
    ]
    with ExitStack() as stack:
        for module, loader, given in places:
            if given is not None:
                stack.enter_context(patch.object(module, loader, lambda given=given: given))
        yield


def judges_by_fold(
    pool: Sequence[Answer], fold_of: Sequence[int], retold_as: Retellings = NO_RETELLINGS
) -> dict[int, Weights]:
    """For each fold the ear, the themes and the asks from the marked answers of the other folds."""
    from training import asks, probes
    from training import signals as training

    marked = [i for i, answer in enumerate(pool) if answer.signals]
    answers = [pool[i] for i in marked]
    known = training.cross_fit(answers, [fold_of[i] for i in marked], retold_as)
    cases = list(zip(asks.cases(answers, known), known.fold_of, strict=False))
    return {
        fold: Weights(
            ear=training.held_out(known, fold),
            themes=probes.held_out(answers, known, fold),
            asks=asks.fit([case for case, of in cases if of != fold]),
        )
        for fold in known.fitted
    }
