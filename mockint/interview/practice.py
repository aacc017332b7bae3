"""Practice: saying, listening and choosing in any order, with the keys and the care of a round.

What a drill, a walkthrough that is told, a quiz or a story being made have in common. A round's own
order of events is in ``loop``; here whoever practices decides it, in plain code::

    with Practice(plan, stations, title="Drill: Result") as practice:
        practice.say("Tell me the result.")
        spoken = practice.listen(question, exercise=Exercise("Result", 20.0))
        chosen = practice.choose((KeyHint("b", "back"), NEXT))

After ``q`` nothing more is said or listened for; each call returns at once and ``ending`` is true.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import count
from types import TracebackType
from typing import Self

from mockint.content.types import Question
from mockint.domain import Theme
from mockint.errors import MockintError
from mockint.events import (
    Asking,
    Choosing,
    Exercise,
    KeyHint,
    KeyPressed,
    Notice,
    RoundBegan,
    RoundEnded,
    Typing,
)
from mockint.interview import keys
from mockint.interview.keys import Hints
from mockint.interview.listening import CutIn, Listener, Turn
from mockint.interview.put_right import check_disk
from mockint.interview.record_builder import Utterance
from mockint.interview.speaking import Speaking
from mockint.interview.stations import Plan, Prompt, Stations
from mockint.interview.worker import EventLoop, Worker
from mockint.star.types import Analysis

FAREWELL = "Ending here. If you recorded anything, it is kept."
RUB_OUT = "\x7f\b"


def _nothing(*_about: object) -> None:
    """Nobody wants to know."""


class Practice:
    """One person, one microphone, one screen, for as long as the ``with`` lasts.

    ``heard`` is called with everything that was said, as soon as it is transcribed or could not be.
    ``began`` is called with each take that is being recorded, and what was said last.
    ``where``: what is shown at the end as the place of the recordings.
    """

    def __init__(
        self,
        plan: Plan,
        stations: Stations,
        *,
        title: str,
        where: str | None = None,
        heard: Callable[[Utterance], None] = _nothing,
        began: Callable[[Turn, str], None] = _nothing,
    ) -> None:
        self._plan = plan
        self._stations = stations
        self._title = title
        self._where = where
        self._tell_heard = heard
        self._tell_began = began
        self._said = ""
        self._loop = EventLoop(stations.screen, FAREWELL)
        self._leave = ExitStack()
        self._turns = count(1)
        self._recorded = False

    # ------------------------------------------------------------ the whole

    def __enter__(self) -> Self:
        """Start the keys and let the recognizer get ready."""
        stations, loop = self._stations, self._loop
        self._recognizer = Worker("mockint-recognizer", loop.inbox)
        self._speaking = Speaking(stations.voice, loop, stations.clock)
        self._listener = Listener(
            self._plan,
            stations,
            loop,
            worker=self._recognizer,
            speaking=self._speaking,
            asked=(),
            on_analysis=_nothing,
            began=lambda turn: self._tell_began(turn, self._said),
        )
        for leave in (
            stations.screen.close,
            stations.keys.stop,
            self._speaking.close,
            self._listener.close,
            self._recognizer.close,
        ):
            self._leave.callback(leave)
        try:
            stations.keys.start(loop.inbox.put)
            loop.show(
                RoundBegan(
                    level=self._plan.level,
                    engine=stations.transcriber.name,
                    voice=stations.voice.name,
                    microphone=stations.microphone,
                    questions=len(self._plan.questions),
                    probes=self._plan.probes,
                    title=self._title,
                )
            )
        except BaseException:
            self._leave.close()
            raise
        complaint = "The recognizer is not ready, but what you say is still recorded"
        loop.in_background(self._recognizer, stations.transcriber.warm, complaint)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Say where the recordings are, give screen and keys back. What was raised goes on."""
        with self._leave:
            self._loop.show(RoundEnded(self._where if self._recorded else None))

    @property
    def ending(self) -> bool:
        """The person wants to stop, or nothing can be recorded any more."""
        return self._loop.ending

    def end(self) -> None:
        """Nothing more is to be said or listened for."""
        self._loop.ending = True

    @property
    def notices(self) -> tuple[str, ...]:
        """Steps back that were taken."""
        return tuple(self._loop.notices)

    # ------------------------------------------------------------ saying and showing

    def say(self, text: str, *, label: str = "", stopping: Hints = (), about: str = "") -> str:
        """Show ``text`` and speak it; returns when the loudspeaker is silent.

        ``s`` ends it, and so does a key of ``stopping``, which is returned; empty otherwise.
        ``about``: what it is about, where ``text`` does not say it.
        """
        if self.ending:
            return ""
        self._said = text
        asking = Asking(text, 1, label=label or self._title, about=about)
        self._speaking.ask(asking, _nothing, stopping)
        return self._speaking.stopped_by

    def prepare(self, text: str) -> None:
        """Let the voice get ready to say this next."""
        self._speaking.prepare(text)

    def prepare_all(self, texts: Sequence[str]) -> None:
        """Have what will be said rendered one by one, beside everything else."""
        self._speaking.prepare_all(texts)

    def note(self, text: str, *, is_key: bool = False) -> None:
        """Show a line, and do not speak it. ``is_key``: as in Notice."""
        self._loop.show(Notice(text, is_key))

    # ------------------------------------------------------------ listening

    def listen(
        self,
        question: Question,
        *,
        exercise: Exercise | None = None,
        theme: Theme | None = None,
        cut_in: CutIn | None = None,
        keys: Hints = (),
    ) -> Utterance:
        """Record until the person is done, with all the keys of a round, and transcribe.

        ``exercise``: set where it is no whole answer; None for a whole answer with its five parts.
        ``theme``: it is a reply to that probe. ``cut_in``: see ``listening.Turn``; the words of a
        take that was cut off are there when the next ``listen`` has returned. ``keys``: what may be
        pressed instead of speaking; it is in ``pressed`` of what is returned.

        Of what is returned ``recording`` and ``transcript`` may be None: after ``q``, or where it
        could not be heard. Raises what the microphone raised where nothing was recorded yet.
        """
        spoken = Utterance()
        if self.ending:
            return spoken
        turn = Turn(
            Prompt(question, theme),
            next(self._turns),
            None if theme is None else 1,
            spoken,
            exercise=exercise,
            cut_in=cut_in,
            keys=keys,
        )
        self._check_disk()
        if not self.ending:
            try:
                self._listener.listen(turn, self._cannot_record)
            finally:
                self._recorded |= bool(spoken.takes)
                self._tell_heard(spoken)
        return spoken

    def analyse(self, spoken: Utterance, question: Question) -> Analysis | None:
        """Judge what was said, on the worker that hears; None where that failed or nothing was."""
        heard = spoken.transcript
        if heard is None:
            return None
        return self._loop.wait(
            self._recognizer,
            lambda _tell: self._stations.analyse(heard, question, frozenset(), spoken.part_marks),
            "analysing",
            lambda error: f"Transcribed, but not judged: {error}",
        )

    def _check_disk(self) -> None:
        try:
            check_disk(self._stations, self._loop)
        except MockintError as error:
            self._cannot_record(error)

    def _cannot_record(self, error: MockintError) -> None:
        if not self._recorded:
            raise error
        self.end()
        self._loop.note(f"This ends here: {error}. What you recorded is kept.")

    # ------------------------------------------------------------ keys

    def choose(self, offered: Hints, text: str = "") -> str:
        """Wait for one of the keys offered and return it: a letter, a digit, Enter as "\\n".

        Empty after ``q``, unless that is offered. ``text``: what is to be decided.
        """
        if self.ending:
            return ""
        self._loop.inbox.drop_keys()
        self._loop.show(Choosing(text))
        self._loop.offer(keys.to_choose(offered))
        letters = keys.letters(offered)
        while True:
            match self._loop.inbox.get():
                case KeyPressed(choice=chosen) if chosen and chosen in letters:
                    return chosen
                case KeyPressed(key="quit" | "quit?"):  # nothing is under way
                    self._loop.quit()
                    return ""
                case event:
                    self._loop.handle(event)

    def typed(self, prompt: str) -> str:
        """A line that the person types, without its end, in small letters; empty after Ctrl-D.

        While somebody types, q and the other keys are letters.
        """
        if self.ending:
            return ""
        line = ""
        self._loop.offer((KeyHint("\n", "finish the line"),))
        while True:
            self._loop.show(Typing(prompt, line))
            match self._loop.inbox.get():
                case KeyPressed(char=char) if char in tuple(RUB_OUT):
                    line = line[:-1]
                case KeyPressed(char=char) if char.endswith("\n"):
                    return line + char.removesuffix("\n")
                case KeyPressed(key="done"):
                    return line
                case KeyPressed(char=char) if char:
                    line += char
                case KeyPressed(key="quit"):  # the terminal or the pipe is gone
                    self._loop.quit()
                    return line
                case event:
                    self._loop.handle(event)
