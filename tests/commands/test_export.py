"""Export and import: the same history again, and nothing that is not ours."""

import json
import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint import locations
from mockint.cli import commands
from mockint.cli.front import TerminalFront
from mockint.commands.export import export
from mockint.commands.import_ import import_
from mockint.errors import DiskFull, FileError, ForeignArchive, MockintError, UsageError
from mockint.history import archive, folders, locks
from mockint.history.catalogue import folder_of, history, kept_folders
from mockint.history.deletion import delete_rounds as delete
from mockint.history.quiz_scores import QuizScores
from mockint.history.retention import IN_PLAN, delete_transcribed
from mockint.history.types import RATINGS, DifferentRound
from tests.support.past_rounds import BEGAN, SLUG, STRONG, WEAK, keep

OTHER = "disagreed-but-committed"


def everything() -> dict[str, bytes]:
    """Every file of every round that is kept."""
    rounds = locations.rounds_dir()
    return {str(path.relative_to(rounds)): path.read_bytes() for path in rounds.rglob("*.*")}


def whole_history() -> object:
    """All that can be asked of it, and the files."""
    known = history()
    answers = known.answers()
    return (
        answers,
        known.measured(),
        known.newest_first(),
        known.own_ratings(),
        [known.waits(one.round_id) for one in answers],
        [known.signals(one.round_id, one.number, "missing") for one in answers],
        [known.signal_counts(kind) for kind in ("strength", "fault", "missing")],
        everything(),
    )


