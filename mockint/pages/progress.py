"""Progress as one HTML file that works from disk: a line for each figure.

No script, nothing fetched. It wears the debrief page's style sheet, so that both look like one
program.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from mockint.domain import TARGET_S
from mockint.history.trends import Line, Trend
from mockint.pages.document import Dress, document
from mockint.plan.types import BEST, LoopResult
from mockint.text.format import clock, counted, in_seconds
from mockint.views.progress import (
    ON_TARGET,
    compared,
    days,
    hires,
    newest_first,
    result_title,
)

_WIDTH, _HEIGHT = 300.0, 112.0
"""Of a chart's own coordinates; the browser stretches them."""
_MISSING_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One chart, ready to be put down."""

    title: str
    part: str
    """The colour's class."""
    line: str
    """An SVG polyline's points."""
    told: str
    """The same in words, for who cannot see it."""
    first: str
    """Empty where no change is told."""
    lately: str
    target: str = ""
    target_y: float = 0.0
    band: tuple[float, float] | None = None
    """(top, height) of what is on target."""


def render(
    value: Trend,
    signals: Mapping[str, str],
    principles: Mapping[str, str],
    loops: Iterable[LoopResult] = (),
    *,
    served: bool = False,
) -> str:
    """The page. ``signals`` and ``principles``: titles by name; ``loops``: how real ones went."""
    return document(
        "progress.html",
        Dress(styles=("page.css", "progress.css"), served=served),
        here="/progress",
        counted=counted(value.answers, "judged answer"),
        days=days(value),
        compared=compared(value),
        parts=[
            _drawn(segment.capitalize(), segment, line, in_seconds, TARGET_S[segment])
            for segment, line in value.parts.items()
        ],
        others=[
            _drawn("Length", "overall", value.whole, clock),
            _drawn("Within budget", "overall", value.within, "{:.0%}".format, full=1.0),
            _drawn("Fillers per minute", "overall", value.fillers, "{:.1f}".format),
            _drawn("Words per minute", "overall", value.pace, "{:.0f}".format),
        ],
        missing=[
            (signals.get(name, name.replace("_", " ")), f"{share:.0%}")
            for name, share in list(value.missing.items())[:_MISSING_SHOWN]
        ],
        principles=[
            {
                "title": principles.get(one.principle, one.principle),
                "answers": one.answers,
                "within": f"{one.within:.0%}",
                "hires": f"{one.hires:.0%}",
            }
            for one in value.principles
        ],
        loops=[
            (
                result_title(one),
                [
                    {
                        "title": principles.get(went.principle, went.principle),
                        "went": f"{went.went} of {BEST}",
                        "hires": hires(value).get(went.principle, "-"),
                        "question": went.question,
                    }
                    for went in one.principles
                ],
            )
            for one in newest_first(loops)
        ],
    )


def _drawn(
    title: str,
    part: str,
    line: Line,
    form: Callable[[float], str],
    target: float = 0.0,
    *,
    full: float = 0.0,
) -> Drawn:
    """``target``: 0 where there is none. ``full``: what the top stands for at least."""
    top = max([*line.points, 1.6 * target, full]) or 1.0
    lately = "-" if line.lately is None else form(line.lately)
    first = "" if line.at_first is None else form(line.at_first)
    usual = f"{first} at first, {lately} lately" if first else f"{lately} so far"
    told = f"{title} over time: {usual}"
    drawn = Drawn(
        title=title,
        part=part,
        line=_polyline(line.points, top),
        told=told,
        first=first,
        lately=lately,
    )
    if not target:
        return drawn
    upper = _y((1 + ON_TARGET) * target, top)
    return replace(
        drawn,
        told=f"{told}, target {form(target)}",
        target=form(target),
        target_y=_y(target, top),
        band=(upper, round(_y((1 - ON_TARGET) * target, top) - upper, 1)),
    )


def _polyline(points: tuple[float, ...], top: float) -> str:
    """From edge to edge; a single point is a level line."""
    placed = points * 2 if len(points) == 1 else points
    last = max(1, len(placed) - 1)
    return " ".join(f"{_WIDTH * at / last:.1f},{_y(point, top)}" for at, point in enumerate(placed))


def _y(value: float, top: float) -> float:
    return round(_HEIGHT * (1 - min(value, top) / top), 1)
