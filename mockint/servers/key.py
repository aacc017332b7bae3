"""The key of a server: read, checked, and never shown.

It comes from the environment only, so that it stands in no file and no shell history, and under a
name of its own for each use, so that a key meant for somebody else is not sent there.
"""

import re
from collections.abc import Mapping
from typing import Any

from mockint.errors import TranscribeError

KEY_VARIABLE = "MOCKINT_API_KEY"
"""Of a recognizer's server."""
HIDDEN = "[key]"
_SHORTEST_SECRET = 12
"""A shorter key is a placeholder, and may be a word that somebody says ("test")."""


class Key:
    """What stands in ``variable`` of ``environment``, without the blanks around it.

    Raises TranscribeError, which does not show it, where it is not printable ASCII without blanks.
    """

    __slots__ = ("_text",)

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

    def headers(self) -> dict[str, str]:
        """What to send so that the server knows it; empty where there is no key."""
        return {"Authorization": f"Bearer {self._text}"} if self._text else {}

    def hidden_in(self, value: Any) -> Any:
        """``value``, which a server sent and is to be shown, without the key in its texts.

        As JSON has it: text, and lists and objects that have text in them.
        """
        if not self._text:
            return value
        if isinstance(value, str):
            return value.replace(self._text, HIDDEN)
        if isinstance(value, list):
            return [self.hidden_in(one) for one in value]
        if isinstance(value, dict):
            return {name: self.hidden_in(one) for name, one in value.items()}
        return value

    def hidden_in_words(self, value: Any) -> Any:
        """As ``hidden_in``, of what is kept as somebody's words."""
        return self.hidden_in(value) if len(self._text) >= _SHORTEST_SECRET else value
