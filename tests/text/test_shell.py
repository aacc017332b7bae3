"""Words of a command that is to be pasted."""

import shlex

import pytest

from mockint.text.shell import quoted


@pytest.mark.parametrize(
    "name", ["plain.wav", "New Recording 3 (home).m4a", "it's.wav", 'a "b".wav', "a;b|c", ""]
)
def test_a_shell_of_unix_reads_one_word(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert shlex.split(f"mockint review {quoted(name)}") == ["mockint", "review", name]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (r"C:\Users\ann\a.wav", r"C:\Users\ann\a.wav"),
        (r"C:\Users\Ann Lee\a.wav", r'"C:\Users\Ann Lee\a.wav"'),
        ("a (1).m4a", '"a (1).m4a"'),
        ("", '""'),
    ],
)
def test_windows_has_quotes_of_its_own(
    name: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert quoted(name) == word
