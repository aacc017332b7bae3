"""The system's own voices through pyttsx3, one process an utterance: see ``pyttsx3_child.py``.

A time limit, two retries, short pieces, no orphan left. Every failure of pyttsx3 and espeak-ng
becomes a VoiceError here.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

from mockint.decoding import json_value
from mockint.errors import VoiceError
from mockint.files import delete
from mockint.voice import children
from mockint.voice.pieces import cut
from mockint.voice.rendered import is_whole, render_pieces
from mockint.voice.types import SpeechVoice

THE_DEFAULT = ""
"""The id that stands for the system's first voice that speaks English."""

LIBRARY_MISSING = 3
"""Exit code: pyttsx3 or espeak-ng is not installed, so trying again cannot help."""

OTHER_SETTINGS = 4
"""Exit code: it spoke, but not with the voice or rate asked for."""

NO_ENGLISH = 5
"""Exit code: none of the system's voices speaks English."""

PIECE_BYTES = 1_900
"""15 kB in one piece crashed the process; under 2 kB never did."""

WORDS_PER_MINUTE = 130
"""pyttsx3's "words per minute", which espeak-ng counts its own way: 130 speaks this program's own
questions at about 165 words a minute, an unhurried interviewer (tests/voice/test_pyttsx3.py)."""

LIMIT_S = 20.0
"""For one piece. An ordinary question takes 0.3 s, 2 kB about 1 s on a slow machine."""

SETTLE_S = (0.1, 0.4, 1.0)
"""What each try gives pyttsx3 to take a setting in; a busy machine needs more."""
NATURAL = "mockint setup --voice en_US-lessac-medium"
INSTALL = "sudo apt-get install espeak-ng" if sys.platform.startswith("linux") else NATURAL
"""The systems that are not Linux bring their voices along; where they do not, Piper's is one."""
CHILD = (sys.executable, "-m", "mockint.voice.pyttsx3_child")


@dataclass(frozen=True, slots=True)
class Pyttsx3Renderer:
    """A Renderer through pyttsx3."""

    voice_id: str = THE_DEFAULT
    rate: float = 1.0
    command: Sequence[str] = field(default=CHILD)
    """How the child is started; tests put a broken one here."""
    limit_s: float = LIMIT_S

    @property
    def name(self) -> str:
        """As a person would call it."""
        return f"{self.voice_id or 'the English voice of your system'}, through pyttsx3"

    def made_of(self, text: str) -> Sequence[str | float]:
        """As Renderer.made_of."""
        return ("pyttsx3", _library_version(), self.voice_id, self._words_per_minute, text)

    def at_rate(self, rate: float) -> Self:
        """As Renderer.at_rate."""
        return replace(self, rate=rate)

    def close(self) -> None:
        """No process outlives its utterance."""

    def render(self, text: str, out: Path) -> None:
        """As Renderer.render."""
        render_pieces(cut(text, PIECE_BYTES), self._render_piece, out)

    def voices(self) -> list[SpeechVoice]:
        """All that the system offers. Raises VoiceError."""
        said = self._run(["--list"], "")
        try:
            return [
                SpeechVoice(id=id_, name=name, languages=tuple(languages))
                for id_, name, languages in json_value(said.splitlines()[-1])
            ]
        except (ValueError, IndexError, TypeError) as error:
            raise VoiceError(
                "cannot read the list of voices",
                cause=str(error),
                next_step="mockint doctor",
            ) from error

    @property
    def _words_per_minute(self) -> int:
        return round(WORDS_PER_MINUTE * self.rate)

    def _render_piece(self, piece: str, part: Path) -> None:
        arguments = ["--voice", self.voice_id, "--rate", str(self._words_per_minute)]
        for settle_s in SETTLE_S:
            try:
                self._run([*arguments, "--out", str(part), "--settle-s", str(settle_s)], piece)
                if not is_whole(part):
                    raise children.made_no_sound("the system's voice")
                return
            except VoiceError as error:
                delete(part)
                if settle_s == SETTLE_S[-1] or error.next_step in (INSTALL, NATURAL):
                    raise

    def _run(self, arguments: list[str], text: str) -> str:
        """Run the child to its end and return its standard output."""
        arguments = [*arguments, "--limit-s", str(int(self.limit_s) + 5)]
        try:
            child = subprocess.Popen(
                [*self.command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise children.could_not_start(error) from error
        try:
            said, complained = child.communicate(text.encode("utf-8"), timeout=self.limit_s)
        except subprocess.TimeoutExpired as error:
            raise children.took_too_long(self.limit_s) from error
        finally:
            children.end(child)
        if child.returncode == LIBRARY_MISSING:
            raise VoiceError(
                "the interviewer has no voice",
                cause=children.last_line(complained) or "pyttsx3 or espeak-ng is not installed",
                next_step=INSTALL,
            )
        if child.returncode == NO_ENGLISH:
            raise VoiceError(
                "none of your system's voices speaks English",
                cause=f"these are there: {children.last_line(complained) or 'none'}",
                next_step=NATURAL,
            )
        if child.returncode != 0:
            raise children.failed(child.returncode, complained)
        return said.decode("utf-8", "replace")


def _library_version() -> str:
    try:
        return version("pyttsx3")
    except PackageNotFoundError:
        return "none"
