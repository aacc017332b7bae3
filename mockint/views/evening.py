"""An evening, as terminal text: what to do now, and which keys lead on."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from mockint.commands.values.evening import (
    ENTER,
    HearingYourself,
    ModelPart,
    Offers,
    Opening,
    OwnStory,
)
from mockint.text.format import clock
from mockint.views.drawing import draw

_GAP = "   "
"""Between two offers."""


@draw.register
def _offers(value: Offers) -> RenderableType:
    """A line of nothing, then as few lines as the offers need: two at 80 columns."""
    names = {ENTER: "Enter"}
    return _Offered(
        tuple(
            Text.assemble((names.get(one.key, one.key), "bold"), f" {one.what}")
            for one in value.offers
        )
    )


@dataclass(frozen=True, slots=True)
class _Offered:
    """Offers side by side; none is broken."""

    offers: tuple[Text, ...]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text()
        yield from self._lines(options.max_width)

    def _lines(self, columns: int) -> Iterator[Text]:
        line = Text()
        for offer in self.offers:
            if line and line.cell_len + len(_GAP) + offer.cell_len > columns:
                yield line
                line = Text()
            line.append(_GAP if line else "").append_text(offer)
        yield line


@draw.register
def _opening(value: Opening) -> RenderableType:
    now = value.activity
    about = f"{value.about[:1].upper()}{value.about[1:]}"
    return Group(
        Text.assemble(("Now: ", "bold"), about, (f" (about {now.minutes} minutes)", "dim")),
        Text(now.why),
    )


@draw.register
def _hearing(value: HearingYourself) -> RenderableType:
    if value.quote:
        said = Text.assemble(f'You said at {clock(value.start_s)}: "{value.quote}"')
        return said.append("  (any key: your whole answer)", "dim")
    whole = f"Your whole answer, {clock(value.end_s - value.start_s)}"
    return Text.assemble(whole, ("  (any key stops)", "dim"))


@draw.register
def _model(value: ModelPart) -> RenderableType:
    head = Text(f"\n{value.part.capitalize()}, {value.within_s:.0f} s", "bold")
    if value.is_spoken:
        head.append("  (any key stops)", "not bold dim")
    return Group(head, Text(value.text))


@draw.register
def _story(value: OwnStory) -> RenderableType:
    if not value.parts:
        return Text(f"Your story {value.name} has no text yet: mockint story edit {value.name}")
    shown: list[RenderableType] = [Text(f"Your story {value.name}", "bold")]
    shown += [Text.assemble((f"{p.capitalize()}: ", "bold"), text) for p, text in value.parts]
    return Group(*shown)
