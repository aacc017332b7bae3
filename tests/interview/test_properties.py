"""Whatever is pressed and whatever fails, a round ends, and every take is in what is kept."""

import tempfile
from itertools import chain
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.audio.types import Ended, Report, Trouble, TroubleKind
from mockint.domain import THEMES
from mockint.errors import NoDevice, TranscribeError, VoiceError
from mockint.events import Choosing, Key, Outward
from mockint.star.types import ReplyStrength
from tests.support.round_stations import QUESTIONS, SPEECH, Table, analysis, takes_in

TROUBLES = [Trouble(kind, 1.0, f"{kind}!", "wait") for kind in get_args(TroubleKind)]
scripts = st.lists(st.sampled_from([*SPEECH, *TROUBLES]), max_size=4).map(
    lambda reports: [*reports, Ended(4.0)]
)
keys_or_none = st.one_of(st.none(), st.none(), st.sampled_from([*get_args(Key), "ctrl-c"]))
calls = st.sets(st.integers(1, 6), max_size=2)


@settings(max_examples=300, deadline=None)
@given(
    pressed=st.lists(keys_or_none, max_size=40),
    takes=st.lists(scripts, min_size=1, max_size=4),
    themes=st.lists(st.lists(st.sampled_from(THEMES), max_size=4), min_size=1, max_size=3),
    failing=st.tuples(st.booleans(), calls, calls),
    sizes=st.tuples(st.integers(1, 3), st.integers(0, 3)),
    strengths=st.lists(st.sampled_from(get_args(ReplyStrength)), min_size=1, max_size=4),
)
def test_any_round(
    pressed: list[Key | None],
    takes: list[list[Report]],
    themes: list[list],
    failing: tuple[bool, set[int], set[int]],
    sizes: tuple[int, int],
    strengths: list[ReplyStrength],
) -> None:
    voice_fails, transcriber_fails, microphone_fails = failing
    with tempfile.TemporaryDirectory() as folder:
        table = Table(Path(folder))
        table.questions, table.probes = QUESTIONS[: sizes[0]], sizes[1]
        table.microphone.scripts = list(takes)
        table.microphone.errors = {call: NoDevice("gone") for call in microphone_fails}
        table.transcriber.errors = {call: TranscribeError("no") for call in transcriber_fails}
        table.strengths = list(strengths)
        table.voice.error = VoiceError("hoarse") if voice_fails else None
        table.analyses = [analysis(*each) for each in themes]
        coming = iter(pressed)

        def press(event: Outward) -> None:
            key = next(coming, None)
            if isinstance(event, Choosing) and key not in ("done", "ctrl-c"):
                key = "quit"  # nothing goes on until it is answered
            if key == "ctrl-c":
                raise KeyboardInterrupt
            if key is not None:
                table.keys.press(key)

        table.screen.before = press
        record = None
        try:
            record = table.hold()
        except KeyboardInterrupt:
            assert "ctrl-c" in pressed
        except NoDevice:
            assert not table.microphone.takes
        started = [take.path for take in table.microphone.takes]
        assert sorted(table.kept()) == sorted(started)
        if record is None:
            return
        assert takes_in(record) == table.kept()
        asked = [[e.probe.theme for e in answer.exchanges] for answer in record.answers]
        assert all(len(each) <= sizes[1] for each in asked)
        flat = list(chain.from_iterable(asked))
        assert len(set(flat)) == len(flat)
        for exchange in chain.from_iterable(answer.exchanges for answer in record.answers):
            weak = exchange.finding is not None and exchange.finding.strength == "weak"
            if exchange.drill is not None:
                assert weak
                assert exchange.drill.probe.theme == exchange.probe.theme
                assert exchange.drill.drill is None
            elif weak:
                assert record.ended_early or transcriber_fails  # heard at the end, it gets none
        if not record.ended_early:
            assert len(record.answers) == sizes[0]
            assert len(set(record.notices)) == len(record.notices)
