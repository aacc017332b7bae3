"""Which voice a few letters mean."""

import pytest

from mockint.errors import UsageError
from mockint.voice.choice import DEFAULT_VOICE_ID, SpeechVoice, choose
from mockint.voice.renderer import Renderer

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
    voices = Renderer().voices()
    assert choose(voices, DEFAULT_VOICE_ID).name == "English (America)"
    assert len({voice.id for voice in voices}) > 50
