"""The bar of each level side by side, and one answer read at two levels, as terminal text.

A story told for one principle: what to do, and whether it was done, as terminal text.
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.commands.values.practice import (
    AnswerAngle,
    AnswerAtLevel,
    LensChoice,
    LensResult,
    LevelBars,
    RoundAtLevel,
)
from mockint.commands.values.sentences import angle_lines
from mockint.content.pack import BarSignal, Pack
from mockint.content.types import Lens, Walkthrough
from mockint.domain import SignalName
from mockint.star.drills.types import LevelBar, Stretch
from mockint.star.types import Analysis
from mockint.text.format import clock, target
from mockint.views.drawing import draw
from mockint.views.style import STYLE
from mockint.views.wording import title as signal_title

Titles = Mapping[SignalName, BarSignal]
OURS = "(our choice; no source gives a number)"


@draw.register
def _bars(value: LevelBars) -> RenderableType:
    """What the leaning weighs at each level; what is the same at all of them below, once."""
    bars, pack = value.bars, value.pack
    titles = pack.bar.signals
    asked = set.intersection(*(set(bar.expected) for bar in bars))
    rows = [
        ("Length", [_length(bar) for bar in bars]),
        ("Parts", [_parts(bar) for bar in bars]),
        ("Shows the level", [" ".join(bar.shows) or "-" for bar in bars]),
        ("Counts extra", [_named(bar.extra, titles) or "-" for bar in bars]),
        ("Strong hire", [f"{STRONG} from {bar.least_s:.0f} s on" for bar in bars]),
        (
            "Also asked for",
            [_named([n for n in bar.expected if n not in asked], titles) or "-" for bar in bars],
        ),
    ]
    highest = pack.level_names[-1]
    common = [name for name in bars[0].expected if name in asked]
    areas = ", ".join(area.name for area in pack.bar.areas)
    return Group(
        Text(value.ask, "bold"),
        Text(""),
        _side_by_side(bars, rows),
        Text(WEIGHED.format(principle=pack.principle, areas=areas)),
        Text(f"Asked for at every level, where you leave it out: {_named(common, titles)}."),
        *(_study(bars, value.study) if value.study else ()),
        Text(pack.bar_note, "dim"),
        Text(f"To see a past answer at another level: mockint level last --as {highest}", "dim"),
    )


STRONG = "With evidence for what was asked about,"
WEIGHED = (
    "The leaning adds up what speaks for you: your own steps, evidence for the {principle}, what is"
    " listed here, and how much of this you covered: {areas}. It takes off what speaks against"
    " you. No single line decides."
)


def _side_by_side(
    bars: Sequence[LevelBar], rows: Iterable[tuple[str, Sequence[str]]]
) -> RenderableType:
    """A column for each level."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="bold")
    table.add_column("")
    for bar in bars:
        table.add_column(bar.level.title, ratio=1)
    for name, cells in rows:
        table.add_row(Text(name, "dim"), *cells)
    return table


def _study(bars: Sequence[LevelBar], study: Walkthrough) -> Iterable[RenderableType]:
    """How the walkthrough's own story changes from level to level."""
    told = [_for_level(study, bar.level.name) for bar in bars]
    yield Text("\nAn example: the walkthrough's story, which is not yours, at each level\n", "bold")
    yield _side_by_side(
        bars,
        [
            ("Its focus", [bar for bar, _, _ in told]),
            ("Add", [add or "-" for _, add, _ in told]),
            ("Reflection", [reflection or "-" for _, _, reflection in told]),
        ],
    )


def _for_level(study: Walkthrough, level: str) -> tuple[str, str, str]:
    """Bar, what to add, and reflection at a level; nothing to add where it is written for it."""
    own = study.levels.get(level)
    if own is None:
        return "The walkthrough is written for this level.", "", study.reflections.get(level, "")
    return own.bar, own.add, own.reflection


def _parts(bar: LevelBar) -> str:
    """E.g. "S 30, T 20, A 90, R 20, R 15 s"."""
    told = ", ".join(
        f"{part[:1].upper()} {target:.0f}" for part, target in bar.level.targets_s.items()
    )
    return f"{told} s"


def _length(bar: LevelBar) -> str:
    low, high = bar.level.budget.min_s, bar.level.budget.max_s
    span = f"up to {clock(high)}" if low == 0 else f"{clock(low)} to {clock(high)}"
    return f"{span} {OURS}" if bar.level.budget.ours else span


