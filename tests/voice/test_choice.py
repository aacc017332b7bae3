"""Which voice a few letters mean."""

from pathlib import Path

import pytest

from mockint.errors import UsageError
from mockint.voice import english
from mockint.voice.choice import choose, renderer_for
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.types import SpeechVoice
from tests.support.piper import voice_file

VOICES = (
    SpeechVoice("gmw/en", "English (Great Britain)", ("en-gb",)),
    SpeechVoice("gmw/en-us", "English (America)", ("en-us",)),
    SpeechVoice("gmw/en-us-nyc", "English (America, New York City)", ("en-us-nyc",)),
    SpeechVoice("gmw/de", "German", ("de",)),
)


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("gmw/en-us", "gmw/en-us"),  # the whole id, although it is a part of another
        ("en-us", "gmw/en-us"),
        ("EN-GB", "gmw/en"),
        (" german ", "gmw/de"),
        ("English (America)", "gmw/en-us"),
        ("new york", "gmw/en-us-nyc"),
        ("britain", "gmw/en"),
    ],
)
def test_a_voice_is_found(wanted: str, id_: str) -> None:
    assert choose(VOICES, wanted).id == id_


def test_several_are_listed_with_their_ids() -> None:
    with pytest.raises(UsageError) as caught:
        choose(VOICES, "america")
    assert "2 voices match" in str(caught.value)
    assert "gmw/en-us (English (America))" in str(caught.value)
    assert "gmw/en-us-nyc" in str(caught.value)
    assert caught.value.next_step == "--voice gmw/en-us"


def test_a_long_list_is_cut() -> None:
    many = [SpeechVoice(f"x/{number}", f"Voice {number}", ()) for number in range(20)]
    with pytest.raises(UsageError, match="and 12 more"):
        choose(many, "voice")


@pytest.mark.parametrize(("wanted", "said"), [("germann", "nearest: gmw/de"), ("zzz", "4 voices")])
def test_an_unknown_one_names_the_nearest(wanted: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        choose(VOICES, wanted)


def test_the_default_is_among_the_real_voices() -> None:
    voices = Pyttsx3Renderer().voices()
    usual = english.default(voices)
    assert usual is not None
    assert choose(voices, usual.id).name == "English (America)"
    assert len({voice.id for voice in voices}) > 50


SAPI = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_"
ONECORE = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech_OneCore\Voices\Tokens\MSTTS_V110_"
APPLE = "com.apple."
OLD_APPLE = "com.apple.speech.synthesis.voice."


@pytest.mark.parametrize(
    ("listed", "first"),
    [
        (
            [
                (f"{SAPI}DE-DE_HEDDA_11.0", "Hedda", "407"),
                (f"{SAPI}EN-US_ZIRA_11.0", "Zira", "409"),
            ],
            1,
        ),
        ([(f"{SAPI}EN-US_DAVID_11.0", "David", ""), (f"{SAPI}EN-US_ZIRA_11.0", "Zira", "")], 0),
        ([(f"{ONECORE}deDE_KatjaM", "Katja", ""), (f"{ONECORE}enGB_GeorgeM", "George", "")], 1),
        ([("IVONA 2 Voice Hans", "Hans", "407"), ("IVONA 2 Voice Amy", "Amy", "809")], 1),
        (
            [
                (f"{SAPI}DE-DE_HEDDA_11.0", "Hedda", "407"),
                (f"{SAPI}FR-FR_HORTENSE_11.0", "H", "40c"),
            ],
            None,
        ),
        (
            [
                (f"{APPLE}eloquence.de-DE.Rocko", "Rocko (Deutsch)", "en_US"),
                (f"{OLD_APPLE}Albert", "Albert", "en_US"),
                (f"{APPLE}eloquence.en-US.Rocko", "Rocko (English (US))", "en_US"),
                (f"{APPLE}voice.compact.en-US.Samantha", "Samantha", "en_US"),
                (f"{OLD_APPLE}Zarvox", "Zarvox", "en_US"),
            ],
            3,
        ),
        ([(f"{OLD_APPLE}Alex", "Alex", "en_US"), (f"{OLD_APPLE}Anna", "Anna", "de_DE")], 0),
        ([(f"{OLD_APPLE}Anna", "Anna", "de_DE"), (f"{OLD_APPLE}Bells", "Bells", "en_US")], 1),
        (
            [
                ("gmw/de", "German", "de"),
                ("gmw/en", "English", "en-gb"),
                ("gmw/en-us", "US", "en-us"),
            ],
            2,
        ),
        ([("german", "german", "b'\\x05de'"), ("english", "english", "b'\\x02en'")], 1),
        ([("default", "default", ""), ("english-us", "us", "")], 1),
        ([], None),
    ],
)
def test_the_default_is_the_systems_first_english_voice(
    listed: list[tuple[str, str, str]], first: int | None
) -> None:
    """Ids as the drivers of Windows, macOS and espeak list them."""
    voices = [SpeechVoice(id_, name, (code,) if code else ()) for id_, name, code in listed]
    assert english.default(voices) == (None if first is None else voices[first])


# ---------------------------------------------------------------- which engine


def test_nothing_asked_for_is_the_systems_american() -> None:
    assert renderer_for("", Path("/nowhere")) == Pyttsx3Renderer()


def test_a_part_of_a_name_is_one_of_the_systems(tmp_path: Path) -> None:
    assert renderer_for("new york", tmp_path) == Pyttsx3Renderer("gmw/en-us-nyc")
    with pytest.raises(UsageError, match="voices match"):
        renderer_for("english", tmp_path)


def test_a_path_is_one_of_pipers(tmp_path: Path) -> None:
    assert renderer_for(str(voice_file(tmp_path)), tmp_path).name == "Piper en_US-made-low"
    with pytest.raises(UsageError, match=r"no voice file .*none\.onnx"):
        renderer_for(str(tmp_path / "none.onnx"), tmp_path)


@pytest.mark.parametrize("wanted", ["en_US-made-low", "made", "MADE"])
def test_the_name_of_one_that_was_fetched(wanted: str, tmp_path: Path) -> None:
    voice_file(tmp_path / "en_US-made-low")
    assert renderer_for(wanted, tmp_path).name == "Piper en_US-made-low"


def test_one_that_was_not_fetched_tells_how(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        renderer_for("en_US-lessac-medium", tmp_path)
    assert caught.value.next_step == "mockint setup --voice en_US-lessac-medium"
