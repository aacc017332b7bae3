"""What this machine can hear with, without loading any of it."""

from importlib.util import find_spec
from pathlib import Path

from mockint.errors import WeightsMissing
from mockint.transcribe import faster_weights, weights
from mockint.transcribe.choose import Here


def look(model: str, folder: Path) -> Here:
    """Which engines are installed, and whether their weights of ``model`` are in ``folder``.

    ``model``: a name, the path of Whisper's own checkpoint, or that of a folder in CTranslate2's
    form. Raises WeightsMissing for a model that no installed engine has, or a path without one: a
    name that was mistyped should be said, not worked around.
    """
    whisper, faster = (find_spec(name) is not None for name in ("whisper", "faster_whisper"))
    return Here(
        whisper=whisper,
        pocketsphinx=find_spec("pocketsphinx") is not None,
        weights=whisper and _whispers(model, folder, faster),
        faster=faster,
        faster_weights=faster and _fasters(model, folder, whisper),
    )


def _whispers(model: str, folder: Path, faster: bool) -> bool:
    if faster_weights.is_folder(model):
        return False
    try:
        return weights.present(model, folder) is not None
    except WeightsMissing:
        if faster and model in faster_weights.published():
            return False
        raise


def _fasters(model: str, folder: Path, whisper: bool) -> bool:
    if faster_weights.is_folder(model):
        if faster_weights.present(model, folder) is None:
            raise WeightsMissing(
                f"the folder {model} holds no Whisper model in CTranslate2's form",
                cause=f"it needs {', '.join(faster_weights.NEEDED)}",
                next_step="--model base.en",
            )
        return True
    if weights.is_checkpoint(model):
        return False
    if not whisper:
        faster_weights.check(model)
    return faster_weights.present(model, folder) is not None
