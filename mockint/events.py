"""All that passes between the round and the people and machines around it, as small values.

Inward (to the round's one inbox): keys, reports of the recorder, ends of background work.
Outward (to the screen): what is going on. A screen only shows; it never changes what is recorded.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from mockint.audio.types import Loudness, Report, Trouble
from mockint.content.types import Question
from mockint.domain import Author, Level, Segment
from mockint.transcribe.types import Word

Key = Literal[
    "done", "pause", "part", "undo", "retake", "skip", "again", "quit", "help",
    "other", "pasted", "quit?",
]  # fmt: skip
"""Enter, p, n, u, r, s, w, q, ?, and any other: a round does nothing with it, practice may. Pasted
text is no key, but may be a line. q counts where it is pressed again; the first is "quit?"."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys that count now, and what they are for."""

    keys: str
    """What may be typed, each a small letter, a digit or Enter as "\\n"; all mean the same, or
    each its own one of a row."""
    what: str
    """E.g. "record again"."""
    names: tuple[str, ...] = ()
    """What each of a row stands for, where there is room to say it: the first keys have these."""

    def named(self, enter: str = "Enter") -> str:
        """E.g. "r", "Enter or n", "a to d or 1 to 4"."""
        rows: list[str] = []
        for key in self.keys:
            if rows and key.isalnum() and ord(key) == ord(rows[-1][-1]) + 1:
                rows[-1] += key
            else:
                rows.append(key)
        names = [f"{row[0]} to {row[-1]}" if len(row) > 2 else " or ".join(row) for row in rows]
        return " or ".join(names).replace("\n", enter)


# ---------------------------------------------------------------- inward


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A person pressed a key."""

    key: Key
    char: str = field(default="", compare=False)
    """What was typed, in small letters; a whole line with its end where keys come as lines."""
    place: str = field(default="", compare=False)
    """The letter that the key has on an English keyboard, where it types another alphabet's."""

    @property
    def choice(self) -> str:
        """What is meant where several things are offered: a letter, a digit, Enter as "\\n"."""
        if self.key == "pasted":
            return ""
        return "\n" if self.key == "done" else self.place or self.char.strip()


@dataclass(frozen=True, slots=True)
class Reported:
    """The recorder says something."""

    report: Report
    take: int = 0
    """Which take of the round it is about, counted from 1: a late report of a take that has
    ended must not end the next one."""


@dataclass(frozen=True, slots=True)
class WorkDone:
    """Background work ended; ``result`` is its value, ``error`` what it raised instead."""

    job: int
    result: object = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """Background work is under way, 0..1."""

    job: int
    fraction: float


@dataclass(frozen=True, slots=True)
class LiveWords:
    """Words of the take that is being recorded, as far as they have been heard."""

    words: tuple[Word, ...]
    sure_s: float
    """Words that begin before this moment of the recording will not change any more."""
    behind_s: float
    """Seconds of voice that are recorded and not heard yet."""
    take: int = 0
    """As in Reported."""


@dataclass(frozen=True, slots=True)
class BackgroundNotice:
    """Something that works behind the round had to step back; one line for the candidate."""

    text: str


Inward = KeyPressed | Reported | LiveWords | BackgroundNotice | WorkDone | WorkProgress


# ---------------------------------------------------------------- outward


@dataclass(frozen=True, slots=True)
class RoundBegan:
    """Said once, at the start."""

    level: Level
    engine: str
    voice: str
    microphone: str
    questions: int
    probes: int
    title: str = ""
    """What this is called where it is not a round, e.g. "Drill: Result"."""
    round_name: str = ""
    """What a round is called instead of "SDE2 round", e.g. "Interviewer 2 of 3, Dive Deep"."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is recorded where it is no whole answer: one part, a shorter telling, a quiz answer."""

    name: str
    """E.g. "Result"."""
    target_s: float | None = None
    """Seconds it should take."""
    full_s: float | None = None
    """Seconds it would take were it not scaled to a level's budget; None where that is the same."""
    ask: str = ""
    """What is to be told, where the interviewer did not just say so."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The interviewer speaks. ``number`` counts questions from 1; a probe has ``probe`` from 1."""

    text: str
    number: int
    probe: int | None = None
    drill: bool = False
    """One question more about the probe's reply."""
    by: Author = "mockint"
    """Who thought of it."""
    label: str = ""
    """What this is called where it is not a round's question, e.g. "Try 2 of 3"."""
    about: str = ""
    """What this is said about, where the text does not say it: a question, an answer."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Recording has begun."""

    question: Question
    level: Level
    probe: int | None = None
    take: int = 1
    """Counts the takes of this answer or reply; from 2 on it is said again."""
    drill: bool = False
    exercise: Exercise | None = None
    """None: a whole answer, or the reply to a probe."""


