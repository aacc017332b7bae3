"""Two takes side by side, made ready for the page: a table, and what became of the advice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockint.commands.values.history import Compared, SideBySide
from mockint.domain import Segment
from mockint.history.comparison import Comparison, Pair
from mockint.star.types import ChangeMade, Signal
from mockint.text.format import clock, target
from mockint.views import comparing


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell: what it is, and its status in words where it has one."""

    text: str
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    title: str
    segment: Segment | None = None
    before: Figure
    after: Figure
    change: str = ""
    """Empty where it cannot be told."""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the second take, or of the first one, which cannot be played here."""

    title: str
    quote: str
    start: float | None
    """In the take that the page is of; None in the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The whole view."""

    question: str
    """Slug of the take that the page is of."""
    other_question: str
    """What the first take answered, where that was another question."""
    names: tuple[str, str]
    leanings: str
    rows: Sequence[Row]
    made: ChangeMade | None
    outcome: str
    """What became of the advice, in words."""
    then: str
    """The sentence that the advice was about, as it was said in the first take."""
    better: Sequence[Said]
    worse: Sequence[Said]
    figures: Sequence[tuple[str, Said]]
    """The same thing with another number: first take, second take."""


def beside(value: SideBySide) -> Beside:
    """Lay out two takes."""
    compared = value.compared
    comparison, made = compared.comparison, compared.made
    other = compared.first_question
    return Beside(
        question=compared.question.slug,
        other_question=other.ask if other.slug != compared.question.slug else "",
        names=compared.rounds,
        leanings=comparing.leanings(compared),
        rows=tuple(_rows(comparison)),
        made=made,
        outcome=comparing.outcome(made) if made is not None else "",
        then=comparison.before.next.sentence if comparison.before.next is not None else "",
        better=(
            *_said(comparison.new_strengths, compared, here=True),
            *_said(comparison.faults_gone, compared, here=False, title="No more: "),
        ),
        worse=(
            *_said(comparison.new_faults, compared, here=True, title="New: "),
            *_said(comparison.strengths_gone, compared, here=False, title="Gone: "),
        ),
        figures=tuple(
            (pair.before.quote, Said("", pair.after.quote, pair.after.start))
            for pair in comparison.figures
        ),
    )


def _rows(value: Comparison) -> Iterator[Row]:
    status = [
        {timing.segment: timing.status for timing in one.timings}
        for one in (value.before, value.after)
    ]
    for part in value.parts:
        yield Row(
            title=part.segment.capitalize(),
            segment=part.segment,
            before=Figure(text=f"{part.before:.0f} s", status=status[0][part.segment]),
            after=Figure(text=f"{part.after:.0f} s", status=status[1][part.segment]),
            change=comparing.difference(part.after - part.before, " s"),
            target=target(part.target),
        )
    old, new = value.before.budget, value.after.budget
    yield Row(
        title="Whole answer",
        before=Figure(text=clock(old.seconds), status=old.status),
        after=Figure(text=clock(new.seconds), status=new.status),
        change=comparing.difference(new.seconds - old.seconds, " s"),
        target=f"{clock(new.min)}-{clock(new.max)}" if new.min else clock(new.max),
    )
    yield _rate("Fillers per minute", value.fillers, "{:.1f}")
    yield _rate("Pauses", value.pauses, "{:.0f}")
    yield _rate("Words per minute", value.pace, "{:.0f}")


def _rate(title: str, pair: Pair, form: str) -> Row:
    texts = ["-" if one is None else form.format(one) for one in (pair.before, pair.after)]
    change = ""
    if pair.before is not None and pair.after is not None:
        change = comparing.difference(pair.after - pair.before, "", form)
    before, after = (Figure(text=text) for text in texts)
    return Row(title=title, before=before, after=after, change=change)


def _said(
    signals: Sequence[Signal], value: Compared, *, here: bool, title: str = ""
) -> Iterator[Said]:
    for one in signals:
        name = comparing.named(one, value.signals)
        yield Said(title + name, one.quote, one.start if here else None)
