"""``mockint recover``, and its offer before anything new is recorded: takes to judge."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mockint import config, files, locations
from mockint.commands.ports import Front
from mockint.commands.values.recovery import JudgedTake, NotJudged, TakesDeleted, WaitingTakes
from mockint.commands.values.round import RoundResult
from mockint.content.types import Library
from mockint.errors import MockintError, UsageError
from mockint.history import locks
from mockint.history.catalogue import folder_of, judged_anew_with, meant_round
from mockint.history.database import History
from mockint.history.folders import RECORDED, RoundFolder
from mockint.history.recovery.unsaid import forget_unsaid
from mockint.history.recovery.waiting import WaitingTake, find_waiting, untold
from mockint.history.retention import delete_after_crashes
from mockint.history.takes import TakeName
from mockint.text.format import clock, counted
from mockint.transcribe.types import Transcriber, Transcript
from mockint.wiring import settings, stations
from mockint.wiring.interview import EquipmentOptions, InterviewSetup

Judged = RoundResult | JudgedTake | NotJudged


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverOptions:
    """The options of ``mockint recover``."""

    take: str | None = None
    """A round, or one take of it; None for all."""
    engine: str | None = None
    model: str | None = None
    sure: bool = False
    """Delete without a question."""


# ---------------------------------------------------------------- the offer


def offer_waiting(options: EquipmentOptions, front: Front) -> None:
    """Say what waits to be judged and offer to do it now; one line where nobody can answer.

    Then what was left of rounds that were not to be kept goes, if it could be offered.
    """
    found = find_waiting()
    for trouble in found.troubles:
        front.tell(str(trouble))
    if found.takes:
        _offer(found.takes, options, front)
    if front.interactive:  # without a person nobody could answer the offer
        delete_after_crashes()


def _offer(takes: Sequence[WaitingTake], options: EquipmentOptions, front: Front) -> None:
    waits = "waits" if len(takes) == 1 else "wait"
    long = clock(sum(take.seconds for take in takes))
    said = f"{counted(len(takes), 'recording')} ({long}) still {waits} to be judged."
    if not front.interactive:
        front.tell(f"{said} To see and judge: mockint recover")
        return
    front.tell(said)
    going = {take.folder.id for take in takes if take.keep != "all" and take.folder.is_locked}
    for name in sorted(going):
        front.tell(
            f"You chose not to keep the recordings of {name}, so they are deleted after this."
        )
    if not front.confirm("Judge now, before you start?", default=True):
        front.tell("To do it later: mockint recover")
        return
    for one in judge(takes, RecoverOptions(engine=options.engine, model=options.model), front):
        if isinstance(one, NotJudged):
            front.tell(f"{one.id} was not judged: {one.error}")
            continue
        front.show(one)
        for problem in one.problems if isinstance(one, RoundResult) else ():
            front.tell(str(problem))


# ---------------------------------------------------------------- the command


def waiting(typed: str | None = None) -> WaitingTakes:
    """What waits: all of it, of one round, or one take. Raises UsageError where that does not."""
    found = find_waiting()
    if typed is None:
        return WaitingTakes(found.takes, found.troubles, found.busy)
    name, slash, take_name = typed.partition("/")
    typed = f"{meant_round(name)}{slash}{take_name}"
    folder = folder_of(typed.partition("/")[0])
    if folder.id in found.busy:
        raise locks.busy(folder)
    takes = tuple(take for take in found.takes if typed in (take.id, take.folder.id))
    if not takes and RECORDED in folder.plan():
        raise UsageError(
            f"nothing in {typed} waits to be judged",
            cause="it is a demo, and its answers are not yours",
            next_step=judged_anew_with(folder),
        )
    if not takes:
        raise UsageError(
            f"nothing in {typed} waits to be judged",
            cause="there is no such recording, or it was judged already",
            next_step="mockint recover",
        )
    return WaitingTakes(takes)


def delete_waiting(options: RecoverOptions, front: Front) -> TakesDeleted:
    """Delete them for good; asks first unless sure. Raises UsageError where nobody can answer."""
    takes = waiting(options.take).takes
    what = counted(len(takes), "recording")
    if takes and not options.sure and not front.interactive:
        raise UsageError(
            f"this deletes {what}, but there is no terminal to confirm it",
            next_step=f"mockint recover {options.take or '--all'} --delete --yes",
        )
    if not takes or not (options.sure or front.confirm(f"Delete {what} for good?")):
        return TakesDeleted(0)
    for take in takes:
        _delete(take)
    return TakesDeleted(len(takes))


def _delete(take: WaitingTake) -> None:
    """Every take of the same; the round too where nothing else is in it."""
    for path in take.folder.files():
        name = TakeName.of(path)
        if name is not None and name.first == take.name.first:
            files.delete(path)
    forget_unsaid(take.folder)


# ---------------------------------------------------------------- judging


def judge(takes: Iterable[WaitingTake], options: RecoverOptions, front: Front) -> Iterator[Judged]:
    """Judge each and keep it where it belongs: a round with all its takes, a practice's one by one.

    One that fails goes on waiting, and does not keep the next from being judged.
    """
    from mockint.wiring.engines import LazyTranscriber

    wanted = settings.settings()
    transcriber = LazyTranscriber(
        options.engine or wanted.engine,
        options.model or wanted.model,
        tell=front.tell_once,
        working=front.working,
    )
    late = _Late(wanted, settings.library(wanted), transcriber, front)
    for _, group in groupby(takes, key=lambda take: take.folder.id):
        yield from late.judge(tuple(group))


@dataclass(frozen=True, slots=True)
class _Late:
    """What is judged with."""

    wanted: config.Settings
    library: Library
    """Of the pack that is chosen now."""
    transcriber: Transcriber
    front: Front

    def judge(self, takes: Sequence[WaitingTake]) -> Iterator[Judged]:
        """All of one folder, which is as dead as it was where not all of them can be."""
        folder, done, was_dead = takes[0].folder, False, False
        try:
            was_dead = folder.is_locked and not locks.is_in_use(folder)
            with locks.in_use(folder):
                waits = untold(folder)
                takes = tuple(take for take in takes if take.path in waits)
                if not takes:
                    self.front.tell(f"Another mockint has judged {folder.id} meanwhile.")
                heard: dict[WaitingTake, Transcript] = {}
                for take in takes:
                    try:
                        heard[take] = self._hear(take)
                    except MockintError as error:
                        yield NotJudged(take.id, error)
                yield from self._enter(folder, heard)
            done = len(heard) == len(takes)
        except MockintError as error:
            yield NotJudged(folder.id, error)
        finally:
            if was_dead and not done and files.is_dir(folder.path):
                locks.mark_dead(folder)

    def _hear(self, take: WaitingTake) -> Transcript:
        from mockint.audio.files import read

        if (words := take.folder.words_of(take.path)) is not None:
            return words
        library = settings.library_of(self._pack_of(take.folder), self.library, self.wanted)
        question = library.questions.get(take.question or "")
        hints = stations.hints(library, (question,) if question else ())
        with self.front.working(f"transcribing {take.id}") as progress:
            return self.transcriber.transcribe(read(take.path), hints=hints, progress=progress)

    def _pack_of(self, folder: RoundFolder) -> str:
        return str(folder.plan().get("pack", self.library.pack.folder))

    def _enter(
        self, folder: RoundFolder, heard: Mapping[WaitingTake, Transcript]
    ) -> Iterator[Judged]:
        """Into the round or the practice; what is of neither is only told."""
        of_round = {take: words for take, words in heard.items() if take.practice is None}
        entered: frozenset[WaitingTake] = frozenset()
        if of_round:
            entered = yield from self._into_round(folder, of_round)
        for take, words in heard.items():
            if take not in entered:
                yield self._by_itself(take, words)

    def _into_round(
        self, folder: RoundFolder, heard: Mapping[WaitingTake, Transcript]
    ) -> Generator[Judged, None, frozenset[WaitingTake]]:
        from mockint.commands.evening.debriefing import debriefed
        from mockint.commands.recovery.late_round import LateJudge, round_of
        from mockint.history.keeper import Keeper

        record = round_of(folder, self.library, self.transcriber.name)
        if record is None:
            return frozenset()
        library = settings.library_to_judge(record, self.library, self.wanted)
        level = settings.level_of(record.level, library.pack)
        stories = settings.stories(self.wanted, library)
        told = [stories[one.story] for one in record.answers if one.story and one.story in stories]
        own = tuple(word for story in told for word in story.own_words)
        late = LateJudge(library, level, heard, own)
        entered = late.takes_in(record)
        if entered:
            keep = next(iter(heard)).keep
            setup = InterviewSetup(library=library, level=level, questions=(), keep=keep)
            known = History(locations.history_file())
            keeper = Keeper(folder, known, keep)
            judged = late.round(replace(record, ended_early=True))
            with keeper.trying():
                known.outdate(record.id)  # it reads the round again, should this end before `add`
            with keeper.trying():
                keeper.save(judged)
            yield debriefed(judged, setup, keeper, self.front)
        return entered

    def _by_itself(self, take: WaitingTake, words: Transcript) -> JudgedTake:
        from mockint.audio.types import Recording
        from mockint.commands.recovery.late_take import judge_late
        from mockint.history.keeper import packed_recording

        folder, plan = take.folder, take.folder.plan()
        library = settings.library_of(self._pack_of(folder), self.library, self.wanted)
        level = library.pack.level(str(plan.get("level"))) or settings.level(
            None, self.wanted, library
        )
        said, found = judge_late(take, words, level, library)
        if take.practice is not None:
            folder.add_late({"take": take.path.stem, **found})
        folder.write_transcript(take.path, words)
        packed_recording(Recording(take.path, take.seconds))
        return said
