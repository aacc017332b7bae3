"""What a job posting stresses: for ``mockint questions --job``, and to weight questions by."""

from pathlib import Path

from mockint.commands.values.posting import PostingRead
from mockint.content.stress import stress
from mockint.content.types import Library
from mockint.documents.posting import read_posting
from mockint.errors import UsageError

FEWEST_LINES = 3
"""Fewer sentences about the work are no posting."""


def read_job(source: str, library: Library) -> PostingRead:
    """Which principles the posting in the file ``source`` stresses.

    Raises UnreadableDocument, FileError, and UsageError where it is no posting in English.
    """
    from mockint.documents.read import text_of

    return posting_in(text_of(Path(source)), source, library)


def posting_in(text: str, source: str, library: Library) -> PostingRead:
    """Which principles the posting ``text`` stresses; ``source``: what it is called in errors.

    Raises UsageError where it is no posting in English.
    """
    from mockint.text.language import is_english

    if not is_english(text):
        raise UsageError(
            f"{source} is not in English",
            cause="mockint knows the words of English postings only",
            next_step="translate it, and save it as a .txt file",
        )
    posting = read_posting(text)
    if len(posting.lines) < FEWEST_LINES:
        raise UsageError(
            f"{source} says too little about the work",
            cause=f"it has {len(posting.lines)} sentences besides benefits and the law",
            next_step="copy the whole posting into a .txt file",
        )
    found = stress(posting.lines, library)
    return PostingRead(
        source=source,
        principles=found.principles,
        titles={slug: one.title for slug, one in library.principles.items()},
        lines=len(posting.lines),
        silent=found.silent,
        standard=len(posting.standard),
        pack=library.pack,
    )
