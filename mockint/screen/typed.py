"""What a terminal sent, as keys. Pure: bytes in, in whatever pieces they came, and keys out.

A person presses one key at a time. What comes in one piece and is more than that was pasted, and is
no command; nor is what stands between the marks of a bracketed paste.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from mockint.events import Key, KeyPressed

LETTERS: Mapping[str, Key] = MappingProxyType(
    {
        "p": "pause",
        "n": "part",
        "u": "undo",
        "r": "retake",
        "s": "skip",
        "w": "again",
        "q": "quit",
        "?": "help",
    }
)
"""Besides Enter, which is done. Capitals count as well."""

RUB_OUT = "\x7f\b"
"""What the key sends that takes back a letter."""

_ENGLISH = "qwertyuiopasdfghjklzxcvbnm"
_ALPHABETS = (
    "йцукенгшщзфывапролдячсмить",  # Russian; before Ukrainian, which has one letter of its own
    "йцукенгшщзфівапролдячсмить",
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤر ىة",  # Arabic; b types two letters
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)
"""What the 26 keys of an English keyboard type elsewhere, from its first row to its last. Layouts
with Latin letters need none: theirs are the letters themselves."""


def _places() -> Mapping[str, str]:
    places: dict[str, str] = {}
    for alphabet in _ALPHABETS:
        for letter, english in zip(alphabet, _ENGLISH, strict=True):
            if not letter.isascii():
                places.setdefault(letter, english)
    return MappingProxyType(places)


_PLACES = _places()


def key_of(letter: str) -> KeyPressed:
    """The key that types ``letter``, small or capital: by what it types, or by its place on the
    keyboard where that is a letter of another alphabet."""
    small = letter.lower()
    place = _PLACES.get(small, "")
    return KeyPressed(LETTERS.get(place or small, "other"), small, place)


def as_pressed(keys: Sequence[KeyPressed]) -> tuple[KeyPressed, ...]:
    """``keys`` that came at once, as a person meant them: one key, also where it was held down on a
    slow line, or a text that was pasted."""
    if len({(key.key, key.char) for key in keys}) < 2:
        return tuple(keys[:1])
    return (_pasted("".join(key.char for key in keys)),)


def _pasted(text: str) -> KeyPressed:
    return KeyPressed("pasted", "".join(filter(str.isprintable, " ".join(text.split()))))


_SEQUENCE = re.compile(rb"\x1b(?:\x1b?\[[0-?]*[ -/]*[@-~]|\x1b?O.|[^\x1b\[O])", re.DOTALL)
"""What arrow, function and Alt keys send (ECMA-48 control sequences, SS3): F2 is ESC O Q, and must
not count as q."""
_BEGUN = re.compile(rb"\x1b(?:\x1b?(?:\[[0-?]*[ -/]*|O)?)?\Z")
"""One that is not all there yet: on a slow line it comes in pieces."""
_GOES_ON = b"[O\x1b"
"""What follows ESC where that was no key of its own."""
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_MOST_PASTED = 65_536
"""Bytes that are kept of a paste."""


class Typed:
    """Keeps what came only in part, a sequence or a letter, for the next piece."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
        self._begun = b""
        self._paste: bytes | None = None
        """What has come of a paste that is not over."""

    def keys(self, piece: bytes) -> Iterator[KeyPressed]:
        """The keys among what came, in any alphabet; a bracketed paste is one."""
        if not self._begun.strip(b"\x1b") and piece[:1] not in _GOES_ON:
            self._begun = b""  # that was the Escape key
        data, self._begun = self._begun + piece, b""
        while data:
            if self._paste is not None:
                self._paste = (self._paste + data)[-_MOST_PASTED:]
                text, ends, data = self._paste.partition(_PASTE_ENDS)
                if not ends:
                    return
                self._paste = None
                yield _pasted(text.decode("utf-8", "ignore"))
            before, begins, data = data.partition(_PASTE_BEGINS)
            yield from self._typed(before, is_last=not begins)
            if begins:
                self._paste = b""

    def _typed(self, data: bytes, *, is_last: bool) -> Iterator[KeyPressed]:
        data = _SEQUENCE.sub(b"", data)
        if begun := _BEGUN.search(data):
            data = data[: begun.start()]
            self._begun = begun.group() if is_last else b""
        for letter in self._decode(data):
            if letter in "\r\n":
                yield KeyPressed("done", "\n")
            elif letter.isprintable() or letter in RUB_OUT:
                yield key_of(letter)


def pressed(piece: bytes) -> Iterator[KeyPressed]:
    """The keys of one piece that stands alone."""
    return Typed().keys(piece)
