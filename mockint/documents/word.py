"""The text of a Word document (.docx), by mammoth."""

import io
import zipfile

from mockint.errors import UnreadableDocument

MOST_BYTES = 50_000_000
"""Of all that is packed in it, unpacked; the text of a CV has some 100,000, pictures more."""
_BODY = "word/document.xml"
_OPEN_DOCUMENT = "content.xml"


def word_text(data: bytes) -> str:
    """The text of all paragraphs, an empty line between two of them.

    Raises UnreadableDocument: what failed is the cause, and the next step.
    """
    _check(data)
    from mammoth import extract_raw_text

    try:
        text: str = extract_raw_text(io.BytesIO(data)).value
    except Exception as error:
        raise _damaged() from error
    if not text.strip():
        raise UnreadableDocument(
            "it has no text, or only pictures", next_step="copy its text into a .txt file"
        )
    return text


def _check(data: bytes) -> None:
    """It is a Word document, and does not grow beyond measure when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error
    if _BODY not in names:
        what = "an OpenDocument file" if _OPEN_DOCUMENT in names else "a zip"
        raise UnreadableDocument(
            f"it is {what}, and not a Word document", next_step="save it as .docx or PDF"
        )
    if size > MOST_BYTES:
        raise UnreadableDocument(
            "it is larger than 50 MB when unpacked", next_step="copy its text into a .txt file"
        )


def _damaged() -> UnreadableDocument:
    return UnreadableDocument("the Word document is damaged", next_step="save it as .docx again")
