"""The history with all rounds in it that lie in our folder, and rounds read back."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from mockint import files, locations
from mockint.content.pack import DEFAULT_PACK
from mockint.errors import HistoryBusy, HistoryError, MockintError, UsageError
from mockint.history import folders, locks
from mockint.history.database import History
from mockint.history.folders import RoundFolder
from mockint.history.retention import asked_to_keep
from mockint.history.types import PastAnswer, Wanted
from mockint.text.printable import printable

NEWEST, BEFORE, BEST = "last", "prev", "best"
"""Typed wherever the id of a round is taken: the newest round; the person's take before their last
one of the same question; their best take of it, or of another question as "best:SLUG"."""
_LEANINGS = ("strong hire", "hire", "no hire", "strong no hire", "not enough evidence")
"""The best first."""

if TYPE_CHECKING:  # they load numpy, and `mockint next` is to answer at once
    from mockint.content.types import Library
    from mockint.record import RoundRecord


def history() -> History:
    """The history, brought up to date.

    Rounds that an early version kept get their figures, and a folder that the history does not
    know (brought from another machine; a history that was lost, or busy when the round ended) is
    read, unless its round still runs. Most times there is
    neither, and that costs a look at the names.
    """
    known = History(locations.history_file())
    there = known.round_ids()
    bare = {name for name, measured in there.items() if not measured}
    behind = sorted((_names_on_disk() - there.keys()) | bare)
    ended = [name for name in behind if not locks.is_in_use(folder_of(name))]
    read = [record for name in ended if (record := _new(name)) is not None]
    if read:
        try:
            known.add_all(read)
        except HistoryBusy:
            raise
        except HistoryError:  # the disk takes nothing: what is known can still be told
            return known
    for name in bare.intersection(ended) - {record.id for record in read}:
        known.leave_unmeasured(name)
    return known


def wanted(
    known: History,
    question: str | None,
    principle: str | None,
    level: str | None,
    story: str | None = None,
    *,
    own: bool = False,
) -> Wanted:
    """The filter that was typed. Part of a name will do where it means only one.

    ``own``: without the rounds of recorded candidates. Raises UsageError with the names there are.
    """

    def meant(typed: str | None, what: Literal["question", "principle", "story"]) -> str | None:
        return _meant(typed, known.names(what, own=own), what) if typed else None

    return Wanted(
        question=meant(question, "question"),
        principle=meant(principle, "principle"),
        level=level,
        story=meant(story, "story"),
        own=own,
    )


def _meant(typed: str, known: tuple[str, ...], what: str) -> str:
    slug = "-".join(typed.lower().split())
    if slug in known:
        return slug
    near = [name for name in known if slug in name]
    if len(near) == 1:
        return near[0]
    there = ", ".join(near or known) or "none yet"
    told = "with" if what == "story" else "to"
    raise UsageError(f"no answer {told} the {what} {typed!r}", cause=f"your history has: {there}")


def _names_on_disk() -> frozenset[str]:
    return frozenset(files.names(locations.rounds_dir()))


def _new(name: str) -> "RoundRecord | None":
    """A round that the history does not know; None for one that is not kept, or cannot be read."""
    folder = folder_of(name)
    if not folder.is_kept or asked_to_keep(folder) == "nothing":
        return None
    try:
        return without_words(folder)
    except HistoryError:
        return None


def unreadable_rounds() -> tuple[HistoryError, ...]:
    """What is wrong with each round that is kept and cannot be read, so that no list has it."""
    known = History(locations.history_file()).round_ids()
    found = []
    for name in sorted(_names_on_disk() - known.keys()):
        folder = folder_of(name)
        if was_held(folder) and not locks.is_in_use(folder):
            try:
                without_words(folder)
            except HistoryError as error:
                found.append(error)
    return tuple(found)


def in_a_list(error: HistoryError) -> str:
    """What a list of rounds says of one: it does not send anybody to the list."""
    step = "" if error.next_step == "mockint history" else error.next_step
    return str(HistoryError(error.what, cause=error.cause, next_step=step))


def folder_of(round_id: str) -> RoundFolder:
    """Where the files of round ``round_id`` are, or were."""
    return RoundFolder(locations.rounds_dir() / round_id)


def pack_of(round_id: str) -> str | None:
    """Name of the pack that a round was held with; None where its files are gone."""
    pack = (folder_of(round_id).round() or {"pack": None}).get("pack", DEFAULT_PACK)
    return pack if isinstance(pack, str) else None


def can_be_judged_anew(folder: RoundFolder) -> bool:
    """Whether a round that is lost (no ``round.json`` that can be read) has takes and a plan."""
    plan = folder.plan()
    is_planned = "questions" in plan and folders.PRACTICE_TITLE not in plan
    return is_planned and bool(folder.last_takes())


def judged_anew_with(folder: RoundFolder) -> str:
    """What to type for it; the answers of a demo are only given again."""
    demo = folder.plan().get(folders.RECORDED)
    return f"mockint demo --candidate {demo}" if demo else f"mockint recover {folder.id}"


def kept_folders() -> tuple[RoundFolder, ...]:
    """The folders of rounds (not of practices) that were kept, by name; lost ones too."""
    every = folders.all_folders(locations.rounds_dir())
    return tuple(folder for folder in every if was_held(folder))


def practices(since: date) -> Iterator[tuple[date, str]]:
    """(day, slug of the question or name of the story) of each practice that was recorded, from
    ``since`` on, in order.
    """
    first = since.strftime("%Y%m%d")
    for folder in folders.all_folders(locations.rounds_dir()):
        if folder.id < first or folder.is_kept or not folder.is_begun:
            continue
        plan, began = folder.plan(), folders.began(folder)
        asked = plan.get("questions", [])
        if folders.PRACTICE_TITLE in plan and asked and began is not None:
            yield began.date(), asked[0]


def is_round_name(typed: str) -> bool:
    """Whether it stands for a round without being an id."""
    return typed in (NEWEST, BEFORE, BEST) or typed.startswith(f"{BEST}:")


def meant_round(typed: str) -> str:
    """The id of the round that was typed, by its id or by a name.

    Raises UsageError where there is none of that name yet.
    """
    if typed == NEWEST:
        return find_folder(None).id
    if typed == BEFORE:
        return _before_last()
    if is_round_name(typed):
        return _best(typed.partition(":")[2])
    return printable(typed)


def called(round_id: str) -> str:
    """What to type for a round: the shortest."""
    try:
        newest = history().newest_first()[:1]
    except MockintError:
        return round_id
    return NEWEST if newest == (round_id,) else round_id


def last_two_takes() -> tuple[str, str]:
    """Ids of the rounds with the person's last two takes of one question, the older one first.

    Raises UsageError where no question was answered twice.
    """
    last: dict[str, str] = {}
    for one in history().answers(Wanted(own=True)):
        if last.setdefault(one.question, one.round_id) != one.round_id:
            return one.round_id, last[one.question]
    raise UsageError("you have not answered any question twice yet", next_step="mockint next")


def _before_last() -> str:
    known = history()
    last = _last_answered(known)
    for one in known.answers(Wanted(question=last.question, own=True)):
        if one.round_id != last.round_id:
            return one.round_id
    raise UsageError(
        f"you have answered {last.question} only once", next_step=f"mockint round {last.question}"
    )


def _best(slug: str) -> str:
    """The round with the best take of a question: by its leaning, its length, then the newest."""
    known = history()
    if slug:
        asked = _meant(slug, known.names("question"), "question")
    else:
        asked = _last_answered(known).question
    takes = known.answers(Wanted(question=asked, own=True))
    judged = [one for one in takes if one.leaning in _LEANINGS]
    if not judged:
        raise UsageError(f"no answer to {asked} was judged", next_step="mockint recover")
    return min(judged, key=lambda one: (_rank(one), one.budget != "within")).round_id


def _rank(one: PastAnswer) -> int:
    return _LEANINGS.index(one.leaning) if one.leaning in _LEANINGS else len(_LEANINGS)


def _last_answered(known: History) -> PastAnswer:
    found = known.answers(Wanted(own=True), limit=1)
    if not found:
        raise UsageError("you have not answered a question yet", next_step="mockint round")
    return found[0]


def practiced_since(folder: RoundFolder) -> RoundFolder | None:
    """The newest practice that began after the round in ``folder``: a drill, a lesson."""
    later = sorted((name for name in _names_on_disk() if name > folder.id), reverse=True)
    found = (folder_of(name) for name in later if folders.is_round_id(name))
    return next((one for one in found if folders.PRACTICE_TITLE in one.plan()), None)


def find_folder(round_id: str | None) -> RoundFolder:
    """The folder of round ``round_id``, or of a name for one; without one the newest that was kept.

    Raises UsageError where there is none.
    """
    if round_id is not None:
        round_id = None if round_id == NEWEST else meant_round(round_id)
    kept = kept_folders()
    if round_id is not None:
        for folder in kept:
            if folder.id == round_id:
                return folder
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    if not kept:
        raise UsageError("there are no rounds yet", next_step="mockint round")
    return _newest(kept)


def was_held(folder: RoundFolder) -> bool:
    """Whether a round was held in it that was to be kept, even where its file is lost."""
    is_round = folder.is_kept or can_be_judged_anew(folder)
    return is_round and asked_to_keep(folder) != "nothing"


def _newest(kept: tuple[RoundFolder, ...]) -> RoundFolder:
    """The last one in time; by name, which is local time, where the history cannot be asked."""
    there = {folder.id: folder for folder in kept}
    try:
        known = history().newest_first()
    except HistoryError:
        known = ()
    return next((there[name] for name in known if name in there), kept[-1])


def load_round(folder: RoundFolder, library: "Library", *, as_heard: bool = False) -> "RoundRecord":
    """The round kept in ``folder``.

    ``as_heard``: before anything in it was put right. Raises HistoryError where it cannot be read,
    UnreadableTranscript for a broken transcript.
    """
    from mockint.history.record_json import round_from

    value = _kept((as_heard and folder.round_as_heard()) or folder.round(), folder)
    words = folder.transcripts(as_heard=as_heard)
    return round_from(value, words, folder=folder.path, principles=library.principles)


def without_words(folder: RoundFolder) -> "RoundRecord":
    """The round kept in ``folder`` without its transcripts. Raises HistoryError."""
    from mockint.history.record_json import round_from, unreadable

    record = round_from(_kept(folder.round(), folder), {}, folder=folder.path)
    if record.id != folder.id:
        raise unreadable(folder.path, f"{folders.ROUND} is of another round")
    return record


def _kept(value: dict[str, Any] | None, folder: RoundFolder) -> dict[str, Any]:
    from mockint.history.record_json import unreadable

    if not value:
        step = {"next_step": judged_anew_with(folder)} if can_be_judged_anew(folder) else {}
        raise unreadable(folder.path, f"{folders.ROUND} is missing or damaged", **step)
    return value
