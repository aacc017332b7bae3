"""The folder of kept utterances."""

import os
import stat
import wave
from pathlib import Path

import pytest

from mockint.voice.cache import RenderedTexts
from mockint.voice.rendered import is_whole, join, seconds


def sound(path: Path, frames: int = 1000) -> Path:
    with path.open("wb") as file, wave.open(file, "wb") as out:
        out.setparams((1, 2, 22_050, 0, "NONE", "not compressed"))
        out.writeframes(b"\x01\x02" * frames)
    return path


@pytest.fixture
def texts(tmp_path: Path) -> RenderedTexts:
    return RenderedTexts(tmp_path / "cache" / "voice")


def test_what_was_kept_is_found_for_its_owner_only(texts: RenderedTexts, tmp_path: Path) -> None:
    key = texts.key(["pyttsx3", "gmw/en-us", 130, "What then?"])
    assert texts.find(key) is None
    kept = texts.keep(key, sound(tmp_path / "new.wav"))
    assert kept is not None
    assert texts.find(key) == kept
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(texts.folder.stat().st_mode) == 0o700
    assert [path.name for path in texts.folder.iterdir()] == [kept.name]


def test_a_key_knows_all_that_makes_the_sound(texts: RenderedTexts) -> None:
    made_of = ["pyttsx3", "2.99", "v", 130, "a"]
    keys = {texts.key([*made_of[:at], "other", *made_of[at + 1 :]]) for at in range(5)}
    assert len(keys) == 5
    assert texts.key(made_of) not in keys
    assert texts.key(made_of) == texts.key(tuple(made_of))


@pytest.mark.parametrize("left", [0, 3, 44, 1000])
def test_a_damaged_file_is_not_found(left: int, texts: RenderedTexts, tmp_path: Path) -> None:
    kept = texts.keep("k", sound(tmp_path / "new.wav"))
    assert kept is not None
    os.truncate(kept, left)
    assert texts.find("k") is None
    texts.keep("k", sound(tmp_path / "new.wav"))
    assert texts.find("k") == kept


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    texts = RenderedTexts(tmp_path / "file" / "voice")
    assert texts.keep("k", sound(tmp_path / "new.wav")) is None


def test_half_a_copy_is_never_left(texts: RenderedTexts, tmp_path: Path) -> None:
    assert texts.keep("k", tmp_path / "not-there.wav") is None
    assert list(texts.folder.iterdir()) == []


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    new = sound(tmp_path / "new.wav")
    texts = RenderedTexts(tmp_path / "voice", limit_bytes=3 * new.stat().st_size)
    for age, key in enumerate("abc"):
        kept = texts.keep(key, new)
        assert kept is not None
        os.utime(kept, (1000 + age, 1000 + age))
    texts.find("a")  # used: now the newest
    texts.keep("d", new)
    assert {path.stem for path in texts.folder.iterdir()} == {"a", "c", "d"}


def test_join_puts_one_after_the_other(tmp_path: Path) -> None:
    parts = [sound(tmp_path / "1.wav", 100), sound(tmp_path / "2.wav", 250)]
    join(parts, tmp_path / "both.wav")
    assert seconds(tmp_path / "both.wav") == pytest.approx(350 / 22_050)
    join(parts, tmp_path / "both.wav", pause_s=0.1)
    assert seconds(tmp_path / "both.wav") == pytest.approx(350 / 22_050 + 0.1)
    assert is_whole(tmp_path / "both.wav")
    assert not is_whole(sound(tmp_path / "empty.wav", 0))
    assert not is_whole(tmp_path / "none.wav")
