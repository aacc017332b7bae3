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
_ESCAPED_BYTE: Final = range(0xDC80, 0xDD00)
"""How Python holds a byte of a file's name that is no text (PEP 383), less 0xDC00."""


def printable(text: str) -> str:
    """``text`` with tabs and new lines as they are; can be written as UTF-8 whatever it was."""
    if text.isascii() and text.isprintable():
        return text
    return _MISLEADS.sub(_by_number, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The same on one line, for a name or a word."""
    return printable(text).replace("\n", " ").replace("\t", " ")


def _by_number(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number in _ESCAPED_BYTE:
        return f"<0x{number - 0xDC00:02X}>"
    return f"<U+{number:04X}>"
