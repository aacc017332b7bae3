"""The loop that owns the order of events.

Everything that happens arrives in one inbox and is taken from it by one thread, so at any moment
the round is in exactly one place: asking, listening or working. It needs no clock: time comes with
the recorder's reports.

What may go wrong, and what is left then:

- Ctrl-C is a key like q (``screen.keys``). Once more, while that is being worked on: the judging
  stops, and the round goes to the caller as far as it was judged.
- A fault in the program: the take under way is closed on disk, the round so far is saved, keys and
  screen are given back, and the exception goes on to the caller.
- The program is killed: the round was saved as it stood when the take under way began.
- The voice fails: the words are shown, and the next are spoken again if that can be.
- The recognizer fails: the recording is heard from the disk, and once more at the round's end. The
  judge fails: the recording is kept. Either way the round goes on with the next question.
- Recording cannot begin: the candidate is asked to put it right. Where they would rather end, the
  error goes to the caller while nothing has been said yet; later what was recorded is debriefed.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from mockint.content.types import Question
from mockint.domain import Theme
from mockint.errors import MockintError
from mockint.events import Asking, RoundBegan, RoundEnded, Working
from mockint.interview.coaching import Coaching
from mockint.interview.listening import Listener, Turn
from mockint.interview.put_right import check_disk
from mockint.interview.record_builder import SILENT, AnswerBuilder, ExchangeBuilder, Utterance
from mockint.interview.speaking import Speaking
from mockint.interview.stations import Plan, Prompt, Stations
from mockint.interview.worker import EventLoop, Worker
from mockint.record import RoundRecord
from mockint.star.types import Analysis, ProbeChoice, ReplyFinding
from mockint.transcribe.types import Transcript

LIKELY = 3
"""The end of an answer brings a result and a lesson, and with them another best follow-up: mostly
one that was among the next before."""


def run(plan: Plan, stations: Stations) -> RoundRecord:
    """Hold the round and return all that came of it.

    A round in which nothing was recorded is not saved. Raises what the microphone raised when the
    first recording could not begin, and KeyboardInterrupt where nothing had been recorded before
    it; later that ends the round as it stands, with every take safe and saved.
    """
    return _Round(plan, stations).run()


class _Round:
    def __init__(self, plan: Plan, stations: Stations) -> None:
        self._plan = plan
        self._stations = stations
        self._loop = EventLoop(stations.screen)
        self._recognizer = Worker("mockint-recognizer", self._loop.inbox)
        self._speaking = Speaking(stations.voice, self._loop, stations.clock)
        self._coaching = Coaching(stations.coach, self._loop)
        self._answers: list[AnswerBuilder] = []
        self._asked: set[Theme] = set()
        self._listener = Listener(
            plan,
            stations,
            self._loop,
            worker=self._recognizer,
            speaking=self._speaking,
            asked=self._asked,
            on_analysis=self._prepare_likely,
            began=lambda _turn: self._keep(),
        )
        self._ready: set[str] = set()
        """What the voice was told to have ready."""
        self._waiting: Utterance | None = None
        """Said, and the candidate waits for what comes of it."""
        self._unsaved = False

    # ------------------------------------------------------------ the whole

    def run(self) -> RoundRecord:
        """See :func:`run`."""
        loop = self._loop
        with ExitStack() as leave:
            leave.callback(self._stations.screen.close)
            leave.callback(self._stations.keys.stop)
            leave.callback(self._speaking.close)
            leave.callback(self._coaching.close)
            leave.callback(self._listener.close)
            leave.callback(self._recognizer.close)
            try:
                self._stations.keys.start(loop.inbox.put)
                self._hold()
                if self._waiting is not None:
                    self._waiting.set_wait(self._waiting.judged_s)
                self._hear_again()
            except BaseException as error:
                loop.ending = True
                loop.show(RoundEnded(self._keep()))
                if isinstance(error, KeyboardInterrupt) and self._anything_recorded:
                    return self._record()
                raise
            if self._anything_recorded:
                loop.show(Working("saving"))
            loop.show(RoundEnded(self._keep()))
            return self._record()

    def _hold(self) -> None:
        plan, stations = self._plan, self._stations
        self._loop.show(
            RoundBegan(
                level=plan.level,
                engine=stations.transcriber.name,
                voice=stations.voice.name,
                microphone=stations.microphone,
                questions=len(plan.questions),
                probes=plan.probes,
                round_name=plan.name,
            )
        )
        self._loop.in_background(
            self._recognizer,
            stations.transcriber.warm,
            "The recognizer is not ready, but your answers are still recorded",
        )
        self._coaching.begin()
        for number, question in enumerate(plan.questions, start=1):
            if number > 1 and not stations.time_for("question"):
                return
            self._question(number, question)
            if self._loop.ending:
                return

    @property
    def _anything_recorded(self) -> bool:
        return any(answer.takes for answer in self._answers)

    def _record(self) -> RoundRecord:
        return RoundRecord(
            id=self._plan.id,
            began=self._plan.began,
            level=self._plan.level.name,
            pack=self._plan.pack,
            engine=self._stations.transcriber.name,
            engine_info=self._stations.transcriber.engine_info,
            voice=self._stations.voice.name,
            answers=tuple(answer.build() for answer in self._answers if answer.takes),
            notices=tuple(self._loop.notices),
            ended_early=self._loop.ending,
            loop=self._plan.panel,
            recorded=self._plan.recorded,
        )

    def _keep_what_is_new(self) -> None:
        if self._unsaved:
            self._keep()

    def _keep(self) -> str | None:
        """Save the round as it stands; where it is, or None where there is nothing to keep."""
        self._unsaved = False
        takes = [take for answer in self._answers for take in answer.takes]
        if not takes:
            return None
        try:
            kept = self._stations.store.save(self._record())
            return str(kept) if kept else None
        except MockintError as error:
            self._loop.note(f"Your recordings are saved, but the rest of the round is not: {error}")
            return str(takes[0].path.parent)

    def _cannot_record(self, error: MockintError) -> None:
        """Nothing to lose yet: raise. Otherwise end here and debrief what there is."""
        if not self._anything_recorded:
            raise error
        self._loop.ending = True
        self._loop.note(f"The round ends here: {error}. You get a debrief of what you recorded.")

    # ------------------------------------------------------------ one question and its probes

    def _question(self, number: int, question: Question) -> None:
        try:
            check_disk(self._stations, self._loop)
        except MockintError as error:
            self._cannot_record(error)
            return
        self._ask(Asking(question.ask, number))
        if number == 1:
            self._speaking.prepare_all(self._stations.prerender)
        if self._loop.ending:
            return
        answer = AnswerBuilder(
            question=question,
            principle=self._plan.principles.get(question.principle),
            story=self._plan.story,
        )
        self._answers.append(answer)
        following = self._plan.questions[number : number + 1]
        self._speaking.prepare(following[0].ask if following else None)
        self._listener.listen(Turn(Prompt(question), number, None, answer), self._cannot_record)
        self._judge(answer)
        own = self._open(answer.analysis)[: self._plan.probes]
        self._coaching.judged(answer, own, [one.ask for one in self._plan.questions])
        self._answered(answer)
        if answer.build().is_silent:
            self._loop.note(SILENT.format(id=self._plan.id))
            return
        for probe in range(1, self._plan.probes + 1):
            choice = self._choose(answer, probe)
            if choice is None or self._loop.ending or not self._stations.time_for("follow-up"):
                break
            self._probe(number, probe, answer, choice)
        self._keep_what_is_new()

    def _answered(self, spoken: Utterance) -> None:
        """Recorded, heard and judged as far as it goes. It is saved while the voice speaks on."""
        spoken.judged_s = self._stations.clock()
        self._waiting, self._unsaved = spoken, True

    def _ask(self, asking: Asking) -> None:
        """Speak; whoever waited for it has waited until its first sound."""
        chosen_s = self._stations.clock()
        waiting, self._waiting = self._waiting, None
        sounded_s = self._speaking.ask(asking, self._keep_what_is_new)
        if waiting is not None:
            waiting.set_wait(chosen_s, sounded_s)
            self._unsaved = True

    def _prepare_likely(self, so_far: Analysis) -> None:
        """Have the voice ready for what would be asked if the answer ended here, or nearly here."""
        for choice in self._open(so_far)[:LIKELY] if self._plan.probes else ():
            if choice.ask not in self._ready:
                self._ready.add(choice.ask)
                self._speaking.prepare_likely(choice.ask)

    def _probe(self, number: int, probe: int, answer: AnswerBuilder, choice: ProbeChoice) -> None:
        if choice.by == "mockint":
            self._asked.add(choice.theme)
        self._ask(Asking(choice.ask, number, probe, by=choice.by))
        if self._loop.ending:
            return
        exchange = ExchangeBuilder(probe=choice)
        answer.exchanges.append(exchange)
        following = self._choose(answer, probe + 1) if probe < self._plan.probes else None
        self._speaking.prepare(following.ask if following else None)
        turn = Turn(Prompt(answer.question, choice.theme), number, probe, exchange)
        self._take_reply(turn, exchange, answer)
        self._weigh_replies(answer)
        more = None if self._loop.ending else self._drill_down(answer, exchange)
        if more is not None:
            self._drill(turn, exchange, more, answer)
            self._weigh_replies(answer)

    def _drill(
        self, turn: Turn, exchange: ExchangeBuilder, choice: ProbeChoice, answer: AnswerBuilder
    ) -> None:
        """One question more about a weak reply; then the interviewer moves on."""
        self._ask(Asking(choice.ask, turn.number, turn.probe, drill=True))
        if self._loop.ending:
            return
        exchange.drill = ExchangeBuilder(probe=choice)
        prompt = replace(turn.prompt, drill=True)
        drilled = replace(turn, prompt=prompt, spoken=exchange.drill)
        self._take_reply(drilled, exchange.drill, answer)

    def _take_reply(self, turn: Turn, exchange: ExchangeBuilder, answer: AnswerBuilder) -> None:
        """Record, transcribe and judge a reply, and keep the round."""
        self._listener.listen(turn, self._cannot_record)
        self._judge_reply(exchange, answer)
        self._answered(exchange)

    def _hear_again(self) -> None:
        """What has no words yet, once more; where that fails too the rest is not tried."""
        for answer in self._answers:
            drills = (one.drill for one in answer.exchanges if one.drill)
            replies = [one for one in (*answer.exchanges, *drills) if one.lacks_words]
            if answer.lacks_words:
                if not self._listener.hear_again(answer):
                    return
                self._judge(answer)
            for reply in replies:
                if not self._listener.hear_again(reply):
                    return
                self._judge_reply(reply, answer)
            if replies:
                self._weigh_replies(answer)

    def _weigh_replies(self, answer: AnswerBuilder) -> None:
        """What all replies so far change about the leaning."""
        if answer.analysis is not None and answer.own_verdict is not None:
            findings = answer.build().reply_findings
            verdict = self._stations.with_replies(answer.own_verdict, findings)
            answer.analysis = replace(answer.analysis, verdict=verdict)

    def _drill_down(self, answer: AnswerBuilder, exchange: ExchangeBuilder) -> ProbeChoice | None:
        """What is left to ask about this reply. A reply that was not heard gets nothing more."""
        if answer.analysis is None or exchange.finding is None or exchange.transcript is None:
            return None
        return self._stations.drill_down(
            exchange.probe, answer.analysis.signals, exchange.finding, exchange.transcript
        )

    def _choose(self, answer: AnswerBuilder, probe: int) -> ProbeChoice | None:
        """What to ask as the follow-up of that number; the last may be the coach's."""
        own = next(iter(self._open(answer.analysis)), None)
        is_last = probe > 1 and probe == self._plan.probes
        return self._coaching.in_place_of(own, answer) if is_last else own

    def _open(self, analysis: Analysis | None) -> list[ProbeChoice]:
        """The probes whose theme has not been asked in this round, the best first."""
        choices = analysis.probes if analysis else ()
        return [choice for choice in choices if choice.theme not in self._asked]

    def _judge(self, answer: AnswerBuilder) -> None:
        if answer.transcript is not None:
            made = self._analyse(answer.transcript, answer.question, answer.part_marks)
            answer.analysis, answer.own_verdict = made, made.verdict if made else None
            if made is not None and not made.is_english:
                self._loop.note(made.verdict.reasons[0].text)

    def _judge_reply(self, exchange: ExchangeBuilder, answer: AnswerBuilder) -> None:
        if exchange.transcript is not None and exchange.probe.by == "mockint":
            about = answer.transcript
            exchange.finding = self._assess_reply(exchange.transcript, exchange.probe, about)

    def _analyse(
        self, transcript: Transcript, question: Question, marks: Sequence[float]
    ) -> Analysis | None:
        asked = frozenset(self._asked)
        return self._loop.wait(
            self._recognizer,
            lambda _tell: self._stations.analyse(transcript, question, asked, marks),
            "analysing",
            _not_judged,
        )

    def _assess_reply(
        self, transcript: Transcript, probe: ProbeChoice, about: Transcript | None
    ) -> ReplyFinding | None:
        return self._loop.wait(
            self._recognizer,
            lambda _tell: self._stations.assess_reply(transcript, probe, about),
            "analysing",
            _not_judged,
        )


def _not_judged(error: MockintError) -> str:
    return f"Transcribed, but not judged: {error}"
