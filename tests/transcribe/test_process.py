"""A recognizer in a child process: what it says, and what is left when it dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.files import read
from mockint.audio.phrases import PhraseCutter, phrases
from mockint.audio.types import RATE_HZ, Samples
from mockint.audio.vad import speech
from mockint.content.candidates import load_candidate
from mockint.errors import EngineDied, WeightsMissing
from mockint.locations import content_dir
from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecognizer
from mockint.transcribe.live.incremental import IncrementalTranscription
from mockint.transcribe.live.retry import RetryingRecognizer
from mockint.transcribe.process import parent as module
from mockint.transcribe.process.parent import Isolated, IsolatedDrafting, isolated
from mockint.transcribe.transcriber import RecordingTranscriber
from mockint.transcribe.types import Streaming, no_progress
from tests.support.isolated_engines import Child, DraftingChild

TWO_S = np.zeros(2 * RATE_HZ, np.float32)


@pytest.fixture(autouse=True)
def found_by_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))


@pytest.fixture
def made() -> Iterator[list[Isolated]]:
    started: list[Isolated] = []
    yield started
    for one in started:
        one.close()


def child(made: list[Isolated], **settings: object) -> Isolated:
    made.append(isolated(partial(Child, **settings)))
    return made[-1]


def drafting(made: list[Isolated], **settings: object) -> IsolatedDrafting:
    hears = isolated(partial(DraftingChild, **settings))
    made.append(hears)
    assert isinstance(hears, IsolatedDrafting)
    return hears


def test_it_hears_in_another_process(made: list[Isolated]) -> None:
    hears = child(made)
    hears.warm()

    heard = hears.recognize(TWO_S, hints=["pid"])

    assert [word.text for word in heard.words[1:]] == ["w0", "w1"]
    pid = int(heard.words[0].text.removeprefix("pid"))
    assert pid != os.getpid()
    assert hears.recognize(TWO_S, hints=["pid"]).words[0].text == f"pid{pid}"
    assert (hears.name, hears.window_s) == ("a child", 0.0)


def test_our_errors_come_through(made: list[Isolated]) -> None:
    hears = child(made, fault="no weights")

    with pytest.raises(WeightsMissing) as told:
        hears.warm()

    assert str(told.value) == "no weights (never fetched); try: mockint setup"
    assert len(hears.recognize(TWO_S).words) == 2  # and it goes on


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("segfault", "killed by signal 11"),
        ("exit", "the library gave up"),
        ("bug", "ZeroDivisionError"),
    ],
)
def test_one_that_dies_is_started_anew(
    made: list[Isolated], tmp_path: Path, fault: str, cause: str
) -> None:
    hears = child(made, fault=fault, once=tmp_path / "once")

    with pytest.raises(EngineDied) as told:
        hears.recognize(TWO_S)

    assert "a child stopped working" in str(told.value)
    assert cause in str(told.value)
    assert len(hears.recognize(TWO_S).words) == 2


def test_one_that_hangs_is_ended(
    made: list[Isolated], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hears = child(made, fault="hang", once=tmp_path / "once")
    hears.warm()
    monkeypatch.setattr(module, "LIMIT_S", 2.0)
    monkeypatch.setattr(module, "LIMIT_RATIO", 0.0)

    with pytest.raises(EngineDied):
        hears.recognize(TWO_S)

    monkeypatch.undo()
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    assert len(hears.recognize(TWO_S).words) == 2


def pid_of(hears: Isolated) -> int:
    return int(hears.recognize(TWO_S, hints=["pid"]).words[0].text.removeprefix("pid"))


def test_one_that_is_frozen_is_ended_after_two_windows(
    made: list[Isolated], monkeypatch: pytest.MonkeyPatch
) -> None:
    hears = child(made)
    frozen = pid_of(hears)
    monkeypatch.setattr(module, "WINDOW_S", 1.5)
    os.kill(frozen, signal.SIGSTOP)
    began_s = time.monotonic()

    with pytest.raises(EngineDied, match="it did not answer"):
        hears.recognize(TWO_S)

    assert time.monotonic() - began_s < 2 * 1.5 + 1.0
    assert not alive(frozen)
    assert pid_of(hears) != frozen


def test_one_that_is_frozen_before_it_has_answered_is_ended_too(
    made: list[Isolated], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADING_WINDOW_S", 0.75)
    hears = child(made)

    def freeze() -> None:
        while hears._child is None:
            time.sleep(0.001)
        hears._child.send_signal(signal.SIGSTOP)

    freezing = threading.Thread(target=freeze)
    freezing.start()
    with pytest.raises(EngineDied, match="it did not answer"):
        hears.warm()
    freezing.join()


def test_one_that_is_slow_and_alive_has_its_time(
    made: list[Isolated], monkeypatch: pytest.MonkeyPatch
) -> None:
    hears = drafting(made, draft_s=5.0)
    pid = pid_of(hears)
    monkeypatch.setattr(module, "WINDOW_S", 1.5)

    assert hears.draft(TWO_S, lambda: False)

    assert pid_of(hears) == pid


def test_what_cannot_be_started_says_so() -> None:
    hears = isolated(Child, command=["/nowhere/python"])
    with pytest.raises(EngineDied, match="could not start"):
        hears.warm()


def test_closing_leaves_no_process(made: list[Isolated]) -> None:
    hears = child(made)
    pid = int(hears.recognize(TWO_S, hints=["pid"]).words[0].text.removeprefix("pid"))

    hears.close()
    hears.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EngineDied):
        hears.recognize(TWO_S)  # who was still waiting for it starts no other


def test_the_child_ends_with_its_parent() -> None:
    program = (
        "from tests.support.isolated_engines import Child\n"
        "from mockint.transcribe.process.parent import isolated\n"
        "import numpy as np\n"
        "hears = isolated(Child)\n"
        "print(hears.recognize(np.zeros(16000, np.float32), hints=['']).words[0].text)\n"
        "import os; os._exit(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    pid = int(done.stdout)
    for _ in range(200):
        if not alive(pid):
            return
        time.sleep(0.05)
    pytest.fail("the child lives on")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


# ---------------------------------------------------------------- a real engine, killed mid-answer


@pytest.fixture(scope="module")
def answer() -> Samples:
    return read(load_candidate(content_dir() / "candidates", "strong").answer)[: 25 * RATE_HZ]


def follow(hears: Isolated, sound: Samples, notes: list[str], kill_at_s: float = -1.0) -> list[str]:
    following = IncrementalTranscription(
        RetryingRecognizer(hears, note=notes.append), PhraseCutter()
    )
    for at in range(0, sound.size, 8000):
        following.push(sound[at : at + 8000])
        if at == round(kill_at_s * RATE_HZ):
            while hears._child is None:
                time.sleep(0.01)
            hears._child.send_signal(signal.SIGKILL)
    return following.finish(no_progress).text.split()


def test_killed_in_the_middle_of_an_answer_not_a_word_is_lost(
    made: list[Isolated], answer: Samples
) -> None:
    made.append(isolated(PocketSphinxRecognizer))
    assert isinstance(made[0], Streaming)
    calm: list[str] = []
    undisturbed = follow(made[0], answer, calm)
    assert len(undisturbed) > 40
    assert calm == []

    made.append(isolated(PocketSphinxRecognizer))
    made[1].warm()
    notes: list[str] = []
    killed = follow(made[1], answer, notes, kill_at_s=9.0)

    # The new process has to learn the voice again: a few words may be heard differently.
    same = len(set(undisturbed) & set(killed)) / len(set(undisturbed))
    assert abs(len(killed) - len(undisturbed)) <= 4
    assert same > 0.85
    assert len(notes) == 1
    assert "mockint started it again; your recording is complete" in notes[0]


# ---------------------------------------------------------------- as good as one pass


@pytest.mark.parametrize("name", ["strong", "flawed"])
def test_hearing_as_it_comes_gives_the_words_of_one_pass(made: list[Isolated], name: str) -> None:
    """At most one word may differ; measured, none does."""
    sound = read(load_candidate(content_dir() / "candidates", name).answer)[: 16 * RATE_HZ]
    whole = RecordingTranscriber(
        PocketSphinxRecognizer(), cut=lambda samples: phrases(speech(samples), samples)
    )
    once = whole.transcribe(sound).words
    made.append(isolated(PocketSphinxRecognizer))

    following = IncrementalTranscription(RetryingRecognizer(made[0]), PhraseCutter())
    for at in range(0, sound.size, 512):
        following.push(sound[at : at + 512])
    followed = following.finish(no_progress).words

    same = sum(one == other for one, other in zip(once, followed, strict=False))
    assert len(once) > 30
    assert max(len(once), len(followed)) - same <= 1


# ---------------------------------------------------------------- drafts


def test_a_draft_is_stopped_and_the_next_question_answered(made: list[Isolated]) -> None:
    hears = drafting(made, draft_s=600.0)
    asked: list[int] = []

    def at_the_third_time() -> bool:
        asked.append(threading.get_ident())
        return len(asked) >= 3

    assert not hears.draft(TWO_S, at_the_third_time)
    assert set(asked) == {threading.get_ident()}
    assert len(hears.recognize(TWO_S).words) == 2
    assert not hears.draft(TWO_S, lambda: True)


def test_a_stop_that_comes_too_late_does_not_end_the_next_draft(made: list[Isolated]) -> None:
    hears = drafting(made, draft_s=0.0)

    for _ in range(20):  # made at once, and told to stop all the same
        hears.draft(TWO_S, lambda: True)
        assert hears.draft(TWO_S, lambda: False)


def test_a_child_that_dies_over_a_draft_is_another_one_the_next_time(
    made: list[Isolated], tmp_path: Path
) -> None:
    hears = drafting(made, fault="segfault", once=tmp_path / "once")

    with pytest.raises(EngineDied):
        hears.draft(TWO_S, lambda: False)

    assert hears.draft(TWO_S, lambda: False)


def test_who_asks_may_give_up_by_raising(made: list[Isolated]) -> None:
    hears = drafting(made, draft_s=600.0)

    def abandoned() -> bool:
        raise KeyError("abandoned")

    with pytest.raises(KeyError):
        hears.draft(TWO_S, abandoned)

    assert len(hears.recognize(TWO_S).words) == 2
