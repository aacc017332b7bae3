"""The demo as a stranger sees it: one whole round with a recorded candidate, nothing faked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockint.content.candidates import Candidate, load_candidate
from mockint.locations import content_dir
from mockint.transcribe.interchange import to_json
from mockint.transcribe.weights import packaged
from tests.support.past_rounds import STRONG, transcript

FLAWED_FAULTS = {"we_in_action", "assigned_by_manager", "unquantified_result", "generic_reflection"}
STRONG_SIGNALS = {"first_person_action", "metric_delta", "business_value", "scope_boundary"}


def demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mockint", "demo", "--engine", "pocketsphinx", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "MOCKINT_HOME": str(home), "COLUMNS": "80"},
        timeout=300,
        check=False,
    )


def as_words(folder: Path) -> str:
    """An engine that has nothing to compute: a transcript, where its words do not matter."""
    path = folder / "words.json"
    path.write_text(json.dumps(to_json(transcript(STRONG))), encoding="utf-8")
    return str(path)


def rightly_timed(candidate: Candidate, spans: list[dict[str, object]]) -> float:
    """Share of the speaking time that is in the part it belongs to; truth is the making of it."""
    right = spoken = 0.0
    for sentence in candidate.spoken:
        spoken += sentence.end - sentence.start
        right += sum(
            max(0.0, min(sentence.end, span["end"]) - max(sentence.start, span["start"]))  # type: ignore[call-overload]
            for span in spans
            if span["segment"] == sentence.segment
        )
    return right / spoken


@pytest.mark.parametrize(
    ("name", "leanings", "kind", "expected"),
    [
        ("flawed", {"no hire", "strong no hire"}, "fault", FLAWED_FAULTS),
        ("strong", {"hire", "strong hire"}, "strength", STRONG_SIGNALS),
    ],
)
def test_a_whole_round_with_a_recorded_candidate(
    home: Path, name: str, leanings: set[str], kind: str, expected: set[str]
) -> None:
    done = demo(home, "--candidate", name, "--voice", "none")
    assert done.returncode == 0, done.stderr
    assert f"The candidate is a recording ({name}" in done.stderr
    assert "PocketSphinx en-us" in done.stderr
    for said in ("Follow-up 1:", "Follow-up 2:", "Asked because:", "Reply:", "Leaning:"):
        assert said in done.stdout, said

    (folder,) = (home / "data" / "rounds").iterdir()
    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    assert kept["recorded"] == name
    (answer,) = kept["answers"]
    found = answer["analysis"]
    assert found["verdict"]["leaning"] in leanings
    heard = {signal["name"] for signal in found["signals"] if signal["kind"] == kind}
    assert expected <= heard
    candidate = load_candidate(content_dir() / "candidates", name)
    assert rightly_timed(candidate, found["spans"]) > 0.75

    text = " ".join(
        word["word"].strip()
        for segment in json.loads((folder / "answer-1.transcript.json").read_text())["segments"]
        for word in segment["words"]
    )
    for signal in found["signals"]:
        assert signal["quote"] in text
    first, second = answer["probes"]
    assert first["theme"] != second["theme"]
    for probe in (first, second):
        assert probe["because"]
        assert not probe["quote"] or probe["quote"] in text
        expected = ("strong", "partly") if name == "strong" else ("partly", "weak", "not enough")
        assert probe["finding"]["strength"].startswith(expected)
    kept_text = (folder / "debrief.txt").read_text(encoding="utf-8")
    assert (
        kept_text.replace(folder.name, "last").split()  # the file is read later, too
        == done.stdout[done.stdout.index("─") :].split("To see it as a page")[0].split()
    )

    if name == "strong":
        return
    # The whole round can be deleted, and the history shows it until then, as nobody's practice.
    run = [sys.executable, "-m", "mockint"]
    env = {**os.environ, "MOCKINT_HOME": str(home), "COLUMNS": "80"}
    listed = subprocess.run([*run, "history"], env=env, capture_output=True, text=True, check=True)
    assert folder.name in listed.stdout
    assert f"{candidate.question}  demo" in listed.stdout
    ready = subprocess.run([*run, "next"], env=env, capture_output=True, text=True, check=True)
    assert "No judged answers yet" in ready.stdout
    subprocess.run([*run, "delete", folder.name], env=env, check=True, capture_output=True)
    assert not folder.exists()
    listed = subprocess.run([*run, "history"], env=env, capture_output=True, text=True, check=True)
    assert "No rounds yet" in listed.stdout


@pytest.mark.skipif(packaged.installed("tiny.en") is None, reason="an extra: mockint[weights]")
def test_with_the_packages_weights_whisper_hears_and_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))

    done = demo(
        home, "--engine", "whisper", "--model", "tiny.en", "--voice", "none", "--probes", "0"
    )

    assert done.returncode == 0, done.stderr
    assert "Speech engine: openai-whisper tiny.en." in done.stderr
    assert "Heard with openai-whisper tiny.en. Nothing left this machine." in done.stdout
    (folder,) = (home / "data" / "rounds").iterdir()
    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    found = kept["answers"][0]["analysis"]
    assert found["engine"] == "openai-whisper tiny.en"
    assert found["verdict"]["leaning"] in {"no hire", "strong no hire"}
    heard = (folder / "answer-1.transcript.json").read_text(encoding="utf-8").casefold()
    for word in ("hotel", "database", "workers"):
        assert word in heard


def test_without_a_loudspeaker_it_says_so_once_and_prints_the_words(
    home: Path, tmp_path: Path
) -> None:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PULSE", "ALSA"))}
    if "[" in _cards():
        pytest.skip("this machine has a sound card of its own")
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "demo", "--engine", as_words(tmp_path), "--probes", "0"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**environ, "MOCKINT_HOME": str(home), "COLUMNS": "80"},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before_the_debrief = " ".join(done.stdout[: done.stdout.index("─ Debrief ─")].split())
    assert before_the_debrief.count("no loudspeaker was found") == 1
    assert "Describe a time you disagreed" in before_the_debrief


def _cards() -> str:
    try:
        return Path("/proc/asound/cards").read_text(encoding="utf-8")
    except OSError:
        return ""


def test_an_engine_that_cannot_hear_ends_it_before_it_begins(home: Path) -> None:
    done = demo(home, "--voice", "none", "--engine", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert done.stdout == ""
    told = " ".join(done.stderr.split())
    assert "mockint: http://127.0.0.1:9 cannot be reached" in told
    assert "The candidate is" not in told
    assert not (home / "data" / "rounds").exists()
