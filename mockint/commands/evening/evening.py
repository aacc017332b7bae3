"""An evening: one thing is held, its debrief is shown, a key says what comes next, until "stop".

Each round is kept before anything is offered, so nothing hangs on how the evening ends. Where
nobody can press a key it is over after the first thing, as if that alone had been typed.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial

from mockint.commands.compare import side_by_side, take_before
from mockint.commands.demo import DemoOptions
from mockint.commands.evening.hearing import hear_model, hear_yourself, read_story
from mockint.commands.evening.naming import what_is_next
from mockint.commands.evening.places import Place, offers, place_after
from mockint.commands.evening.steps import Step, equipment_of, hold, step_of
from mockint.commands.ports import Front
from mockint.commands.tonight import tonight
from mockint.commands.values.evening import Choice, EveningOver
from mockint.commands.values.history import SideBySide
from mockint.commands.values.round import RoundResult
from mockint.content.types import Library
from mockint.errors import HistoryError, Interrupted, MockintError
from mockint.wiring import settings
from mockint.wiring.interview import EquipmentOptions

Hold = Callable[[Step, Front], object | None]
Clock = Callable[[], datetime]


def here_and_now() -> datetime:
    """The time on this machine."""
    return datetime.now().astimezone()


def evening(
    first: Step, front: Front, *, holding: Hold = hold, clock: Clock = here_and_now
) -> EveningOver:
    """Hold the first thing, and what is chosen after it. Raises what the first one raises."""
    with ExitStack() as packs:
        return _Evening(front, holding, clock, packs).run(first)


class _Evening:
    """What is remembered from one thing to the next."""

    def __init__(self, front: Front, holding: Hold, clock: Clock, packs: ExitStack) -> None:
        self._front = front
        self._hold = holding
        self._clock = clock
        self._packs = packs
        """The pack that is chosen for what is under way, where it is not the person's."""
        self._place: Place | None = None
        self._failed = False

    def run(self, first: Step) -> EveningOver:
        step: Step | None = first
        choice: Choice = "begin"
        while step is not None:
            if self._is_interrupted(step, choice):
                return EveningOver(interrupted=True, failed=self._failed)
            if self._place is None or not self._goes_on(step):
                break
            step, choice = self._chosen(self._place, step)
        return EveningOver(failed=self._failed)

    # ------------------------------------------------------------ one thing

    def _is_interrupted(self, step: Step, choice: Choice) -> bool:
        """Hold it and show it; True where Ctrl-C ended it."""
        try:
            result = self._hold(step, self._front)
        except Interrupted:
            raise
        except MockintError as error:
            if self._place is None:
                raise
            self._front.tell(f"mockint: {error}")
            return False
        if result is None:  # the screen has said that nothing was kept
            return False
        interrupted = bool(getattr(result, "interrupted", False))
        library = _library(result)
        place = place_after(step, result, library)
        goes_on = not interrupted and place is not None and self._goes_on(step)
        if isinstance(result, RoundResult):
            self._show_round(replace(result, goes_on=goes_on), choice, place)
        else:
            self._front.show(result)
        if choice != "part":  # the part was a step aside: the answer is gone on with
            self._place = place
        return interrupted

    def _show_round(self, result: RoundResult, choice: Choice, place: Place | None) -> None:
        self._front.show(result)
        for problem in result.problems:
            self._front.tell(f"mockint: {problem}")
        self._failed |= not all(isinstance(one, HistoryError) for one in result.problems)
        now = place.answer if place is not None and result.goes_on else None
        if now is None or result.record.recorded is not None:
            return
        if now.analysis is None or not now.analysis.has_story:  # there is nothing to set beside
            return
        before = take_before(result.record, now)
        if choice == "again" and self._place is not None and self._place.answer is not None:
            before = "Before", self._place.answer  # also where it was to leave nothing
        compared = side_by_side(before[1], now, (before[0], "Now")) if before else None
        if compared is not None:
            self._front.show(SideBySide(compared))

    def _goes_on(self, step: Step) -> bool:
        """A pipe is asked only where it has driven what was held: nobody types for a recording."""
        by_hand = self._front.interactive or not isinstance(step, DemoOptions)
        return by_hand and self._front.offers_keys

    # ------------------------------------------------------------ what comes next

    def _chosen(self, place: Place, last: Step) -> tuple[Step | None, Choice]:
        """Wait for a key, and do what needs no new thing to be held."""
        offered = offers(place, self._what_is_next())
        while True:
            found = offered.chosen(self._front.choose(offered))
            choice: Choice = found.choice if found is not None else "stop"
            match choice:
                case "again":
                    return place.again, choice
                case "part":
                    return place.part, choice
                case "yourself":
                    self._use_pack(place.pack)
                    return place.yourself, choice
                case "next":
                    if (step := self._tried(lambda: self._next(last))) is not None:
                        return step, choice
                case "hear" | "model" | "story" | "page":
                    self._tried(partial(self._look_back, place, choice, last))
                case _:
                    return None, "stop"

    def _what_is_next(self) -> str:
        """Beside its key, so that nobody begins a story where they wanted a question."""
        try:
            return what_is_next(tonight(self._clock()))
        except MockintError:  # its key says what is wrong
            return "next question"

    def _tried(self, what: Callable[[], Step | None]) -> Step | None:
        """What cannot be done is said, and the same choices stand."""
        try:
            return what()
        except MockintError as error:
            self._front.tell(f"mockint: {error}")
            return None

    def _next(self, last: Step) -> Step:
        self._packs.close()
        activity = tonight(self._clock())
        self._use_pack(activity.pack)
        self._front.tell(activity.why)
        return step_of(activity, last)

    def _use_pack(self, pack: str | None) -> None:
        if pack is not None:
            self._packs.enter_context(settings.using_pack(pack))

    def _look_back(self, place: Place, choice: Choice, last: Step) -> None:
        options = EquipmentOptions(**equipment_of(last))
        if choice == "hear" and place.answer is not None:
            hear_yourself(place.answer, self._front, options)
        elif choice == "page" and place.page is not None:
            self._front.open_page(place.page)
        elif choice == "model" and place.model is not None and place.library is not None:
            hear_model(place.model, place.library, self._front, options)
        elif choice == "story" and place.story is not None and place.library is not None:
            read_story(place.story, place.library, self._front)


def _library(result: object) -> Library:
    """Of the pack that it was held with."""
    wanted = settings.settings()
    library = settings.library(wanted)
    if isinstance(result, RoundResult):
        return settings.library_of(result.record.pack, library, wanted)
    return library
