"""What was heard and what was not, with what to say instead, as terminal text."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from mockint.debrief.style import clock
from mockint.debrief.wording import CHANGE, KEEP, NOT_HEARD, grouped, not_heard, title
from mockint.questions.base import Advice, SignalName
from mockint.star.base import Signal

_QUOTES_SHOWN = 2
"""Of one signal; more of the same proves nothing new."""
_EXPLAINED = 3
"""Findings explained at length: nobody changes ten things by tomorrow."""


def _heading(text: str) -> Text:
    return Text("\n" + text, "bold")


def _indented(text: Text, columns: int = 2) -> Padding:
    return Padding(text, (0, 0, 0, columns), expand=False)


def _heard_line(group: Sequence[Signal], advice: Mapping[SignalName, Advice], style: str) -> Text:
    sign = "+" if group[0].kind == "strength" else "-"
    line = Text(f"{sign} {title(group[0].name, advice)}: ", style)
    for number, signal in enumerate(group[:_QUOTES_SHOWN]):
        line.append("; " if number else "", "default")
        line.append(f'"{signal.quote}"', "italic default")
        line.append(f" ({clock(signal.start)})", "dim")
    if len(group) > _QUOTES_SHOWN:
        line.append(f" and {len(group) - _QUOTES_SHOWN} more", "dim")
    return line


def strengths_view(
    signals: Sequence[Signal], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    """All that an interviewer could write down in one's favour."""
    if signals:
        yield _heading(KEEP)
    for group in grouped(signals):
        yield _indented(_heard_line(group, advice, "green"))


def faults_view(
    signals: Sequence[Signal], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    """All that costs, with what to say instead of it; why, only for the first few."""
    if signals:
        yield _heading(CHANGE)
    for number, group in enumerate(grouped(signals)):
        yield _indented(_heard_line(group, advice, "red"))
        known = advice.get(group[0].name)
        if known:
            why = f"{known.means} " if number < _EXPLAINED else ""
            yield _indented(Text(f"{why}Instead: {known.instead}", "dim"), 4)


def missing_view(
    missing: Sequence[SignalName], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    """What was expected and not heard; put as a question where the ear is not reliable."""
    if missing:
        yield _heading(NOT_HEARD)
    for number, name in enumerate(missing):
        missed, instead = not_heard(name, advice)
        line = Text(f"? {missed} ")
        if number < _EXPLAINED:
            line.append(instead, "dim")
        yield _indented(line)
