"""Reads one pack and the person's own content folder into one :class:`Library`.

The folder of all content holds ``speech/`` (cues, words of each kind of work, examples, phrases
that are evidence) and one folder a pack: ``pack.toml``, ``bar.toml``, ``principles.toml``,
``questions.toml``, ``probes.toml``, and where there are some ``lenses.toml`` and
``walkthroughs/*.toml``; docs/content.md shows their layout.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from mockint import files
from mockint.content import checks
from mockint.content.documents import Document, nearest_hint, read, unreadable, validated
from mockint.content.evidence import FromFile, Heard
from mockint.content.fields import EXAMPLES_FILE, FIELDS_FILE, field_words, with_examples
from mockint.content.load_evidence import EVIDENCE_FILE, read_heard
from mockint.content.load_pack import BAR_FILE, PACK_FILE, load_pack, with_own_bar
from mockint.content.pack import DEFAULT_PACK
from mockint.content.packs import name_of, others, packs_in
from mockint.content.types import (
    BankProbe,
    Cues,
    Lens,
    Library,
    Principle,
    Question,
    Walkthrough,
)
from mockint.domain import SEGMENTS, THEMES, Theme
from mockint.errors import ContentError, FileError
from mockint.text.shell import quoted

_SPEECH = "speech"
_NEEDED = ("principles.toml", "questions.toml", "probes.toml")
_FILES = (*_NEEDED, "lenses.toml")
_PACK_FILES = (PACK_FILE, BAR_FILE, *_FILES)
_OWN_FILES = (*_FILES, "cues.toml", EXAMPLES_FILE, FIELDS_FILE, BAR_FILE)
_LIBRARIES = 4
"""Kept in memory: the packs of an evening."""
OWN_PLACES = ("walkthroughs", "stories")
"""Folders that a person's own content may have beside its files and packs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Principles(FromFile):
    principles: tuple[Principle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions(FromFile):
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Probes(FromFile):
    probes: tuple[BankProbe, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lenses(FromFile):
    lenses: tuple[Lens, ...]


def may_be_own(folder: Path) -> bool:
    """Whether ``folder`` is empty, or holds something that is read of a person's own content."""
    names = set(files.names(folder))
    return not names or bool(names & {*_OWN_FILES, *OWN_PLACES}) or bool(packs_in(folder))


def load(content: Path, *own: Path, pack: Path | None = None) -> Library:
    """Read the pack in the folder ``pack`` whole, then each folder of ``own`` beside it.

    ``content``: the folder of all content; its ``amazon`` is the pack where none is given. An own
    folder, and every file in it, may be missing. What it holds under a slug, theme or name that is
    known already takes the place of the pack's; its cues are added. What it has for a principle or
    a level that only another pack knows stays out.
    What was read stays in memory, and is read again where a file changed, came or went. Raises
    ContentError for the first thing that is wrong, naming file, field and what was expected.
    """
    chosen = pack or content / DEFAULT_PACK
    return _loaded(content, own, chosen, _state(content, own, chosen))


def _state(content: Path, own: Collection[Path], chosen: Path) -> object:
    """What changes whenever a file does that is read: names, sizes and times.

    By the folders in which content may lie, and not all below them: a link to a folder counts.
    """
    places = [(one, end) for one in (content, *own) for end in ("*.toml", "*/*.toml")]
    places += [(chosen, end) for end in ("*.toml", "walkthroughs/*.toml")]
    try:
        found = [path for folder, end in places for path in files.listed(folder, end)]
        there = {path: files.status(path) for path in found}
    except FileError:  # whoever reads it says what is wrong
        return object()
    return tuple((path, at.st_size, at.st_mtime_ns) for path, at in there.items())


@lru_cache(maxsize=_LIBRARIES)
def _loaded(content: Path, own: tuple[Path, ...], chosen: Path, _state: object) -> Library:
    heard = read_heard(read(content / _SPEECH / EVIDENCE_FILE))
    library = _pack(content, chosen, heard)
    known = packs_in(content, *own)
    library = replace(
        library,
        pack=replace(library.pack, folder=name_of(chosen, known)),
        others=others(chosen, known.values()),
    )
    for folder in own:
        library = _joined(library, folder, heard)
    speech = (content / _SPEECH, *own)
    return replace(library, pack=with_examples(library.pack, *speech), fields=field_words(*speech))


def _pack(content: Path, folder: Path, heard: Heard) -> Library:
    """One pack, which must be whole, with the words of speech."""
    paths = _toml_files(folder)
    _check_file_names(paths, _PACK_FILES)
    there = {path.name for path in paths}
    documents = {name: read(folder / name) for name in (*_NEEDED, *there.intersection(_FILES))}
    principles = _principles(documents["principles.toml"])
    pack = load_pack(folder, principles, heard)
    asked = _questions(documents["questions.toml"], principles)
    probes = _probes(documents["probes.toml"])
    for theme in THEMES:
        if theme not in probes:
            problem, expected = f"{theme} is missing", f"expected theme = {theme!r}"
            raise documents["probes.toml"].broken((), problem, expected)
    cues = _cues(read(content / _SPEECH / "cues.toml"))
    library = Library(pack=pack, principles=principles, probes=probes, cues=cues)
    studies = _walkthroughs(folder / "walkthroughs", library, asked)
    return replace(
        library,
        questions={**asked, **{slug: study.question for slug, study in studies.items()}},
        walkthroughs=studies,
        lenses=_lenses(documents.get("lenses.toml"), principles),
    )


def _joined(library: Library, folder: Path, heard: Heard) -> Library:
    """The library with a person's own folder read into it."""
    paths = _toml_files(folder)
    _check_file_names(paths, _OWN_FILES)
    # An own file in which everything is commented out is as good as none.
    documents = {d.path.name: d for d in map(read, paths) if d.raw}
    principles = {**library.principles, **_principles(documents.get("principles.toml"))}
    known = {*principles, *library.others.principles}
    library = replace(library, principles=principles)
    asked = _questions(documents.get("questions.toml"), known)
    asked = {slug: one for slug, one in asked.items() if one.principle in principles}
    studies = _walkthroughs(folder / "walkthroughs", library, asked)
    lenses = _lenses(documents.get("lenses.toml"), known)
    return replace(
        library,
        pack=with_own_bar(library.pack, documents.get(BAR_FILE), principles, heard),
        questions={**library.questions, **asked, **{s: w.question for s, w in studies.items()}},
        walkthroughs={**library.walkthroughs, **studies},
        probes={**library.probes, **_probes(documents.get("probes.toml"))},
        lenses={**library.lenses, **{s: one for s, one in lenses.items() if s in principles}},
        cues=_with_cues(library.cues, documents.get("cues.toml")),
    )


def _principles(document: Document | None) -> dict[str, Principle]:
    if document is None:
        return {}
    items = validated(document, _Principles).principles
    checks.check_texts(document, items, ("principles",))
    checks.check_slugs(document, "principles", (p.slug for p in items), "slug")
    for number, item in enumerate(items):
        checks.check_cue_list(document, item.cues, ("principles", number, "cues"))
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
    folder: Path, library: Library, asked: Mapping[str, Question]
) -> dict[str, Walkthrough]:
    """Every walkthrough of ``folder``; none where there is no such folder."""
    studies: dict[str, Walkthrough] = {}
    read_from: dict[str, str] = dict.fromkeys(asked, "questions.toml")
    for path in _toml_files(folder):
        document = read(path)
        study = validated(document, Walkthrough)
        if _is_for_another_pack(study, library):
            continue
        checks.check_texts(document, study)
        checks.check_walkthrough(document, study, library.principles, library.pack.level_names)
        if study.slug in read_from:
            problem = f"{study.slug!r} is already used in {read_from[study.slug]}"
            raise document.broken(("slug",), problem, "expected each slug only once")
        read_from[study.slug] = path.name
        parts = {segment: study.parts[segment] for segment in SEGMENTS}
        studies[study.slug] = replace(study, parts=parts)
    return studies


def _is_for_another_pack(study: Walkthrough, library: Library) -> bool:
    levels = {*study.reflections, *study.levels}
    return study.principle in library.others.principles or bool(levels & library.others.levels)


def _probes(document: Document | None) -> dict[Theme, BankProbe]:
    if document is None:
        return {}
    items = validated(document, _Probes).probes
    checks.check_texts(document, items, ("probes",))
    checks.check_slugs(document, "probes", (p.theme for p in items), "theme")
    for number, item in enumerate(items):
        checks.check_probe(document, item, ("probes", number))
    return {item.theme: item for item in items}


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


def _with_cues(cues: Cues, document: Document | None) -> Cues:
    """Both lists of cues, each cue once; an own file may leave a list out."""
    if document is None:
        return cues
    lists: Mapping[str, object] = {field.name: [] for field in fields(Cues)}
    more = _cues(Document(document.path, {**lists, **document.raw}))
    by_phrase = {item.phrase: item for item in (*cues.fault_phrases, *more.fault_phrases)}
    return Cues(
        fillers=_once(cues.fillers, more.fillers),
        filler_phrases=_once(cues.filler_phrases, more.filler_phrases),
        hedges=_once(cues.hedges, more.hedges),
        fault_phrases=tuple(by_phrase.values()),
    )


def _cues(document: Document) -> Cues:
    cues = validated(document, Cues)
    checks.check_texts(document, cues)
    checks.check_cues(document, cues)
    return cues


def _once(ours: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *more)))


def _toml_files(folder: Path) -> list[Path]:
    """Return the folder's TOML files by name; none where there is no such folder."""
    try:
        paths = files.listed(folder)
    except FileError as error:
        raise unreadable(folder, error) from error
    # Editors leave files with a leading dot beside the one that is being edited.
    return [path for path in paths if path.suffix == ".toml" and not path.name.startswith(".")]


def _check_file_names(paths: Sequence[Path], known: Sequence[str]) -> None:
    """A misspelt file name would be passed over in silence."""
    for path in paths:
        if path.name not in known:
            expected = f"expected {', '.join(known)}{nearest_hint(path.name, known)}"
            raise ContentError(
                f"{path.name}: not a content file",
                cause=expected,
                next_step=f"rename {quoted(path)}",
            )
