"""The recorder: what is said is on disk while it is being said."""

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mockint.audio import files, wav
from mockint.audio.meter import MUTED_S, SoundMonitor
from mockint.audio.source import Source, steady_s
from mockint.audio.types import (
    RATE_HZ,
    Ended,
    Mark,
    MarkKind,
    Microphone,
    Recording,
    Report,
    Samples,
    Trouble,
    TroubleKind,
)
from mockint.errors import AudioError, FileError
from mockint.files import delete, exists, failure, free_bytes

SYNC_S = 1.0
"""What a power cut may cost. A sync takes about 4 ms."""

QUEUE_BLOCKS = 2_000
"""A minute of a device's blocks, 4 MB. When the disk is slower than that, whoever delivers waits:
a file simply comes later, and a device says that sound was lost. So much is also held where the
disk takes nothing."""

DISK_STEP = (
    "free some space; your recording so far is saved, and what you say now is held for a minute"
)

TICK_S = 0.05
"""How often the watchdog looks while no sound comes."""


class Recorder:
    """Records one take into ``path`` and tells ``report`` how it goes.

    ``microphone`` makes a new one each time it is asked: a device that goes away is opened again
    until it is back. ``report`` is called from the recorder's own thread: a Loudness about ten
    times a second, each Trouble once an occurrence, Ended when a recorded candidate has finished.
    ``sound`` is given, from the same thread, every block once it is in the file.
    ``clock`` is steady seconds, for the watchdog; ``free`` tells the bytes left on a disk.

    The recording's clock counts samples. While the device is away it stands still: silence is not
    put in, the words before and after follow each other, and a Mark("gap") at that moment tells
    where. So times in a transcript are places in the file, and a length across a gap is the length
    of what was heard.

    Where the disk fails or is full, up to a minute of sound is held, and written as soon as there
    is room. What comes after that minute is lost, and its place is a gap.

    Until ``stop`` the take is called ``NAME.part.wav``. Nothing throws it away: whatever happens to
    the device, the disk or this process, what was heard stays in that file.
    """

    def __init__(
        self,
        microphone: Callable[[], Microphone],
        path: Path,
        report: Callable[[Report], None],
        *,
        sound: Callable[[Samples], None] | None = None,
        clock: Callable[[], float] = steady_s,
        free: files.FreeBytes = free_bytes,
    ) -> None:
        self._path = path
        self._part = wav.part_of(path)
        self._report = report
        self._sound = sound
        self._clock = clock
        self._free = free
        self._source = Source(microphone, self._deliver, clock)
        self._monitor = SoundMonitor()
        self._blocks: queue.Queue[Samples | None] = queue.Queue(QUEUE_BLOCKS)
        self._stopping = threading.Event()
        self._dead = threading.Event()
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._file: wav.Writer | None = None
        self._held: deque[Samples] = deque()
        """What the disk did not take, oldest first."""
        self._full = False
        """It did not take the last block."""
        self._tried_s = 0.0
        """When it was last tried whether the disk takes something again."""
        self._lost = 0
        """Samples that were delivered and could not be held,"""
        self._gap_at = 0
        """and those of them that are marked."""
        self._low = False
        self._ended = False
        self._synced_s = clock()
        self._heard = 0
        self._marks: list[Mark] = []
        self._recording: Recording | None = None

    # ------------------------------------------------------------ what a round calls

    def start(self) -> None:
        """Open the microphone and record; returns once sound can be heard.

        Raises NoDevice, AudioLibraryMissing, DeviceLost or UnreadableAudio from the microphone, and
        FileError where the file cannot be made; then nothing is left behind.
        """
        try:
            self._file = wav.Writer(self._part)
        except OSError as error:
            raise failure(f"{self._part} cannot be written", self._part, error) from error
        try:
            self._source.open()
        except BaseException:
            self._file.close()
            delete(self._part)
            raise
        self._thread.start()

    def mark(self, kind: Literal["think", "talk", "part"]) -> None:
        """Mark this moment; the recording goes on."""
        self._marks.append(Mark(kind, (self._heard - self._lost) / RATE_HZ))

    def take_back(self) -> None:
        """The last mark of a part was a mistake and does not count. There is one."""
        # Others are only added behind it meanwhile, on the writer's thread: its place stays.
        del self._marks[max(n for n, mark in enumerate(self._marks) if mark.kind == "part")]

    def stop(self) -> Recording:
        """End it. When this returns, all that was heard is on disk under its own name.

        Safe to call twice: a second call finishes what an interrupted first one left.
        """
        if self._recording is None:
            self._source.close()
            self._stopping.set()
            with contextlib.suppress(queue.Full):
                self._blocks.put_nowait(None)  # wakes a writer that waits for sound
            self._thread.join()
            self._recording = self._finish()
        return self._recording

    @property
    def elapsed_s(self) -> float:
        """On the recording's clock: what is in the file."""
        return self._file.samples / RATE_HZ if self._file else 0.0

    # ------------------------------------------------------------ the device's thread

    def _deliver(self, block: Samples) -> None:
        self._heard += block.size
        while not self._dead.is_set():
            with contextlib.suppress(queue.Full):
                self._blocks.put(block, timeout=0.2)
                return

    # ------------------------------------------------------------ the writer's thread

    def _work(self) -> None:
        try:
            while not (self._stopping.is_set() and self._blocks.empty()):
                self._step()
        except Exception as error:  # noqa: BLE001 - the top of a thread: said, not swallowed
            self._trouble("lost", f"recording stopped: {error}", "your recording so far is saved")
        finally:
            self._dead.set()

    def _step(self) -> None:
        finished = self._source.finished  # asked first: then an empty queue means all was taken
        try:
            block = self._blocks.get(timeout=TICK_S)
        except queue.Empty:
            if finished:
                self._end()
            else:
                self._look()
            return
        if block is not None:
            self._take(block)

    def _take(self, block: Samples) -> None:
        if self._source.is_back():
            self._gap()
            self._monitor.device_is_back()
            self._trouble("back", "the microphone is back and recording continues", "continue")
        if self._source.new_dropouts():
            self._gap()
            self._trouble(
                "dropout",
                "this machine was too busy, and some sound was lost",
                "close other programs",
            )
        if self._file is None:
            return
        self._write(self._file, block)
        for report in self._monitor.push(block):
            self._report(report)
            if isinstance(report, Trouble) and report.kind in ("muted", "back"):
                # Told late, since a few zeros are nothing; marked where it began.
                late_s = MUTED_S if report.kind == "muted" else 0.0
                kind: MarkKind = "muted" if report.kind == "muted" else "unmuted"
                self._marks.append(Mark(kind, max(0.0, report.elapsed_s - late_s)))

    def _write(self, file: wav.Writer, block: Samples) -> None:
        """``block`` and what is held; what the disk does not take is held."""
        if len(self._held) == QUEUE_BLOCKS:
            self._lost += block.size
        else:
            self._held.append(block)
        now_s = self._clock()
        if self._full and now_s - self._tried_s < SYNC_S:
            return
        self._tried_s = now_s
        try:
            self._empty(file)
            if now_s - self._synced_s >= SYNC_S:
                self._sync(file)
        except OSError as error:
            if not self._full:
                self._trouble("disk", f"the disk failed or is full ({error.strerror})", DISK_STEP)
            self._full = True
        else:
            if self._full:
                self._full = False
                self._trouble("room", "the disk takes the recording again", "continue")
            if self._gap_at != self._lost:
                self._gap_at = self._lost
                self._gap()

    def _empty(self, file: wav.Writer) -> None:
        while self._held:
            file.write(self._held[0])
            block = self._held.popleft()
            if self._sound is not None:
                self._sound(block)

    def _sync(self, file: wav.Writer) -> None:
        self._synced_s = self._clock()
        file.sync()
        low = self._free(self._part.parent) < files.LOW_BYTES
        if low and not self._low:
            self._trouble("disk", "the disk is almost full", "free some space; recording continues")
        self._low = low

    def _look(self) -> None:
        why = self._source.why
        wrong = self._source.look()
        if wrong == "stalled":
            self._trouble(
                "stalled",
                "the microphone sends no sound",
                "wait, or plug it in again; your recording so far is saved",
            )
        elif wrong == "lost":
            self._trouble(
                "lost",
                f"the microphone was disconnected ({why})",
                "plug it in again to continue; your recording so far is saved",
            )

    def _end(self) -> None:
        if self._ended or self._file is None:
            return
        self._ended = True
        if self._source.why:
            self._trouble("lost", self._source.why, "your recording so far is saved")
        with contextlib.suppress(OSError):  # said before, when the disk was full
            self._empty(self._file)
            self._file.sync()
        self._report(Ended(self.elapsed_s))

    def _gap(self) -> None:
        self._marks.append(Mark("gap", self.elapsed_s))

    def _trouble(self, kind: TroubleKind, message: str, next_step: str) -> None:
        self._report(Trouble(kind, self.elapsed_s, message, next_step))

    # ------------------------------------------------------------ the end

    def _finish(self) -> Recording:
        assert self._file is not None, "stop() before start()"
        with contextlib.suppress(OSError):  # said before, when the disk was full
            self._empty(self._file)
        duration_s = self.elapsed_s
        path = self._path
        try:
            self._file.close()
            if exists(self._part):  # not where an interrupted stop() came as far as this
                path = wav.finish(self._part)
        except (OSError, FileError) as error:
            raise AudioError(
                f"could not close {self._part}",
                cause=error.cause if isinstance(error, FileError) else error.strerror or "",
                next_step="mockint round, which repairs the file when it starts",
            ) from error
        marks = sorted(self._marks, key=lambda mark: mark.at_s)
        kept = (Mark(mark.kind, min(mark.at_s, duration_s)) for mark in marks)
        return Recording(path, duration_s, tuple(kept))
