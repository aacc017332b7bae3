"""The recorded candidates: words and sound belong together, and are what they are meant to be."""

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.content.candidates import (
    TIMING_FILE,
    Candidate,
    candidate_names,
    load_candidate,
    load_script,
)
from mockint.content.load import load
from mockint.domain import SEGMENTS, TARGET_S, THEMES, Segment
from mockint.errors import ContentError, UsageError
from tests.support.amazon import SENIOR

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
FOLDER = CONTENT / "candidates"
NAMES = ("flawed", "strong")
RATE_HZ = 16_000


@pytest.fixture(params=NAMES)
def candidate(request: pytest.FixtureRequest) -> Candidate:
    return load_candidate(FOLDER, request.param)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "candidates")
    return tmp_path / "candidates"


def spoken_s(candidate: Candidate) -> float:
    """First word to last."""
    return candidate.spoken[-1].end - candidate.spoken[0].start


def segment_s(candidate: Candidate) -> dict[Segment, float]:
    """Seconds of each part: from its first word to the next part's first."""
    spans = dict.fromkeys(SEGMENTS, 0.0)
    for one, after in pairwise(candidate.spoken):
        spans[one.segment] += after.start - one.start
    last = candidate.spoken[-1]
    spans[last.segment] += last.end - last.start
    return spans


def sounds(candidate: Candidate) -> dict[str, Path]:
    """Every recording, by what it is."""
    replies = {str(theme): path for theme, path in candidate.replies.items()}
    return {"answer": candidate.answer, "fallback": candidate.fallback, **replies}


def test_there_are_two() -> None:
    assert candidate_names(FOLDER) == NAMES


def test_the_question_is_one_of_ours(candidate: Candidate) -> None:
    assert candidate.question in load(CONTENT).walkthroughs


def test_every_theme_has_a_reply_of_its_own(candidate: Candidate) -> None:
    assert set(candidate.replies) == set(THEMES)
    assert len(set(candidate.replies.values())) == len(THEMES)
    assert candidate.reply("impact") == candidate.replies["impact"]


