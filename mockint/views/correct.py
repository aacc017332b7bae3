"""A corrected answer as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.correct import AsHeardAgain, Corrected, NothingCorrected
from mockint.text.format import clock
from mockint.views.debrief import timings_view
from mockint.views.drawing import draw
from mockint.views.wording import corrected


@draw.register
def _corrected(value: Corrected) -> RenderableType:
    analysis = value.answer.analysis
    lines: list[RenderableType] = [Text("Corrected:", "bold")]
    lines += [Text(f"  {clock(one.start)} {corrected(one)}") for one in value.answer.corrections]
    if not value.answer.corrections:
        lines.append(Text("  Nothing. The answer is as it was first heard."))
    if analysis is not None:
        lines.append(timings_view(analysis.timings, analysis.budget))
        was, now = value.verdict_before.leaning, analysis.verdict.leaning
        lines.append(Text(f"\nLeaning: {now}" + ("" if was == now else f" (was {was})")))
    hint = "What was first heard is kept. To go back to it, add --undo."
    return Group(*lines, Text(hint, "dim"))


@draw.register
def _nothing(_value: NothingCorrected) -> RenderableType:
    return Text("Nothing was changed.")


@draw.register
def _as_heard(_value: AsHeardAgain) -> RenderableType:
    return Text("Your corrections are removed. The answer is as it was first heard.")
