"""Hearing behind a recording, at any speed of the recognizer: nothing lost, nothing twice.

Simulated: time is counted, not waited for. A word is 0.3 s of sound at a level of its own, so what
a recognizer is given says which words it should hear.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.audio.phrases import PhraseCutter
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import VoiceActivity
from mockint.errors import EngineDied, TranscribeError
from mockint.transcribe.live.follower import Follower
from mockint.transcribe.live.incremental import IncrementalTranscription
from mockint.transcribe.live.retry import TRIES, RetryingRecognizer
from mockint.transcribe.types import Recognition, Word, no_progress

WORD_S = 0.3
BLOCK_S = 0.1
STEP = 0.001
"""Difference in level between two neighbouring words."""


def spoken(pauses: Sequence[float]) -> Samples:
    """Words 0, 1, 2 ... with these pauses behind them; a closure of 20 ms divides two words."""
    parts: list[Samples] = [np.zeros(RATE_HZ // 2, np.float32)]
    for number, pause in enumerate(pauses):
        level = 0.1 + STEP * number
        parts.append(np.full(round((WORD_S - 0.02) * RATE_HZ), level, np.float32))
        parts.append(np.zeros(round((0.02 + pause) * RATE_HZ), np.float32))
    return np.concatenate(parts)


def words_in(sound: Samples) -> tuple[Word, ...]:
    """The words that are whole, or nearly: what a perfect recognizer would hear."""
    levels = np.rint((sound - 0.1) / STEP).astype(int)
    levels[sound < 0.05] = -1
    found = []
    for number in sorted(set(levels.tolist()) - {-1}):
        where = np.flatnonzero(levels == number)
        if where.size > 0.5 * WORD_S * RATE_HZ:
            found.append(Word(f"w{number}", where[0] / RATE_HZ, (where[-1] + 1) / RATE_HZ))
    return tuple(found)


@dataclass
class Recognizer:
    """Hears perfectly, ``fixed_s + ratio * sound`` of counted time a pass."""

    window_s: float = 0.0
    fixed_s: float = 0.0
    ratio: float = 0.0
    dies_at: frozenset[int] = frozenset()
    name: str = "simulated"
    clock_s: float = 0.0
    passes: list[float] = field(default_factory=list)

    def warm(self) -> None: ...

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        self.passes.append(sound.size / RATE_HZ)
        self.clock_s += self.fixed_s + self.ratio * sound.size / RATE_HZ
        if len(self.passes) in self.dies_at:
            raise EngineDied("simulated stopped working")
        return Recognition(words_in(sound))


@dataclass
class StreamingRecognizer(Recognizer):
    """The same, while the sound comes."""

    piece: list[Samples] = field(default_factory=list)
    calls: int = 0

    def begin(self, *, hints: Sequence[str] = ()) -> None:
        self.piece = []

    def push(self, sound: Samples) -> tuple[Word, ...]:
        self.calls += 1
        self.clock_s += self.ratio * sound.size / RATE_HZ
        if self.calls in self.dies_at:
            raise EngineDied("simulated stopped working")
        self.piece.append(sound)
        return words_in(np.concatenate(self.piece))

    def end(self) -> Recognition:
        self.passes.append(sum(part.size for part in self.piece) / RATE_HZ)
        return Recognition(words_in(np.concatenate(self.piece)))


@dataclass
class DraftingRecognizer(Recognizer):
    """The same, with drafts: sound that one of them held is half price the next time."""

    extends: bool = True
    last: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    last_made: bool = False
    given_up: int = 0

    def draft(self, sound: Samples, stop: Callable[[], bool], *, hints: Sequence[str] = ()) -> bool:
        ends_s = self.clock_s + self._cost_s(sound)
        self.last, self.last_made = sound.copy(), False
        while self.clock_s < ends_s:
            self.clock_s += min(BLOCK_S, ends_s - self.clock_s)
            if stop():
                self.given_up += 1
                return False
        self.last_made = True
        return True

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        is_known = self.last_made and np.array_equal(self.last, sound)
        cost_s = 0.0 if is_known else self._cost_s(sound)
        before_s = self.clock_s
        heard = super().recognize(sound, hints=hints)
        self.clock_s = before_s + cost_s
        return heard

    def _cost_s(self, sound: Samples) -> float:
        known = min(self.last.size, sound.size)
        is_known = np.array_equal(self.last[:known], sound[:known])
        return self.fixed_s + self.ratio * (sound.size - is_known * known / 2) / RATE_HZ


@dataclass
class Told:
    words: tuple[Word, ...] = ()
    sure_s: float = 0.0
    sure_words: list[tuple[Word, ...]] = field(default_factory=list)

    def __call__(self, words: tuple[Word, ...], sure_s: float) -> None:
        assert sure_s >= self.sure_s
        before = [word for word in self.words if word.start < self.sure_s]
        assert list(words[: len(before)]) == before, "a word that was sure has changed"
        self.words, self.sure_s = words, sure_s


def run(sound: Samples, recognizer: Recognizer, notes: list[str] | None = None) -> Follower:
    """Life speed on a counted clock: the recognizer works while further sound comes."""
    told = Told()
    follower = Follower(
        RetryingRecognizer(recognizer, (), (notes if notes is not None else []).append),
        PhraseCutter(VoiceActivity(lambda frame: float(np.abs(frame).mean() > 0.03))),
        told,
    )
    at, step, ended = 0, round(BLOCK_S * RATE_HZ), False

    def take_in() -> None:
        """All that came while the recognizer worked."""
        nonlocal at, ended
        while at < sound.size and (at + step) / RATE_HZ <= recognizer.clock_s:
            follower.push(sound[at : at + step])
            at += step
        if at >= sound.size and not ended:
            ended = True
            follower.end()

    while not ended or follower.waiting:
        if not follower.waiting:  # at least the next block is waited for
            recognizer.clock_s = max(recognizer.clock_s, (at + step) / RATE_HZ)
        take_in()
        follower.step(take_in)
    assert told.words == follower.transcript("x").words
    return follower


PAUSES = st.lists(
    st.sampled_from([0.0, 0.0, 0.0, 0.0, 0.1, 0.35, 0.5, 0.8, 1.2, 4.0]), min_size=1, max_size=70
)
SPEEDS = st.sampled_from([(0.0, 0.0), (1.0, 0.05), (0.1, 0.5), (2.0, 0.5), (5.0, 2.0)])


@settings(max_examples=60, deadline=None)
@given(
    pauses=PAUSES,
    speed=SPEEDS,
    window_s=st.sampled_from([0.0, 28.0]),
    kind=st.sampled_from([Recognizer, StreamingRecognizer, DraftingRecognizer]),
    dies_at=st.frozensets(st.integers(1, 40), max_size=3),
)
def test_every_word_once_and_in_order(
    pauses: list[float],
    speed: tuple[float, float],
    window_s: float,
    kind: type[Recognizer],
    dies_at: frozenset[int],
) -> None:
    # two deaths in a row are survived; more on one phrase are not
    dies_at = frozenset(n for n in dies_at if not {n - 1, n - 2} <= dies_at)
    recognizer = kind(window_s=window_s, fixed_s=speed[0], ratio=speed[1], dies_at=dies_at)
    sound = spoken(pauses)

    heard = run(sound, recognizer).transcript("simulated")

    assert [word.text for word in heard.words] == [f"w{i}" for i in range(len(pauses))]
    truth = words_in(sound)
    for word, said in zip(heard.words, truth, strict=True):
        assert word.start == pytest.approx(said.start, abs=0.02)
    assert heard.duration == pytest.approx(sound.size / RATE_HZ)


def test_a_slow_recognizer_takes_longer_pieces_and_its_cost_is_bounded() -> None:
    """A pass costs 6 s whatever it holds: phrase by phrase it would fall behind for ever."""
    sound = spoken(([0.0] * 14 + [0.6]) * 24)
    slow = Recognizer(window_s=28.0, fixed_s=6.0)

    heard = run(sound, slow).transcript("simulated")

    assert len(heard.words) == 15 * 24
    assert max(slow.passes) <= 28.0
    left_s = slow.clock_s - sound.size / RATE_HZ
    assert left_s <= 2 * 6.0


def test_what_was_heard_in_a_pause_is_not_heard_again() -> None:
    sound = spoken([0.0] * 4 + [0.4, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0])
    quick = Recognizer(window_s=28.0)

    run(sound, quick)

    # in the pause inside the first phrase (wasted), after it, and after the second
    assert len(quick.passes) == 3


@pytest.mark.parametrize("extends", [True, False])
def test_a_drafting_recognizer_begins_as_the_voice_falls(extends: bool) -> None:
    """A pass costs 0.6 s and the candidate is done 0.3 s after the last word: the pass began half
    of that earlier."""
    sound = spoken([0.0] * 11 + [0.3])
    plain, drafting = Recognizer(28.0, 0.6), DraftingRecognizer(28.0, 0.6, extends=extends)

    assert len(run(sound, plain).transcript("x").words) == 12
    assert len(run(sound, drafting).transcript("x").words) == 12

    done_s = sound.size / RATE_HZ
    assert plain.clock_s - done_s == pytest.approx(0.6, abs=0.15)
    assert drafting.clock_s - done_s == pytest.approx(0.45, abs=0.1)


def test_a_draft_is_given_up_for_a_better_one() -> None:
    """The voice falls, goes on for one word, and falls for good while the pass goes on: what began
    at the first pause counts for nothing, and is not waited for."""
    sound = spoken([0.0] * 9 + [0.2, 0.0, 0.4])
    drafting = DraftingRecognizer(28.0, 1.2)

    assert len(run(sound, drafting).transcript("x").words) == 12

    assert drafting.given_up >= 1
    assert drafting.clock_s - sound.size / RATE_HZ < 1.2


def test_long_speech_is_drafted_while_it_goes_on() -> None:
    """Ten seconds without a pause, at a price that follows the sound: half is left at the end."""
    sound = spoken([0.0] * 32 + [0.3])
    plain, drafting = Recognizer(28.0, 0.0, 0.2), DraftingRecognizer(28.0, 0.0, 0.2)

    run(sound, plain)
    run(sound, drafting)

    assert max(drafting.passes) == pytest.approx(max(plain.passes), abs=0.2)
    assert drafting.clock_s < plain.clock_s - 0.4


def test_a_streaming_recognizer_has_heard_the_phrase_when_it_ends() -> None:
    sound = spoken([0.0] * 20 + [2.0] + [0.0] * 20)
    quick = StreamingRecognizer()

    follower = run(sound, quick)

    assert len(follower.transcript("x").words) == 41
    assert len(quick.passes) == 2


def test_how_far_behind() -> None:
    sound = spoken([0.0] * 20 + [2.0])
    cutter = PhraseCutter(VoiceActivity(lambda frame: float(np.abs(frame).mean() > 0.03)))
    follower = Follower(RetryingRecognizer(Recognizer(), (), print), cutter, Told())

    follower.push(sound[: 4 * RATE_HZ])
    assert follower.behind_s == pytest.approx(3.5, abs=0.1)
    follower.push(sound[4 * RATE_HZ :])
    assert follower.waiting == 1
    follower.step()
    assert follower.behind_s == 0.0


def test_one_that_dies_is_given_the_same_again_and_it_is_said() -> None:
    notes: list[str] = []

    follower = run(spoken([0.0] * 10), Recognizer(dies_at=frozenset({1})), notes)

    assert len(follower.transcript("x").words) == 10
    assert notes == [
        "simulated stopped working. mockint started it again; your recording is complete."
    ]


def test_one_that_always_dies_gives_up() -> None:
    with pytest.raises(TranscribeError):
        run(spoken([0.0] * 10), Recognizer(dies_at=frozenset(range(1, 2 * TRIES + 1))))


@pytest.mark.parametrize("is_quiet", [False, True])
def test_a_take_that_is_too_quiet_is_to_be_heard_again_louder(is_quiet: bool) -> None:
    sound = spoken([0.0] * 10) * (0.02 if is_quiet else 1.0)
    follows = IncrementalTranscription(
        RetryingRecognizer(Recognizer(), (), print),
        PhraseCutter(VoiceActivity(lambda frame: float(np.abs(frame).mean() > 0.03))),
    )
    for at in range(0, sound.size, 512):
        follows.push(sound[at : at + 512].astype(np.float32))
    if not is_quiet:
        assert len(follows.finish(no_progress).words) == 10
        return
    with pytest.raises(TranscribeError, match="too quiet"):
        follows.finish(no_progress)
