"""Small Whisper checkpoints that tests make for themselves, run by the real openai-whisper.

``write_scripted`` sets weights by hand, without training: the pitch of a tone picks one of a few
sentences, which comes out word by word at known times; silence comes out as "no speech". So a test
can check true words on the true clock, through the library's own decoding and alignment.
``write_random`` is noise in the right shape.

How the scripted one works. Token vectors are orthonormal and orthogonal to the all-ones vector, so
layer norms leave their directions alone; self-attention is zero, so each token is computed from
itself. The encoder measures each sentence's band of pitch in a channel of its own. Decoder block 0
reads those channels into "gates". Block 1's MLP maps a token to the next one (the first one only
where the sentence's gate is open), and its cross-attention, the alignment head, looks at the moment
when the next word is said.
"""

import math
import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("NUMBA_DISABLE_JIT", "1")  # read when numba is first imported; saves seconds

RATE_HZ = 16_000
FRAME_S = 0.02
"""What one place of the encoder's output stands for."""
WIDTH = 64
"""Model width; words' tokens + sentences + 5 special ones must stay below."""
_LOOK = 1.2
_EARLY = 25
"""A frame (0.5 s) in which every sentence has begun to sound."""


@dataclass(frozen=True)
class Sentence:
    """``words`` are heard where a tone between ``low_hz`` and ``high_hz`` sounds.

    Word i is said ``first_s + i * step_s`` after the tone's piece begins. No word may come twice,
    in this sentence or another.
    """

    low_hz: float
    high_hz: float
    words: tuple[str, ...]
    first_s: float = 0.5
    step_s: float = 0.4

    @property
    def tone_hz(self) -> float:
        return (self.low_hz + self.high_hz) / 2

    def time_s(self, word: int) -> float:
        return self.first_s + self.step_s * word


LOW = Sentence(
    250, 450, ("First", "I", "pulled", "the", "delivery", "logs", "and", "traced", "a", "race")
)
MIDDLE = Sentence(1000, 1400, ("Then", "we", "wrote", "minimal", "fix", "so", "drop", "rate"))
HIGH = Sentence(2600, 3200, ("Um", "basically", "it", "saved", "eight", "thousand", "dollars"))
SENTENCES = (LOW, MIDDLE, HIGH)


