"""Answers told for tests: words on a clock, libraries without files, transcripts of any kind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import strategies as st

from mockint.content.types import BankProbe, Cues, FaultPhrase, Library, Wording
from mockint.domain import THEMES, Segment
from mockint.star.types import LabelledUnit, Unit
from mockint.transcribe.types import Stretch, Transcript, Word
from tests.support.amazon import PACK

CUES = Cues(
    fillers=("um", "uh"),
    filler_phrases=("you know", "i mean", "like", "well", "at the end of the day"),
    hedges=("maybe",),
    fault_phrases=(FaultPhrase(phrase="they took it from there", signal="handed_off"),),
)

LIBRARY = Library(
    pack=PACK,
    probes={
        theme: BankProbe(
            theme=theme,
            looks_for="A thing done, and how they know.",
            wordings=(
                Wording(text=f"Plain question on {theme}?"),
                Wording(text="You said, '{quote}'. Go on?", slot="quote"),
                Wording(text="You told me, '{step}'. How?", slot="step"),
                Wording(text="You mentioned {number}. Of what?", slot="number"),
                Wording(text="What did {team} say?", slot="team"),
                Wording(text="I heard '{we}'. Who is we?", slot="we"),
            ),
            weak_signals=("assumed_not_verified",),
        )
        for theme in THEMES
    },
    cues=CUES,
)

STRONG: tuple[tuple[Segment, str], ...] = (
    ("situation", "While I was checking a dashboard I noticed that 3% of our parcels got lost."),
    ("situation", "Customers were waiting two weeks and had to call us, and there was no ticket."),
    ("task", "The label service belonged to the shipping team, it wasn't my team's job."),
    ("task", "Nobody had asked me, but I decided to find the cause myself."),
    ("action", "I pulled a month of scan logs and compared them with our orders."),
    ("action", "I traced it to a race condition in the printer queue."),
    ("action", "I reproduced it on my laptop with two workers side by side."),
    ("action", "I wrote a small fix, which costs a second per label, and I accepted that."),
    ("action", "I added an alert on the queue so that the next one pages somebody."),
    ("action", "Then I sat with the shipping team while it was rolled out to all depots."),
    ("result", "Lost parcels went from 3% to zero within a month."),
    ("result", "Finance put that at around $9,000 a week."),
    ("result", "Two other teams have since copied the alert."),
    ("reflection", "Every team had its own target and nobody owned the gap between them."),
    ("reflection", "So now I ask who owns the number before I start on a service."),
)
WEAK: tuple[tuple[Segment, str], ...] = (
    ("situation", "Our shop was slow and people were complaining about it for a while."),
    ("task", "So my manager asked me to have a look at it that week."),
    ("action", "I looked into it and we had a couple of meetings about it."),
    ("action", "We tried some different settings and we changed the cache together."),
    ("action", "Then I passed it on to the platform team and they fixed it."),
    ("result", "It got better after that and the team was happy."),
    ("reflection", "What I learned is that communication is really important."),
)


def say(sentences: Sequence[str], *, bare: bool = False, each_s: float = 0.4) -> Transcript:
    """The sentences spoken one after the other; ``bare``: no punctuation, no capitals."""
    words: list[Word] = []
    now = 1.0
    for sentence in sentences:
        for text in sentence.split():
            shown = text.lower().strip(".,;:?!'\"") if bare else text
            if shown:
                words.append(Word(shown, now, now + each_s - 0.05))
            now += each_s
        now += 0.5
    return Transcript(tuple(words), now, "test")


def unit(segment: Segment, text: str, *, doubted: Sequence[str] = ()) -> LabelledUnit:
    """One labelled unit; the words in ``doubted`` were heard with little confidence."""
    words = tuple(
        Word(word, at * 0.4, at * 0.4 + 0.3, 0.1 if word in doubted else 0.9)
        for at, word in enumerate(text.split())
    )
    return LabelledUnit(Unit(words), segment)


def told(story: Sequence[tuple[Segment, str]], *, bare: bool = False) -> Transcript:
    """A story as a transcript."""
    return say([text for _, text in story], bare=bare)


_SAID = sorted({word for _, text in (*STRONG, *WEAK) for word in text.split()})
_TEXTS = st.one_of(
    st.sampled_from(_SAID),
    st.sampled_from(["um", "uh,", "like", "you", "know", "we,", "sorry,", "I", "0.3%", "$8,000"]),
    st.text(min_size=1, max_size=8).map(lambda text: "".join(text.split()) or "x"),
)


@contextmanager
def taken_for_a_story() -> Iterator[None]:
    """Whatever is said in it, as drawn words tell no story and have no parts then."""
    with patch("mockint.star.analyse.judge_story", return_value=None):
        yield


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any transcript: none or many words, equal times, long silences, doubt, odd characters."""
    texts = draw(st.lists(_TEXTS, max_size=80)) * draw(st.sampled_from([1, 1, 1, 4]))
    step = st.sampled_from([0.0, 0.01, 0.2, 0.4, 3.0])
    now = draw(st.floats(0, 20))
    words = []
    for text in texts:
        start = now + draw(step)
        now = start + draw(step)
        chance = draw(st.sampled_from([None, 0.0, 0.3, 0.4, 0.9, 1.0]))
        words.append(Word(text, start, now, chance))
    hesitations = draw(st.lists(st.floats(0, 60), max_size=3))
    return Transcript(
        tuple(words),
        now + draw(st.sampled_from([0.0, 1.0])),
        "test",
        speech=draw(st.sampled_from([None, (), (Stretch(0.0, now),)])),
        hesitations=tuple(Stretch(at, at + 0.3) for at in hesitations),
    )
