"""What the two kinds of weights have in common: which models there are, and what to say about one
that is not here.

The names and addresses are the libraries' own tables. They are read from the libraries' source
without running it, because an import takes more than a second and loads torch or CTranslate2.
"""

import ast
import difflib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mockint.download import Broken
from mockint.errors import FileError, NoSuchModel, WeightsMissing
from mockint.files import is_file, read_text
from mockint.transcribe.types import Progress

_TABLE = "_MODELS"


class WeightsSource(Protocol):
    """Where an engine's weights come from: a module, or anything else with these functions."""

    def present(self, model: str, folder: Path, /) -> Path | None:
        """The weights of ``model`` in ``folder`` or at its own path; None where they are not whole.

        Raises WeightsMissing for a path that holds none, and may for an unknown name.
        """

    def check(self, model: str, /) -> None:
        """Raise WeightsMissing, with the nearest names, where there is no such model."""

    def can_fetch(self, model: str, /) -> bool:
        """Whether ``model`` can be fetched now; never takes much longer than three seconds."""

    def begun_bytes(self, model: str, folder: Path, /) -> int:
        """What is kept of a fetch that was cut off; 0 for nothing, or an unknown name."""

    def fetch(self, model: str, folder: Path, progress: Progress, /) -> Path:
        """Bring the weights into ``folder``, where they are not there yet; where they lie.

        Goes on where an earlier attempt stopped. ``progress`` is told 0..1. Raises WeightsMissing
        with the cause and the way out.
        """


def table_in(module: str) -> Mapping[str, str] | None:
    """The table of models in the source of ``module``, which is not run; None without one."""
    package, _, inner = module.partition(".")
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    source = Path(found.origin)
    if inner:
        source = source.with_name(f"{inner}.py")
    if not is_file(source):
        return None
    for statement in ast.parse(read_text(source)).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == _TABLE:
            table: dict[str, str] = ast.literal_eval(statement.value)
            return table
    return None


def entry(model: str, table: Mapping[str, str], *, whose: str, or_path: str) -> str:
    """What ``table`` has for ``model``. Raises NoSuchModel with the nearest names.

    ``whose``: the engine as a person knows it; ``or_path``: what a path may lead to instead.
    """
    if model not in table:
        near = difflib.get_close_matches(model, table, n=3, cutoff=0.5) or list(table)
        raise NoSuchModel(
            f"{whose} has no model {model!r}",
            cause=f"there are {', '.join(near)}",
            next_step=f"--model base.en, or the path of {or_path}",
        )
    return table[model]


def not_here(model: str, cause: str, *, whose: str, setup: str, copy: str) -> WeightsMissing:
    """The error for weights that are not here, with every way out.

    ``setup``: options of ``mockint setup``; ``copy``: what to copy where.
    """
    return WeightsMissing(
        f"the {whose} model {model} is not on this machine",
        cause=cause,
        next_step=f"mockint setup {setup} when you are online, or --engine pocketsphinx now, "
        f"or copy {copy}",
    )


@contextmanager
def fetching_into(folder: Path, missing: Callable[[str], WeightsMissing]) -> Iterator[None]:
    """Turn what breaks a fetch off into ``missing`` with the cause."""
    try:
        yield
    except Broken as error:
        raise missing(str(error)) from error
    except OSError as error:
        raise missing(f"{error.strerror or error}: {folder}") from error
    except FileError as error:
        raise missing(f"{error.cause}: {folder}") from error
