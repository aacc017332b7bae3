"""Reads ``pack.toml`` and ``bar.toml`` of one pack, checked against each other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import files
from mockint.content import checks
from mockint.content.documents import Document, Steps, nearest_hint, read, validated
from mockint.content.evidence import EvidenceItem, FromFile, Heard
from mockint.content.load_evidence import checked_items
from mockint.content.pack import Area, Bar, BarSignal, LevelNeeds, Pack
from mockint.domain import FAULTS, STRENGTHS, Budget, Level, Strength

PACK_FILE = "pack.toml"
BAR_FILE = "bar.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LevelRow(FromFile):
    name: str
    title: str
    role: str
    min_s: float
    max_s: float
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _PackFile(FromFile):
    name: str
    company: str = ""
    sheet: str
    interviewer: str
    principle: str
    principles: str
    keep: str
    change: str
    bar_note: str
    default_level: str
    levels: tuple[_LevelRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected(FromFile):
    always: tuple[Strength, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PrincipleRow(FromFile):
    slug: str
    expected: tuple[Strength, ...]
    evidence: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _BarFile(FromFile):
    signals: tuple[BarSignal, ...]
    areas: tuple[Area, ...]
    expected: _Expected
    levels: tuple[LevelNeeds, ...]
    principles: tuple[_PrincipleRow, ...]
    over_costs: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnBarFile(FromFile):
    """What a person may add to a pack's bar."""

    signals: tuple[BarSignal, ...] = ()
    principles: tuple[_PrincipleRow, ...] = ()


def load_pack(folder: Path, principles: Collection[str], heard: Heard) -> Pack:
    """The pack in ``folder``, whose principles have these slugs.

    Raises ContentError for the first thing that is wrong, naming file, field and what was expected.
    """
    document = read(folder / PACK_FILE)
    file = validated(document, _PackFile)
    checks.check_texts(document, file)
    levels = _levels(document, file)
    return Pack(
        folder=files.resolved(folder).name,
        name=file.name,
        company=file.company,
        sheet=file.sheet,
        interviewer=file.interviewer,
        principle=file.principle,
        principles=file.principles,
        keep=file.keep,
        change=file.change,
        bar_note=file.bar_note,
        default_level=file.default_level,
        levels=levels,
        bar=_bar(read(folder / BAR_FILE), [level.name for level in levels], principles, heard),
    )


def with_own_bar(
    pack: Pack, document: Document | None, principles: Collection[str], heard: Heard
) -> Pack:
    """The pack with what a person's own ``bar.toml`` says of signals and principles."""
    if document is None:
        return pack
    file = validated(document, _OwnBarFile)
    checks.check_texts(document, file)
    _check_signals(document, file.signals, [area.name for area in pack.bar.areas])
    _check_principles(document, file.principles, principles)
    bar = replace(
        pack.bar,
        signals={**pack.bar.signals, **{one.name: one for one in file.signals}},
        principles={**pack.bar.principles, **{one.slug: one.expected for one in file.principles}},
        evidence={**pack.bar.evidence, **_evidence(document, file.principles, heard)},
    )
    return replace(pack, bar=bar)


def _levels(document: Document, file: _PackFile) -> tuple[Level, ...]:
    checks.check_filled(document, file.levels, ("levels",))
    checks.check_slugs(document, "levels", (row.name for row in file.levels), "name")
    for number, row in enumerate(file.levels):
        checks.check_slug(document, row.name, ("levels", number, "name"))
        if not 0.0 <= row.min_s < row.max_s:
            where = ("levels", number, "min_s")
            raise document.broken(
                where,
                f"found {row.min_s:g}",
                f"expected at least 0 and less than {row.max_s:g} seconds",
            )
    names = [row.name for row in file.levels]
    _check_known(document, file.default_level, names, ("default_level",), "level")
    return tuple(
        Level(row.name, row.title, row.role, Budget(row.min_s, row.max_s, row.ours))
        for row in file.levels
    )


