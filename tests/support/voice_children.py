"""Rendering processes that misbehave, and what helps to watch them."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from threading import Event

from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.rendered import seconds
from mockint.voice.types import Began

_REAL = (
    "sys.argv = ['child', *sys.argv[2:]]; "
    "runpy.run_module('mockint.voice.pyttsx3_child', run_name='__main__')"
)
_HEAD = "import pathlib, runpy, subprocess, sys, time; note = pathlib.Path(sys.argv[1])\n"


def child(program: str, note: Path) -> tuple[str, ...]:
    """A child that runs ``program``, with ``note`` for the path of a file to write to."""
    return (sys.executable, "-c", _HEAD + program, str(note))


def counting(note: Path) -> Pyttsx3Renderer:
    """The real child, which writes one line into ``note`` each time it starts."""
    return Pyttsx3Renderer(command=child(f"note.open('a').write('started\\n'); {_REAL}", note))


def failing_once(note: Path) -> Pyttsx3Renderer:
    """A child that dies the first time and is the real one after it."""
    count = "first = not note.exists(); note.open('a').write('started\\n')"
    program = f"{count}\nif first: sys.exit(9)\n{_REAL}"
    return Pyttsx3Renderer(command=child(program, note))


def waiting_for(note: Path) -> Pyttsx3Renderer:
    """The real child, which does not begin before ``note`` exists."""
    return Pyttsx3Renderer(
        command=child(f"while not note.exists(): time.sleep(0.01)\n{_REAL}", note)
    )


def broken(before: str, note: Path) -> Pyttsx3Renderer:
    """The real child after some sabotage."""
    return Pyttsx3Renderer(command=child(f"{before}\n{_REAL}", note))


def starts(note: Path) -> int:
    """How often a counting child was started."""
    return len(note.read_text().splitlines()) if note.exists() else 0


class RecordingPlayer:
    """A Player that remembers what it was given and plays nothing."""

    def __init__(self) -> None:
        self.lengths_s: list[float] = []
        self.paths: list[Path] = []

    def __call__(self, wav: Path, stop: Event, began: Began, /) -> None:
        began()
        self.paths.append(wav)
        self.lengths_s.append(seconds(wav))


class PatientPlayer:
    """A Player that plays for ever, until ``stop``."""

    def __init__(self) -> None:
        self.playing = Event()
        self.was_stopped = False

    def __call__(self, wav: Path, stop: Event, began: Began, /) -> None:
        began()
        self.playing.set()
        self.was_stopped = stop.wait(30)


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """Run ``work`` beside the test."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def let_workers_end() -> None:
    """Wait until no voice renders any more."""
    for thread in threading.enumerate():
        if thread.name == "mockint-voice":
            thread.join(30)
