"""What this machine can hear with, without loading any of it."""

from importlib.util import find_spec
from pathlib import Path

from mockint.transcribe.choose import Here
from mockint.transcribe.weights import present


def look(model: str, folder: Path) -> Here:
    """Which engines are installed, and whether the weights of ``model`` are in ``folder``.

    Raises WeightsMissing for a model that Whisper does not have, or a checkpoint path without a
    file: a name that was mistyped should be said, not worked around.
    """
    whisper = find_spec("whisper") is not None
    return Here(
        whisper=whisper,
        pocketsphinx=find_spec("pocketsphinx") is not None,
        weights=whisper and present(model, folder) is not None,
    )
