"""The list of engines, and a toy engine that needs no more than a module and one entry in it."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import UsageError, WeightsMissing
from mockint.transcribe.engines import registry
from mockint.transcribe.engines.registry import ENGINES, Engine, Weights, find
from mockint.transcribe.types import (
    Progress,
    Recognition,
    Recognizer,
    Streaming,
    Word,
    no_progress,
)
from mockint.wiring.engines import choose_transcriber

# ---------------------------------------------------------------- a toy engine: its module


class ToyRecognizer:
    """A Recognizer that hears one word, the same, in whatever is said."""

    name = "Toy small"
    window_s = 0.0

    def warm(self) -> None:
        """Nothing to load."""

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        return Recognition((Word(hints[0] if hints else "toy", 0.0, sound.size / RATE_HZ),))


class ToyWeights:
    """Weights that are one empty file."""

    def present(self, model: str, folder: Path, /) -> Path | None:
        path = folder / f"{model}.toy"
        return path if path.is_file() else None

    def check(self, model: str, /) -> None:
        if model != "small":
            raise WeightsMissing(f"the toy has no model {model!r}")

    def can_fetch(self, model: str, /) -> bool:
        return model == "small"

    def fetch(self, model: str, folder: Path, progress: Progress = no_progress, /) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{model}.toy"
        path.touch()
        progress(1.0)
        return path


def make_toy(_request: str, _model: str, _weights_dir: Path) -> Recognizer:
    return ToyRecognizer()


# ---------------------------------------------------------------- its entry

TOY = Engine(
    name="toy",
    title="Toy",
    aliases=("plaything",),
    package="wave",
    install="pip install toy",
    weights=Weights("checkpoint", ToyWeights),
    words="good",
    preference=0,
    make=make_toy,
)
WITH_TOY = (*ENGINES, TOY)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def spoken() -> Samples:
    """Sound that the voice detector takes for speech: a recorded candidate's."""
    from mockint.audio.files import read
    from mockint.content.candidates import load_candidate
    from mockint.locations import content_dir

    return read(load_candidate(content_dir() / "candidates", "strong").fallback)[: 4 * RATE_HZ]


@pytest.mark.parametrize("request_", ["auto", "toy", "Toy", "plaything"])
def test_a_toy_engine_hears_by_one_entry_alone(request_: str) -> None:
    told: list[str] = []

    hear = choose_transcriber(request_, "small", tell=told.append, engines=WITH_TOY)
    heard = hear.transcribe(spoken(), hints=["webhook"])

    assert {word.text for word in heard.words} == {"webhook"}
    assert heard.engine == "Toy small"
    assert (heard.engine_info.words, heard.engine_info.sound_left) == ("good", False)
    assert told == ["Downloading the Toy model small. This is needed only once."]
    assert "toy" in registry.names(WITH_TOY)
    assert "toy" in registry.with_weights(WITH_TOY)


def test_a_model_that_the_toy_does_not_have() -> None:
    with pytest.raises(WeightsMissing, match="has no model 'large'"):
        choose_transcriber("toy", "large", tell=print, engines=WITH_TOY)


# ---------------------------------------------------------------- the list itself


def test_every_name_is_one_engines() -> None:
    known = [
        name
        for one in ENGINES
        if one.asked_by is None
        for name in {name.casefold() for name in (one.name, one.title, *one.aliases)}
    ]
    assert len(known) == len(set(known))
    assert registry.AUTO not in known
    preferences = [one.preference for one in ENGINES if one.preference is not None]
    assert len(preferences) == len(set(preferences))


@pytest.mark.parametrize("engine", ENGINES, ids=lambda one: one.name)
def test_what_an_entry_says_is_so(engine: Engine, tmp_path: Path) -> None:
    request = engine.name if engine.asked_by is None else "http://localhost:1"
    if engine.package and find_spec(engine.package) is None:
        pytest.skip("an extra: mockint[fast]")
    if engine.make is None:
        return
    made = engine.make(request, "base.en", tmp_path)
    assert made.name.startswith(engine.title)
    assert isinstance(made, Streaming) is engine.live
    if engine.asked_by is None:
        assert find(made.name.split()[0]) is engine
        assert not engine.sound_leaves(request)
    if engine.weights is not None:
        assert engine.weights.source().present("base.en", tmp_path) is None
        assert "base.en" in engine.setup("base.en")


def test_the_sound_leaves_only_for_a_server_elsewhere() -> None:
    assert find("https://big:8000/v1").info("https://big:8000/v1").sound_left
    assert not find("http://127.0.0.1:8000").info("http://127.0.0.1:8000").sound_left
    assert not find("take.json").info("take.json").sound_left


@pytest.mark.parametrize("request_", ["Whisper", " whisper ", "openai-whisper", "OPENAI-WHISPER"])
def test_capitals_and_spaces_around_a_name_do_not_matter(request_: str) -> None:
    assert find(request_).name == "whisper"
    assert registry.is_setting(request_)
    assert registry.candidates(" Auto ") == registry.candidates(registry.AUTO)


@pytest.mark.parametrize("request_", ["openai-whisper small.en", "whisper --model small.en"])
def test_a_name_with_its_model_is_told_what_to_type(request_: str) -> None:
    with pytest.raises(UsageError, match=r"--engine whisper --model small\.en"):
        find(request_)


@pytest.mark.parametrize("request_", ["wisper", "", " ", "server", "transcript file"])
def test_what_is_no_engine(request_: str) -> None:
    with pytest.raises(UsageError):
        find(request_)


def test_silence_is_not_given_to_the_toy() -> None:
    hear = choose_transcriber("toy", "small", tell=lambda _text: None, engines=WITH_TOY)
    assert hear.transcribe(np.zeros(RATE_HZ, np.float32)).words == ()
