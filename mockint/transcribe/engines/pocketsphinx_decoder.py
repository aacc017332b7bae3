"""PocketSphinx's own decoder, as all who use it load it, feed it and read it."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineMissing

Pcm = npt.NDArray[np.int16]

FRAMES_PER_S = 100
"""The decoder's own clock."""
BLOCK = RATE_HZ // 4
_PRONUNCIATION = re.compile(r"\(\d+\)$")


def load(
    taught: Mapping[str, str],
    settings: Mapping[str, Any],
    next_step: str = "pip install pocketsphinx",
) -> Any:
    """A decoder that knows the words of ``taught`` too, each with its sounds.

    ``settings``: as the library names them. Raises EngineMissing, with ``next_step`` where the
    library is not there.
    """
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise EngineMissing(
            "cannot load PocketSphinx", cause=str(error), next_step=next_step
        ) from error
    try:
        decoder = Decoder(samprate=RATE_HZ, loglevel="FATAL", **settings)
        for name, said in taught.items():
            decoder.add_word(name, said, update=False)
    except (RuntimeError, OSError) as error:
        raise EngineMissing(
            "PocketSphinx cannot load its English model",
            cause=str(error),
            next_step="pip install --force-reinstall pocketsphinx",
        ) from error
    return decoder


def pcm_of(sound: Samples) -> Pcm:
    """``sound`` in [-1, 1] as the decoder takes it: 16 bits, little-endian."""
    return (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2")


def process(decoder: Any, pcm: Pcm) -> None:
    """Give it the sound, with Python's lock let go now and then."""
    for at in range(0, len(pcm), BLOCK):
        decoder.process_raw(pcm[at : at + BLOCK].tobytes())


def as_word(found: str) -> str:
    """Without the number of the pronunciation that was heard ("was(2)")."""
    return _PRONUNCIATION.sub("", found)
