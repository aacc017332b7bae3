"""Fits the weights of ``mockint/star/story``: kinds, second stories, what a story is about.

Learned from ``training/answers`` and ``training/kinds.jsonl``. ``REGISTERS`` are labelled; the
other answers hold one story each but for a few (:data:`NOT_ONE`) and answer their question.
``training/aside.jsonl`` is a test and is never read here.
"""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mockint.star.story.asked import THEMES, own_words, read_question, terms, themes_of
from mockint.star.story.model import KINDS, About, Linear, OneKind, StoryModel
from mockint.star.story.second import turns
from mockint.star.story.shape import shape
from mockint.text.reading import read_text
from training.answers import KINDS_ONLY, REGISTERS, Answer, files, read
from training.folds import FOLDS, folds
from training.threads import on_one_thread

Floats = npt.NDArray[np.float64]

NOT_ONE: Final = {
    "dev2-006": 7, "dev4-013": 7, "dev5-013": 6, "dev6-017": 5, "dev7-012": 5, "dev8-014": 7,
    "dev9-013": 10, "own3-027": 7, "own3-032": 8, "own3-043": 11,
}  # fmt: skip
"""Answers of ``training/answers`` with two stories, read by us: the sentence the second begins."""
NO_STORY: Final = {"own3-019"}
"""The one of them that tells how a team works, and no story."""

_MADE: Final = 150
"""Answers put together of two, half of them with a turn of speech between."""
_TURNS: Final = (
    "the other one was later", "and another time", "a second example is this", "the second one",
    "also there was another case", "and the other story i have", "in another job",
    "similarly at the next place", "a year later in a different team", "can i say also another",
)  # fmt: skip
_PIECE: Final = 0.3
"""How much a made answer, or a piece of one, counts against a whole one."""
_C_KIND: Final = 0.3
_C_SECOND: Final = 0.1
_RIDGE: Final = 2.0
_SEEN_AT_LEAST: Final = 2
_FEWEST: Final = 8
"""Stories that a principle or theme is learned from at least."""
_ROUNDS: Final = 6
_PARTS: Final = 8
"""So often, and in so many parts, stories are scored by weights from the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as this wing sees it."""

    name: str
    question: str
    """Read words."""
    principle: str
    kind: str
    """With ``two_stories``."""
    answers: str
    """``yes``, ``partly`` or ``no``."""
    labelled: bool
    """By a reader; the others are taken to answer their question."""
    texts: tuple[str, ...]
    """Read words of each sentence."""
    second: int | None
    """The sentence that the second story begins with."""

    @property
    def one_kind(self) -> OneKind:
        """Two stories are a story."""
        return "story" if self.kind == "two_stories" else self.kind  # type: ignore[return-value]

    @property
    def teaches_themes(self) -> bool:
        """Not those that were written for their kind alone."""
        return not self.name.startswith("kind-")

    @property
    def is_story(self) -> bool:
        """One or two."""
        return self.one_kind == "story"


def told(answer: Answer, row: dict[str, Any] | None = None) -> Told:
    """``row``: the line of a file with kinds; None for one of ``training/answers``."""
    kind = "general" if answer.name in NO_STORY else "story"
    second = NOT_ONE.get(answer.name)
    kind = "two_stories" if second else kind
    if row is not None:
        kind = row["kind"]
        second = _begins_again(answer.segments) if kind == "two_stories" else None
    return Told(
        name=answer.name,
        question=read_question(answer.question),
        principle=answer.principle,
        kind=kind,
        answers=row["answers_question"] if row else "yes",
        labelled=row is not None,
        texts=tuple(read_text(text.split()) for text in answer.sentences),
        second=second,
    )


def _begins_again(segments: Sequence[str]) -> int | None:
    """The first sentence after a result that is no result, with another action to come."""
    seen = False
    for at, segment in enumerate(segments):
        if segment in ("situation", "task", "other") and seen and "action" in segments[at:]:
            return at
        seen = seen or segment == "result"
    return None


