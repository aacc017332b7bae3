"""Whisper's weights: which there are, whether they are here, and fetching them.

The names, addresses and checksums are openai-whisper's own table. Weights that came another way
(a package of the package index, the hub) are in CTranslate2's form; they are converted once, and
kept beside OpenAI's files under a name of their own: Whisper's own command line, which shares the
folder, takes a file with its name and another checksum for damaged.
"""

import importlib.util
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename

from mockint import files
from mockint.download import Broken, answers, checksum, download
from mockint.errors import EngineMissing, NoSuchModel, WeightsMissing
from mockint.transcribe.types import Progress, no_progress
from mockint.transcribe.weights import packaged
from mockint.transcribe.weights.published import entry, fetching_into, not_here, table_in

CONVERTED = "-converted.pt"
"""The end of the name of a checkpoint that we made."""


@dataclass(frozen=True, slots=True)
class Release:
    """One published checkpoint."""

    model: str
    url: str
    """Its last folder is the file's SHA-256 in hex."""

    @property
    def sha256(self) -> str:
        """Checksum of the whole file, hex."""
        return self.url.split("/")[-2]

    @property
    def file_name(self) -> str:
        """As whisper names it in its cache, e.g. "base.en.pt"."""
        return basename(self.url)


def published() -> Mapping[str, str]:
    """Model name -> address, as the installed openai-whisper has it.

    Raises EngineMissing where openai-whisper is not installed or has no such table.
    """
    if importlib.util.find_spec("whisper") is None:
        raise EngineMissing(
            "openai-whisper is not installed", next_step="pip install openai-whisper"
        )
    table = table_in("whisper")
    if table is not None:
        return table
    raise EngineMissing(
        "the openai-whisper that is installed does not list its models",
        cause="it may be another package that is also called whisper",
        next_step="pip install --force-reinstall openai-whisper",
    )


def is_checkpoint(model: str) -> bool:
    """True for a path, False for one of Whisper's names."""
    return model.endswith(".pt") or "/" in model or "\\" in model


def checkpoint(path: str) -> Path:
    """The file at ``path``. Raises NoSuchModel where there is none."""
    found = files.expanded(Path(path))
    if not files.is_file(found):
        raise NoSuchModel(f"there is no model file {path}", next_step="--model base.en")
    return found


def release(model: str, table: Mapping[str, str] | None = None) -> Release:
    """The published checkpoint called ``model``; ``table`` stands in for :func:`published`.

    Raises WeightsMissing with the nearest names where there is none.
    """
    table = published() if table is None else table
    return Release(model, entry(model, table, whose="Whisper", or_path="a model file"))


def check(model: str, table: Mapping[str, str] | None = None) -> None:
    """Raise WeightsMissing where ``model`` is neither a published name nor a checkpoint's path."""
    if is_checkpoint(model):
        checkpoint(model)
    else:
        release(model, table)


def present(model: str, folder: Path, table: Mapping[str, str] | None = None) -> Path | None:
    """The weights of ``model`` (a name in ``folder``, or a path), or None where they are not here.

    A file that was cut off while it was fetched does not count: a checkpoint is a zip archive,
    whose directory stands at the end. Its checksum is only computed by :func:`fetch`. Weights in
    an installed package count; the file is then made by :func:`ready`.

    Raises WeightsMissing for a name that Whisper does not have and for a path where there is no
    file, EngineMissing without Whisper.
    """
    if is_checkpoint(model):
        return checkpoint(model)
    path = folder / release(model, table).file_name
    if _is_whole(path):
        return path
    made = _converted(model, folder)
    return made if _is_whole(made) or packaged.installed(model) is not None else None


def ready(model: str, folder: Path, table: Mapping[str, str] | None = None) -> Path | None:
    """As :func:`present`, and the file can be loaded.

    Weights in a package are checked and converted here, once (a second for tiny.en). Raises also
    WeightsMissing for a package with a wrong checksum, and FileError.
    """
    path = present(model, folder, table)
    package = packaged.installed(model)
    if path is None or package is None or files.is_file(path):
        return path
    return convert_into(folder, model, packaged.weights(package))


def convert_into(folder: Path, model: str, data: bytes) -> Path:
    """Keep ``data``, a ``model.bin`` in CTranslate2's form, as a checkpoint in ``folder``.

    Raises WeightsMissing where it cannot be converted, FileError where it cannot be written.
    """
    from mockint.transcribe.weights.convert import NotConvertible, checkpoint

    try:
        made = checkpoint(data)
    except NotConvertible as error:
        raise WeightsMissing(
            f"the Whisper model {model} cannot be used by openai-whisper",
            cause=str(error),
            next_step=f"mockint setup --model {model}",
        ) from error
    import torch

    with fetching_into(folder, lambda cause: missing(release(model), folder, cause)):
        files.make_dir(folder)
    path = _converted(model, folder)
    with files.replacing(path) as file:
        torch.save(made, file)
    return path


def _converted(model: str, folder: Path) -> Path:
    return folder / f"{model}{CONVERTED}"


def _is_whole(path: Path) -> bool:
    if not files.is_file(path):
        return False
    with files.reading(path) as file:
        return zipfile.is_zipfile(file)


def fetch(
    model: str,
    folder: Path,
    progress: Progress = no_progress,
    *,
    table: Mapping[str, str] | None = None,
) -> Path:
    """Bring the weights of ``model`` into ``folder``, where they are not there yet; the file.

    Goes on where an earlier attempt stopped, checks the SHA-256, and only then gives the file its
    name. ``progress`` is told 0..1. A file with the right name and a wrong checksum is replaced.

    Weights that came another way are not fetched again.

    Raises WeightsMissing with the cause (no network, no room, damaged on the way) and the way out.
    """
    if is_checkpoint(model):
        return checkpoint(model)
    wanted = release(model, table)
    path = folder / wanted.file_name
    if not files.is_file(path) and (other := ready(model, folder, table)) is not None:
        return other
    with fetching_into(folder, lambda cause: missing(wanted, folder, cause)):
        files.make_dir(folder)
        if not (files.is_file(path) and checksum(path) == wanted.sha256):
            _bring(wanted, path, progress)
    progress(1.0)
    return path


def _bring(wanted: Release, path: Path, progress: Progress) -> None:
    part = _part(path)
    download(wanted.url, part, progress)
    if checksum(part) != wanted.sha256:
        files.delete(part)
        raise Broken("the download was damaged (wrong checksum) and is deleted")
    files.put_in_place(part, path)


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def begun_bytes(model: str, folder: Path, table: Mapping[str, str] | None = None) -> int:
    """What is kept of a fetch of ``model`` that was cut off; 0 for nothing."""
    try:
        part = _part(folder / release(model, table).file_name)
    except (WeightsMissing, EngineMissing):
        return 0
    return files.status(part).st_size if files.is_file(part) else 0


def can_fetch(
    model: str, *, timeout_s: float = 3.0, table: Mapping[str, str] | None = None
) -> bool:
    """Whether the server with the weights of ``model`` answers now; never takes much longer."""
    try:
        wanted = release(model, table)
    except (WeightsMissing, EngineMissing):
        return False
    return answers(wanted.url, timeout_s)


def missing(wanted: Release, folder: Path, cause: str) -> WeightsMissing:
    """The error for weights that are not here, with every way out."""
    return not_here(
        wanted.model,
        cause,
        whose="Whisper",
        setup=f"--model {wanted.model}",
        copy=f"{wanted.file_name} into {folder}",
    )
