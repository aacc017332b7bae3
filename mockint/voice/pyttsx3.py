"""The parent of the rendering process: a time limit, two retries, short pieces, no orphan left.

Every failure of pyttsx3 and espeak-ng becomes a VoiceError here.

What the rendering process says with its exit code; both sides of the pipe read it here.

A text cut into pieces that espeak-ng can be trusted with.

Rendered speech on disk: is it whole, and several files as one.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mockint.errors import VoiceError
from mockint.files import PRIVATE_FILE_MODE
from mockint.voice.choice import DEFAULT_VOICE_ID, SpeechVoice

LIBRARY_MISSING = 3
"""pyttsx3 or espeak-ng is not installed: trying again cannot help."""

OTHER_SETTINGS = 4
"""It spoke, but not with the voice or rate asked for."""


LIMIT_BYTES = 1_900
"""15 kB in one piece crashed the process; under 2 kB never did."""

_UNSPOKEN = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def cut(text: str, limit_bytes: int = LIMIT_BYTES) -> tuple[str, ...]:
    """Pieces of at most ``limit_bytes`` of UTF-8, cut at sentences, else at blanks, else anywhere.

    No character is lost but white space and control characters. Nothing for a text in which there
    is nothing to say.
    """
    clean = _UNSPOKEN.sub(" ", text).strip()
    if not any(character.isalnum() for character in clean):
        return ()
    pieces: list[str] = []
    for part in _small_parts(clean, limit_bytes):
        if pieces and _size(f"{pieces[-1]} {part}") <= limit_bytes:
            pieces[-1] += f" {part}"
        else:
            pieces.append(part)
    return tuple(pieces)


def _small_parts(text: str, limit_bytes: int) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if _size(sentence) <= limit_bytes:
            yield sentence
        else:
            for word in sentence.split(" "):
                yield from _chopped(word, limit_bytes)


def _chopped(word: str, limit_bytes: int) -> Iterator[str]:
    """``word`` itself, or, should it be longer than a piece may be, as much as fits, repeatedly."""
    while _size(word) > limit_bytes:
        head = word.encode()[:limit_bytes].decode("utf-8", "ignore")
        yield head
        word = word[len(head) :]
    if word:
        yield word


def _size(text: str) -> int:
    return len(text.encode())


def is_whole(path: Path) -> bool:
    """Whether ``path`` is a WAV file with sound in it, and with all the sound that it declares."""
    try:
        with path.open("rb") as file, wave.open(file, "rb") as sound:
            frames, frame_bytes = sound.getnframes(), sound.getsampwidth() * sound.getnchannels()
            held = len(sound.readframes(frames))
    except (wave.Error, EOFError, OSError):
        return False
    return frames > 0 and held == frames * frame_bytes


def join(parts: Sequence[Path], out: Path) -> None:
    """Write whole WAV files of one format, one after the other, to ``out``. Raises OSError."""
    with out.open("wb") as file, wave.open(file, "wb") as joined:
        for number, part in enumerate(parts):
            with part.open("rb") as source, wave.open(source, "rb") as sound:
                if number == 0:
                    joined.setparams(sound.getparams())
                joined.writeframes(sound.readframes(sound.getnframes()))


RATE = 130
"""pyttsx3's "words per minute", which espeak-ng counts its own way: 130 speaks this program's own
questions at about 165 words a minute, an unhurried interviewer (tests/test_voice_process.py)."""

LIMIT_S = 20.0
"""For one piece. An ordinary question takes 0.3 s, 2 kB about 1 s on a slow machine."""

SETTLE_S = (0.1, 0.4, 1.0)
"""What each try gives pyttsx3 to take a setting in; a busy machine needs more."""
INSTALL = "sudo apt-get install espeak-ng"
CHILD = (sys.executable, "-m", "mockint.voice.render")


@dataclass(frozen=True, slots=True)
class Renderer:
    """Turns a text into a WAV file through pyttsx3 in a process of its own."""

    voice_id: str = DEFAULT_VOICE_ID
    rate: int = RATE
    command: Sequence[str] = field(default=CHILD)
    """How the child is started; tests put a broken one here."""
    limit_s: float = LIMIT_S

    def render(self, text: str, out: Path) -> None:
        """Write ``text`` as speech to ``out`` (WAV, mono, 16 bit), readable by its owner only.

        Raises VoiceError; then there is no ``out``.
        """
        with tempfile.TemporaryDirectory(prefix="mockint-voice-") as folder:
            parts = []
            for number, piece in enumerate(cut(text)):
                part = Path(folder, f"{number}.wav")
                self._render_piece(piece, part)
                parts.append(part)
            try:
                out.touch(mode=PRIVATE_FILE_MODE)
                join(parts, out)
            except OSError as error:
                out.unlink(missing_ok=True)
                raise VoiceError(
                    "could not save the interviewer's voice",
                    cause=str(error),
                    next_step="mockint doctor",
                ) from error

    def voices(self) -> list[SpeechVoice]:
        """All that espeak-ng offers. Raises VoiceError."""
        said = self._run(["--list"], "")
        try:
            return [
                SpeechVoice(id=id_, name=name, languages=tuple(languages))
                for id_, name, languages in json.loads(said.splitlines()[-1])
            ]
        except (ValueError, IndexError, TypeError) as error:
            raise VoiceError(
                "cannot read the list of voices",
                cause=str(error),
                next_step="mockint doctor",
            ) from error

    def _render_piece(self, piece: str, part: Path) -> None:
        arguments = ["--voice", self.voice_id, "--rate", str(self.rate), "--out", str(part)]
        for settle_s in SETTLE_S:
            try:
                self._run([*arguments, "--settle-s", str(settle_s)], piece)
                if not is_whole(part):
                    raise VoiceError(
                        "the interviewer's voice made no sound",
                        cause="espeak-ng wrote a file without sound",
                        next_step="mockint doctor",
                    )
                return
            except VoiceError as error:
                part.unlink(missing_ok=True)
                if settle_s == SETTLE_S[-1] or error.next_step == INSTALL:
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
            raise VoiceError("could not start the interviewer's voice", cause=str(error)) from error
        try:
            said, complained = child.communicate(text.encode("utf-8"), timeout=self.limit_s)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(
                "the interviewer's voice took too long",
                cause=f"it did not finish in {self.limit_s:g} s",
                next_step="mockint doctor",
            ) from error
        finally:
            _end(child)
        if child.returncode != 0:
            raise _failure(child.returncode, complained.decode("utf-8", "replace"))
        return said.decode("utf-8", "replace")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole group, whatever is left of it, and reap the child."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left of it
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            stream.close()


def _failure(code: int, complaint: str) -> VoiceError:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    last = lines[-1][:200] if lines else ""
    if code == LIBRARY_MISSING:
        return VoiceError(
            "the interviewer has no voice",
            cause=last or "pyttsx3 or espeak-ng is not installed",
            next_step=INSTALL,
        )
    how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
    return VoiceError(
        "the interviewer's voice failed",
        cause=f"{how}: {last}" if last else how,
        next_step="mockint doctor",
    )
