"""Rounds that were kept, made quickly: real words, the real ear, a short real recording."""

import wave
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from mockint.audio.types import RATE_HZ, Recording
from mockint.config import Settings
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.history.keeper import Keeper, kept_round
from mockint.record import Answer, Exchange, RoundRecord, Wait
from mockint.star.analyse import analyse
from mockint.star.types import ProbeChoice
from mockint.transcribe.types import Transcript, Word
from mockint.wiring import settings, stations
from tests.support.amazon import SENIOR

SLUG = "beyond-your-job-description"
BEGAN = datetime(2026, 11, 1, 19, 30, 5, tzinfo=UTC)
WAIT = Wait(tail_s=1.5, parts_s=0.25, choice_s=0.01, voice_s=0.5)
STRONG = (
    "Last spring I noticed that three percent of our orders failed at night. The billing service"
    " belonged to another team, and nobody had asked me to look. My job was the web shop, but I"
    " decided to find the cause myself. First I pulled two months of logs. Then I traced it to a"
    " timeout of ten seconds. I wrote a test that failed the same way every time. I chose between"
    " a new queue and a retry, and I took the retry because it was one day of work. I shipped it"
    " in three weeks. The failures fell from three percent to one percent, which saved forty"
    " thousand dollars a year. I learned that nobody owned the gap between the two teams, so now"
    " I ask who owns an alarm before I ship."
)
WEAK = (
    "So my manager asked me to look at it. We had some meetings and we looked into it as a team."
    " It was decided to change it, and we fixed it. The team was happy with it in the end, and my"
    " manager was happy too. I learned that communication is very important."
)


@cache
def library() -> Library:
    """Our content."""
    return settings.library(Settings())


def words(text: str, *, each_s: float = 0.4) -> tuple[Word, ...]:
    """One word after the other, from second 1 on."""
    return tuple(
        Word(word, round(1 + at * each_s, 3), round(1 + (at + 0.8) * each_s, 3))
        for at, word in enumerate(text.split())
    )


def transcript(text: str) -> Transcript:
    """As a recognizer would give it."""
    heard = words(text)
    return Transcript(heard, heard[-1].end + 1, "test")


def recording(path: Path, duration_s: float) -> Recording:
    """A tenth of a second of noise that says it is longer: nobody listens to it."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 12)
    return Recording(path, duration_s)


def question(slug: str = SLUG) -> Question:
    """One of ours."""
    return library().questions[slug]


def answered(keeper: Keeper, text: str, *, slug: str, level: Level, number: int = 1) -> Answer:
    """The question answered with ``text``, one follow-up answered with a few words."""
    heard, asked = transcript(text), question(slug)
    judged = analyse(
        heard, question=asked, principle=asked.principle, level=level, library=library()
    )
    reply = transcript("That part was mine, I wrote the test.")
    probe = ProbeChoice("own_part", "Which part was yours?", "open", "")
    exchange = Exchange(
        probe=probe,
        recording=recording(keeper.take_path(number, 1, 1), reply.duration),
        transcript=reply,
        finding=stations.assess_reply(library(), reply, probe, heard),
        wait=WAIT,
    )
    return Answer(
        question=asked,
        principle=library().principles[asked.principle],
        recording=recording(keeper.take_path(number, None, 1), heard.duration),
        transcript=heard,
        analysis=judged,
        exchanges=(exchange,),
        wait=WAIT,
    )


def keep(
    text: str = STRONG,
    *more: str,
    days: int = 0,
    began: datetime = BEGAN,
    slug: str = SLUG,
    level: Level = SENIOR,
    recorded: str | None = None,
) -> str:
    """A round of ``text`` (and an answer to the same question for each of ``more``); its id.

    ``recorded``: the recorded candidate that answered, as in a demo.
    """
    began += timedelta(days=days)
    with kept_round(began, {"questions": [slug], "level": level.name}) as keeper:
        record = RoundRecord(
            id=keeper.folder.id,
            began=began,
            level=level.name,
            engine="test",
            voice="none",
            recorded=recorded,
            answers=tuple(
                answered(keeper, one, slug=slug, level=level, number=number)
                for number, one in enumerate((text, *more), 1)
            ),
        )
        keeper.pack(record)
        keeper.write_debrief("what was said\n")
        return record.id
