"""What must hold in a content file beyond the types of its fields.

Each check raises ContentError for the first thing that does not hold.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import get_args

from mockint.content.documents import Document, Steps, nearest_hint
from mockint.content.types import (
    LETTERS,
    BankProbe,
    Cues,
    FieldWords,
    Lens,
    QuizItem,
    Slot,
    Walkthrough,
    Wording,
)
from mockint.domain import SEGMENTS

SLOTS: tuple[str, ...] = tuple(slot for slot in get_args(Slot) if slot)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CUE = re.compile(r"[a-z0-9$%]+(['-][a-z0-9]+)*( [a-z0-9$%]+(['-][a-z0-9]+)*)*")


def check_texts(document: Document, value: object, steps: Steps = ()) -> None:
    """No text is empty, except in a field that may be left out."""
    for where, text in _texts(value, steps):
        if not text:
            raise document.broken(where, "empty", "expected some text")


def check_slugs(document: Document, listed: str, slugs: Iterable[str], field: str) -> None:
    """Slugs (or other names) of one list: well formed and each only once."""
    seen: dict[str, int] = {}
    for number, slug in enumerate(slugs):
        where = (listed, number, field)
        if field == "slug":
            check_slug(document, slug, where)
        if slug in seen:
            problem = f"{slug!r} is already used in {listed} {seen[slug] + 1}"
            raise document.broken(where, problem, f"expected each {field} only once")
        seen[slug] = number


def check_slug(document: Document, slug: str, steps: Steps) -> None:
    """A slug can be typed on a command line."""
    if not _SLUG.fullmatch(slug):
        raise document.broken(steps, f"found {slug!r}", "expected lower-case-words-with-hyphens")


def check_principle(document: Document, slug: str, known: Collection[str], steps: Steps) -> None:
    """The principle exists."""
    if slug not in known:
        hint = nearest_hint(slug, list(known))
        expected = f"expected a slug from principles.toml{hint}"
        raise document.broken(steps, f"unknown principle {slug!r}", expected)


def check_spoken(document: Document, text: str, steps: Steps) -> None:
    """What the voice reads as it stands holds no slot."""
    if "{" in text or "}" in text:
        raise document.broken(steps, "braces", "expected plain words; slots are for probes.toml")


def check_probe(document: Document, probe: BankProbe, steps: Steps) -> None:
    """Slots agree with their texts, one wording needs none."""
    for number, wording in enumerate(probe.wordings):
        where = (*steps, "wordings", number)
        _check_wording(document, wording, where)
        if wording.digs_into and not wording.because:
            expected = "expected one sentence that says why, shown after the round"
            raise document.broken((*where, "because"), "nothing", expected)
    for number, wording in enumerate(probe.drill_downs):
        where = (*steps, "drill_downs", number)
        _check_wording(document, wording, where)
        if wording.slot not in ("", "quote"):
            expected = "expected quote, which comes from the reply, or no slot"
            raise document.broken((*where, "slot"), f"found {wording.slot!r}", expected)
    for listed, wordings in (("wordings", probe.wordings), ("drill_downs", probe.drill_downs)):
        if all(wording.slot for wording in wordings) and (wordings or listed == "wordings"):
            problem = "every wording needs the candidate's words"
            expected = "expected at least one wording without a slot"
            raise document.broken((*steps, listed), problem, expected)


def check_cues(document: Document, cues: Cues) -> None:
    """Every cue is written as it is compared: lower case, no punctuation."""
    for listed in ("fillers", "filler_phrases", "hedges"):
        check_cue_list(document, getattr(cues, listed), (listed,))
    for number, item in enumerate(cues.fault_phrases):
        _check_cue(document, item.phrase, ("fault_phrases", number, "phrase"))


def check_field_words(document: Document, words: FieldWords, steps: Steps) -> None:
    """Words are as they are heard."""
    check_cue_list(document, words.sure, (*steps, "sure"))
    check_cue_list(document, words.hint, (*steps, "hint"))


def check_walkthrough(
    document: Document, study: Walkthrough, known: Collection[str], levels: Collection[str]
) -> None:
    """All parts and levels are there, every list says something, quiz answers exist."""
    check_slug(document, study.slug, ("slug",))
    check_principle(document, study.principle, known, ("principle",))
    check_spoken(document, study.ask, ("ask",))
    _check_names(document, study.parts, SEGMENTS, "parts")
    _check_levels(document, study, levels)
    for segment, part in study.parts.items():
        check_filled(document, part.cues, ("parts", segment, "cues"))
        if part.target_s <= 0:
            where = ("parts", segment, "target_s")
            raise document.broken(where, f"found {part.target_s:g}", "expected seconds above 0")
    check_filled(document, study.probes, ("probes",))
    check_filled(document, study.weak_answer.faults, ("weak_answer", "faults"))
    for number, probe in enumerate(study.probes):
        check_spoken(document, probe.ask, ("probes", number, "ask"))
        check_spoken(document, probe.ask_reference, ("probes", number, "ask_reference"))
    for number, lens in enumerate(study.lenses):
        check_principle(document, lens.principle, known, ("lenses", number, "principle"))
        check_lens(document, lens, ("lenses", number))
    for listed, items in (("quiz", study.quiz), ("practice", study.practice)):
        for number, item in enumerate(items):
            _check_quiz(document, item, (listed, number))


def check_lens(document: Document, lens: Lens, steps: Steps) -> None:
    """Words are as they are heard."""
    check_cue_list(document, lens.lead_words, (*steps, "lead_words"))
    check_cue_list(document, lens.down_words, (*steps, "down_words"))


def _check_wording(document: Document, wording: Wording, steps: Steps) -> None:
    where = (*steps, "text")
    slots = " or ".join("{" + slot + "}" for slot in SLOTS)
    try:
        parsed = list(Formatter().parse(wording.text))
    except ValueError as error:
        raise document.broken(
            where, "a brace without a matching brace", f"expected {slots}"
        ) from error
    named = [name for _, name, _, _ in parsed if name is not None]
    if any(spec or conversion for _, _, spec, conversion in parsed):
        raise document.broken(where, "a slot with : or ! in it", f"expected just {slots}")
    for name in named:
        if name not in SLOTS:
            hint = nearest_hint(name, SLOTS)
            raise document.broken(where, f"unknown slot {{{name}}}", f"expected {slots}{hint}")
    if named != [wording.slot] * bool(wording.slot):
        said = f"the text contains {' and '.join('{' + n + '}' for n in named) or 'no slot'}"
        wanted = f"{{{wording.slot}}} once, because slot is {wording.slot!r}"
        raise document.broken(
            where, said, f"expected {wanted if wording.slot else 'slot = its name'}"
        )


def _check_quiz(document: Document, item: QuizItem, steps: Steps) -> None:
    if not 2 <= len(item.options) <= len(LETTERS):
        found = f"{len(item.options)} given"
        expected = f"expected 2 to {len(LETTERS)} options"
        raise document.broken((*steps, "options"), found, expected)
    if not 0 <= item.answer < len(item.options):
        expected = f"expected a number from 0 (the first option) to {len(item.options) - 1}"
        raise document.broken((*steps, "answer"), f"found {item.answer}", expected)


def _check_levels(document: Document, study: Walkthrough, levels: Collection[str]) -> None:
    """Every level of the pack has its reflection, and no other level is named."""
    for listed, names in (("reflections", study.reflections), ("levels", study.levels)):
        for name in names:
            if name not in levels:
                expected = f"expected one of: {', '.join(levels)}{nearest_hint(name, list(levels))}"
                raise document.broken((listed, name), f"unknown level {name!r}", expected)
    for name in levels:
        if name not in study.reflections and name not in study.levels:
            expected = f"expected a text reflections.{name} or a table levels.{name}"
            raise document.broken(("reflections",), f"{name} is missing", expected)


def _check_names(
    document: Document, found: Collection[str], wanted: Iterable[str], listed: str
) -> None:
    for name in wanted:
        if name not in found:
            raise document.broken(
                (listed,), f"{name} is missing", f"expected a table {listed}.{name}"
            )


def check_filled(document: Document, items: Collection[object], steps: Steps) -> None:
    """The list says something."""
    if not items:
        raise document.broken(steps, "an empty list", "expected at least one entry")


def check_cue_list(document: Document, cues: Iterable[str], steps: Steps) -> None:
    """Cues are written as they are compared: lower case, no punctuation."""
    for number, cue in enumerate(cues):
        _check_cue(document, cue, (*steps, number))


def _check_cue(document: Document, cue: str, steps: Steps) -> None:
    if not _CUE.fullmatch(cue):
        expected = "expected lower-case words without punctuation, as they are heard"
        raise document.broken(steps, f"found {cue!r}", expected)


def _texts(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Every text under ``value`` that may not be empty, with its place."""
    if isinstance(value, str):
        yield steps, value
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if not (inner == "" and field.default == ""):
                yield from _texts(inner, (*steps, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*steps, str(key)))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*steps, number))
