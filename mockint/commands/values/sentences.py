"""What is said or shown after a try: sentences that the interviewer speaks and a view draws."""

from collections.abc import Iterator, Mapping, Sequence

from mockint.content.pack import BarSignal
from mockint.content.types import WorkedProbe
from mockint.domain import SEGMENTS, TARGET_S, Segment, SignalName, scaled_targets
from mockint.star.drills.types import MENTION, Angle, Dropped, PartCheck, Point, Recovery, Telling
from mockint.star.types import ReplyFinding
from mockint.text.format import clock, target

Titles = Mapping[SignalName, BarSignal]
FIGURES_SHOWN = 6
FILL: Mapping[Segment, str] = {
    "situation": "who was hurt, and how much",
    "task": "what nobody else did, and why you decided to act",
    "action": "how you did each step, and why that way",
    "result": "how you measured it, and what it led to",
    "reflection": "what you do differently now",
}
"""What a short part has room for when it has what is asked of it. Ours."""


# ---------------------------------------------------------------- one part


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
        return f"{said} Missing: {_lower(lacking[0].asked.text)}."
    if check.points and check.status == "short":
        return f"{said} What is asked for is there, so there is time for more: {FILL[check.part]}."
    return f"{said} Nothing was missing." if check.points else said


def read_lines(check: PartCheck) -> Iterator[str]:
    """What stands on the screen beside that, a line for each thing that was asked."""
    if not check.points and check.status != "missing":
        yield "This was too short to judge."
    for point in check.points:
        yield f"{'+' if point.met else '-'} {point.asked.text}{_quoted(point)}"


def _quoted(point: Point) -> str:
    if point.met or not point.shown_by:
        return ""
    return f': "{point.shown_by[0].quote}"'


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# ---------------------------------------------------------------- a story in less time


def telling_line(telling: Telling) -> str:
    """How long it was against its limit."""
    told = f"{telling.seconds:.0f} of {telling.limit_s:.0f} seconds"
    return f"{told}, {telling.over_s:.0f} too many." if telling.over_s >= 1.0 else f"{told}."


def parts_line(telling: Telling) -> str:
    """Where the time went, each part against its share of the limit."""
    told = ((segment, *seconds_and_plan(telling, segment)) for segment in SEGMENTS)
    return ", ".join(
        f"{part.title()} {took:.0f} of {target(plan, TARGET_S[part])}" for part, took, plan in told
    )


def seconds_and_plan(telling: Telling, segment: Segment) -> tuple[float, float]:
    """Seconds the part took, and its target scaled to the limit."""
    took = {one.segment: one.seconds for one in telling.analysis.timings}.get(segment, 0.0)
    return took, scaled_targets(telling.limit_s)[segment]


def dropped_lines(lost: Dropped, titles: Titles) -> list[str]:
    """What went and what came, a line each kind; one line where nothing went."""
    lines = []
    if lost.parts:
        lines.append("Parts that you left out: " + ", ".join(lost.parts))
    if lost.figures:
        more = len(lost.figures) - FIGURES_SHOWN
        rest = f", and {more} more" if more > 0 else ""
        lines.append("Numbers that you left out: " + ", ".join(lost.figures[:FIGURES_SHOWN]) + rest)
    if lost.strengths:
        lines.append("Strengths that you lost: " + named(lost.strengths, titles))
    if not lines:
        lines.append("You lost nothing.")
    if lost.gained:
        lines.append("New: " + named(lost.gained, titles))
    return lines


def named(names: Sequence[SignalName], titles: Titles) -> str:
    """Signals by their titles, in one line."""
    return ", ".join(titles[name].title if name in titles else name for name in names)


# ---------------------------------------------------------------- an interruption


def recovery_line(recovery: Recovery) -> str:
    """How long until the result was there."""
    if recovery.first_word_s is None:
        return "Nothing was heard after the interruption."
    if recovery.result_s is None:
        return "No result was heard: no number, no value, and nothing that it led to."
    said = f"You started the result {recovery.result_s:.1f} seconds after the question."
    if recovery.soon:
        return f"{said} That is fast enough."
    wait = recovery.result_s - recovery.first_word_s
    return f"{said} You spoke for {wait:.1f} seconds before it. Start with the number."


# ---------------------------------------------------------------- a reply

_SAID = {
    "strong": "That answers the question.",
    "partly": "That answers part of the question.",
    "weak": "That reply makes your answer weaker.",
    "declined": "You said that you have none. That is fine.",
}


def spoken_reply(finding: ReplyFinding) -> str:
    """What the voice says of it."""
    return _SAID.get(finding.strength, finding.because)


def reply_lines(finding: ReplyFinding, seconds: float, study: WorkedProbe | None) -> Iterator[str]:
    """What stands on the screen after a reply."""
    yield f"{finding.strength.capitalize()}, {seconds:.0f} s. {finding.because}"
    if study is not None and finding.strength != "strong":
        yield f'A reply that answers it: "{study.strong.key_line}"'


# ---------------------------------------------------------------- a lens


def angle_lines(angle: Angle) -> tuple[str, str]:
    """Two lines: the opening, and what was to be played down."""
    return _opening(angle), _played_down(angle)


def _opening(angle: Angle) -> str:
    if angle.led:
        return "Your first two sentences started with the right thing."
    if angle.came is not None:
        came = clock(angle.came.start)
        return f"Your first two sentences did not start with the right thing. It came at {came}."
    return "The thing to start with was not heard at all."


def _played_down(angle: Angle) -> str:
    share = f"{angle.low_s:.0f} of {angle.seconds:.0f} s ({angle.low_share * 100:.0f} %)"
    if not angle.low:
        return "You spent no time on what should be short."
    if angle.played_down:
        return f"You spent {share} on what should be short. That is right."
    return f"You spent {share} on what should be short. {MENTION * 100:.0f} % is enough."
