"""What the debrief says, in plain words: one place for the terminal and for the page."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from mockint.audio.types import Recording
from mockint.content.pack import BarSignal, Pack
from mockint.domain import Field, Segment, SignalName
from mockint.record import Answer, Correction, RoundRecord, Wait
from mockint.star.types import (
    Analysis,
    BudgetUse,
    Delivery,
    Filler,
    PartPace,
    PrincipleEvidence,
    Reason,
    Timing,
    Verdict,
)
from mockint.text.format import clock, counted, target
from mockint.transcribe.types import FILE_ENGINE, Stretch, Transcript

NOT_HEARD = "Not heard"
DRILL_DOWN = "Drill-down"
NO_REPLY = "Your reply was not judged."
BY_COACH = "Asked by your local model, so your reply is not judged."
COACH_SAYS = "Your local model says it so:"
NEXT_TIME = "Next time:"
BUDGET_OURS = "our choice; no source gives a number"

PRINCIPLE_LINES = 3
"""Of what was heard for the principle and against it; the surest come first."""

_PACE_WPM = (110.0, 175.0)
"""Words a minute inside which pace is not worth a word."""
_PACE_APART_WPM = 20.0
"""A part's pace is remarked on from so far from the whole answer's. Ours."""
_LOST_S = 4.0
"""Seconds in which a whole sentence may have been said."""
_FILLERS_NOTED, _FILLERS_WARNED = 5.0, 12.0
"""A minute; from 12 on listeners judge a speaker less well (Laske & DiGennaro Reed 2024, JABA)."""


def heard_by(engines: str) -> str:
    """Where the words come from."""
    if engines.startswith(FILE_ENGINE):
        return f"The words come from your {engines}."
    return f"Heard with {engines}."


def heard_with(record: RoundRecord) -> Iterable[str]:
    """Which engine heard it, and what to make of that."""
    heard = [transcript for answer in record.answers for transcript in _transcripts(answer)]
    engines = ", ".join(sorted({one.engine for one in heard})) or record.engine
    told = heard_by(engines) if heard else f"Nothing was transcribed. The engine was {engines}."
    if any(info.sound_left for info in (record.engine_info, *(one.engine_info for one in heard))):
        yield f"{told} Your recordings were sent there."
    else:
        yield f"{told} Nothing left this machine."
    yield from mended(heard)
    rough = sorted({one.engine for one in heard if one.engine_info.words == "rough"})
    if rough:
        yield (
            f"{', '.join(rough)} gets about one word in three wrong. Trust the times, but "
            "check the quotes. To get Whisper, which hears better: mockint setup"
        )


def mended(takes: Sequence[Transcript]) -> Iterable[str]:
    """What the words' source did not tell, what was put right, and what was left out."""
    guessed_s = sum(one.end - one.start for take in takes for one in take.estimated)
    if round(guessed_s):
        who = "your file has none for them" if _is_file(takes) else "the engine did not give them"
        told = f"The word times of {guessed_s:.0f} seconds are estimated, because {who}."
        if not all(take.has_word_times for take in takes):
            told += " So there is no pace, and fillers are not counted."
        yield told
    yield from dict.fromkeys(note for take in takes for note in take.notes)


def _is_file(takes: Sequence[Transcript]) -> bool:
    return all(take.engine.startswith(FILE_ENGINE) for take in takes)


def _transcripts(answer: Answer) -> Iterable[Transcript]:
    """Of the answer, and of every reply."""
    replies = [*answer.exchanges, *(one.drill for one in answer.exchanges if one.drill)]
    heard = [answer.transcript, *(one.transcript for one in replies)]
    return [one for one in heard if one is not None]


def leaning(verdict: Verdict) -> str:
    """The leaning, and whether it may change."""
    return f"{verdict.leaning} (provisional)" if verdict.provisional else verdict.leaning


def not_judged(answer: Answer, recorded: str | None) -> str:
    """An answer without an analysis. ``recorded``: the candidate, in a demo."""
    if answer.recording is None:
        return "No answer was recorded."
    again = (
        f"mockint demo --candidate {recorded}"
        if recorded
        else f"mockint recover {answer.recording.path.parent.name}"
    )
    return f"Recorded ({clock(answer.recording.duration_s)}), not judged. Try: {again}"


def title(name: SignalName, signals: Mapping[SignalName, BarSignal]) -> str:
    """A signal's heading."""
    known = signals.get(name)
    return known.title if known else name


