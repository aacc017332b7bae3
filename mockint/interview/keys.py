"""Which keys count where, and what each is for: the one place that both works and tells by it.

Whoever listens for keys offers these to the screen; the helps of the commands are compared with
them. A letter means one thing wherever it counts.
"""

from collections.abc import Sequence

from mockint.events import KeyHint

DONE = KeyHint("\n", "done")
PAUSE = KeyHint("p", "pause to think")
GO_ON = KeyHint("p", "end the pause")
PART = KeyHint("n", "next part")
UNDO = KeyHint("u", "undo n")
RETAKE = KeyHint("r", "record again")
SKIP = KeyHint("s", "skip the voice")
AGAIN = KeyHint("w", "hear the question again")
SHOW = KeyHint("w", "show the question")
"""The same key once the candidate talks: nothing is ever spoken over an answer."""
SAY_AGAIN = KeyHint("w", "say it again")
"""The same key while the voice speaks."""
QUIT = KeyHint("q", "end")
HELP = KeyHint("?", "show the keys")
NEXT = KeyHint("\n", "next")

Hints = Sequence[KeyHint]


def letters(hints: Hints) -> frozenset[str]:
    """All that may be typed."""
    return frozenset(key for hint in hints for key in hint.keys)


def while_speaking(more: Hints = ()) -> tuple[KeyHint, ...]:
    """While the voice speaks; ``more`` ends it too."""
    own = [one for one in (SKIP, SAY_AGAIN, QUIT, HELP) if one.keys not in letters(more)]
    return (*more, *own)


def while_working(*, may_retake: bool) -> tuple[KeyHint, ...]:
    """While the candidate waits for what the program makes of it."""
    return (*([RETAKE] if may_retake else []), QUIT, HELP)


def to_choose(offered: Hints) -> tuple[KeyHint, ...]:
    """Where nothing goes on until one is pressed."""
    return (*offered, *([] if QUIT.keys in letters(offered) else [QUIT]), HELP)
