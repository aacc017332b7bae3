"""A story as a form: opened, checked field by field, kept. Nothing that was typed is lost.

What cannot be kept comes back as it was typed, with what is wrong beside each field.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mockint import files
from mockint.commands.story.add import LONGEST_STORY, check_free, keep, parts_in
from mockint.commands.values.stories import StoryAdded, StoryForm, StoryInForm
from mockint.content.documents import LONGEST_TEXT, LONGEST_WORD
from mockint.content.types import Library
from mockint.domain import SEGMENTS, Segment
from mockint.errors import MockintError, UsageError
from mockint.stories.files import check_name, path_of, read_story
from mockint.stories.text import WORD_S, names_in, numbers_in
from mockint.stories.types import Story
from mockint.text.printable import printable
from mockint.wiring import settings

CHANGED = (
    "This story was changed elsewhere after you opened it here. Your words are below; what is saved"
    " now stands under each box. To keep yours: Save again."
)
DELETED = "This story was deleted after you opened it here. To keep your words: Save again."


def open_form(name: str) -> StoryInForm:
    """A story of the person's as a form. Raises UsageError, and ContentError for a broken file."""
    from mockint.commands.story import file_of

    library = settings.library(settings.settings())
    return _in_form(_form_of(file_of(name), library), library)


def new_form(
    name: str = "",
    *,
    principles: Sequence[str] = (),
    parts: Mapping[Segment, str] | None = None,
    asks: Mapping[Segment, str] | None = None,
) -> StoryInForm:
    """The form of a story that is not kept yet. ``asks``: what is to be added to a part."""
    library = settings.library(settings.settings())
    known = tuple(slug for slug in dict.fromkeys(principles) if slug in library.principles)
    form = StoryForm(name=name, principles=known, parts=_parts(parts or {}))
    return replace(_in_form(form, library), asks=asks or {})


def form_from_text(form: StoryForm, text: str) -> StoryInForm:
    """The form with a text cut into its parts, by its headings or else by the ear.

    A text that cannot be one comes back as it is, with what is wrong.
    """
    library = settings.library(settings.settings())
    try:
        parts = parts_in(text, "the text")
    except UsageError as error:
        return replace(_in_form(form, library), wrong={"text": str(error)}, text=text)
    return _in_form(replace(form, parts=parts), library)


def name_for_new(name: str) -> str:
    """The name as it is kept. Raises UsageError where there is such a story, or cannot be."""
    good = check_name(name)
    check_free(path_of(settings.own_folder(settings.settings()), good))
    return good


def save_form(form: StoryForm) -> StoryAdded | StoryInForm:
    """Keep it; where it cannot be kept, the form as it was filled in and what is wrong."""
    wanted = settings.settings()
    library = settings.library(wanted)
    form = replace(
        form,
        parts={part: printable(text).strip() for part, text in _parts(form.parts).items()},
        names=_listed(form.names),
        numbers=_listed(form.numbers),
    )
    wrong = _wrong(form, library)
    if wrong:
        return replace(_in_form(form, library), wrong=wrong)
    path = path_of(settings.own_folder(wanted), check_name(form.name))
    is_there = files.exists(path)
    if form.version and not is_there:
        return replace(_in_form(replace(form, version=""), library), wrong={"": DELETED})
    saved = None
    if is_there:
        with suppress(MockintError):  # broken by hand meanwhile: what is typed here is whole
            saved = _form_of(path, library)
        now = _version(path)
        if form.version != now:
            changed = replace(_in_form(replace(form, version=now), library), saved=saved)
            return replace(changed, wrong={"": CHANGED})
    try:
        keep(_story(form, saved, path, library), path, library)
    except MockintError as error:
        return replace(_in_form(form, library), wrong={"": str(error)})
    return StoryAdded(path.stem, path)


# ---------------------------------------------------------------- from and to the file


def _version(path: Path) -> str:
    return hashlib.sha256(files.read_bytes(path)).hexdigest()[:12]


def _form_of(path: Path, library: Library) -> StoryForm:
    version = _version(path)
    story = read_story(path, library.principles, library.others.principles)
    return StoryForm(
        name=story.name,
        principles=story.principles,
        parts=story.parts,
        names=story.names,
        numbers=story.numbers,
        version=version,
    )


def _in_form(form: StoryForm, library: Library) -> StoryInForm:
    return StoryInForm(
        form=form,
        principles={slug: one.title for slug, one in library.principles.items()},
        pack=library.pack,
        word_s=WORD_S,
    )


def _story(form: StoryForm, saved: StoryForm | None, path: Path, library: Library) -> Story:
    """With the names and figures that the words have now, and had not when they were last kept."""
    others: tuple[str, ...] = ()
    if (
        saved is not None
    ):  # it may serve another company's principles, which this form does not show
        both = {*library.principles, *library.others.principles}
        every = read_story(path, both).principles
        others = tuple(slug for slug in every if slug not in library.principles)
    text = _text(form)
    before = _text(saved) if saved is not None else ""
    return Story(
        name=path.stem,
        principles=(*dict.fromkeys(form.principles), *others),
        names=_mentioned(form.names, names_in(before), names_in(text), text),
        numbers=_mentioned(form.numbers, numbers_in(before), numbers_in(text), text),
        parts=form.parts,
    )


def _mentioned(
    listed: Sequence[str], before: Sequence[str], now: Sequence[str], text: str
) -> tuple[str, ...]:
    """What the person listed, without what the text no longer says, and with what is new in it."""
    kept = [one for one in listed if one not in before or one in text]
    return tuple(dict.fromkeys([*kept, *(one for one in now if one not in before)]))


def _text(form: StoryForm) -> str:
    return " ".join(text for part in SEGMENTS if (text := form.parts.get(part, "")))


def _parts(given: Mapping[Segment, str]) -> Mapping[Segment, str]:
    return {part: given.get(part, "") for part in SEGMENTS}


def _listed(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in texts if (text := printable(one).strip())))


# ---------------------------------------------------------------- checked


def _wrong(form: StoryForm, library: Library) -> Mapping[str, str]:
    """What is wrong, by field: "name", "principles", "names", or a part."""
    wrong: dict[str, str] = {}
    try:
        check_name(form.name) if form.version else name_for_new(form.name)
    except UsageError as error:
        wrong["name"] = str(error) if form.name.strip() else "Give the story a short name."
    unknown = [slug for slug in form.principles if slug not in library.principles]
    if unknown:
        wrong["principles"] = f"There is no {library.pack.principle} called {unknown[0]!r}."
    for part, text in form.parts.items():
        if len(text) > LONGEST_TEXT:
            wrong[part] = f"This part has {len(text):,} letters. It may have {LONGEST_TEXT:,}."
        elif len(max(text.split(), key=len, default="")) > LONGEST_WORD:
            wrong[part] = f"A word of this part is longer than {LONGEST_WORD:,} letters."
    whole = len(_text(form))
    if whole > LONGEST_STORY and not wrong:
        longest = max(form.parts, key=lambda part: len(form.parts[part]))
        wrong[longest] = f"The story has {whole:,} letters. It may have {LONGEST_STORY:,}."
    if not whole:
        wrong["situation"] = "Write at least one part."
    if any(len(one) > LONGEST_WORD for one in (*form.names, *form.numbers)):
        wrong["names"] = f"One of them is longer than {LONGEST_WORD:,} letters."
    return wrong
