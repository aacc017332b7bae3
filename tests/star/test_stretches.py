"""Many stretches asked about quickly answer as if each had been asked."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mockint.star.understood import Stretches, only_understood
from mockint.transcribe.types import Stretch, Transcript

TENTHS = st.integers(0, 60).map(lambda tenths: tenths / 10)
SOME = st.lists(st.tuples(TENTHS, TENTHS).map(lambda pair: Stretch(min(pair), max(pair))))


@given(SOME, TENTHS, TENTHS)
def test_it_answers_as_if_each_had_been_asked(some: list[Stretch], at: float, end: float) -> None:
    many = Stretches(some)

    assert many.begun(at) == sum(one.start <= at for one in some)
    assert many.hold(at) == any(one.start <= at < one.end for one in some)
    assert many.meet(at, end) == any(one.start < end and at < one.end for one in some)


@given(SOME, SOME)
def test_what_was_not_understood_is_no_speech(speech: list[Stretch], lost: list[Stretch]) -> None:
    transcript = Transcript((), 6.0, "test", speech=in_order(speech), not_understood=in_order(lost))
    left = only_understood(transcript).speech or ()

    for tenth in range(60):
        at = tenth / 10 + 0.05
        spoken, gone = (any(one.start < at < one.end for one in some) for some in (speech, lost))
        assert any(one.start < at < one.end for one in left) == (spoken and not gone)


def in_order(some: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Those that are not inside or across another, by time."""
    kept: list[Stretch] = []
    for one in sorted(some, key=lambda one: (one.start, one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        else:
            kept[-1] = Stretch(kept[-1].start, max(kept[-1].end, one.end))
    return tuple(kept)
