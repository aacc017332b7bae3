"""The text of a PDF, by pypdf."""

import io
import logging

from mockint.errors import UnreadableDocument

MOST_PAGES = 30
"""More is no CV and no posting; the pages of a book would take minutes."""
FEWEST_LETTERS = 20
"""Pages with fewer are pictures of pages."""


def pdf_text(data: bytes) -> str:
    """The text of all pages, in the order in which the file has it.

    Raises UnreadableDocument: what failed is the cause, and the next step.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would tell of the person's text
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError("it has a password")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableDocument(
                f"it has {count} pages, and at most {MOST_PAGES} are read",
                next_step="save the pages that you need as a PDF of their own",
            )
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableDocument(
            "it has a password, or is protected in another way",
            next_step="save it as PDF without a password",
        ) from error
    except UnreadableDocument:
        raise
    except Exception as error:
        raise _damaged() from error
    if sum(map(str.isalnum, text)) < FEWEST_LETTERS:
        raise UnreadableDocument(
            "its pages are pictures without text, such as a scan has",
            next_step="save it as PDF from the program you wrote it in, or copy its text into a "
            ".txt file",
        )
    return text


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        "the PDF is damaged", next_step="save it as PDF again, or copy its text into a .txt file"
    )
