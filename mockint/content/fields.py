"""Reads the kinds of work: words that tell which one a story is about, and examples from each.

``speech/fields.toml`` and ``speech/examples.toml`` are for all packs; a person's own files of the
same names add to them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import files
from mockint.content import checks
from mockint.content.documents import Document, read, validated
from mockint.content.evidence import FromFile
from mockint.content.pack import Pack
from mockint.content.types import FieldWords
from mockint.domain import FIELDS, Field, SignalName

FIELDS_FILE = "fields.toml"
EXAMPLES_FILE = "examples.toml"

Examples = Mapping[SignalName, Mapping[Field, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _FieldsFile(FromFile):
    fields: Mapping[Field, FieldWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ExamplesFile(FromFile):
    examples: Examples


def field_words(speech: Path, *own: Path) -> Mapping[Field, FieldWords]:
    """The words of each kind of work; those of ``own`` folders are added to ours.

    Raises ContentError for the first thing that is wrong, naming file, entry and what was expected.
    """
    words: dict[Field, FieldWords] = {}
    for document in _documents(FIELDS_FILE, speech, *own):
        file = validated(document, _FieldsFile)
        checks.check_texts(document, file)
        for name, more in file.fields.items():
            checks.check_field_words(document, more, ("fields", name))
            known = words.get(name, FieldWords())
            words[name] = FieldWords(sure=known.sure + more.sure, hint=known.hint + more.hint)
    return words


def with_examples(pack: Pack, speech: Path, *own: Path) -> Pack:
    """The pack with an example in each kind of work beside what a signal's block says.

    Ours are whole; an ``own`` file may have one for a single kind of work, which takes the place of
    ours. What the pack says itself goes before both.
    Raises ContentError like ``field_words``.
    """
    known: dict[SignalName, Mapping[Field, str]] = {}
    for document in _documents(EXAMPLES_FILE, speech, *own):
        file = validated(document, _ExamplesFile)
        checks.check_texts(document, file)
        for name, more in file.examples.items():
            known[name] = {**known.get(name, {}), **more}
            for field in FIELDS:
                if field not in known[name]:
                    expected = f"expected {field} = and a sentence"
                    raise document.broken(("examples", name), f"{field} is missing", expected)
    signals = {
        name: replace(one, examples={**known.get(name, {}), **one.examples})
        for name, one in pack.bar.signals.items()
    }
    return replace(pack, bar=replace(pack.bar, signals=signals))


def _documents(name: str, speech: Path, *own: Path) -> Iterator[Document]:
    """The file of ours, and of each folder that has one in which not everything is a comment."""
    yield read(speech / name)
    found = (read(folder / name) for folder in own if files.exists(folder / name))
    yield from (document for document in found if document.raw)
