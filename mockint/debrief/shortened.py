"""The same story told within less and less, and a story that was cut short: as terminal text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.debrief.style import clock
from mockint.debrief.wording import title as signal_title
from mockint.questions.base import SEGMENTS, TARGET_S, Advice, Segment, SignalName
from mockint.star.practised import SOON_S, Dropped, Recovery, Telling

Titles = Mapping[SignalName, Advice]
FIGURES_SHOWN = 6


def telling_line(telling: Telling) -> str:
    """How long it was against its limit."""
    told = f"{telling.seconds:.0f} of {telling.limit_s:.0f} seconds"
    return f"{told}, {telling.over_s:.0f} over." if telling.over_s >= 1.0 else f"{told}."


def parts_line(telling: Telling) -> str:
    """Where the time went, each part against its share of the limit."""
    told = ((segment, *_told(telling, segment)) for segment in SEGMENTS)
    return ", ".join(f"{part.title()} {took:.0f} of {plan:.0f} s" for part, took, plan in told)


def _told(telling: Telling, segment: Segment) -> tuple[float, float]:
    """Seconds the part took, and its target scaled to the limit."""
    took = {one.segment: one.seconds for one in telling.analysis.timings}.get(segment, 0.0)
    return took, TARGET_S[segment] * min(1.0, telling.limit_s / sum(TARGET_S.values()))


def dropped_lines(lost: Dropped, titles: Titles) -> list[str]:
    """What went and what came, a line each kind; one line where nothing went."""
    lines = []
    if lost.parts:
        lines.append("Parts gone: " + ", ".join(lost.parts))
    if lost.figures:
        more = len(lost.figures) - FIGURES_SHOWN
        rest = f", and {more} more" if more > 0 else ""
        lines.append("Figures gone: " + ", ".join(lost.figures[:FIGURES_SHOWN]) + rest)
    if lost.strengths:
        lines.append("No longer heard: " + _named(lost.strengths, titles))
    if not lines:
        lines.append("Nothing was lost.")
    if lost.gained:
        lines.append("New: " + _named(lost.gained, titles))
    return lines


def compressed_view(
    slug: str, tellings: Sequence[Telling], lost: Sequence[Dropped], titles: Titles
) -> RenderableType:
    """Parts beside each other, then what each step cost."""
    shown: list[RenderableType] = [Text(f"\n{slug} in less and less time", "bold")]
    if not tellings:
        return Group(*shown, Text("No telling was heard."))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("seconds (planned)")
    for one in tellings:
        table.add_column(f"within {one.limit_s:.0f}", justify="right")
    for segment in SEGMENTS:
        told = [_told(one, segment) for one in tellings]
        table.add_row(segment.title(), *(f"{took:.0f} ({plan:.0f})" for took, plan in told))
    table.add_row("All", *(f"{one.seconds:.0f} ({one.limit_s:.0f})" for one in tellings))
    shown.append(table)
    for (before, after), gone in zip(pairwise(tellings), lost, strict=True):
        shown.append(Text(f"\nFrom {before.limit_s:.0f} to {after.limit_s:.0f} s", "bold"))
        shown += [Text(line) for line in dropped_lines(gone, titles)]
    if len(tellings) > 1:
        last = lost[-1]
        left = (*last.kept, *last.gained)
        named = _named(left, titles) if left else "nothing an interviewer would note"
        shown.append(Text(f"\nIn the shortest there is: {named}.", "green" if left else "yellow"))
    return Group(*shown)


def recovery_line(recovery: Recovery) -> str:
    """How long until the result was there."""
    if recovery.first_word_s is None:
        return "Nothing was heard after the interruption."
    if recovery.result_s is None:
        return "No result was heard: no figure, no value, nothing that followed."
    said = f"The result began {recovery.result_s:.1f} seconds after the question."
    if recovery.soon:
        return f"{said} That is soon enough."
    wait = recovery.result_s - recovery.first_word_s
    return f"{said} {wait:.1f} of them were a run-up: begin with the figure."


def interrupted_view(
    slug: str, cut_at_s: float, recovery: Recovery | None, said_before: str
) -> RenderableType:
    """Where it was cut, how long it took, and the words that counted."""
    shown: list[RenderableType] = [Text(f"\n{slug}, interrupted", "bold")]
    if recovery is None:
        return Group(*shown, Text("It was over before there was a moment to cut in."))
    shown.append(Text(f"Cut off at {clock(cut_at_s)}{said_before}."))
    shown.append(Text(recovery_line(recovery), "green" if recovery.soon else "yellow"))
    if recovery.quote:
        shown.append(Text(f'"{recovery.quote}"', "italic"))
    shown.append(
        Text(f"Soon enough is {SOON_S:.0f} s: long enough to begin a sentence, our choice.", "dim")
    )
    return Group(*shown)


def _named(names: Sequence[SignalName], titles: Titles) -> str:
    return ", ".join(signal_title(name, titles) for name in names)
