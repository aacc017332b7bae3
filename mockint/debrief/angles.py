"""A story told for one principle: what to do, and whether it was done, as terminal text."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mockint.debrief.style import clock
from mockint.questions.base import Lens
from mockint.star.practised import MENTION, Angle, Stretch

LOW_SHOWN = 4


def lens_view(title: str, lens: Lens) -> RenderableType:
    """What to lead with, emphasise and play down."""
    shown: list[RenderableType] = [Text(f"Told for {title}", "bold")]
    for name, text in (
        ("Lead with", lens.lead_with),
        ("Emphasise", lens.emphasise),
        ("Play down", lens.play_down),
    ):
        shown.append(Padding(Text(f"{name}: ", "bold").append(text, "default"), (0, 0, 0, 2)))
    return Group(*shown)


def angle_lines(angle: Angle) -> Iterable[str]:
    """Two lines: the opening, and what was to be played down."""
    if angle.led:
        yield "Your first two sentences led with it."
    elif angle.came is not None:
        came = clock(angle.came.start)
        yield f"Your first two sentences did not lead with it; it came at {came}."
    else:
        yield "What to lead with was not heard at all."
    share = f"{angle.low_s:.0f} of {angle.seconds:.0f} s ({angle.low_share * 100:.0f} %)"
    if not angle.low:
        yield "What was to be played down took no time."
    elif angle.played_down:
        yield f"What was to be played down took {share}: a mention, as it should."
    else:
        yield f"What was to be played down still took {share}; {MENTION * 100:.0f} % is enough."


def angle_view(title: str, lens: Lens, angle: Angle) -> RenderableType:
    """The lens, what was found, and the sentences that show it."""
    first, second = angle_lines(angle)
    shown: list[RenderableType] = [Text(""), lens_view(title, lens), Text("")]
    shown.append(Text(first, "green" if angle.led else "yellow"))
    if angle.opening:
        shown.append(Padding(Text(f'"{angle.opening}"', "italic"), (0, 0, 0, 2)))
    if angle.came is not None and not angle.led:
        shown.append(Padding(_stretch(angle.came), (0, 0, 0, 2)))
    shown.append(Text(second, "green" if angle.played_down else "yellow"))
    longest = sorted(angle.low, key=lambda one: -one.seconds)[:LOW_SHOWN]
    for one in sorted(longest, key=lambda one: one.start):
        shown.append(Padding(_stretch(one), (0, 0, 0, 2)))
    return Group(*shown)


def _stretch(one: Stretch) -> Text:
    line = Text(f'"{one.quote}"', "italic")
    return line.append(f" ({clock(one.start)}, {one.seconds:.0f} s)", "dim")
