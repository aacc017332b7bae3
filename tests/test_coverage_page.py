"""docs/coverage.md names commands and tests: each exists, and no row is left open."""

import re
from pathlib import Path

import pytest

from mockint.cli import commands

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith("| ---")
]
TABLE = [row for row in ROWS if len(row) > 3 and row[-1] != "test"]


def test_every_command_it_names_is_there() -> None:
    named = set(re.findall(r"`mockint ([a-z]+)", PAGE))
    assert {"learn", "quiz", "drill", "lens", "level", "round"} <= named
    assert named <= set(commands.commands)


@pytest.mark.parametrize("row", TABLE, ids=[" ".join(row[:2])[:60] for row in TABLE])
def test_every_row_has_a_command_and_a_test(row: list[str]) -> None:
    assert "`mockint " in row[-2]
    tests = re.findall(r"`(\w+/test_\w+\.py)`", row[-1])
    assert tests
    for name in tests:
        assert (ROOT / "tests" / name).is_file(), name