def elsewhere(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv("MOCKINT_HOME", str(place))


def typed(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(commands, [str(one) for one in arguments], env={"COLUMNS": "200"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


# ---------------------------------------------------------------- one's own


def corrected(round_id: str) -> None:
    """One of STRONG."""
    assert typed("correct", round_id, "--word", "billing", "building").exit_code == 0


def taken_back(round_id: str) -> None:
    corrected(round_id)
    assert typed("correct", round_id, "--undo").exit_code == 0


def shown_as_page(round_id: str) -> None:
    assert typed("report", round_id, "--no-open").exit_code == 0


def rated(round_id: str) -> None:
    history().rate({(round_id, 1): "easy"})


def without_audio(round_id: str) -> None:
    delete_transcribed(folder_of(round_id))


def forgotten(_round_id: str) -> None:
    locations.history_file().unlink()


def beside_a_damaged_one(_round_id: str) -> None:
    (folder_of(keep(days=2)).path / folders.ROUND).write_bytes(b"{")


def beside_a_copy_made_by_hand(round_id: str) -> None:
    shutil.copytree(folder_of(round_id).path, locations.rounds_dir() / f"{round_id} copy")


def beside_a_private_one(round_id: str) -> None:
    folder = folder_of(keep(days=2))
    folder.write_plan({IN_PLAN: "nothing"})  # as a crash leaves it


def with_a_date_before_zip_files(round_id: str) -> None:
    os.utime(folder_of(round_id).path / folders.ROUND, (0, 0))


def after_a_quiz(_round_id: str) -> None:
    QuizScores(locations.history_file()).keep(BEGAN, [("a", "1", True)])


STATES = [
    corrected, taken_back, shown_as_page, rated, without_audio, forgotten, beside_a_damaged_one,
    beside_a_copy_made_by_hand, beside_a_private_one, with_a_date_before_zip_files, after_a_quiz,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_ones_own_export_changes_nothing_and_says_so(
    tmp_path: Path, state: Callable[[str], None]
) -> None:
    keep(WEAK)
    state(keep(STRONG, days=1))
    file = tmp_path / "all.zip"
    assert typed("export", "--all", file).exit_code == 0
    before = whole_history()
    done = typed("import", file)
    assert done.output.startswith("Nothing to import. Already here:")
    assert done.exit_code == 0
    assert whole_history() == before


CHANGES = [
    (corrected, "corrections (only here), transcripts, debrief"),
    (rated, "your own rating"),
    (without_audio, "recordings (only in the file)"),
]


@pytest.mark.parametrize(("change", "named"), CHANGES)
def test_what_differs_is_named_and_stays_and_the_rest_comes_in(
    tmp_path: Path, change: Callable[[str], None], named: str
) -> None:
    same, changed, gone = keep(WEAK), keep(STRONG, days=1), keep(WEAK, days=2)
    file = tmp_path / "all.zip"
    export(None, file)
    exported = whole_history()
    change(changed)
    mine = whole_history()
    delete(gone)
    done = import_(file)
    assert (done.new, done.known) == ((gone,), (same,))
    assert done.different == (DifferentRound(changed, (*named.split(", "),)),)
    assert whole_history() == mine
    again = typed("import", file)
    assert f"  {changed}: {named}\n" in again.output
    assert again.exit_code == 0
    assert whole_history() == mine
    assert import_(file, "keep both").copies == ((changed, f"{changed}-2"),)
    both = whole_history()
    assert history().own_ratings().get((f"{changed}-2", 1)) is None
    assert import_(file, "keep both").known == (same, changed, gone)
    assert import_(file).different == ()
    assert whole_history() == both
    export(None, tmp_path / "both.zip")
    assert import_(tmp_path / "both.zip").known == (same, changed, f"{changed}-2", gone)
    delete(f"{changed}-2")
    assert import_(file, "replace mine").replaced == (changed,)
    assert whole_history() == exported
    assert import_(file, "replace mine").known == (same, changed, gone)
    assert whole_history() == exported


kept = st.fixed_dictionaries(
    {
        "text": st.sampled_from([STRONG, WEAK]),
        "slug": st.sampled_from([SLUG, OTHER]),
        "hours": st.integers(0, 60),
        "zone": st.sampled_from([-8, 0, 9]),
        "recorded": st.sampled_from([None, None, "flawed"]),
        "rating": st.sampled_from([None, *RATINGS]),
        "changes": st.sets(st.sampled_from([corrected, without_audio]), max_size=1),
    }
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(kept, min_size=1, max_size=3))
def test_export_then_import_is_the_same_history(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[dict[str, Any]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        elsewhere(patch, tmp_path_factory.mktemp("one"))
        for one in rounds:
            began = (BEGAN + timedelta(hours=one["hours"])).astimezone(
                timezone(timedelta(hours=one["zone"]))
            )
            last = keep(one["text"], slug=one["slug"], began=began, recorded=one["recorded"])
            history().rate({(last, 1): one["rating"]})
            for change in one["changes"] if one["text"] == STRONG else ():
                change(last)
        file = tmp_path_factory.mktemp("zip") / "all.zip"
        export(None, file)
        before = whole_history()
        assert len(import_(file).known) == len(rounds)
        assert whole_history() == before
        elsewhere(patch, tmp_path_factory.mktemp("other"))
        assert len(import_(file).new) == len(rounds)
        assert whole_history() == before
        assert len(import_(file).known) == len(rounds)
        assert whole_history() == before
        assert sorted(path.name for path in locations.data_dir().iterdir()) == [
            "history.sqlite3",
            "import.lock",
            "rounds",
        ]


def test_two_rounds_of_one_second_are_both_kept_beside_two_others(tmp_path: Path) -> None:
    one, two = keep(STRONG), keep(WEAK)
    assert two == f"{one}-2"
    file = tmp_path / "all.zip"
    export(None, file)
    for round_id in (one, two):
        rated(round_id)
    assert import_(file, "keep both").copies == ((one, f"{one}-3"), (two, f"{one}-4"))
    assert import_(file).known == (one, two)


def test_ratings_stay_where_the_folder_was_lost(tmp_path: Path) -> None:
    round_id = keep()
    rated(round_id)
    file = tmp_path / "one.zip"
    export(round_id, file)
    history().rate({(round_id, 1): "hard"})
    shutil.rmtree(folder_of(round_id).path)
    assert import_(file).new == (round_id,)
    assert history().own_ratings() == {(round_id, 1): "hard"}


def test_a_rating_of_no_answer_is_passed_over(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    delete(round_id)
    rated_so = {"round": round_id, "answer": 10**15, "rating": "good"}
    manifest = {"mockint": "export", "format": 1, "ratings": [rated_so]}
    rewritten(file, {"mockint.json": json.dumps(manifest).encode()})
    assert import_(file).new == (round_id,)
    assert history().own_ratings() == {}


def test_no_room_is_needed_for_what_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    monkeypatch.setattr("mockint.history.transfer.SPARE_BYTES", 10**18)
    assert import_(file).known == (round_id,)
    delete(round_id)
    with pytest.raises(DiskFull):
        import_(file)


def test_a_round_set_aside_when_the_import_was_killed_comes_back(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    before = whole_history()
    aside = locations.data_dir() / "incoming-killed" / "replaced"
    aside.mkdir(parents=True)
    folder_of(round_id).path.rename(aside / round_id)
    assert import_(file).known == (round_id,)
    assert whole_history() == before
    assert not aside.exists()


@pytest.mark.parametrize("own_is_back", [False, True])
def test_what_a_killed_import_left_goes_at_the_next_command(own_is_back: bool) -> None:
    round_id = keep()
    before = whole_history()
    left = locations.data_dir() / "incoming-killed"
    (left / "replaced").mkdir(parents=True)
    (left / round_id).mkdir()
    if own_is_back:
        shutil.copytree(folder_of(round_id).path, left / "replaced" / round_id)
    else:
        folder_of(round_id).path.rename(left / "replaced" / round_id)
    with locks.importing(wait_s=0):
        typed("config")
        assert left.exists()
    typed("config")
    assert not left.exists()
    assert whole_history() == before


# ---------------------------------------------------------------- two at once, and stopped


HELD_UP = """
import sys, time
from pathlib import Path
from mockint import cli, files
from mockint.history import {module} as place
done = place.{name}
def slowly(*given, **named):
    print("here", file=sys.stderr, flush=True)
    time.sleep(1.5)
    return done(*given, **named)
place.{name} = slowly
cli.main()
"""
"""A mockint that takes its time at one step."""


def held_up(step: str, *arguments: str | Path) -> subprocess.Popen[str]:
    module, name = step.split(".")
    child = subprocess.Popen(
        [sys.executable, "-c", HELD_UP.format(module=module, name=name), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr is not None
    assert child.stderr.readline() == "here\n"
    return child


def two_of_one_id(tmp_path: Path) -> tuple[str, Path, Path]:
    """A round's id, and two exports that hold different rounds of it; here is none."""
    round_id = keep(STRONG)
    export(None, tmp_path / "one.zip")
    corrected(round_id)
    export(None, tmp_path / "two.zip")
    delete(round_id)
    return round_id, tmp_path / "one.zip", tmp_path / "two.zip"


@pytest.mark.parametrize("wait_s", [0.0, 20.0])
def test_of_two_imports_at_once_neither_replaces_the_others_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait_s: float
) -> None:
    round_id, one, two = two_of_one_id(tmp_path)
    monkeypatch.setattr("mockint.history.transfer.WAIT_S", wait_s)
    with held_up("transfer._put_in_place", "import", one) as first:
        if wait_s:
            assert [one.id for one in import_(two).different] == [round_id]
        else:
            with pytest.raises(UsageError, match="another import is running"):
                import_(two)
        said, _ = first.communicate()
    assert (first.returncode, "Imported 1 round." in said) == (0, True)
    assert import_(one).known == (round_id,)


def test_a_round_that_came_since_the_comparison_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id, one, _ = two_of_one_id(tmp_path)
    place = folder_of(round_id).path
    with held_up("transfer._put_in_place", "import", one) as child:
        place.mkdir()
        (place / "round.json").write_text("mine", encoding="utf-8")
        said, _ = child.communicate()
    assert child.returncode == 1
    assert "has been kept here since" in " ".join(said.split())
    assert (place / "round.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("transfer.choose", "mockint: stopped; nothing was imported\n"),
        ("transfer._put_in_place", "Imported 1 round."),
    ],
)
def test_a_stopped_import_says_what_is_kept(
    tmp_path: Path, number: int, step: str, said: str
) -> None:
    round_id, one, _ = two_of_one_id(tmp_path)
    with held_up(step, "import", one) as child:
        child.send_signal(number)
        out = "".join(child.communicate())
    assert said in out
    kept = said.startswith("Imported")
    assert child.returncode == (0 if kept else 130 if number == signal.SIGINT else 143)
    assert folder_of(round_id).is_kept == kept
    assert not list(locations.data_dir().glob("incoming-*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_export_says_what_is_kept(tmp_path: Path, number: int) -> None:
    keep()
    file = tmp_path / "one.zip"
    with held_up("archive._manifest", "export", "--all", file) as child:
        child.send_signal(number)
        _, said = child.communicate()
    assert " ".join(said.split()) == f"mockint: stopped; {file} is as it was"
    assert not list(tmp_path.glob("*.zip*"))


@pytest.mark.parametrize(
    ("kind", "said"), [("folder", "it is a folder"), ("fifo", "a pipe"), ("zero", "a device")]
)
def test_what_is_no_file_is_called_what_it_is(tmp_path: Path, kind: str, said: str) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    place = {"folder": tmp_path, "fifo": fifo, "zero": Path("/dev/zero")}[kind]
    with pytest.raises(FileError, match=said):
        import_(place)


def test_a_round_of_too_many_files_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.zip"
    round_id = keep()
    export(round_id, file)
    delete(round_id)
    with zipfile.ZipFile(file, "a") as opened:
        for number in range(2, archive.MOST_FILES + 2):
            opened.writestr(f"rounds/{round_id}/answer-{number}.flac", b"fLaC")
    with pytest.raises(ForeignArchive, match="more than 1000 files"):
        import_(file)


def test_a_long_import_shows_how_far_it_is(tmp_path: Path) -> None:
    round_id, one, _ = two_of_one_id(tmp_path)
    told: list[float] = []

    class Watching(TerminalFront):
        @contextmanager
        def working(self, what: str) -> Iterator[Callable[[float], None]]:
            assert one.name in what
            yield told.append

    import_(one, front=Watching())
    assert told == sorted(told)
    assert len(told) == len(folder_of(round_id).kept_files())


# ---------------------------------------------------------------- zipped again by other programs


def unpacked(tmp_path: Path) -> tuple[Path, str]:
    """An export's files in a folder, and the round, which is not here any more."""
    round_id = keep()
    export(round_id, tmp_path / "one.zip")
    delete(round_id)
    with zipfile.ZipFile(tmp_path / "one.zip") as opened:
        opened.extractall(tmp_path / "my rounds")
    return tmp_path / "my rounds", round_id


def zip_command(folder: Path, file: Path, inside: str) -> None:
    where = folder if inside == "." else folder.parent
    subprocess.run(["zip", "-qr", file, inside], cwd=where, check=True)


def with_zip(folder: Path, file: Path) -> None:
    """zip -r file.zip ."""
    zip_command(folder, file, ".")


def with_zip_from_outside(folder: Path, file: Path) -> None:
    """zip -r file.zip folder"""
    zip_command(folder, file, folder.name)


def with_python(folder: Path, file: Path) -> None:
    shutil.make_archive(str(file.with_suffix("")), "zip", folder)


def with_pythons_command(folder: Path, file: Path) -> None:
    subprocess.run([sys.executable, "-m", "zipfile", "-c", file, folder], check=True)


def like_the_finder(folder: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(f"{folder.name}/", b"")
        made.writestr(f"{folder.name}/.DS_Store", b"Bud1")
        made.writestr(f"__MACOSX/{folder.name}/._.DS_Store", b"x")
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder.parent))
            made.write(path, name + "/" * path.is_dir())
            made.writestr(f"__MACOSX/{folder.name}/._{path.name}", b"x")


def like_windows(folder: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        for path in sorted(folder.rglob("*")):
            name = str(PureWindowsPath(path.relative_to(folder))) + "\\" * path.is_dir()
            member = zipfile.ZipInfo(name)
            member.create_system = 0
            made.writestr(member, path.read_bytes() if path.is_file() else b"")
        made.writestr("rounds\\desktop.ini", b"x")


@pytest.mark.parametrize(
    "zipped",
    [
        pytest.param(
            with_zip, marks=pytest.mark.skipif(not shutil.which("zip"), reason="no zip here")
        ),
        pytest.param(
            with_zip_from_outside,
            marks=pytest.mark.skipif(not shutil.which("zip"), reason="no zip here"),
        ),
        with_python,
        with_pythons_command,
        like_the_finder,
        like_windows,
    ],
)
def test_an_export_zipped_again_is_read(
    tmp_path: Path, zipped: Callable[[Path, Path], None]
) -> None:
    folder, round_id = unpacked(tmp_path)
    file = tmp_path / "again.zip"
    zipped(folder, file)
    assert import_(file).new == (round_id,)
    assert everything() == {
        str(path.relative_to(folder / "rounds")): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.name != "mockint.json"
    }
    assert import_(file).known == (round_id,)


def test_the_advice_for_one_file_too_many_helps(tmp_path: Path) -> None:
    folder, round_id = unpacked(tmp_path)
    (folder / "my notes.txt").write_text("x", encoding="utf-8")
    file = tmp_path / "again.zip"
    with_python(folder, file)
    with pytest.raises(ForeignArchive, match=r"contains .my notes\.txt.") as refused:
        import_(file)
    if shutil.which("zip"):
        subprocess.run(shlex.split(refused.value.next_step), check=True, capture_output=True)
        assert import_(file).new == (round_id,)


# ---------------------------------------------------------------- what is not ours


def test_what_comes_in_is_private(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    delete(round_id)
    import_(file)
    folder = locations.rounds_dir() / round_id
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_only_what_mockint_wrote_is_exported(tmp_path: Path) -> None:
    round_id = keep()
    (locations.rounds_dir() / round_id / "notes.txt").write_text("mine", encoding="utf-8")
    (locations.rounds_dir() / round_id / "debrief.html").write_text("<p>", encoding="utf-8")
    export(round_id, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as opened:
        names = {Path(name).name for name in opened.namelist()}
    assert not names & {"notes.txt", "debrief.html"}
    assert "answer-1.flac" in names


LINK = zipfile.ZipInfo("rounds/20200101-000000/plan.json")
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../evil.txt", "x", "which mockint does not write"),
        ("rounds/../../evil.json", "x", "which mockint does not write"),
        ("rounds/{id}/../../../evil.json", "x", "which mockint does not write"),
        ("/etc/evil", "x", "which mockint does not write"),
        ("rounds\\{id}\\plan.json", "x", "twice"),
        ("rounds\\..\\..\\evil.json", "x", "which mockint does not write"),
        ("\\\\server\\evil.json", "x", "which mockint does not write"),
        ("__MACOSX/../../evil", "x", "which mockint does not write"),
        ("one/more/rounds/{id}/plan.json", "x", "which mockint does not write"),
        ("C:/evil", "x", "which mockint does not write"),
        ("rounds/{id}/notes.txt", "x", "which mockint does not write"),
        ("rounds/{id}/debrief.html", "<script>", "which mockint does not write"),
        ("rounds/{id}/answer-1.exe", "x", "which mockint does not write"),
        ("rounds/not-a-round/round.json", "{}", "which mockint does not write"),
        ("rounds/20200101-000000/plan.json", "{}", "has no round.json"),
        (LINK, "/etc/passwd", "is a link or a device"),
    ],
)
def test_a_foreign_file_is_refused_whole(
    tmp_path: Path, name: str | zipfile.ZipInfo, content: str, said: str
) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    delete(round_id)
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr(name.format(id=round_id) if isinstance(name, str) else name, content)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ForeignArchive, match=said):
        import_(file)
    assert sorted(tmp_path.rglob("*")) == before
    assert history().answers() == ()


def rewritten(file: Path, changes: dict[str, bytes | None]) -> None:
    """The zip with some files changed or left out."""
    with zipfile.ZipFile(file) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(file, "w") as made:
        for name, content in {**held, **changes}.items():
            if content is not None:
                made.writestr(name, content)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mockint.json": None}, "it has no mockint.json"),
        ({"mockint.json": b"[]"}, "it is not an object"),
        ({"mockint.json": b"{}"}, "did not write its"),
        ({"mockint.json": bytes(10_000_001)}, "too large"),
        ({"mockint.json": b'{"mockint": "export", "format": 2}'}, "its format is 2"),
        (
            {"mockint.json": b'{"mockint": "export", "format": 1, "ratings": [{"round": 1}]}'},
            "invalid rating",
        ),
        (
            {
                "mockint.json": b'{"mockint": "export", "format": 1, "ratings":'
                b' [{"round": "r", "answer": Infinity, "rating": "good"}]}'
            },
            "Infinity is not a number",
        ),
    ],
)
def test_a_damaged_export_is_refused_whole(
    tmp_path: Path, changes: dict[str, bytes | None], said: str
) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    delete(round_id)
    rewritten(file, {name.format(id=round_id): content for name, content in changes.items()})
    with pytest.raises(ForeignArchive, match=said):
        import_(file)
    assert not list(locations.rounds_dir().iterdir())


def with_another_id(held: bytes) -> bytes:
    return json.dumps({**json.loads(held), "id": "20300101-000000"}).encode()


def with_a_bad_date(held: bytes) -> bytes:
    return json.dumps({**json.loads(held), "began": "yesterday"}).encode()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("round.json", lambda _: b"not json", "round.json is missing or damaged"),
        ("round.json", lambda _: b"{}", "round.json is missing or damaged"),
        ("round.json", with_a_bad_date, "began is not a date and a time"),
        ("answer-1.flac", lambda _: b"", "its answer-1.flac is empty"),
        ("answer-1.flac", lambda _: b"MZ\x90", "its answer-1.flac is not a recording"),
        ("round.json", with_another_id, "it contains a different round"),
        ("plan.json", lambda _: b'{"keep": "nothing"}', "it contains a different round"),
        ("answer-1.transcript.json", lambda _: b"{}", ""),
        ("answer-1.transcript.json", lambda _: b"\xff\xfe", ""),
    ],
)
def test_a_round_that_cannot_be_read_stops_no_other(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes], said: str
) -> None:
    bad, good = keep(WEAK), keep(STRONG, days=1)
    file = tmp_path / "all.zip"
    export(None, file)
    delete(None)
    with zipfile.ZipFile(file) as opened:
        held = opened.read(f"rounds/{bad}/{name}")
    rewritten(file, {f"rounds/{bad}/{name}": change(held)})
    done = typed("import", file)
    assert done.exit_code == 1
    assert "Imported 1 round." in done.output
    assert f"  {bad}: " in done.output
    assert said in done.output
    assert [one.round_id for one in history().answers()] == [good]
    assert [folder.id for folder in kept_folders()] == [good]


def test_a_damaged_recording_stops_no_other_round(tmp_path: Path) -> None:
    bad, good = keep(WEAK), keep(STRONG, days=1)
    file = tmp_path / "all.zip"
    export(None, file)
    delete(None)
    with zipfile.ZipFile(file) as opened:
        members = {Path(one.filename).name: one for one in opened.infolist() if bad in one.filename}
    data = bytearray(file.read_bytes())
    for name in ("answer-1.flac", "answer-1.transcript.json"):  # stored, and packed
        at = members[name].header_offset + 30 + len(members[name].filename) + 20
        data[at : at + 8] = bytes(8)
    file.write_bytes(data)
    done = import_(file)
    assert done.new == (good,)
    assert [one.id for one in done.unreadable] == [bad]


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, "encrypted"])
def test_an_unusual_zip_is_refused(tmp_path: Path, how: int | str) -> None:
    file = tmp_path / "one.zip"
    export(keep(), file)
    with zipfile.ZipFile(file) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(file, "w", how if isinstance(how, int) else 0) as made:
        for name, content in held.items():
            made.writestr(name, content)
    if how == "encrypted":
        data = file.read_bytes()
        at = data.index(b"PK\x01\x02") + 8
        file.write_bytes(data[:at] + b"\x01" + data[at + 1 :])
    with pytest.raises(ForeignArchive, match="encrypted, or packed in an unusual way"):
        import_(file)


@pytest.mark.parametrize("cut", [0, 10, 2000, -30])
def test_a_torn_zip_is_refused(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "one.zip"
    export(keep(), file)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(ForeignArchive, match="is not a readable mockint export"):
        import_(file)


def test_what_cannot_be_exported_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no rounds yet"):
        export(None, tmp_path / "none.zip")
    with pytest.raises(UsageError, match="there is no round"):
        export("20200101-000000", tmp_path / "none.zip")
    keep()
    with pytest.raises(MockintError, match="could not be written"):
        export(None, tmp_path)
    with pytest.raises(MockintError, match="could not be written"):
        export(None, tmp_path / "missing" / "a.zip")
    with pytest.raises(UsageError, match="there is no file"):
        import_(tmp_path / "nothing.zip")
    assert not list(tmp_path.glob("*.part"))
