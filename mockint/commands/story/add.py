"""``mockint story add``: a story told aloud or written, cut into its parts, put right, kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint import files
from mockint.commands.ports import Front
from mockint.commands.practice.session import (
    PracticeOptions,
    Topic,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.values.stories import StoryAdded, StoryNotAdded
from mockint.content.documents import LONGEST_WORD
from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, Level, Segment, target_of
from mockint.errors import ContentError, UsageError
from mockint.events import KeyHint
from mockint.star.types import Span
from mockint.stories.text import names_in, numbers_in, parts_of, transcript_of
from mockint.stories.types import Story
from mockint.text.format import target
from mockint.text.printable import printable
from mockint.transcribe.types import Transcript
from mockint.wiring import settings
from mockint.wiring.interview import Equipment

TELL = (
    "Tell me your story: what the situation was, what your task was, what you did, "
    "what the result was, and what you learned."
)
LONGEST_STORY = 50_000
"""Letters of all its parts together."""
FIRST, LAST = 30, 22
"""Letters of a part that are shown, from its beginning and its end."""
KEEP = KeyHint("\n", "keep it")
EDIT = KeyHint("e", "correct it in your editor")
TELL_AGAIN = KeyHint("r", "tell it again")
DISCARD = KeyHint("q", "discard it")

_HEADING = re.compile(
    r"(?:#+\s*|\[\s*)(situation|task|action|result|reflection)\b.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """The options of ``mockint story add``."""

    name: str
    principles: Sequence[str] = ()
    source: str | None = None
    """A file to read it from."""
    text: str | None = None
    """What came through a pipe, in place of a file."""
    write: bool = False
    """Write it in the editor instead of telling it."""


def add_story(
    options: AddOptions,
    practice: PracticeOptions,
    front: Front,
    *,
    equipment: Equipment | None = None,
) -> StoryAdded | StoryNotAdded:
    """Make a story of what is told or written. Raises UsageError where the name is taken."""
    from mockint.content.find import find_principle
    from mockint.stories.files import check_name, path_of

    wanted = settings.settings()
    library = settings.library(wanted)
    name = check_name(options.name)
    path = path_of(settings.own_folder(wanted), name)
    check_free(path)
    slugs = tuple(dict.fromkeys(find_principle(library, one).slug for one in options.principles))
    empty = Story(name=name, principles=slugs, parts=dict.fromkeys(SEGMENTS, ""))
    interrupted = False
    if options.text is not None:
        story: Story | None = _from_text(options.text, "the text", empty)
    elif options.source is not None:
        story = _from_file(options.source, empty, library)
    elif options.write:
        story = edited(empty, path, library, front)
    else:
        offer_waiting(practice, front)
        used = equipment or own_equipment(practice, library, front)
        told = _told(empty, library, practice.level, used, in_editor=front.stage is None)
        story, interrupted = told.story, told.interrupted
        if story is not None and told.edit:
            story = edited(story, path, library, front)
    if story is None:
        return StoryNotAdded(interrupted)
    keep(story, path, library)
    return StoryAdded(name, path)


def check_free(path: Path) -> None:
    """Raises UsageError where there is such a story already."""
    if files.exists(path):
        raise UsageError(
            f"you already have a story {path.stem!r}", next_step=f"mockint story edit {path.stem}"
        )


# ---------------------------------------------------------------- written


def _from_file(source: str, empty: Story, library: Library) -> Story:
    """A story file of ours, or any text: with headings for the parts, else cut by the ear."""
    from dataclasses import replace

    from mockint.content.documents import Document
    from mockint.content.documents import read as read_document
    from mockint.documents.read import text_of
    from mockint.stories.files import story_from

    if source.endswith(".toml"):
        document = read_document(Path(source))
        raw: Mapping[str, object] = {**document.raw, "name": empty.name}
        story = story_from(Document(document.path, raw), library.principles, empty.name)
        both = (*story.principles, *empty.principles)
        return replace(story, principles=tuple(dict.fromkeys(both)))
    return _from_text(text_of(Path(source)), source, empty)


def _from_text(text: str, where: str, empty: Story) -> Story:
    return with_parts(empty, parts_in(text, where))


def parts_in(text: str, where: str) -> Mapping[Segment, str]:
    """The parts of a text, by its headings or else by the ear. ``where``: what it is called.

    Raises UsageError where it has no words, or is too long for a story.
    """
    text = printable(text)
    if not text.split():
        raise UsageError(f"{where} contains no words")
    if len(text) > LONGEST_STORY or max(map(len, text.split())) > LONGEST_WORD:
        raise UsageError(
            f"{where} is too long for a story",
            cause=f"it may have {LONGEST_STORY} letters, and {LONGEST_WORD} in a word",
        )
    return _headed(text) or _cut(text)


def _headed(text: str) -> Mapping[Segment, str] | None:
    """The parts under headings such as ``## Result`` or ``[result]``; None where there are none."""
    told: dict[Segment, list[str]] = {segment: [] for segment in SEGMENTS}
    now: Segment | None = None
    for line in text.splitlines():
        heading = _HEADING.match(line.strip())
        if heading:
            now = next(one for one in SEGMENTS if one == heading[1].lower())
        elif now is not None:
            told[now].append(line)
    if now is None:
        return None
    return {segment: " ".join(" ".join(lines).split()) for segment, lines in told.items()}


