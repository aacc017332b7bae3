"""A reply to a probe, heard against what the probe looks for."""

import re
from collections.abc import Iterable, Sequence

from mockint.questions.base import BankProbe, Library, Theme
from mockint.star.base import LabelledUnit, ReplyFinding, ReplyStrength, Signal
from mockint.star.parts import label
from mockint.star.signals import find
from mockint.star.spoken import read, sure
from mockint.star.units import cut
from mockint.transcribe.base import Transcript, Word

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
    "strong": "It says what the probe was after: {looks_for}",
    "partly": "It goes some of the way. Hoped for: {looks_for}",
    "weak": "It loses ground. Hoped for: {looks_for}",
    "not enough evidence": "Too little was heard to judge.",
    "declined": "You said that you have none. That is accepted; prepare one for next time.",
}


def hear(transcript: Transcript, theme: Theme, library: Library) -> ReplyFinding:
    """How far the reply goes. The quote, where there is one, stands in the reply."""
    words = tuple(word for word in transcript.words if read([word]) or word.text.strip())
    text = _read([word for word in words if sure(word)])
    refusal = _DECLINES.search(text)
    probe = library.probes.get(theme)
    if not text:
        return _finding(theme, "not enough evidence", "", None, probe)
    labelled = label(cut(transcript))
    signals = find(labelled, library.cues)
    strong, weak = _evidence(probe, labelled, signals)
    if refusal and len(words) <= SHORT_REPLY and len(strong) < 2:
        return _finding(theme, "declined", *_shown(words, "", 0), probe)
    if len(text.split()) < ENOUGH_WORDS and not weak:
        return _finding(theme, "not enough evidence", "", None, probe)
    strength = _strength(len(strong), len(weak))
    shown = strong if strength in ("strong", "partly") else weak
    quote, start = shown[0] if shown else ("", None)
    return _finding(theme, strength, quote, start, probe)


def _strength(strong: int, weak: int) -> ReplyStrength:
    if weak and weak >= strong:
        return "weak"
    if strong >= 2 and not weak:
        return "strong"
    return "partly" if strong else "weak"


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
    read_marks = {_read_text(mark) for mark in marks} - {""}
    found: list[Evidence] = []
    for one in labelled:
        words = [word for word in one.unit.words if sure(word)]
        padded = f" {_read(words)} "
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


def _read(words: Sequence[Word]) -> str:
    return " ".join(token.text for token in read(words))


def _read_text(text: str) -> str:
    return _read([Word(piece, 0.0, 0.0) for piece in text.split()])
