"""A sound card for tests (scripts/virtual-sound-card), and sounds to send through it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "virtual-sound-card"
RATE_HZ = 16_000
Sound = npt.NDArray[np.float32]


class Card:
    """One virtual sound card; see the script's own help for what it can do."""

    def __init__(self, folder: Path) -> None:
        self._env = {**os.environ, "VIRTUAL_SOUND_DIR": str(folder)}

    def do(self, *command: str) -> str:
        """Run one command of the script; returns what it printed."""
        done = subprocess.run(
            [SCRIPT, *command], env=self._env, check=True, text=True, stdout=subprocess.PIPE
        )
        return done.stdout

    def begin(self, *command: str) -> subprocess.Popen[bytes]:
        """Begin one command that takes its time (play, capture)."""
        return subprocess.Popen([SCRIPT, *command], env=self._env)

    def environment(self) -> dict[str, str]:
        """What a program must find in its environment before it loads PortAudio."""
        lines = self.do("env").splitlines()
        pairs = (line.removeprefix("export ").split("=", 1) for line in lines)
        return {name: value.strip("'") for name, value in pairs}

    def heal(self) -> None:
        """Whatever a test did to it, undone."""
        self.do("thaw")
        self.do("plug")
        self.do("mute", "off")
        self.do("loopback", "off")


@pytest.fixture(scope="session")
def _session_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    if shutil.which("pulseaudio") is None:
        pytest.skip(
            "no PulseAudio here: apt install pulseaudio pulseaudio-utils libasound2-plugins"
        )
    card = Card(tmp_path_factory.mktemp("card"))
    card.do("start")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in card.environment().items():
            patch.setenv(name, value)
        if "sounddevice" in sys.modules:  # loaded by an earlier test: look at the machine again
            from mockint.audio import portaudio

            portaudio.reinitialise()
        yield card
    card.do("stop")


@pytest.fixture
def virtual_card(_session_card: Card) -> Iterator[Card]:
    """The session's sound card, well at the start of each test; PortAudio here sees it."""
    yield _session_card
    _session_card.heal()


def noise(seconds: float, *, peak: float = 0.5, seed: int = 1) -> Sound:
    """Noise below 3 kHz that swells like syllables: unmistakable when it is looked for again."""
    rng = np.random.default_rng(seed)
    count = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(rng.normal(size=count))
    spectrum[np.fft.rfftfreq(count, 1 / RATE_HZ) > 3_000] = 0
    sound = np.fft.irfft(spectrum, count)
    sound *= 0.6 + 0.4 * np.sin(2 * np.pi * 4 * np.arange(count) / RATE_HZ)
    made: Sound = (sound / np.abs(sound).max() * peak).astype(np.float32)
    return made


def write(path: Path, sound: Sound, rate_hz: int = RATE_HZ) -> Path:
    """Write a 16-bit WAV and return its path."""
    soundfile.write(path, sound, rate_hz, subtype="PCM_16")
    return path


def speak(path: Path, text: str) -> Path:
    """``text`` in a synthetic voice, as a WAV."""
    subprocess.run(["flite", "-voice", "rms", "-t", text, "-o", str(path)], check=True)
    return path


def likeness(heard: Sound, played: Sound) -> float:
    """Correlation of ``played`` with the place in ``heard`` where it fits best, -1..1.

    Places lie an eighth of a sample apart: resampling on the way delays by fractions of one.
    """
    size = 1 << (heard.size + played.size).bit_length()
    spectrum, sought = np.fft.rfft(heard, size), np.fft.rfft(played, size).conj()
    turn = -2j * np.pi * np.arange(size // 2 + 1) / size
    places = max(1, heard.size - played.size + 1)
    best = -1.0
    for shift in np.arange(-4, 5) / 8:
        moved = np.fft.irfft(spectrum * np.exp(turn * shift), size)
        at = int(np.argmax(np.fft.irfft(np.fft.rfft(moved) * sought, size)[:places]))
        there = moved[at : at + min(played.size, heard.size - at)]
        best = max(best, float(np.corrcoef(there, played[: there.size])[0, 1]))
    return best


def wait_for(what: Callable[[], object], limit_s: float = 10.0) -> None:
    """Until ``what()`` is true; fails the test where that does not happen."""
    end = time.monotonic() + limit_s
    while not what():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.01)
