"""Where things are kept, and what is said where there is no place."""

import pwd
from pathlib import Path

import pytest

from mockint import locations
from mockint.errors import UsageError


def test_one_folder_holds_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locations.rounds_dir() == home / "data" / "rounds"
    monkeypatch.setenv("MOCKINT_HOME", "~/mine")
    monkeypatch.setenv("HOME", "/home/me")
    assert locations.history_file() == Path("/home/me/mine/data/history.sqlite3")


@pytest.mark.parametrize("named", [None, "~", "~nobody-of-that-name/x"])
def test_an_account_without_a_home(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_user: object) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is None:
        monkeypatch.delenv("MOCKINT_HOME")
    else:
        monkeypatch.setenv("MOCKINT_HOME", named)
    for place in (locations.data_dir, locations.config_file, locations.weights_dir):
        with pytest.raises(UsageError, match="this account has no home folder") as told:
            place()
        assert told.value.next_step.startswith("export MOCKINT_HOME=")
