"""faster-whisper's weights: folders in CTranslate2's form, one a model.

Which model lies in which repository is faster-whisper's own table. We fetch them ourselves, with
the same code as Whisper's own: it shows how far it is, goes on where it was cut off and checks each
checksum, while ``faster_whisper.download_model`` shows nothing, and what its hub library raises
changes with its version. A model stands in ``faster-whisper-NAME`` beside Whisper's weights; it can
be copied there.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mockint import files
from mockint.download import Broken, Listed, answers, bring, hub, json_at
from mockint.errors import EngineMissing, NoSuchModel, WeightsMissing
from mockint.transcribe.types import Progress, no_progress
from mockint.transcribe.weights import packaged
from mockint.transcribe.weights.published import entry, fetching_into, not_here, table_in

NEEDED = ("config.json", "model.bin", "tokenizer.json")
"""Without its own tokenizer.json the library would go to the network for one."""
_ALSO = ("preprocessor_config.json", "vocabulary.json", "vocabulary.txt")
INSTALL = 'pip install "mockint[fast]"'


def published() -> Mapping[str, str]:
    """Model name -> repository, as the installed faster-whisper has it.

    Raises EngineMissing where faster-whisper is not installed or has no such table.
    """
    table = table_in("faster_whisper.utils")
    if table is None:
        raise EngineMissing("faster-whisper is not installed", next_step=INSTALL)
    return table


def is_folder(model: str) -> bool:
    """True for the path of a folder, as against a name or the path of Whisper's own checkpoint.

    A folder that lies right here needs no "./" where it holds a model.
    """
    path = files.expanded(Path(model))
    named = "/" in model or "\\" in model or files.is_file(path / "model.bin")
    return named and files.is_dir(path)


def place(model: str, folder: Path) -> Path:
    """Where the weights of ``model`` lie: its own path, or in ``folder``."""
    return files.expanded(Path(model)) if is_folder(model) else folder / f"faster-whisper-{model}"


def present(model: str, folder: Path) -> Path | None:
    """The folder with the weights of ``model``, or None where they are not whole or not here.

    Weights in installed packages count; the folder is then made, or checked, by :func:`ready`.
    """
    path = place(model, folder)
    if _is_whole_folder(path):
        return path
    return path if packaged.installed(model) is not None else None


def ready(model: str, folder: Path) -> Path | None:
    """As :func:`present`, and the folder can be loaded.

    Weights in packages are checked here, and joined where they are in pieces. Raises WeightsMissing
    for a wrong checksum, FileError.
    """
    path = present(model, folder)
    package = packaged.installed(model)
    if path is None or package is None or _is_whole_folder(path):
        return path
    return packaged.folder(package, folder)


def _is_whole_folder(path: Path) -> bool:
    return all(files.is_file(path / name) for name in NEEDED)


def fetch(
    model: str,
    folder: Path,
    progress: Progress = no_progress,
    *,
    table: Mapping[str, str] | None = None,
) -> Path:
    """Bring the weights of ``model`` into ``folder``, where they are not there yet; their folder.

    Goes on where an earlier attempt stopped, and gives the folder its name when all is there.
    ``progress`` is told 0..1. Raises WeightsMissing with the cause and the way out, EngineMissing.
    """
    here = ready(model, folder)
    if here is not None:
        return here
    check(model, table)
    repository = _repository(model, table)
    path = place(model, folder)
    part = _part(path)
    with fetching_into(folder, lambda cause: missing(model, folder, cause)):
        bring(_listing(repository), part, progress)
        files.delete_folder(path)
        files.put_in_place(part, path)
    progress(1.0)
    return path


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def begun_bytes(model: str, folder: Path) -> int:
    """What is kept of a fetch of ``model`` that was cut off; 0 for nothing."""
    part = _part(place(model, folder))
    return sum(files.status(one).st_size for one in files.listed(part)) if files.is_dir(part) else 0


def can_fetch(
    model: str, *, timeout_s: float = 3.0, table: Mapping[str, str] | None = None
) -> bool:
    """Whether the hub has ``model`` and answers now; never takes much longer than that."""
    try:
        repository = _repository(model, table)
    except (WeightsMissing, EngineMissing):
        return False
    return answers(f"{hub()}/{repository}/resolve/main/config.json", timeout_s)


def missing(model: str, folder: Path, cause: str) -> WeightsMissing:
    """The error for weights that are not here, with every way out."""
    return not_here(
        model,
        cause,
        whose="faster-whisper",
        setup=f"--engine faster-whisper --model {model}",
        copy=f"its folder to {place(model, folder)}",
    )


def check(model: str, table: Mapping[str, str] | None = None) -> None:
    """Raise WeightsMissing where faster-whisper has no such model, or the folder holds none."""
    if not is_folder(model):
        _repository(model, table)
    elif present(model, Path()) is None:
        raise NoSuchModel(
            f"the folder {model} contains no Whisper model in the CTranslate2 format",
            cause=f"it needs {', '.join(NEEDED)}",
            next_step="--model base.en",
        )


def _repository(model: str, table: Mapping[str, str] | None) -> str:
    table = published() if table is None else table
    return entry(model, table, whose="faster-whisper", or_path="a folder in the CTranslate2 format")


def _listing(repository: str) -> list[Listed]:
    """The files of the newest commit that are wanted, with what the hub says of each."""
    told = json_at(f"{hub()}/api/models/{repository}?blobs=true")
    try:
        place = f"{hub()}/{repository}/resolve/{told['sha']}"
        listed = [one for one in told["siblings"] if one["rfilename"] in (*NEEDED, *_ALSO)]
        found = [_file(one, place) for one in listed]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken("the answer of the hub is not a list of files") from error
    lacking = set(NEEDED) - {file.name for file in found}
    if lacking:
        raise Broken(f"the hub has no {', '.join(sorted(lacking))} for {repository}")
    return found


def _file(one: Mapping[str, Any], place: str) -> Listed:
    """The hub keeps a sum of large files only."""
    name, lfs = str(one["rfilename"]), one.get("lfs") or {}
    return Listed(name, f"{place}/{name}", int(one["size"]), str(lfs.get("sha256", "")))