def test_a_recording_is_mono_16_khz_near_minus_3_dbfs_and_never_digital_silence(
    candidate: Candidate,
) -> None:
    for path in sounds(candidate).values():
        samples, rate_hz = soundfile.read(path, dtype="float32")
        assert (rate_hz, samples.ndim) == (RATE_HZ, 1)
        assert 0.6 < np.abs(samples).max() < 1.0, path
        first_half_second = samples[: RATE_HZ // 2]
        assert 1e-5 < np.sqrt(np.mean(first_half_second**2)) < 2e-3, path


def test_the_recordings_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 3_000_000


def test_the_strong_answer_fits_a_senior_and_its_targets() -> None:
    strong = load_candidate(FOLDER, "strong")
    budget = SENIOR.budget
    assert strong.level == "senior"
    assert budget.min_s <= spoken_s(strong) <= budget.max_s - 2
    for segment, seconds in segment_s(strong).items():
        assert seconds == pytest.approx(TARGET_S[segment], rel=0.15), segment


def test_the_flawed_answer_loses_itself_in_the_situation() -> None:
    flawed = load_candidate(FOLDER, "flawed")
    parts = segment_s(flawed)
    assert flawed.level == "sde2"
    assert 90 <= spoken_s(flawed) <= 110
    assert parts["situation"] > 45
    assert parts["situation"] > parts["action"]


@pytest.mark.parametrize(("name", "low_s", "high_s"), [("strong", 9, 18), ("flawed", 4, 13)])
def test_replies_are_as_long_as_replies_are(name: str, low_s: float, high_s: float) -> None:
    candidate = load_candidate(FOLDER, name)
    for what, path in sounds(candidate).items():
        if what != "answer":
            info = soundfile.info(path)
            speech_s = info.frames / info.samplerate - 1.6  # the silence at both ends
            assert low_s < speech_s < high_s, what


def test_the_flawed_candidate_does_not_have_one_for_once() -> None:
    assert "I do not have one" in load_script(FOLDER, "flawed").replies["scope"]


def test_the_stories_differ_in_what_they_hold() -> None:
    strong = " ".join(one.text for one in load_script(FOLDER, "strong").answer)
    flawed = " ".join(one.text for one in load_script(FOLDER, "flawed").answer)
    steps = re.compile(
        r"\bI (?:pulled|found|read|traced|built|chose|ran|sent|turned|added|wrote)\b"
    )
    assert len(steps.findall(strong)) >= 8
    assert not steps.findall(flawed)
    assert not re.search(r"\bwe\b", strong, re.IGNORECASE)
    assert len(re.findall(r"\bwe\b", flawed, re.IGNORECASE)) >= 5
    assert len(re.findall(r"\b(?:um|uh)\b", strong, re.IGNORECASE)) == 2
    assert len(re.findall(r"\b(?:um|uh)\b", flawed, re.IGNORECASE)) >= 5


def test_numbers_are_spelled_out_for_a_recognizer_that_knows_no_digits(
    candidate: Candidate,
) -> None:
    script = candidate.script
    texts = [one.text for one in script.answer] + [*script.replies.values(), script.fallback]
    assert not any(re.search(r"[^A-Za-z ,.?']", text) for text in texts)


def test_the_true_times_are_where_the_sound_is(candidate: Candidate) -> None:
    samples, _ = soundfile.read(candidate.answer, dtype="float32")
    duration = len(samples) / RATE_HZ
    loud = np.abs(samples) > 0.02  # far above the room, below any sentence
    edges = [(one.start, one.end) for one in candidate.spoken]
    assert edges == sorted(edges)
    between = np.ones(len(samples), dtype=bool)
    for start, end in edges:
        assert 0 < start < end < duration
        inside = loud[round(start * RATE_HZ) : round(end * RATE_HZ)]
        assert inside[: RATE_HZ // 4].any()
        assert inside[-RATE_HZ // 4 :].any()
        between[round((start - 0.05) * RATE_HZ) : round((end + 0.05) * RATE_HZ)] = False
    assert not (loud & between).any()


def test_pauses_sound_natural(candidate: Candidate) -> None:
    pauses = [after.start - one.end for one, after in pairwise(candidate.spoken)]
    assert candidate.spoken[0].start == pytest.approx(1.2, abs=0.1)
    assert sum(1.9 < pause < 3.1 for pause in pauses) == 1
    assert all(0.25 < pause < 1.1 or pause > 1.9 for pause in pauses)


# ------------------------------------------------------------------ what can be wrong


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"“strng” \(nearest: strong\)") as caught:
        load_candidate(FOLDER, "strng")
    assert caught.value.exit_code == 2
    with pytest.raises(UsageError, match="flawed, strong"):
        load_candidate(FOLDER, "../../etc/passwd")


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no candidates in"):
        load_candidate(tmp_path, "strong")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "senior"', "level = 3", "level: Input should be a valid string"),
        ('name = "strong"', 'name = "other"', "name: expected “strong”"),
        ('name = "strong"', 'nmae = "strong"', "nmae"),
        ("flite_stretch = 1.0", 'flite_stretch = "slow"', "flite_stretch"),
        ('segment = "task"', 'segment = "tasks"', r"answer\.\d+\.segment"),
        ("impact = ", "impakt = ", "replies.impakt"),
        ("[replies]\n", "[replies\n", "not valid TOML"),
    ],
)
def test_a_broken_file_names_the_file_and_the_field(
    copy: Path, old: str, new: str, said: str
) -> None:
    path = copy / "strong.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=said) as caught:
        load_candidate(copy, "strong")
    assert "strong.toml" in str(caught.value)


def test_a_reply_that_is_not_there(copy: Path) -> None:
    path = copy / "strong.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("scope = ")]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(ContentError, match=r"replies\.scope: expected a text for every theme"):
        load_script(copy, "strong")


