"""What a screen is shown in a round that is made up: an answer, word by word, and a reply."""

from mockint.audio.types import Loudness, Trouble
from mockint.content.types import Question
from mockint.domain import SEGMENTS, Level, Segment
from mockint.events import (
    AnswerSoFar,
    Asking,
    InTrouble,
    KeysNow,
    Listening,
    Notice,
    Outward,
    RoundBegan,
    RoundEnded,
    Stopped,
    TakeProgress,
    Working,
)
from mockint.interview import keys
from mockint.screen.keys import legend
from mockint.screen.state import ScreenState, updated
from mockint.transcribe.types import Word
from tests.support.amazon import SENIOR

ASK = (
    "Tell me about a time you took on something important that was outside your job. Why did "
    "it matter, and how did it turn out?"
)
QUESTION = Question(slug="outside", ask=ASK, principle="ownership")
TEXT = (
    "Last spring I was on the payments team, and one evening I noticed that four percent of our "
    "messages to shops were lost. Nobody had asked me to look, and it was not our service. I "
    "wanted to know whether shops lost money, and to stop it before the weekend. So I pulled the "
    "logs of a week and grouped the losses by region. All of them came from one machine. I "
    "called the engineer on duty, showed her the chart, and we took the machine out. Then I "
    "wrote a check that compares what was sent with what arrived."
)
STORY = TEXT.split()
WORD_S = 0.45

BEGAN = RoundBegan(SENIOR, "PocketSphinx en-us", "espeak-ng en-us", "USB Headset", 1, 2)
SPEAKING_KEYS = KeysNow(keys.while_speaking())
TALKING_KEYS = KeysNow(
    (keys.DONE, keys.PAUSE, keys.PART, keys.RETAKE, keys.SHOW, keys.QUIT, keys.HELP)
)
LOST = InTrouble(Trouble("lost", 25.0, "the microphone went away", "plug it in; this goes on"))


def heard(elapsed_s: float, *, thinking: bool = False, part: Segment | None = None) -> TakeProgress:
    return TakeProgress(Loudness(elapsed_s, -24.0, -9.0), thinking, part, began_s=0.0)


def so_far(
    elapsed_s: float, ends_s: tuple[float, ...] = (46.0, 70.0, 160.0, 180.0, 195.0), **other: float
) -> AnswerSoFar:
    """All that was said until then; the last five seconds may still change."""
    words = tuple(
        Word(word, 1 + n * WORD_S, 1.4 + n * WORD_S)
        for n, word in enumerate(STORY * 4)
        if 1.4 + n * WORD_S < elapsed_s
    )
    starts_s = (0.0, *ends_s[:-1])
    parts = tuple(
        (segment, max(0.0, min(end, elapsed_s) - start))
        for segment, start, end in zip(SEGMENTS, starts_s, ends_s, strict=True)
    )
    now = next(s for s, end in zip(SEGMENTS, ends_s, strict=True) if elapsed_s <= end)
    return AnswerSoFar(words, elapsed_s - 5.0, parts, now, other.get("behind_s", 0.0))


def seen(*events: Outward) -> ScreenState:
    """What there is to see after these events."""
    made = ScreenState(legend_of=legend)
    for event in events:
        made = updated(made, event)
    return made


def answering(level: Level = SENIOR) -> list[Outward]:
    """Until the candidate has begun to talk."""
    return [
        RoundBegan(level, BEGAN.engine, BEGAN.voice, BEGAN.microphone, 1, 2),
        Asking(ASK, 1),
        SPEAKING_KEYS,
        Listening(QUESTION, level),
        TALKING_KEYS,
        heard(0.5),
    ]


def whole_round(level: Level = SENIOR) -> list[Outward]:
    """Every kind of event."""
    events = answering(level)
    for n in range(1, 38):
        events += [heard(n * 5.0), so_far(n * 5.0, behind_s=7.0 if n == 9 else 0.0)]
    events += [LOST, heard(186.0, thinking=True), Stopped(186.0, "/takes/answer-1.wav")]
    events += [Working("transcribing", 0.4), Working("analysing")]
    events += [Asking("How did you know that it was that machine?", 1, 1)]
    events += [Listening(QUESTION, level, 1), heard(4.0)]
    events += [AnswerSoFar(so_far(4.0).words, 2.0, (), None, 0.0), Notice("The voice failed.")]
    return [*events, Stopped(4.0, "/takes/reply.wav"), Working("saving"), RoundEnded("/rounds/1")]
