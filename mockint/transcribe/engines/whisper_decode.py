"""Greedy decoding that takes up where one of the same sound, as far as it had come, left off.

While somebody talks, the phrase under way is decoded again and again, each time a little longer.
What was read the last time is a draft for the next: the decoder is shown all its tokens at once,
which costs about as much as two or three of them alone, and keeps those that it would have chosen
itself. Behind another one it goes on token by token, until it has read two of the draft's again. So
a draft changes what a pass costs and never what it tells (Leviathan et al. 2023, arXiv 2211.17192,
without chance).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mockint.audio.types import Samples

Stop = Callable[[], bool]
"""Whether to give up now."""


def never() -> bool:
    """Go on to the end."""
    return False


class Stopped(Exception):
    """Given up, as was asked; never leaves an engine."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the last decoding of a window gave."""

    sound: Samples
    prompt: tuple[int, ...]
    tokens: tuple[int, ...]
    """Those that were read, without those of the prompt."""
    told: Any = None
    """A ``whisper.DecodingResult``; None where it was given up."""


class DraftedDecoder:
    """Decodes windows of one loaded model; one caller at a time."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._last: _Read | None = None

    def told(
        self, sound: Samples, spectrum: Any, options: dict[str, Any], stop: Stop = never
    ) -> Any:
        """The ``whisper.DecodingResult`` of ``sound`` ((n,), mono float32, 16 kHz), whose padded
        ``spectrum`` has shape (mels, up to 3000); ``options`` are those of
        ``whisper.DecodingOptions``.

        Raises Stopped where ``stop`` said so; what was read until then is the next one's draft.
        """
        prompt = tuple(options["prompt"] or ())
        last = self._last
        if last is not None and (last.prompt != prompt or not _begin_alike(last.sound, sound)):
            last = None
        if last is not None and last.told is not None and last.sound.size == sound.size:
            return last.told
        # the caller's array may be a view into a buffer that grows
        sound, read = sound.copy(), _Reading(last.tokens if last is not None else ())
        try:
            self._model.encoder.stop = stop
            features = self._model.embed_audio(spectrum[None])
            (told,) = _task(self._model, options, read, stop).run(features)
        except Stopped:
            self._last = _Read(sound, prompt, read.longest())
            raise
        finally:
            self._model.encoder.stop = never
        self._last = _Read(sound, prompt, tuple(told.tokens), told)
        return told


def _begin_alike(one: Samples, other: Samples) -> bool:
    """Whether the shorter of two sounds is the beginning of the longer one."""
    size = min(one.size, other.size)
    return bool(np.array_equal(one[:size], other[:size]))


class _Reading:
    """A draft, and the tokens that were read of a longer sound by now."""

    def __init__(self, draft: Sequence[int]) -> None:
        self.tokens: list[int] = []
        self._draft = list(draft)
        self._lost = False
        """The draft said something else; it may be found again further on."""

    def add(self, token: int) -> None:
        """``token`` was read next."""
        self.tokens.append(token)
        if not self._lost and self._draft and self._draft[0] == token:
            del self._draft[0]
            return
        self._lost = True
        for at in range(1, len(self._draft)):
            if self._draft[at - 1 : at + 1] == self.tokens[-2:]:
                del self._draft[: at + 1]
                self._lost = False
                return

    def ahead(self) -> list[int]:
        """What the draft says comes next; nothing where it is not known where it is."""
        return [] if self._lost else self._draft

    def longest(self) -> tuple[int, ...]:
        """The best draft for the next decoding, should this one go no further."""
        return (*self.tokens, *self._draft)


def _task(model: Any, options: dict[str, Any], read: _Reading, stop: Stop) -> Any:
    """A ``whisper.decoding.DecodingTask`` of one window, greedy, that begins with a draft."""
    import torch
    from whisper.decoding import DecodingOptions, DecodingTask

    class Drafted(DecodingTask):  # type: ignore[misc]
        def _get_audio_features(self, audio_features: Any) -> Any:
            """They are made already, of a window that may be shorter than the library's."""
            return audio_features

        def _main_loop(self, audio_features: Any, tokens: Any) -> Any:
            """As the library's: tokens (1, n), their log probability (1,), no speech [0..1]."""
            sure = torch.zeros(1, device=audio_features.device)
            no_speech: list[float] = []
            completed = False
            try:
                while not (completed or len(read.tokens) >= self.sample_len):
                    if stop():
                        raise Stopped
                    # one less than may be said: the token behind the draft comes with it
                    ahead = read.ahead()[: self.sample_len - len(read.tokens) - 1]
                    logits = self._logits(tokens, ahead, audio_features)
                    if not no_speech:
                        silent = logits[:, self.sot_index].float().softmax(dim=-1)
                        no_speech = silent[:, self.tokenizer.no_speech].tolist()
                    for row, guess in enumerate([*ahead, None], -len(ahead) - 1):
                        tokens, completed = self._next(logits[:, row], tokens, sure)
                        if completed or read.tokens[-1] != guess:
                            break
                    if tokens.shape[-1] > self.n_ctx:
                        break
            finally:
                self.inference.cleanup_caching()
            return tokens, sure, no_speech

        def _logits(self, tokens: Any, ahead: Sequence[int], audio_features: Any) -> Any:
            """What may follow each of the tokens that were not shown before, and each ahead.

            The library masks several tokens at a time only where none is known before.
            """
            known = self.inference.kv_cache
            size = 0 if ahead or not known else tokens.shape[-1] - 1
            for module in self.inference.kv_modules if known else ():
                known[module] = known[module][:, :size]
            more = torch.tensor([list(ahead)], dtype=tokens.dtype, device=tokens.device)
            shown = torch.cat([tokens, more], dim=-1)[:, size:]
            self.inference.initial_token_length = shown.shape[-1]  # it takes all of it
            return self.inference.logits(shown, audio_features)

        def _next(self, logits: Any, tokens: Any, sure: Any) -> tuple[Any, bool]:
            """The likeliest next token behind ``tokens``, and whether it is the end."""
            for one in self.logit_filters:
                one.apply(logits, tokens)
            tokens, completed = self.decoder.update(tokens, logits, sure)
            if not completed:
                read.add(int(tokens[0, -1]))
            return tokens, bool(completed)

    return Drafted(model, DecodingOptions(**options))
