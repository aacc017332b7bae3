"""What the README tells people to type exists, and its first commands are the two."""

import re
import shlex
from pathlib import Path

import click
import pytest

from mockint.cli import commands
from mockint.transcribe.weights.models import MODELS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line.split("#")[0].strip()
    for block in re.findall(r"```\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
TYPED = [line for line in LINES if line.startswith(".venv/bin/mockint")]


def test_it_opens_with_the_two_commands() -> None:
    first = re.findall(r"```\n(.*?)```", README, re.DOTALL)[0].splitlines()
    assert [line.split()[0] for line in first] == ["scripts/demo", "scripts/test"]
    for line in first:
        assert (ROOT / line.split()[0]).stat().st_mode & 0o111


@pytest.mark.parametrize("line", TYPED)
def test_every_command_parses(line: str) -> None:
    _, *typed = shlex.split(line)
    if not typed:  # mockint alone
        return
    if typed[0] == "--pack":
        assert (ROOT / "content" / typed[1] / "pack.toml").is_file()
        typed = typed[2:]
    name, *arguments = typed
    command = commands.commands[name]
    context = command.make_context(name, list(arguments), resilient_parsing=False)
    assert isinstance(context, click.Context)


def test_every_command_is_told_of_somewhere() -> None:
    told = README + (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in commands.commands:
        assert re.search(rf"`?(mockint )?{name}\b", told), name


def test_every_file_it_points_at_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_a_model_has_the_size_that_setup_lists() -> None:
    told = re.findall(r"`([a-z0-9.-]+)`[,)]? \(?(\d+) MB", README)
    told += re.findall(r"\(`([a-z0-9.-]+)`, (\d+) MB", README)
    sizes = {model.name: model.size_mb for model in MODELS}
    named = {(name, int(size)) for name, size in told if name in sizes}
    assert {name for name, _ in named} >= {"base.en", "base", "tiny.en"}
    assert all(sizes[name] == size for name, size in named), named


def test_pip_is_that_of_the_environment() -> None:
    assert len(re.findall(r"python -m pip install", README)) == README.count("pip install")
