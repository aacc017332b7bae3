"""A reply to a probe, heard against what the probe looks for.

The drill-down: one question more where a reply to a decisive probe was weak.

A probe is decisive where an interviewer cannot write anything down before it is settled: whose
work it was, or, where the answer raised the doubt, whether it was handed off, assigned or assumed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.types import BankProbe, Library, Wording
from mockint.domain import SignalName, Theme
from mockint.star.leaning import LEANINGS
from mockint.star.probes.slots import is_fluent, trim
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import find
from mockint.star.types import (
    LabelledUnit,
    ProbeChoice,
    Reason,
    ReplyFinding,
    ReplyStrength,
    Signal,
    Verdict,
)
from mockint.star.understood import runs, understood
from mockint.star.words import read_sure, read_words
from mockint.text.reading import read_text
from mockint.transcribe.types import Stretch, Transcript, Word

ENOUGH_WORDS = 8
"""A reply of fewer words is not judged, unless it declines."""
SHORT_REPLY = 60
"""Up to so many words a reply may be nothing but a refusal."""

_DECLINES = re.compile(
    r"\bi (?:really )?(?:do not|did not|can not|could not) (?:really )?"
    r"(?:have (?:one|an example|anything|any|a good|an answer)|think of|recall"
    r"|remember (?:one|any|that)|know how to answer)"
    r"|\bnothing (?:really )?(?:comes|came) to mind|\bi have not got one"
    r"|\bi have no (?:example|answer)|\bi can not (?:really )?answer"
    r"|\b(?:no example|not sure i have one|let us skip|can we skip|rather not|pass on that)\b"
)
"""On read words, see ``spoken``."""

_BECAUSE: dict[ReplyStrength, str] = {
    "strong": "You said what the interviewer wanted to hear: {looks_for}",
    "partly": "It answers part of the question. The interviewer wanted to hear: {looks_for}",
    "weak": "It makes your answer weaker. The interviewer wanted to hear: {looks_for}",
    "declined": "You said that you have no example. That is fine, but prepare one for next time.",
}


def assess(transcript: Transcript, theme: Theme, library: Library) -> ReplyFinding:
    """How far the reply goes. The quote, where there is one, stands in the reply.

    Where a part of it was not understood, nothing is held against it for what was not heard.
    """
    lost = transcript.not_understood
    heard = [word for run in runs(transcript.words, lost) for word in run]
    words = tuple(word for word in heard if read_words([word]) or word.text.strip())
    text = read_sure(words)
    refusal = _DECLINES.search(text)
    probe = library.probes.get(theme)
    if not text:
        return _not_enough(theme, lost)
    labelled = understood(label(cut(transcript)), lost)
    signals = find(labelled, library.cues)
    strong, weak = _evidence(probe, labelled, signals)
    if refusal and len(words) <= SHORT_REPLY and len(strong) < 2:
        return _finding(theme, "declined", *_shown(words, "", 0), probe)
    if len(text.split()) < ENOUGH_WORDS and not weak:
        return _not_enough(theme, lost)
    strength = _strength(len(strong), len(weak))
    if lost and not (strong or weak):
        return _not_enough(theme, lost)
    shown = strong if strength in ("strong", "partly") else weak
    quote, start = shown[0] if shown else ("", None)
    return _finding(theme, strength, quote, start, probe)


def _strength(strong: int, weak: int) -> ReplyStrength:
    if weak and weak >= strong:
        return "weak"
    if strong >= 2 and not weak:
        return "strong"
    return "partly" if strong else "weak"


def _not_enough(theme: Theme, lost: Sequence[Stretch]) -> ReplyFinding:
    because = "Too little of it was understood." if lost else "It was too short to judge."
    return ReplyFinding(theme, "not enough evidence", because, "", None)


Evidence = tuple[str, float | None]


def _evidence(
    probe: BankProbe | None, labelled: Sequence[LabelledUnit], signals: Sequence[Signal]
) -> tuple[list[Evidence], list[Evidence]]:
    """What speaks for and against: signals first, then marks, each at most once a unit."""
    if probe is None:
        strong = [(s.quote, s.start) for s in signals if s.kind == "strength"]
        return list(strong), [(s.quote, s.start) for s in signals if s.kind == "fault"]
    for_it: list[Evidence] = [(s.quote, s.start) for s in signals if s.name in probe.strong_signals]
    against: list[Evidence] = [(s.quote, s.start) for s in signals if s.name in probe.weak_signals]
    for_it += _marked(probe.strong_marks, labelled)
    against += _marked(probe.weak_marks, labelled)
    return for_it, against


def _marked(marks: Iterable[str], labelled: Sequence[LabelledUnit]) -> list[Evidence]:
    read_marks = {read_text(mark.split()) for mark in marks} - {""}
    found: list[Evidence] = []
    for one in labelled:
        padded = f" {read_sure(one.unit.words)} "
        hits = sum(1 for mark in read_marks if f" {mark} " in padded)
        found.extend([_shown(one.unit.words, "", 0)] * hits)
    return found


def _shown(words: Sequence[Word], _mark: str, _at: int) -> Evidence:
    return " ".join(word.text for word in words), words[0].start if words else None


def _finding(
    theme: Theme, strength: ReplyStrength, quote: str, start: float | None, probe: BankProbe | None
) -> ReplyFinding:
    looks_for = probe.looks_for if probe else "what the question asked."
    because = _BECAUSE[strength].format(looks_for=looks_for)
    return ReplyFinding(theme, strength, because, quote, start)


_MOVES: Mapping[ReplyStrength, int] = {"strong": 1, "weak": -1}
_MOST_UP, _MOST_DOWN = 1, 2


def with_replies(verdict: Verdict, replies: Sequence[ReplyFinding]) -> Verdict:
    """The verdict after the follow-ups: up by one step at most, down by two, and why.

    It moves up where more replies were strong than weak, down by one for each that was weak beyond
    those. An answer with too little in it is not judged by its replies.
    """
    if verdict.leaning not in LEANINGS:
        return verdict
    total = sum(_MOVES.get(one.strength, 0) for one in replies)
    at = LEANINGS.index(verdict.leaning)
    to = max(0, min(len(LEANINGS) - 1, at + max(-_MOST_DOWN, min(_MOST_UP, total))))
    if to == at:
        return verdict
    kind = "strong" if to > at else "weak"
    shown = next(one for one in replies if one.strength == kind)
    text = f"Your replies moved it from {verdict.leaning} to {LEANINGS[to]}."
    moved = Reason(text, shown.quote, shown.start)
    return replace(verdict, leaning=LEANINGS[to], reasons=(moved, *verdict.reasons))


_DOUBT: Mapping[Theme, SignalName] = {
    "scope": "assigned_by_manager",
    "motivation": "assigned_by_manager",
    "verification": "assumed_not_verified",
    "follow_through": "handed_off",
}
"""The fault in the answer that makes its theme's probe decisive."""
_ALWAYS: Theme = "own_part"

