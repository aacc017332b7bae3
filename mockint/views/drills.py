"""The same story told within less and less, and a story that was cut short: as terminal text.

What came of a drill: a line to hear, lines to read between two tries, and a table at the end.

Replies to follow-ups that were practised alone, as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.content.types import Advice, Part, WorkedProbe
from mockint.domain import SEGMENTS, TARGET_S, Segment, SignalName
from mockint.star.drills.types import SOON_S, Dropped, PartCheck, Point, Recovery, Telling
from mockint.star.types import ReplyFinding
from mockint.text.format import clock
from mockint.views.style import STYLE
from mockint.views.wording import title as signal_title

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


YES, NO = "yes", "no"
QUOTES_SHOWN = 2


def seconds_line(check: PartCheck) -> str:
    """E.g. "24 of 20 seconds, on target"."""
    if check.status == "missing":
        return "Nothing was heard."
    return f"{check.seconds:.0f} of {check.target:.0f} seconds, {check.status}."


def spoken_line(check: PartCheck) -> str:
    """What the voice says after a try: the seconds, and the first thing that was not there."""
    said = seconds_line(check)
    lacking = [point for point in check.points if not point.met]
    if lacking:
        return f"{said} Not heard: {_lower(lacking[0].asked.text)}."
    return f"{said} All of it was there." if check.points else said


def read_lines(check: PartCheck) -> Iterable[str]:
    """What stands on the screen beside that, a line for each thing that was asked."""
    if not check.points and check.status != "missing":
        yield "Too little was said to tell what it lacks."
    for point in check.points:
        yield f"{'+' if point.met else '-'} {point.asked.text}{_quoted(point)}"


def drill_view(
    title: str, checks: Sequence[PartCheck], study: Part | None, written: str = ""
) -> RenderableType:
    """The tries beside each other, and what the walkthrough says of this part; ``written``: the
    part as the person's own story has it on paper."""
    shown: list[RenderableType] = [Text(f"\n{title}", "bold")]
    if not checks:
        return Group(*shown, Text("No try was heard."))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("", no_wrap=False)
    for number in range(1, len(checks) + 1):
        table.add_column(f"try {number}", justify="right")
    table.add_row(
        f"seconds, target {checks[0].target:.0f}", *(f"{one.seconds:.0f}" for one in checks)
    )
    table.add_row("", *(one.status for one in checks), style="dim")
    named = max(checks, key=lambda one: len(one.points))
    for at, point in enumerate(named.points):
        table.add_row(point.asked.text, *(_met(one, at) for one in checks))
    shown.append(table)
    last = checks[-1]
    for point in last.points:
        if point.shown_by:
            shown.append(_evidence(point))
    if written:
        shown.append(Text(f"\nAs you wrote it down: {written}"))
    if study is not None:
        shown.append(Text(f"\n{study.coaching}"))
        shown.append(Text(f"Cue phrases: {' · '.join(study.cues)}", "dim"))
        shown.append(Text(f"Common mistake: {study.mistake}", "dim"))
        shown.append(Text(f"\nA model answer, to the walkthrough's own story: {study.example}"))
    return Group(*shown)


def _evidence(point: Point) -> Text:
    line = Text(f"{point.asked.text}: ", "green" if point.met else "yellow")
    quotes = [f'"{one.quote}" ({clock(one.start)})' for one in point.shown_by[:QUOTES_SHOWN]]
    return line.append(", ".join(quotes), "default")


def _met(check: PartCheck, at: int) -> str:
    if at >= len(check.points):
        return "?"
    return YES if check.points[at].met else NO


def _quoted(point: Point) -> str:
    if point.met or not point.shown_by:
        return ""
    return f': "{point.shown_by[0].quote}"'


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


Followed = tuple[str, float, ReplyFinding, WorkedProbe | None]
"""What was asked, seconds of the reply, how far it went, the walkthrough's own follow-up."""

_SAID = {
    "strong": "That settles it.",
    "partly": "That goes some of the way.",
    "weak": "That loses ground.",
    "declined": "You have none. That is accepted.",
    "not enough evidence": "Too little to judge.",
}


def spoken_reply(finding: ReplyFinding) -> str:
    """What the voice says of it."""
    return _SAID[finding.strength]


def reply_lines(finding: ReplyFinding, seconds: float, study: WorkedProbe | None) -> Iterable[str]:
    """What stands on the screen after a reply."""
    yield f"{finding.strength.capitalize()}, {seconds:.0f} s. {finding.because}"
    if study is not None and finding.strength != "strong":
        yield f'A line that settles it: "{study.strong.key_line}"'


def followed_view(slug: str, replies: Sequence[Followed]) -> RenderableType:
    """All replies, each with its words and what a strong one would hold."""
    shown: list[RenderableType] = [Text(f"\nFollow-ups to {slug}", "bold")]
    if not replies:
        shown.append(Text("No reply was heard."))
    for ask, seconds, finding, study in replies:
        shown.append(Text(f"\n{ask}", "bold"))
        line = Text(f"{finding.strength}", STYLE.get(finding.strength, "default"))
        shown.append(line.append(f", {seconds:.0f} s. {finding.because}", "default"))
        if finding.quote:
            start = "" if finding.start is None else f" ({clock(finding.start)})"
            shown.append(Text(f'"{finding.quote}"{start}', "italic"))
        if study is not None and finding.strength != "strong":
            shown.append(Text(f'A strong reply: "{study.strong.reply}"', "dim"))
            shown.append(Text(f"Weak here: {study.weak.why}", "dim"))
    return Group(*shown)
