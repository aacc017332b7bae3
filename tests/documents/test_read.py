"""A document is read by what it is, and what cannot be read is one line with the next step."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from mockint.documents import read as reading
from mockint.documents.pdf import MOST_PAGES
from mockint.documents.read import text_of
from mockint.errors import FileError, NoSuchFile, UnreadableDocument
from tests.support.papers import pdf, word, zipped

LINES = "Anna Reyes\nCut falls from 14 to 5 a quarter\nTrained 12 new nurses"


def written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def blank(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return written(writer)


def locked() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode(),
        LINES.encode("utf-16"),
        b"\xef\xbb\xbf" + LINES.replace("\n", "\r\n").encode(),
        pdf(LINES),
        b"\n\n" + pdf(LINES),
        word(LINES),
    ],
    ids=["utf-8", "utf-16", "windows", "pdf", "pdf after blanks", "word"],
)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.txt", "cv"])
def test_what_it_is_does_not_depend_on_its_name(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert [line.strip() for line in text_of(path).splitlines() if line] == LINES.splitlines()


def test_pages_and_tables_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "cv"
    path.write_bytes(pdf("One page of a CV", "Another page of it"))
    first, last = text_of(path).strip().split("\n\n")
    assert (first.strip(), last.strip()) == ("One page of a CV", "Another page of it")
    path.write_bytes(word("Below", columns=["Left\nSkills", "Right"]))
    assert text_of(path).split() == ["Left", "Skills", "Right", "Below"]


def test_what_only_sets_a_text_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("\uf0b7 Sta\ufb00 o\ufb03cer, imple\u00ad\n  mented\u00a0it\u200b.", "utf-8")
    assert text_of(path) == "\u2022 Staff officer, implemented it."


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b" \n\n ", "it is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Word file"),
        (b"{\\rtf1 Anna}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "a picture"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument file"),
        (zipped({"a.txt": "x"}), "a zip, and not a Word document"),
        (zipped({"word/document.xml": "<broken"}), "the Word document is damaged"),
        (zipped({"word/document.xml": "0" * 51_000_000}), "larger than 50 MB"),
        (word(LINES)[:200], "the Word document is damaged"),
        (word(""), "no text"),
        (pdf(LINES)[:60], "the PDF is damaged"),
        (blank(2), "pictures without text"),
        (blank(500), f"500 pages, and at most {MOST_PAGES}"),
        (locked(), "a password"),
        (b"\x7fELF\x02\0\xff\xfe\0\0" * 20, "not a PDF, a Word document or a text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as raised:
        text_of(path)
    error = raised.value
    assert cause in error.cause
    assert error.next_step
    assert error.exit_code == 2
    assert "\n" not in str(error)


def test_a_code_page_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes("Zo\u00eb's CV".encode("cp1252"))
    with pytest.raises(FileError, match="iconv"):
        text_of(path)
    with pytest.raises(NoSuchFile):
        text_of(tmp_path / "gone.pdf")
    with pytest.raises(FileError, match=r"director|folder"):
        text_of(tmp_path)


def test_a_document_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> str:
        raise TimeoutError

    monkeypatch.setattr(reading, "within", never)
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf(LINES))
    with pytest.raises(UnreadableDocument, match=r"20 seconds.*\.txt"):
        text_of(path)


def test_a_text_that_is_no_cv_but_a_book_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text("word " * 50_000, "utf-8")
    with pytest.raises(UnreadableDocument, match="200,000 letters"):
        text_of(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 700), noise=st.binary(max_size=40), kind=st.sampled_from([pdf, word]))
def test_damage_is_an_error_of_ours_or_still_text(
    tmp_path: Path, cut: int, noise: bytes, kind: object
) -> None:
    whole = pdf(LINES) if kind is pdf else word(LINES)
    path = tmp_path / "cv"
    path.write_bytes(whole[:cut] + noise + whole[cut + len(noise) :])
    with suppress(FileError):
        assert isinstance(text_of(path), str)
