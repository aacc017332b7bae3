"""The bar of each level, and one answer at two of them."""

import re

import pytest

from mockint.commands.practice.level import level_bars, read_at, round_at_level
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.catalogue import load_round
from mockint.star.expected import bars
from tests.support.amazon import LEVELS, SDE2
from tests.support.rehearsal import FRONT
from tests.support.told_round import keep_round, library

SLUG = "beyond-your-job-description"


def test_the_bars_of_a_question_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    FRONT.show(level_bars(SLUG))
    told = capsys.readouterr().out
    heading = next(line for line in told.splitlines() if "SDE1" in line)
    assert heading.split() == ["SDE1", "SDE2", "Senior"]
    length = next(line for line in told.splitlines() if line.startswith("Length"))
    assert "up to 2:00" in length
    assert "2:30 to 3:00" in length
    assert "2:00 to 2:30 (our" in length, "no source gives this figure, and it is said"
    study = library().walkthroughs[SLUG]
    general, example = told.split("An example: the walkthrough's story, which is not yours")
    for text in (study.levels["sde1"].bar, study.levels["senior"].add, study.reflections["sde2"]):
        assert text.split()[0] in example
    for level in LEVELS:
        needs = library().pack.bar.levels[level.name]
        for one in needs.evidence:
            assert one.note.split()[1] in general, "what the leaning counts is what is shown"
    assert "a trade-off" in general
    assert "your own steps" in told


def test_a_question_without_a_walkthrough(capsys: pytest.CaptureFixture[str]) -> None:
    slug = next(one for one in library().questions if one not in library().walkthroughs)
    FRONT.show(level_bars(slug))
    told = capsys.readouterr().out
    assert "Shows the level" in told
    assert "An example" not in told


def test_a_senior_is_asked_for_more() -> None:
    for principle in (None, *library().principles):
        sde1, sde2, senior = bars(principle, library().pack)
        assert [bar.level for bar in (sde1, sde2, senior)] == list(LEVELS)
        assert set(sde1.expected) <= set(sde2.expected) <= set(senior.expected)
        assert "systemic_insight" in senior.expected
        for bar in (sde1, sde2, senior):
            assert sum(bar.level.targets_s.values()) <= bar.level.budget.max_s
            needs = library().pack.bar.levels[bar.level.name]
            assert bar.shows == tuple(one.note for one in needs.evidence)
            assert bar.extra == needs.strong_needs


def test_an_answer_read_at_another_level(capsys: pytest.CaptureFixture[str]) -> None:
    folder = keep_round()
    before = (folder.path / folders.ROUND).read_bytes()
    FRONT.show(round_at_level(folder.id, "senior"))
    told = capsys.readouterr().out
    assert "No hire" in told or "no hire" in told
    assert "2:30 to 3:00: under" in told
    [answer] = load_round(folder, library()).answers
    study = library().walkthroughs[answer.question.slug]
    assert study.levels["senior"].add in " ".join(told.split())
    assert (folder.path / folders.ROUND).read_bytes() == before
    FRONT.show(round_at_level("last", "sde1"))
    assert "up to 2:00" in capsys.readouterr().out


def test_at_its_own_level_nothing_changes() -> None:
    record = load_round(keep_round(), library())
    [answer] = record.answers
    assert answer.analysis is not None
    again = read_at(answer, SDE2, library())
    assert again is not None
    assert again.verdict == answer.analysis.verdict
    for before, after in zip(answer.analysis.timings, again.timings, strict=True):
        assert (after.segment, after.status) == (before.segment, before.status)
        assert after.seconds == pytest.approx(before.seconds, abs=0.01)
    assert again.missing == answer.analysis.missing


@pytest.mark.parametrize(
    ("name", "as_level", "said"),
    [
        ("no-such", None, "there is no question 'no-such'"),
        ("last", None, "add --as); try: mockint level last --as senior"),
        ("20260101-000000", None, "20260101-000000 is a round, not a question"),
        ("20260101-000000", "senior", "there is no round 20260101-000000"),
        ("last", "senior", "there are no rounds yet"),
        (SLUG, "senior", f"{SLUG} is a question, not a round"),
    ],
)
def test_a_name_that_does_not_fit(name: str, as_level: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        level_bars(name) if as_level is None else round_at_level(name, as_level)
