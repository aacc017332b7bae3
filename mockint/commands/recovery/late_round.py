"""Answers and replies of a round that are judged after it, and enter it as any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from mockint import files
from mockint.audio.types import Recording
from mockint.commands.practice.level import read_at
from mockint.content.pack import DEFAULT_PACK
from mockint.content.types import Library, Question
from mockint.domain import Level, Theme
from mockint.history import panel
from mockint.history.catalogue import load_round
from mockint.history.folders import RoundFolder, began
from mockint.history.keeper import with_recordings
from mockint.history.recovery.waiting import WaitingTake, length_of
from mockint.history.takes import TakeName
from mockint.record import Answer, Exchange, RoundRecord
from mockint.transcribe.types import Transcript
from mockint.wiring import stations

Heard = Mapping[WaitingTake, Transcript]
Said = TypeVar("Said", Answer, Exchange)


def round_of(folder: RoundFolder, library: Library, engine: str) -> RoundRecord | None:
    """The round as it was saved; as it was planned where that is lost. None without either.

    Raises HistoryError where what was saved cannot be read, UnreadableTranscript.
    """
    if folder.round():
        return with_recordings(load_round(folder, library), _where_it_is)
    plan, words = folder.plan(), folder.transcripts()
    slugs = plan.get("questions")
    if not isinstance(slugs, list):
        return None
    takes = {name: path for path in folder.recordings() if (name := TakeName.of(path))}
    last = {name: path for path in folder.last_takes().values() if (name := TakeName.of(path))}
    takes = {**last, **takes}
    answers = []
    for number, slug in enumerate(slugs, 1):
        said = [takes[name] for name in sorted(takes) if name.first == TakeName(number)]
        if said:
            question = library.questions.get(slug, Question(slug=slug, ask=slug, principle=""))
            answers.append(
                Answer(
                    question=question,
                    principle=library.principles.get(question.principle),
                    recording=_recording(folder, said[-1]),
                    earlier_takes=tuple(_recording(folder, path) for path in said[:-1]),
                    transcript=words.get(str(TakeName.of(said[-1]))),
                )
            )
    return RoundRecord(
        id=folder.id,
        began=began(folder) or datetime.now().astimezone(),
        level=str(plan.get("level", library.pack.default_level)),
        pack=str(plan.get("pack", DEFAULT_PACK)),
        engine=engine,
        voice="",
        answers=tuple(answers),
        loop=(plan.get(panel.IN_PLAN) or {}).get("id"),
        ended_early=True,
    )


def _where_it_is(recording: Recording) -> Recording:
    """A take that was being packed when a crash came has the other ending."""
    for path in (recording.path, recording.path.with_suffix(".flac")):
        if files.exists(path):
            return replace(recording, path=path)
    return recording


def _recording(folder: RoundFolder, path: Path) -> Recording:
    """Of a take whose recording was not kept, what it was called."""
    sound = path if path in folder.recordings() else path.with_name(f"{TakeName.of(path)}.wav")
    return Recording(sound, length_of(folder, path))


@dataclass(frozen=True, slots=True)
class LateJudge:
    """Puts what was heard late into a round, and judges what it changes."""

    library: Library
    level: Level
    heard: Heard
    own: Sequence[str] = ()
    """Names and figures of the story that was told."""

    def round(self, record: RoundRecord) -> RoundRecord:
        """The round with everything that was heard of it; no notice says that it was not."""
        exchanges = [one for answer in record.answers for one in answer.exchanges]
        asked = frozenset(one.probe.theme for one in exchanges if one.probe.by == "mockint")
        ids = tuple(take.id for take in self.heard)
        return replace(
            record,
            answers=tuple(self._answer(one, asked) for one in record.answers),
            notices=tuple(one for one in record.notices if not one.endswith(ids)),
        )

    def takes_in(self, record: RoundRecord) -> frozenset[WaitingTake]:
        """Those that are an answer or a reply of the round."""
        drills = [x.drill for one in record.answers for x in one.exchanges if x.drill]
        replies = [x for one in record.answers for x in one.exchanges]
        said: list[Answer | Exchange] = [*record.answers, *replies, *drills]
        found = (self._take_of(one) for one in said)
        return frozenset(take for take in found if take is not None)

    def _answer(self, before: Answer, asked: frozenset[Theme]) -> Answer:
        answer = self._with_words(before)
        replies = tuple(self._reply(one, answer.transcript) for one in before.exchanges)
        answer = replace(answer, exchanges=replies)
        is_judged = answer == before and answer.analysis is not None
        if answer.transcript is None or is_judged:
            return answer
        marks = answer.recording.marks if answer.recording else ()
        fresh = read_at(answer, self.level, self.library)  # without the replies' weight
        if fresh is None or answer.transcript is not before.transcript:
            fresh = stations.analyse(
                self.library,
                self.level,
                answer.transcript,
                answer.question,
                asked,
                [mark.at_s for mark in marks if mark.kind == "part"],
                own=self.own,
            )
            answer = replace(answer, analysis=fresh)
        assert answer.analysis is not None
        verdict = stations.with_replies(fresh.verdict, answer.reply_findings)
        return replace(answer, analysis=replace(answer.analysis, verdict=verdict))

    def _reply(self, before: Exchange, answer: Transcript | None) -> Exchange:
        reply = self._with_words(before)
        is_new = reply.transcript is not None and reply.transcript is not before.transcript
        if reply.transcript is not None and is_new and reply.probe.by == "mockint":
            found = stations.assess_reply(self.library, reply.transcript, reply.probe, answer)
            reply = replace(reply, finding=found)
        return replace(reply, drill=self._reply(reply.drill, answer) if reply.drill else None)

    def _take_of(self, said: Answer | Exchange) -> WaitingTake | None:
        name = TakeName.of(said.recording.path) if said.recording else None
        return next((take for take in self.heard if name and take.name.first == name.first), None)

    def _with_words(self, said: Said) -> Said:
        take = self._take_of(said)
        if take is None or said.recording is None:
            return said
        known = {one.path.stem: one for one in (*said.earlier_takes, said.recording)}
        others = (path for path in take.folder.recordings() if path != take.path)
        earlier = sorted((n, path) for path in others if (n := TakeName.of(path)))
        last = known.get(str(take.name))
        return replace(
            said,
            recording=replace(_recording(take.folder, take.path), marks=last.marks if last else ()),
            earlier_takes=tuple(
                known.get(path.stem) or _recording(take.folder, path)
                for name, path in earlier
                if name.first == take.name.first
            ),
            transcript=self.heard[take],
        )
