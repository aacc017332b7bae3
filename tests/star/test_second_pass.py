"""The second hearing: what it sees of the first, what it adds, how it is fitted."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.star.segmenter import crf, label
from mockint.star.segmenter.second_pass import context
from mockint.star.types import Unit
from mockint.transcribe.types import Word
from training.answers import DEVELOPMENT, read

K = len(crf.LABELS)


def some_chances(count: int, seed: int) -> crf.Floats:
    return np.random.default_rng(seed).dirichlet(np.ones(K) / 2, count)


def some_units(count: int) -> list[Unit]:
    said = ["so", "I", "decided", "to", "fix", "the", "slow", "report", "and", "it", "works"]
    return [
        Unit(
            tuple(Word(text, i + n / 20, i + n / 20 + 0.04) for n, text in enumerate(said[i % 4 :]))
        )
        for i in range(count)
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(0, 1000))
def test_context_is_finite_and_of_one_width(words: list[int], seed: int) -> None:
    seen = context(some_chances(len(words), seed), words)
    assert seen.shape == (len(words), context(np.eye(K)[:1], [5]).shape[1])
    assert np.isfinite(seen).all()
    assert np.abs(seen).max() <= max(2.0, sum(words) / 300)


def test_context_of_a_unit_depends_on_what_was_heard_far_away() -> None:
    chances = np.tile(np.eye(K)[0], (12, 1))
    action_first = chances.copy()
    action_first[0] = np.eye(K)[2]
    plain, changed = context(chances, [9] * 12), context(action_first, [9] * 12)
    assert not np.array_equal(plain[11], changed[11])
    assert not np.array_equal(
        context(chances[::-1], [9] * 12)[0], context(action_first[::-1], [9] * 12)[0]
    )


def test_both_passes_count_alike() -> None:
    units = some_units(5)
    shipped = crf.packaged()
    first = label.probabilities(units, dataclasses.replace(shipped, nets=()))
    both = label.probabilities(units, shipped)
    seen = context(first, [len(unit.words) for unit in units])
    again = np.mean([crf.marginals(net.scores(seen), net) for net in shipped.nets], axis=0)
    assert both == pytest.approx((first + again) / 2)
    assert both.sum(axis=1) == pytest.approx(np.ones(5))
    assert np.abs(first - again).max() > 0.001


def test_the_shipped_nets_fit_the_context() -> None:
    width = context(np.eye(K)[:1], [5]).shape[1]
    nets = crf.packaged().nets
    assert nets
    assert {net.straight.shape for net in nets} == {(width, K)}
    assert {net.inner.shape[0] for net in nets} == {width}


def test_the_gradient_is_that_of_the_loss() -> None:
    """Against differences: two sequences of unequal length and weight."""
    from training.crf import LINKS, Chains

    rng = np.random.default_rng(5)
    chains = Chains([[0, 2, 2, 3], [1, 4]], [1.0, 0.4])
    emitted, links = rng.normal(size=(6, K)), rng.normal(size=LINKS)
    _, by_score, by_links = chains.loss(emitted, links)
    step = 1e-5
    for at in np.ndindex(6, K):
        moved = emitted.copy()
        moved[at] += step
        back = emitted.copy()
        back[at] -= step
        slope = (chains.loss(moved, links)[0] - chains.loss(back, links)[0]) / (2 * step)
        assert by_score[at] == pytest.approx(slope, abs=1e-6)
    for i in range(LINKS):
        moved, back = links.copy(), links.copy()
        moved[i] += step
        back[i] -= step
        slope = (chains.loss(emitted, moved)[0] - chains.loss(emitted, back)[0]) / (2 * step)
        assert by_links[i] == pytest.approx(slope, abs=1e-6)


def test_the_chain_that_is_trained_is_the_chain_that_is_read() -> None:
    from training.crf import LINKS, Chains, unpacked_links

    rng = np.random.default_rng(6)
    emitted, links = rng.normal(size=(7, K)), rng.normal(size=LINKS)
    labels = [0, 0, 1, 2, 2, 3, 4]
    chains = Chains([labels], [1.0])
    _, by_score, _ = chains.loss(emitted, links)
    follow, first, last = unpacked_links(links)
    none = np.zeros((0, K))
    net = crf.Net(none, none, np.zeros(0), none, follow, first, last)
    assert by_score + np.eye(K)[labels] == pytest.approx(crf.marginals(emitted, net))


def test_nets_are_fitted_alike_twice_mend_a_slip_and_survive_the_file(tmp_path: Path) -> None:
    """The first pass mishears three units, always the same way; the second learns that."""
    pytest.importorskip("scipy", reason="training needs scikit-learn's scipy")
    from training.parts import Example
    from training.second_pass import fit_nets

    labels = [0, 0, 0, 1, 2, 2, 2, 2, 3, 4]
    slipped = [0, 0, 2, 1, 2, 0, 2, 2, 0, 4]
    heard = [np.full((10, K), 0.1) + 0.4 * np.eye(K)[slipped] for _ in range(12)]
    examples = [Example([], labels, [12] * 10, 1.0) for _ in heard]
    nets, again = fit_nets(examples, heard), fit_nets(examples, heard)
    for one, other in zip(nets, again, strict=True):
        assert np.array_equal(one.inner, other.inner)
        found = crf.marginals(one.scores(context(heard[0], [12] * 10)), one)
        assert found.argmax(axis=1).tolist() == labels
    weights = dataclasses.replace(crf.packaged(), nets=nets)
    crf.save(weights, tmp_path / "weights.npz")
    kept = crf.load(tmp_path / "weights.npz").nets
    for one, other in zip(nets, kept, strict=True):
        assert other.straight == pytest.approx(one.straight, abs=1e-6)


def test_a_folds_weights_know_nothing_of_the_labels_in_it() -> None:
    pytest.importorskip("scipy", reason="training needs scikit-learn's scipy")
    from training.parts import train_folds

    answers = read(DEVELOPMENT)[:3]
    fold_of = [0, 1, 2]
    wrong = [
        dataclasses.replace(answer, segments=("reflection",) * len(answer.segments))
        if fold == 1
        else answer
        for answer, fold in zip(answers, fold_of, strict=True)
    ]
    honest, misled = train_folds(answers, fold_of), train_folds(wrong, fold_of)
    same = [
        np.array_equal(a.values, b.values)
        and all(np.array_equal(x.outer, y.outer) for x, y in zip(a.nets, b.nets, strict=True))
        for a, b in zip(honest, misled, strict=True)
    ]
    assert same == [False, True, False]
