"""A round with a recorded candidate: the real recorder, the real replay, real files."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.audio.files import read
from mockint.audio.recorder import Recorder
from mockint.audio.replay import FileMicrophone
from mockint.audio.types import RATE_HZ
from mockint.events import Listening, Outward, TakeProgress
from mockint.interview import Prompt, Take
from mockint.screen.scripted import Press, heard
from tests.support.round_stations import Microphone, Table


@pytest.fixture
def spoken(tmp_path: Path) -> dict[str | None, Path]:
    """An answer of 6 s and a reply of 1 s, by theme."""
    made: dict[str | None, Path] = {}
    for theme, seconds, hz in ((None, 6, 220.0), ("impact", 1, 440.0)):
        at = np.arange(seconds * RATE_HZ) / RATE_HZ
        made[theme] = tmp_path / f"{theme or 'answer'}.flac"
        soundfile.write(made[theme], 0.2 * np.sin(2 * np.pi * hz * at), RATE_HZ)
    return made


def table_with(tmp_path: Path, spoken: dict[str | None, Path], *script: Press) -> Table:
    table = Table(tmp_path, *script)
    table.probes = 1
    begun: list[Prompt] = []

    class Recorded(Microphone):
        def __call__(self, prompt: Prompt, path: Path, report, sound, /) -> Take:
            begun.append(prompt)
            again = len(begun) - len({one.theme for one in begun})
            pace = 1.0 if script and not again else 0.0
            take = Recorder(
                lambda: FileMicrophone(spoken[prompt.theme], pace=pace), path, report, sound=sound
            )
            take.start()
            return take

    table.microphone = Recorded(table.log)
    return table


def test_the_recordings_end_is_done_and_all_of_it_is_kept(
    tmp_path: Path, spoken: dict[str | None, Path]
) -> None:
    record = table_with(tmp_path, spoken).hold()
    [answer] = record.answers
    [exchange] = answer.exchanges
    for recording, source in (
        (answer.recording, spoken[None]),
        (exchange.recording, spoken["impact"]),
    ):
        assert recording is not None
        kept = read(recording.path)
        assert recording.duration_s == kept.size / RATE_HZ
        np.testing.assert_allclose(kept, read(source), atol=1e-4)
    assert not record.ended_early


def test_retaken_at_life_speed(tmp_path: Path, spoken: dict[str | None, Path]) -> None:
    """Half a second of the first take is kept; the second one counts."""
    table = table_with(tmp_path, spoken, Press("pause", heard(0.2)), Press("retake", heard(0.5)))
    record = table.hold()
    [answer] = record.answers
    [first] = answer.earlier_takes
    assert [mark.kind for mark in first.marks] == ["think"]
    assert 0.5 <= first.duration_s < 6.0
    np.testing.assert_allclose(
        read(first.path), read(spoken[None])[: round(first.duration_s * RATE_HZ)], atol=1e-4
    )
    assert answer.recording is not None
    assert answer.recording.duration_s == 6.0


def test_a_marked_part_is_on_the_recordings_clock(
    tmp_path: Path, spoken: dict[str | None, Path]
) -> None:
    table = table_with(tmp_path, spoken, Press("part", heard(0.3)), Press("done", heard(0.6)))
    table.probes = 0
    [answer] = table.hold().answers
    assert answer.recording is not None
    [mark] = answer.recording.marks
    assert mark.kind == "part"
    assert 0.3 <= mark.at_s <= answer.recording.duration_s
    assert table.marks == [(mark.at_s,)]


def test_ctrl_c_leaves_a_file_that_can_be_read(
    tmp_path: Path, spoken: dict[str | None, Path]
) -> None:
    table = table_with(tmp_path, spoken, Press("help", lambda _event: False))

    def interrupt(event: Outward) -> None:
        if isinstance(event, TakeProgress) and event.loudness.elapsed_s >= 0.3:
            raise KeyboardInterrupt

    table.screen.before = interrupt
    assert table.hold().ended_early
    [path] = table.kept()
    assert read(path).size >= 0.3 * RATE_HZ
    assert len(table.shown(Listening)) == 1