def not_heard(
    name: SignalName, signals: Mapping[SignalName, BarSignal], story: Field
) -> tuple[str, str]:
    """What was missed, put as a question where the ear is not reliable, and what to say."""
    known = signals.get(name)
    if known is None:
        return name, ""
    missed = f"{known.title}." if known.heard_reliably else known.question
    return missed, known.advice(story)


def about_principle(value: Analysis, pack: Pack) -> tuple[tuple[str, Reason], ...]:
    """What was heard for the principle and against it, each with its sign; where that is nothing,
    what interviewers listen for.

    Nothing where there was too little to judge.
    """
    heard = _of_different_words(value.principle_evidence)
    if not heard and value.verdict.leaning == "not enough evidence":
        return ()
    lines = [
        (_SIGNS[one.speaks], Reason(one.text, one.quote, one.start))
        for one in heard[:PRINCIPLE_LINES]
    ]
    lines += _about_level(value, {one.quote for one in heard}, pack)
    items = [one for one in pack.bar.evidence.get(value.principle or "", ()) if one.speaks == "for"]
    if items and not heard:
        notes = "; ".join(_as_clause(item.note).rstrip(".") for item in items[:PRINCIPLE_LINES])
        lines.append(("·", Reason(f"Interviewers listen for these: {notes}.", "", None)))
    return tuple(lines)


def _about_level(
    value: Analysis, quoted: Collection[str], pack: Pack
) -> Iterable[tuple[str, Reason]]:
    """One line: what shows the level, in words not in ``quoted``."""
    level = pack.level(value.level)
    shown = [one for one in value.level_evidence if one.quote not in quoted]
    if level and shown and any(one.speaks == "for" for one in value.principle_evidence):
        best = shown[0]
        text = f"What {level.title} asks for: {_as_clause(best.text)}"
        yield "+", Reason(text, best.quote, best.start)


_SIGNS = {"for": "+", "against": "-"}


def _of_different_words(heard: Sequence[PrincipleEvidence]) -> list[PrincipleEvidence]:
    """The surest of each quote."""
    return list({one.quote: one for one in reversed(heard)}.values())[::-1]


def _as_clause(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def not_understood(lost: Sequence[Stretch]) -> str:
    """Where words are missing from the transcript, and what that means; else nothing."""
    if not lost:
        return ""
    where = ", ".join(f"from {clock(one.start)} to {clock(one.end)}" for one in lost)
    said = f"Not understood {where}. Nothing there counts against you."
    if sum(one.end - one.start for one in lost) >= _LOST_S:
        said += " If something counts as not heard, you may have said it there."
    return said


NO_PARTS = (
    "There is too little here to have parts. Say when it was, what you did, and how it ended,"
    " in at least three sentences."
)


def has_parts(value: Analysis) -> bool:
    """Whether its parts can be told apart."""
    return bool(value.spans)


def about_story(value: Analysis) -> Sequence[Reason]:
    """What is said before all else: two stories, or the answer to another question.

    Where there is no story, the verdict says so.
    """
    return value.story.evidence if value.story and value.has_story else ()


def to_redo(value: Analysis) -> str:
    """Which part to tell again, and in how many seconds; empty where it is the whole answer."""
    part = value.next.part if value.next else None
    for timing in value.timings:
        if timing.segment == part:
            allowed = target(timing.scaled_target, timing.target)
            return f"the {timing.segment.capitalize()}, in {allowed}"
    return ""


def follow_up(number: int) -> str:
    """A probe's heading; ``number`` from 1."""
    return f"Follow-up {number}"


def as_marked(as_heard: Sequence[Timing]) -> str:
    """The ear's own times, where the parts are by the candidate's marks; else nothing."""
    if not as_heard:
        return ""
    parts = ", ".join(f"{timing.segment} {timing.seconds:.0f} s" for timing in as_heard)
    return f"The parts follow the marks you set. Without your marks: {parts}."


def budget_asked(budget: BudgetUse, pack: Pack) -> str:
    """What the level allows: "SDE2 budget 2:00 to 2:30"."""
    asked = f"up to {clock(budget.max)}"
    if budget.min > 0:
        asked = f"{clock(budget.min)} to {clock(budget.max)}"
    return f"{pack.level_title(budget.level)} budget {asked}"


def budget_notes(
    budget: BudgetUse, thinking: float, pack: Pack, recording: Recording | None = None
) -> tuple[str, str]:
    """Whose choice the budget is, and the time before the first word; each may be empty."""
    level = pack.level(budget.level)
    ours = f"({BUDGET_OURS})" if level is not None and level.budget.ours else ""
    silent = recording.between("muted", "unmuted") if recording is not None else ()
    muted = sum(max(0.0, min(end, thinking) - start) for start, end in silent)
    first = {"to think": thinking - muted, "with a muted microphone": muted}
    told = [f"{seconds:.0f} s {what}" for what, seconds in first.items() if seconds >= 1.0]
    return ours, f"{' and '.join(told)} first, not counted" if told else ""


def marked_thinking(recording: Recording | None) -> str:
    """What the candidate marked with p; empty where nothing was."""
    marked = recording.between("think", "talk") if recording is not None else ()
    told = [f"{end - start:.0f} s at {clock(start)}" for start, end in marked if end - start >= 1.0]
    if not told:
        return ""
    return f"You marked as thinking: {', '.join(told)}. It counts like any pause."


def waited(wait: Wait) -> str:
    """What the candidate waited for after "done", stage by stage."""
    stages = [("last words", wait.tail_s), ("judging", wait.parts_s)]
    stages += [("choosing", wait.choice_s), ("voice", wait.voice_s or 0.0)]
    told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in stages if seconds >= 0.05)
    return f"{wait.total_s:.1f} s" + (f" ({told})" if told else "")


