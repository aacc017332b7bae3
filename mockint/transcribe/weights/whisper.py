"""Whisper's weights: which there are, whether they are here, and fetching them.

The names, addresses and checksums are openai-whisper's own table. It is read from the library's
source without running it, because ``import whisper`` takes more than a second and loads torch.
"""

import ast
import difflib
import hashlib
import importlib.util
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename

from mockint.errors import EngineMissing, FileError, WeightsMissing
from mockint.files import put_in_place
from mockint.transcribe.types import Progress, no_progress
from mockint.transcribe.weights.download import Broken, download

_TABLE = "_MODELS"


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
        cause="another package may be called whisper",
        next_step="pip install --force-reinstall openai-whisper",
    )


def table_in(module: str) -> Mapping[str, str] | None:
    """The table of models in the source of ``module``, which is not run; None without one."""
    package, _, inner = module.partition(".")
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    source = Path(found.origin)
    if inner:
        source = source.with_name(f"{inner}.py")
    if not source.is_file():
        return None
    for statement in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == _TABLE:
            table: dict[str, str] = ast.literal_eval(statement.value)
            return table
    return None


def is_checkpoint(model: str) -> bool:
    """True for a path, False for one of Whisper's names."""
    return model.endswith(".pt") or "/" in model or "\\" in model


def checkpoint(path: str) -> Path:
    """The file at ``path``. Raises WeightsMissing where there is none."""
    found = Path(path).expanduser()
    if not found.is_file():
        raise WeightsMissing(f"there is no checkpoint {path}", next_step="--model base.en")
    return found


def release(model: str, table: Mapping[str, str] | None = None) -> Release:
    """The published checkpoint called ``model``; ``table`` stands in for :func:`published`.

    Raises WeightsMissing with the nearest names where there is none.
    """
    table = published() if table is None else table
    if model not in table:
        near = difflib.get_close_matches(model, table, n=3, cutoff=0.5) or list(table)
        raise WeightsMissing(
            f"Whisper has no model called {model!r}",
            cause=f"there are {', '.join(near)}",
            next_step="--model base.en, or the path of a checkpoint",
        )
    return Release(model, table[model])


def present(model: str, folder: Path, table: Mapping[str, str] | None = None) -> Path | None:
    """The weights of ``model`` (a name in ``folder``, or a path), or None where they are not here.

    A file that was cut off while it was fetched does not count: a checkpoint is a zip archive,
    whose directory stands at the end. Its checksum is only computed by :func:`fetch`.

    Raises WeightsMissing for a name that Whisper does not have and for a path where there is no
    file, EngineMissing without Whisper.
    """
    if is_checkpoint(model):
        return checkpoint(model)
    path = folder / release(model, table).file_name
    return path if path.is_file() and zipfile.is_zipfile(path) else None


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

    Raises WeightsMissing with the cause (no network, no room, damaged on the way) and the way out.
    """
    if is_checkpoint(model):
        return checkpoint(model)
    wanted = release(model, table)
    path = folder / wanted.file_name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (path.is_file() and checksum(path) == wanted.sha256):
            _bring(wanted, path, progress)
    except Broken as error:
        raise missing(wanted, folder, str(error)) from error
    except OSError as error:
        raise missing(wanted, folder, f"{error.strerror or error}: {folder}") from error
    except FileError as error:
        raise missing(wanted, folder, f"{error.cause}: {folder}") from error
    progress(1.0)
    return path


def _bring(wanted: Release, path: Path, progress: Progress) -> None:
    part = path.with_name(path.name + ".part")
    download(wanted.url, part, progress)
    if checksum(part) != wanted.sha256:
        part.unlink()
        raise Broken("what came is damaged, its checksum is wrong; nothing of it was kept")
    put_in_place(part, path)


def checksum(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def can_fetch(
    model: str, *, timeout_s: float = 3.0, table: Mapping[str, str] | None = None
) -> bool:
    """Whether the server with the weights of ``model`` answers now; never takes much longer."""
    try:
        wanted = release(model, table)
    except (WeightsMissing, EngineMissing):
        return False
    return answers(wanted.url, timeout_s)


def answers(url: str, timeout_s: float) -> bool:
    """Whether a server has something at ``url`` and says so within ``timeout_s``.

    Asked in a thread of its own: looking up a name has no time limit that we could set.
    """
    answered = threading.Event()

    def ask() -> None:
        request = urllib.request.Request(url, method="HEAD")
        try:
            with urllib.request.urlopen(request, timeout=timeout_s):
                answered.set()
        except (OSError, ValueError):  # URLError, HTTPError, timeouts
            pass

    asking = threading.Thread(target=ask, name="ask for weights", daemon=True)
    asking.start()
    asking.join(timeout_s)
    return answered.is_set()


def missing(wanted: Release, folder: Path, cause: str) -> WeightsMissing:
    """The error for weights that are not here, with every way out."""
    return WeightsMissing(
        f"Whisper's weights for {wanted.model} are not here",
        cause=cause,
        next_step=f"mockint setup --model {wanted.model} when online, or --engine pocketsphinx "
        f"now, or copy {wanted.file_name} into {folder}",
    )
