"""The answer so far, judged beside its recording: for the screen, and to have the voice ready."""

from collections.abc import Callable, Sequence

from mockint.domain import SEGMENTS, Segment
from mockint.events import AnswerSoFar, Inward, LiveWords, WorkDone
from mockint.interview.worker import EventLoop, Worker
from mockint.star.types import Analysis, Span
from mockint.transcribe.types import Transcript

STEP_S = 2.0
FEWEST_WORDS = 13
"""Of fewer no part is named. Of 36 beginnings of a Situation, with and without punctuation, 22 were
taken for something else after 7 words, 8 after 10, and 1 after 13."""

Judge = Callable[[Transcript], tuple[Analysis, Sequence[Span], Sequence[Span]]]
"""The answer as if it were whole; its parts as of one that goes on; the same without the
candidate's marks, none where there are no marks."""


Seconds = tuple[tuple[Segment, float], ...]


class LiveAnalysis:
    """Of take ``take``. What it finds is shown and given to ``on_analysis``; nothing is
    kept. ``on_words`` is given the words themselves, first.

    One judging at a time, of the latest words, when a phrase is over or STEP_S more have been said:
    words may come four times a second, and a judgement costs a few hundredths of one.
    ``judge`` None: a reply, which has no parts.
    """

    def __init__(
        self,
        loop: EventLoop,
        worker: Worker,
        *,
        take: int,
        judge: Judge | None,
        on_words: Callable[[LiveWords], None],
        on_analysis: Callable[[Analysis], None],
    ) -> None:
        self._loop = loop
        self._take = take
        self._worker = worker
        self._judge = judge
        self._on_words = on_words
        self._on_analysis = on_analysis
        self._latest: LiveWords | None = None
        self._judged_s = (0.0, 0.0)
        """What was judged last: up to where it was sure, and where it ended."""
        self._job: int | None = None
        self._parts: Seconds = ()
        self._as_heard: Seconds = ()
        self._now: Segment | None = None
        self.spans: tuple[Span, ...] = ()
        """The parts so far, as the screen shows them."""

    def accepts(self, event: Inward) -> bool:
        """Whether ``event`` was meant for us: words of any take, or the end of our own work."""
        match event:
            case LiveWords(take=take):
                if take == self._take:
                    self._latest = event
                    self._on_words(event)
                    self._show()
                    self._begin()
            case WorkDone(job=job, result=result) if job == self._job:
                self._judged_now(result)
            case _:
                return False
        return True

    def again(self) -> None:
        """Judge the same words once more: the marks are others now."""
        self._judged_s = (0.0, 0.0)
        self._begin()

    def _judged_now(self, result: object) -> None:
        self._job = None
        # An answer that cannot be judged yet is judged again with more words, and at its end.
        if isinstance(result, tuple):
            analysis, spans, as_heard = result
            self.spans = tuple(spans)
            self._parts = _seconds(spans)
            self._as_heard = _seconds(as_heard) if as_heard else ()
            self._now = spans[-1].segment if spans else None
            self._show()
            self._on_analysis(analysis)
        self._begin()

    def _begin(self) -> None:
        event, judge = self._latest, self._judge
        if event is None or judge is None or self._job is not None:
            return
        if len(event.words) < FEWEST_WORDS:
            return
        sure_s, end_s = self._judged_s
        if event.sure_s <= sure_s and event.words[-1].end < end_s + STEP_S:
            return
        self._judged_s = event.sure_s, event.words[-1].end
        heard = Transcript(event.words, duration=event.words[-1].end, engine="so far")
        self._job = self._worker.do(lambda _tell: judge(heard))

    def _show(self) -> None:
        if self._latest is not None:
            event = self._latest
            self._loop.show(
                AnswerSoFar(
                    event.words,
                    event.sure_s,
                    self._parts,
                    self._now,
                    event.behind_s,
                    self._as_heard,
                )
            )


def _seconds(spans: Sequence[Span]) -> Seconds:
    """Of each of the five parts, in their order."""
    return tuple(
        (part, sum(span.seconds for span in spans if span.segment == part)) for part in SEGMENTS
    )
