"""Reads the content folders, ours and the person's own, into one :class:`Library`.

A folder holds ``principles.toml``, ``questions.toml``, ``probes.toml``, ``cues.toml``,
``advice.toml``, ``lenses.toml`` and ``walkthroughs/*.toml``; docs/content.md shows their layout.

Titles alone, read without checking all content: for commands that must answer at once.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from mockint.content import checks
from mockint.content.documents import Document, nearest_hint, read, unreadable, validated
from mockint.content.find import find_lens, find_principle, find_question, nearest, pick
from mockint.content.types import (
    Advice,
    BankProbe,
    Cues,
    Lens,
    Library,
    Principle,
    Question,
    Walkthrough,
)
from mockint.domain import FAULTS, SEGMENTS, STRENGTHS, THEMES, SignalName, Theme
from mockint.errors import ContentError

__all__ = ["find_lens", "find_principle", "find_question", "load", "nearest", "pick"]

_FILES = (
    "principles.toml",
    "questions.toml",
    "probes.toml",
    "cues.toml",
    "advice.toml",
    "lenses.toml",
)
_FORBID_UNKNOWN_FIELDS = {"extra": "forbid"}
_NO_CUES = Cues(fillers=(), filler_phrases=(), hedges=(), disqualifiers=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Principles:
    __pydantic_config__ = _FORBID_UNKNOWN_FIELDS
    principles: tuple[Principle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    __pydantic_config__ = _FORBID_UNKNOWN_FIELDS
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probes:
    __pydantic_config__ = _FORBID_UNKNOWN_FIELDS
    probes: tuple[BankProbe, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AdviceFile:
    __pydantic_config__ = _FORBID_UNKNOWN_FIELDS
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lenses:
    __pydantic_config__ = _FORBID_UNKNOWN_FIELDS
    lenses: tuple[Lens, ...]


def load(ours: Path, *own: Path) -> Library:
    """Read ``ours`` whole, then each folder of ``own`` beside it.

    An own folder, and every file in it, may be missing. What it holds under a slug, theme or name
    that is known already takes the place of ours; its cues are added to ours.
    Raises ContentError for the first thing that is wrong, naming file, field and what was expected.
    """
    library = _joined(Library(cues=_NO_CUES), ours, own=False)
    _check_complete(library, ours)
    for folder in own:
        library = _joined(library, folder, own=True)
    return library


def _joined(library: Library, folder: Path, *, own: bool) -> Library:
    """The library with one more folder read into it."""
    paths = _toml_files(folder) if own else [folder / name for name in _FILES]
    _check_file_names(paths)
    read_files = [read(path) for path in paths]
    # An own file in which everything is commented out is as good as none.
    documents = {d.path.name: d for d in read_files if d.raw or not own}
    principles = {**library.principles, **_principles(documents.get("principles.toml"))}
    asked = _questions(documents.get("questions.toml"), principles)
    studies = _walkthroughs(folder / "walkthroughs", principles, asked)
    return Library(
        principles=principles,
        questions={**library.questions, **asked, **{s: w.question for s, w in studies.items()}},
        walkthroughs={**library.walkthroughs, **studies},
        probes={**library.probes, **_probes(documents.get("probes.toml"))},
        advice={**library.advice, **_advice(documents.get("advice.toml"))},
        lenses={**library.lenses, **_lenses(documents.get("lenses.toml"), principles)},
        cues=_with_cues(library.cues, documents.get("cues.toml"), own=own),
    )


def _principles(document: Document | None) -> dict[str, Principle]:
    if document is None:
        return {}
    items = validated(document, _Principles).principles
    checks.check_texts(document, items, ("principles",))
    checks.check_slugs(document, "principles", (p.slug for p in items), "slug")
    return {item.slug: item for item in items}


def _questions(document: Document | None, known: Collection[str]) -> dict[str, Question]:
    if document is None:
        return {}
    items = validated(document, _Questions).questions
    checks.check_texts(document, items, ("questions",))
    checks.check_slugs(document, "questions", (q.slug for q in items), "slug")
    for number, item in enumerate(items):
        checks.check_principle(document, item.principle, known, ("questions", number, "principle"))
        checks.check_spoken(document, item.ask, ("questions", number, "ask"))
    return {item.slug: item for item in items}


def _walkthroughs(
    folder: Path, known: Collection[str], asked: Mapping[str, Question]
) -> dict[str, Walkthrough]:
    """Every walkthrough of ``folder``; none where there is no such folder."""
    studies: dict[str, Walkthrough] = {}
    read_from: dict[str, str] = dict.fromkeys(asked, "questions.toml")
    for path in _toml_files(folder):
        document = read(path)
        study = validated(document, Walkthrough)
        checks.check_texts(document, study)
        checks.check_walkthrough(document, study, known)
        if study.slug in read_from:
            problem = f"{study.slug!r} stands already in {read_from[study.slug]}"
            raise document.broken(("slug",), problem, "expected each slug only once")
        read_from[study.slug] = path.name
        parts = {segment: study.parts[segment] for segment in SEGMENTS}
        studies[study.slug] = replace(study, parts=parts)
    return studies


def _probes(document: Document | None) -> dict[Theme, BankProbe]:
    if document is None:
        return {}
    items = validated(document, _Probes).probes
    checks.check_texts(document, items, ("probes",))
    checks.check_slugs(document, "probes", (p.theme for p in items), "theme")
    for number, item in enumerate(items):
        checks.check_probe(document, item, ("probes", number))
    return {item.theme: item for item in items}


def _advice(document: Document | None) -> dict[SignalName, Advice]:
    if document is None:
        return {}
    items = validated(document, _AdviceFile).advice
    checks.check_texts(document, items, ("advice",))
    checks.check_slugs(document, "advice", (a.name for a in items), "name")
    for number, item in enumerate(items):
        checks.check_advice(document, item, ("advice", number))
    return {item.name: item for item in items}


def _lenses(document: Document | None, known: Collection[str]) -> dict[str, Lens]:
    if document is None:
        return {}
    items = validated(document, _Lenses).lenses
    checks.check_texts(document, items, ("lenses",))
    checks.check_slugs(document, "lenses", (lens.principle for lens in items), "principle")
    for number, item in enumerate(items):
        checks.check_principle(document, item.principle, known, ("lenses", number, "principle"))
        checks.check_lens(document, item, ("lenses", number))
    return {item.principle: item for item in items}


def _with_cues(cues: Cues, document: Document | None, *, own: bool) -> Cues:
    """Both lists of cues, each cue once; an own file may leave a list out."""
    if document is None:
        return cues
    if own:
        lists: Mapping[str, object] = {field.name: [] for field in fields(Cues)}
        document = Document(document.path, {**lists, **document.raw})
    more = validated(document, Cues)
    checks.check_texts(document, more)
    checks.check_cues(document, more)
    by_phrase = {item.phrase: item for item in (*cues.disqualifiers, *more.disqualifiers)}
    return Cues(
        fillers=_once(cues.fillers, more.fillers),
        filler_phrases=_once(cues.filler_phrases, more.filler_phrases),
        hedges=_once(cues.hedges, more.hedges),
        disqualifiers=tuple(by_phrase.values()),
    )


def _once(ours: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *more)))


def _check_complete(library: Library, folder: Path) -> None:
    """Every theme and every signal that the ear can name has its text."""
    wanted: tuple[tuple[str, str, Collection[str], Collection[str]], ...] = (
        ("probes.toml", "theme", THEMES, library.probes),
        ("advice.toml", "name", (*STRENGTHS, *FAULTS), library.advice),
        ("lenses.toml", "principle", tuple(library.principles), library.lenses),
    )
    for file, field, names, found in wanted:
        for name in names:
            if name not in found:
                document = Document(folder / file, {})
                raise document.broken((), f"{name} is missing", f"expected {field} = {name!r}")


def _toml_files(folder: Path) -> list[Path]:
    """Return the folder's TOML files by name; none where there is no such folder."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from error
    # Editors leave files with a leading dot beside the one that is being edited.
    return [path for path in paths if path.suffix == ".toml" and not path.name.startswith(".")]


def _check_file_names(paths: Sequence[Path]) -> None:
    """A misspelt file name in an own folder would be passed over in silence."""
    for path in paths:
        if path.name not in _FILES:
            expected = f"expected {', '.join(_FILES)}{nearest_hint(path.name, _FILES)}"
            raise ContentError(
                f"{path.name}: no such content file", cause=expected, next_step=f"rename {path}"
            )


def signal_titles(content: Path) -> Mapping[str, str]:
    """Name of a signal -> its title in ``advice.toml``."""
    return _titles(content / "advice.toml", "advice", "name")


def principle_titles(content: Path) -> Mapping[str, str]:
    """Slug of a principle -> its title."""
    return _titles(content / "principles.toml", "principles", "slug")


def _titles(file: Path, table: str, key: str) -> Mapping[str, str]:
    """Empty where the file cannot be read: names do instead of titles."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get(table, [])
    except (OSError, ValueError):
        return {}
    return {row[key]: row["title"] for row in rows if key in row and "title" in row}
