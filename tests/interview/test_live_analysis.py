"""The answer so far: when it is judged, and what a screen is told of its parts."""

from collections.abc import Iterator, Sequence

import pytest

from mockint.events import AnswerSoFar, LiveWords
from mockint.interview.live_analysis import FEWEST_WORDS, LiveAnalysis
from mockint.interview.worker import EventLoop, Worker
from mockint.screen.scripted import RecordingScreen
from mockint.star.types import Analysis, Span
from mockint.transcribe.types import Transcript, Word
from tests.support.round_stations import analysis

WORDS = tuple(Word(f"w{n}", n * 0.5, n * 0.5 + 0.4) for n in range(30))
BY_EAR = (Span("situation", 0.0, 9.0), Span("action", 9.0, 15.0))
BY_MARKS = (Span("situation", 0.0, 4.0), Span("task", 4.0, 15.0))


class Telling:
    """One take that is judged beside its recording; ``marked``: by the candidate's marks."""

    def __init__(self) -> None:
        self.screen = RecordingScreen()
        self.loop = EventLoop(self.screen)
        self.worker = Worker("judging", self.loop.inbox)
        self.marked = False
        self.judged: list[int] = []
        self.live = LiveAnalysis(
            self.loop,
            self.worker,
            take=1,
            judge=self.judge,
            on_words=lambda _words: None,
            on_analysis=lambda _analysis: None,
        )

    def judge(self, heard: Transcript) -> tuple[Analysis, Sequence[Span], Sequence[Span]]:
        self.judged.append(len(heard.words))
        return analysis(), BY_MARKS if self.marked else BY_EAR, BY_EAR if self.marked else ()

    def hear(self, number: int) -> None:
        self.live.accepts(LiveWords(WORDS[:number], number * 0.5, 0.0, take=1))

    def see(self) -> AnswerSoFar:
        """What is shown when the judging has ended."""
        assert self.live.accepts(self.loop.inbox.get())
        shown = self.screen.events[-1]
        assert isinstance(shown, AnswerSoFar)
        return shown


@pytest.fixture
def telling() -> Iterator[Telling]:
    made = Telling()
    yield made
    made.worker.close()


def test_no_part_is_named_before_some_words_are_there(telling: Telling) -> None:
    telling.hear(FEWEST_WORDS - 1)
    assert telling.judged == []
    assert [event.now for event in telling.screen.events] == [None]  # type: ignore[union-attr]
    telling.hear(FEWEST_WORDS)
    assert telling.see().now == "action"


def test_marks_decide_and_the_seconds_without_them_stand_beside(telling: Telling) -> None:
    telling.hear(30)
    heard = telling.see()
    assert dict(heard.parts)["situation"] == 9.0
    assert heard.as_heard == ()
    telling.marked = True
    telling.live.again()  # nothing new was said
    marked = telling.see()
    assert dict(marked.parts)["situation"] == 4.0
    assert marked.as_heard == heard.parts
    telling.marked = False
    telling.live.again()
    assert telling.see() == heard
