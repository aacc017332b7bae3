"""The text of a document, told by what is in the file and not by the end of its name.

One paragraph may be cut into several lines; what does not belong to the line before it follows
after an empty line where the document says so.
"""

import re
import unicodedata
from pathlib import Path

from mockint import files
from mockint.deadline import within
from mockint.documents.pdf import pdf_text
from mockint.documents.word import word_text
from mockint.errors import FileError, UnreadableDocument
from mockint.text.encoding import NotText, decoded
from mockint.text.printable import printable
from mockint.text.shell import quoted

LIMIT_S = 20.0
"""A PDF of four pages takes under a second."""
MOST_LETTERS = 200_000
"""Of a document's text; a CV of four pages has about 12,000."""
_SIGNS = (
    (b"\xd0\xcf\x11\xe0", "it is an old Word file (.doc), or has a password"),
    (b"{\\rtf", "it is a file in Rich Text Format"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"II*\0", "it is a picture"),
    (b"MM\0*", "it is a picture"),
)
_SOFT_BREAK = re.compile("\u00ad[ \t]*\n[ \t]*|[\u00ad\u200b\u2060\ufeff\ufffd\0]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SET = {
    **dict.fromkeys(range(0xE000, 0xF900), "\u2022"),  # a symbol font's glyphs: bullets and icons
    **dict.fromkeys(map(ord, "\v\x85\u2028"), "\n"),
    **dict.fromkeys(map(ord, "\f\u2029"), "\n\n"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " "),
}
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes before a PDF's own beginning that some mail programs put there."""
_ZIP = b"PK\x03\x04"


def text_of(path: Path) -> str:
    """The text of a PDF, a Word document (.docx) or a text file.

    Raises UnreadableDocument with the cause and what to do, and FileError where the disk fails.
    """
    return text_in(files.read_bytes(path), str(path))


def text_in(data: bytes, name: str) -> str:
    """As ``text_of``, of a document that is in no file; ``name``: what it is called in errors."""
    if not data.strip():
        raise refused(name, "it is empty", "save it again, and then the same command")
    text = _text(name, data)
    if len(text) > MOST_LETTERS:
        raise refused(
            name,
            f"it has more than {MOST_LETTERS:,} letters",
            "copy what you need into a text file",
        )
    return plain(text)


def plain(text: str) -> str:
    """``text``, printable, and without what only sets it: hyphens that break a line, glyphs of a
    symbol font, two letters in one.
    """
    text = _SOFT_BREAK.sub("", text).translate(_SET)
    return printable(_LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def refused(name: str, cause: str, next_step: str) -> UnreadableDocument:
    """The error for a document that nothing can be done with."""
    return UnreadableDocument(f"{name} cannot be read", cause=cause, next_step=next_step)


def _text(name: str, data: bytes) -> str:
    for sign, what in _SIGNS:
        if data.startswith(sign):
            raise refused(name, what, "save it as .docx or PDF in the program you wrote it in")
    try:
        if _PDF in data[:_PDF_WITHIN]:
            return within(LIMIT_S, lambda: pdf_text(data))
        if data.startswith(_ZIP):
            return within(LIMIT_S, lambda: word_text(data))
    except UnreadableDocument as error:
        raise refused(name, error.what, error.next_step) from error
    except TimeoutError as error:
        raise refused(
            name, f"it was not read in {LIMIT_S:.0f} seconds", "copy its text into a .txt file"
        ) from error
    try:
        return decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    except NotText as error:
        if b"\0" in data:
            raise refused(
                name, "it is not a PDF, a Word document or a text", "save it as .docx or PDF"
            ) from error
        step = f"iconv -f CP1252 -t UTF-8 {quoted(name)}"
        raise FileError(f"{name} cannot be read", cause=str(error), next_step=step) from error