def labelled_file(path: Path) -> list[tuple[Answer, Told]]:
    """Every answer of a file whose lines have ``kind`` and ``answers_question``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(answer, told(answer, row)) for answer, row in zip(read(path), rows, strict=True)]


def pool(extra: Sequence[tuple[Answer, Told]] = ()) -> tuple[list[Told], list[int]]:
    """All that is learned from, after ``extra``, and the fold of each."""
    names = {answer.name for answer, _ in extra}
    labelled = (*REGISTERS, KINDS_ONLY)
    known = [
        pair
        for path in (*files(), KINDS_ONLY)
        for pair in (
            labelled_file(path)
            if path in labelled
            else [(answer, told(answer)) for answer in read(path)]
        )
    ]
    both = [*extra, *(pair for pair in known if pair[0].name not in names)]
    return [one for _, one in both], folds([answer for answer, _ in both])


@on_one_thread
def train(pairs: Sequence[Told], source: str) -> StoryModel:
    """Weights from ``pairs``."""
    stories = [one for one in pairs if one.is_story and one.teaches_themes]
    return StoryModel(_kinds(pairs), _second(pairs), _about(stories), source)


def _logistic(rows: Sequence[dict[str, float]], y: Any, weight: Any, c: float) -> Any:
    """A fitted model's weights on the features as they are: names, coefficients, intercepts."""
    from sklearn.linear_model import LogisticRegression

    names = sorted(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    mean, sd = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=c, max_iter=2000)
    model.fit((x - mean) / sd, y, sample_weight=weight)
    weights = model.coef_ / sd
    return names, weights, model.intercept_ - weights @ mean, list(model.classes_)


def _kinds(pairs: Sequence[Told]) -> dict[OneKind, Linear]:
    rows, kinds, weight = [], [], []
    for one in pairs:
        for share in (1.0, 0.5, 0.25):
            texts = one.texts[: max(1, round(share * len(one.texts)))]
            rows.append(shape(" ".join(texts)))
            kinds.append(one.one_kind)
            weight.append(1.0 if share == 1.0 else _PIECE)
    names, weights, bias, classes = _logistic(rows, kinds, weight, _C_KIND)
    return {
        kind: Linear(
            float(bias[classes.index(kind)]),
            dict(zip(names, map(float, weights[classes.index(kind)]), strict=True)),
        )
        for kind in KINDS
    }


def _second(pairs: Sequence[Told]) -> Linear:
    rows, begins, weight = [], [], []

    def learn(texts: Sequence[str], second: int | None, counts: float) -> None:
        for at, turn in turns(texts).items():
            if second is None or abs(at - second) != 1:
                rows.append(dict(turn))
                begins.append(at == second)
                weight.append(counts)

    for one in pairs:
        learn(one.texts, one.second, 1.0)
    rng = random.Random(1)
    single = [one for one in pairs if one.kind == "story" and one.teaches_themes]
    for number in range(_MADE):
        first, other = (one.texts[:9] for one in rng.sample(single, 2))
        turn = rng.choice(_TURNS) if number % 2 else ""
        learn((*first, f"{turn} {other[0]}".strip(), *other[1:]), len(first), _PIECE)
    names, weights, bias, _ = _logistic(rows, begins, weight, _C_SECOND)
    return Linear(float(bias[0]), dict(zip(names, map(float, weights[0]), strict=True)))


