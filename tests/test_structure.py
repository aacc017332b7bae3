"""docs/architecture.md against the code: its counts, its table of rooms, its two walks."""

import ast
import re
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from tests.test_architecture import LARGEST_FOLDER, MAY_IMPORT, PACKAGE

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LONGEST_MODULE = 350
DRIFT = 0.1
"""How far a figure on the page may be from the measured one."""


@cache
def measured() -> dict[str, int]:
    """What ``scripts/structure`` counts."""
    loader = SourceFileLoader("structure", str(ROOT / "scripts" / "structure"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    structure = module_from_spec(spec)
    loader.exec_module(structure)
    counts: dict[str, int] = structure.measure(PACKAGE)
    return counts


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its head."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_no_folder_and_no_module_is_too_large() -> None:
    assert measured()["modules in the largest folder"] <= LARGEST_FOLDER
    assert measured()["longest module"] <= LONGEST_MODULE


def test_the_page_has_every_count() -> None:
    assert [row[0] for row in rows("Counts")] == list(measured())


@pytest.mark.parametrize("row", rows("Counts"), ids=lambda row: str(row[0]))
def test_the_counts_on_the_page_are_those_of_today(row: list[str]) -> None:
    today = measured()[row[0]]
    shown = int(row[2].replace(",", ""))
    assert abs(shown - today) <= DRIFT * today, f"docs/architecture.md says {shown}, it is {today}"


def test_the_table_of_rooms_has_every_room() -> None:
    shown = re.findall(r"`([\w./]+)`", " ".join(row[0] for row in rows("Rooms")))
    names = {name.removesuffix("/").removesuffix(".py") for name in shown}
    assert names == set(MAY_IMPORT) - {"__init__", "__main__"}


WALKS = [
    *rows("One sample, from the microphone to the seconds of a part"),
    *rows("One quote, from the words to the page"),
]


@pytest.mark.parametrize("row", WALKS, ids=lambda row: f"{row[1]} {row[2]}")
def test_each_step_of_the_walks_is_in_the_code(row: list[str]) -> None:
    path = PACKAGE / row[1].strip("`")
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"`([^`]+)`", row[2]):
        if path.suffix == ".py":
            assert name in defined(ast.parse(text)), f"{row[1]} has no {name}"
        else:
            assert name in text, f"{row[1]} has no {name}"


def defined(tree: ast.Module) -> set[str]:
    """Functions, classes, and what classes define as ``Class.name``."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)
            }
    return found
