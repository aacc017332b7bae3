"""The flawed candidate's round as the program keeps it, without the minute of hearing it.

The sound is the demo's own; the words are the script's, each at its time in the recorded sentence.
What is made of them is made by the program: parts, findings, probes, replies, files.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mockint.audio.files import read, write_flac
from mockint.audio.types import Recording
from mockint.content.candidates import load_candidate
from mockint.content.types import Library
from mockint.history.folders import RoundFolder
from mockint.history.keeper import kept_round
from mockint.locations import content_dir
from mockint.record import Answer, Exchange, RoundRecord, Wait
from mockint.star.analyse import analyse
from mockint.star.probes.replies import assess
from mockint.star.probes.reply_inputs import Known
from mockint.star.types import ProbeChoice
from mockint.transcribe.types import Transcript, Word
from mockint.wiring import settings
from tests.support.amazon import SDE2

BEGAN = datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC)
ENGINE = "the script"
DOUBTED = 17
"""Every so many words one was heard with little confidence."""
WAIT = Wait(tail_s=0.62, parts_s=0.2, choice_s=0.1, voice_s=0.35)


@cache
def library() -> Library:
    return settings.library(settings.settings())


def spread(text: str, start: float, end: float) -> list[Word]:
    """The words of a sentence in its time, the longer ones longer."""
    words = text.split()
    step = (end - start) / sum(len(word) + 1 for word in words)
    made: list[Word] = []
    for word in words:
        until = start + step * (len(word) + 1)
        made.append(Word(word, round(start, 3), round(until - step / 2, 3), 0.95))
        start = until
    return made


def told(text: str, seconds: float) -> Transcript:
    return Transcript(tuple(spread(text, 0.1, seconds - 0.1)), seconds, ENGINE)


def keep_round(began: datetime = BEGAN) -> RoundFolder:
    """Sit the round under MOCKINT_HOME; returns its folder."""
    with kept_round(began, {}) as keeper:
        record = _record(keeper.folder)
        keeper.save(record)
    return keeper.folder


def _record(folder: RoundFolder) -> RoundRecord:
    flawed = load_candidate(content_dir() / "candidates", "flawed")
    question = library().questions[flawed.question]
    recording = _recorded(flawed.answer, folder.path / "answer-1.flac")
    words = [word for said in flawed.spoken for word in spread(said.text, said.start, said.end)]
    words[DOUBTED::DOUBTED] = [replace(word, probability=0.2) for word in words[DOUBTED::DOUBTED]]
    transcript = Transcript(tuple(words), recording.duration_s, ENGINE)
    analysis = analyse(transcript, question=question, principle=None, level=SDE2, library=library())
    exchanges = []
    for number, probe in enumerate(analysis.probes[:2], 1):
        take = _recorded(flawed.reply(probe.theme), folder.path / f"answer-1-probe-{number}.flac")
        text = flawed.script.replies.get(probe.theme, flawed.script.fallback)
        exchanges.append(_exchange(probe, take, text, transcript))
    fallback = folder.path / "answer-1-probe-1-drill-down.flac"
    drilled = ProbeChoice(analysis.probes[0].theme, "Which step was yours?", "It is open.", "")
    drill = _exchange(
        drilled, _recorded(flawed.fallback, fallback), flawed.script.fallback, transcript
    )
    exchanges[0] = replace(exchanges[0], drill=drill)
    return RoundRecord(
        id=folder.id,
        began=BEGAN,
        level=flawed.level,
        engine=ENGINE,
        voice="none",
        answers=(
            Answer(
                question=question,
                principle=library().principles[question.principle],
                recording=recording,
                transcript=transcript,
                analysis=analysis,
                exchanges=tuple(exchanges),
                wait=WAIT,
            ),
        ),
        notices=("No loudspeaker: questions were shown.",),
    )


def _exchange(probe: ProbeChoice, take: Recording, text: str, answer: Transcript) -> Exchange:
    transcript = told(text, take.duration_s)
    finding = assess(transcript, probe.theme, library(), Known(probe.ask, answer))
    return Exchange(probe=probe, recording=take, transcript=transcript, finding=finding)


def _recorded(source: Path, path: Path) -> Recording:
    write_flac(source, path)
    return Recording(path, round(len(read(path)) / 16_000, 3))