def test_words_that_were_changed_without_speaking_them_again(copy: Path) -> None:
    path = copy / "flawed.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The team was happy", "The team was glad"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"answer\.ogg was made from different words") as caught:
        load_candidate(copy, "flawed")
    assert caught.value.next_step == "scripts/make_demo_audio"


def test_a_sound_file_that_is_gone(copy: Path) -> None:
    (copy / "strong" / "impact.ogg").unlink()
    with pytest.raises(ContentError, match=r"impact\.ogg is missing"):
        load_candidate(copy, "strong")


@pytest.mark.parametrize("text", ["", "[]", '{"fingerprints": 3}', '{"answer": [[1]]}'])
def test_broken_timing(text: str, copy: Path) -> None:
    (copy / "strong" / TIMING_FILE).write_text(text)
    with pytest.raises(ContentError):
        load_candidate(copy, "strong")


def test_timing_with_a_sentence_too_few(copy: Path) -> None:
    path = copy / "strong" / TIMING_FILE
    timing = json.loads(path.read_text())
    path.write_text(json.dumps({**timing, "answer": timing["answer"][1:]}))
    with pytest.raises(
        ContentError, match=r"answer: expected one \[start, end\] for each sentence"
    ):
        load_candidate(copy, "strong")


# ------------------------------------------------------------------ making the sound again

STUB_FLITE = f"""#!{sys.executable}
import sys, wave
words = open(sys.argv[sys.argv.index("-f") + 1]).read()
with wave.open(sys.argv[sys.argv.index("-o") + 1], "wb") as out:
    out.setparams((1, 2, 16000, 0, "NONE", ""))
    out.writeframes((b"\\x00\\x20" * 20 + b"\\x00\\xe0" * 20) * 10 * len(words))
"""


def make_demo_audio(folder: Path, *, flite: Path | None) -> subprocess.CompletedProcess[str]:
    """Run the script with only ``flite`` to be found."""
    environment = {**os.environ, "PATH": str(flite.parent) if flite else "/nowhere"}
    command = [sys.executable, str(ROOT / "scripts" / "make_demo_audio"), str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def flite(tmp_path: Path) -> Path:
    path = tmp_path / "bin" / "flite"
    path.parent.mkdir()
    path.write_text(STUB_FLITE)
    path.chmod(0o755)
    return path


def test_nothing_is_made_again_while_the_words_stay(copy: Path, flite: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    done = make_demo_audio(copy, flite=flite)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_only_what_changed_is_made_again_and_always_alike(
    copy: Path, tmp_path: Path, flite: Path
) -> None:
    path = copy / "flawed.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("so it was my job.", "so, um, it was my job."), encoding="utf-8")
    twin = tmp_path / "twin"
    shutil.copytree(copy, twin)
    for folder in (copy, twin):
        done = make_demo_audio(folder, flite=flite)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") == 1
        assert "motivation.ogg" in done.stdout
    one, other = (load_candidate(folder, "flawed") for folder in (copy, twin))
    assert one.spoken == load_candidate(FOLDER, "flawed").spoken
    first, second = (
        soundfile.read(candidate.replies["motivation"])[0] for candidate in (one, other)
    )
    assert np.array_equal(first, second)


def test_a_new_answer_gets_new_true_times(copy: Path, flite: Path) -> None:
    path = copy / "strong.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("pause_s = 2.4", "pause_s = 2.2"), encoding="utf-8")
    assert make_demo_audio(copy, flite=flite).returncode == 0
    candidate = load_candidate(copy, "strong")
    gaps = [after.start - one.end for one, after in pairwise(candidate.spoken)]
    assert max(gaps) == pytest.approx(2.2, abs=0.1)
    for one in candidate.spoken:  # the stub speaks 25 ms a letter, and longer around an "um"
        assert one.end - one.start == pytest.approx(0.025 * len(one.text), abs=0.5)


def test_without_flite_it_says_what_to_install(copy: Path) -> None:
    done = make_demo_audio(copy, flite=None)
    assert done.returncode == 1
    assert "sudo apt-get install flite" in done.stderr
