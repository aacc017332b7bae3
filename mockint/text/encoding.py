"""The text in a file's bytes, whichever editor or shell wrote them. Pure."""

import codecs
from collections.abc import Mapping
from typing import Final

_MARKS: Final[Mapping[bytes, str]] = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins as UTF-16's does
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class NotText(ValueError):
    """The bytes are text in none of the encodings that can be told for sure.

    The message is the words of a cause. ``line``: the first that cannot be read, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"it is not UTF-8 text in line {line}; save it as UTF-8 in your editor")
        self.line = line


def decoded(data: bytes) -> str:
    """The text of ``data``: UTF-8, or UTF-16 as Windows' tools write it, without its mark.

    Another code page cannot be told from its bytes and is not guessed. Line ends are as they are.
    Raises NotText.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:2]:  # UTF-16 without a mark, beginning in ASCII
        encoding = "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise NotText(before.count("\n") + 1) from error
