"""A document that somebody hands over: a job posting, a CV."""


def document_text(data: bytes, name: str) -> str:
    """The text of a PDF, a Word document (.docx) or a text; ``name``: what errors call it.

    Raises UnreadableDocument with the cause and what to do, FileError.
    """
    from mockint.documents.read import text_in

    return text_in(data, name)
