"""Which findings stand open: the weightiest five, whatever was said first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mockint.commands.values.round import Debrief, Reviewed, RoundDebrief, RoundResult
from mockint.domain import FAULTS, STRENGTHS, SignalName
from mockint.star.types import Analysis, PrincipleEvidence, Reason, Signal
from mockint.transcribe.types import Transcript
from mockint.views.findings import OPEN, Findings, findings, opened, reasons
from mockint.views.render import as_text
from tests.support import amazon
from tests.views.test_debrief import ANALYSIS, answer, record

PACK = amazon.PACK


def signal(name: SignalName, start: float, quote: str = "") -> Signal:
    kind = "fault" if name in FAULTS else "strength"
    return Signal(name, kind, quote or f"{name} {start}", start, start + 1.0, "action")  # type: ignore[arg-type]


def heard(names: list[SignalName], **others: object) -> Analysis:
    """The names in order of time."""
    signals = tuple(signal(name, float(at)) for at, name in enumerate(names))
    return replace(ANALYSIS, signals=signals, missing=(), principle_evidence=(), **others)  # type: ignore[arg-type]


def names(groups: tuple[tuple[Signal, ...], ...]) -> list[SignalName]:
    return [group[0].name for group in groups]


def test_faults_stand_in_the_order_of_the_bar_and_not_of_time() -> None:
    backwards = list(reversed(PACK.bar.faults))
    assert names(findings(heard(backwards), PACK).change) == list(PACK.bar.faults)


def test_strengths_stand_by_the_principle_then_by_the_areas() -> None:
    found = findings(heard(list(STRENGTHS), principle="ownership"), PACK).keep
    asked = PACK.bar.principles["ownership"]
    assert set(names(found)[: len(asked)]) == set(asked)
    others = [name for name in names(found) if name not in asked]
    by_area = [n for area in PACK.bar.areas for n in PACK.bar.evidence_of(area.name)]
    assert others[: len(by_area)][0] == next(name for name in by_area if name not in asked)
    assert sorted(names(found)) == sorted(STRENGTHS)


LINE = st.builds(
    lambda sign, at: (sign, Reason(f"{sign}{at}", "", None)), st.sampled_from("+-·"), st.integers()
)
SOME = st.builds(
    Findings,
    principle=st.lists(LINE, max_size=5, unique_by=lambda line: line[1].text).map(tuple),
    keep=st.lists(st.sampled_from(STRENGTHS), max_size=8, unique=True).map(
        lambda found: tuple((signal(name, 1.0),) for name in found)
    ),
    change=st.lists(st.sampled_from(FAULTS), max_size=8, unique=True).map(
        lambda found: tuple((signal(name, 1.0),) for name in found)
    ),
    missing=st.lists(st.sampled_from(STRENGTHS), max_size=3, unique=True).map(tuple),
)


@given(SOME)
def test_five_stand_open_and_none_is_lost(found: Findings) -> None:
    first, others = opened(found)
    assert first.count == min(OPEN, found.count)
    assert first.count + others.count == found.count
    assert (*first.keep, *others.keep) == found.keep
    assert (*first.change, *others.change) == found.change
    assert (*first.missing, *others.missing) == found.missing
    assert {*first.principle, *others.principle} == set(found.principle)


@given(SOME)
def test_neither_side_takes_all_the_room(found: Findings) -> None:
    first, _ = opened(found)
    kept = len(first.keep) + sum(sign == "+" for sign, _ in first.principle)
    praise = len(found.keep) + sum(sign == "+" for sign, _ in found.principle)
    assert kept >= min(praise, 2)
    if first.missing:
        assert first.change == found.change, "what was said wrong comes before what was not said"


def test_the_sheet_names_what_it_rests_on_and_leaves_the_rest_to_the_findings() -> None:
    value = heard(["we_in_action"])
    note = Reason("You said we.", value.signals[0].quote, 0.0)
    about = PrincipleEvidence("You left it.", "he took care", 4.0, "against", "left_it", 0.8)
    line = Reason(about.text, about.quote, about.start)
    moved, rule = Reason("Your replies moved it.", "in a reply", None), Reason("Faults.", "", None)
    verdict = replace(value.verdict, reasons=(moved, rule, note, line))
    value = replace(value, verdict=verdict, principle_evidence=(about,))
    assert reasons(value) == ([moved, rule], [note, line])


MANY = heard([*reversed(PACK.bar.faults), "metric_delta"])


def said(value: object) -> str:
    return " ".join(as_text(value).split())


def test_what_is_folded_away_says_what_to_type() -> None:
    debrief = Debrief(record(answer(MANY)), PACK)
    folded = said(debrief)
    hidden = findings(MANY, PACK).count - OPEN
    assert f"and {hidden} more: mockint report 20261121-193005" in folded
    least = PACK.bar.signals[PACK.bar.faults[-1]].title
    assert least not in folded
    whole = said(replace(debrief, is_whole=True))
    assert least in whole
    assert "mockint report" not in whole


def test_a_round_that_is_not_kept_has_nothing_to_open_so_all_is_said() -> None:
    shown = RoundDebrief(debrief=Debrief(record(answer(MANY)), PACK))
    kept = RoundResult(shown=shown, is_kept=True, keeps_recordings=True)
    least = PACK.bar.signals[PACK.bar.faults[-1]].title
    assert least not in said(kept)
    assert least in said(replace(kept, is_kept=False, keeps_recordings=False))


def test_of_a_review_the_others_are_an_option_away() -> None:
    reviewed = Reviewed("a.wav", Transcript((), 1.0, "test"), MANY, PACK)
    assert "more: add --more" in said(reviewed)
    assert "--more" not in said(replace(reviewed, is_whole=True))


def test_of_a_fault_what_to_do_comes_before_what_went_wrong() -> None:
    text = said(Debrief(record(answer(heard(["waited"]))), PACK))
    about = PACK.bar.signals["waited"]
    places = [text.index(one) for one in (about.title, about.instead, '"waited 0.0"', about.means)]
    assert places == sorted(places)
