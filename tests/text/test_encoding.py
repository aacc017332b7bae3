"""People's text, whatever wrote it: read, or refused with the line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.encoding import NotText, decoded

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"))


@given(WORDS)
def test_text_comes_back_from_every_form_that_can_be_told(text: str) -> None:
    for form in ("utf-8-sig", "utf-16", "utf-32"):
        assert decoded(text.encode(form)) == text
    for mark, form in ((b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")):
        assert decoded(mark + text.encode(form)) == text
    for form in ("utf-16-le", "utf-16-be", "utf-8"):
        assert decoded(f"[{text}".encode(form)) == f"[{text}"


@pytest.mark.parametrize("form", ["cp1252", "latin-1", "cp437", "mac-roman"])
def test_another_code_page_is_refused_with_its_line(form: str) -> None:
    with pytest.raises(NotText, match="it is not UTF-8 text in line 3") as refused:
        decoded("one\r\ntwo\r\ncaf\u00e9\r\n".encode(form))
    assert refused.value.line == 3


@given(st.binary())
def test_any_bytes_are_text_or_our_error(data: bytes) -> None:
    with contextlib.suppress(NotText):
        decoded(data).encode()
