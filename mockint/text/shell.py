"""A path or a name as the shell at hand takes it: whoever reads a command pastes it."""

import shlex
import sys


def quoted(text: object) -> str:
    """``text`` as one word of a command: as it is where it has no blanks or other signs."""
    word = str(text)
    if sys.platform != "win32":
        return shlex.quote(word)
    plain = word and not set(word) & set(" \t&|<>^()%!;,='\"`$@{}[]")
    return word if plain else '"' + word.replace('"', '""') + '"'
