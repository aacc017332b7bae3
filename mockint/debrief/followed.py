"""Replies to follow-ups that were practised alone, as text."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.debrief.style import STYLE, clock
from mockint.questions.base import WorkedProbe
from mockint.star.base import ReplyFinding

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
