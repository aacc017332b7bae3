"""The key of a server: read, checked, and never shown.

It comes from the environment only, so that it stands in no file and no shell history, and under a
name of its own for each use, so that a key meant for somebody else is not sent there.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Set
from typing import Any
from urllib.parse import quote

from mockint.errors import TranscribeError

KEY_VARIABLE = "MOCKINT_API_KEY"
"""Of a recognizer's server."""
HIDDEN = "[key]"
_PIECE = 8
"""Letters: a server that tells "sk-abc… is wrong" may tell fewer."""
_SHORTEST_SECRET = 12
"""A shorter key is a placeholder, and may be a word that somebody says ("test")."""


class Key:
    """What stands in ``variable`` of ``environment``, without the blanks around it.

    Raises TranscribeError, which does not show it, where it is not printable ASCII without blanks.
    """

    __slots__ = ("_pieces", "_text")

    def __init__(self, environment: Mapping[str, str], variable: str = KEY_VARIABLE) -> None:
        text = environment.get(variable, "").strip()
        if text and not re.fullmatch(r"[!-~]+", text):
            raise TranscribeError(
                f"the key in {variable} cannot be used",
                cause="it contains a blank, or a character that is not a letter, digit or sign of "
                "ASCII; was something else copied with it?",
                next_step=f"export {variable}=… with the key alone",
            )
        self._text = text
        self._pieces = frozenset(_pieces(text)) if text else frozenset()

    def headers(self) -> dict[str, str]:
        """What to send so that the server knows it; empty where there is no key."""
        return {"Authorization": f"Bearer {self._text}"} if self._text else {}

    def hidden_in(self, value: Any) -> Any:
        """``value``, which a server sent and is to be shown, without the key in its texts.

        As JSON has it: text, and lists and objects that have text in them.
        """
        return _hidden(value, self._pieces)

    def hidden_in_words(self, value: Any) -> Any:
        """As ``hidden_in``, of what is kept as somebody's words: a piece without a figure may be
        one."""
        if len(self._text) < _SHORTEST_SECRET:
            return value
        told = [piece for piece in self._pieces if any(one.isdigit() for one in piece)]
        return _hidden(value, frozenset([*told, *_forms(self._text)]))


def _hidden(value: Any, pieces: Set[str]) -> Any:
    if isinstance(value, str):
        return _without(value, pieces)
    if isinstance(value, list):
        return [_hidden(one, pieces) for one in value]
    if isinstance(value, dict):
        return {_without(str(name), pieces): _hidden(one, pieces) for name, one in value.items()}
    return value


def _without(text: str, pieces: Set[str]) -> str:
    """``text`` with HIDDEN for each run of pieces; blanks and line ends between them count not."""
    at = [place for place, letter in enumerate(text) if not letter.isspace()]
    dense = "".join(text[place] for place in at)
    sizes = {len(piece) for piece in pieces}
    runs: list[tuple[int, int]] = []
    for first in range(len(dense)):
        longest = max((size for size in sizes if dense[first : first + size] in pieces), default=0)
        if not longest:
            continue
        begin, end = at[first], at[min(first + longest, len(at)) - 1] + 1
        if runs and begin <= runs[-1][1]:
            begin, before = runs.pop()
            end = max(end, before)
        runs.append((begin, end))
    for begin, end in reversed(runs):
        text = text[:begin] + HIDDEN + text[end:]
    return text


def _pieces(key: str) -> Iterator[str]:
    """What of a key, however it is written, is never shown: any _PIECE letters of it, or the whole
    of one that is short."""
    for form in _forms(key):
        share = max(1, round(len(form) / len(key)))
        size = len(form) if len(key) < _SHORTEST_SECRET else _PIECE * share
        yield form
        for at in range(len(form) - size + 1):
            yield form[at : at + size]


def _forms(key: str) -> Iterator[str]:
    """As it is, as in an address, in base64 at each place of its three, and in hexadecimal."""
    data = key.encode()
    yield key
    for percent in (quote(key, safe=""), "".join(f"%{one:02X}" for one in data)):
        yield from (percent, re.sub("%..", lambda found: found[0].lower(), percent))
    for before in range(3):
        bits = 8 * (before + len(data))
        coded = b64encode(bytes(before) + data).decode()[-(-8 * before // 6) : bits // 6]
        yield from (coded, coded.translate(str.maketrans("+/", "-_")))
    yield from (data.hex(), data.hex().upper())
