"""What every kind of practice stands on: equipment, a folder for its recordings, the content.

What is practiced in a drill or through a lens: a question, or one of the person's own stories.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from mockint import config, files
from mockint.commands.ports import Front
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import FileError, HistoryError, UsageError
from mockint.history.folders import PRACTICE_TITLE, RoundFolder
from mockint.history.keeper import packed_recording
from mockint.history.recovery.purposes import Purpose, note_take
from mockint.history.retention import Keep
from mockint.interview.listening import Turn
from mockint.interview.practice import Practice
from mockint.interview.record_builder import Utterance
from mockint.stories.types import Story
from mockint.wiring import settings
from mockint.wiring.interview import (
    Equipment,
    EquipmentChooser,
    EquipmentOptions,
    Interview,
    InterviewSetup,
    open_interview,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOptions(EquipmentOptions):
    """The options that every kind of practice shares; None where the settings decide."""

    level: str | None = None


@dataclass(slots=True)
class PracticeSession:
    """A practice under way, and what it is about."""

    practice: Practice
    library: Library
    level: Level
    folder: RoundFolder
    interview: Interview
    spoken: list[Utterance] = field(default_factory=list)
    """All that was said, in order."""
    _noted: set[str] = field(default_factory=set)

    def write(self, value: Mapping[str, object]) -> None:
        """Keep what came of it beside its recordings; nothing of what is to leave nothing."""
        if self.interview.keeper.keeps_words:
            with self.noting():
                self.folder.write_practice(value)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """What cannot be kept is said once, and the practice goes on."""
        try:
            yield
        except (FileError, HistoryError) as error:
            if error.cause not in self._noted:
                self._noted.add(error.cause)
                self.practice.note(f"This practice is not saved whole: {error}")

    @property
    def interrupted(self) -> bool:
        """Ended by Ctrl-C."""
        return self.interview.keys.was_pressed

    @property
    def recordings(self) -> str | None:
        """Id of the folder, once the practice is over; None where nothing was recorded."""
        return self.folder.id if files.exists(self.folder.path) else None


def own_equipment(
    options: EquipmentOptions, library: Library, front: Front, *, needs_microphone: bool = True
) -> Equipment:
    """The person's own microphone, loudspeaker and terminal, as a round picks them.

    Raises NoDevice where there is no microphone; with ``needs_microphone`` False the first
    recording does.
    """
    chooser = EquipmentChooser(
        options=options,
        settings=settings.settings(),
        library=library,
        tell=front.tell_once,
        working=front.working,
        stage=front.stage,
    )
    return chooser.for_person(needs_microphone=needs_microphone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a practice is about."""

    title: str
    """What it is called on the screen."""
    questions: tuple[Question, ...] = ()
    """For the plan of the folder, and the words that are likely."""
    story: Story | None = None
    """The person's own story: its names and figures are likely too."""


@contextmanager
def practice_session(
    topic: Topic,
    level: str | None,
    library: Library,
    equipment: Equipment,
    *,
    keep: Keep = "all",
) -> Iterator[PracticeSession]:
    """Begin to practice; what is recorded stays in a folder of its own, however it ends.

    ``keep``: as of a round. Recordings become FLAC at the end; transcripts lie beside them. Raises
    what a round raises before it begins.
    """
    setup = InterviewSetup(
        library=library,
        level=settings.level(level, settings.settings(), library),
        questions=topic.questions,
        story=topic.story,
        keep=keep,
        plan={PRACTICE_TITLE: topic.title},
    )
    with ExitStack() as leave:
        interview = leave.enter_context(open_interview(setup, equipment))
        folder = interview.keeper.folder
        spoken: list[Utterance] = []
        keeps_words = interview.keeper.keeps_words
        if keeps_words:
            leave.callback(_keep_all, folder, spoken)

        def heard(one: Utterance) -> None:
            spoken.append(one)
            if not keeps_words:
                return
            with session.noting():
                _keep_words(folder, one)
                if one.recording is not None and one.pressed:
                    note_take(folder, one.recording.path, None)

        def began(turn: Turn, asked: str) -> None:
            if turn.spoken.recording is not None:
                with session.noting():
                    note_take(folder, turn.spoken.recording.path, _purpose(turn, asked))

        practice = leave.enter_context(
            Practice(
                interview.plan,
                interview.stations,
                title=topic.title,
                where=str(folder.path),
                heard=heard,
                began=began,
            )
        )
        session = PracticeSession(practice, library, setup.level, folder, interview, spoken)
        yield session


def _purpose(turn: Turn, asked: str) -> Purpose:
    return Purpose(
        question=turn.prompt.question,
        theme=turn.prompt.theme,
        exercise=turn.exercise,
        asked=asked,
    )


def _keep_words(folder: RoundFolder, spoken: Utterance) -> None:
    if spoken.recording is not None and spoken.transcript is not None:
        folder.write_transcript(spoken.recording.path, spoken.transcript)


def _keep_all(folder: RoundFolder, spoken: Sequence[Utterance]) -> None:
    """The words that came late, and the recordings in half the room."""
    for one in spoken:
        with suppress(FileError):  # said before
            _keep_words(folder, one)
        one.takes[:] = [packed_recording(take) for take in one.takes]


@dataclass(frozen=True, slots=True)
class Material:
    """What is practiced."""

    question: Question
    """For a story: what the interviewer says to have it told."""
    story: Story | None = None

    def topic(self, title: str, question: Question | None = None) -> Topic:
        """A practice of it; ``question``: as it is asked there, where that differs."""
        return Topic(title=title, questions=(question or self.question,), story=self.story)


def find_material(name: str, library: Library, wanted: config.Settings) -> Material:
    """The question of that name, else the story. Raises UsageError with the nearest questions."""
    from mockint.content.find import find_question

    if name in library.questions:
        return Material(library.questions[name])
    story = settings.stories(wanted, library).get(name)
    if story is not None:
        return Material(question_for(story), story)
    try:
        return Material(find_question(library, name))
    except UsageError as error:
        step = "mockint questions, or mockint story list"
        raise UsageError(error.what, cause=error.cause, next_step=step) from error


def question_for(story: Story) -> Question:
    """A question that only this story answers; judged for the first principle that it names."""
    spoken = story.name.replace("-", " ")
    return Question(
        slug=story.name,
        ask=f"Tell me your story about {spoken}.",
        principle=story.principles[0] if story.principles else "",
    )
