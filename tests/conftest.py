"""What every test gets: a home of its own, so that none can touch a person's data."""

from pathlib import Path

import pytest

from tests.support.sound_card import _session_card, virtual_card  # noqa: F401  (fixtures)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh MOCKINT_HOME for this test."""
    place = tmp_path / "mockint-home"
    monkeypatch.setenv("MOCKINT_HOME", str(place))
    return place
