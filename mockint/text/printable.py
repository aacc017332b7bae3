"""Text from outside as it can be shown: nothing in it steers a terminal, hides, or turns the order.

What a reader would not see, or would see elsewhere than it stands, is shown by its number:
"<U+202E>". Pure.
"""

import re
from typing import Final

_MISLEADS: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and new line, DEL, C1
    r"\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb"  # not seen
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\u2028-\u202e"  # ends a line, or turns the order
    r"\ud800-\udfff]"  # half a character, or a byte of a file's name that is none
    # A joiner, but between letters of scripts that write with it, and inside an emoji.
    r"|(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\u200c\u200d])"
)
_BYTES: Final = re.compile(r"[\udc80-\udcff]+")
"""How Python holds bytes of what was typed, or of a file's name, that its locale has no letters for
(PEP 383): 0xDC00 and the byte."""


def printable(text: str) -> str:
    """``text`` with tabs and new lines as they are; can be written as UTF-8 whatever it was."""
    if text.isascii() and text.isprintable():
        return text
    text = _BYTES.sub(_as_utf8, text.replace("\r\n", "\n"))
    return _MISLEADS.sub(_by_number, text)


def one_line(text: str) -> str:
    """The same on one line, for a name or a word."""
    return printable(text).replace("\n", " ").replace("\t", " ")


def _by_number(found: re.Match[str]) -> str:
    number = ord(found[0])
    is_byte = _BYTES.match(found[0])
    return f"<0x{number - 0xDC00:02X}>" if is_byte else f"<U+{number:04X}>"


def _as_utf8(found: re.Match[str]) -> str:
    return found[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
