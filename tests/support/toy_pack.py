"""A small pack for an invented company, written to a folder as a person would write it."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mockint.locations import content_dir

Table = dict[str, Any]
Change = Callable[[Table], object]

PACK = {
    "name": "Acme",
    "company": "Acme",
    "sheet": "Notes of the hiring team",
    "interviewer": "hiring lead",
    "principle": "value",
    "principles": "values",
    "default_level": "maker",
    "keep": "Keep",
    "change": "Change",
    "bar_note": "This bar is invented.",
    "levels": [
        {"name": "maker", "title": "Maker", "role": "a maker", "min_s": 30.0, "max_s": 60.0},
        {"name": "lead", "title": "Lead", "role": "a lead", "min_s": 60.0, "max_s": 240.0},
    ],
}
PRINCIPLES = '[[principles]]\nslug = "kindness"\ntitle = "Kindness"\nsentence = "Show it."\n'
QUESTIONS = (
    '[[questions]]\nslug = "kind-to-a-stranger"\nprinciple = "kindness"\n'
    'ask = "Tell me about a time you were kind to a stranger."\n'
)


def bar() -> Table:
    """A whole bar for it: the signals of the general pack, weighed in one area."""
    whole = tomllib.loads((content_dir() / "general" / "bar.toml").read_text(encoding="utf-8"))
    signals = [{**one, "area": "heart"} if one.get("area") else one for one in whole["signals"]]
    needs = {"expected": [], "strong_needs": []}
    return {
        "signals": signals,
        "areas": [{"name": "heart"}],
        "expected": {"always": ["customer_impact"]},
        "levels": [
            {"name": "maker", **needs},
            {"name": "lead", **needs},
        ],
        "principles": [{"slug": "kindness", "expected": ["nobody_asked"]}],
    }


def make(
    folder: Path,
    change_pack: Change = lambda _: None,
    change_bar: Change = lambda _: None,
) -> Path:
    """Write it to ``folder``, its two tables changed before; returns the folder."""
    folder.mkdir(parents=True)
    pack, of = json.loads(json.dumps(PACK)), bar()
    change_pack(pack)
    change_bar(of)
    (folder / "pack.toml").write_text(_toml(pack), encoding="utf-8")
    (folder / "bar.toml").write_text(_toml(of), encoding="utf-8")
    (folder / "principles.toml").write_text(PRINCIPLES, encoding="utf-8")
    (folder / "questions.toml").write_text(QUESTIONS, encoding="utf-8")
    shutil.copy(content_dir() / "general" / "probes.toml", folder)
    return folder


def _toml(table: Table) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in table.items()) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
