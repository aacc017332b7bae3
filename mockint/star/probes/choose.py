"""The follow-ups worth asking about an answer: why, and in words for this candidate's story."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from mockint.content.types import BankProbe, Library, Question, Slot, Wording, WorkedProbe
from mockint.domain import THEMES, SignalName, Theme
from mockint.star.probes.found import Found
from mockint.star.probes.rank import answered, rank
from mockint.star.probes.reasons import DIG, Reason, reasons
from mockint.star.probes.slots import fitting
from mockint.star.types import ProbeChoice

_REFERENCE_STORY = (
    re.compile(r"\bweb ?hooks?\b", re.IGNORECASE),
    re.compile(r"\bdrop(?:s|ped|ping)?\b|\blost\b|\bnever (?:arrived|showed)\b", re.IGNORECASE),
)

_QUOTABLE: Mapping[Theme, Sequence[SignalName]] = {
    "scope": ("decided_to_act",),
    "motivation": ("self_noticed", "customer_impact"),
    "verification": ("root_cause",),
    "follow_through": ("prevention",),
}
"""Strengths whose words a theme's "You said …" may repeat where no fault gave rise to it."""
_NUMBER_OF: Mapping[Theme, Sequence[SignalName]] = {
    "verification": ("metric_delta", "business_value"),
}
"""Whose figure a theme's "You mentioned …" may repeat; elsewhere that of the problem."""
_CLAIMS: frozenset[SignalName] = frozenset(
    (
        "root_cause", "metric_delta", "business_value", "problem_metric", "assumed_not_verified",
        "unquantified_result", "prevention",
    )
)  # fmt: skip
"""Something that is said to be so: how they know is only asked after one of these."""


def choose(
    found: Found, question: Question | None, library: Library, asked: Collection[Theme]
) -> tuple[ProbeChoice, ...]:
    """Follow-ups, the best first: no theme of ``asked``, none twice, none already answered.

    What may have cost somebody something comes first.
    """
    if not found.labelled:
        return ()
    themes = [
        theme for theme in rank(found.chances, found.principle, found.level) if theme not in asked
    ]
    choices: list[tuple[Reason, ProbeChoice]] = []
    for theme in themes:
        choices.extend(_choice(theme, found, question, library))
        said = (one for _, one in choices if one.quote.lower() in one.ask.lower())
        found = replace(found, own=replace(found.own, used=frozenset(one.quote for one in said)))
    choices.sort(key=lambda pair: not pair[0].is_about_others)
    return tuple(choice for _, choice in choices)


def _is_settled(theme: Theme, found: Found) -> bool:
    """Whether the answer said what the theme is after, or gives no occasion for it: then there may
    still be something to dig into."""
    if theme == "verification" and not found.heard & _CLAIMS:
        return True
    return answered(theme, found.told | found.heard)


def _choice(
    theme: Theme, found: Found, question: Question | None, library: Library
) -> list[tuple[Reason, ProbeChoice]]:
    """The first reason for which there is a wording: what is asked follows from why. Else none."""
    worked = _worked(theme, question, library)
    bank = library.probes.get(theme)
    digging = {one.digs_into: one for one in bank.wordings if one.digs_into} if bank else {}
    why: Iterable[Reason] = reasons(theme, found, digging)
    if _is_settled(theme, found):
        why = (reason for reason in why if reason.digs_into)
    for reason in why:
        asked = _worded(theme, reason, found, bank, worked)
        if worked is not None and _is_reference_story(found.text):
            asked = _Asked(worked.ask_reference)
        if asked:
            dug = digging.get(reason.digs_into) if reason.digs_into else None
            because = reason.because or asked.because or (dug.because if dug else "")
            quote = asked.words or reason.quote
            return [(reason, ProbeChoice(theme, asked.text, because, quote))]
    return []


class _Asked(NamedTuple):
    text: str
    words: str = ""
    """The candidate's, in it."""
    because: str = ""


def _worked(theme: Theme, question: Question | None, library: Library) -> WorkedProbe | None:
    walkthrough = library.walkthroughs.get(question.slug) if question else None
    if walkthrough is None:
        return None
    return next((probe for probe in walkthrough.probes if probe.theme == theme), None)


def _is_reference_story(text: str) -> bool:
    return all(sign.search(text) for sign in _REFERENCE_STORY)


def _worded(
    theme: Theme,
    reason: Reason,
    found: Found,
    bank: BankProbe | None,
    worked: WorkedProbe | None,
) -> _Asked | None:
    """A wording with the candidate's words in it; None where none belongs to the reason.

    Wordings with a slot come first where words fit, then the walkthrough's, then the bank's others.
    Which one is settled by the answer's own words, so the same answer gets the same probe and
    different answers different ones.
    """
    wordings = bank.wordings if bank else ()
    heart = next((one.asks_for for one in wordings if not one.digs_into), ())
    with_words: list[_Asked] = []
    plain: list[_Asked] = []
    fitting_ones = [one for one in wordings if _belongs(one, reason, found, heart)]
    asking = [one for one in fitting_ones if reason.lacks in one.asks_for]
    for wording in asking or fitting_ones:
        if not wording.slot:
            plain.append(_Asked(wording.text, because=wording.because))
            continue
        words = _words_for(theme, wording.slot, reason, found)
        if words and words not in found.own.used:
            inside = wording.slot in ("team", "number")
            spoken = words[:1].lower() + words[1:] if inside else words
            text = wording.text.replace("{" + wording.slot + "}", spoken)
            with_words.append(_Asked(text, words, wording.because))
    if worked and _suits(bank, reason, found):
        plain = [_Asked(worked.ask)]
    usable = [one for one in with_words if found.own.fits(one.words)] or with_words or plain
    if not usable:
        return None
    return usable[_stable(f"{theme} {found.text}") % len(usable)]


def _suits(bank: BankProbe | None, reason: Reason, found: Found) -> bool:
    """Whether a walkthrough's wording, which asks for the heart of its theme, does: as the bank's
    first plain one would."""
    first = next((one for one in bank.wordings if not one.slot), None) if bank else None
    return first is None or _belongs(first, reason, found, frozenset(first.asks_for))


def _belongs(wording: Wording, reason: Reason, found: Found, heart: Collection[SignalName]) -> bool:
    """Whether the wording asks for what the reason lacks, and for nothing that was said.

    ``heart``: what the theme's first wording asks for.
    """
    if found.told.intersection(wording.asks_for):
        return False
    if reason.digs_into or wording.digs_into:
        return wording.digs_into == reason.digs_into
    if reason.words:
        return wording.slot == "quote"
    if reason.lacks:
        return reason.lacks in wording.asks_for or not (wording.asks_for or wording.slot)
    if reason.fault and wording.slot not in ("", "quote", "we"):
        return False
    return set(wording.asks_for) <= set(heart)


def _words_for(theme: Theme, slot: Slot, reason: Reason, found: Found) -> str:
    """The candidate's words for a slot: where a fault is the reason, those that showed it."""
    if reason.words:
        return reason.words
    turn = THEMES.index(theme)
    signals = [reason.fault] if reason.fault else found.signals
    if reason.into:
        signals = [one for one in signals if one.sure >= DIG]
    if theme == "follow_through" and slot == "step":
        signals = [one for one in signals if one.name == "first_person_action"][-1:]
    shown = reason.fault or reason.into
    names = (shown.name,) if shown else _QUOTABLE.get(theme, ())
    if slot == "number":
        names = _NUMBER_OF.get(theme, ("problem_metric",))
    return fitting(slot, signals, found.labelled, names, turn, found.own)


def _stable(text: str) -> int:
    """The same number for the same text, in every run and on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
