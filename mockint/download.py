"""One large file over HTTP, to disk, going on where an earlier attempt stopped."""

import hashlib
import http.client
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint import files
from mockint.deadline import within
from mockint.decoding import Undecodable, json_value

Progress = Callable[[float], None]
"""Told 0..1 now and then."""

_HUB = "https://huggingface.co"
BLOCK_BYTES = 1 << 18
TIMEOUT_S = 20.0
"""Silence on the line after which it counts as cut."""
ATTEMPTS = 3
"""Tries in a row that bring nothing before giving up."""
SPARE_BYTES = 50_000_000
"""Left free on the disk for everything else."""

LIST_BYTES = 5_000_000
"""Of a list of files; Piper's of all its voices has a tenth of it."""
LIST_S = 60.0
"""For a list, and for the head of a file's answer, until all of it is here."""

_SAID_CHARACTERS = 200
_NO_ADDRESS = "HF_ENDPOINT is not an address where files can be"
_FROM_HERE = 206
_NOTHING_MORE = 416


class Broken(Exception):
    """A file could not be fetched; the message says why. What came so far is kept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a list that a server has."""

    name: str
    url: str
    size: int
    checksum: str
    """Hex; empty where the list has none."""
    sum_kind: str = "sha256"

    def is_whole(self, path: Path) -> bool:
        """Whether it lies at ``path``, with its size and its sum. Raises FileError."""
        if not files.is_file(path) or files.status(path).st_size != self.size:
            return False
        return not self.checksum or checksum(path, self.sum_kind) == self.checksum


def bring(wanted: Sequence[Listed], folder: Path, progress: Progress) -> None:
    """Fetch what is not yet in ``folder``, each under its name when it is whole.

    Goes on where an earlier attempt stopped. Raises Broken, FileError.
    """
    files.make_dir(folder)
    whole = max(1, sum(file.size for file in wanted))
    done = 0
    for file in wanted:
        path = folder / file.name
        if not file.is_whole(path):
            part = path.with_name(path.name + ".part")

            def tell(fraction: float, before: int = done, size: int = file.size) -> None:
                progress(min(1.0, (before + fraction * size) / whole))

            download(file.url, part, tell)
            if not file.is_whole(part):
                files.delete(part)
                raise Broken(f"the download of {file.name} was damaged and is deleted")
            files.put_in_place(part, path)
        done += file.size


def download(url: str, part: Path, progress: Progress) -> None:
    """Fetch ``url`` into ``part``, continuing what is there already.

    A cut line is taken up again as long as each try brings something. A server that cannot
    continue sends the whole again. Raises Broken, or FileError where the disk fails.
    """
    empty_handed = 0
    while True:
        before = _size(part)
        try:
            if _one_try(url, part, progress):
                return
            reason = "the connection was cut"
        except urllib.error.HTTPError as error:
            if error.code != _NOTHING_MORE or not before:
                raise Broken(_answered(error)) from error
            if error.headers.get("Content-Range") == f"bytes */{before}":
                return  # it was whole already
            files.delete(part)
            reason = "the part that was downloaded does not match the file on the server"
        except urllib.error.URLError as error:
            raise Broken(f"there is no network: {error.reason}") from error
        except (http.client.HTTPException, TimeoutError, ConnectionError, ssl.SSLError) as error:
            reason = f"the connection was cut: {error or type(error).__name__}"
        except ValueError as error:
            raise Broken(_NO_ADDRESS) from error
        empty_handed = empty_handed + 1 if _size(part) <= before else 0
        if empty_handed == ATTEMPTS:
            raise Broken(
                f"{reason}; {_size(part) / 1e6:.0f} MB are kept, so the next try continues there"
            )


def _size(part: Path) -> int:
    return files.status(part).st_size if files.exists(part) else 0


def _one_try(url: str, part: Path, progress: Progress) -> bool:
    """One request. True when the whole file is there."""
    have = _size(part)
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with within(LIST_S, lambda: urllib.request.urlopen(request, timeout=TIMEOUT_S)) as answer:
        if have and not _continues(answer, have):
            have = 0
        coming = answer.headers.get("Content-Length", "")
        whole = have + int(coming) if re.fullmatch("[0-9]{1,15}", coming) else None
        if whole is not None:
            _check_room(part, whole - have)
        with files.growing(part, anew=not have) as write:
            while block := answer.read(BLOCK_BYTES):
                write(block)
                have += len(block)
                if whole:
                    progress(min(1.0, have / whole))
    return whole is None or have >= whole


def _continues(answer: Any, have: int) -> bool:
    """Whether the server sends the rest from byte ``have``, and not the whole again."""
    place = answer.headers.get("Content-Range", "")
    return answer.status == _FROM_HERE and str(place).startswith(f"bytes {have}-")


def _check_room(part: Path, needed: int) -> None:
    free = files.free_bytes(part.parent)
    if free < needed + SPARE_BYTES:
        raise Broken(
            f"{needed / 1e6:.0f} MB are missing, but only {free / 1e6:.0f} MB are free "
            f"in {part.parent}"
        )


def answers(url: str, timeout_s: float) -> bool:
    """Whether a server has something at ``url`` and says so within ``timeout_s``."""

    def ask() -> bool:
        request = urllib.request.Request(url, method="HEAD")
        with urllib.request.urlopen(request, timeout=timeout_s):
            return True

    try:
        return within(timeout_s, ask)
    except (OSError, http.client.HTTPException, ValueError):  # URLError, HTTPError, timeouts
        return False


def checksum(path: Path, kind: str = "sha256") -> str:
    """SHA-256 of a file, hex; or another sum that hashlib knows. Raises FileError."""
    with files.reading(path) as file:
        return hashlib.file_digest(file, kind).hexdigest()


def hub() -> str:
    """The address of the model hub, or of the mirror that its own tools would use."""
    return os.environ.get("HF_ENDPOINT", _HUB).rstrip("/")


def json_at(url: str, *, limit_s: float = LIST_S) -> Any:
    """The JSON at ``url``, which is all here after ``limit_s`` seconds. Raises Broken."""

    def ask() -> bytes:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
            whole: bytes = answer.read(LIST_BYTES + 1)
            return whole

    try:
        return json_value(within(limit_s, ask), most_bytes=LIST_BYTES)
    except Undecodable as error:
        raise Broken(f"the answer of the server cannot be read: {error}") from error
    except urllib.error.HTTPError as error:
        raise Broken(_answered(error)) from error
    except urllib.error.URLError as error:
        raise Broken(f"there is no network: {error.reason}") from error
    except (http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise Broken(f"the connection was cut: {error or type(error).__name__}") from error
    except ValueError as error:
        raise Broken(_NO_ADDRESS) from error


def _answered(error: urllib.error.HTTPError) -> str:
    error.close()
    return f"the server answered {error.code} {error.reason}"[:_SAID_CHARACTERS]
