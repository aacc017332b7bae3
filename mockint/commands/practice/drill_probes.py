"""The follow-ups of a question, one after the other, each reply heard against its marks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from mockint.commands.practice.session import Practising
from mockint.content.types import Library, Question, WorkedProbe
from mockint.domain import Theme
from mockint.errors import MockintError
from mockint.events import Practised
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.types import Wanted
from mockint.interview.practice import ENTER
from mockint.star.types import ProbeChoice, ReplyFinding, Signal
from mockint.transcribe.types import Transcript
from mockint.wiring import stations

WITHOUT_STUDY: tuple[Theme, ...] = ("own_part", "verification", "impact", "retrospective")
"""Asked where a question has no walkthrough of its own; every story must stand them."""


@dataclass(slots=True)
class Asked:
    """A follow-up, and what came back."""

    ask: str
    theme: Theme
    study: WorkedProbe | None = None
    seconds: float = 0.0
    finding: ReplyFinding | None = None
    drilled: "Asked | None" = field(default=None)
    """The one question more that a weak reply to a decisive probe gets."""


def follow_ups(
    library: Library, question: Question, *, reference: bool = False
) -> tuple[Asked, ...]:
    """Those of the walkthrough, worded for any story or for its own (``reference``); for any
    other question four that fit every story."""
    study = library.walkthroughs.get(question.slug)
    if study is not None:
        return tuple(
            Asked(one.ask_reference if reference else one.ask, one.theme, one)
            for one in study.probes
        )
    return tuple(
        Asked(next(one.text for one in library.probes[theme].wordings if not one.slot), theme)
        for theme in WITHOUT_STUDY
        if theme in library.probes
    )


def last_signals(library: Library, question: Question) -> tuple[Signal, ...]:
    """What was heard in the last answer to the question: it decides which weak reply gets one
    question more. Nothing where there is none, or its round cannot be read."""
    for answer in history().past(Wanted(question=question.slug, own=True), limit=1):
        try:
            record = load_round(find_folder(answer.round_id), library)
        except MockintError:
            return ()
        return tuple(
            signal
            for told in record.answers
            if told.question.slug == question.slug and told.analysis is not None
            for signal in told.analysis.signals
        )
    return ()


def drill_probes(under_way: Practising, question: Question, *, reference: bool = False) -> object:
    """Ask each, hear each, say how far it went."""
    from mockint.views.drills import followed_view, reply_lines, spoken_reply

    practice = under_way.practice
    asked = follow_ups(under_way.library, question, reference=reference)
    practice.note(f"The story is your answer to: {question.ask}")
    told = last_signals(under_way.library, question)
    for number, one in enumerate(asked, 1):
        label = f"Follow-up {number} of {len(asked)}"
        reply = _hear(under_way, question, one, label)
        if reply is not None and one.finding is not None:
            probe = ProbeChoice(one.theme, one.ask, "", "")
            more = stations.drill(under_way.library, probe, told, one.finding, reply)
            if more is not None:
                one.drilled = Asked(more.ask, one.theme)
                _hear(under_way, question, one.drilled, f"{label}, one question more")
            for line in reply_lines(one.finding, one.seconds, one.study):
                practice.note(line)
            practice.say(spoken_reply(one.finding), label=label, stopping=ENTER)
        _keep(under_way, question, asked)
        if practice.ending or number == len(asked):
            break
        practice.choose(ENTER, "Enter: the next one · q: end")
    heard = [
        (one.ask, one.seconds, one.finding, one.study)
        for probe in asked
        for one in (probe, probe.drilled)
        if one is not None and one.finding is not None
    ]
    return followed_view(question.slug, heard)


def _hear(under_way: Practising, question: Question, one: Asked, label: str) -> Transcript | None:
    practice = under_way.practice
    practice.say(one.ask, label=label)
    spoken = practice.listen(question, theme=one.theme, only=Practised("Your reply"))
    heard = spoken.transcript
    if heard is None:
        return None
    if heard.words:
        one.seconds = heard.words[-1].end - heard.words[0].start
    one.finding = stations.assess_reply(under_way.library, heard, one.theme)
    return heard


def _keep(under_way: Practising, question: Question, asked: Sequence[Asked]) -> None:
    under_way.write(
        {
            "drill": "probes",
            "question": question.slug,
            "level": under_way.level,
            "replies": [
                {"ask": one.ask, "seconds": one.seconds, "finding": asdict(one.finding)}
                for probe in asked
                for one in (probe, probe.drilled)
                if one is not None and one.finding is not None
            ],
        }
    )
