"""``mockint config`` as a person types it, and completion in a real bash."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mockint.audio import devices
from mockint.audio.devices import Device, Kind
from mockint.commands.devices import default, to_choose

BIN = Path(sys.executable).parent


def mockint(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "mockint", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80"},
        check=False,
    )


def test_set_shown_and_checked(home: Path) -> None:
    file = home / "config" / "config.toml"
    assert mockint("config", "path").stdout == f"{file}\n"
    assert mockint("config", "set", "level", "senior").returncode == 0
    file.write_text("# mine\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert mockint("config", "set", "probes", "0").stdout == "probes = 0\n"
    assert file.read_text(encoding="utf-8") == '# mine\nlevel = "senior"\nprobes = 0\n'
    shown = json.loads(mockint("config", "--json").stdout)
    assert shown["settings"]["level"] == "senior"
    assert shown["set"] == ["level", "probes"]
    assert 'level = "senior"   (yours)' in mockint("config").stdout
    assert "fine" in mockint("config", "check").stdout


def test_a_broken_file_is_named_and_not_written_over(home: Path) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('levle = "senior"\n', encoding="utf-8")
    for arguments in (["check"], ["set", "probes", "1"], []):
        done = mockint("config", *arguments)
        assert done.returncode == 2
        assert "there is no setting 'levle'" in done.stderr
        assert str(file) in done.stderr
    assert file.read_text(encoding="utf-8") == 'levle = "senior"\n'


def test_a_linked_file_stays_a_link(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("probes = 1\n", encoding="utf-8")
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").symlink_to(real)
    assert mockint("config", "set", "probes", "2").returncode == 0
    assert (home / "config" / "config.toml").is_symlink()
    assert real.read_text(encoding="utf-8") == "probes = 2\n"


@pytest.mark.parametrize("holds", [None, "notes.txt"])
def test_a_folder_that_is_no_content_is_not_taken(
    home: Path, tmp_path: Path, holds: str | None
) -> None:
    folder = tmp_path / "mine"
    if holds:
        folder.mkdir()
        (folder / holds).write_text("x", encoding="utf-8")
    done = mockint("config", "set", "own_content", str(folder))
    told = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert "a folder with questions.toml, probes.toml or cues.toml" in told
    assert "mkdir -p" in told
    assert not (home / "config" / "config.toml").exists()


def test_content_is_read_before_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    assert mockint("config", "set", "own_content", str(tmp_path)).returncode == 0
    (tmp_path / "questions.toml").write_text("[[questions]]\nslug = 1\n", encoding="utf-8")
    done = mockint("config", "set", "own_content", str(tmp_path))
    assert done.returncode != 0
    assert "questions.toml" in done.stderr


def test_a_content_folder_that_is_gone_is_found_by_check(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    assert mockint("config", "set", "own_content", str(folder)).returncode == 0
    folder.rmdir()
    done = mockint("config", "check")
    assert done.returncode == 2
    assert f"there is no folder {folder}" in " ".join(done.stderr.split())


def test_unset_gives_back_the_default_and_leaves_the_rest(home: Path) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    before = '# mine\nprobes = 0  # few\nlevel = "senior"\n'
    file.write_text(before, encoding="utf-8")
    assert mockint("config", "unset", "probes").stdout == "probes = 2   (default)\n"
    assert file.read_text(encoding="utf-8") == '# mine\nlevel = "senior"\n'
    assert mockint("config", "unset", "probes").returncode == 0, "it is the default already"
    assert "probes = 2   (default)" in mockint("config").stdout
    done = mockint("config", "unset", "prob")
    assert done.returncode == 2
    assert "there is no setting 'prob'" in done.stderr


COMPLETED = {
    "conf": "config",
    "config compl": "completion",
    "config completion fi": "fish",
    "config set own": "own_content",
    "config set level sen": "senior",
    "round --prin": "--principle",
    "round beyond": "beyond-your-job-description",
    "questions my-own": "my-own-question",
    "loop --principles ownership,dive": "ownership,dive-deep",
    "round --story web": "web-hooks",
    "story show web": "web-hooks",
}


def test_bash_completes(home: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    (home / "config" / "content" / "stories").mkdir(parents=True)
    (home / "config" / "content" / "stories" / "web-hooks.toml").touch()
    own = home / "config" / "content" / "questions.toml"
    own.write_text('[[questions]]\nslug = "my-own-question"\n', encoding="utf-8")
    script = 'eval "$(mockint config completion bash)"\n'
    for typed in COMPLETED:
        words = typed.split()
        script += f"""
            COMPREPLY=(); COMP_WORDS=(mockint {typed}); COMP_CWORD={len(words)}
            _mockint_completion mockint {words[-1]} ""
            printf '%s\\n' "${{COMPREPLY[*]}}"
        """
    done = subprocess.run(
        [bash, "--norc", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
        check=True,
    )
    assert dict(zip(COMPLETED, done.stdout.splitlines(), strict=True)) == COMPLETED


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_their_script(shell: str) -> None:
    done = mockint("config", "completion", shell)
    assert done.stdout.startswith("# Put this line into ~/")
    assert f"_MOCKINT_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize("typed", ["", "base.eng", "./nowhere.pt", "/nowhere/folder/"])
def test_a_model_that_is_not_there_is_not_set(home: Path, typed: str) -> None:
    done = mockint("config", "set", "model", typed)
    assert done.returncode == 2
    assert "try: mockint setup --list" in " ".join(done.stderr.split())
    assert not (home / "config" / "config.toml").exists()


def test_a_models_file_is_kept_with_its_whole_path_and_listed(tmp_path: Path) -> None:
    (tmp_path / "mine.pt").write_bytes(bytes(3 * 2**20))
    assert mockint("config", "set", "model", "small.en").stdout == 'model = "small.en"\n'
    assert "small.en (set)" in mockint("setup", "--list").stdout
    done = mockint("config", "set", "model", "./mine.pt", cwd=tmp_path)
    assert done.stdout == f'model = "{tmp_path}/mine.pt"\n'
    listed = mockint("setup", "--list").stdout
    assert f"{tmp_path}/mine.pt (set): 3 MB, here: openai-whisper" in listed
    assert listed.count("(set)") == 1


def test_a_voice_and_a_model_that_are_gone_are_found_by_check(home: Path) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    for line in ('model = "/gone/mine.pt"', 'voice = "/gone/mine.onnx"'):
        file.write_text(line, encoding="utf-8")
        done = mockint("config", "check")
        assert done.returncode == 2
        assert "/gone/mine" in done.stderr


def test_on_a_server_the_model_has_any_name() -> None:
    assert mockint("config", "set", "engine", "http://localhost:8000").returncode == 0
    assert mockint("config", "set", "model", "whisper-of-ours").returncode == 0


MACHINE = (
    Device(0, "Built-in", "MME", 2, 2, 44_100, default_output=True),
    Device(1, "USB Desk Mic", "MME", 1, 0, 48_000),
    Device(2, "USB Desk Mic", "WASAPI", 1, 0, 48_000, default_input=True),
    Device(3, "USB Desk Mic 2", "MME", 1, 0, 48_000),
    Device(4, "Headset", "MME", 1, 2, 48_000),
    Device(5, "Headset", "WASAPI", 1, 2, 48_000),
)


@pytest.mark.parametrize("kind", ["input", "output"])
def test_each_device_is_offered_once_and_is_meant_by_what_is_kept(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: MACHINE)
    offered = to_choose(kind)
    names = [one.title.removesuffix(" (your system's default)") for one in offered]
    assert sorted(names) == sorted({one.name for one in MACHINE if one.has(kind)})
    for name, one in zip(names, offered, strict=True):
        assert devices.choose(MACHINE, one.value or None, kind).name == name
    assert devices.choose(MACHINE, default(kind), kind).is_default(kind)
