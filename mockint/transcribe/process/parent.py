"""A recognizer in a process of its own.

A recognizer computes for a second at a time, PocketSphinx with Python's lock held, and a fault in a
native library ends its whole process. Neither may touch the one that records: a device's sound
that is not taken in time is lost. So a round's recognizer lives in a child: it is killed when it
hangs, and what it was given is still here to be given to the next one.

While it works a child gives a sign of life every second. One that gives none for two windows is
frozen, and killed; one that does is slow, and has its time.
"""

import contextlib
import math
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as futures_wait
from typing import IO, Any

import mockint.errors as ours
from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineDied, FileError, MockintError
from mockint.files import nameless
from mockint.text.printable import one_line
from mockint.transcribe.types import Drafting, Recognition, Recognizer, Streaming, Word

Make = Callable[[], Recognizer]
"""Makes a recognizer without loading anything; can be pickled."""

CHILD = (sys.executable, "-m", "mockint.transcribe.process.child")
WARM_LIMIT_S = 180.0
"""Loading large.pt from a slow disk took under a minute."""
LIMIT_S = 30.0
LIMIT_RATIO = 20.0
"""Seconds of work for each second of sound beyond which a recognizer hangs."""
SIGN_S = 1.0
"""How often a child that works gives a sign of life."""
WINDOW_S, LOADING_WINDOW_S = 4.0, 20.0
"""Two of these without a sign, and a child is frozen. PocketSphinx holds Python's lock for 1.4 s at
the end of 40 s of speech, and a library for as long as its files take to come from a slow disk, so
one that has never answered gets more. Windows are counted, and not the time: a program that was
itself stopped for an hour has missed no sign."""
SILENT_WINDOWS = 2
WAIT = "OMP_WAIT_POLICY"
"""How the threads of a computing library wait for each other: asleep. Where they do it awake and
other programs compute too, they mostly wait for one without a core: four times the CPU a token."""
POLL_S = 0.03
"""How often it is asked, while a draft is made, whether it is still wanted: a block of sound."""
DRAFT, STOP = "draft", "stop"
"""What is asked for that is answered early, and what is said so that it is; STOP has no answer."""
ALIVE = "alive"
"""The sign of life, among the answers."""
LENGTH = struct.Struct("<Q")


def isolated(make: Make, command: Sequence[str] = CHILD) -> "Isolated":
    """What ``make`` makes, in a child process; one that streams or drafts goes on doing so."""
    made = make()
    if isinstance(made, Streaming):
        return IsolatedStreaming(make, made, command)
    if isinstance(made, Drafting):
        return IsolatedDrafting(make, made, command)
    return Isolated(make, made, command)


