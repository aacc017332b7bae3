"""Files are written whole or not at all, for their owner only, and what fails is said."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint import files
from mockint.errors import FileError, MockintError
from mockint.files.trouble import failure

BYTES = st.binary(max_size=200)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(old=st.none() | BYTES, new=BYTES)
def test_what_was_written_is_there(
    old: bytes | None, new: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "a.txt"
    if old is not None:
        path.write_bytes(old)
        path.chmod(0o644)
    files.write_bytes(path, new)
    assert path.read_bytes() == new
    assert mode(path) == 0o600
    assert names(folder) == ["a.txt"]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_comes_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    files.write_text(path, text)
    assert path.read_bytes() == text.encode("utf-8")
    same_ends = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    assert files.read_text(path) == same_ends


def test_json_is_read_by_people(tmp_path: Path) -> None:
    files.write_json(tmp_path / "a.json", {"said": ["naïve"]})
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == (
        '{\n "said": [\n  "naïve"\n ]\n}\n'
    )


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "dotfiles" / "mine.toml")
    files.write_text(link, "level = 'sde1'\n")
    assert link.is_symlink()
    assert (tmp_path / "dotfiles" / "mine.toml").read_text() == "level = 'sde1'\n"
    assert names(tmp_path) == ["config.toml", "dotfiles"]


# ---------------------------------------------------------------- what fails leaves all as it was


class Crash(BaseException):
    """As KeyboardInterrupt: nothing of ours catches it."""


FAULTS: list[BaseException] = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    Crash(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=["full", "broken", "crash"])
@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
@pytest.mark.parametrize("old", [None, b"kept"])
def test_a_failure_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, step: str,
    old: bytes | None,
) -> None:  # fmt: skip
    path = tmp_path / "a.txt"
    if old is not None:
        path.write_bytes(old)

    def fail(*_arguments: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(Crash if isinstance(fault, Crash) else FileError):
            files.write_bytes(path, b"new")
    assert names(tmp_path) == ([] if old is None else ["a.txt"])
    assert old is None or path.read_bytes() == old


@given(old=BYTES, pieces=st.lists(BYTES, min_size=1, max_size=5), at=st.integers(0, 4))
def test_a_stream_that_breaks_off_leaves_the_old_file(
    old: bytes, pieces: list[bytes], at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stream")
    path = folder / "a.flac"
    path.write_bytes(old)

    def write() -> None:
        with files.replacing(path) as file:
            for number, piece in enumerate(pieces):
                if number == at:
                    raise Crash
                file.write(piece)

    if at < len(pieces):
        with pytest.raises(Crash):
            write()
        assert path.read_bytes() == old
    else:
        write()
        assert path.read_bytes() == b"".join(pieces)
    assert names(folder) == ["a.flac"]


KILLED = """
import os, signal, sys
from pathlib import Path
from mockint import files
os.replace = lambda *_names: os.kill(os.getpid(), signal.SIGKILL)
files.write_text(Path(sys.argv[1]), "new")
"""


def test_a_kill_between_write_and_name_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == "old"
    (left,) = files.unfinished(tmp_path)
    assert mode(left) == 0o600
    files.write_text(path, "newer")
    assert path.read_text(encoding="utf-8") == "newer"


TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from mockint import files
from mockint.errors import FileError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.write_bytes(Path(sys.argv[1]), bytes(100_000))
except FileError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TOO_LARGE, str(path)], check=True, capture_output=True, text=True
    )
    assert f"{path} could not be written (the file is too large for this disk)" in done.stdout
    assert names(tmp_path) == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "F (the disk is full); try: df -h FOLDER"),
        (errno.EDQUOT, "F (the disk is full); try: df -h FOLDER"),
        (errno.EROFS, "F (the disk is read-only); try: df -h FOLDER"),
        (errno.EACCES, "F (you do not have permission); try: ls -ld FOLDER"),
        (errno.EPERM, "F (you do not have permission); try: ls -ld FOLDER"),
        (errno.ENOENT, "F (there is no such file); try: ls FOLDER"),
        (errno.EISDIR, "F (it is a folder); try: ls -l PATH"),
        (errno.ETXTBSY, "F (Text file busy); try: ls -l PATH"),
    ],
)
def test_the_cause_and_the_next_step_are_said(tmp_path: Path, number: int, said: str) -> None:
    path = tmp_path / "a.txt"
    error = failure("F", path, OSError(number, os.strerror(number)))
    assert str(error) == said.replace("FOLDER", str(tmp_path)).replace("PATH", str(path))
    assert isinstance(error, MockintError)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.txt"
    for attempt in (lambda: files.write_text(path, ""), lambda: files.read_text(path)):
        with pytest.raises(FileError, match=r"there is no folder .*; try: mkdir -p"):
            attempt()


# ---------------------------------------------------------------- reading, folders, modes


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "it is a folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "it is not UTF-8 text in line 1; .*"),
        (lambda _path: None, "there is no such file"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(tmp_path / "a.txt")
    with pytest.raises(FileError, match=rf"a\.txt cannot be read \({said}\)"):
        files.read_text(tmp_path / "a.txt")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfwords")
    assert files.read_text(tmp_path / "a.txt") == "words"


@pytest.mark.skipif(os.name != "posix", reason="no pipes or devices with a name")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pipe", "a device or a pipe"),
        ("endless", "a device or a pipe"),
        ("folder", "folder"),
        ("large", "larger than 1 MB"),
        ("gone", "no such file"),
        ("a\0b", "such a name"),
    ],
)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, name: str, said: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(bytes(1_000_001))
    with pytest.raises(FileError, match=said):
        files.read_bytes(tmp_path / name, most=1_000_000)
    if name != "large":
        with pytest.raises(FileError, match="cannot be read"):
            files.read_text(tmp_path / name)


def test_folders_are_private(tmp_path: Path) -> None:
    made = files.make_private_dir(tmp_path / "a" / "b")
    assert mode(made) == mode(made.parent) == 0o700
    made.chmod(0o755)
    assert mode(files.make_private_dir(made)) == 0o700
    files.check_writable(made)
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="could not be made"):
        files.make_private_dir(tmp_path / "file")
    with pytest.raises(FileError, match="nothing can be written"):
        files.check_writable(tmp_path / "gone" / "too")
    assert files.free_bytes(tmp_path / "not" / "yet") > 0


def test_a_file_is_made_private_and_deleted(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with pytest.raises(FileError, match="could not be made private"):
        files.make_private(path)
    path.touch(mode=0o644)
    files.make_private(path)
    assert mode(path) == 0o600
    files.delete(path)
    files.delete(path)  # once is enough
    path.mkdir()
    with pytest.raises(FileError, match="could not be deleted"):
        files.delete(path)


def test_a_recording_is_new_and_private(tmp_path: Path) -> None:
    os.close(files.create(tmp_path / "a.wav"))
    assert mode(tmp_path / "a.wav") == 0o600
    with pytest.raises(FileExistsError):
        files.create(tmp_path / "a.wav")


def test_a_whole_file_is_put_in_place(tmp_path: Path) -> None:
    part, path = tmp_path / "base.pt.part", tmp_path / "base.pt"
    part.write_bytes(b"weights")
    part.chmod(0o644)
    path.write_bytes(b"old")
    files.put_in_place(part, path)
    assert (names(tmp_path), path.read_bytes(), mode(path)) == (["base.pt"], b"weights", 0o644)
    (tmp_path / "model.part").mkdir()
    files.put_in_place(tmp_path / "model.part", tmp_path / "model")
    assert (tmp_path / "model").is_dir()
    with pytest.raises(FileError, match="could not be written"):
        files.put_in_place(part, path)


@pytest.mark.parametrize("name", ["x" * 260, "a\0b", "plain/inside", "round", "no/such/place"])
def test_what_cannot_be_there_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain").touch()
    (tmp_path / "round").symlink_to("round")
    path = tmp_path / name
    assert not files.exists(path)
    assert not files.is_file(path)
    assert not files.is_dir(path)


def test_a_folder_is_listed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.toml", "a.toml", "b/d.toml"):
        (tmp_path / name).touch()
    assert [path.name for path in files.listed(tmp_path)] == ["a.toml", "b", "c.toml"]
    assert [path.name for path in files.listed(tmp_path, "**/*.toml")] == [
        "a.toml", "d.toml", "c.toml",
    ]  # fmt: skip
    assert sorted(files.names(tmp_path)) == ["a.toml", "b", "c.toml"]
    assert files.listed(tmp_path / "none") == files.names(tmp_path / "none") == ()
    for look in (files.listed, files.names):
        with pytest.raises(FileError, match=r"a\.toml is a file, not a folder"):
            look(tmp_path / "a.toml")


CLOSED = """
import os, sys
from pathlib import Path
from mockint import files
from mockint.errors import FileError
os.setuid(12345)
for look in (files.exists, files.is_file, files.listed, files.read_bytes, files.status):
    try:
        print(look.__name__, look(Path(sys.argv[1]) / "inside"))
    except FileError as error:
        print(error.cause)
