"""A reply to a probe, heard against what the probe looks for.

The drill-down: one question more where a reply to a decisive probe was weak.

A probe is decisive where an interviewer cannot write anything down before it is settled: whose
work it was, or, where the answer raised the doubt, whether it was handed off, assigned or assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.types import Library, Wording
from mockint.domain import SignalName, Theme
from mockint.star.leaning import LEANINGS
from mockint.star.probes.looked_for import LookedFor, looked_for
from mockint.star.probes.refusal import refusal_in
from mockint.star.probes.reply_inputs import NOTHING_KNOWN, Known, Sentence, inputs, sentences
from mockint.star.probes.reply_model import reply_model
from mockint.star.probes.slots import is_fluent, trim
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import find
from mockint.star.types import (
    ProbeChoice,
    Reason,
    ReplyFinding,
    ReplyStrength,
    Signal,
    Verdict,
)
from mockint.star.understood import understood
from mockint.star.words import read_sure
from mockint.text.language import language_of, name_of
from mockint.transcribe.types import Stretch, Transcript

ENOUGH_WORDS = 8
"""A reply of fewer words is not judged, unless it declines."""
TO_POINT_AT, DESPITE_A_FAULT = 1, 3
"""Concrete things that a reply needs to answer at least partly, as it is and where it also shows a
fault."""

NOTHING_SAID = "I did not hear a reply."
TOO_LITTLE = "I understood too little of it."
_BECAUSE: dict[ReplyStrength, str] = {
    "strong": "You said what the interviewer wanted to hear: {looks_for}",
    "partly": "It answers part of the question. The interviewer wanted to hear: {looks_for}",
    "weak": "It makes your answer weaker. The interviewer wanted to hear: {looks_for}",
    "declined": "You said that you have no example. That is fine, but prepare one for next time.",
    "not enough evidence": "That didn't answer it yet. A strong reply would say: {looks_for}",
}


def assess(
    transcript: Transcript, theme: Theme, library: Library, known: Known = NOTHING_KNOWN
) -> ReplyFinding:
    """How far the reply goes. The quote, where there is one, stands in the reply.

    Where a part of it was not understood, nothing is held against it for what was not heard.
    """
    lost = transcript.not_understood
    spoken = language_of(transcript.text, transcript.language)
    if spoken != "en":
        because = f"This seems to be {name_of(spoken)}, and mockint understands English only."
        return ReplyFinding(theme, "not enough evidence", because, "", None)
    bank = library.probes.get(theme)
    wanted = looked_for(theme, known.ask, library)
    labelled = understood(label(cut(transcript)), lost)
    told = sentences([one.unit.words for one in labelled], known)
    if not told:
        because = TOO_LITTLE if lost else NOTHING_SAID
        return ReplyFinding(theme, "not enough evidence", because, "", None)
    refusal = refusal_in(told)
    if refusal is not None:
        return _finding(theme, "declined", refusal, wanted)
    if sum(len(one.text.split()) for one in told) < ENOUGH_WORDS:
        return _not_enough(theme, lost, wanted)
    signals = find(labelled, library.cues)
    faults = bank.weak_signals if bank and not wanted.digs else ()
    fault = any(one.name in faults for one in signals)
    strength = reply_model().strength(inputs(told, known, fault=fault))
    thin = sum(one.concrete for one in told) < (DESPITE_A_FAULT if fault else TO_POINT_AT)
    unclear = (thin and strength == "partly") or (lost and strength == "weak")
    if strength == "not enough evidence" or unclear:
        return _not_enough(theme, lost, wanted)
    return _finding(theme, strength, _shown(told, strength), wanted)


def _shown(told: Sequence[Sentence], strength: ReplyStrength) -> Sentence:
    """The sentence that says most for it, or of a weak reply against it."""
    return max(told, key=lambda one: one.against if strength == "weak" else one.concrete)


def _not_enough(theme: Theme, lost: Sequence[Stretch], wanted: LookedFor) -> ReplyFinding:
    if lost:
        return ReplyFinding(theme, "not enough evidence", TOO_LITTLE, "", None)
    return _finding(theme, "not enough evidence", None, wanted)


def _finding(
    theme: Theme, strength: ReplyStrength, shown: Sentence | None, wanted: LookedFor
) -> ReplyFinding:
    because = _BECAUSE[strength].format(looks_for=wanted.text)
    words = shown.words if shown else ()
    quote = " ".join(word.text for word in words)
    return ReplyFinding(theme, strength, because, quote, words[0].start if words else None)


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
    moved = Reason(text, shown.quote, None)  # its time is on the reply's clock
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

    @property
    def evades(self) -> bool:
        """Long enough, all of it understood, and no answer."""
        heard = read_sure(self.transcript.words).split()
        enough = len(heard) >= ENOUGH_WORDS and not self.transcript.not_understood
        return enough and self.finding.strength == "not enough evidence"


def drill(
    probe: ProbeChoice, signals: Sequence[Signal], reply: Reply, library: Library
) -> ProbeChoice | None:
    """The drill-down that ``reply`` to ``probe`` gets; None where the interviewer moves on.

    ``signals``: those of the answer. A weak reply gets one and one that goes round the question:
    not one that goes some of the way, nor one that declines, nor one of which too little was
    heard, nor one to a follow-up that only asked for more of what was told. The same values give
    the same question; its quote is of the reply.
    """
    bank = library.probes.get(probe.theme)
    open_still = reply.finding.strength == "weak" or reply.evades
    if bank is None or not open_still or not is_decisive(probe.theme, signals):
        return None
    if looked_for(probe.theme, probe.ask, library).digs:
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
