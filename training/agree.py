"""Whether an analysis says the same thing everywhere: a check over the finished value.

Praise, blame, absence, the verdict and the follow-ups are each made by a stage of its own, so that
they agree is a property of the whole. The tests hold it over every labelled answer, cut and
shuffled; ``python -m training evaluate`` counts what breaks it.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from mockint.content.types import Library, Wording
from mockint.star.clauses import is_whole
from mockint.star.expected import told_elsewhere
from mockint.star.principle import contradicted
from mockint.star.signals.claims import OPPOSITES
from mockint.star.types import Analysis, ProbeChoice


def disagreements(value: Analysis, library: Library) -> tuple[str, ...]:
    """Every contradiction and repetition, in words for whoever looks for its cause."""
    return (
        *_among_signals(value),
        *_principle(value),
        *_absence(value),
        *_verdict(value),
        *(line for probe in value.probes for line in _probe(probe, value, library)),
    )


def _among_signals(value: Analysis) -> Iterator[str]:
    """No words serve two findings, none praise what they blame, none but whole clauses."""
    names = {signal.name for signal in value.signals}
    for fault, strengths in OPPOSITES.items():
        if fault in names:
            yield from (f"{fault} beside {name}" for name in strengths if name in names)
    for one, other in combinations(value.signals, 2):
        if (one.quote, one.start) == (other.quote, other.start):
            yield f"{one.name} and {other.name} on one quote: {one.quote}"
        elif one.kind != other.kind and one.start < other.end and other.start < one.end:
            yield f"{one.name} and {other.name} on shared words: {one.quote}"
    for signal in value.signals:
        if not is_whole(signal.quote.split(" ")):
            yield f"{signal.name} on no whole clause: {signal.quote}"


def _principle(value: Analysis) -> Iterator[str]:
    """No words speak for the principle and are a fault, or the other way round."""
    for one in value.principle_evidence:
        if contradicted(one, value.signals):
            yield f"{one.speaks} the principle, and the opposite elsewhere: {one.quote}"


def _absence(value: Analysis) -> Iterator[str]:
    """What is missing was not heard, and no fault says so already."""
    heard = {signal.name for signal in value.signals}
    for name in value.missing:
        if name in heard:
            yield f"{name} heard and missing"
        if name in told_elsewhere(value.signals):
            yield f"{name} missing, which a fault says already"


def _verdict(value: Analysis) -> Iterator[str]:
    """Its quotes are those of the other findings."""
    shown: set[tuple[str, float | None]]
    shown = {(signal.quote, signal.start) for signal in value.signals}
    shown |= {(one.quote, one.start) for one in value.principle_evidence}
    shown |= {(one.quote, one.start) for one in (value.story.evidence if value.story else ())}
    for reason in value.verdict.reasons:
        if reason.quote and (reason.quote, reason.start) not in shown:
            yield f"the verdict quotes what no finding shows: {reason.quote}"


def _probe(probe: ProbeChoice, value: Analysis, library: Library) -> Iterator[str]:
    """It asks for nothing that was said, and says back whole clauses."""
    heard = {signal.name for signal in value.signals}
    bank = library.probes.get(probe.theme)
    for wording in bank.wordings if bank else ():
        inserted = inserted_in(wording, probe.ask)
        if inserted is None:
            continue
        yield from (f"asked for {name}: {probe.ask}" for name in wording.asks_for if name in heard)
        if wording.slot in ("quote", "step", "we") and not is_whole(inserted.split(" ")):
            yield f"said back, and no whole clause: {probe.ask}"
        if inserted and probe.quote and inserted.lower() != probe.quote.lower():
            yield f"asked about one thing because of another: {probe.ask}"


def inserted_in(wording: Wording, ask: str) -> str | None:
    """The candidate's words in ``ask``, where it is this wording; None where it is not."""
    before, slot, after = wording.text.partition("{" + (wording.slot or "-") + "}")
    found = re.fullmatch(
        f"{re.escape(before)}(.*){re.escape(after)}" if slot else re.escape(before), ask
    )
    if found is None:
        return None
    return found.group(1) if slot else ""