def _cut(text: str) -> Mapping[Segment, str]:
    """Any text, cut into parts as if it had been told."""
    transcript = transcript_of(text)
    return parts_of(transcript.words, _spans(transcript))


def _spans(heard: Transcript, marks: Sequence[float] = ()) -> Sequence[Span]:
    """The parts by the person's marks, where there are any, else by the ear. That it is a story is
    taken as said."""
    from mockint.star.segmenter.label import label, marked_spans, spans
    from mockint.star.segmenter.sentences import cut

    return marked_spans(heard.words, marks) if marks else spans(label(cut(heard)))


def with_parts(story: Story, parts: Mapping[Segment, str]) -> Story:
    """The story with these words, and with the names and figures that stand in them."""
    text = " ".join(parts[segment] for segment in SEGMENTS)
    return Story(
        name=story.name,
        principles=story.principles,
        names=names_in(text),
        numbers=numbers_in(text),
        parts=parts,
    )


def edited(story: Story, path: Path, library: Library, front: Front) -> Story | None:
    """What comes back from the person's editor; None where they left it empty.

    It waits beside the other stories, under a name that is not read. Raises ContentError where it
    cannot be read, and says how to go on.
    """
    from mockint.stories.files import written

    if not front.interactive:
        raise UsageError(
            "there is no terminal for the editor",
            next_step=f"mockint story add {story.name} --from FILE",
        )
    draft = _draft_of(path)
    before = written(story)
    begun = before
    if not story.text and files.exists(draft):  # what was begun in the editor is gone on with
        begun = files.read_text(draft)
    files.make_private_dir(draft.parent)
    text = front.edit(begun, suffix=path.suffix, keep=draft)
    files.write_text(draft, begun if text is None else text)
    if files.read_text(draft) == before and not story.text:
        files.delete(draft)
        return None
    made = _read_back(draft, story.name, library)
    files.delete(draft)
    return made


def keep(story: Story, path: Path, library: Library) -> None:
    """Among the stories only when it can be read: one that cannot would stop all others."""
    from mockint.stories.files import written

    draft = _draft_of(path)
    files.make_private_dir(draft.parent)
    files.write_text(draft, written(story))
    _read_back(draft, story.name, library)
    files.put_in_place(draft, path)


def _draft_of(path: Path) -> Path:
    return path.with_name(f".draft-{path.name}")


def _read_back(draft: Path, name: str, library: Library) -> Story:
    from mockint.stories.files import read_story

    try:
        return read_story(draft, {*library.principles, *library.others.principles}, name=name)
    except ContentError as error:
        raise ContentError(
            error.what, cause=error.cause, next_step=f"mockint story add {name} --write"
        ) from error


# ---------------------------------------------------------------- told


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it was heard."""

    story: Story | None
    """None where the person leaves it."""
    edit: bool = False
    """The person wants to put it right in their editor first."""
    interrupted: bool = False
    """Ended by Ctrl-C."""


def _told(
    empty: Story, library: Library, level: str | None, equipment: Equipment, *, in_editor: bool
) -> _Told:
    """The story as it was heard. ``in_editor``: it can be put right there first; a page has a form
    for what was kept."""
    principle = empty.principles[0] if empty.principles else ""
    question = Question(slug=f"story-{empty.name}", ask=TELL, principle=principle)
    chosen, story = "", None
    topic = Topic(title="Your story", questions=(question,))
    with practice_session(topic, level, library, equipment) as session:
        practice = session.practice
        practice.say(TELL)
        while not practice.ending:
            spoken = practice.listen(question)
            heard = spoken.transcript
            if heard is None or not heard.words:
                practice.note("Nothing was heard.")
            else:
                parts = _spans(heard, spoken.part_marks)
                story = with_parts(empty, parts_of(heard.words, parts))
                for line in _summary(story, parts, session.level):
                    practice.note(line)
            put_right = (EDIT,) if in_editor else ()
            kept = (KEEP, *put_right, TELL_AGAIN, DISCARD) if story else (TELL_AGAIN,)
            chosen = practice.choose(kept)
            if chosen != TELL_AGAIN.keys:
                break
    if story is None or chosen not in (KEEP.keys, EDIT.keys):
        return _Told(None, interrupted=session.interrupted)
    return _Told(story, edit=chosen == EDIT.keys)


def _summary(story: Story, parts: Sequence[Span], level: Level) -> Sequence[str]:
    """Each part with its seconds, for the person to confirm; a line each, as the screen has few."""
    seconds = {one: sum(s.seconds for s in parts if s.segment == one) for one in SEGMENTS}
    said = [", ".join(one) for one in (story.names, story.numbers) if one]
    lines = ["Names and numbers: " + "; ".join(said)] if said else []
    lines += [
        f"{segment.capitalize()} {seconds[segment]:.0f} of {target(*target_of(level, segment))}: "
        + begun(story.parts[segment])
        for segment in SEGMENTS
        if story.parts[segment]
    ]
    silent = [segment for segment in SEGMENTS if not story.parts[segment]]
    return [*lines, *(["Not heard: " + ", ".join(silent)] if silent else [])]


def begun(text: str) -> str:
    """How a part begins and ends."""
    if len(text) <= FIRST + LAST + 3:
        return text
    return f"{text[:FIRST].rsplit(' ', 1)[0]} ... {text[-LAST:].split(' ', 1)[-1]}"
