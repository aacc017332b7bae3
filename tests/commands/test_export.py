"""Export and import: the same history again, and nothing that is not ours."""

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint import locations
from mockint.commands.delete import delete
from mockint.commands.export import export
from mockint.commands.import_ import import_
from mockint.errors import ForeignArchive, MockintError, UsageError
from mockint.history import folders
from mockint.history.catalogue import history
from mockint.history.types import RATINGS
from tests.support.past_rounds import SLUG, STRONG, WEAK, keep

OTHER = "disagreed-but-committed"


def everything() -> dict[str, bytes]:
    """Every file of every round that is kept."""
    rounds = locations.rounds_dir()
    return {str(path.relative_to(rounds)): path.read_bytes() for path in rounds.rglob("*.*")}


def elsewhere(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv("MOCKINT_HOME", str(place))


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.sampled_from([STRONG, WEAK]), min_size=1, max_size=3),
    slug=st.sampled_from([SLUG, OTHER]),
    rating=st.sampled_from([None, *RATINGS]),
)
def test_export_then_import_is_the_same_history(
    texts: list[str],
    slug: str,
    rating: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        elsewhere(patch, tmp_path_factory.mktemp("one"))
        for day, text in enumerate(texts):
            last = keep(text, days=day, slug=slug)
        history().rate({(last, 1): rating})  # type: ignore[dict-item]
        file = tmp_path_factory.mktemp("zip") / "all.zip"
        export(None, file)
        before, files = history().answers(), everything()
        waits = [history().waits(answer.round_id) for answer in before]
        elsewhere(patch, tmp_path_factory.mktemp("other"))
        import_(file)
        assert history().answers() == before
        assert [history().waits(answer.round_id) for answer in before] == waits
        assert everything() == files
        import_(file)  # once more changes nothing
        assert history().answers() == before
        assert sorted(path.name for path in locations.data_dir().iterdir()) == [
            "history.sqlite3",
            "rounds",
        ]


def test_a_page_beside_the_round_does_not_make_it_another_round(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    (locations.rounds_dir() / round_id / "debrief.html").write_text("<p>made again</p>")
    assert import_(file).already_here == 1


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


def test_a_round_that_differs_is_not_written_over(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    debrief = locations.rounds_dir() / round_id / folders.DEBRIEF
    debrief.write_text("changed since\n", encoding="utf-8")
    with pytest.raises(ForeignArchive, match="is not the same as your round"):
        import_(file)
    assert debrief.read_text(encoding="utf-8") == "changed since\n"


Change = Callable[[zipfile.ZipFile, str], None]
LINK = zipfile.ZipInfo("rounds/20200101-000000/plan.json")
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../evil.txt", "x", "which mockint does not write"),
        ("rounds/../../evil.json", "x", "which mockint does not write"),
        ("rounds/{id}/../../../evil.json", "x", "which mockint does not write"),
        ("/etc/evil", "x", "which mockint does not write"),
        ("rounds\\{id}\\plan.json", "x", "which mockint does not write"),
        ("C:/evil", "x", "which mockint does not write"),
        ("rounds/{id}/", "", "which mockint does not write"),
        ("rounds/{id}/notes.txt", "x", "which mockint does not write"),
        ("rounds/{id}/debrief.html", "<script>", "which mockint does not write"),
        ("rounds/{id}/answer-1.exe", "x", "which mockint does not write"),
        ("rounds/not-a-round/round.json", "{}", "which mockint does not write"),
        ("rounds/20200101-000000/plan.json", "{}", "has no round.json"),
        ("rounds/20200101-000000/round.json", "{}", "round 20200101-000000: the round in"),
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
        ({"mockint.json": b"[]"}, "did not write its"),
        ({"mockint.json": bytes(10_000_001)}, "too large"),
        ({"mockint.json": b'{"mockint": "export", "format": 2}'}, "its format is 2"),
        (
            {"mockint.json": b'{"mockint": "export", "format": 1, "ratings": [{"round": 1}]}'},
            "invalid rating",
        ),
        ({"rounds/{id}/round.json": b"not json"}, "cannot be read"),
        ({"rounds/{id}/answer-1.transcript.json": b"{}"}, "cannot read"),
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


def test_a_round_under_another_name_is_refused(tmp_path: Path) -> None:
    round_id = keep()
    file = tmp_path / "one.zip"
    export(round_id, file)
    with zipfile.ZipFile(file) as opened:
        record = json.loads(opened.read(f"rounds/{round_id}/round.json"))
    record["id"] = "20300101-000000"
    rewritten(file, {f"rounds/{round_id}/round.json": json.dumps(record).encode()})
    with pytest.raises(ForeignArchive, match="contains a different round"):
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
