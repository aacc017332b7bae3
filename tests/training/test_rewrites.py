"""The readings of rewrites, and which answers are drawn to be read."""

from itertools import islice

from mockint.content import load
from mockint.locations import content_dir
from training.rewrites_report import drawn, readings, takes


def test_what_was_read_as_fresh_was_not_looked_at_before() -> None:
    by_set: dict[str, list[str]] = {}
    for row in readings():
        by_set.setdefault(row["set"], []).append(row["id"])
    by_set.pop("heard")  # read afterwards
    fresh = by_set.pop("fresh")
    assert len(fresh) == len(set(fresh)) == 60
    for names in by_set.values():
        assert not {*names} & {*fresh}


def test_under_one_in_twenty_was_wrong() -> None:
    fresh = [row["read"] for row in readings() if row["set"] == "fresh"]
    assert set(fresh) <= {"good", "harmless", "wrong"}
    assert fresh.count("wrong") < 0.05 * len(fresh)


def test_the_same_seed_draws_the_same_answers_of_many_kinds() -> None:
    first, again, other = (
        [(source, answer.name) for source, answer, _ in islice(drawn(seed), 20)]
        for seed in (1, 1, 2)
    )
    assert first == again != other
    assert len({source for source, _ in first}) > 5
    assert len({name for _, name in first}) == 20


def test_only_what_is_said_anew_is_shown_and_nothing_that_was_seen() -> None:
    library = load.load(content_dir())
    shown = list(takes(library, 1, 3, False))
    assert len(shown) == 3
    assert all(take.rewritten for _, _, take in shown)
    seen = {shown[0][1].name}
    assert [one[1].name for one in takes(library, 1, 2, False, seen)] == [
        one[1].name for one in shown[1:]
    ]