@dataclass(frozen=True, slots=True)
class _Terms:
    index: dict[str, int]
    rarity: Floats

    def matrix(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Shape (stories, terms), rows of length 1."""
        x = np.zeros((len(texts), len(self.index)))
        for row, one in enumerate(texts):
            for term, count in terms(" ".join(one)).items():
                if term in self.index:
                    at = self.index[term]
                    x[row, at] = (1.0 + np.log(count)) * self.rarity[at]
        return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9))


def _about(stories: Sequence[Told]) -> About:
    """Ridge regression of principles and themes on terms, and what scores are usual."""
    texts = [own_words(one.texts, one.question) for one in stories]
    teaches = np.array([one.answers == "yes" for one in stories])
    count = Counter(one.principle for one in stories)
    principles = sorted(slug for slug, n in count.items() if n >= _FEWEST)
    columns = [*principles, *(f"theme:{name}" for name in THEMES)]
    truth = np.array(
        [
            [one.principle == slug for slug in principles]
            + [name in themes_of(one.question) for name in THEMES]
            for one in stories
        ],
        dtype=float,
    )
    known = _terms([one for one, yes in zip(texts, teaches, strict=True) if yes])
    x = known.matrix(texts)
    raw = np.array([_unseen(x, truth, teaches, seed) for seed in range(_ROUNDS)])
    mean, sd = raw.mean((0, 1)), raw.std((0, 1))
    return About(
        columns=tuple(columns),
        index=known.index,
        rarity=known.rarity.astype(np.float32),
        weights=(x[teaches].T @ _ridge(x[teaches], truth[teaches])).astype(np.float32),
        mean=mean.astype(np.float32),
        sd=sd.astype(np.float32),
    )


def _terms(texts: Sequence[Sequence[str]]) -> _Terms:
    spread = Counter(term for one in texts for term in terms(" ".join(one)))
    kept = sorted(term for term, n in spread.items() if n >= _SEEN_AT_LEAST)
    rarity = np.array([np.log((1 + len(texts)) / (1 + spread[term])) + 1 for term in kept])
    return _Terms({term: row for row, term in enumerate(kept)}, rarity)


def _ridge(x: Floats, truth: Floats) -> Floats:
    """How much each story (row) counts for each column."""
    share = truth.mean(0)
    target = (truth - share) / np.sqrt(share * (1 - share) + 1e-6)
    return np.asarray(np.linalg.solve(x @ x.T + _RIDGE * np.eye(len(x)), target))


def _unseen(x: Floats, truth: Floats, teaches: npt.NDArray[np.bool_], seed: int) -> Floats:
    """Scores of every story by weights from other stories, in parts that ``seed`` draws."""
    part = np.random.default_rng(seed).integers(_PARTS, size=len(x))
    raw = np.zeros(truth.shape)
    for k in range(_PARTS):
        learned = teaches & (part != k)
        raw[part == k] = x[part == k] @ x[learned].T @ _ridge(x[learned], truth[learned])
    return raw


def by_fold(pairs: Sequence[Told], fold_of: Sequence[int]) -> list[StoryModel]:
    """For each fold weights that never saw it."""
    return [
        train([one for one, fold in zip(pairs, fold_of, strict=True) if fold != k], "")
        for k in range(FOLDS)
    ]


def save(model: StoryModel, path: Path) -> int:
    """Write the weights; how many terms they have."""
    names = sorted(model.kinds["story"].by_name)
    turn_names = sorted(model.second.by_name)
    about = model.about
    scale = np.abs(about.weights).max(axis=0) / 127.0
    np.savez_compressed(
        path,
        shape_names=np.array("\n".join(names)),
        kinds=np.array([_row(model.kinds[kind], names) for kind in KINDS], dtype=np.float32),
        turn_names=np.array("\n".join(turn_names)),
        second=np.array(_row(model.second, turn_names), dtype=np.float32),
        columns=np.array("\n".join(about.columns)),
        vocabulary=np.frombuffer("\n".join(about.index).encode(), dtype=np.uint8),
        rarity=about.rarity,
        weights=np.round(about.weights / scale).astype(np.int8),
        scale=scale,
        mean=about.mean,
        sd=about.sd,
        source=np.array(model.source),
    )
    return len(about.index)


def _row(linear: Linear, names: Sequence[str]) -> list[float]:
    return [linear.bias, *(linear.by_name[name] for name in names)]