"""


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs another user")
def test_what_nobody_can_tell_is_an_error(tmp_path: Path) -> None:
    """Not the answer that there is nothing: a round that cannot be seen is not gone."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, str(closed)], check=True, capture_output=True, text=True
    )
    assert set(done.stdout.splitlines()) == {"you do not have permission"}


def test_a_file_grows_and_its_reader_sees_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.part"
    for anew, expected in ((True, b"one"), (False, b"oneone"), (True, b"one")):
        with files.growing(path, anew=anew) as write:
            write(b"one")
        with files.reading(path) as file:
            assert file.read() == expected
    with pytest.raises(ConnectionError), files.growing(path, anew=False):
        raise ConnectionError("of the network, not of the disk")
    with pytest.raises(FileError, match="there is no folder"), files.reading(tmp_path / "b" / "c"):
        pass


def test_temporary_folders_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with files.temporary_dir("mine-", tmp_path, ".part") as place:
        assert mode(place) == 0o700
        (place / "file").touch()
    assert names(tmp_path) == []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    for make in (lambda: files.new_temporary_dir("mine-", tmp_path / "gone"), files.nameless):
        with pytest.raises(FileError, match="no temporary"):
            make()


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    """Root could: then the whole machine is without it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link"):
        with pytest.raises(FileError, match="it is a device and not a file"):
            files.write_text(path, "x")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == ["link", "pipe"]


def test_links_in_a_circle_are_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileError, match="its links lead back to themselves"):
        files.write_text(tmp_path / "a", "x")
    assert (tmp_path / "a").is_symlink()


# ---------------------------------------------------------------- text of Windows' tools


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_persons_text_is_read_whatever_wrote_it(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"one{end}caf\u00e9 \u2713{end}".encode(encoding))
    assert files.read_text(path) == "one\ncaf\u00e9 \u2713\n"


def test_another_code_page_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("one\r\ncaf\u00e9\r\n".encode("cp1252"))
    with pytest.raises(FileError) as refused:
        files.read_text(path)
    assert str(refused.value) == (
        f"{path} cannot be read (it is not UTF-8 text in line 2; save it as UTF-8 in your editor);"
        f" try: iconv -f CP1252 -t UTF-8 {path}"
    )


def test_half_a_character_does_not_stop_a_file_from_being_written(tmp_path: Path) -> None:
    files.write_json(tmp_path / "a.json", "caf\udce9")
    assert (tmp_path / "a.json").read_bytes() == b'"caf?"\n'
