"""How the second look at the principle is learned and counted."""

import json
from pathlib import Path

import numpy as np

from training.principle import FEWEST_SHOWN, PRECISION, Known, Row, bar, save, shown_of, train
from training.principle import by_fold as looks_by_fold


def row(number: int, *, right: bool, said: str = "", stranger: bool = True) -> Row:
    found = {"said:" + (said or str(right)): 1.0}
    return Row(f"answer {number}", stranger, number % 5, "item", "for", found, right)


def known(count: int = 100) -> Known:
    rows = [row(i, right=i // 5 % 2 == 0) for i in range(count)]
    return Known(rows, {})


def test_of_an_answer_and_an_item_the_surest_is_shown() -> None:
    rows = [row(1, right=False), row(1, right=True), row(2, right=False)]
    assert shown_of(rows, np.array([0.6, 0.9, 0.4]), 0.5) == [rows[1]]


def test_the_bar_keeps_out_what_is_seldom_right() -> None:
    rows = [row(i, right=i < 60) for i in range(100)]
    chances = np.array([0.9 if i < 60 else 0.5 for i in range(100)])
    at = bar(rows, chances)
    shown = shown_of(rows, chances, at)
    assert 0.5 < at <= 0.9
    assert len(shown) == 60


def test_the_bar_goes_by_strangers_most() -> None:
    count = 3 * FEWEST_SHOWN
    rows = [row(i, right=True, stranger=False) for i in range(count)]
    rows += [row(count + i, right=i % 2 == 0) for i in range(20)]
    chances = np.array([0.9] * count + [0.7] * 20)
    shown = shown_of(rows, chances, bar(rows, chances))
    assert sum(one.right for one in shown) / len(shown) > PRECISION
    assert not [one for one in shown if one.stranger]


def test_it_learns_what_shows_an_item_and_writes_it(tmp_path: Path) -> None:
    look = train(known(), "of a test")
    assert look.chance({"said:True": 1.0}) > 0.7
    assert look.chance({"said:False": 1.0}) < 0.3
    path = tmp_path / "look.json"
    assert save(look, path) == len(json.loads(path.read_text())["weights"])


def test_a_second_look_never_learns_of_the_fold_it_is_for() -> None:
    found = known()
    found.items.append(row(0, right=True, said="only here"))
    looks = looks_by_fold(found)
    assert sorted(looks) == [0, 1, 2, 3, 4]
    assert "said:only here" not in looks[0].weights
    assert "said:only here" in looks[1].weights
