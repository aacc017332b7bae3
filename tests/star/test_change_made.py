"""Whether the one change of a take was made in the next one: said only where it shows."""

from dataclasses import replace

import pytest

from mockint.domain import FAULTS, Segment, SignalName
from mockint.star.analyse import analyse
from mockint.star.next_take.done import change_made
from mockint.star.types import (
    PLAIN,
    Analysis,
    Leaning,
    NextTake,
    Outcome,
    Shortfall,
    Signal,
    Story,
    Verdict,
)
from mockint.transcribe.types import Stretch
from tests.support.amazon import SDE2
from tests.support.past_rounds import STRONG, WEAK, library, transcript

FAINT = PLAIN - 0.1
QUOTE = "from three percent to one percent"


def judged(text: str) -> Analysis:
    return analyse(
        transcript(text), question=None, principle="ownership", level=SDE2, library=library()
    )


BASE = judged(STRONG)


def heard(*names: SignalName, sure: float = 0.9) -> tuple[Signal, ...]:
    kinds = {name: "fault" if name in FAULTS else "strength" for name in names}
    return tuple(
        Signal(name, kinds[name], QUOTE, 40.0, 42.0, "result", sure)  # type: ignore[arg-type]
        for name in names
    )


def take(
    *signals: Signal,
    missing: tuple[SignalName, ...] = (),
    leaning: Leaning = "no hire",
    parts: dict[Segment, float] | None = None,
) -> Analysis:
    timings = tuple(
        replace(
            one,
            seconds=(parts or {}).get(one.segment, one.target),
            status="missing" if (parts or {}).get(one.segment) == 0 else "on target",
        )
        for one in BASE.timings
    )
    return replace(
        BASE,
        signals=signals,
        missing=missing,
        timings=timings,
        verdict=Verdict(leaning, BASE.verdict.reasons),
    )


def asked(about: SignalName | Shortfall | None, first: Analysis | None = None) -> Analysis:
    return replace(first or take(), next=NextTake("Do it.", "result", gap=about))


NONE_HEARD = take(leaning="not enough evidence")
LOST = replace(take(*heard("decided_to_act")), not_understood=(Stretch(3.0, 9.0),))


@pytest.mark.parametrize(
    ("about", "after", "expected"),
    [
        ("metric_delta", take(*heard("metric_delta")), "done"),
        ("metric_delta", take(missing=("metric_delta",)), "not yet"),
        ("metric_delta", take(*heard("metric_delta", sure=FAINT)), "not clear"),
        ("metric_delta", take(), "not clear"),
        ("metric_delta", NONE_HEARD, "not clear"),
        ("unquantified_result", take(*heard("metric_delta")), "done"),
        ("unquantified_result", take(*heard("unquantified_result")), "not yet"),
        ("unquantified_result", take(), "not clear"),
        ("blames_others", take(), "done"),
        ("blames_others", take(parts={"result": 0.0}), "not clear"),
        ("blames_others", take(*heard("blames_others", sure=FAINT)), "not clear"),
        ("blames_others", LOST, "not clear"),
        ("conduct", take(*heard("metric_delta")), "not clear"),
    ],
)
def test_only_what_was_heard_is_done_and_only_what_was_surely_not_is_not_yet(
    about: SignalName | Shortfall, after: Analysis, expected: Outcome
) -> None:
    first = take(*(heard(about) if about in FAULTS else ()))  # type: ignore[arg-type]
    made = change_made(asked(about, first), after)
    assert made is not None
    assert (made.outcome, made.change) == (expected, "Do it.")
    shows = expected == "done" and about in ("metric_delta", "unquantified_result")
    assert made.quote == (QUOTE if shows or (expected == "not yet" and about in FAULTS) else "")


def test_a_strength_that_was_told_before_does_not_take_the_fault_away() -> None:
    both = take(*heard("we_in_action", "first_person_action"))
    faint = (*heard("first_person_action"), *heard("we_in_action", sure=FAINT))
    made = change_made(asked("we_in_action", both), take(*faint))
    assert made is not None
    assert made.outcome == "not clear"
    made = change_made(asked("we_in_action", both), take(*heard("first_person_action")))
    assert made is not None
    assert made.outcome == "done"


@pytest.mark.parametrize(
    ("was", "now", "status", "expected"),
    [
        (20, 80, "on target", "done"),
        (20, 95, "long", "done"),
        (20, 45, "short", "closer"),
        (20, 25, "short", "not yet"),
        (40, 20, "short", "not yet"),
    ],
)
def test_a_short_action(was: float, now: float, status: str, expected: Outcome) -> None:
    before = asked("short_action", take(parts={"action": was}))
    after = take(parts={"action": now})
    timings = tuple(
        replace(one, status=status) if one.segment == "action" else one  # type: ignore[arg-type]
        for one in after.timings
    )
    made = change_made(before, replace(after, timings=timings))
    assert made is not None
    assert made.outcome == expected
    assert made.figures == f"{was:.0f} s, then {now:.0f} s of {_target():.0f} s"


def _target() -> float:
    return next(one.scaled_target for one in BASE.timings if one.segment == "action")


@pytest.mark.parametrize(
    ("now", "status", "expected"),
    [
        (140, "within", "done"),
        (110, "under", "done"),
        (170, "over", "closer"),
        (208, "over", "not yet"),
    ],
)
def test_a_length(now: float, status: str, expected: Outcome) -> None:
    was = replace(BASE.budget, max=150.0, seconds=210.0, status="over")
    before = asked("too_long", replace(take(), budget=was))
    after = replace(take(), budget=replace(was, seconds=float(now), status=status))  # type: ignore[arg-type]
    made = change_made(before, after)
    assert made is not None
    assert made.outcome == expected
    assert made.figures.startswith("3:30, then ")


def test_a_story_where_there_was_none() -> None:
    general = replace(take(), story=Story("general", None))
    for after, expected in ((general, "not yet"), (take(), "done")):
        made = change_made(asked("no_story", general), after)
        assert made is not None
        assert made.outcome == expected
    old = replace(take(), story=None)
    made = change_made(asked("no_story", general), old)
    assert made is not None
    assert made.outcome == "not clear"


def test_the_question_that_was_asked() -> None:
    for answers, expected in (("yes", "done"), ("partly", "closer"), ("no", "not yet")):
        after = replace(take(), story=Story("story", answers))  # type: ignore[arg-type]
        made = change_made(asked("other_question"), after)
        assert made is not None
        assert made.outcome == expected


def test_nothing_is_said_where_no_gap_was_named() -> None:
    assert change_made(asked(None), take()) is None
    assert change_made(replace(take(), next=None), take()) is None


def test_a_real_answer_names_its_gap_and_a_better_one_closes_it() -> None:
    first, second = judged(WEAK), judged(STRONG)
    assert first.next is not None
    assert first.next.gap is not None
    made = change_made(first, second)
    assert made is not None
    assert made.outcome == "done"
    again = change_made(first, first)
    assert again is not None
    assert again.outcome != "done"
