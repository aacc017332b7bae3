"""Greedy decoding that takes up where one of the same sound, as far as it had come, left off.

While somebody talks, the phrase under way is decoded again and again, each time a little longer.
What was read the last time is a draft for the next: the decoder is shown all its tokens at once,
which costs about as much as two of them alone, and keeps those that it would have chosen itself.
From the first other one on it goes on token by token. So a draft changes what a pass costs and
never what it tells (Leviathan et al. 2023, arXiv 2211.17192, without chance).
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
        ``spectrum`` has shape (mels, 3000); ``options`` are those of ``whisper.DecodingOptions``.

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
        self.draft = tuple(draft)
        self.tokens: list[int] = []

    def longest(self) -> tuple[int, ...]:
        """The best draft for the next decoding, should this one go no further."""
        return (*self.tokens, *self.draft[len(self.tokens) :])


def _task(model: Any, options: dict[str, Any], read: _Reading, stop: Stop) -> Any:
    """A ``whisper.decoding.DecodingTask`` of one window, greedy, that begins with a draft."""
    import torch
    from whisper.decoding import DecodingOptions, DecodingTask

    class Drafted(DecodingTask):  # type: ignore[misc]
        def _main_loop(self, audio_features: Any, tokens: Any) -> Any:
            """As the library's: tokens (1, n), their log probability (1,), no speech [0..1]."""
            sure = torch.zeros(1, device=audio_features.device)
            # one less than may be said: the token behind the draft comes with it
            ahead = list(read.draft[: self.sample_len - 1])
            try:
                shown = torch.tensor([ahead], dtype=tokens.dtype, device=tokens.device)
                whole = torch.cat([tokens, shown], dim=-1)
                self.inference.initial_token_length = whole.shape[-1]
                logits = self.inference.logits(whole, audio_features)
                self.inference.initial_token_length = 0  # from now on the last token only
                silent = logits[:, self.sot_index].float().softmax(dim=-1)
                no_speech = silent[:, self.tokenizer.no_speech].tolist()
                logits = logits[:, tokens.shape[-1] - 1 :]
                for token in [*ahead, None]:
                    tokens, completed = self._next(logits[:, 0], tokens, sure)
                    logits = logits[:, 1:]
                    if completed or read.tokens[-1] != token:
                        break
                self._forget_from(tokens.shape[-1] - 1)
                while not (completed or len(read.tokens) >= self.sample_len):
                    if tokens.shape[-1] > self.n_ctx:
                        break
                    if stop():
                        raise Stopped
                    logits = self.inference.logits(tokens, audio_features)[:, -1]
                    tokens, completed = self._next(logits, tokens, sure)
            finally:
                self.inference.cleanup_caching()
            return tokens, sure, no_speech

        def _next(self, logits: Any, tokens: Any, sure: Any) -> tuple[Any, bool]:
            """The likeliest next token behind ``tokens``, and whether it is the end."""
            for one in self.logit_filters:
                one.apply(logits, tokens)
            tokens, completed = self.decoder.update(tokens, logits, sure)
            if not completed:
                read.tokens.append(int(tokens[0, -1]))
            return tokens, bool(completed)

        def _forget_from(self, size: int) -> None:
            """Keep what the decoder knows of the first ``size`` tokens only."""
            known = self.inference.kv_cache
            for module in self.inference.kv_modules:
                known[module] = known[module][:, :size]

    return Drafted(model, DecodingOptions(**options))
