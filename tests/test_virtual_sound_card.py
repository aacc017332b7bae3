"""scripts/virtual-sound-card, the parts that no other test goes through."""

import os
import re
import subprocess
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.audio import files
from mockint.audio.microphone import DeviceMicrophone
from mockint.audio.speaker import Speaker
from tests.support.sound_card import RATE_HZ, SCRIPT, Card, likeness, noise, wait_for, write

pytestmark = pytest.mark.sound


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "VIRTUAL_SOUND_DIR": str(folder)}
    return subprocess.run([SCRIPT, *command], env=env, text=True, capture_output=True, check=False)


def test_its_help_names_every_command() -> None:
    done = run(Path("/nowhere"), "--help")
    assert done.returncode == 0
    commands = set(re.findall(r"^([a-z]+)\)", SCRIPT.read_text().split("\ncase ")[-1], re.M))
    assert len(commands) >= 10
    for command in commands:
        assert re.search(rf"^  (\w+ \| )?{command}\b", done.stdout, re.M), command


def test_without_a_command_it_shows_how() -> None:
    done = run(Path("/nowhere"))
    assert (done.returncode, done.stdout) == (64, "")
    assert done.stderr.startswith("usage: ")


@pytest.mark.usefixtures("virtual_card")
def test_two_cards_live_side_by_side(tmp_path: Path, virtual_card: Card) -> None:
    folder = tmp_path / "card"
    assert run(folder, "status").returncode == 1
    first = run(folder, "start")
    try:
        assert first.returncode == 0
        assert first.stdout == run(folder, "start").stdout == run(folder, "env").stdout
        assert first.stdout != virtual_card.do("env")
        assert run(folder, "status").returncode == 0
        run(folder, "unplug")
        assert run(folder, "status").returncode == 2
        run(folder, "freeze")
    finally:
        assert run(folder, "stop").returncode == 0, "a frozen one can be stopped too"
    assert run(folder, "status").returncode == 1
    assert run(folder, "stop").returncode == 0
    virtual_card.do("status")


def test_the_microphone_hears_the_speaker_only_when_it_is_told_to(
    virtual_card: Card, tmp_path: Path
) -> None:
    path, played = write(tmp_path / "a.wav", noise(0.5)), noise(0.5)
    for loopback in ("off", "on"):
        virtual_card.do("loopback", loopback)
        blocks: list[object] = []
        microphone = DeviceMicrophone()
        microphone.start(blocks.append)
        Speaker()(path, threading.Event())
        so_far = len(blocks)
        wait_for(lambda blocks=blocks, so_far=so_far: len(blocks) > so_far + 10)
        microphone.stop()
        heard = np.concatenate(blocks)
        if loopback == "off":
            assert not heard.any()
        else:
            assert likeness(heard, played[RATE_HZ // 10 : -RATE_HZ // 10]) >= 0.98


def test_other_formats_are_played_too(virtual_card: Card, tmp_path: Path) -> None:
    mp3 = tmp_path / "a.mp3"
    soundfile.write(mp3, noise(0.5), RATE_HZ)
    blocks: list[object] = []
    microphone = DeviceMicrophone()
    microphone.start(blocks.append)
    virtual_card.do("play", str(mp3))
    microphone.stop()
    assert likeness(np.concatenate(blocks), files.read(mp3)[1_600:-1_600]) >= 0.95
