"""Settings: every broken file is named with its field."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint import config
from mockint.errors import UsageError
from mockint.transcribe.engines import registry


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path / "config.toml") == config.Settings()


def test_values_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('level = "senior"\nprobes = 0\nvoice = "none"\n', encoding="utf-8")
    settings = config.load(file)
    assert (settings.level, settings.probes, settings.voice) == ("senior", 0, "none")
    assert settings.engine == "auto"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_file_that_windows_tools_saved_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('level = "senior"\r\npack = "caf\u00e9"\r\n'.encode(encoding))
    assert (config.load(file).level, config.load(file).pack) == ("senior", "caf\u00e9")


@pytest.mark.parametrize("engine", ["faster-whisper", "http://localhost:8000", "https://big/v1"])
def test_every_engine_can_be_preferred(tmp_path: Path, engine: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'engine = "{engine}"\n', encoding="utf-8")
    assert config.load(file).engine == engine


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('levle = "senior"', "there is no setting 'levle'"),
        ("level = 3", "level must be text in quotes, not 3"),
        ('engine = "siri"', f"engine must be one of {', '.join(registry.names())}, or http"),
        ('engine = "ftp://x"', "http://HOST:PORT for a server, not 'ftp://x'"),
        ('probes = "two"', "probes must be a whole number, not 'two'"),
        ("probes = true", "probes must be a whole number, not True"),
        ("probes = -1", "probes must be 0 or more"),
        ("speech_rate = 0.5", "speech_rate must be from 0.7 to 1.3, not 0.5"),
        ('speech_rate = "1"', "speech_rate must be a number, not '1'"),
        ("level = ", "not valid TOML at its end: invalid value"),
        ("speech_rate = nan", "nan is not a number"),
        (".".join("a" * 900) + " = 1", "nested more than 50 deep"),
    ],
)
def test_a_broken_file_names_the_field(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        config.load(file)
    assert named in str(caught.value)
    assert str(file) in str(caught.value)


# ---------------------------------------------------------------- setting one

COMMENTED = """\
# mine
level = 'senior'  # as they hire
model="small.en"#quick

probes = 1_0
"""


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("level", "sde1", COMMENTED.replace("level = 'senior'", 'level = "sde1"')),
        (
            "model",
            'a "b" \\ c',
            COMMENTED.replace('model="small.en"', 'model = "a \\"b\\" \\\\ c"'),
        ),
        ("probes", 0, COMMENTED.replace("probes = 1_0", "probes = 0")),
        ("voice", "none", COMMENTED + 'voice = "none"\n'),
        ("speech_rate", 0.9, COMMENTED + "speech_rate = 0.9\n"),
    ],
)
def test_one_line_changes_and_comments_stay(name: str, value: config.Value, expected: str) -> None:
    assert config.with_value(COMMENTED, name, value) == expected


def test_a_last_line_without_an_end_gets_one() -> None:
    assert config.with_value("probes = 1", "level", "sde1") == 'probes = 1\nlevel = "sde1"\n'


@pytest.mark.parametrize(
    "text",
    [
        'model = """\nbase.en"""\n',
        '"model" = "base.en"\n',
        'own_content = """\nmodel = \'x\'\n"""\n',
    ],
)
def test_what_no_line_can_stand_for_is_left_to_the_person(text: str) -> None:
    tomllib.loads(text)
    with pytest.raises(UsageError, match="change it yourself"):
        config.with_value(text, "model", "small.en")


@given(
    before=st.lists(st.sampled_from(COMMENTED.splitlines(keepends=True)), unique=True),
    name=st.sampled_from([n for n in config.NAMES if n != "probes"]),
    value=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x7f")),
)
def test_what_was_set_is_read_and_nothing_else_changes(
    before: list[str], name: str, value: str
) -> None:
    text = "".join(before)
    changed = config.with_value(text, name, value)
    assert tomllib.loads(changed) == {**tomllib.loads(text), name: value}
    kept = [line for line in text.splitlines() if not line.startswith(name)]
    assert [line for line in changed.splitlines() if not line.startswith(name)] == kept


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [("probes", "3", 3), ("model", "3", "3"), ("level", "sde1", "sde1")],
)
def test_what_was_typed_is_meant(name: str, typed: str, expected: config.Value) -> None:
    assert config.meant(name, typed) == expected


@pytest.mark.parametrize(
    ("name", "typed", "named"),
    [
        ("probes", "many", "probes must be a whole number"),
        ("probes", "-1", "probes must be 0 or more"),
        ("engine", "siri", "engine must be one of auto"),
        ("levle", "sde1", "there is no setting 'levle'"),
    ],
)
def test_what_cannot_be_meant_is_said(name: str, typed: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        config.meant(name, typed)


def test_every_setting_says_what_it_is_for() -> None:
    assert all(config.ABOUT[name] for name in config.NAMES)
