"""Piper's voices as files: which are here, is this one, and fetching one of the public list.

A voice is two files that lie beside each other, ``NAME.onnx`` and ``NAME.onnx.json``. One that was
fetched has a folder of its name, with its model card, which names its license.
"""

import difflib
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from mockint import files
from mockint.decoding import json_object
from mockint.download import Broken, Listed, Progress, bring, hub, json_at
from mockint.errors import FileError, UsageError, VoiceError

INSTALL = 'pip install "mockint[voice]"'
MODEL_END = ".onnx"
CARD = "MODEL_CARD"

_LISTS = "rhasspy/piper-voices/resolve/main"
_NAME = re.compile(r"[a-z]{2,3}_[A-Z]{2,3}-\w+-(x_low|low|medium|high)")
_EXAMPLE = "en_US-lessac-medium"
SUGGESTED = (
    "en_US-lessac-medium",
    "en_US-ryan-medium",
    "en_US-amy-medium",
    "en_GB-alan-medium",
    "en_GB-jenny_dioco-medium",
)
"""A few of the list for who knows none; about 60 MB each. Ours."""
_ONNX_BEGINS = b"\x08"
"""Field 1 of an ONNX file, its version. A page of HTML, a pointer of Git LFS and a text do not."""


# ---------------------------------------------------------------- here


def is_path(wanted: str) -> bool:
    """Whether a voice asked for is a file of Piper's, as against a name."""
    return wanted.endswith(MODEL_END)


def is_name(wanted: str) -> bool:
    """Whether it has the form of the names in Piper's list, e.g. "en_US-lessac-medium"."""
    return _NAME.fullmatch(wanted) is not None


def check_name(name: str) -> None:
    """Raise UsageError for what no voice of Piper's list can be called: its server is not asked."""
    if not is_name(name):
        raise UsageError(
            f"{name!r} cannot be the name of a voice of Piper's",
            cause=f"a name has a language, a speaker and a quality, like {_EXAMPLE}; "
            "they are listed at https://rhasspy.github.io/piper-samples",
            next_step=f"mockint setup --voice {_EXAMPLE}, or PATH.onnx for a file that you have",
        )


def here(folder: Path) -> Sequence[Path]:
    """The model of each voice that was fetched into ``folder``, whole."""
    found = files.listed(folder, f"*/*{MODEL_END}")
    return sorted(model for model in found if model.parent.name == model.stem)


def find(wanted: str, folder: Path) -> Path | None:
    """The model in ``folder`` that is meant: by its whole name, or the name of who speaks."""
    asked = wanted.casefold()
    for model in here(folder):
        if asked in (model.stem.casefold(), *model.stem.casefold().split("-")[1:2]):
            return model
    return None


def told_by_name(name: str) -> tuple[str, str]:
    """What a name of Piper's list says: language ("en-us"), and speaker with quality."""
    language, _, rest = name.partition("-")
    speaker, _, quality = rest.rpartition("-")
    return language.replace("_", "-").lower(), f"{speaker}, {quality.replace('_', '-')} quality"


def check(model: Path) -> Path:
    """``model``, where it is a voice. Raises UsageError with what is wrong."""
    model = files.expanded(model)
    told = Path(f"{model}.json")
    if not files.is_file(model):
        raise UsageError(
            f"there is no voice file {model}",
            cause="a voice of Piper's is a file whose name ends with .onnx",
            next_step="mockint devices --voices",
        )
    if not files.is_file(told):
        raise UsageError(
            f"the voice {model.name} is not complete",
            cause=f"{told.name} must be in the same folder",
            next_step=f"copy it to {told}",
        )
    try:
        with files.reading(model) as file:
            first = file.read(1)
        settings = json_object(files.read_bytes(told))
        int(settings["audio"]["sample_rate"])
        dict(settings["phoneme_id_map"])
    except FileError as error:
        raise UsageError(
            f"the voice {model.name} cannot be read", cause=error.cause, next_step=error.next_step
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{told.name} does not describe a voice",
            cause="a voice of Piper's comes with its sample rate and its phonemes",
            next_step="mockint devices --voices",
        ) from error
    if first != _ONNX_BEGINS:
        raise unusable(model, "it is not in the ONNX format")
    return files.resolved(model)


def unusable(model: Path, cause: str) -> UsageError:
    """The error for a file that is no voice."""
    return UsageError(
        f"{model} is not a voice of Piper's", cause=cause, next_step="mockint devices --voices"
    )


def fingerprint(model: Path) -> tuple[str, int, int, str]:
    """What tells this voice from any other, without reading its 60 MB. Raises FileError."""
    found = files.status(model)
    told = files.read_bytes(Path(f"{model}.json"))
    return model.name, found.st_size, found.st_mtime_ns, hashlib.sha256(told).hexdigest()


# ---------------------------------------------------------------- fetching


def fetch(name: str, folder: Path, progress: Progress) -> Path:
    """Bring the voice ``name`` of Piper's list into ``folder``, where it is not yet; its file.

    Goes on where an earlier attempt stopped, checks each file against the list, and gives the
    folder its name when all is there. ``progress`` is told 0..1.

    Raises UsageError for a name that is not in the list, VoiceError with the cause and the way out.
    """
    check_name(name)
    model = folder / name / f"{name}{MODEL_END}"
    if files.is_file(model):
        return check(model)
    part = folder / f"{name}.part"
    try:
        wanted = _files(name)
        files.make_private_dir(folder)
        bring(wanted, part, progress)
        progress(1.0)
        files.delete_folder(folder / name)
        files.put_in_place(part, folder / name)
    except Broken as error:
        raise _not_fetched(name, str(error)) from error
    except FileError as error:
        raise _not_fetched(name, f"{error.what}: {error.cause}") from error
    return check(model)


def _files(name: str) -> Sequence[Listed]:
    """What the public list says of a voice. Raises Broken, UsageError."""
    listed = json_at(f"{hub()}/{_LISTS}/voices.json")
    if not isinstance(listed, Mapping):
        raise Broken("the answer of the server is not a list of voices")
    if name not in listed:
        near = difflib.get_close_matches(name, listed, n=3, cutoff=0.4)
        raise UsageError(
            f"Piper's list has no voice {name!r}",
            cause=f"nearest: {', '.join(near)}" if near else f"it has {len(listed)} voices",
            next_step=f"mockint setup --voice {next(iter(near), _EXAMPLE)}",
        )
    try:
        found = [_file(path, told) for path, told in listed[name]["files"].items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken("the answer of the server is not a list of voices") from error
    needed = (f"{name}{MODEL_END}", f"{name}{MODEL_END}.json")
    lacking = set(needed) - {file.name for file in found}
    if lacking:
        raise Broken(f"the list has no {' and no '.join(sorted(lacking))}")
    return [file for file in found if file.name in (*needed, CARD)]


def _file(path: str, told: Mapping[str, Any]) -> Listed:
    """``path``: in the list's repository."""
    return Listed(
        PurePosixPath(path).name,
        f"{hub()}/{_LISTS}/{path}",
        int(told["size_bytes"]),
        str(told["md5_digest"]),
        "md5",
    )


def _not_fetched(name: str, cause: str) -> VoiceError:
    return VoiceError(
        f"the voice {name} could not be downloaded",
        cause=cause,
        next_step=f"mockint setup --voice {name} when you are online, or --voice PATH.onnx with a "
        "voice file that you have (its .onnx.json is in the same folder)",
    )