@draw.register
def _round(value: RoundAtLevel) -> RenderableType:
    unchanged = "\nNothing was changed. The round keeps its own judgment."
    return Group(*(_answer(one, value.pack) for one in value.answers), Text(unchanged, "dim"))


def _answer(value: AnswerAtLevel, pack: Pack) -> RenderableType:
    """One answer at the level it was told for, and at another."""
    was, now, study = value.was, value.now, value.study
    titles = pack.bar.signals
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("")
    for one in (was, now):
        table.add_column(pack.level_title(one.level))
    table.add_row("Leaning", was.verdict.leaning, now.verdict.leaning)
    table.add_row(f"Length {clock(now.budget.seconds)}", *(_budget(one) for one in (was, now)))
    for before, after in zip(was.timings, now.timings, strict=True):
        table.add_row(
            f"{before.segment.title()} {before.seconds:.0f} s",
            *(f"of {target(one.scaled_target, one.target)}" for one in (before, after)),
        )
    shown: list[RenderableType] = [Text(f"\n{value.ask}", "bold"), table]
    more = [name for name in now.missing if name not in was.missing]
    fewer = [name for name in was.missing if name not in now.missing]
    level = pack.level_title(now.level)
    if more:
        shown.append(Text(f"Expected at {level} but not heard: {_named(more, titles)}.", "yellow"))
    if fewer:
        shown.append(Text(f"No longer expected: {_named(fewer, titles)}."))
    shown.append(Text(f"Why, at {level}:", "bold"))
    for reason in now.verdict.reasons[:REASONS]:
        line = Text(f"- {reason.text}")
        if reason.quote:
            line.append(f' "{reason.quote}"', "italic")
        shown.append(line)
    if study is not None:
        _, add, reflection = _for_level(study, now.level)
        told = f"{add} {reflection}".strip()
        shown.append(
            Text(
                f"An example, from the walkthrough's story at {level}, not from yours: {told}",
                "dim",
            )
        )
    return Group(*shown)


REASONS = 4
"""Of the verdict's reasons, the weightiest come first."""


def _budget(one: Analysis) -> Text:
    low, high = one.budget.min, one.budget.max
    span = f"up to {clock(high)}" if low == 0 else f"{clock(low)} to {clock(high)}"
    return Text(f"{span}: {one.budget.status}", STYLE[one.budget.status])


def _named(names: Iterable[SignalName], titles: Titles) -> str:
    found = (signal_title(name, titles) for name in names)
    return " · ".join(f"{one[:1].lower()}{one[1:]}" for one in found)


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."


LOW_SHOWN = 4


def lens_view(title: str, lens: Lens) -> RenderableType:
    """What to lead with, emphasize and play down."""
    shown: list[RenderableType] = [Text(f"Told for {title}", "bold")]
    for name, text in (
        ("Lead with", lens.lead_with),
        ("Emphasize", lens.emphasize),
        ("Play down", lens.play_down),
    ):
        shown.append(Padding(Text(f"{name}: ", "bold").append(text, "default"), (0, 0, 0, 2)))
    return Group(*shown)


@draw.register
def _angle(value: AnswerAngle) -> RenderableType:
    """The lens, what was found, and the sentences that show it."""
    angle = value.angle
    first, second = angle_lines(angle)
    shown: list[RenderableType] = [Text(""), lens_view(value.title, value.lens), Text("")]
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


@draw.register
def _told(value: LensResult) -> RenderableType:
    shown = [Text("Nothing was heard.") if value.found is None else draw(value.found)]
    if value.recordings is not None:
        shown.append(Text(f"\nTo delete this recording: mockint delete {value.recordings}", "dim"))
    return Group(*shown)


@draw.register
def _choice(value: LensChoice) -> RenderableType:
    shown: list[RenderableType] = [Text(value.ask, "bold")]
    for title, lens in value.own:
        shown += [Text(""), lens_view(title, lens)]
    others = ", ".join(value.others)
    known = (
        "Also available for any story"
        if value.own
        else "This question has no walkthrough. For any story"
    )
    shown.append(Text(f"\n{known}: {others}", "dim"))
    shown.append(Text(f"Tell it: mockint lens {value.slug} --principle P", "dim"))
    return Group(*shown)


def _stretch(one: Stretch) -> Text:
    line = Text(f'"{one.quote}"', "italic")
    return line.append(f" ({clock(one.start)}, {one.seconds:.0f} s)", "dim")