_DRILL_BECAUSE = (
    "Your reply did not answer the question, and the interviewer cannot score you without it."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back to a probe."""

    finding: ReplyFinding
    transcript: Transcript


def drill(
    probe: ProbeChoice, signals: Sequence[Signal], reply: Reply, library: Library
) -> ProbeChoice | None:
    """The drill-down that ``reply`` to ``probe`` gets; None where the interviewer moves on.

    ``signals``: those of the answer. Only a weak reply gets one: not one that goes some of the way,
    nor one that declines, nor one of which too little was heard. The same values give the
    same question; its quote is of the reply.
    """
    bank = library.probes.get(probe.theme)
    if bank is None or reply.finding.strength != "weak" or not is_decisive(probe.theme, signals):
        return None
    worded = _worded(bank.drill_downs, reply)
    if worded is None:
        return None
    ask, quote = worded
    return ProbeChoice(probe.theme, ask, _DRILL_BECAUSE, quote)


def is_decisive(theme: Theme, signals: Sequence[Signal]) -> bool:
    """Whether nothing can be written down about this answer before the theme is settled."""
    return theme == _ALWAYS or any(signal.name == _DOUBT.get(theme) for signal in signals)


def _worded(wordings: Sequence[Wording], reply: Reply) -> tuple[str, str] | None:
    """A wording and the words of the reply in it: one that repeats them, where some are fit to be.

    Which of several is settled by the reply's length: nothing to draw, and not always the same.
    """
    quote = _quotable(reply)
    with_words = [one for one in wordings if one.slot] if quote else []
    usable = with_words or [one for one in wordings if not one.slot]
    if not usable:
        return None
    chosen = usable[len(reply.transcript.words) % len(usable)]
    if not chosen.slot:
        return chosen.text, ""
    return chosen.text.replace("{" + chosen.slot + "}", quote), quote


def _quotable(reply: Reply) -> str:
    """What the finding points at, if an interviewer can say it back; else empty."""
    wanted = reply.finding.quote.split()
    words = reply.transcript.words
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        said = words[at : at + len(wanted)]
        if said[0].start == reply.finding.start and [word.text for word in said] == wanted:
            trimmed = trim(said)
            return trimmed if trimmed and is_fluent(trimmed) else ""
    return ""
