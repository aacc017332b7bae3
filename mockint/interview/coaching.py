"""A coach in a round: asked in the background, waited for by nobody.

What has not come when it is needed is not used, and what it says changes no figure and no leaning:
its question takes the place of a follow-up that nothing in the answer gave rise to, and the reply
is kept and not judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from mockint.coach.types import Coach
from mockint.interview.record_builder import AnswerBuilder
from mockint.interview.worker import EventLoop, Worker
from mockint.star.types import ProbeChoice

BECAUSE = "your local model suggested it"


class Coaching:
    """What ``coach`` suggests during one round; without one, nothing."""

    def __init__(self, coach: Coach | None, loop: EventLoop) -> None:
        self._coach = coach
        self._loop = loop
        self._worker = Worker("mockint-coach", loop.inbox) if coach else None
        self._asked_about: AnswerBuilder | None = None
        """It may ask once a round."""

    def close(self) -> None:
        """Ask for nothing more."""
        if self._worker is not None:
            self._worker.close()

    def begin(self) -> None:
        """Have the model loaded while the first question is asked."""
        if self._coach is not None and self._worker is not None:
            self._loop.in_background(self._worker, self._coach.warm)
            if self._coach.notice:
                self._loop.note(self._coach.notice)

    def judged(
        self, answer: AnswerBuilder, own: Sequence[ProbeChoice], others: Sequence[str]
    ) -> None:
        """Begin to ask about an answer that has its words and its judgment.

        ``own``: the follow-ups it would get; ``others``: what else is asked in the round.
        """
        coach, worker = self._coach, self._worker
        if coach is None or worker is None or answer.transcript is None or answer.analysis is None:
            return
        question, text = answer.question.ask, answer.transcript.text
        asked = (*others, *(one.ask for one in own))
        take = answer.analysis.next
        if self._asked_about is None and len(own) > 1 and _is_stock(own[-1]):

            def ask() -> None:
                answer.suggested_ask = coach.follow_up(question, text, asked) or ""

            self._loop.in_background(worker, ask)
        if take is not None and take.sentence and take.rewritten:
            sentence = take.sentence

            def rewrite() -> None:
                answer.suggested_sentence = coach.rewrite(sentence) or ""

            self._loop.in_background(worker, rewrite)

    def in_place_of(self, own: ProbeChoice | None, answer: AnswerBuilder) -> ProbeChoice | None:
        """The last follow-up of ``answer``: the coach's, where there is one, or ``own``.

        What was once said of an answer stays so: the voice is ready for it.
        """
        if answer.last_ask is None:
            fits = own is not None and _is_stock(own) and self._asked_about is None
            answer.last_ask = answer.suggested_ask if fits else ""
            self._asked_about = answer if answer.last_ask else self._asked_about
        if own is None or not answer.last_ask:
            return own
        return replace(own, ask=answer.last_ask, because=BECAUSE, by="coach")


def _is_stock(choice: ProbeChoice) -> bool:
    """Whether it could be asked of any answer: none of this one's words gave rise to it."""
    return not choice.quote
