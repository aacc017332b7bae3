"""The spoken interviewer: a Renderer makes sound files, a Player plays them."""

import contextlib
import weakref
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from types import MappingProxyType

from mockint import files
from mockint.errors import FileError
from mockint.scratch import Scratch
from mockint.text.printable import one_line
from mockint.voice.cache import RenderedTexts
from mockint.voice.paced import PacedRenderer
from mockint.voice.pieces import can_be_said
from mockint.voice.rendered import not_saved
from mockint.voice.types import Began, Player, Renderer, unheard

_LOOK_S = 0.02
"""How often ``say`` looks at ``stop`` while it waits for the rendering."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    path: Path
    kept: bool
    """In the cache; otherwise the file is private to one ``say`` and removed after it."""


BYTES_A_LETTER = 8_000
"""Of rendered speech: a twelfth of a second at 22 kHz, in pieces and then as one file."""


class SpokenVoice:
    """Speaks with any Renderer through a Player.

    Only the texts in ``kept`` stay in the folder ``cache``. Any other text may hold the candidate's
    own words: it is rendered into a private folder and removed once it was said, and at the latest
    by :meth:`close` or the program's end.

    One ``say`` at a time; ``prepare`` from any thread at any moment.
    """

    def __init__(
        self, play: Player, renderer: Renderer, *, cache: Path, kept: Collection[str] = ()
    ) -> None:
        self.name = one_line(renderer.name)
        self._play = play
        self._cache = RenderedTexts(cache)
        self._kept = frozenset(kept)
        self._renderer = renderer
        self._lock = Lock()
        self._under_way: dict[str, Future[_Rendered]] = {}
        scratch = Scratch()
        self._private = scratch.path
        self._remove_private = weakref.finalize(self, scratch.close)
        self._number = 0

    def prepare(self, text: str) -> None:
        """Render ahead of time and return when that is done. Raises VoiceError."""
        if can_be_said(text):
            self._rendering(text).result()

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Speak, until done or until ``stop`` is set, rendering first where nobody prepared.

        Raises VoiceError, and what the Player raises: NoDevice, DeviceLost, AudioLibraryMissing.
        """
        if stop.is_set() or not can_be_said(text):
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

    def reading(
        self, texts: Collection[str], within_s: Mapping[str, float] = MappingProxyType({})
    ) -> "SpokenVoice":
        """As LessonVoice.reading."""
        renderer = PacedRenderer(self._renderer, within_s) if within_s else self._renderer
        kept = self._kept.union(texts, within_s)
        return SpokenVoice(self._play, renderer, cache=self._cache.folder, kept=kept)

    def close(self) -> None:
        """Remove every private rendering, and end the renderer's processes."""
        self._renderer.close()
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
        key = self._cache.key(self._renderer.made_of(text))
        if keep and (kept := self._cache.find(key)):
            return _Rendered(kept, kept=True)
        path = self._private / f"{number}.wav"
        self._check_room(text)
        try:
            self._renderer.render(text, path)
        except FileError as error:
            raise not_saved(error) from error
        if keep and (kept := self._cache.keep(key, path)):
            files.delete(path)
            return _Rendered(kept, kept=True)
        return _Rendered(path, kept=False)

    def _check_room(self, text: str) -> None:
        """Without room an engine may wait for its own file until its time is up. Raises
        VoiceError."""
        if files.free_bytes(self._private) < len(text) * BYTES_A_LETTER:
            full = FileError(
                f"there is no room in {self._private.parent}",
                cause="the disk is full",
                next_step=f"df -h {self._private.parent}",
            )
            raise not_saved(full)

    def _drop(self, text: str, future: "Future[_Rendered]") -> None:
        with self._lock:
            if self._under_way.get(text) is future:
                del self._under_way[text]

    def _forget(self, text: str, future: "Future[_Rendered]") -> None:
        """Remove a private rendering, now or as soon as it is there."""
        self._drop(text, future)

        def remove(done: "Future[_Rendered]") -> None:
            if done.exception() is None and not done.result().kept:
                with contextlib.suppress(FileError):  # its folder goes at the end
                    files.delete(done.result().path)

        future.add_done_callback(remove)