class Isolated:
    """A Recognizer that passes on what it is asked to its child. One caller at a time.

    The child is started by the first call and ends with ``close`` or with this process. Raises what
    the engine raised, and EngineDied where the child ended or hung; the next call starts anew.
    """

    def __init__(self, make: Make, made: Recognizer, command: Sequence[str]) -> None:
        self.name = one_line(made.name)
        self.window_s = made.window_s
        self._make = make
        self._command = command
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._has_answered = False
        """This child, that is: it has loaded what it needs."""
        self._closed = False

    def warm(self) -> None:
        """Start the child and load the model in it."""
        self._ask(WARM_LIMIT_S, "warm")

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """As Recognizer.recognize."""
        heard: Recognition = self._ask(_limit_s(sound), "recognize", sound, hints=tuple(hints))
        return heard

    def close(self) -> None:
        """End the child, whatever it is doing; there will be no other."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._reap()

    # ------------------------------------------------------------ the wire

    def _ask(self, limit_s: float, what: str, *values: Any, **named: Any) -> Any:
        return self._answer(limit_s, (what, values, named), _wait)

    def _answer(
        self,
        limit_s: float,
        asked: tuple[str, tuple[Any, ...], dict[str, Any]],
        wait: "Callable[[IO[bytes], Callable[[], Any]], Any]",
    ) -> Any:
        with self._lock:
            child = self._started()
            assert child.stdin is not None
            assert child.stdout is not None
            answers = child.stdout
            with _Watch(child, limit_s, WINDOW_S if self._has_answered else LOADING_WINDOW_S) as on:

                def receive_answer() -> Any:
                    while (answer := receive(answers)) == ALIVE:
                        on.sign.set()
                    return answer

                try:
                    send(child.stdin, asked)
                    good, answer = wait(child.stdin, receive_answer)
                except (OSError, EOFError) as error:
                    raise self._died(hung=on.ended) from error
            self._has_answered = True
        if good:
            return answer
        raise _error(answer)

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise EngineDied(f"{self.name} was closed")
        if self._child is None:
            try:
                self._complaints = nameless()
                self._child = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._complaints,
                    env={WAIT: "PASSIVE", **os.environ},
                    start_new_session=True,  # Ctrl-C is for the round, which will end us
                )
                assert self._child.stdin is not None
                send(self._child.stdin, self._make)
            except (OSError, FileError) as error:
                self._reap()
                raise EngineDied(
                    f"could not start {self.name}",
                    cause=error.cause if isinstance(error, FileError) else str(error),
                    next_step="mockint doctor",
                ) from error
        return self._child

    def _died(self, *, hung: bool) -> EngineDied:
        last = _last_line(self._complaints)
        code = self._reap()
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        if hung:
            last, how = "", "it did not answer, so mockint ended it"
        return EngineDied(
            f"{self.name} stopped working",
            cause=f"{how}: {last}" if last else how,
            next_step="mockint doctor",
        )

    def _reap(self) -> int:
        child, self._child = self._child, None
        self._has_answered = False
        complaints, self._complaints = self._complaints, None
        if complaints is not None:
            complaints.close()
        if child is None:
            return 0
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was not read any more
                    stream.close()
        return child.wait()


class IsolatedStreaming(Isolated):
    """A Streaming recognizer in a child."""

    def begin(self, *, hints: Sequence[str] = ()) -> None:
        """As Streaming.begin."""
        self._ask(WARM_LIMIT_S, "begin", hints=tuple(hints))

    def push(self, sound: Samples) -> tuple[Word, ...]:
        """As Streaming.push."""
        words: tuple[Word, ...] = self._ask(_limit_s(sound), "push", sound)
        return words

    def end(self) -> Recognition:
        """As Streaming.end."""
        heard: Recognition = self._ask(LIMIT_S, "end")
        return heard


class IsolatedDrafting(Isolated):
    """A Drafting recognizer in a child."""

    def __init__(self, make: Make, made: Drafting, command: Sequence[str]) -> None:
        super().__init__(make, made, command)
        self.extends = made.extends

    def draft(self, sound: Samples, stop: Callable[[], bool], *, hints: Sequence[str] = ()) -> bool:
        """As Drafting.draft; ``stop`` is asked here, in the caller's thread."""

        def wait(to_child: IO[bytes], receive_answer: Callable[[], Any]) -> Any:
            stopped = False
            with ThreadPoolExecutor(1) as reader:
                answer = reader.submit(receive_answer)
                try:
                    while not answer.done():
                        if not stopped and stop():
                            stopped = True
                            send(to_child, STOP)
                        futures_wait((answer,), POLL_S)
                except BaseException:
                    send(to_child, STOP)
                    raise
            return answer.result()

        asked = (DRAFT, (sound,), {"hints": tuple(hints)})
        made: bool = self._answer(_limit_s(sound), asked, wait)
        return made


def _wait(_to_child: IO[bytes], receive_answer: Callable[[], Any]) -> Any:
    return receive_answer()


class _Watch:
    """While it is entered, a child that takes too long, or gives no sign of life, is killed."""

    def __init__(self, child: "subprocess.Popen[bytes]", limit_s: float, window_s: float) -> None:
        self.sign = threading.Event()
        """To be set at each sign."""
        self.ended = False
        """It was killed."""
        self._child = child
        self._window_s = min(window_s, limit_s)
        self._windows = math.ceil(limit_s / self._window_s)
        self._over = threading.Event()

    def __enter__(self) -> "_Watch":
        threading.Thread(target=self._look, name="mockint-watch", daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()

    def _look(self) -> None:
        silent = 0
        for _ in range(self._windows):
            if self._over.wait(self._window_s):
                return
            silent = 0 if self.sign.is_set() else silent + 1
            self.sign.clear()
            if silent == SILENT_WINDOWS:
                break
        self.ended = True
        self._child.kill()


def send(stream: IO[bytes], value: object) -> None:
    """Write one value. Raises OSError."""
    packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value that was sent by our own other half. Raises EOFError where it is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    packed = stream.read(size)
    if len(packed) < size:
        raise EOFError
    return pickle.loads(packed)


def error_as_text(error: MockintError) -> tuple[str, str, str, str]:
    """An error as plain text, for the wire."""
    return type(error).__name__, error.what, error.cause, error.next_step


def _error(answer: tuple[str, str, str, str]) -> MockintError:
    name, what, cause, next_step = answer
    kind: type[MockintError] = getattr(ours, name, ours.TranscribeError)
    return kind(what, cause=cause, next_step=next_step)


def _limit_s(sound: Samples) -> float:
    return LIMIT_S + LIMIT_RATIO * sound.size / RATE_HZ


def _last_line(complaints: IO[bytes] | None) -> str:
    if complaints is None:
        return ""
    complaints.seek(0, os.SEEK_SET)
    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
