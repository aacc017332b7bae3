"""What a round has so far, while it is still going on; becomes a RoundRecord at any moment."""

from dataclasses import dataclass, field, replace

from mockint.audio.types import Recording
from mockint.content.types import Principle, Question
from mockint.record import Answer, Exchange, Wait
from mockint.star.types import Analysis, ProbeChoice, ReplyFinding, Verdict
from mockint.transcribe.types import Transcript

SILENT = (
    "No word was heard in your answer, so it counts for nothing: it is in no average and changes no"
    " date. Answer again, or drop it: mockint delete {id}"
)


@dataclass(slots=True, kw_only=True)
class Utterance:
    """Something the candidate says: an answer or a reply."""

    takes: list[Recording] = field(default_factory=list)
    """In order; the last one counts."""
    transcript: Transcript | None = None
    """Of the take that counts."""
    done_s: float = 0.0
    """By the round's clock: when the candidate was done,"""
    heard_s: float = 0.0
    """when the last words were there,"""
    judged_s: float = 0.0
    """and when they were judged."""
    wait: Wait | None = None
    pressed: str = ""
    """The key that was pressed instead of speaking."""

    def set_wait(self, chosen_s: float, sounded_s: float | None = None) -> None:
        """What was asked next was known at ``chosen_s`` and first heard at ``sounded_s``."""
        if self.transcript is not None and self.wait is None:
            self.wait = Wait(
                tail_s=self.heard_s - self.done_s,
                parts_s=self.judged_s - self.heard_s,
                choice_s=chosen_s - self.judged_s,
                voice_s=None if sounded_s is None else sounded_s - chosen_s,
            )

    @property
    def recording(self) -> Recording | None:
        """The take that counts."""
        return self.takes[-1] if self.takes else None

    @property
    def lacks_words(self) -> bool:
        """It was recorded and could not be transcribed."""
        return self.recording is not None and self.transcript is None

    @property
    def part_marks(self) -> tuple[float, ...]:
        """When the candidate marked the next part, in the take that counts."""
        marks = self.recording.marks if self.recording else ()
        return tuple(mark.at_s for mark in marks if mark.kind == "part")

    @property
    def earlier_takes(self) -> tuple[Recording, ...]:
        """Those taken again."""
        return tuple(self.takes[:-1])


@dataclass(slots=True, kw_only=True)
class ExchangeBuilder(Utterance):
    """A probe and its reply so far."""

    probe: ProbeChoice
    finding: ReplyFinding | None = None
    drill: "ExchangeBuilder | None" = None

    def build(self) -> Exchange:
        """As it stands."""
        return Exchange(
            probe=self.probe,
            recording=self.recording,
            earlier_takes=self.earlier_takes,
            transcript=self.transcript,
            finding=self.finding,
            drill=self.drill.build() if self.drill and self.drill.takes else None,
            wait=self.wait,
        )


@dataclass(slots=True, kw_only=True)
class AnswerBuilder(Utterance):
    """A question and its answer so far."""

    question: Question
    principle: Principle | None
    story: str | None = None
    """Name of the candidate's own story that is to be told."""
    analysis: Analysis | None = None
    own_verdict: Verdict | None = None
    """Of the answer alone; that of ``analysis`` goes on with the replies."""
    exchanges: list[ExchangeBuilder] = field(default_factory=list)
    suggested_ask: str = ""
    """What a coach would ask about it, once it said so."""
    suggested_sentence: str = ""
    """The sentence of the next take, as a coach says it."""
    last_ask: str | None = None
    """The coach's question that was chosen; empty: none was. None while that is open."""

    def build(self) -> Answer:
        """As it stands. A probe that was never listened for is left out."""
        return Answer(
            question=self.question,
            principle=self.principle,
            recording=self.recording,
            earlier_takes=self.earlier_takes,
            transcript=self.transcript,
            analysis=self._analysis(),
            exchanges=tuple(exchange.build() for exchange in self.exchanges if exchange.takes),
            wait=self.wait,
            story=self.story,
        )

    def _analysis(self) -> Analysis | None:
        """With the coach's sentence beside ours."""
        value = self.analysis
        if value is None or value.next is None or not self.suggested_sentence:
            return value
        return replace(value, next=replace(value.next, coach=self.suggested_sentence))
