"""A natural voice: Piper, in one process that stays as long as it is needed.

Piper needs a second to load a voice, so its process renders text after text. It gets the text by
standard input, never by argument, so that nobody's words stand in the list of processes. It has a
time limit, is started again once where it dies, and ends with this process however that ends.
"""

import contextlib
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Self

from mockint.decoding import Undecodable, json_object
from mockint.errors import FileError, VoiceError
from mockint.files import nameless
from mockint.voice import children
from mockint.voice.pieces import cut
from mockint.voice.piper_voices import INSTALL, check, fingerprint, unusable
from mockint.voice.rendered import is_whole, render_pieces

PIECE_BYTES = 220
"""About a quarter of a minute; no sentence of our content is longer. Between two pieces another
text may have its turn."""
PAUSE_S = 0.15
"""Between two sentences, beside the quarter of a second that the voices leave themselves."""
LOAD_LIMIT_S = 60.0
LIMIT_S = 30.0
"""For one piece. It takes 1 to 2 s on two cores."""
CHILD = (sys.executable, "-m", "mockint.voice.piper_child")

MISSING, UNUSABLE, FAILED = "missing", "unusable", "failed"
"""Keys of what the process answers, with why: Piper is not installed; the file is no voice (in the
words of its library, which tell a person nothing); this text could not be said.
An empty answer is good news."""


class PiperRenderer:
    """A Renderer with the voice in one file of Piper's.

    Raises UsageError where there is no such file or it is no voice, VoiceError without Piper.
    Starts nothing before the first text.
    """

    def __init__(
        self, model: Path, *, command: Sequence[str] = CHILD, limit_s: float = LIMIT_S
    ) -> None:
        self.rate = 1.0
        self._model = check(model)
        self._version = installed_version()
        self._process = _Process(self._model, command, limit_s)

    @property
    def name(self) -> str:
        """As Renderer.name."""
        return f"Piper {self._model.stem}"

    def made_of(self, text: str) -> Sequence[str | float]:
        """As Renderer.made_of."""
        return ("piper", self._version, *fingerprint(self._model), self.rate, text)

    def render(self, text: str, out: Path) -> None:
        """As Renderer.render."""
        render_pieces(cut(text, PIECE_BYTES), self._render_piece, out, PAUSE_S / self.rate)

    def at_rate(self, rate: float) -> Self:
        """As Renderer.at_rate."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, rate=rate)
        return made

    def load(self) -> None:
        """Load the voice now. Raises UsageError where it is none after all, VoiceError."""
        self._process.load()

    def close(self) -> None:
        """End the process, whatever it is doing; there will be no other."""
        self._process.close()

    def _render_piece(self, piece: str, part: Path) -> None:
        self._process.render(piece, self.rate, part)
        if not is_whole(part):
            raise children.made_no_sound("Piper")


def installed_version() -> str:
    """Of Piper, which is looked up and not imported. Raises VoiceError."""
    try:
        return version("piper-tts")
    except PackageNotFoundError as error:
        raise _missing() from error


def _missing(cause: str = "the package piper-tts is missing") -> VoiceError:
    return VoiceError("Piper's voices need Piper", cause=cause, next_step=INSTALL)


class _Process:
    """The process with one voice, started when something is to be said. One text at a time."""

    def __init__(self, model: Path, command: Sequence[str], limit_s: float) -> None:
        self._model = model
        self._command = (*command, str(model))
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., _Process] = weakref.finalize(self, _nothing)
        self._complaints: IO[bytes] | None = None
        self._closed = False

    def render(self, text: str, rate: float, out: Path) -> None:
        """Have it written. Raises VoiceError."""
        request = json.dumps({"text": text, "rate": rate, "out": str(out)}).encode() + b"\n"
        with self._lock:
            try:
                answer = self._ask(self._loaded(), self._limit_s, request)
            except _Died:  # once is nobody's fault
                try:
                    answer = self._ask(self._loaded(), self._limit_s, request)
                except _Died as again:
                    raise again.failure from again
        if answer:
            raise VoiceError(
                "the interviewer's voice failed",
                cause=str(answer.get(FAILED)),
                next_step="mockint doctor",
            )

    def load(self) -> None:
        """Start it, with the voice in it. Raises UsageError, VoiceError."""
        with self._lock:
            try:
                self._loaded()
            except _Died as error:
                raise error.failure from error

    def close(self) -> None:
        """End it; whoever waits for it gets a VoiceError."""
        self._closed = True
        child = self._child
        if child is not None:
            children.kill(child)
        with self._lock:
            self._reap()

    def _loaded(self) -> "subprocess.Popen[bytes]":
        """The process, with the voice in it. Raises VoiceError, _Died."""
        if self._child is not None:
            return self._child
        if self._closed:
            raise VoiceError("the interviewer's voice was closed")
        try:
            self._complaints = nameless()
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                start_new_session=True,  # Ctrl-C is for the round, which will end us
            )
        except (OSError, FileError) as error:
            self._reap()
            raise children.could_not_start(error) from error
        self._child = child
        self._end = weakref.finalize(self, children.end, child)
        if self._closed:  # meanwhile
            children.kill(child)
        answer = self._ask(child, LOAD_LIMIT_S)
        if answer:
            self._reap()
            if MISSING in answer:
                raise _missing(answer[MISSING])
            raise unusable(self._model, "the file is damaged, or only a part of it is there")
        return child

    def _ask(
        self, child: "subprocess.Popen[bytes]", limit_s: float, request: bytes = b""
    ) -> dict[str, str]:
        """Its next answer. Raises VoiceError where it hangs, _Died where it ends."""
        hung = threading.Event()

        def give_up() -> None:
            hung.set()
            children.kill(child)

        timer = threading.Timer(limit_s, give_up)
        timer.daemon = True
        timer.start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(request)
            child.stdin.flush()
            line = child.stdout.readline()
        except OSError:  # it is gone
            line = b""
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            with contextlib.suppress(Undecodable):
                return json_object(line)
        failure = self._reap()
        if hung.is_set():
            raise children.took_too_long(limit_s)
        raise _Died(failure)

    def _reap(self) -> VoiceError:
        """Leave nothing of it; the error for how it ended."""
        child, self._child = self._child, None
        complaints, self._complaints = self._complaints, None
        self._end.detach()
        if child is not None:
            children.end(child)
        said = b""
        if complaints is not None:
            complaints.seek(0)
            said = complaints.read()
            complaints.close()
        return children.failed(child.returncode if child else 0, said)


class _Died(Exception):
    """The process ended by itself."""

    def __init__(self, failure: VoiceError) -> None:
        super().__init__(str(failure))
        self.failure = failure


def _nothing() -> None:
    """Nothing is to be ended yet."""
