"""The drill-down: one question more where a reply to a decisive probe was weak.

A probe is decisive where an interviewer cannot write anything down before it is settled: whose
work it was, or, where the answer raised the doubt, whether it was handed off, assigned or assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.questions.base import Library, SignalName, Theme, Wording
from mockint.star.base import ProbeChoice, ReplyFinding, Signal
from mockint.star.slots import is_fluent, trim
from mockint.transcribe.base import Transcript

_DOUBT: Mapping[Theme, SignalName] = {
    "scope": "assigned_by_manager",
    "motivation": "assigned_by_manager",
    "verification": "assumed_not_verified",
    "follow_through": "handed_off",
}
"""The fault in the answer that makes its theme's probe decisive."""
_ALWAYS: Theme = "own_part"

_BECAUSE = "The reply did not settle it, and before it is settled nothing can be written down."


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
    return ProbeChoice(probe.theme, ask, _BECAUSE, quote)


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
