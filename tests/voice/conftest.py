"""Piper in one process for all tests."""

from collections.abc import Iterator

import pytest

from mockint.voice.piper import PiperRenderer
from tests.support.piper import joe_file


@pytest.fixture(scope="session")
def joe() -> Iterator[PiperRenderer]:
    """A natural voice. A test that closes it takes it from all others: give it a copy."""
    renderer = PiperRenderer(joe_file())
    yield renderer
    renderer.close()
