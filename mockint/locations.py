"""The only owner of paths.

``MOCKINT_HOME`` puts everything a person owns under one folder; otherwise the platform's own places
are used.
"""

import os
from pathlib import Path

from mockint.errors import UsageError


def _place(kind: str) -> Path:
    home = os.environ.get("MOCKINT_HOME")
    if home:
        return _expanded(home) / kind
    _expanded("~")
    import platformdirs

    name = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
    }[kind]
    return name("mockint", appauthor=False)


def _expanded(place: str) -> Path:
    """``place`` with the home for a ~ at its beginning. Raises UsageError where there is none."""
    found = os.path.expanduser(place)
    if found.startswith("~"):
        raise UsageError(
            f"the folder {place} is not known",
            cause="this account has no home folder",
            next_step="export MOCKINT_HOME=/a/folder/of/yours",
        )
    return Path(found)


def data_dir() -> Path:
    """Rounds, takes and the history."""
    return _place("data")


def rounds_dir() -> Path:
    """One folder a round: recordings, transcripts, debrief."""
    return data_dir() / "rounds"


def history_file() -> Path:
    """The SQLite file that knows every round."""
    return data_dir() / "history.sqlite3"


def plan_file() -> Path:
    """What the person wishes of the plan for their loop."""
    return data_dir() / "loop-plan.json"


def loop_notes_file() -> Path:
    """How the person's real loops went, as they say: apart, so that no plan takes it along."""
    return data_dir() / "loop-notes.json"


def import_lock() -> Path:
    """Held by the one import that may run; the file stays."""
    return data_dir() / "import.lock"


def server_file() -> Path:
    """How another mockint of the same person finds the page's server while that runs."""
    return data_dir() / "server.json"


def door_file() -> Path:
    """What the browser is sent to first: it leads to the page."""
    return data_dir() / "open-mockint.html"


def scratch_dir() -> Path:
    """What is personal and needed for a moment, a folder each program; see ``scratch``."""
    return data_dir() / "scratch"


def config_file() -> Path:
    """The person's settings."""
    return _place("config") / "config.toml"


def own_content_dir() -> Path:
    """The person's own questions and stories, read beside ours."""
    return _place("config") / "content"


def content_dir() -> Path:
    """Our content: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "content"


def voice_cache_dir() -> Path:
    """Rendered questions and probes (fixed texts only, nothing personal)."""
    return _place("cache") / "voice"


def model_costs_file() -> Path:
    """What was measured of each model on this machine."""
    return _place("cache") / "model-costs.json"


def voices_dir() -> Path:
    """Voices of Piper's that were fetched, a folder each."""
    return _place("data") / "voices"


def weights_dir() -> Path:
    """Whisper's own cache folder, so that weights are shared with the whisper command line.

    The same rule as ``whisper.load_model``: ``$XDG_CACHE_HOME/whisper`` or ``~/.cache/whisper``.
    """
    return _expanded(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "whisper"
