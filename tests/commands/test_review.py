"""``mockint review`` as a person types it: the interchange in and out, and every bad input."""

import json
import math
import os
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

CANDIDATES = Path(__file__).resolve().parents[2] / "content" / "candidates"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def mockint(home: Path, tmp_path: Path) -> Run:
    """The program in a process of its own, without a network, in a folder of its own."""

    def run(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mockint", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "MOCKINT_HOME": str(home), **(env or {})},
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )

    return run


def transcript(text: str, *, seconds_a_word: float = 0.4, **changes: Any) -> dict[str, Any]:
    """An interchange transcript with evenly spaced words."""
    words = [
        {
            "word": f" {word}",
            "start": round(number * seconds_a_word, 3),
            "end": round((number + 0.8) * seconds_a_word, 3),
            "probability": 0.9,
        }
        | changes
        for number, word in enumerate(text.split(), 1)
    ]
    whole = {"id": 0, "start": 0.4, "end": words[-1]["end"], "text": text, "words": words}
    return {"text": text, "language": "en", "segments": [whole]}


STORY = (
    "I noticed that 2% of the orders were lost. It was not my team's service and nobody asked me. "
    "So I decided to find the cause. I pulled the logs. I traced it to a race in the retry code. "
    "I wrote a fix and I added an alert. The loss went from 2% to zero, which saved $8,000 a week. "
    "I learned that no team owned the number end to end."
)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_transcript_gives_one_object_in_the_interchange_form(
    mockint: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    done = mockint("review", "a.json", "--json", "--principle", "ownership", "--level", "senior")
    assert done.returncode == 0, done.stderr
    (value,) = lines(done)
    assert (value["source"], value["question"]) == ("a.json", None)
    assert (value["principle"], value["level"]) == ("ownership", "senior")
    parts = sum(span["end"] - span["start"] for span in value["spans"])
    assert math.isclose(parts, value["budget"]["seconds"], abs_tol=0.01)
    assert {timing["segment"]: timing["target"] for timing in value["timings"]} == {
        "situation": 30.0,
        "task": 20.0,
        "action": 90.0,
        "result": 20.0,
        "reflection": 15.0,
    }
    heard = {signal["name"] for signal in value["signals"]}
    assert {"first_person_action", "metric_delta", "business_value"} <= heard
    for signal in value["signals"]:
        assert signal["quote"] in STORY


QUESTION_OF_OURS = "Describe a situation where you went beyond your job description."


def test_a_question_in_its_own_words_is_answered_or_not(mockint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    own = mockint("review", "a.json", "--json", "--asked", "What did you do that was not your job?")
    (value,) = lines(own)
    assert (value["question"], value["principle"]) == (None, None)
    assert value["story"]["answers_question"] in ("yes", "partly")
    ours = QUESTION_OF_OURS
    (value,) = lines(mockint("review", "a.json", "--json", "--asked", ours.upper()))
    assert (value["question"], value["principle"]) == ("beyond-your-job-description", "ownership")
    both = mockint("review", "a.json", "--asked", ours, "--question", "beyond-your-job-description")
    assert both.returncode != 0
    assert "--asked" in both.stderr
    assert "Traceback" not in both.stderr


def test_a_recording_is_heard_and_named_with_its_engine(mockint: Run, tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(CANDIDATES / "flawed" / "own_part.ogg")
    wide = np.stack([sound, sound], axis=1)
    soundfile.write(tmp_path / "reply.flac", wide, rate_hz)
    done = mockint("review", "reply.flac", "--json", "--engine", "pocketsphinx")
    assert done.returncode == 0, done.stderr
    (value,) = lines(done)
    assert value["engine"] == "PocketSphinx en-us"
    assert math.isclose(value["duration"], sound.size / rate_hz, abs_tol=0.05)
    assert value["delivery"]["words"] >= 10


def test_what_is_quiet_and_cut_off_is_heard_and_said(mockint: Run, tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(CANDIDATES / "flawed" / "own_part.ogg")
    quiet = sound / np.abs(sound).max() * 10 ** (-50 / 20)
    opposite = np.stack([quiet, -quiet], axis=1)
    soundfile.write(tmp_path / "a.wav", opposite, rate_hz, subtype="PCM_24")
    whole = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "a.wav").write_bytes(whole[: len(whole) * 9 // 10])
    done = mockint("review", "a.wav", "--json", "--engine", "pocketsphinx")
    assert done.returncode == 0, done.stderr
    (value,) = lines(done)
    assert value["delivery"]["words"] >= 10
    assert "ends in the middle" in value["notices"][0]
    assert "very quiet" in value["notices"][1]
    shown = mockint("review", "a.wav", "--engine", "pocketsphinx").stdout
    assert "Note: The file ends in the middle" in shown


def test_what_cannot_be_read_is_named_and_the_others_go_on(mockint: Run, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = mockint("review", "bad.json", "good.json", "nowhere.wav", "--json")
    assert done.returncode == 2
    first, second, third = lines(done)
    assert set(first) == {"source", "error"} == set(third)
    assert first["source"] == "bad.json"
    assert second["source"] == "good.json"
    assert "spans" in second
    assert third["source"] == "nowhere.wav"


def test_another_language_is_said_first_and_not_judged(mockint: Run, tmp_path: Path) -> None:
    german = "Ich habe das damals mit meinem Team besprochen und wir haben es dann gemacht."
    (tmp_path / "de.srt").write_text(
        f"1\n00:00:01,000 --> 00:00:09,000\n{german}\n", encoding="utf-8"
    )
    (tmp_path / "good.dat").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    done = mockint("review", "de.srt", "good.dat", "--json")
    assert done.returncode == 1
    first, second = lines(done)
    assert set(first) == {"source", "error", "language"}
    assert "this seems to be German (mockint understands English only" in first["error"]
    assert (first["language"], second["language"]) == ("de", "en")
    assert second["spans"]
    told = mockint("review", "de.srt")
    assert (told.returncode, told.stdout) == (1, "")
    assert "this seems to be German" in told.stderr


def test_what_failed_is_said_on_standard_error_as_everywhere(mockint: Run, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    done = mockint("review", "nowhere.wav", "good.json", "ftp://x/a.wav")
    assert done.returncode == 2
    told = done.stderr.replace("\n", " ")
    assert "mockint: nowhere.wav does not exist; try: ls ." in told
    assert "mockint: ftp://x/a.wav is an address, not a file" in told
    assert "nowhere" not in done.stdout
    assert "good.json" in done.stdout


def test_a_model_that_does_not_load_is_the_only_reason(mockint: Run, tmp_path: Path) -> None:
    """With auto: that the other engine has no such model is no news, it could not read it."""
    (tmp_path / "model.pt").write_text("no model", encoding="utf-8")
    spoken = str(CANDIDATES / "flawed" / "own_part.ogg")
    done = mockint("review", spoken, "--engine", "auto", "--model", "./model.pt")
    assert done.returncode == 2
    assert done.stderr.startswith("mockint: cannot load")
    assert done.stderr.count("try:") == 1


def _wav(path: Path, samples: Sequence[int] | bytes, rate_hz: int = 16_000) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(bytes(samples) if isinstance(samples, bytes) else np.int16(samples))


def _bad(folder: Path) -> dict[str, str]:
    """File name -> a word that its error says."""
    (folder / "text.wav").write_text("not sound at all", encoding="utf-8")
    (folder / "empty.wav").write_bytes(b"")
    _wav(folder / "nothing.wav", b"")
    (folder / "folder").mkdir()
    (folder / "list.json").write_text("[1, 2]", encoding="utf-8")
    (folder / "untimed.json").write_text(
        json.dumps({"text": "hello", "segments": [{"id": 0, "text": "hello"}]}), encoding="utf-8"
    )
    (folder / "words.json").write_text(json.dumps(transcript(STORY, start="now")), encoding="utf-8")
    (folder / "bytes.json").write_bytes(b"\xff\xfe\x00\x01")
    return {
        "text.wav": "",
        "empty.wav": "empty",
        "nothing.wav": "",
        "folder": "folder",
        "missing.ogg": "",
        "list.json": "",
        "untimed.json": "word",
        "words.json": "",
        "bytes.json": "",
    }


def test_every_bad_input_is_one_clear_line(mockint: Run, tmp_path: Path) -> None:
    bad = _bad(tmp_path)
    done = mockint("review", *bad, "--json", "--engine", "pocketsphinx")
    assert done.returncode == 2
    values = lines(done)
    assert [value["source"] for value in values] == list(bad)
    for value in values:
        assert "\n" not in value["error"]
        assert len(value["error"]) < 300
        assert value["source"] in value["error"]
        assert bad[value["source"]] in value["error"]
        assert "; try: " in value["error"]
    assert "Traceback" not in done.stderr


def test_odd_but_good_recordings_are_read(mockint: Run, tmp_path: Path) -> None:
    """Silence, 8 kHz, 96 kHz stereo and a torn header are no reason to give up."""
    _wav(tmp_path / "silent.wav", [0] * 48_000)
    _wav(tmp_path / "telephone.wav", [0] * 24_000, 8_000)
    soundfile.write(tmp_path / "studio.wav", np.zeros((96_000, 2)), 96_000)
    whole = (tmp_path / "silent.wav").read_bytes()
    (tmp_path / "torn.wav").write_bytes(whole[:40] + b"\0\0\0\0" + whole[44:])
    names = ["silent.wav", "telephone.wav", "studio.wav", "torn.wav"]
    done = mockint("review", *names, "--json", "--engine", "pocketsphinx")
    assert done.returncode == 0, done.stderr
    for value in lines(done):
        assert value["verdict"]["leaning"] == "not enough evidence"
        assert value["delivery"]["words"] == 0
        assert value["spans"] == []
    assert [value["duration"] for value in lines(done)] == [3.0, 3.0, 1.0, 3.0]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["review", "a.json", "--question", "beyond-your-job"], 2, "beyond-your-job-description"),
        (["review", "a.json", "--principle", "owner-ship"], 2, "ownership"),
        (["review", "a.json", "--level", "principal"], 2, "sde1"),
        (["review", "a.json", "--engine", "siri"], 2, "pocketsphinx"),
        (["review"], 2, "PATH"),
        (["questions", "no-such-question"], 2, "mockint questions"),
        (["delete"], 2, "--all"),
        (["delete", "20200101-000000"], 2, "mockint history"),
        (["nonsense"], 2, "nonsense"),
        (["setup", "--model", "base.eng"], 2, "base.en"),
        (["setup", "--model", "./nowhere.pt"], 2, "there is no model file"),
        (["review", "a.wav", "--model", "base.eng"], 2, ""),
        (["import", "nowhere.zip"], 2, "nowhere.zip"),
        (["story", "add", "mine", "--from", "nowhere.txt"], 2, "no such file"),
        (["review", "a.json", "--engine", "ftp://x"], 2, "http:// or https://"),
    ],
)
def test_what_was_typed_wrongly_is_said_with_the_way_out(
    mockint: Run, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(transcript(STORY)), encoding="utf-8")
    done = mockint(*arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_settings_and_content_are_named(mockint: Run, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('level = "boss"', encoding="utf-8")
    done = mockint("review", str(CANDIDATES / "flawed" / "answer.ogg"))
    assert done.returncode == 2
    assert "there is no level 'boss'" in done.stderr
    assert "mockint config set level sde2" in " ".join(done.stderr.split())
    (home / "config" / "config.toml").unlink()
    (home / "config" / "content").mkdir()
    broken = home / "config" / "content" / "questions.toml"
    broken.write_text('[[questions]]\nslug = "mine"\nask = "Why?"\n', encoding="utf-8")
    done = mockint("questions")
    assert done.returncode == 2
    assert "questions.toml" in done.stderr
    assert "principle" in done.stderr


def test_ones_own_question_stands_beside_ours(mockint: Run, home: Path) -> None:
    folder = home / "config" / "content"
    folder.mkdir(parents=True)
    (folder / "questions.toml").write_text(
        '[[questions]]\nslug = "mine"\nask = "Tell me about mine."\nprinciple = "ownership"\n',
        encoding="utf-8",
    )
    listed = mockint("questions").stdout
    assert "mine  Tell me about mine." in listed
    assert "beyond-your-job-description" in listed
