"""The follow-ups of a question, one after the other, each reply heard against its marks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from mockint.commands.practice.session import PracticeSession
from mockint.commands.values.practice import JudgedReply, ProbesDrill
from mockint.commands.values.sentences import reply_lines, spoken_reply
from mockint.content.types import Library, Question, Wording, WorkedProbe
from mockint.domain import Theme
from mockint.errors import MockintError
from mockint.events import Exercise, KeyHint
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.types import Wanted
from mockint.interview.keys import NEXT
from mockint.star.types import ProbeChoice, ReplyFinding, Signal
from mockint.transcribe.types import Transcript
from mockint.wiring import stations

FOR_ANY_STORY: tuple[Theme, ...] = ("own_part", "verification", "impact", "retrospective")
"""Asked where a question has no walkthrough of its own; every story must stand them."""


@dataclass(slots=True)
class FollowUp:
    """A follow-up, and what came back."""

    ask: str
    theme: Theme
    study: WorkedProbe | None = None
    seconds: float = 0.0
    finding: ReplyFinding | None = None
    drilled: "FollowUp | None" = field(default=None)
    """The one question more that a weak reply to a decisive probe gets."""


def follow_ups(
    library: Library, question: Question, *, reference: bool = False
) -> tuple[FollowUp, ...]:
    """Those of the walkthrough, worded for any story or for its own (``reference``); for any
    other question four that fit every story."""
    study = library.walkthroughs.get(question.slug)
    if study is not None:
        return tuple(
            FollowUp(one.ask_reference if reference else one.ask, one.theme, one)
            for one in study.probes
        )
    return tuple(
        FollowUp(next(one.text for one in library.probes[theme].wordings if _is_plain(one)), theme)
        for theme in FOR_ANY_STORY
        if theme in library.probes
    )


def _is_plain(wording: Wording) -> bool:
    """Whether it can be asked of somebody who has said nothing yet."""
    return not wording.slot and not wording.digs_into


def last_signals(library: Library, question: Question) -> tuple[Signal, ...]:
    """What was heard in the last answer to the question: it decides which weak reply gets one
    question more. Nothing where there is none, or its round cannot be read."""
    for answer in history().answers(Wanted(question=question.slug, own=True), limit=1):
        try:
            record = load_round(find_folder(answer.round_id), library)
        except MockintError:
            return ()
        return tuple(
            signal
            for answered in record.answers
            if answered.question.slug == question.slug and answered.analysis is not None
            for signal in answered.analysis.signals
        )
    return ()


def drill_probes(
    session: PracticeSession, question: Question, *, reference: bool = False
) -> ProbesDrill:
    """Ask each, hear each, say how far it went."""
    practice = session.practice
    asked = follow_ups(session.library, question, reference=reference)
    if reference and question.slug in session.library.walkthroughs:
        practice.note("The follow-ups are about the story of the walkthrough, not about yours.")
    else:
        practice.note(f"The follow-ups are about your answer to: {question.ask}")
    signals = last_signals(session.library, question)
    for number, one in enumerate(asked, 1):
        label = f"Follow-up {number} of {len(asked)}"
        reply = _take_reply(session, question, one, label)
        if reply is not None and one.finding is not None:
            probe = ProbeChoice(one.theme, one.ask, "", "")
            more = stations.drill_down(session.library, probe, signals, one.finding, reply)
            if more is not None:
                one.drilled = FollowUp(more.ask, one.theme)
                _take_reply(session, question, one.drilled, f"{label}, one more question")
            for line in reply_lines(one.finding, one.seconds, one.study):
                practice.note(line)
            found = spoken_reply(one.finding)
            practice.say(found, label=label, stopping=(NEXT,), about=one.ask)
        _keep(session, question, asked)
        if practice.ending or number == len(asked):
            break
        practice.choose((KeyHint("\n", "next follow-up"),))
    replies = tuple(
        JudgedReply(ask=one.ask, seconds=one.seconds, finding=one.finding, study=one.study)
        for probe in asked
        for one in (probe, probe.drilled)
        if one is not None and one.finding is not None
    )
    return ProbesDrill(question=question.slug, ask=question.ask, replies=replies)


def _take_reply(
    session: PracticeSession, question: Question, one: FollowUp, label: str
) -> Transcript | None:
    practice = session.practice
    practice.say(one.ask, label=label, about=question.ask)
    spoken = practice.listen(question, theme=one.theme, exercise=Exercise("Your reply"))
    heard = spoken.transcript
    if heard is None:
        return None
    if heard.words:
        one.seconds = heard.words[-1].end - heard.words[0].start
    asked = ProbeChoice(one.theme, one.ask, "", "")
    one.finding = stations.assess_reply(session.library, heard, asked)
    return heard


def _keep(session: PracticeSession, question: Question, asked: Sequence[FollowUp]) -> None:
    session.write(
        {
            "drill": "probes",
            "question": question.slug,
            "level": session.level.name,
            "replies": [
                {"ask": one.ask, "seconds": one.seconds, "finding": asdict(one.finding)}
                for probe in asked
                for one in (probe, probe.drilled)
                if one is not None and one.finding is not None
            ],
        }
    )
