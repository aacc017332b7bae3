"""Weights for openai-whisper where only the model hub can be reached.

The hub has the models in CTranslate2's form; they are fetched as for faster-whisper, which checks
their checksums, and converted.
"""

from collections.abc import Mapping
from pathlib import Path

from mockint import files
from mockint.errors import EngineMissing
from mockint.transcribe.types import Progress, no_progress
from mockint.transcribe.weights import ctranslate2, whisper

_REPOSITORY = "Systran/faster-whisper-{}"
"""For who has no faster-whisper, whose table says it otherwise."""


def can_fetch(model: str) -> bool:
    """Whether the hub has ``model`` and answers now."""
    return ctranslate2.can_fetch(model, table=_table(model)[0])


def fetch_converted(model: str, folder: Path, progress: Progress = no_progress) -> Path:
    """Bring the weights of ``model`` into ``folder`` as a checkpoint; the file.

    Raises WeightsMissing, FileError.
    """
    table, has_engine = _table(model)
    found = ctranslate2.fetch(model, folder, progress, table=table)
    path = whisper.convert_into(folder, model, files.read_bytes(found / "model.bin", most=None))
    if not has_engine:
        files.delete_folder(found)
    return path


def _table(model: str) -> tuple[Mapping[str, str], bool]:
    """Which repository has ``model``, and whether faster-whisper is here to use the folder too."""
    try:
        return ctranslate2.published(), True
    except EngineMissing:
        return {model: _REPOSITORY.format(model)}, False