def tone(hz: float, seconds: float) -> Any:
    """A sine: shape (n,), float32, 16 kHz."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (0.3 * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def silence(seconds: float) -> Any:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def write_random(path: Path) -> None:
    """Weights drawn once; the structure of base.en, in small."""
    import torch

    torch.manual_seed(0)
    model = _empty_model(layers=1)
    with torch.no_grad():  # the library leaves this one as memory happens to be
        model.decoder.positional_embedding.normal_(0, 0.02)
    _save(model, path)


def write_scripted(
    path: Path, sentences: Sequence[Sentence] = SENTENCES, *, stamped: bool = True
) -> None:
    """The checkpoint described above. ``stamped`` False: no time stamp ends a sentence."""
    _Script(sentences, stamped).write(path)


def _empty_model(layers: int) -> Any:
    from whisper.model import ModelDimensions, Whisper

    dimensions = ModelDimensions(
        n_mels=80,
        n_audio_ctx=1500,
        n_audio_state=WIDTH,
        n_audio_head=1,
        n_audio_layer=1,
        n_vocab=51864,
        n_text_ctx=448,
        n_text_state=WIDTH,
        n_text_head=1,
        n_text_layer=layers,
    )
    return Whisper(dimensions)


def _save(model: Any, path: Path) -> None:
    import torch

    weights = {name: value.half() for name, value in model.state_dict().items()}
    torch.save({"dims": vars(model.dims), "model_state_dict": weights}, path)


def _mel_centres() -> Any:
    import whisper

    table = Path(whisper.__file__).parent / "assets" / "mel_filters.npz"
    with np.load(os.fspath(table)) as filters:
        mel = filters["mel_80"]
    return (mel * np.linspace(0, RATE_HZ / 2, mel.shape[1])).sum(1) / mel.sum(1)


class _Script:
    def __init__(self, sentences: Sequence[Sentence], stamped: bool) -> None:
        import torch
        from whisper.model import sinusoids
        from whisper.tokenizer import get_tokenizer

        self.sentences = sentences
        self.stamped = stamped
        with warnings.catch_warnings():  # whisper leaves its vocabulary's file to the collector
            warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
            self.names = get_tokenizer(multilingual=False)
        self.model = _empty_model(layers=2)
        draw = torch.Generator().manual_seed(0)
        for parameter in self.model.parameters():
            parameter.data.zero_()
        for module in self.model.modules():
            if isinstance(module, torch.nn.LayerNorm):
                module.weight.data.fill_(1.0)
        columns = [torch.ones(WIDTH, 1), torch.randn(WIDTH, WIDTH - 1, generator=draw)]
        basis, _ = torch.linalg.qr(torch.cat(columns, 1))
        self.directions = iter(basis[:, 1:].T)
        self.vectors: dict[int, Any] = {}
        self.gates = [next(self.directions) for _ in sentences]
        self.channels = [WIDTH // 2 - 1 - number for number in range(len(sentences))]
        self.moments = torch.nn.functional.layer_norm(sinusoids(1500, WIDTH), (WIDTH,))
        self.look = torch.zeros(WIDTH, WIDTH)
        self.rules: list[tuple[Any, float, Any]] = []

    def write(self, path: Path) -> None:
        spectra = [self._spectrum(one) for one in self.sentences]
        self._listen(spectra)
        self._say()
        self._open_gates(spectra)
        _save(self.model, path)

    def vector(self, token: int) -> Any:
        if token not in self.vectors:
            self.vectors[token] = next(self.directions)
        return self.vectors[token]

    def _spectrum(self, sentence: Sentence) -> Any:
        import torch
        from whisper.audio import log_mel_spectrogram, pad_or_trim

        return log_mel_spectrogram(pad_or_trim(torch.tensor(tone(sentence.tone_hz, 4))))[None]

    def _listen(self, spectra: Sequence[Any]) -> None:
        """Encoder: channel j is about 2 where the tone of sentence j sounds, 0 elsewhere."""
        import torch
        from torch.nn.functional import conv1d, gelu

        centres = _mel_centres()
        first, second = self.model.encoder.conv1, self.model.encoder.conv2
        for sentence, channel, spectrum in zip(self.sentences, self.channels, spectra, strict=True):
            band = (centres >= sentence.low_hz) & (centres <= sentence.high_hz)
            contrast = np.where(band, 6 / band.sum(), -6 / (~band).sum())
            first.weight.data[channel, :, 1] = torch.tensor(contrast, dtype=torch.float32)
            first.bias.data[channel] = -3.0
            second.weight.data[channel, channel, 1] = 1.0
            heard = conv1d(gelu(first(spectrum)), second.weight, stride=2, padding=1)
            loud = heard[0, channel, 20:180].median().detach()
            second.weight.data[channel, channel, 1] = 2.0 / float(loud)

    def _say(self) -> None:
        """Decoder block 1: which token follows which, and where the next word is said."""
        names = self.names
        sot, eot, begin = names.sot, names.eot, names.timestamp_begin
        for token in (sot, names.no_timestamps, begin, eot, names.no_speech):
            self.vector(token)
        self._rule(self.vector(sot), 3.0, self.vector(names.no_speech))
        for start in (begin, names.no_timestamps):
            self._rule(self.vector(start), 3.0, self.vector(eot))
        self._look_at(names.no_timestamps, _EARLY)
        for sentence, gate in zip(self.sentences, self.gates, strict=True):
            self._say_one(sentence, gate)
        block = self.model.decoder.blocks[1]
        assert len(self.rules) <= 4 * WIDTH
        for row, (match, threshold, answer) in enumerate(self.rules):
            block.mlp[0].weight.data[row] = match
            block.mlp[0].bias.data[row] = threshold
            block.mlp[2].weight.data[:, row] = answer
        self._attention(block.cross_attn, self.look)
        for token, vector in self.vectors.items():
            self.model.decoder.token_embedding.weight.data[token] = vector
        self.model.decoder.ln.weight.data.fill_(3.0)

    def _say_one(self, sentence: Sentence, gate: Any) -> None:
        names = self.names
        said = [
            (token, round((sentence.time_s(number) + 0.04 * part) / FRAME_S))
            for number, word in enumerate(sentence.words)
            for part, token in enumerate(names.encode(f" {word}"))
        ]
        tokens = [token for token, _ in said]
        assert len(set(tokens)) == len(tokens), "a word comes twice"
        assert not self.vectors.keys() & set(tokens), "a word stands in two sentences"
        opening = self.vector(names.sot) + gate
        self._rule(
            opening,
            9.5,
            6 * (self.vector(names.timestamp_begin) - self.vector(names.no_speech)),
        )
        first = self.vector(tokens[0])
        for start in (names.timestamp_begin, names.no_timestamps):
            self._rule(self.vector(start) + gate, 9.5, 6 * (first - self.vector(names.eot)))
        end = names.timestamp_begin + said[-1][1] + 15
        while end in self.vectors:  # each sentence ends with a time stamp of its own
            end += 1
        chain = [*tokens, *([end] if self.stamped else []), names.eot]
        for token, following in pairwise(chain):
            self._rule(self.vector(token), 2.0, self.vector(following))
        for (token, _), (_, frame) in pairwise(said):
            self._look_at(token, frame)
        self._look_at(said[-1][0], said[-1][1] + 20)

    def _rule(self, seen: Any, threshold: float, answer: Any) -> None:
        """Where the state has more than ``threshold`` of ``seen``, add ``answer``."""
        self.rules.append((seen * 4.0, -threshold * 4.0, answer * 8.0))

    def _look_at(self, token: int, frame: int) -> None:
        import torch

        self.look += torch.outer(self.moments[frame] * _LOOK, self.vector(token)) / math.sqrt(WIDTH)

    def _attention(self, attention: Any, query: Any) -> None:
        import torch

        attention.query.weight.data.copy_(query * WIDTH**0.25)
        attention.key.weight.data.copy_(torch.eye(WIDTH))

    def _open_gates(self, spectra: Sequence[Any]) -> None:
        """Decoder block 0: gate j is about 1 where the tone of sentence j sounds early on."""
        import torch

        loud = torch.zeros(WIDTH)
        loud[self.channels] = 4.0
        names = self.names
        attention = self.model.decoder.blocks[0].cross_attn
        query = torch.zeros(WIDTH, WIDTH)
        for token in (names.sot, names.no_timestamps, names.timestamp_begin):
            sought = loud + self.moments[_EARLY] * 0.6
            query += torch.outer(sought, self.vector(token)) / math.sqrt(WIDTH)
        self._attention(attention, query)
        for number, (channel, spectrum) in enumerate(zip(self.channels, spectra, strict=True)):
            level = float(self.model.encoder(spectrum).detach()[0, 20:180, channel].median())
            attention.value.weight.data[number, channel] = 1.0
            attention.out.weight.data[:, number] = self.gates[number] / level
