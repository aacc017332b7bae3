"""The spoken interviewer: pyttsx3 renders in its own process, a Player plays."""

import shutil
import tempfile
import weakref
from collections.abc import Collection
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Self

from mockint.errors import VoiceError
from mockint.voice.cache import RenderedTexts
from mockint.voice.choice import choose
from mockint.voice.renderer import Renderer, cut
from mockint.voice.types import Began, Player, unheard

_LOOK_S = 0.02
"""How often ``say`` looks at ``stop`` while it waits for the rendering."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    path: Path
    kept: bool
    """In the cache; otherwise the file is private to one ``say`` and removed after it."""


class SpokenVoice:
    """Speaks through pyttsx3 and a Player.

    Only the texts in ``kept`` stay in the folder ``cache``. Any other text may hold the candidate's
    own words: it is rendered into a private folder and removed once it was said, and at the latest
    by :meth:`close` or the program's end.

    ``voice`` is an id or a part of a name as :func:`~mockint.voice.choice.choose` takes it; None is
    American English. Making the object with a ``voice`` starts a process (0.3 s) to look it up, and
    raises UsageError where none or several fit, VoiceError where there are no voices at all.

    One ``say`` at a time; ``prepare`` from any thread at any moment.
    """

    def __init__(
        self,
        play: Player,
        *,
        cache: Path,
        kept: Collection[str] = (),
        voice: str | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        renderer = renderer or Renderer()
        if voice is not None:
            renderer = replace(renderer, voice_id=choose(renderer.voices(), voice).id)
        self._play = play
        self._cache = RenderedTexts(cache)
        self._kept = frozenset(kept)
        self._renderer = renderer
        self._lock = Lock()
        self._under_way: dict[str, Future[_Rendered]] = {}
        self._private = _private_folder()
        self._remove_private = weakref.finalize(self, shutil.rmtree, self._private, True)
        self._number = 0
        self.name = f"espeak-ng {self._renderer.voice_id} through pyttsx3"

    def prepare(self, text: str) -> None:
        """Render ahead of time and return when that is done. Raises VoiceError."""
        if cut(text):
            self._rendering(text).result()

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Speak, until done or until ``stop`` is set, rendering first where nobody prepared.

        Raises VoiceError, and what the Player raises: NoDevice, DeviceLost, AudioLibraryMissing.
        """
        if stop.is_set() or not cut(text):
            return
        future = self._rendering(text)
        while not stop.is_set():
            try:
                rendered = future.result(timeout=_LOOK_S)
                break
            except NotYet:
                continue
        else:
            self._forget(text, future)
            return
        try:
            self._play(rendered.path, stop, began)
        finally:
            self._forget(text, future)

    def at_rate(self, rate: int) -> Self:
        """The same voice at another rate, see ``process.RATE``."""
        return type(self)(
            self._play,
            cache=self._cache.folder,
            kept=self._kept,
            renderer=replace(self._renderer, rate=rate),
        )

    def close(self) -> None:
        """Remove every private rendering. The voice is not used after it."""
        self._remove_private()

    def _rendering(self, text: str) -> "Future[_Rendered]":
        """The one rendering of ``text``: the kept one, the one under way, or a new one."""
        with self._lock:
            future = self._under_way.get(text)
            if future is not None:
                return future
            future = self._under_way[text] = Future()
            self._number += 1
            number = self._number
        Thread(
            target=self._work, args=(text, number, future), name="mockint-voice", daemon=True
        ).start()
        return future

    def _work(self, text: str, number: int, future: "Future[_Rendered]") -> None:
        """A worker's whole life. What it raises is raised again where the result is awaited."""
        try:
            rendered = self._find_or_render(text, number)
        except Exception as error:  # noqa: BLE001 - top of a thread; whoever waits gets it
            self._drop(text, future)
            future.set_exception(error)
            return
        if rendered.kept:
            self._drop(text, future)
        future.set_result(rendered)

    def _find_or_render(self, text: str, number: int) -> _Rendered:
        keep = text in self._kept
        key = self._cache.key(text, self._renderer.voice_id, self._renderer.rate)
        if keep and (kept := self._cache.find(key)):
            return _Rendered(kept, kept=True)
        path = self._private / f"{number}.wav"
        try:
            self._renderer.render(text, path)
        except OSError as error:
            raise _not_written(error) from error
        if keep and (kept := self._cache.keep(key, path)):
            path.unlink(missing_ok=True)
            return _Rendered(kept, kept=True)
        return _Rendered(path, kept=False)

    def _drop(self, text: str, future: "Future[_Rendered]") -> None:
        with self._lock:
            if self._under_way.get(text) is future:
                del self._under_way[text]

    def _forget(self, text: str, future: "Future[_Rendered]") -> None:
        """Remove a private rendering, now or as soon as it is there."""
        self._drop(text, future)

        def remove(done: "Future[_Rendered]") -> None:
            if done.exception() is None and not done.result().kept:
                done.result().path.unlink(missing_ok=True)

        future.add_done_callback(remove)


def _private_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="mockint-voice-"))
    except OSError as error:
        raise _not_written(error) from error


def _not_written(error: OSError) -> VoiceError:
    return VoiceError(
        "could not save the interviewer's voice",
        cause=str(error),
        next_step="mockint doctor",
    )
