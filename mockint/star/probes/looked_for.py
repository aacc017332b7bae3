"""What a follow-up looks for in a reply, by the words in which it was asked.

A theme says what its follow-ups look for, but not all of them ask the same: one that digs into
something that was said wants to hear more of that. The words asked are in every record, so an old
round is judged by what was asked as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mockint.content.types import Library, Wording
from mockint.domain import Theme

THE_QUESTION = "what the question asked."
MORE = "More about exactly that: what you did yourself, who else was there, a number."
"""Of a wording that digs and does not say what for: all that any reply can show."""


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What a strong reply would say."""

    text: str
    digs: bool = False
    """Whether it asks for more of what was told: then nothing about its theme is in doubt."""


def looked_for(theme: Theme, ask: str, library: Library) -> LookedFor:
    """For a follow-up asked in these words; what the theme looks for where they are not known."""
    for study in library.walkthroughs.values():
        for worked in study.probes:
            if worked.theme == theme and ask in (worked.ask, worked.ask_reference):
                return LookedFor(worked.looks_for)
    bank = library.probes.get(theme)
    if bank is None:
        return LookedFor(THE_QUESTION)
    wording = next(_asked(bank.wordings, ask), None)
    if wording is None:
        return LookedFor(bank.looks_for)
    digs = wording.digs_into is not None
    return LookedFor(wording.looks_for or (MORE if digs else bank.looks_for), digs)


def _asked(wordings: tuple[Wording, ...], ask: str) -> Iterator[Wording]:
    """Those that ``ask`` may be, with the candidate's words in it."""
    for one in wordings:
        before, slot, after = one.text.partition("{" + one.slot + "}") if one.slot else ("",) * 3
        if one.text == ask or (slot and ask.startswith(before) and ask.endswith(after)):
            yield one
