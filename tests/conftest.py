"""What every test gets: a home of its own, so that none can touch a person's data."""

from pathlib import Path

import pytest

from tests.support.sound_card import _session_card, virtual_card  # noqa: F401  (fixtures)

LONGEST_FIRST = (
    "interview/test_on_card.py",
    "web/test_in_browser.py",
    "commands/test_demo.py",
    "commands/test_evening_on_card.py",
    "web/test_practice_in_browser.py",
    "web/test_machine_in_browser.py",
    "web/test_plan_in_browser.py",
    "cli/test_outside_text.py",
    "transcribe/test_process.py",
    "commands/test_export.py",
    "audio/test_recorder_card.py",
    "test_soak.py",
    "screen/test_on_card.py",
    "commands/test_unreadable.py",
    "transcribe/test_true_words.py",
    "star/test_parts.py",
    "transcribe/test_server_faults.py",
)
"""Files of half a minute and more. Where several processes share the tests, each file is one
process's: a long one that comes last is waited for alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first."""
    here = Path(__file__).parent
    rank = {here / name: place for place, name in enumerate(LONGEST_FIRST)}
    gone = [str(path) for path in rank if not path.exists()]
    assert not gone, f"conftest.py names files that are gone: {gone}"
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh MOCKINT_HOME for this test."""
    place = tmp_path / "mockint-home"
    monkeypatch.setenv("MOCKINT_HOME", str(place))
    return place
