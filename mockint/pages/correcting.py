"""What the page needs to let words and parts be corrected by a click, and what that has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockint.content.pack import Pack
from mockint.history.correction.form import Form, form_of, form_of_reply, version
from mockint.record import Answer, Exchange
from mockint.star.types import Analysis, Signal
from mockint.text.format import in_seconds
from mockint.views import wording


@dataclass(frozen=True, slots=True)
class Place:
    """Which answer or reply of the round it is."""

    round_id: str
    answer: int
    """From 1."""
    reply: int = 0
    """The reply to which follow-up of that answer, from 1; 0: the answer itself."""
    drill: bool = False
    """The reply to the drill-down of that follow-up."""

    @property
    def about(self) -> str:
        """As it goes on after "correct words of"."""
        if not self.reply:
            return f"answer {self.answer}"
        drill = "the drill-down of " if self.drill else ""
        return f"your reply to {drill}follow-up {self.reply} of answer {self.answer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctable:
    """One transcript that can be corrected."""

    place: Place
    version: str
    """Of its words and parts as the page shows them."""
    headings: str
    """Index of a part's first word and the part: "0:situation 12:task"; empty in a reply."""
    changed: Sequence[str]
    """What the corrections made so far have changed in the debrief."""


def correctable_answer(
    place: Place, now: Answer, heard: Answer | None, pack: Pack
) -> Correctable | None:
    """None where there are no judged words."""
    if now.transcript is None or now.analysis is None or not now.transcript.words:
        return None
    form = form_of(now.transcript.words, now.analysis.spans)
    changed: tuple[str, ...] = ()
    if now.corrections and heard is not None and heard.analysis is not None:
        changed = tuple(_changed(heard.analysis, now.analysis, pack))
    return _correctable(place, form, changed)


def correctable_reply(
    place: Place, now: Exchange, heard: Exchange | None, answer: Answer
) -> Correctable | None:
    """The same for a reply, which has no parts."""
    if now.transcript is None or answer.analysis is None or not now.transcript.words:
        return None
    changed: tuple[str, ...] = ()
    if now.corrections and heard is not None and now.finding and heard.finding:
        is_same = now.finding.strength == heard.finding.strength
        was = "as it was heard" if is_same else f"as heard: {heard.finding.strength}"
        changed = (f"Reply: {now.finding.strength} ({was}).",)
    return _correctable(place, form_of_reply(now.transcript.words), changed)


def _correctable(place: Place, form: Form, changed: Sequence[str]) -> Correctable:
    headings = " ".join(f"{at}:{part}" for at, part in form.headings)
    return Correctable(place=place, version=version(form), headings=headings, changed=changed)


def _changed(heard: Analysis, now: Analysis, pack: Pack) -> Iterator[str]:
    was, is_now = wording.leaning(heard.verdict), wording.leaning(now.verdict)
    yield f"Leaning: {is_now} ({'as it was heard' if was == is_now else f'as heard: {was}'})."
    for old, new in zip(heard.timings, now.timings, strict=True):
        if in_seconds(old.seconds) != in_seconds(new.seconds) or old.status != new.status:
            yield (
                f"{new.segment.capitalize()}: {in_seconds(new.seconds)}, {new.status}"
                f" (as heard: {in_seconds(old.seconds)}, {old.status})."
            )
    yield from _noted("Noted now", now.signals, heard.signals, pack)
    yield from _noted("No longer noted", heard.signals, now.signals, pack)


def _noted(what: str, here: Sequence[Signal], there: Sequence[Signal], pack: Pack) -> Iterator[str]:
    known = {one.name for one in there}
    names = dict.fromkeys(one.name for one in here if one.name not in known)
    if names:
        titles = [wording.title(name, pack.bar.signals) for name in names]
        yield f"{what}: {'; '.join(titles)}."
