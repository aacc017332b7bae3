"""The weights of replies, and how right they are."""

from collections import Counter

import pytest

from mockint.star.probes.reply_model import reply_model
from training import replies_report
from training.__main__ import main
from training.replies import ASIDE, REPLIES, fit, learned, read_replies


def test_the_shipped_weights_are_those_of_the_replies() -> None:
    """Else: python -m training train --only replies."""
    pytest.importorskip("scipy")
    again = fit([way for ways in learned(read_replies(REPLIES)) for way in ways])
    for now, kept in ((again.brings, reply_model().brings), (again.admits, reply_model().admits)):
        assert now.weights == pytest.approx(dict(kept.weights), abs=0.05)
        assert now.cuts == pytest.approx(kept.cuts, abs=0.05)


def test_no_reply_is_learned_and_tested() -> None:
    learned_from, aside = ({one.reply for one in read_replies(path)} for path in (REPLIES, ASIDE))
    assert learned_from
    assert aside
    assert not learned_from & aside


def test_evasive_and_too_short_are_right_as_not_enough() -> None:
    found = replies_report.figures(
        Counter(
            {
                ("strong", "strong"): 3,
                ("strong", "partly"): 1,
                ("evasive", "strong"): 1,
                ("evasive", "not enough evidence"): 4,
                ("too short", "not enough evidence"): 1,
            }
        )
    )
    assert found["same"] == 0.8
    assert found["strong recall"] == 0.75
    assert found["strong precision"] == 0.75
    assert found["weak recall"] == 0.0


def test_the_report_counts_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replies", "--no-train", "--wrong"]) == 0
    told = capsys.readouterr().out
    assert told.count("strong recall") == len(replies_report.FORMS)
    assert "without punctuation" in told
    assert "rep-a-" in told
