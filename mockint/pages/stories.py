"""The served pages of the person's own stories: the list, what they cover, one story, its form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mockint.commands.values.questions import QuestionList
from mockint.commands.values.stories import (
    ProposedStory,
    StoryCoverage,
    StoryForm,
    StoryInForm,
    StoryInFull,
    StoryList,
    StoryProposals,
)
from mockint.domain import SEGMENTS, TARGET_S, Segment
from mockint.pages.document import Dress, document
from mockint.stories.coverage import Cell, Gap

_APP = Dress(styles=("page.css",), served=True)
_FORM = Dress(styles=("page.css",), scripts=("files.js", "story.js"), served=True)
LACKS = 2
"""So much of what a story lacks is named in a cell of the table."""
OTHERS = {"name": "The name", "principles": "What it shows", "names": "Names and numbers"}
"""Fields beside the parts, as a list of errors names them."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What closes a gap, and where."""

    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    """A principle's row."""

    slug: str
    title: str
    cells: Sequence[str]
    """A word a story: "covers", "thin", "could", or nothing."""
    to_do: ToDo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStory:
    """What the form that begins a story holds."""

    name: str = ""
    principle: str = ""
    wrong: str = ""
    """What is wrong with the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One part in the form."""

    segment: Segment
    text: str
    target_s: float
    wrong: str
    asks: str
    """What is to be added, as a question."""
    saved: str
    """What the file holds by now, where that is something else."""
    count: str


def stories_page(
    value: StoryList, covers: StoryCoverage | None, asked: QuestionList, new: NewStory
) -> str:
    """The person's own stories, a table of what they cover, and ways to add one. ``covers``: None
    while one of them cannot be read."""
    return document(
        "stories.html",
        _FORM,
        here="/stories",
        value=value,
        asked=asked,
        new=new,
        stories=[one.story.name for one in covers.coverage.stories] if covers else [],
        principle=covers.pack.principle if covers else "",
        rows=tuple(cover_rows(covers)) if covers else (),
    )


def story_page(value: StoryInFull) -> str:
    """One story, its parts and what it could answer."""
    return document("story.html", _APP, here="/stories", value=value)


def form_page(value: StoryInForm, *, heard: bool = False) -> str:
    """A story's form. ``heard``: it was told a moment ago."""
    form = value.form
    return document(
        "story-form.html",
        _FORM,
        here="/stories",
        value=value,
        form=form,
        heard=heard,
        to=f"/stories/{form.name}/edit" if form.version else "/add-story",
        boxes=[_box(segment, value) for segment in SEGMENTS],
        errors=_errors(value.wrong),
    )


def cv_page(found: StoryProposals | None, text: str, wrong: str) -> str:
    """A place to put a CV, and the stories that it hides. ``wrong``: why it was not read."""
    return document(
        "cv.html",
        _FORM,
        here="/stories",
        found=found,
        proposals=[(one, _asks(one)) for one in found.proposals] if found else [],
        text=text,
        wrong=wrong,
    )


# ---------------------------------------------------------------- coverage


def cover_rows(value: StoryCoverage) -> Iterator[CoverRow]:
    """The table's rows, each gap with what to do."""
    gaps = {gap.principle: gap for gap in value.coverage.gaps}
    for slug in value.coverage.principles:
        cells = value.coverage.of(slug)
        yield CoverRow(
            slug=slug,
            title=value.principles.get(slug, slug),
            cells=[_word(cell) for cell in cells],
            to_do=_to_do(gaps[slug], cells, value) if slug in gaps else None,
        )


def _word(cell: Cell) -> str:
    if cell.covers:
        return "covers"
    return "thin" if cell.claimed else "could" if cell.could else ""


def _to_do(gap: Gap, cells: Sequence[Cell], value: StoryCoverage) -> ToDo:
    fits = next((cell for cell in cells if cell.could), None)
    if gap.kind == "thin" and gap.nearest is not None:
        lacks = ", ".join(value.signals[name].lower() for name in gap.nearest.lacking[:LACKS])
        return ToDo(f"Add to {gap.nearest.story}: {lacks}", f"/stories/{gap.nearest.story}/edit")
    if fits is not None:
        return ToDo(f"Does {fits.story} fit?", f"/stories/{fits.story}/edit#principles")
    return ToDo("Add a story", f"/stories?for={gap.principle}#add")


# ---------------------------------------------------------------- the form


def _box(segment: Segment, value: StoryInForm) -> Box:
    text = value.form.parts.get(segment, "")
    return Box(
        segment=segment,
        text=text,
        target_s=TARGET_S[segment],
        wrong=value.wrong.get(segment, ""),
        asks=value.asks.get(segment, ""),
        saved=_other(segment, value.form, value.saved),
        count=told_in(len(text.split()), value.word_s),
    )


def _other(segment: Segment, form: StoryForm, saved: StoryForm | None) -> str:
    if saved is None or saved.parts.get(segment, "") == form.parts.get(segment, ""):
        return ""
    return saved.parts.get(segment, "") or "(nothing)"


def told_in(words: int, word_s: float) -> str:
    """How long a text is, and how long it takes to tell; ``story.js`` says the same as you type."""
    return f"{words} word{'' if words == 1 else 's'}, about {words * word_s:.0f} s"


def _errors(wrong: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
    """(field, its title, what is wrong), in the order of the form."""
    order = ["", "text", "name", "principles", *SEGMENTS, "names"]
    return [
        (name, OTHERS.get(name, name.capitalize()), wrong[name]) for name in order if name in wrong
    ]


def _asks(proposal: ProposedStory) -> Mapping[Segment, str]:
    found: dict[Segment, str] = {}
    for ask in proposal.draft.asks:
        found[ask.part] = f"{found[ask.part]} {ask.text}" if ask.part in found else ask.text
    return found
