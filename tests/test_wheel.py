"""A wheel built from this checkout works elsewhere: code, content and weights come along."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    # --no-isolation: the build backend is installed with the test tools, so no network is needed.
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_all_that_is_read_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    content = {
        f"mockint/data/{path.relative_to(ROOT / 'content').as_posix()}"
        for path in (ROOT / "content").rglob("*")
        if path.is_file()
    }
    code_and_data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mockint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert content <= names
    assert code_and_data <= names
    ours = ("tests/", "scripts/", "benchmarks/", "training/")
    assert not {name for name in names if name.startswith(ours)}


def test_installed_elsewhere_it_lists_questions_and_judges_a_transcript(
    wheel: Path, tmp_path: Path
) -> None:
    """An environment of its own, the libraries lent by this one, nothing of the checkout."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    libraries = Path(pytest.__file__).parent.parent
    # Only third-party packages: the checkout reaches this environment through its own .pth file,
    # which a plain path entry does not read.
    (site / "lent.pth").write_text(f"{libraries}\n", encoding="utf-8")
    heard = tmp_path / "answer.json"
    heard.write_text(
        '{"text": "I noticed drops.", "language": "en", "segments": [{"id": 0, "start": 0.0,'
        ' "end": 1.5, "text": "I noticed drops.", "words": ['
        '{"word": " I", "start": 0.0, "end": 0.2, "probability": 0.9},'
        '{"word": " noticed", "start": 0.2, "end": 0.8, "probability": 0.9},'
        '{"word": " drops.", "start": 0.8, "end": 1.5, "probability": 0.9}]}]}',
        encoding="utf-8",
    )

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(python), "-m", "mockint", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [str(python), "-c", "import mockint; print(mockint.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    ).stdout
    assert where.startswith(str(site))
    assert "beyond-your-job-description" in run("questions")
    assert '"verdict"' in run("review", "--json", str(heard))