@dataclass(frozen=True, slots=True)
class TakeProgress:
    """The recorder's clock and how loud it is, about ten times a second."""

    loudness: Loudness
    thinking: bool
    """The pause key is on: still recording."""
    part: Segment | None = None
    """Where the candidate is by their own marks; None while nothing has been marked."""
    began_s: float | None = None
    """When the first word was said, on the recording's clock; None before it."""

    @property
    def clock_s(self) -> float | None:
        """Seconds since the first word: the one clock that is shown and charged. None before it."""
        if self.began_s is None:
            return None
        return max(0.0, self.loudness.elapsed_s - self.began_s)


@dataclass(frozen=True, slots=True)
class AnswerSoFar:
    """What has been heard of the take while the candidate talks: after each phrase."""

    words: tuple[Word, ...]
    sure_s: float
    """Words that begin before this moment of the recording will not change any more."""
    parts: tuple[tuple[Segment, float], ...]
    """Seconds heard of each of the five parts, in their order; () for a reply."""
    now: Segment | None
    """Where in the story the last words are; None for a reply or before the first word."""
    behind_s: float
    """Seconds of voice that are recorded and not heard yet."""
    as_heard: tuple[tuple[Segment, float], ...] = ()
    """The same without the candidate's marks, where ``parts`` follow those; () otherwise."""


@dataclass(frozen=True, slots=True)
class InTrouble:
    """Something went wrong that the candidate should know; the round goes on."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Notice:
    """One line to read: a step back that was taken, said once."""

    text: str
    is_key: bool = False
    """It says what a key stands for: nothing new where each key has a button with its name."""


@dataclass(frozen=True, slots=True)
class KeysNow:
    """Which keys count from here on."""

    keys: tuple[KeyHint, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The candidate asked which keys there are, or pressed one that counts for nothing here."""

    pressed: str = ""
    """What was typed that means nothing; empty where they asked."""


@dataclass(frozen=True, slots=True)
class QuestionAgain:
    """The candidate wants to see what was asked, and talks: it is shown, not spoken."""

    text: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """Nothing goes on until the candidate presses one of the keys that count."""

    text: str
    """What is to be decided; empty where the keys say it."""


@dataclass(frozen=True, slots=True)
class OnBreak:
    """Between two interviewers of a panel; said again each second."""

    left_s: float
    """Seconds that the panel has left; the break takes none of them."""
    to_come: int
    """Interviewers that are still to come."""
    next_title: str
    """What the next one asks about."""
    elapsed_s: float = 0.0

    def after(self, elapsed_s: float) -> "OnBreak":
        """The same break, so many seconds after it began."""
        return replace(self, elapsed_s=elapsed_s)


@dataclass(frozen=True, slots=True)
class Typing:
    """The candidate is asked to type a line, or is typing it."""

    prompt: str
    text: str
    """So far."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The take is safe on disk."""

    seconds: float
    path: str


@dataclass(frozen=True, slots=True)
class Working:
    """The program computes. ``fraction`` is None where it cannot be known."""

    stage: Literal["voice", "transcribing", "analysing", "saving"]
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """Nothing more will come."""

    path: str | None
    """Where the round is kept."""


Outward = (
    RoundBegan
    | Asking
    | Listening
    | TakeProgress
    | AnswerSoFar
    | InTrouble
    | Notice
    | KeysNow
    | Help
    | QuestionAgain
    | Choosing
    | OnBreak
    | Typing
    | Stopped
    | Working
    | RoundEnded
)
