"""Settings: every broken file is named with its field."""

from pathlib import Path

import pytest

from mockint import config
from mockint.errors import UsageError


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path / "config.toml") == config.Settings()


def test_values_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('level = "senior"\nprobes = 0\nvoice = "none"\n', encoding="utf-8")
    settings = config.load(file)
    assert (settings.level, settings.probes, settings.voice) == ("senior", 0, "none")
    assert settings.engine == "auto"


@pytest.mark.parametrize("engine", ["faster-whisper", "http://localhost:8000", "https://big/v1"])
def test_every_engine_can_be_preferred(tmp_path: Path, engine: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'engine = "{engine}"\n', encoding="utf-8")
    assert config.load(file).engine == engine


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('levle = "senior"', "unknown setting 'levle'"),
        ('level = "principal"', "level must be one of sde1, sde2, senior"),
        ('engine = "siri"', "engine must be one of auto, faster-whisper, whisper, pocketsphinx"),
        ('probes = "two"', "probes must be of type int"),
        ("probes = true", "probes must be of type int"),
        ("probes = -1", "probes must be 0 or more"),
        ("level = ", "Invalid value"),
    ],
)
def test_a_broken_file_names_the_field(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        config.load(file)
    assert named in str(caught.value)
    assert str(file) in str(caught.value)
