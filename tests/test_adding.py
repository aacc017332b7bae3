"""docs/adding.md, followed step by step on toys.

The toy engine is in tests/transcribe/test_registry.py.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mockint.cli import commands
from mockint.content.load import load
from mockint.errors import ContentError
from mockint.locations import content_dir, own_content_dir
from tests.support import toy_pack

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
PACKS = ("amazon", "general")
LOAD = """
from mockint.content.load import load
from mockint.errors import ContentError
from mockint.locations import content_dir
for name in ("amazon", "general"):
    try:
        print(load(content_dir(), pack=content_dir() / name).pack.bar.signals["stayed_calm"].title)
    except ContentError as error:
        print(error)
"""
HEAR = """
from mockint.star.signals.model import features
found = features(["it was late and i stayed calm"], 0, "action", place=0.5)
print([name for name in found if "stayed_calm" in name])
"""


def block(starts: str) -> str:
    """The code block of the guide that starts so."""
    found = [one for one in re.findall(r"```\w*\n(.*?)```", GUIDE, re.DOTALL) if starts in one[:40]]
    assert len(found) == 1, starts
    return str(found[0])


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")


def test_a_signal_is_one_name_one_block_for_each_pack_and_data(tmp_path: Path) -> None:
    package = shutil.copytree(
        ROOT / "mockint", tmp_path / "mockint", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "content", tmp_path / "content")

    def told(program: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, text=True, check=True, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        return done.stdout.splitlines()

    domain = package / "domain.py"
    text = domain.read_text(encoding="utf-8")
    start = "Strength = Literal[\n"
    assert start in text
    domain.write_text(text.replace(start, f'{start}    "stayed_calm",\n'), encoding="utf-8")
    refused = block("bar.toml: signals").strip()
    told_of = [line.split("; try: ")[0] for line in told(LOAD)]
    assert told_of == [refused] * len(PACKS)

    for name in PACKS:
        append(tmp_path / "content" / name / "bar.toml", block("[[signals]]"))
    assert told(LOAD) == ["Staying calm"] * len(PACKS)

    append(package / "star" / "signals" / "patterns.toml", block("stayed_calm = "))
    assert told(HEAR) == ["['pattern:stayed_calm.0', 'pattern:stayed_calm.0&action']"]


def test_a_bar_without_a_known_signal_is_refused(tmp_path: Path) -> None:
    def without(bar: toy_pack.Table) -> None:
        bar["signals"] = [one for one in bar["signals"] if one["name"] != "waited"]

    folder = toy_pack.make(tmp_path / "acme", change_bar=without)
    with pytest.raises(ContentError) as caught:
        load(content_dir(), pack=folder)
    refused = block("bar.toml: signals").strip().replace("stayed_calm", "waited")
    assert str(caught.value).startswith(f"{refused}; try: ")
    assert caught.value.next_step == f"edit {folder / 'bar.toml'}"


def test_a_pack_is_a_copied_folder_and_no_code() -> None:
    folder = shutil.copytree(content_dir() / "general", own_content_dir() / "acme")
    (folder / "lenses.toml").unlink()
    pack = folder / "pack.toml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace('name = "General"', 'name = "Acme"'), encoding="utf-8")
    questions = folder / "questions.toml"
    text = questions.read_text(encoding="utf-8")
    first = re.findall(r'^ask = "(.*)"$', text, re.MULTILINE)[0]
    questions.write_text(text.replace(first, "When did you paint a fence?"), encoding="utf-8")

    library = load(content_dir(), own_content_dir(), pack=folder)
    assert library.pack.name == "Acme"
    assert next(iter(library.questions.values())).ask == "When did you paint a fence?"
    for line in block("mockint --pack acme questions").splitlines():
        typed = line.split()[1:]
        if "round" not in typed:  # it would begin to record
            done = CliRunner().invoke(commands, typed)
            assert done.exit_code == 0, done.output
    listed = CliRunner().invoke(commands, ["questions"])
    assert "When did you paint a fence?" in listed.output