def corrections_made(corrections: Sequence[Correction], what: str = "answer") -> str:
    """That something was corrected, and how much."""
    number = len(corrections)
    things = "one thing" if number == 1 else f"{number} things"
    return f"You corrected {things} in this {what}."


def corrected(correction: Correction) -> str:
    """One correction, before and after."""
    if correction.kind == "part":
        return f"{correction.before or 'nothing'} is now {correction.after or 'nothing'}"
    if not correction.after:
        return f'"{correction.before}" was removed'
    if not correction.before:
        return f'"{correction.after}" was added'
    return f'"{correction.before}" is now "{correction.after}"'


def is_scaled(timings: Sequence[Timing]) -> bool:
    """Whether the level's budget is so short that targets are scaled to it."""
    return any(abs(timing.scaled_target - timing.target) > 0.5 for timing in timings)


def to_fit(timings: Sequence[Timing], budget: BudgetUse) -> str:
    """What the figures in brackets are; empty where the targets fit as they are."""
    if not is_scaled(timings):
        return ""
    return f"The targets are made to fit {budget.max:.0f} s; in brackets, the full ones."


def delivery_lines(delivery: Delivery) -> Iterable[str]:
    """Words, pace, fillers, pauses; only what stands out is remarked on."""
    said = [f"{delivery.words} words"]
    pace = delivery.words_per_minute
    if pace is not None:
        said.append(f"{pace:.0f} per minute{_pace_note(pace)}")
    if delivery.fillers_per_minute is not None:
        said.append(_filler_note(delivery.fillers, delivery.fillers_per_minute))
    if delivery.pauses:
        longest = max(delivery.pauses, key=lambda pause: pause.end - pause.start)
        said.append(
            f"{counted(len(delivery.pauses), 'pause')}, the longest"
            f" {longest.end - longest.start:.1f} s at {clock(longest.start)}"
        )
    if delivery.restarts:
        first = delivery.restarts[0]
        restarts = counted(len(delivery.restarts), "restart")
        said.append(f'{restarts} ("{first.text}" at {clock(first.start)})')
    yield "Delivery: " + " · ".join(said)
    uneven = [_part_pace(part.segment, rate) for part, rate in _standing_out(delivery)]
    if uneven:
        yield "Your pace was different in " + ", ".join(uneven) + "."


def _standing_out(delivery: Delivery) -> Iterable[tuple[PartPace, float]]:
    """Parts outside the silent band whose pace is their own, not the whole answer's."""
    slowest, fastest = _PACE_WPM
    for part in delivery.by_part:
        rate, whole = part.words_per_minute, delivery.words_per_minute
        if rate is None or whole is None or slowest <= rate <= fastest:
            continue
        if abs(rate - whole) >= _PACE_APART_WPM:
            yield part, rate


def _part_pace(segment: Segment, rate: float) -> str:
    return f"the {segment}: {rate:.0f} words per minute{_pace_note(rate)}"


def _pace_note(pace: float) -> str:
    slowest, fastest = _PACE_WPM
    if pace < slowest:
        return " (slow)"
    return " (fast)" if pace > fastest else ""


def _filler_note(fillers: Sequence[Filler], rate: float) -> str:
    if rate < _FILLERS_NOTED:
        return counted(len(fillers), "filler")
    kinds = Counter(filler.text for filler in fillers).most_common(3)
    named = ", ".join(f"{count} x {text}" for text, count in kinds)
    warning = ", many" if rate >= _FILLERS_WARNED else ""
    return f"{len(fillers)} fillers, {rate:.0f} per minute{warning} ({named})"
