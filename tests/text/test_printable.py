"""Nothing from outside steers a terminal, hides, or turns the order, and all else stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.printable import one_line, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "<U+001B>]0;title<U+0007>"),  # OSC, ended by BEL
        ("\x1b]8;;http://a\x1b\\b", "<U+001B>]8;;http://a<U+001B>\\b"),  # OSC, ended by ST
        ("\x1b[2J", "<U+001B>[2J"),  # CSI
        ("\x9b2J\x9d0;a\x9c", "<U+009B>2J<U+009D>0;a<U+009C>"),  # the same in C1
        ("a\x7f\x08b\r", "a<U+007F><U+0008>b<U+000D>"),
        ("\u202egpj.exe", "<U+202E>gpj.exe"),
        ("\u2066a\u2069\u200eb\u200f\u061c", "<U+2066>a<U+2069><U+200E>b<U+200F><U+061C>"),
        ("pass\u200bword\ufeff\xad", "pass<U+200B>word<U+FEFF><U+00AD>"),
        ("a\u2028b\x85c\u2029", "a<U+2028>b<U+0085>c<U+2029>"),
        ("a\U000e0041", "a<U+E0041>"),
        ("caf\udce9.json", "caf<0xE9>.json"),
        ("caf\udcc3\udca9 \udce2\udc80\udcae", "caf\u00e9 <U+202E>"),  # typed where LC_ALL=C
        ("\ud800", "<U+D800>"),
        ("ok\u200dok", "ok<U+200D>ok"),
        ("\u00e9\u200d\u200d\u00e9", "\u00e9<U+200D><U+200D>\u00e9"),
    ],
)
def test_what_misleads_is_shown_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == one_line(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "I'd \u201cship\u201d it \u2014 na\u00efve, 40\u00a0% \u2192 \u2713",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with its non-joiner
        "\u0915\u094d\u200d\u0937",  # Hindi, with a joiner
        "\U0001f469\u200d\U0001f4bb \u2764\ufe0f",  # emoji that are put together
        "e\u0301\u5317\u4eac\U00020000",
        "a\tb\n\n c",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert printable(text) == text


def test_one_line_is_one() -> None:
    assert one_line("a\tb\r\nc\n") == "a b c "


@given(st.text(st.characters(), max_size=300))
def test_any_text_can_be_shown_and_is_shown_once(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert printable(shown) == shown
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.category(c) for c in shown if c not in "\t\n"} & hidden
    assert not {"WS", "BN", "RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"} & {
        unicodedata.bidirectional(c) for c in shown if not c.isspace() and c not in "\u200c\u200d"
    }