def _bar(
    document: Document, levels: Collection[str], principles: Collection[str], heard: Heard
) -> Bar:
    file = validated(document, _BarFile)
    checks.check_texts(document, file)
    checks.check_filled(document, file.areas, ("areas",))
    checks.check_slugs(document, "areas", (one.name for one in file.areas), "name")
    areas = [area.name for area in file.areas]
    _check_signals(document, file.signals, areas)
    _check_all(document, "signals", "name", (*STRENGTHS, *FAULTS), [s.name for s in file.signals])
    _check_level_needs(document, file.levels, levels)
    _check_principles(document, file.principles, principles)
    _check_all(document, "principles", "slug", principles, [p.slug for p in file.principles])
    return Bar(
        signals={one.name: one for one in file.signals},
        areas=file.areas,
        always=file.expected.always,
        levels={
            one.name: replace(
                one,
                evidence=checked_items(
                    document, one.evidence, heard.phrases, ("levels", number, "evidence")
                ),
            )
            for number, one in enumerate(file.levels)
        },
        principles={one.slug: one.expected for one in file.principles},
        evidence=_evidence(document, file.principles, heard),
        conduct=heard.conduct,
        over_costs=file.over_costs,
    )


def _evidence(
    document: Document, rows: Iterable[_PrincipleRow], heard: Heard
) -> dict[str, tuple[EvidenceItem, ...]]:
    """Of the principles that have items; an own row without any leaves the pack's in place."""
    return {
        row.slug: checked_items(
            document, row.evidence, heard.phrases, ("principles", number, "evidence")
        )
        for number, row in enumerate(rows)
        if row.evidence
    }


def _check_signals(
    document: Document, signals: Iterable[BarSignal], areas: Collection[str]
) -> None:
    """Areas exist, only faults disqualify, and what is not heard reliably comes as a question."""
    listed = tuple(signals)
    checks.check_slugs(document, "signals", (one.name for one in listed), "name")
    for number, one in enumerate(listed):
        where = ("signals", number)
        is_fault = one.name in FAULTS
        if one.area:
            if is_fault:
                problem = f"found {one.area!r}"
                raise document.broken(
                    (*where, "area"), problem, "expected none, because it is a fault"
                )
            _check_known(document, one.area, areas, (*where, "area"), "area")
        for field in ("disqualifies", "minor"):
            if getattr(one, field) and not is_fault:
                expected = "expected false, because it is a strength"
                raise document.broken((*where, field), "found true", expected)
        if not one.heard_reliably and not one.question:
            expected = "expected a question for the candidate, because heard_reliably is false"
            raise document.broken((*where, "question"), "empty", expected)


def _check_level_needs(
    document: Document,
    needs: tuple[LevelNeeds, ...],
    levels: Collection[str],
) -> None:
    """Each level of the pack has its row, and no other."""
    checks.check_slugs(document, "levels", (one.name for one in needs), "name")
    for number, one in enumerate(needs):
        where = ("levels", number)
        _check_known(document, one.name, levels, (*where, "name"), "level")
    _check_all(document, "levels", "name", levels, [one.name for one in needs])


def _check_principles(
    document: Document, rows: Iterable[_PrincipleRow], principles: Collection[str]
) -> None:
    listed = tuple(rows)
    checks.check_slugs(document, "principles", (row.slug for row in listed), "slug")
    for number, row in enumerate(listed):
        checks.check_principle(document, row.slug, principles, ("principles", number, "slug"))


def _check_known(
    document: Document, name: str, known: Collection[str], steps: Steps, what: str
) -> None:
    if name not in known:
        hint = nearest_hint(name, list(known))
        expected = f"expected one of: {', '.join(known)}{hint}"
        raise document.broken(steps, f"unknown {what} {name!r}", expected)


def _check_all(
    document: Document, listed: str, field: str, wanted: Iterable[str], found: Collection[str]
) -> None:
    for name in wanted:
        if name not in found:
            expected = f"expected a block [[{listed}]] with {field} = {name!r}"
            raise document.broken((listed,), f"{name} is missing", expected)
